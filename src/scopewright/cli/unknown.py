"""What to tell when the first word is neither a command nor a file that is there."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from scopewright.cli.command import say
from scopewright.language import _

NOT_THERE_YET = ("serve",)


def refuse(word: str, words: Sequence[str]) -> None:
    """Say that there is no such command or file, and what may have been meant."""
    meant = ", ".join(difflib.get_close_matches(word, words))
    if word in NOT_THERE_YET:
        text = _("The command {word} is not there yet; scopewright --help lists those that are.")
    elif meant:
        text = _("There is no command and no file “{word}”. Did you mean {meant}?")
    else:
        text = _("There is no command and no file “{word}”; scopewright --help lists the commands.")
    say(text.format(word=word, meant=meant))
