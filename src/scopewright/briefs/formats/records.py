"""The records that a brief prints in full, as JSON and as a CSV of one line a field."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from scopewright.briefs.document import Document
from scopewright.briefs.view import View
from scopewright.language import _, read_number
from scopewright.model.record import Record

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet run a cell of a CSV file."""


def printed(document: Document, view: View) -> Iterator[tuple[str, list[Record]]]:
    """The records printed in full by section, in the order of the sections."""
    for section in view.engagement.sections:
        found = [record for record in view.engagement.records(section) if record.id in document.printed]
        if found:
            yield section, found


def figures(document: Document, view: View, records: Sequence[Record]) -> list[dict[str, str | float]]:
    """By title what is printed of what each record comes to; numbers as such."""
    told = document.attachment.get("comes_to", {})
    return [
        {each["title"]: _plain(each["text"], view.locale.language) for each in told.get(record.id, ())}
        for record in records
    ]


def _plain(text: str, language: str) -> str | float:
    try:
        number = read_number(text, language)
    except ValueError:
        return text
    return float(number) if number.is_finite() else text


def write_json(document: Document, _view: View) -> bytes:
    """What is attached to the PDF."""
    return document.attached()


def write_csv(document: Document, view: View) -> bytes:
    """Section, id, field and value as people read it, one line a field; no cell is run as a formula."""
    out = StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow([_("Section"), _("ID"), _("Field"), _("Value")])
    for section, records in printed(document, view):
        title = _(view.engagement.sections[section].title)
        for record in records:
            for spec in record.said():
                said = record.shown(spec.name, view.locale)
                lines.writerow([title, record.id, _(spec.title), _harmless(said)])
            for figure in document.attachment.get("comes_to", {}).get(record.id, ()):
                lines.writerow([title, record.id, figure["title"], _harmless(figure["text"])])
    return out.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
