"""The job that makes a brief: from the tables of an engagement to the bytes of a file."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from scopewright.briefs.attachment import unshown
from scopewright.briefs.formats.registry import FORMATS, PDF, written
from scopewright.briefs.house_style import HouseStyle, from_json
from scopewright.briefs.papers import PAPERS, Paper
from scopewright.briefs.pdf.locking import locked
from scopewright.briefs.pdf.pages import Set
from scopewright.briefs.pdf.write import write
from scopewright.briefs.registry import BRIEFS
from scopewright.briefs.style import wearing
from scopewright.briefs.view import named, usual_reader, view
from scopewright.language import _, speaking
from scopewright.model.engagement import Engagement
from scopewright.model.sections.document import Document
from scopewright.model.tables import from_tables
from scopewright.progress import Report
from scopewright.scenes.measure import FAMILY
from scopewright.scenes.typefaces import family


class NoSuchBrief(ValueError):
    """There is no such kind of brief, paper or format; the text is for the user."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A brief as bytes; ``glyphs`` are fields with characters no bundled font has.

    ``printed`` are, by spoken id, the fields that the brief prints to the last word.
    """

    set: Set
    glyphs: list[dict[str, str]]
    printed: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom and which release a brief is for, by spoken id or name, and what it is compared with; see ``view``."""

    reader: str = ""
    since: str = ""
    release: str = ""


_ANYBODY = Wanted()


def run(payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """Make the brief the payload asks for.

    Args:
        payload: ``tables`` and ``key`` of the engagement, ``kind`` and ``paper``; optional ``language`` (else the
            document's), ``format`` (see ``formats.registry``; else PDF), ``password`` of a PDF, ``for`` (a person),
            ``since``, ``release`` (the one whose records it prints) and ``style`` (a house style as in its file).
        report: hears how far the work is, and may stop it between its phases.

    Returns:
        ``data`` (the file as base64; nothing is written to the disk, for the engagement may be sealed), ``pages``,
        ``glyphs`` (fields with characters that no bundled font has), ``font`` (the family of the style if it is not
        here) and ``toc`` (heading, level, page).

    Raises:
        NoSuchBrief: no such kind, paper or format; the message is for the user.
        SaidToUser: the house style cannot be used; the message is for the user.
    """
    report.progress(0.0, _("Reading the records"))
    engagement = from_tables(payload["key"], payload["tables"])
    paper = payload.get("paper") or "a4"
    form = payload.get("format") or PDF
    _check(payload["kind"], paper, form)
    wanted = Wanted(payload.get("for") or "", payload.get("since") or "", payload.get("release") or "")
    house = from_json(payload["style"]) if payload.get("style") else HouseStyle()
    with wearing(house):
        made = rendered(engagement, payload["kind"], cast(Paper, paper), payload.get("language"), report, form, wanted)
    report.progress(1.0)
    return {
        "data": base64.b64encode(_closed(made.set.data, form, payload.get("password"))).decode("ascii"),
        "pages": made.set.pages,
        "glyphs": made.glyphs,
        "font": house.font if house.font != FAMILY and family(house.font) is None else "",
        "toc": [{"text": mark.text, "level": mark.level, "page": mark.page} for mark in made.set.marks],
    }


def _closed(data: bytes, form: str, password: str | None) -> bytes:
    """A PDF under its password if it is to have one."""
    return locked(data, password) if password and form == PDF else data


def rendered(
    engagement: Engagement,
    kind: str,
    paper: Paper,
    language: str | None,
    report: Report,
    form: str = PDF,
    wanted: Wanted = _ANYBODY,
) -> Rendered:
    """The brief with what is to be said about it; its language is the document's unless one is given.

    Raises:
        ValueError: there is no such language, person, release or state to compare with.
    """
    with speaking(language or engagement.one(Document).language or "en"):
        reader = engagement.find(wanted.reader, "people") if wanted.reader else ""
        if kind == "reviewer":
            reader = reader or usual_reader(engagement)
        release = engagement.find(wanted.release, "releases") if wanted.release else ""
        spoken = language or engagement.one(Document).language or "en"
        seen = view(engagement, paper, spoken, wanted.since, reader, release)
        glyphs = unshown(seen)
        report.progress(0.1, _("Writing the brief"))
        title = " · ".join(part for part in (_(BRIEFS[kind].title), named(seen.release)) if part)
        document = BRIEFS[kind].build(seen, title)
        report.progress(0.3, _("Setting the pages"))
        made = write(document, paper) if form == PDF else Set(written(form, document, seen), 0, ())
        return Rendered(made, glyphs, document.printed)


def _check(kind: str, paper: str, form: str) -> None:
    known = (("brief", kind, BRIEFS), ("paper", paper, PAPERS), ("format", form, FORMATS))
    for what, wanted, there in known:
        if wanted not in there:
            said = _("There is no {what} “{wanted}”; there are: {known}.")
            raise NoSuchBrief(said.format(what=what, wanted=wanted, known=", ".join(there)))
