"""Commands on a client's CSV: read it, audit it, get baselines from it."""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scopewright.cli.command import Command, Refused, opened, passphrase_option, put, put_json, reading, say
from scopewright.cli.progress_bar import run_job
from scopewright.cli.reading import declare_reading, reading_of
from scopewright.jobs.registry import stream
from scopewright.language import N_, _, current, show_number
from scopewright.model.lab_results import keep_audit, keep_run, known_reading
from scopewright.model.severity import demands
from scopewright.store.person import who

SHOWN = 10


def _csv_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("csv", metavar="CSV", type=Path, help=_("the client's file"))


def _declare_read(parser: argparse.ArgumentParser) -> None:
    _csv_argument(parser)
    parser.add_argument("--json-lines", action="store_true", help=_("every record, one JSON list a line"))
    parser.add_argument("--raw", action="store_true", help=_("nothing trimmed, padded or left out"))
    parser.add_argument(
        "--unread", action="store_true", help=_("only what the main table does not hold, as JSON, one a line")
    )
    declare_reading(parser)


def _read(options: argparse.Namespace) -> int:
    if options.unread:
        for line in stream("unread", options.csv, reading_of(options)):
            put(line)
        return 0
    lines: Iterator[str] = stream("read", options.csv, options.raw, reading_of(options), say)
    if options.json_lines:
        for line in lines:
            put(line)
        return 0
    _put_first(lines)
    return 0


def _put_first(lines: Iterator[str]) -> None:
    """The header and the first records, then the counts, which stand in the last line; notes come by themselves."""
    head = json.loads(next(lines))
    if head["header"]:
        _put_cells(head["header"])
    line = ""
    for number, line in enumerate(lines):
        if number < SHOWN and line.startswith("["):
            _put_cells(json.loads(line))
    counts = json.loads(line)
    dialect = ", ".join(f"{name} {value!r}" for name, value in head["dialect"].items())
    text = _("{count} records, {bad} that do not fit; {dialect}")
    say(text.format(count=counts["records"], bad=counts["bad_rows"], dialect=dialect))


def _put_cells(cells: list[Any]) -> None:
    put("\t".join(" ".join(str(cell).split()) for cell in cells))


def _declare_audit(parser: argparse.ArgumentParser) -> None:
    _csv_argument(parser)
    parser.add_argument("--target", metavar="COL", help=_("the column to be predicted"))
    parser.add_argument("--json", action="store_true", help=_("as JSON"))
    declare_reading(parser)


def _audit(options: argparse.Namespace) -> int:
    payload = {"path": str(options.csv.resolve()), "target": options.target, "reading": reading_of(options)}
    report = run_job("audit", payload)
    if options.json:
        put_json(report)
    else:
        _put_audit(report)
    return 1 if demands(finding["severity"] for finding in report["findings"]) else 0


def _put_audit(report: dict[str, Any]) -> None:
    text = _("{rows} rows, {columns} columns, {fingerprint}")
    rows = show_number(report["rows"], current())
    put(text.format(rows=rows, columns=len(report["columns"]), fingerprint=report["fingerprint"]))
    for finding in report["findings"]:
        place = finding["column"] or _("the file")
        put(f"{finding['severity']:<8}{finding['rule']}  {place}: {finding['message']}")


def _declare_baseline(parser: argparse.ArgumentParser) -> None:
    _csv_argument(parser)
    parser.add_argument("--target", metavar="COL", required=True, help=_("the column to be predicted"))
    parser.add_argument("--seed", type=int, default=0, help=_("the seed of split and models"))
    parser.add_argument(
        "--into", metavar=_("FILE"), type=Path, help=_("keep the run, and an audit of the file, in this engagement")
    )
    passphrase_option(parser)
    declare_reading(parser)
    parser.add_argument("--json", action="store_true", help=_("as JSON"))


def _baseline(options: argparse.Namespace) -> int:
    if options.into is not None and not options.into.is_file():
        raise Refused(_("There is no file “{name}”.").format(name=options.into))
    path, said = str(options.csv.resolve()), reading_of(options)
    if options.into is not None:
        said = known_reading(reading(options, options.into), path) | said
    payload = {"path": path, "target": options.target, "seed": options.seed, "reading": said}
    result = run_job("baseline", payload)
    if options.into is not None:
        audit = run_job("audit", {"path": path, "target": options.target, "reading": said})
        with opened(options, options.into) as work:
            dataset = keep_audit(work.engagement, audit, who(), dt.date.today(), reading=said)
            run = keep_run(work.engagement, result, who(), dt.datetime.now(dt.UTC), dataset.key)
        say(_("Kept as {id} in {file}.").format(id=run.id, file=options.into.name))
    if options.json:
        put_json(result)
    else:
        _put_baseline(result)
    return 0


def _put_baseline(result: dict[str, Any]) -> None:
    split = result["split"]
    text = _("{task}, target {target}, {metric}; {split} split, seed {seed}: {train} training rows, {test} test rows")
    facts = {"task": result["task"], "target": result["target"], "metric": result["metric"]["name"]}
    put(text.format(**facts, split=split["kind"], **{name: split[name] for name in ("seed", "train", "test")}))
    for model in result["models"]:
        best = "*" if model["name"] == result["best"] else " "
        test = f"  test {_score(model['test'])}" if model["test"] else ""
        put(f"{best} {model['name']:<24} dev {_score(model['dev'])}{test}  {model['seconds']:.1f} s")
    put(result["fingerprint"])


def _score(score: dict[str, float]) -> str:
    return f"{score['value']:.4f} [{score['low']:.4f}, {score['high']:.4f}]"


COMMANDS = (
    Command("read", N_("read a CSV and say how it was read"), _declare_read, _read),
    Command("audit", N_("say what is wrong with a CSV"), _declare_audit, _audit),
    Command("baseline", N_("get honest first scores from a CSV"), _declare_baseline, _baseline),
)
