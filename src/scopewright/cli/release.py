"""The command on releases: which there are, what one is exported as, freezing one, and beginning the next."""

from __future__ import annotations

import argparse
from typing import Any

from scopewright.cli.command import Command, Refused, file_argument, opened, put, put_json, reading, say
from scopewright.cli.scope import LANGUAGE, put_record
from scopewright.language import N_, _, ngettext
from scopewright.model.engagement import Engagement
from scopewright.model.readings.release_difference import MADE, Line, difference, lines
from scopewright.model.releases import (
    DOCUMENTS,
    as_exported,
    begin_release,
    belonging,
    export,
    freeze,
    frozen,
    release_called,
    sections_of,
)
from scopewright.model.sections.releases import Release
from scopewright.store.person import who


def _declare(parser: argparse.ArgumentParser) -> None:
    file_argument(parser)
    text = _("one release, such as V-1 or its name: print it as it is exported; without it, list all")
    parser.add_argument("id", metavar="ID", nargs="?", help=text)
    text = _("what differs from another release: fields with was and now, new records, records left behind")
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--against", metavar="ID", help=text)
    text = _("from now on export it as it stands now, names of people included; freezing again replaces that")
    either.add_argument("--freeze", action="store_true", help=text)
    text = _(
        "open a new release of that name: what is open in the last one is carried forward, if its checkpoint is held"
    )
    either.add_argument("--begin", action="store_true", help=text)
    parser.add_argument("--json", action="store_true", help=_("as JSON"))


def _run(options: argparse.Namespace) -> int:
    if options.freeze:
        return _freeze(options)
    if options.begin:
        return _begin(options)
    engagement = reading(options)
    if options.id is None and options.against is not None:
        raise Refused(_("Name both releases: release FILE ID --against ID."))
    if options.id is None:
        _list(engagement, as_json=options.json)
        return 0
    release = release_called(engagement, options.id)
    if options.against is not None:
        return _compare(engagement, release_called(engagement, options.against), release, as_json=options.json)
    if options.json:
        put_json(export(engagement, release))
        return 0
    source = as_exported(engagement, release)
    for document, title in DOCUMENTS.items():
        put(_(title))
        for section in sections_of(source, document):
            for record in belonging(source, release, section.key):
                put_record(source, record)
    return 0


def _compare(engagement: Engagement, before: Release, after: Release, *, as_json: bool) -> int:
    found = lines(engagement, difference(engagement, before, after), LANGUAGE)
    if as_json:
        put_json([_line_as_json(line) for line in found])
        return 0
    for made, title in MADE.items():
        inside = [line for line in found if line.made == made]
        if inside:
            put(f"{_(title)} ({len(inside)})")
        for line in inside:
            said = f": {line.title}: {line.was or '–'} → {line.now or '–'}" if line.field else ""
            put(f"    {line.record.id} {line.record.headline}{said}")
    return 0


def _line_as_json(line: Line) -> dict[str, Any]:
    record = line.record
    said = {"made": line.made, "section": record.section.key, "id": record.id, "headline": record.headline}
    return {**said, "field": line.field, "was": line.was, "now": line.now}


def _freeze(options: argparse.Namespace) -> int:
    if options.id is None:
        raise Refused(_("Name the release to freeze: release FILE ID --freeze. Nothing was changed."))
    with opened(options) as work:
        release = release_called(work.engagement, options.id)
        taken = freeze(work.engagement, release, who())
    put(taken.fingerprint)
    text = _("{id} is frozen: whatever is exported of it stays as it is now, whatever is edited.")
    say(text.format(id=release.id))
    return 0


def _begin(options: argparse.Namespace) -> int:
    if options.id is None:
        raise Refused(_("Name the new release: release FILE NAME --begin. Nothing was changed."))
    with opened(options) as work:
        there = work.engagement.all(Release)
        made = begin_release(work.engagement, options.id, there[-1] if there else None, who())
        carried = [each for each in work.engagement.records() if each.release == made.key]
    put(made.id)
    text = ngettext("{n} record is carried forward.", "{n} records are carried forward.", len(carried))
    say(text.format(n=len(carried)))
    return 0


def _list(engagement: Engagement, *, as_json: bool) -> None:
    described = [_described(engagement, release) for release in engagement.all(Release)]
    if as_json:
        put_json(described)
        return
    for each in described:
        held = each["frozen"]
        state = _("frozen {when} by {who}").format(when=_moment(held["when"]), who=held["who"] or "–") if held else ""
        put(f"{each['id']:<6}{each['name'] or '–':<12}{state or _('open')}")


def _described(engagement: Engagement, release: Release) -> dict[str, Any]:
    held = frozen(engagement, release)
    state = {"when": held.when, "who": held.who, "fingerprint": held.fingerprint} if held else None
    return {"id": release.id, "name": release.name, "frozen": state}


def _moment(when: str) -> str:
    return when[:19].replace("T", " ")


COMMANDS = (
    Command("release", N_("list releases, print one as it is exported, freeze it, or begin the next"), _declare, _run),
)
