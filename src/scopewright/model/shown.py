"""How the stored values that changes, differences and merges speak of are shown to people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scopewright.language import N_, _
from scopewright.model.change import WHOLE
from scopewright.model.kinds import Locale
from scopewright.model.record import Section

_FIXED = {"rank": N_("Place in the list"), "id": N_("Id"), WHOLE: ""}


def title_of(section: Section | None, field: str) -> str:
    """What people call the field of a change; a whole record has no title, an unknown field its own name."""
    if field in _FIXED:
        return _(_FIXED[field]) if _FIXED[field] else ""
    return _(section.spec(field).title) if section is not None and field in section else field


def shown_value(section: Section | None, field: str, stored: Any, locale: Locale) -> str:
    """A stored value as people of that locale read it; of a whole record its headline, of a place nothing."""
    if stored is None or field == "rank":
        return ""
    if field == WHOLE:
        return headline_of(section, stored)
    if section is None or field not in section:
        return str(stored)
    blank = section.record(key="", id="", rank="")
    return blank.with_stored({field: stored}).shown(field, locale)


def headline_of(section: Section | None, doc: Mapping[str, Any]) -> str:
    """The one line that stands for a record, or for what is kept beside the records, given as it is stored."""
    if section is None:
        return str(doc.get("name", ""))
    return section.record.from_doc(doc).headline or str(doc.get("id", ""))
