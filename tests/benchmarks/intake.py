"""How well and how fast a client's file is read: dialects, first findings, the whole profile, beside other tools.

    python -m tests.benchmarks.intake [--dialects FOLDER] [--rows 1000000] [--python PYTHON]

In one run: (a) delimiter, and delimiter with quote, found on the hand-labelled files of FOLDER (``truth.csv`` and
``files/``), for all and for two halves, so that a rule made for one file shows; (b) seconds to understand the first
20,000 records with everything imported; (c) CPU seconds and peak memory of the full profile and of the whole audit of
a made-up file of 20 columns; (d) the same of a profile by polars' streaming engine and by ydata-profiling (minimal),
where PYTHON, the interpreter of a throw-away environment, has them (neither is a dependency); the latter on a tenth of
the rows, beside our profile of those; (e) what ``tests.benchmarks.drop`` tells of the window, offscreen and, where
there is ``xvfb-run``, on X11. Exit 1 if (a) is under 97 %, (c) needs over 1 GB or (e) fails.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

from scopewright.lab.dialect import detect
from scopewright.lab.intake import load
from scopewright.progress import Silent

TARGET_SHARE, TARGET_MB = 0.97, 1024
_MARKS = {"comma": ",", "semicolon": ";", "tab": "\t", "vslash": "|", "space": " "}
_QUOTES = {"doublequote": '"', "singlequote": "'"}
_OURS = """
import sys, time, resource
import pandas
from scopewright.lab.full_profile import profile
from scopewright.progress import Silent
begin = time.process_time()
found = profile(sys.argv[1], Silent())
print(found.records, time.process_time() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
_AUDIT = """
import sys, time, resource
import pandas
from scopewright.lab.audit import run
from scopewright.progress import Silent
begin = time.process_time()
found = run({"path": sys.argv[1], "evidence": True}, Silent())
print(found["rows"], time.process_time() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
_POLARS = """
import sys, time, resource
import polars as pl
begin = time.process_time()
frame = pl.scan_csv(sys.argv[1], try_parse_dates=True)
asked = [pl.len().alias("n")]
for name, kind in frame.collect_schema().items():
    column = pl.col(name)
    parts = [column.null_count(), column.approx_n_unique(), column.min(), column.max()]
    parts += [column.mean(), column.std()] if kind.is_numeric() else []
    asked += [part.alias(f"{name} {place}") for place, part in enumerate(parts)]
rows = frame.select(asked).collect(engine="streaming")["n"][0]
print(rows, time.process_time() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
_YDATA = """
import sys, time, resource
import pandas
from ydata_profiling import ProfileReport
begin = time.process_time()
frame = pandas.read_csv(sys.argv[1])
ProfileReport(frame, minimal=True, progress_bar=False).get_description()
print(len(frame), time.process_time() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def _dialects(folder: Path) -> float:
    """Print the share of files read right, of all and of two halves by name; the lower of delimiter and both."""
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as file:
        truth = list(csv.DictReader(file))
    right: dict[str, tuple[bool, bool]] = {}
    for row in truth:
        found = detect(folder / "files" / row["file"])
        mark = found.delimiter == _MARKS[row["delimiter"]]
        right[row["file"]] = mark, mark and found.quote == _QUOTES[row["quote"]]
    for half, names in (
        ("all", list(right)),
        ("one half", [name for name in right if zlib.crc32(name.encode()) % 2]),
        ("the other", [name for name in right if not zlib.crc32(name.encode()) % 2]),
    ):
        shares = [sum(right[name][place] for name in names) / len(names) for place in (0, 1)]
        print(f"dialects, {half}: {len(names)} files, delimiter {shares[0]:.1%}, delimiter and quote {shares[1]:.1%}")
    return sum(both for _mark, both in right.values()) / len(right)


def make(path: Path, rows: int) -> None:
    """A file of ids, numbers, whole numbers, words, days and texts."""
    chance = random.Random(0)
    block = [
        ",".join(
            [f"{chance.gauss(0, 10 ** (n % 4)):.3f}" for n in range(8)]
            + [str(chance.randrange(10 ** (n + 2))) for n in range(4)]
            + [chance.choice(["red", "green", "NA", "Bäckerweg 12"]) for _n in range(4)]
            + [f"20{chance.randint(20, 26)}-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}"]
            + [f"2026-01-1{chance.randint(0, 9)} 1{chance.randint(0, 9)}:00:00", f"note {chance.randrange(10**6)}"]
        )
        for _row in range(5_000)
    ]
    with path.open("w", encoding="utf-8") as file:
        file.write("id," + ",".join(f"c{n}" for n in range(19)) + "\n")
        for number in range(rows):
            file.write(f"{number},{block[number % 5_000]}\n")


def _run(python: str, script: str, path: Path, name: str) -> tuple[float, float] | None:
    """Print and give CPU seconds and peak megabytes of a script on the file; None, with a sentence, if it fails."""
    done = subprocess.run([python, "-c", script, str(path)], capture_output=True, text=True, check=False)
    if done.returncode:
        reason = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
        print(f"{name}: left out, it does not run here ({reason[0]}).")
        return None
    rows, seconds, peak = done.stdout.split()
    print(f"{name}: {rows} rows, {float(seconds):.1f} CPU s, peak {float(peak):.0f} MB")
    return float(seconds), float(peak)


def main() -> int:
    """Measure, print, and judge against the targets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dialects", type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--python", default=sys.executable)
    options = parser.parse_args()
    share = 1.0
    if options.dialects is None:
        print("dialects: left out; name the folder with --dialects.")
    else:
        share = _dialects(options.dialects)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "made up.csv")
        make(path, options.rows)
        load(path, Silent(), None, 1_000)
        begin = time.perf_counter()
        load(path, Silent(), None, 20_000)
        print(f"first 20,000 records understood: {time.perf_counter() - begin:.2f} s")
        enough = _profiles(options.python, path)
        _beside_ydata(options.python, Path(folder, "tenth.csv"), options.rows // 10)
    return int(share < TARGET_SHARE or not enough or not _window())


def _profiles(python: str, path: Path) -> bool:
    """Print profile and audit beside polars; whether they keep within the memory allowed."""
    ours, audit = _run(sys.executable, _OURS, path, "full profile"), _run(sys.executable, _AUDIT, path, "whole audit")
    polars = _run(python, _POLARS, path, "polars streaming profile")
    if ours and audit and polars:
        shares = ours[0] / polars[0], audit[0] / polars[0]
        print(f"CPU beside polars' (targets 1.5 and 3): profile {shares[0]:.2f} x, whole audit {shares[1]:.2f} x")
    return all(one is not None and one[1] <= TARGET_MB for one in (ours, audit))


def _beside_ydata(python: str, path: Path, rows: int) -> None:
    make(path, rows)
    ours, ydata = _run(sys.executable, _OURS, path, "full profile"), _run(python, _YDATA, path, "ydata-profiling")
    if ours and ydata:
        print(f"ydata-profiling minimal takes {ydata[0] / ours[0]:.0f} x the CPU of our profile (target: 20)")


def _window() -> bool:
    """The drop on the window, offscreen and on X11; whether it was quick enough on each that there is."""
    command = [sys.executable, "-m", "tests.benchmarks.drop"]
    screens = {"offscreen": command}
    if shutil.which("xvfb-run"):
        screens["xcb"] = ["xvfb-run", "-a", "-s", "-screen 0 1440x900x24", *command]
    codes = [
        subprocess.run(words, env=os.environ | {"QT_QPA_PLATFORM": screen}, check=False).returncode
        for screen, words in screens.items()
    ]
    return not any(codes)


if __name__ == "__main__":
    sys.exit(main())
