"""The command ``import``: a table that came from elsewhere, or came back, into a section."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from scopewright.cli.command import Command, Refused, file_argument, opened, put, reading, say
from scopewright.cli.scope import LANGUAGE, known_section
from scopewright.jobs.inline import run
from scopewright.language import N_, _
from scopewright.model.engagement import Engagement
from scopewright.model.sheet_text import plain
from scopewright.model.step import Step
from scopewright.model.table_import import Imported, TablePlan, import_table, map_heads, plan_table, step_name, told
from scopewright.store.person import who


def _declare(parser: argparse.ArgumentParser) -> None:
    file_argument(parser)
    parser.add_argument("section", metavar=_("SECTION"))
    parser.add_argument("table", metavar=_("TABLE"), type=Path, help=_("a CSV, or a workbook .xlsx"))
    parser.add_argument(
        "--map",
        metavar="HEAD=FIELD",
        action="append",
        default=[],
        help=_("which field a column is; HEAD= leaves the column out"),
    )
    parser.add_argument("--sheet", metavar=_("NAME"), help=_("which sheet of a workbook, else the first"))
    parser.add_argument("--dry-run", action="store_true", help=_("say what would be done, and change nothing"))


def _import(options: argparse.Namespace) -> int:
    known_section(options.section)
    wanted = dict(_pair(text) for text in options.map)
    table = run("table", {"path": str(options.table.absolute()), "sheet": options.sheet, "language": LANGUAGE})
    if options.dry_run:
        _carry_out(reading(options), options.section, table, wanted)
        say(_("Nothing was changed: this was a dry run."))
        return 0
    with opened(options) as work:
        _carry_out(work.engagement, options.section, table, wanted)
    return 0


def _carry_out(engagement: Engagement, section: str, table: dict[str, Any], wanted: dict[str, str]) -> None:
    heads, rows = table["heads"], table["rows"]
    fields = map_heads(heads, engagement.sections[section], wanted)
    if not table["sheets"]:
        rows = [[plain(cell) for cell in row] for row in rows]
    plan = plan_table(engagement, section, heads, rows, fields)
    with Step(engagement, step_name(plan), who=who()) as step:
        done = import_table(step, plan, engagement.locale(LANGUAGE))
    _answer(engagement, plan, done)


def _answer(engagement: Engagement, plan: TablePlan, done: Imported) -> None:
    for key in done.added:
        put(f"{engagement[key].id}\tadded")
    for key in done.changed:
        put(f"{engagement[key].id}\tchanged")
    for sentence in told(plan, done):
        say(sentence)


def _pair(text: str) -> tuple[str, str]:
    head, equals, field = text.rpartition("=")
    if not equals:
        raise Refused(_("“{text}” is not HEAD=FIELD; nothing was changed.").format(text=text))
    return head, field.strip()


COMMANDS = (Command("import", N_("a table into a section: new lines are added, known ids changed"), _declare, _import),)
