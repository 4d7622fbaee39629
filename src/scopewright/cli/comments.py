"""The command that takes the comments of a returned brief into the engagement."""

from __future__ import annotations

import argparse
from pathlib import Path

from scopewright.cli.command import Command, file_argument, opened, put, say
from scopewright.language import N_, _, ngettext
from scopewright.model.review_comments import to_questions
from scopewright.model.sections.questions import Question
from scopewright.store.durable import LARGEST
from scopewright.store.named_file import read_named
from scopewright.store.person import who


def _declare(parser: argparse.ArgumentParser) -> None:
    file_argument(parser)
    text = _("the brief that came back, a .pdf or .docx with comments")
    parser.add_argument("returned", metavar=_("RETURNED"), type=Path, help=text)


def _run(options: argparse.Namespace) -> int:
    from scopewright.briefs.returned import comments

    data = read_named(options.returned, LARGEST)
    found = comments(data, options.returned.name)
    said = [(each.author, each.text, each.beside) for each in found]
    with opened(options) as work:
        made = to_questions(work.engagement, said, options.returned.name, who())
    for each in made:
        if isinstance(each, Question):
            put(f"{each.id}  {each.about or '–'}  {each.title}")
    text = ngettext("{n} comment was found", "{n} comments were found", len(found)).format(n=len(found))
    say(text + "; " + _("{n} new.").format(n=len(made)))
    return 0


COMMANDS = (Command("comments", N_("make open questions of the comments in a brief that came back"), _declare, _run),)
