"""A workbook as bytes, made in memory: the library itself puts every sheet into a temporary file first.

What is written may come from a sealed engagement, of which nothing readable is ever on the disk.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

if TYPE_CHECKING:
    from openpyxl import Workbook


def to_bytes(book: Workbook) -> bytes:
    """What ``book.save`` would write; the workbook must not be one of ``write_only``."""
    from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
    from openpyxl.worksheet._writer import WorksheetWriter
    from openpyxl.writer.excel import ExcelWriter

    class InMemory(ExcelWriter):
        """Does as its base does, with a buffer in the place of the file."""

        def write_worksheet(self, ws: Any) -> None:
            buffer, ws._drawing = BytesIO(), SpreadsheetDrawing()
            writer: Any = WorksheetWriter(ws, buffer)
            writer.write()
            ws._rels = writer._rels
            archive.writestr(ws.path[1:], buffer.getvalue())
            self.manifest.append(ws)

    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        InMemory(book, archive).save()
    return made.getvalue()
