"""Commands on question lists: which there are, take one over into a scope, keep one's own."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from scopewright.cli.command import Command, Refused, file_argument, opened, put, put_json, reading
from scopewright.language import N_, _, ngettext
from scopewright.model.engagement import Engagement
from scopewright.model.question_lists import QuestionList, as_list, insert_list
from scopewright.store.person import who
from scopewright.store.question_lists import question_lists


def _lists_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--lists",
        metavar=_("FOLDER"),
        type=Path,
        help=_("your own lists; one replaces a shipped one of the same key"),
    )


def _declare_questions(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("list", metavar=_("LIST"), nargs="?", help=_("one list only, with its questions"))
    parser.add_argument("--json", action="store_true", help=_("as JSON, in the form of your own lists"))
    _lists_option(parser)


def _questions(options: argparse.Namespace) -> int:
    lists = question_lists(options.lists)
    chosen = [_known(lists, options.list)] if options.list else list(lists.values())
    if options.json:
        found = [asdict(questions) for questions in chosen]
        put_json(found[0] if options.list else found)
        return 0
    for questions in chosen:
        count = len(questions.items)
        said = ngettext("{count} question", "{count} questions", count).format(count=count)
        put(f"{questions.key}: {questions.title} ({said}). {questions.about}")
        for item in questions.items if options.list else ():
            put(f"    {item.title}")
    return 0


def _declare_ask(parser: argparse.ArgumentParser) -> None:
    file_argument(parser)
    parser.add_argument("list", metavar=_("LIST"))
    parser.add_argument("--of", metavar="ID", help=_("the release, module, dataset or deployment that is asked about"))
    _lists_option(parser)


def _ask(options: argparse.Namespace) -> int:
    questions = _known(question_lists(options.lists), options.list)
    with opened(options) as work:
        values = _about(work.engagement, questions, options.of) if options.of else {}
        made = insert_list(work.engagement, questions, who(), values)
    for record in made:
        put(record.id)
    return 0


def _about(engagement: Engagement, questions: QuestionList, spoken: str) -> dict[str, Any]:
    """The field of the questions that takes a link to this record, with the link."""
    asked, section = engagement.by_id(spoken), engagement.sections[questions.section]
    fields = [s.name for s in section.specs if s.kind.name == "ref" and s.kind.describe()["to"] == asked.section.key]
    if not fields:
        text = _("The questions of “{list}” are not asked about {section}.")
        raise Refused(text.format(list=questions.title, section=_(asked.section.title)))
    return {fields[0]: asked.key}


def _declare_keep(parser: argparse.ArgumentParser) -> None:
    file_argument(parser)
    parser.add_argument("list", metavar=_("LIST"), help=_("the list as it was edited in this file"))
    parser.add_argument("--section", default="checklist", metavar=_("SECTION"), help=_("where its questions stand"))
    parser.add_argument("--title", help=_("what it is called from now on"))
    _lists_option(parser)


def _keep(options: argparse.Namespace) -> int:
    engagement, lists = reading(options), question_lists(options.lists)
    known = lists.get(options.list)
    section = known.section if known else options.section
    if section not in engagement.sections:
        raise Refused(_("There is no section “{key}”.").format(key=section))
    title = options.title or (known.title if known else options.list)
    put_json(as_list(engagement, section, options.list, title, lists))
    return 0


def _known(lists: dict[str, QuestionList], key: str) -> QuestionList:
    if key not in lists:
        raise Refused(_("There is no list “{key}”; there are {keys}.").format(key=key, keys=", ".join(lists)))
    return lists[key]


COMMANDS = (
    Command("questions", N_("print the question lists"), _declare_questions, _questions),
    Command("ask", N_("insert a question list into the scope; prints the new ids"), _declare_ask, _ask),
    Command("keep-list", N_("print a list as it was edited in a file, to keep as your own"), _declare_keep, _keep),
)
