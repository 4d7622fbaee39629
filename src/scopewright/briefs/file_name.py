"""What the file of a brief is called: a pattern of words in braces, of characters that every file system takes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from scopewright.language import N_, _
from scopewright.model.engagement import Engagement
from scopewright.model.refusal import SaidToUser
from scopewright.model.sections.document import Document
from scopewright.model.sections.overview import Overview

PATTERN = "{client} – {title} – {kind} v{version}"
WORDS: Mapping[str, str] = {
    "client": N_("the client"),
    "title": N_("the name of the engagement"),
    "kind": N_("the kind of brief"),
    "release": N_("the release it is for"),
    "version": N_("the version in document control"),
    "state": N_("the state in document control"),
    "date": N_("the day of issue, else the status date: 2026-11-21"),
    "reference": N_("the reference in document control"),
    "firm": N_("the firm"),
}
"""The words of a pattern, and what stands for each, untranslated."""
_WORD = re.compile(r"\{([^{}]*)\}")
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_MARKS = "–—-_·,"
_LONGEST_PART, _LONGEST = 60, 180


def check_pattern(pattern: str) -> None:
    """Whether a pattern can be used.

    Raises:
        SaidToUser: it is empty or has an unknown word; the message names the words there are.
    """
    unknown = [word for word in _WORD.findall(pattern) if word not in WORDS]
    known = ", ".join(f"{{{word}}}" for word in WORDS)
    if unknown:
        text = _("A file name knows no “{word}”; it knows {known}.")
        raise SaidToUser(text.format(word=f"{{{unknown[0]}}}", known=known))
    if not _WORD.search(pattern):
        raise SaidToUser(_("Let the file name have at least one word of {known}.").format(known=known))


def file_name(
    pattern: str, engagement: Engagement, kind: str, suffix: str, *, firm: str = "", release: str = ""
) -> str:
    """The name of a brief of a kind, given by its title.

    A part between blanks whose word says nothing is left out, and so are marks that then part nothing.
    """
    about, control = engagement.one(Overview), engagement.one(Document)
    day = control.issued or control.status_date
    said = {
        "client": about.client,
        "title": about.title,
        "kind": kind,
        "release": release,
        "version": control.version,
        "state": control.shown("state", engagement.locale("en")),
        "date": day.isoformat() if isinstance(day, dt.date) else "",
        "reference": control.reference,
        "firm": control.firm or firm,
    }
    values = {word: _safe(value) for word, value in said.items()}
    parts = [_part(part, values) for part in pattern.split()]
    return (_safe(" ".join(_parted([part for part in parts if part])), _LONGEST) or _("Brief")) + f".{suffix}"


def _part(part: str, values: Mapping[str, str]) -> str:
    if any(not values.get(word, "") for word in _WORD.findall(part)):
        return ""
    return _WORD.sub(lambda found: values[found[1]], part)


def _parted(parts: list[str]) -> list[str]:
    """The parts without marks at an end or beside another mark."""
    kept: list[str] = []
    for part in parts:
        if part in _MARKS and (not kept or kept[-1] in _MARKS):
            continue
        kept.append(part)
    while kept and kept[-1] in _MARKS:
        kept.pop()
    return kept


def _safe(text: str, longest: int = _LONGEST_PART) -> str:
    return " ".join(_UNSAFE.sub(" ", text).split())[:longest].strip(" .")
