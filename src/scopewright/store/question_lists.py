"""The question lists that come with the program, and the consultant's own beside them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from scopewright import resources
from scopewright.language import _
from scopewright.model.question_lists import QuestionList, read_list
from scopewright.model.refusal import SaidToUser


def question_lists(own: Path | None = None) -> dict[str, QuestionList]:
    """Every list by its key; a list in the folder ``own`` replaces the shipped one of the same key.

    Raises:
        SaidToUser: a file of the folder is no list; the message names it.
    """
    return {found.key: found for folder in (resources.path("questions"), own) for found in _in(folder)}


def _in(folder: Path | None) -> Iterator[QuestionList]:
    for path in sorted(folder.glob("*.json")) if folder else ():
        try:
            yield read_list(json.loads(path.read_text(encoding="utf-8")))
        except (ValueError, OSError) as error:
            raise SaidToUser(
                _("“{file}” could not be used as a question list: {reason}").format(file=path, reason=error)
            ) from error
