"""The command ``baseline``: honest first scores from a client's CSV."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from scopewright.cli.baseline_board import board_json, put_board
from scopewright.cli.command import (
    Command,
    Refused,
    opened,
    passphrase_option,
    put,
    put_json,
    reading,
    refuse_no_file,
    say,
)
from scopewright.cli.progress_bar import run_job
from scopewright.cli.reading import asked_reading, declare_reading
from scopewright.language import N_, _, current
from scopewright.model.engagement import Engagement
from scopewright.model.frozen_test import other_test_set
from scopewright.model.lab_results import keep_audit, keep_run
from scopewright.model.readings.people_columns import people_columns
from scopewright.model.readings.scenarios import asked_of, left_out, outcome, scenario_figures
from scopewright.model.readings.ship_words import first_ship
from scopewright.model.record import Record
from scopewright.model.sections.datasets import Dataset
from scopewright.model.sections.decisions import Decision
from scopewright.model.sections.runs import Run
from scopewright.model.sections.tests import PlannedTest
from scopewright.store.person import who

TASKS = ("binary", "multiclass", "regression")
_ASKED = (
    "target",
    "task",
    "metric",
    "positive",
    "drop",
    "group",
    "time",
    "budget",
    "seed",
    "analysis",
    "human",
    "seeds",
    "attributes",
)


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("csv", metavar="CSV", type=Path, help=_("the client's file"))
    parser.add_argument("--target", metavar="COL", required=True, help=_("the column to be predicted"))
    _declare_question(parser)
    _declare_split(parser)
    parser.add_argument("--script", metavar="PY", type=Path, help=_("write a program that makes the best model anew"))
    parser.add_argument("--analysis", action="store_true", help=_("look at the errors of the best model (--json)"))
    parser.add_argument(
        "--attribute",
        dest="attributes",
        metavar="COL",
        nargs="+",
        action="extend",
        default=[],
        help=_("columns that describe people: the analysis compares the errors of their levels"),
    )
    parser.add_argument("--human", metavar=_("SCORE"), type=float, help=_("what people reach in the metric"))
    parser.add_argument("--budget", metavar=_("SECONDS"), type=_seconds, help=_("what all models may take together"))
    parser.add_argument("--seed", type=int, default=0, help=_("the seed of split and models"))
    parser.add_argument("--seeds", metavar="N", type=int, default=1, help=_("with how many seeds the models are tried"))
    parser.add_argument(
        "--into", metavar=_("FILE"), type=Path, help=_("keep the run, and an audit of the file, in this engagement")
    )
    parser.add_argument("--decision", metavar="ID", help=_("the decision to hold out other rows than the run before"))
    passphrase_option(parser)
    declare_reading(parser)
    parser.add_argument("--json", action="store_true", help=_("as JSON"))


def _declare_question(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--task", choices=TASKS, help=_("overrules the task that the target seems to mean"))
    parser.add_argument("--metric", metavar=_("NAME"), help=_("what the models are ranked by, such as roc_auc"))
    parser.add_argument(
        "--rule",
        metavar=_("TEXT"),
        action="append",
        default=[],
        help=_('a rule: "age < 30 -> no; else -> yes"'),
    )
    parser.add_argument("--positive", metavar=_("VALUE"), help=_("the class looked for, of two"))
    parser.add_argument("--drop", metavar="COL", nargs="+", action="extend", default=[], help=_("columns left out"))


def _declare_split(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--group", metavar="COL", help=_("hold out whole groups of this column"))
    parser.add_argument("--time", metavar="COL", help=_("hold out the latest rows by this column"))
    parser.add_argument(
        "--test-rows",
        metavar=_("FILE"),
        type=Path,
        help=_("hold out exactly these data rows, one a line, from 0"),
    )
    parser.add_argument(
        "--predict", metavar="CSV", type=Path, help=_("write the best model's prediction for the held-out rows")
    )


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 < value < 86_400:
        raise argparse.ArgumentTypeError(_("give seconds, more than 0 and less than a day"))
    return value


def _baseline(options: argparse.Namespace) -> int:
    if options.into is not None:
        refuse_no_file(options.into)
    payload = _payload(options)
    said = payload["reading"] = asked_reading(options, payload["path"])
    if options.into is not None:
        payload |= _asked_by_scope(options, payload["path"])
    result = run_job("baseline", payload)
    if options.into is not None:
        audit = run_job("audit", {"path": payload["path"], "target": options.target, "reading": said})
        with opened(options, options.into) as work:
            dataset = keep_audit(work.engagement, audit, who(), dt.date.today(), reading=said)
            decided = _decision(work.engagement, result, options.decision)
            now = dt.datetime.now(dt.UTC)
            run = keep_run(work.engagement, result, who(), now, dataset.key, decision=decided)
            result["board"] = board_json(work.engagement, run)
            judged = [*_scenario_lines(work.engagement, run), *_shipping_lines(work.engagement, run)]
        for line in judged:
            say(line)
        say(_("Kept as {id} in {file}.").format(id=run.id, file=options.into.name))
    show: Callable[[dict[str, Any]], None] = put_json if options.json else _put
    show(result)
    return 0


def _asked_by_scope(options: argparse.Namespace, path: str) -> dict[str, Any]:
    """What the engagement asks of a baseline on this file: rows that its test plan wants right, and slices by the
    columns that it maps to an attribute of people, for which errors are looked at.
    """
    engagement = reading(options, options.into)
    known = next((each for each in engagement.all(Dataset) if each.path == path), None)
    people = people_columns(engagement, known.key if known else "")
    asked: dict[str, Any] = {"attributes": [*options.attributes, *people]}
    asked["analysis"] = options.analysis or bool(people)
    if known is not None:
        if lacking := left_out(engagement, known):
            say(lacking)
        asked["scenarios"] = asked_of(engagement, known)
    return asked


def _scenario_lines(engagement: Engagement, run: Record) -> Iterator[str]:
    """How the scenario rows of each planned test came out in a run."""
    for test in engagement.all(PlannedTest):
        found = outcome(engagement, test)
        if found is not None and found.run.key == run.key:
            said = ", ".join(
                f"{figure.title}: {figure.text}" for figure in scenario_figures(engagement, test, current())
            )
            yield f"{test.id} {said}"


def _shipping_lines(engagement: Engagement, run: Record) -> Iterator[str]:
    """What each first-ship rule says of a run."""
    if isinstance(run, Run):
        for title, said in first_ship(engagement, run, dt.date.today()):
            yield f"{title}: {said}"


def _decision(engagement: Engagement, result: dict[str, Any], spoken: str | None) -> str | None:
    """The hidden key of the decision to judge on other test rows than the run before.

    Raises:
        Refused: other rows are held out and no decision is named.
    """
    before = other_test_set(engagement, result)
    if spoken is not None:
        record = engagement.by_id(spoken)
        if not isinstance(record, Decision):
            raise Refused(_("{id} is no decision.").format(id=spoken))
        return record.key
    if before is None:
        return None
    said = _(
        "{id} froze other test rows of this file for “{target}”. Nothing was kept. Split as it did (seed {seed}), or "
        "record the decision to change the test set and name it with --decision D-n."
    )
    raise Refused(said.format(id=before.id, target=before.target, seed=before.seed))


def _payload(options: argparse.Namespace) -> dict[str, Any]:
    return {
        "path": str(options.csv.resolve()),
        **{name: getattr(options, name) for name in _ASKED},
        "rules": options.rule,
        "test_rows": None if options.test_rows is None else _row_numbers(options.test_rows),
        "predict_to": _writable(options.predict),
        "script_to": _writable(options.script),
    }


def _writable(path: Path | None) -> str | None:
    if path is not None and not path.parent.is_dir():
        raise Refused(_("There is no folder “{name}” to write to.").format(name=path.parent))
    return None if path is None else str(path.resolve())


def _row_numbers(path: Path) -> list[int]:
    """The whole numbers of a file, one a line, each once; blank lines do not count."""
    rows: dict[int, int] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8-sig", errors="replace").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = int(line)
        except ValueError as error:
            said = _("Line {number} of {name} is no row number: “{line}”. Write one whole number a line, from 0.")
            raise Refused(said.format(number=number, name=path.name, line=line.strip()[:40])) from error
        if rows.setdefault(row, number) != number:
            said = _("Line {number} of {name} names row {row} again, after line {first}. Name each test row once.")
            raise Refused(said.format(number=number, name=path.name, row=row, first=rows[row]))
    return list(rows)


def _put(result: dict[str, Any]) -> None:
    split = result["split"]
    put(f"{result['task']}: {result['task_reason']}")
    text = _("target {target}, {metric}; {split} split, seed {seed}: {train} training rows, {test} test rows")
    facts = {"target": result["target"], "metric": result["metric"]["name"], "split": split["kind"]}
    put(text.format(**facts, **{name: split[name] for name in ("seed", "train", "test")}))
    for model in result["models"]:
        best = "*" if model["name"] == result["best"] else " "
        test = f"  test {_score(model['test'])}" if model["test"] else ""
        spread = model["spread"]
        moved = f"  seeds {spread['low']:.4f} to {spread['high']:.4f}" if spread else ""
        costs = f"{model['seconds']:.1f} s, {model['latency_ms']:.3f} ms a row, {model['bytes'] / 1000:.0f} kB"
        put(f"{best} {model['name']:<34} dev {_score(model['dev'])}{test}{moved}  {costs}")
    if "board" in result:
        put_board(result["board"])
    for note in result["notes"]:
        put(f"- {note}")
    put(result["fingerprint"])


def _score(score: dict[str, float | None]) -> str:
    if score["value"] is None:
        return "–"
    bounds = "" if score["low"] is None else f" [{score['low']:.4f}, {score['high']:.4f}]"
    return f"{score['value']:.4f}{bounds}"


COMMANDS = (Command("baseline", N_("get honest first scores from a CSV"), _declare, _baseline),)
