"""The command ``baselines``: every way to a first number side by side, as the window's baseline board has it."""

from __future__ import annotations

import argparse
from typing import Any

from scopewright.cli.command import Command, Refused, file_argument, put, put_json, reading
from scopewright.language import N_, _
from scopewright.model.engagement import Engagement
from scopewright.model.measures import Score
from scopewright.model.readings import baseline_words as words
from scopewright.model.readings.baseline_board import Board, Line, board, of_run
from scopewright.model.readings.decision_threshold import of_run as drawn_for
from scopewright.model.record import Record
from scopewright.model.sections.datasets import Dataset
from scopewright.model.sections.runs import Run


def _declare(parser: argparse.ArgumentParser) -> None:
    file_argument(parser)
    parser.add_argument("--of", metavar="ID", help=_("the run, such as RUN-2; otherwise the newest one"))
    parser.add_argument("--json", action="store_true", help=_("as JSON"))


def _board(options: argparse.Namespace) -> int:
    engagement = reading(options)
    runs = engagement.all(Run)
    if options.of is not None:
        runs = [run for run in runs if run.id == options.of]
    if not runs:
        raise Refused(_("There is no such run. Keep one with: baseline CSV --target COL --into FILE."))
    found = board_json(engagement, runs[-1])
    if options.json:
        put_json(found)
    else:
        put_board(found)
    return 0


def board_json(engagement: Engagement, run: Record) -> dict[str, Any]:
    """The board of a run as plain values; ``lines`` hold what the window shows, in its order."""
    assert isinstance(run, Run)
    found = board(engagement, of_run(run), run.measure or "", run.dataset, run.target)
    home, drawn = engagement.get(run.dataset), drawn_for(engagement, run)
    facts = words.readouts(found, run, home if isinstance(home, Dataset) else None)
    return {
        "run": run.id,
        "target": run.target,
        "measure": found.measure,
        "metric": found.metric.id if found.metric else None,
        "ranked_by": words.ranked_by(found),
        "lines": [_line(line, found) for line in found.lines],
        "threshold": None if drawn is None else {
            "threshold": drawn.threshold, "cost_per_1000": _score(drawn.cost), "at_half": drawn.at_half,
            "nobody": drawn.nobody, "everybody": drawn.everybody, "currency": drawn.costs.currency,
            "said": words.money(drawn),
        },
        "readouts": [{"title": each.title, "text": each.text} for each in facts],
    }  # fmt: skip


def _line(line: Line, found: Board) -> dict[str, Any]:
    standing, model = words.standing(line), line.model
    latency, size = (model.scores.get(name) if model else None for name in ("latency_ms", "size_mb"))
    return {
        "way": line.slot,
        "name": words.name(line),
        "standing": standing,
        "rank": line.rank if line.feasible and not found.problem else None,
        "dev": _score(line.score),
        "test": _score(model.test) if model else None,
        "seeds": None if model is None or model.seeds is None else dict(zip(_SEEDS, model.seeds, strict=True)),
        "noise": bool(model and model.noise),
        "seconds": model.seconds if model else None,
        "latency_ms": latency.value if latency else None,
        "size_mb": size.value if size else None,
        "broken": [metric.id for metric in line.broken],
        "guards": list(line.guards),
        "gap": None if line.distance is None else {"short": line.distance.gap, "met": line.distance.met},
        "record": line.record or None,
        "source": line.source or None,
        "cases": line.cases,
        "said": words.source(line),
    }


_SEEDS = ("seeds", "low", "high")


def _score(score: Score | None) -> dict[str, float | None] | None:
    return None if score is None else {"value": score.value, "low": score.low, "high": score.high}


def put_board(found: dict[str, Any]) -> None:
    """The board for people, a line for each way."""
    put(_("Baseline board of {run}, {target}").format(run=found["run"], target=found["target"]))
    put(found["ranked_by"])
    for line in found["lines"]:
        word = _(words.STANDINGS[line["standing"]]) if words.STANDINGS[line["standing"]] else ""
        rank = str(line["rank"] or "")
        score = line["dev"] or {"value": None, "low": None, "high": None}
        value = words.value(None if score["value"] is None else Score(score["value"], score["low"], score["high"]))
        rest = ", ".join(filter(None, [*line["broken"], *line["guards"], line["said"]]))
        put(f"{rank:>2} {line['name']:<36} {word:<14} {value:<24} {rest}".rstrip())
    if found["threshold"]:
        put(found["threshold"]["said"])
    for each in found["readouts"]:
        put(f"{each['title']}: {each['text']}")


COMMANDS = (
    Command("baselines", N_("every baseline side by side, and what people and others reach"), _declare, _board),
)
