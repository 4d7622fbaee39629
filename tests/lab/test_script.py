"""The exported program makes the best model anew, with nothing but numpy, pandas and scikit-learn."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import venv
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from packaging.requirements import Requirement

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


def needed(*names: str) -> set[str]:
    """The distributions that some need, themselves included."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            wants = (Requirement(each) for each in metadata.requires(name) or ())
            waiting += [want.name for want in wants if want.marker is None or want.marker.evaluate({"extra": ""})]
    return found


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment that holds what a program says it needs, and nothing else."""
    home = tmp_path_factory.mktemp("fresh")
    venv.create(home, symlinks=os.name != "nt")
    folder = next(home.glob("[Ll]ib*/**/site-packages"))
    for name in needed("numpy", "pandas", "scikit-learn"):
        tops = {Path(str(file)).parts[0] for file in metadata.files(name) or ()} - {"..", "__pycache__"}
        for top in tops:
            where = Path(str(metadata.distribution(name).locate_file(top)))
            if where.exists():
                (folder / top).symlink_to(where)
    return next(home.glob("bin/python" if os.name != "nt" else "Scripts/python.exe"))


def visits(rows: int = 400) -> pd.DataFrame:
    """Orders with a customer who comes again and a town of many, for groups, times and towns."""
    table, chance = orders(rows), np.random.default_rng(9)
    table["customer"] = [f"K{number}" for number in chance.integers(0, 60, rows)]
    table["town"] = [f"town {number}" for number in chance.integers(0, 70, rows)]
    return table


@pytest.mark.slow
@pytest.mark.parametrize(
    ("target", "asked"),
    [
        ("back", {}),
        ("level", {"metric": "log_loss"}),
        ("paid", {}),
        ("back", {"drop": ["size", "ordered", "sent", "gift", "city"]}),
        ("paid", {"time": "ordered"}),
        ("back", {"group": "customer"}),
    ],
    ids=["binary", "multiclass", "regression", "text", "by time", "by group"],
)
def test_the_program_reproduces_the_score_in_an_environment_with_only_what_it_names(
    tmp_path: Path, fresh: Path, target: str, asked: dict[str, Any]
) -> None:
    path = tmp_path / "visits.csv"
    visits().to_csv(path, index=False, sep=";")
    card, script = exported(path, target=target, **asked)
    best = next(model for model in card["models"] if model["name"] == card["best"])
    done = subprocess.run([fresh, "-I", script], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert float(done.stdout.split()[1]) == pytest.approx(best["test"]["value"], rel=1e-9)
