"""The command on what can be done to a record beyond its fields, and doing it."""

from __future__ import annotations

import argparse
from pathlib import Path

from scopewright.cli.command import Command, Refused, file_argument, opened, put, reading
from scopewright.language import N_, _
from scopewright.model.engagement import Engagement
from scopewright.model.record_actions import Doing, RecordAction, do, record_actions_of
from scopewright.store.person import who
from scopewright.store.question_lists import question_lists


def _declare(parser: argparse.ArgumentParser) -> None:
    file_argument(parser)
    parser.add_argument("id", metavar="ID", help=_("the spoken id, such as G-1"))
    parser.add_argument(
        "action", metavar=_("ACTION"), nargs="?", help=_("what is done; without it, list what can be done")
    )
    parser.add_argument("choice", metavar=_("CHOICE"), nargs="?", help=_("in which way, where there are several"))
    text = _("your own lists; one replaces a shipped one of the same key")
    parser.add_argument("--lists", metavar=_("FOLDER"), type=Path, help=text)


def _run(options: argparse.Namespace) -> int:
    if options.action is None:
        _list(_doing(reading(options), options))
        return 0
    with opened(options) as work:
        doing = _doing(work.engagement, options)
        action = _known(doing, options.action)
        choices = [each.key for each in action.offer(doing)]
        choice = options.choice or (choices[0] if len(choices) == 1 else "")
        if choices and choice not in choices:
            raise Refused(_("Say in which way: {choices}.").format(choices=", ".join(choices)))
        made = do(action, doing, choice)
    if made is not None:
        put(made.id)
    return 0


def _doing(engagement: Engagement, options: argparse.Namespace) -> Doing:
    return Doing(engagement, engagement.by_id(options.id), question_lists(options.lists), who())


def _known(doing: Doing, name: str) -> RecordAction:
    known = {action.name: action for action in record_actions_of(doing.record.section.key)}
    if name not in known:
        words = ", ".join(known) or _("nothing")
        raise Refused(_("“{name}” cannot be done to {id}; there is {known}.").format(
            name=name, id=doing.record.id, known=words
        ))  # fmt: skip
    return known[name]


def _list(doing: Doing) -> None:
    for action in record_actions_of(doing.record.section.key):
        for choice in action.offer(doing):
            put(f"{action.name} {choice.key}: {choice.title}")
            for line in choice.follows.splitlines():
                put(f"    {line}")


COMMANDS = (Command("do", N_("do something to a record beyond its fields; without an action, list what can be done"),
                    _declare, _run),)  # fmt: skip
