"""Commands on the scope: make a file, read and change records, capture notes, check, verify."""

from __future__ import annotations

import argparse
import base64
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scopewright.cli.command import (
    Command,
    Refused,
    chosen_passphrase,
    file_argument,
    given_passphrase,
    opened,
    put,
    put_json,
    reading,
    refuse_no_file,
    say,
    unlocked,
    unreadable,
)
from scopewright.cli.stale import with_stale
from scopewright.cli.streams import is_unicode
from scopewright.jobs.inline import run
from scopewright.language import N_, _
from scopewright.lint import RULES, check, switched_off
from scopewright.model.engagement import Engagement
from scopewright.model.exchange import add_records, describe_sections, outward, remove_records, set_field
from scopewright.model.readings.record_figures import figures_of
from scopewright.model.readings.summaries import summary_of
from scopewright.model.record import SECTIONS, Record
from scopewright.model.severity import demands
from scopewright.model.sheet_text import to_csv
from scopewright.model.table_import import table_of
from scopewright.model.tables import new_engagement
from scopewright.model.template import apply_template
from scopewright.store.examination import examine
from scopewright.store.opened import OpenEngagement
from scopewright.store.person import who
from scopewright.store.sealing import new_seal
from scopewright.store.templates import BLANK, load_template, template_names

LANGUAGE = "en"
"""Text given on the command line is read the same way on every machine."""


def _declare_new(parser: argparse.ArgumentParser) -> None:
    file_argument(parser)
    parser.add_argument("--template", default=BLANK, choices=template_names(), help=_("what to begin with"))
    parser.add_argument("--title", default="", help=_("the name of the engagement"))
    parser.add_argument("--client", default="", help=_("the client's name"))
    parser.add_argument("--encrypt", action="store_true", help=_("with a passphrase from the first byte on"))


def _new(options: argparse.Namespace) -> int:
    engagement = new_engagement(options.title, options.client, who())
    apply_template(engagement, load_template(options.template), who())
    seal = new_seal(chosen_passphrase(given_passphrase(options))) if options.encrypt else None
    OpenEngagement.create(options.file, engagement, seal).close()
    put(str(options.file))
    return 0


def _declare_sections(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("as JSON, with every field"))


def _sections(options: argparse.Namespace) -> int:
    described = describe_sections(SECTIONS)
    if options.json:
        put_json(described)
        return 0
    widest = max(len(section["key"]) for section in described) + 2
    for section in described:
        names = ", ".join(field["name"] for field in section["fields"])
        put(f"{section['key']:<{widest}}{section['prefix']:<5}{section['title']}: {names}")
    return 0


def _declare_show(parser: argparse.ArgumentParser) -> None:
    file_argument(parser)
    parser.add_argument("section", metavar=_("SECTION"), nargs="?", help=_("one section only"))
    parser.add_argument("--json", action="store_true", help=_("as JSON, one flat object a record"))
    parser.add_argument("--csv", action="store_true", help=_("one section as CSV, which import takes back"))
    parser.add_argument("--xlsx", metavar="OUT.xlsx", type=Path, help=_("one section as a new workbook, likewise"))


def _show(options: argparse.Namespace) -> int:
    engagement = reading(options)
    if options.section is not None:
        known_section(options.section)
    if options.csv or options.xlsx:
        return _show_table(options, engagement)
    records = engagement.records(options.section)
    if options.json:
        put_json([outward(engagement, record) for record in records])
        return 0
    for record in records:
        put_record(engagement, record)
        for figure in figures_of(engagement, record, LANGUAGE):
            put(f"    = {figure.title}: {figure.text}")
    for figure in summary_of(engagement, options.section, LANGUAGE) if options.section else ():
        put(f"= {figure.title}: {figure.text}")
    return 0


def _show_table(options: argparse.Namespace, engagement: Engagement) -> int:
    if options.section is None:
        raise Refused(_("A table is of one section: name it."))
    section = engagement.sections[options.section]
    lines = table_of(engagement.records(section.key), section, engagement.locale(LANGUAGE))
    if options.csv:
        put(to_csv(lines).removesuffix("\n"))
    if options.xlsx:
        made = run("sheet", {"title": _(section.title), "lines": lines})
        try:
            with options.xlsx.open("xb") as file:
                file.write(base64.b64decode(made["xlsx"]))
        except FileExistsError as error:
            raise Refused(_("“{name}” is there already; nothing was written.").format(name=options.xlsx)) from error
    return 0


def put_record(engagement: Engagement, record: Record) -> None:
    """A record with what is said of it, for people."""
    put(f"{record.id}  {record.headline or _(record.section.one)}")
    locale = engagement.locale(LANGUAGE)
    for spec in record.section.specs:
        if not record.is_empty(spec.name) and spec.name != record.section.headline:
            lines = record.shown(spec.name, locale).split("\n")
            put(f"    {_(spec.title)}: " + "\n        ".join(lines))


def _declare_add(parser: argparse.ArgumentParser) -> None:
    file_argument(parser)
    parser.add_argument("section", metavar=_("SECTION"))
    parser.add_argument(
        "--json", metavar="FILE|-", required=True, help=_("a JSON object, or a list of them; - reads standard input")
    )


def _add(options: argparse.Namespace) -> int:
    known_section(options.section)
    items = _items(options.json)
    with opened(options) as work:
        made = add_records(work.engagement, options.section, items, who())
    for record in made:
        put(record.id)
    return 0


def _items(source: str) -> list[Mapping[str, Any]]:
    try:
        data = json.loads(_text(source))
    except (ValueError, RecursionError) as error:
        raise Refused(_("The input is not JSON ({reason}); nothing was added.").format(reason=error)) from error
    items = data if isinstance(data, list) else [data]
    if not is_unicode(json.dumps(data, ensure_ascii=False)):
        raise Refused(_("The input has half a character (a lone surrogate such as \\ud800); nothing was added."))
    if not all(isinstance(item, dict) for item in items):
        raise Refused(_("A JSON object or a list of objects was expected; nothing was added."))
    return items


def _text(source: str) -> str:
    """Standard input, or a file, as text.

    Raises:
        Refused: it cannot be read, or is not UTF-8.
    """
    try:
        text = sys.stdin.read() if source == "-" else Path(source).read_text("utf-8-sig", "surrogateescape")
    except OSError as error:
        raise unreadable(Path(source), error) from error
    if not is_unicode(text):
        raise Refused(_("The input is not text in UTF-8; nothing was added."))
    return text


def _declare_set(parser: argparse.ArgumentParser) -> None:
    file_argument(parser)
    parser.add_argument("id", metavar="ID", help=_("the spoken id, such as R-7"))
    parser.add_argument("field", metavar=_("FIELD"))
    parser.add_argument("value", metavar=_("VALUE"), help=_("as people write it; empty clears the field"))


def _set(options: argparse.Namespace) -> int:
    if not is_unicode(options.value):
        raise Refused(_("The value is not text in UTF-8; nothing was changed."))
    with opened(options) as work:
        set_field(work.engagement, options.id, options.field, options.value, who=who(), language=LANGUAGE)
    return 0


def _declare_remove(parser: argparse.ArgumentParser) -> None:
    file_argument(parser)
    parser.add_argument("ids", metavar="ID", nargs="+", help=_("the spoken id, such as R-7"))


def _remove(options: argparse.Namespace) -> int:
    with opened(options) as work:
        for record, field in remove_records(work.engagement, options.ids, who=who()):
            title = _(record.section.spec(field).title)
            say(_("{id} still names what was removed in {field}.").format(id=record.id, field=title))
    return 0


def _declare_check(parser: argparse.ArgumentParser) -> None:
    file_argument(parser)
    parser.add_argument("--json", action="store_true", help=_("as JSON"))


def _check(options: argparse.Namespace) -> int:
    engagement = reading(options)
    findings = with_stale(engagement, check(engagement))
    if options.json:
        names = ("rule", "severity", "section", "id", "field", "message")
        put_json([{name: getattr(finding, name) for name in names} for finding in findings])
    else:
        for finding in findings:
            place = " ".join(part for part in (finding.id or finding.section, finding.field) if part)
            put(f"{finding.severity:<8}{finding.rule}  {place}: {finding.message}")
    for code, off in switched_off(engagement).items():
        rule = RULES.get(code)
        say(_("Switched off: {code} {title}. {reason}").format(
            code=code, title=_(rule.title) if rule else "", reason=off.reason or _("No reason is given.")
        ))  # fmt: skip
    return 1 if demands(finding.severity for finding in findings) else 0


def _verify(options: argparse.Namespace) -> int:
    refuse_no_file(options.file)
    problems = unlocked(options, lambda secret: examine(options.file, secret))
    for problem in problems:
        put(problem)
    if not problems:
        say(_("{name} is whole.").format(name=options.file.name))
    return 1 if problems else 0


def known_section(key: str) -> None:
    """Refuse a section that is not declared."""
    if key not in SECTIONS:
        text = _("There is no section “{key}”; there are {keys}.")
        raise Refused(text.format(key=key, keys=", ".join(SECTIONS)))


COMMANDS = (
    Command("new", N_("make an engagement file"), _declare_new, _new),
    Command("sections", N_("list the sections and their fields"), _declare_sections, _sections),
    Command("show", N_("print records"), _declare_show, _show),
    Command("add", N_("add records from JSON, all or none; prints the new ids"), _declare_add, _add),
    Command("set", N_("set one field of one record"), _declare_set, _set),
    Command("remove", N_("remove records, all or none"), _declare_remove, _remove),
    Command("check", N_("read the scope like a senior partner"), _declare_check, _check),
    Command("verify", N_("is the file whole?"), file_argument, _verify),
)
