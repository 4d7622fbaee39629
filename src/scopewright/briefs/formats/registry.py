"""The formats a brief can be written in."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from scopewright.language import N_

if TYPE_CHECKING:
    from scopewright.briefs.document import Document
    from scopewright.briefs.view import View

PDF = "pdf"
WRITERS: Mapping[str, str] = MappingProxyType(
    {
        "docx": "scopewright.briefs.formats.docx:write",
        "xlsx": "scopewright.briefs.formats.xlsx:write",
        "md": "scopewright.briefs.formats.markdown:write",
        "html": "scopewright.briefs.formats.html:write",
        "json": "scopewright.briefs.formats.records:write_json",
        "csv": "scopewright.briefs.formats.records:write_csv",
        "ics": "scopewright.briefs.formats.calendar:write",
    }
)
"""What writes each format beside PDF, by its suffix; named as text, so that naming the formats loads no library."""
FORMATS = (PDF, *WRITERS)
TITLES: Mapping[str, str] = MappingProxyType(
    {
        PDF: N_("PDF"),
        "docx": N_("Word document"),
        "xlsx": N_("Excel workbook"),
        "md": N_("Markdown"),
        "html": N_("Web page"),
        "json": N_("Records as JSON"),
        "csv": N_("Tables as CSV"),
        "ics": N_("Calendar"),
    }
)
"""What people call each format, untranslated; a test says that none is missing."""


def written(form: str, document: Document, view: View) -> bytes:
    """The document in a format beside PDF; equal documents give equal bytes."""
    write = cast("Callable[[Document, View], bytes]", pkgutil.resolve_name(WRITERS[form]))
    return write(document, view)
