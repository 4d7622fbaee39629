"""A baseline as it is shown: the same whether it runs, was cancelled, or is stored as a run record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scopewright.gui.data.cells_table import Cell, Row, Span
from scopewright.gui.data.lab_work import End, Unkept
from scopewright.gui.data.words import count, figure, interval
from scopewright.language import N_, _, current, ngettext, show_number
from scopewright.model.engagement import Engagement
from scopewright.model.kinds import Row as Stored
from scopewright.model.lab_results import Standing, standing
from scopewright.model.measures import short
from scopewright.model.sections.runs import TASKS, Run

Score = Mapping[str, float | None]
_SPLITS = {
    "stratified": N_("stratified by class"),
    "random": N_("random"),
    "grouped": N_("whole groups held out"),
    "time": N_("latest rows held out"),
    "given": N_("rows named by hand"),
}
SPAN_COLUMN = 3
"""The column of the table of models that shows the interval as a picture."""


@dataclass(frozen=True, slots=True)
class Model:
    """One model's scores."""

    name: str
    trivial: bool
    dev: Score
    test: Score | None
    seconds: float | None


@dataclass(frozen=True, slots=True)
class RunCard:
    """A baseline; ``end`` and ``reason`` say why it is not stored, ``data`` how its file and the audited one agree."""

    measure: str
    direction: str
    models: tuple[Model, ...]
    best: str
    facts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    end: End | None = None
    data: Standing = "current"
    record: str = ""
    reason: str = ""

    @property
    def trivial(self) -> Model | None:
        """The model that knows nothing of the columns."""
        return next((model for model in self.models if model.trivial), None)

    @property
    def leader(self) -> Model | None:
        """The best model so far."""
        return next((model for model in self.models if model.name == self.best), None)

    @property
    def stale(self) -> bool:
        """Whether another file was audited since."""
        return self.data == "stale"

    @property
    def better(self) -> str:
        """Which way is better, in words."""
        return _("lower is better") if self.direction == "lower" else _("higher is better")


def of_unkept(unkept: Unkept) -> RunCard:
    """A baseline that runs, was cancelled or failed."""
    card = unkept.card
    if not card:
        return RunCard("", "", (), "", (), (), unkept.end, reason=unkept.reason)
    models = tuple(
        Model(model["name"], model["kind"] == "trivial", model["dev"], model["test"], model["seconds"])
        for model in card["models"]
    )
    settings = card.get("settings", {})
    known = {**card, "dropped": settings.get("drop"), "rules": "\n".join(settings.get("rules") or ())}
    facts = tuple(_facts(known, card["split"], card["excluded_rows"]["count"], card["versions"]))
    metric, notes = card["metric"], tuple(card["notes"])
    return RunCard(
        metric["name"], metric["direction"], models, card["best"] or "", facts, notes, unkept.end, reason=unkept.reason
    )  # fmt: skip


def of_run(run: Run, engagement: Engagement, changed: bool = False) -> RunCard:
    """A stored run; ``changed`` says that the file was seen to be another one since."""
    models = tuple(
        Model(row["name"], row["kind"] == "trivial", _score(row, "dev"), _score(row, "test"), row["seconds"])
        for row in run.models
    )
    known: dict[str, Any] = {
        "fingerprint": run.fingerprint,
        "target": run.target,
        "task": run.task,
        "positive": run.positive,
    }
    known |= {"dropped": [str(row["name"]) for row in run.dropped], "rules": run.rules}
    split = {name: getattr(run, name) for name in ("seed", "dev", "test", "folds", "group", "time")}
    split |= {"kind": run.split, "group_overlap": run.overlap}
    versions = dict(part.rsplit(" ", 1) for part in run.versions.split(", ") if " " in part)
    facts = [*_facts(known, split, run.excluded or 0, versions), (_("Finished"), run.finished.replace("T", " ")[:16])]
    if run.look is not None and run.look > 1:
        looks = _("look {look} at the same test rows: each further look flatters").format(look=count(run.look))
        facts.insert(3, (_("Test set"), looks))
    return RunCard(
        run.measure or "", run.direction or "", models, run.best, tuple(facts), tuple(run.remarks.splitlines()),
        data="stale" if changed else standing(engagement, run), record=run.id,
    )  # fmt: skip


def model_rows(card: RunCard) -> tuple[list[str], list[Row]]:
    """Heads and rows of the table of models: the trivial one first, then as they were finished."""
    heads = [_("Model"), "", _("Development (95 %)"), _("Beside trivial"), _("Held-out test"), _("Time")]
    models = sorted(card.models, key=lambda model: not model.trivial)
    low, high = _scale([model.dev for model in models])
    mark = next((model.dev["value"] for model in models if model.trivial), None)
    return heads, [_model_row(card, model, low, high, mark) for model in models]


def _model_row(card: RunCard, model: Model, low: float, high: float, mark: float | None) -> Row:
    best = model.name == card.best
    state = Cell("")
    if best:
        state = Cell(_("Best"), state="good")
    elif model.trivial:
        state = Cell(_("Trivial"), state="open")

    def share(value: float | None) -> float:
        return (value - low) / (high - low) if value is not None and high > low else 0.5

    value = model.dev.get("value")
    ends = [share(value if model.dev.get(end) is None else model.dev.get(end)) for end in ("low", "high")]
    span = Span(ends[0], share(value), ends[1], None if mark is None else share(mark))
    test = interval(model.test)
    return (
        Cell(_(model.name)[:1].upper() + _(model.name)[1:], strong=best),
        state,
        Cell(interval(model.dev), strong=best, right=True),
        Cell(_difference(value, mark), span=span),
        Cell(test, right=True, muted=test == "–", note=_held_back(test, card)),
        Cell(_seconds(model.seconds), right=True, muted=True),
    )


def _seconds(seconds: float | None) -> str:
    return "–" if seconds is None else _("{seconds} s").format(seconds=show_number(seconds, current(), 2))


def _held_back(test: str, card: RunCard) -> str:
    if test != "–":
        return test
    if card.end == "running":
        return _("The held-out rows are looked at once, at the end.")
    return _("Only the trivial and the best model are tried on the held-out rows.")


def _difference(value: float | None, mark: float | None) -> str:
    if value is None or mark is None:
        return "–"
    away = figure(abs(value - mark))
    return _("{away} above").format(away=away) if value >= mark else _("{away} below").format(away=away)


def _scale(scores: Sequence[Score]) -> tuple[float, float]:
    values = [value for score in scores for value in score.values() if value is not None]
    return (min(values), max(values)) if values else (0.0, 1.0)


def _score(row: Stored, part: str) -> Score:
    return {"value": row[part], "low": row[f"{part}_low"], "high": row[f"{part}_high"]}


def _facts(
    known: Mapping[str, Any], split: Mapping[str, Any], excluded: int, versions: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    yield _("Target"), str(known["target"])
    task = _(dict(TASKS).get(known["task"], ""))
    positive = known.get("positive")
    yield _("Task"), _("{task}; “{name}” is looked for").format(task=task, name=positive) if positive else task
    yield _("Data"), short(str(known["fingerprint"]))
    yield _("Split"), _split(split)
    if split.get("group"):
        overlap = _("{column}; group overlap {count}")
        yield _("Groups"), overlap.format(column=split["group"], count=count(split.get("group_overlap")))
    if split.get("time"):
        yield _("Time"), str(split["time"])
    yield _("Seed"), count(split["seed"])
    if known.get("dropped"):
        yield _("Columns left out"), ", ".join(known["dropped"])
    if known.get("rules"):
        yield _("Rules"), str(known["rules"])
    if excluded:
        yield (
            _("Left out"),
            ngettext("{count} row without a target", "{count} rows without a target", excluded).format(
                count=count(excluded)
            ),
        )
    yield _("Versions"), ", ".join(f"{name} {version}" for name, version in versions.items())


def _split(split: Mapping[str, Any]) -> str:
    """Which rows were fitted and scored on in turns, and how many were kept for the end."""
    dev, test = count(split["dev"]), count(split["test"])
    kind = _(_SPLITS.get(split["kind"], split["kind"]))
    if not split["folds"]:
        return _("{dev} development and {test} test rows, {kind}").format(dev=dev, test=test, kind=kind)
    said = _("cross-validated on {dev} rows, {folds} folds; {test} rows held out, {kind}")
    return said.format(dev=dev, folds=split["folds"], test=test, kind=kind)
