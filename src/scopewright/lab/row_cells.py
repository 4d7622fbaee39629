"""The job ``rows``: the cells of some rows of a file, by their number, for somebody who looks at them one by one.

Rows of the test are locked here, not only where they are asked for: whoever looks at them tunes on them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scopewright.lab import split
from scopewright.lab.ask import read_ask
from scopewright.lab.intake import Loaded, load
from scopewright.lab.plan import arranged
from scopewright.lab.reading import read_reading
from scopewright.lab.resample import Integers
from scopewright.lab.unfit import UnfitData
from scopewright.language import _
from scopewright.progress import Report

_MOST = 200


def run(payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """``{"header", "cells": {row number as text: cells}}`` of the ``rows`` of ``path``, at most 200 of them.

    ``run`` says what the run whose errors are looked at was asked for, and the ``test_fingerprint`` of its test rows,
    which are found anew.

    Raises:
        UnreadableFile: the file cannot be read as one table; its text is for the user.
        UnfitData: a row is locked, or it cannot be proven that none is; its text is for the user.
        Stopped: the user asked to stop.
    """
    loaded = load(payload["path"], report, read_reading(payload.get("reading")))
    locked = set(_test_rows(loaded, payload))
    wanted = [row for row in sorted({int(row) for row in payload["rows"]}) if 0 <= row < loaded.records][:_MOST]
    if closed := [row for row in wanted if row in locked]:
        said = _("Row {row} belongs to the test and is locked: whoever looks at test rows tunes on them.")
        raise UnfitData(said.format(row=closed[0]))
    names = list(loaded.frame.columns)
    return {"header": names, "cells": {str(row): [_cell(loaded, name, row) for name in names] for row in wanted}}


def _test_rows(loaded: Loaded, payload: Mapping[str, Any]) -> Integers:
    asked = {"path": payload["path"], **payload["run"]}
    held = arranged(read_ask(asked), loaded)[1].hold_out().test
    if split.fingerprint(loaded.fingerprint, asked["target"], held) != asked["test_fingerprint"]:
        raise UnfitData(
            _(
                "Which rows this run held out cannot be found from the file as it is now, so no row is shown: "
                "the file has changed, or the test rows came from a list of yours. Start the baseline anew."
            )
        )
    return held


def _cell(loaded: Loaded, name: str, row: int) -> str:
    """The cell as it stands in the file, trimmed; a word for no value is shown, too."""
    cell = loaded.frame[name].iloc[row]
    return str(loaded.blank_cells.get(name, {}).get(row, "")).strip() if cell is None else str(cell)
