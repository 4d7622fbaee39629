"""The exported program makes the best model anew, with nothing but numpy, pandas and scikit-learn."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from scopewright.lab import baseline
from scopewright.progress import Silent

WITHOUT_US = """
import importlib.abc, runpy, sys
class Refuse(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"scopewright", "PySide6", "tinydb", "duckdb", "matplotlib", "reportlab"}:
            raise ImportError(name)
sys.meta_path.insert(0, Refuse())
runpy.run_path(sys.argv[1], run_name="__main__")
"""


def orders(rows: int = 260) -> pd.DataFrame:
    """Numbers with commas, dates, yes and no, texts, gaps: what a client's file has."""
    chance = np.random.default_rng(8)
    size = chance.normal(0, 1, rows)
    ordered = pd.Timestamp("2025-01-01") + pd.to_timedelta(chance.integers(0, 300, rows), "D")
    words = chance.choice(["late", "broken", "thanks", "refund", "again"], (rows, 4))
    table = pd.DataFrame(
        {
            "size": [f"{value:.3f}".replace(".", ",") for value in size],
            "ordered": ordered.strftime("%d.%m.%Y"),
            "sent": (ordered + pd.to_timedelta(chance.integers(1, 9, rows), "D")).strftime("%d.%m.%Y"),
            "gift": chance.choice(["ja", "nein"], rows),
            "city": chance.choice(["Köln", "Bern", "N/A"], rows),
            "words": [" ".join(four) + f" {number}" for number, four in enumerate(words)],
        }
    )
    score = size + (table["gift"] == "ja") + chance.normal(0, 0.5, rows)
    table["back"] = np.where(score > 0.5, "ja", "nein")
    table["level"] = np.select([score < 0, score < 1], ["low", "middle"], "high")
    table["paid"] = [f"{100 + 20 * value:.2f}".replace(".", ",") for value in score]
    return table


def exported(path: Path, **asked: Any) -> tuple[dict[str, Any], Path]:
    script = path.with_suffix(".py")
    card = baseline.run({"path": str(path), "budget": 0.3, "script_to": str(script), **asked}, Silent())
    return card, script


def printed(script: Path) -> float:
    command = [sys.executable, "-W", "ignore", "-c", WITHOUT_US, str(script)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=script.parent)
    assert done.returncode == 0, done.stderr
    return float(done.stdout.split()[1])


@pytest.mark.parametrize("target", ["back", "level", "paid"])
def test_the_program_reproduces_the_test_score(tmp_path: Path, target: str) -> None:
    path = tmp_path / "orders.csv"
    orders().to_csv(path, sep=";", index=False, encoding="cp1252")
    others = [name for name in ("back", "level", "paid") if name != target]
    card, script = exported(path, target=target, drop=others)
    best = next(model for model in card["models"] if model["name"] == card["best"])
    assert printed(script) == pytest.approx(best["test"]["value"], rel=1e-6)
    text = script.read_text(encoding="utf-8")
    assert card["fingerprint"] in text
    assert len(text.splitlines()) < 230
    assert not re.search(r"0x[0-9a-f]{6}|<.* object", text)


def test_a_file_that_pandas_reads_otherwise_is_not_exported_but_told(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    lines = orders().to_csv(sep=";", index=False).splitlines()
    lines[40] = '"unclosed;' + lines[40]
    path.write_text("\n".join(lines), encoding="utf-8")
    card, script = exported(path, target="back", drop=["level", "paid"])
    assert not script.exists()
    assert any("no program to export" in note for note in card["notes"])
