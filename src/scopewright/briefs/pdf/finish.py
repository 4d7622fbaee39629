"""What reportlab leaves open in a PDF: text mapping, page labels, metadata, the attached records, equal bytes."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from scopewright.briefs.document import Document
from scopewright.briefs.pdf.archive import archive
from scopewright.briefs.pdf.canvas import Mark
from scopewright.briefs.pdf.structure import Element
from scopewright.briefs.pdf.tagging import tag

_CREATOR = "Scopewright"
_NO_DAY = dt.date(2000, 1, 1)
"""Stands for the date of a document that names none; a clock would make equal records unequal files."""


def finish(raw: bytes, document: Document, root: Element, marks: Sequence[Mark]) -> bytes:
    """The finished file, tagged with the structure below ``root``; equal input gives equal bytes."""
    with Pdf.open(BytesIO(raw)) as pdf:
        _mend_text_mapping(pdf)
        _describe(pdf, document)
        tag(pdf, root, {mark.key: mark.text for mark in marks})
        archive(pdf, document, document.day or _NO_DAY, _CREATOR)
        if document.attachment:
            _attach(pdf, document)
        out = BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _mend_text_mapping(pdf: Pdf) -> None:
    """Codes that no text uses are mapped to U+0000 by reportlab, which PDF/UA and PDF/A forbid: leave them out."""
    for item in pdf.objects:
        if isinstance(item, Dictionary) and item.get("/Type") == Name.Font and "/ToUnicode" in item:
            item.ToUnicode.write(_without_nul(item.ToUnicode.read_bytes()))


def _without_nul(mapping: bytes) -> bytes:
    """The mapping without codes for U+0000, in blocks of at most 100 entries as the CMap format demands."""
    before, _begin, rest = mapping.partition(b"%d beginbfchar\n" % _declared(mapping))
    entries, _end, after = rest.partition(b"endbfchar\n")
    kept = [line for line in entries.splitlines() if not line.endswith(b"<0000>")]
    blocks = [kept[start : start + 100] for start in range(0, len(kept), 100)]
    written = b"".join(b"%d beginbfchar\n%s\nendbfchar\n" % (len(block), b"\n".join(block)) for block in blocks)
    return before + written + after


def _declared(mapping: bytes) -> int:
    found = re.search(rb"(\d+) beginbfchar", mapping)
    return int(found[1]) if found else 0


def _describe(pdf: Pdf, document: Document) -> None:
    when = _stamp(document.day)
    for name in list(pdf.docinfo.keys()):
        del pdf.docinfo[name]
    pdf.docinfo.Title = String(document.name)
    pdf.docinfo.Creator = String(_CREATOR)
    pdf.docinfo.CreationDate = pdf.docinfo.ModDate = String(when)
    pdf.Root.Lang = String(document.language.replace("_", "-"))
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.PageMode = Name.UseOutlines
    cover = [0, Dictionary(P=String(document.cover_label)), 1, Dictionary(S=Name.D, St=2)]
    pdf.Root.PageLabels = Dictionary(Nums=Array(cover if document.covered else [0, Dictionary(S=Name.D)]))


def _stamp(day: dt.date | None) -> str:
    return f"D:{day or _NO_DAY:%Y%m%d}000000Z"


def _attach(pdf: Pdf, document: Document) -> None:
    """The printed records as an associated file, the source of the document (ISO 32000-2, 14.13)."""
    data, when = document.attached(), _stamp(document.day)
    stream = pdf.make_stream(data)
    stream.Type = Name.EmbeddedFile
    stream.Subtype = Name("/application/json")
    checksum = hashlib.md5(data, usedforsecurity=False).digest()
    stream.Params = Dictionary(Size=len(data), ModDate=when, CreationDate=when, CheckSum=checksum)
    name = document.attachment_name
    embedded = Dictionary(F=stream, UF=stream)
    spec = pdf.make_indirect(
        Dictionary(Type=Name.Filespec, F=name, UF=name, EF=embedded, AFRelationship=Name.Source, Desc=name)
    )
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([name, spec])))
    pdf.Root.AF = Array([spec])
