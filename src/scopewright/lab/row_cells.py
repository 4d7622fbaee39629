"""The job ``rows``: the cells of some rows of a file, by their number, for somebody who looks at them one by one."""

from __future__ import annotations

from typing import Any

from scopewright.lab.main_table import Table
from scopewright.lab.reading import read_reading
from scopewright.language import _
from scopewright.progress import Report

_MOST = 200
_PER_REPORT = 5_000


def run(payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """``{"header", "cells": {row number as text: cells}}`` of the ``rows`` of ``path``, at most 200 of them.

    Reading ends with the last row asked for.

    Raises:
        UnreadableFile: the file cannot be read as one table; its text is for the user.
        Stopped: the user asked to stop.
    """
    wanted = sorted({int(row) for row in payload["rows"] if int(row) >= 0})[:_MOST]
    table = Table(payload["path"], read_reading(payload.get("reading")))
    cells: dict[str, list[str]] = {}
    left = iter(wanted)
    searched = next(left, None)
    for row, record in enumerate(table if wanted else ()):
        if row % _PER_REPORT == 0:
            report.progress(table.fraction, _("Reading"))
        if row == searched:
            cells[str(row)] = [cell.strip() for cell in record]
            searched = next(left, None)
        if searched is None:
            break
    return {"header": table.names, "cells": cells}
