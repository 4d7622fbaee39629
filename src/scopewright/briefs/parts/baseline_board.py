"""The baseline board of each dataset and target: every way side by side, what it costs, and what is not done."""

from __future__ import annotations

from collections.abc import Iterator

from scopewright.briefs.blocks import Badge, Block, Caption, Cell, Column, Heading, Lead, Strong, Table
from scopewright.briefs.view import View
from scopewright.language import _, labelled
from scopewright.model.readings import baseline_words as words
from scopewright.model.readings.baseline_board import Board, Line, board, of_run
from scopewright.model.readings.baseline_words import STANDINGS, Standing
from scopewright.model.readings.decision_threshold import of_run as drawn_for
from scopewright.model.sections.datasets import Dataset
from scopewright.model.sections.runs import Run
from scopewright.scenes.status import Status

_STATUS: dict[Standing, Status] = {
    "best": "complete",
    "infeasible": "off-track",
    "guarded": "at-risk",
    "floor": "not-started",
    "typed": "on-track",
    "other": "at-risk",
    "open": "not-started",
}


def boards(view: View) -> tuple[Block, ...]:
    """The board of the newest run of each dataset and target; nothing without runs."""
    newest = {(run.dataset, run.target): run for run in view.engagement.all(Run)}
    parts = [block for run in newest.values() for block in _board(view, run)]
    return (Heading(text=_("Baseline board")), *parts) if parts else ()


def _board(view: View, run: Run) -> Iterator[Block]:
    found = board(view.engagement, of_run(run), run.measure or "", run.dataset, run.target)
    home = view.engagement.get(run.dataset)
    yield Heading(text=_("{target}, {run}").format(target=run.target, run=run.id), level=2)
    yield Lead(text=_said(found))
    yield _table(found, run)
    drawn = words.money(drawn_for(view.engagement, run))
    if drawn:
        yield Caption(text=drawn, records=(run.id,))
    facts = words.readouts(found, run, home if isinstance(home, Dataset) else None)
    yield Caption(text=" ".join(f"{labelled(each.title, each.text)}." for each in facts), records=(run.id,))


def _said(found: Board) -> str:
    leader, floor = found.leader, next((line for line in found.lines if line.slot == "trivial"), None)
    if leader is None or leader.score is None:
        return words.ranked_by(found)
    said = _("{best} leads with {value}").format(best=words.name(leader), value=words.value(leader.score))
    if floor is not None and floor.score is not None and floor is not leader:
        said += _(", the simplest guess has {value}").format(value=words.figure(floor.score.value))
    return f"{said}. {words.ranked_by(found)}"


def _table(found: Board, run: Run) -> Table:
    columns = (
        Column(_("Way")),
        Column("", tight=True),
        Column(_("Development (95 %)"), "right", tight=True),
        Column(_("To target"), "right", tight=True),
        Column(_("Held-out test"), "right", tight=True),
        Column(_("A row"), "right", tight=True),
        Column(_("Size"), "right", tight=True),
    )
    records = tuple(line.record or run.id for line in found.lines)
    return Table(columns=columns, rows=tuple(_row(line) for line in found.lines), records=records)


def _row(line: Line) -> tuple[Cell, ...]:
    standing = words.standing(line)
    word = _(STANDINGS[standing]) if STANDINGS[standing] else ""
    name = words.name(line)
    said = "\n".join(filter(None, (_why(line), words.source(line))))
    seeds = words.seeds(line)
    if seeds != "–":
        said = "\n".join(filter(None, (said, _("Other seeds: {spread}").format(spread=seeds))))
    return (
        (Strong(name) if standing == "best" else name, f"\n{said}" if said else ""),
        Badge(_STATUS[standing], word) if word else "",
        words.value(line.score),
        words.to_target(line),
        words.value(line.model.test if line.model else None),
        words.latency(line),
        words.size(line),
    )


def _why(line: Line) -> str:
    """What stands behind the standing; thresholds by their ids, for the table of metrics has their names."""
    if line.done and line.broken:
        return _("Not held: {ids}").format(ids=", ".join(metric.id for metric in line.broken))
    return words.why(line) if line.done else ""
