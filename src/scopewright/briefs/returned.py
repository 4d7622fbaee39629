"""What a client wrote on the margins of a brief that came back: the comments of a PDF or of a Word file.

A comment is read with the text that it stands at: in Word the marked paragraph or table row, in a PDF the heading above
the note. The ids of records in either tell what it is about.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pikepdf
from docx.oxml.ns import qn

from scopewright.language import _
from scopewright.model.refusal import SaidToUser
from scopewright.progress import Report

_NOTES = ("/Text", "/FreeText", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Caret", "/Square", "/Ink")
_DAMAGED = (KeyError, ValueError, AttributeError, zipfile.BadZipFile, pikepdf.PdfError)


@dataclass(frozen=True, slots=True)
class Comment:
    """Who said what, and the text of the document that it stands at."""

    author: str
    text: str
    beside: str


def run(payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """Read the comments of the file at ``path``.

    Returns:
        ``comments``: author, text and the text beside it of each.

    Raises:
        SaidToUser: as ``comments``.
        OSError: it cannot be read.
    """
    report.progress(0.0, _("Reading comments"))
    path = Path(payload["path"])
    return {"comments": [[each.author, each.text, each.beside] for each in comments(path.read_bytes(), path.name)]}


def comments(data: bytes, name: str) -> list[Comment]:
    """The comments in the bytes of the file called ``name``, in the order of its pages.

    Raises:
        SaidToUser: it is no PDF and no Word file, or cannot be read; the message is for the user.
    """
    suffix = name.rpartition(".")[2].lower()
    readers = {"pdf": _of_pdf, "docx": _of_docx}
    if suffix not in readers:
        text = _("Comments are read from .pdf and .docx; “{name}” is neither. Nothing was changed.")
        raise SaidToUser(text.format(name=name))
    try:
        return [each for each in readers[suffix](BytesIO(data)) if each.text]
    except _DAMAGED as error:
        text = _("“{name}” is damaged, protected or of another kind. Nothing was changed.")
        raise SaidToUser(text.format(name=name)) from error


def _of_docx(file: BytesIO) -> Iterator[Comment]:
    document = docx.Document(file)
    beside = {}
    for start in document.element.body.iter(qn("w:commentRangeStart")):
        rows = [each for each in start.iterancestors() if each.tag in (qn("w:tr"), qn("w:p"))]
        place = rows[-1] if rows else start.getparent()
        beside[start.get(qn("w:id"))] = "".join(str(part.text or "") + " " for part in place.iter(qn("w:t"))).strip()
    for comment in document.comments:
        yield Comment(comment.author or "", comment.text.strip(), beside.get(str(comment.comment_id), ""))


def _of_pdf(file: BytesIO) -> Iterator[Comment]:
    with pikepdf.Pdf.open(file) as pdf:
        headings = list(_headings(pdf))
        for number, page in enumerate(pdf.pages):
            notes = [each for each in page.get("/Annots", pikepdf.Array()) if str(each.get("/Subtype")) in _NOTES]
            for note in sorted(notes, key=lambda each: -_top(each)):
                above = [text for at, top, text in headings if (at, -top) <= (number, -_top(note))]
                said = str(note.get("/Contents", "")).strip()
                yield Comment(str(note.get("/T", "")), said, above[-1] if above else "")


def _top(note: Any) -> float:
    return max(float(note.Rect[1]), float(note.Rect[3]))


def _headings(pdf: pikepdf.Pdf) -> Iterator[tuple[int, float, str]]:
    """The bookmarks: page, height on the page, text."""
    pages: dict[Any, int] = {page.objgen: number for number, page in enumerate(pdf.pages)}
    with pdf.open_outline() as outline:
        waiting = list(outline.root)
        while waiting:
            item = waiting.pop(0)
            waiting[:0] = item.children
            where = _destination(pdf, item)
            if isinstance(where, pikepdf.Array) and where[0].objgen in pages:
                top = float(where[3]) if len(where) > 3 and where[1] == "/XYZ" else float("inf")
                yield pages[where[0].objgen], top, item.title


def _destination(pdf: pikepdf.Pdf, item: Any) -> Any:
    """Where a bookmark leads; by name, by way of the dictionary of destinations."""
    where = item.destination if item.destination is not None else (item.action or {}).get("/D")
    if isinstance(where, pikepdf.Name) and "/Dests" in pdf.Root:
        where = pdf.Root.Dests.get(str(where))
    return where.get("/D") if isinstance(where, pikepdf.Dictionary) else where
