"""The job that shows rows one by one has the lock of the test itself, whatever it is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from scopewright.lab import row_cells, split
from scopewright.lab.ask import read_ask
from scopewright.lab.intake import load
from scopewright.lab.plan import make_plan
from scopewright.lab.unfit import UnfitData
from scopewright.progress import Silent


@pytest.fixture
def path(tmp_path: Path) -> Path:
    chance = np.random.default_rng(0)
    frame = pd.DataFrame(
        {
            "day": pd.date_range("2025-01-01", periods=90).strftime("%Y-%m-%d"),
            "shop": np.repeat([f"s{number}" for number in range(15)], 6),
            "size": chance.normal(size=90).round(3),
            "left": chance.choice(["yes", "no"], 90),
            "note": " NA ",
        }
    )
    frame.to_csv(tmp_path / "table.csv", index=False)
    return tmp_path / "table.csv"


def held_out(path: Path, **more: Any) -> tuple[dict[str, Any], list[int], list[int]]:
    """What a run would keep of its split, its test rows and the others."""
    asked = {"target": "left", "task": "binary", "seed": 3, **more}
    plan = make_plan(read_ask({"path": str(path), **asked}), load(path, Silent()))
    mark = split.fingerprint(plan.loaded.fingerprint, "left", plan.split.test)
    return asked | {"test_fingerprint": mark}, plan.split.test.tolist(), plan.split.dev.tolist()


def shown(path: Path, run: dict[str, Any], rows: list[int]) -> dict[str, Any]:
    return row_cells.run({"path": str(path), "rows": rows, "run": run}, Silent())


@pytest.mark.parametrize("more", [{}, {"group": "shop"}, {"time": "day"}])
def test_i6_every_row_of_the_test_is_locked_and_every_other_is_shown(path: Path, more: dict[str, Any]) -> None:
    run, test, dev = held_out(path, **more)
    assert sorted(map(int, shown(path, run, dev)["cells"])) == sorted(dev)
    for row in test:
        with pytest.raises(UnfitData, match=f"Row {row} belongs to the test and is locked"):
            shown(path, run, [dev[0], row])


def test_i6_where_the_test_rows_cannot_be_found_again_no_row_is_shown(path: Path) -> None:
    run, _test, dev = held_out(path)
    named, _test, rest = held_out(path, test_rows=[1, 2, 3])
    del named["test_rows"]
    with pytest.raises(UnfitData, match="list of yours"):
        shown(path, named, rest[:1])
    path.write_text(path.read_text(encoding="utf-8").replace("yes", "no", 1), encoding="utf-8")
    with pytest.raises(UnfitData, match="the file has changed"):
        shown(path, run, dev[:1])


def test_cells_stand_as_in_the_file_and_rows_that_are_none_are_left_out(path: Path) -> None:
    run, _test, dev = held_out(path, test_rows=None)
    found = shown(path, run, [*dev, -1, 4000])
    assert found["header"] == ["day", "shop", "size", "left", "note"]
    assert set(found["cells"]) == {str(row) for row in dev}
    assert {cells[4] for cells in found["cells"].values()} == {"NA"}
