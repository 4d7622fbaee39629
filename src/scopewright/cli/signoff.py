"""The command on sign-offs: recording one, listing them, and how each section stands with its reviewers."""

from __future__ import annotations

import argparse
import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

from scopewright.cli.command import Command, Refused, file_argument, opened, put, put_json, reading, say
from scopewright.language import N_, _
from scopewright.model.engagement import Engagement
from scopewright.model.review import STATES, Reading, State, seen_by, signoffs, with_content
from scopewright.model.review_signing import Signing, attach_scan, check, refusal, sign
from scopewright.model.sections.review_rings import ReviewRing
from scopewright.model.sections.signoffs import Signoff
from scopewright.store.durable import LARGEST, digest
from scopewright.store.named_file import read_named
from scopewright.store.person import who


def _declare(parser: argparse.ArgumentParser) -> None:
    file_argument(parser)
    parser.add_argument("--person", metavar=_("PERSON"), help=_("who signs: an id or a name"))
    parser.add_argument("--role", metavar=_("ROLE"), help=_("in which role; otherwise the one of the person"))
    text = _("the review ring, by id or title; otherwise the only one that the person reviews in")
    parser.add_argument("--ring", metavar=_("RING"), help=text)
    text = _("the keys of the sections signed; otherwise what the ring sees, else everything")
    parser.add_argument("--sections", metavar=_("SECTION"), nargs="+", default=[], help=text)
    parser.add_argument("--pdf", metavar=_("FILE"), type=Path, help=_("the file that was signed: its SHA-256 is kept"))
    text = _("a scan of the signed page: it is kept with the engagement")
    parser.add_argument("--scan", metavar=_("FILE"), type=Path, help=text)
    parser.add_argument("--of", metavar="ID", help=_("with --scan: of a signature that is recorded already"))
    parser.add_argument("--date", metavar=_("DATE"), help=_("the day of the signature, as 2026-11-21; otherwise today"))
    parser.add_argument("--list", action="store_true", help=_("list the sign-offs and how each section stands"))
    parser.add_argument("--json", action="store_true", help=_("as JSON"))


def _run(options: argparse.Namespace) -> int:
    if options.list:
        return _list(reading(options), as_json=options.json)
    if options.person is None and options.of is None:
        raise Refused(_("Name who signs: signoff FILE --person PERSON --role ROLE; or --list. Nothing was signed."))
    day = _day(options.date)
    pdf = digest(read_named(options.pdf, LARGEST)) if options.pdf else ""
    scan = read_named(options.scan, LARGEST) if options.scan else None
    if options.of is not None:
        return _keep_scan(options, scan)
    with opened(options) as work:
        person = work.engagement.find(options.person, "people")
        ring = _ring_of(work.engagement, person, options)
        role = options.role or str(work.engagement[person].stored("role") or "")
        signing = Signing(person, role, day, ring, " ".join(options.sections), pdf)
        check(work.engagement, signing)
        kept = work.attachments.add(scan, options.scan.suffix) if scan is not None else ""
        made = sign(work.engagement, replace(signing, scan=kept), who())
    if options.json:
        put_json(_described(work.engagement, made))
    else:
        put(made.id)
        say(_("{name} has signed; fingerprint {fingerprint}.").format(name=made.name, fingerprint=made.fingerprint))
    return 0


def _ring_of(engagement: Engagement, person: str, options: argparse.Namespace) -> str:
    """The ring that was named; else the only one that the person reviews in, unless sections were named."""
    if options.ring:
        return engagement.find(options.ring, "review_rings")
    rings = [ring.key for ring in engagement.all(ReviewRing) if person in ring.reviewers]
    return rings[0] if len(rings) == 1 and not options.sections else ""


def _keep_scan(options: argparse.Namespace, scan: bytes | None) -> int:
    """Keep the scan of a page whose signature is recorded already."""
    if scan is None:
        raise Refused(_("Name the scan: signoff FILE --of ID --scan FILE. Nothing was changed."))
    with opened(options) as work:
        signed = work.engagement.by_id(options.of)
        if not isinstance(signed, Signoff):
            raise Refused(_("{id} is no sign-off. Nothing was changed.").format(id=signed.id))
        attach_scan(work.engagement, signed, work.attachments.add(scan, options.scan.suffix), who())
    put(signed.id)
    return 0


def _day(said: str | None) -> dt.date:
    """The day of the signature.

    Raises:
        Refused: it is none, or has not come yet.
    """
    today = dt.datetime.now().astimezone().date()
    try:
        day = dt.date.fromisoformat(said) if said else today
    except ValueError as error:
        raise Refused(_("“{day}” is no day such as 2026-11-21. Nothing was signed.").format(day=said)) from error
    if day > today:
        raise Refused(_("{day} has not come yet. Nothing was signed.").format(day=day.isoformat()))
    return day


def _list(engagement: Engagement, *, as_json: bool) -> int:
    reading_, content = Reading(engagement), with_content(engagement)
    if as_json:
        rings = [_ring(engagement, reading_, ring, content) for ring in engagement.all(ReviewRing)]
        states = {key: reading_.of_section(key).state for key in content}
        signed = [_described(engagement, each, reading_) for each in signoffs(engagement)]
        put_json({"signoffs": signed, "rings": rings, "sections": states})
        return 0
    for each in signoffs(engagement):
        day = each.signed.isoformat() if each.signed else "–"
        covers = each.shown("covers", engagement.locale("en")) or _("everything")
        put("  ".join(part for part in (f"{each.id:<6}{day}", each.name, each.role, covers) if part))
    for ring in engagement.all(ReviewRing):
        put(f"{ring.id:<6}{ring.headline}")
        said = refusal(ring, reading_.gate(ring))
        if said:
            put(f"    {said}")
        _put_states({key: reading_.of_ring(ring, key).state for key in content if key in seen_by(engagement, ring)})
    if not engagement.all(ReviewRing):
        _put_states({key: reading_.of_section(key).state for key in content})
    return 0


def _put_states(states: dict[str, State]) -> None:
    for key, state in states.items():
        put(f"    {key:<20}{_(STATES[state])}")


def _ring(engagement: Engagement, found: Reading, ring: ReviewRing, content: tuple[str, ...]) -> dict[str, Any]:
    gate, seen = found.gate(ring), seen_by(engagement, ring)
    return {
        "id": ring.id,
        "title": ring.title,
        "open": gate.is_open,
        "questions": [each.id for each in gate.questions],
        "waiting_for": sorted({earlier.id for earlier, _key in gate.ahead}),
        "sections": {key: found.of_ring(ring, key).state for key in content if key in seen},
    }


def _described(engagement: Engagement, each: Signoff, found: Reading | None = None) -> dict[str, Any]:
    found = found or Reading(engagement)
    return {
        "id": each.id,
        "name": each.name,
        "person": engagement.spoken(each.person) if each.person else None,
        "role": each.role or None,
        "date": each.signed.isoformat() if each.signed else None,
        "ring": engagement.spoken(each.ring) if each.ring else None,
        "recipe": each.recipe,
        "fingerprint": each.fingerprint,
        "pdf": each.pdf or None,
        "scan": each.scan or None,
        "snapshot": each.snapshot,
        "sections": found.of_signoff(each),
    }


COMMANDS = (Command("signoff", N_("record a signature, or list them and how each section stands"), _declare, _run),)
