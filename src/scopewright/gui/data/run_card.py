"""A baseline as it is shown: the same whether it runs, was cancelled, or is stored as a run record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scopewright.gui.data.lab_work import End, Unkept
from scopewright.gui.data.words import count, figure
from scopewright.language import _, current, ngettext, show_number
from scopewright.model.engagement import Engagement
from scopewright.model.frozen_test import smallest_difference
from scopewright.model.lab_results import Standing, standing
from scopewright.model.lab_titles import SPLITS
from scopewright.model.measures import held_out, short
from scopewright.model.readings.baseline_board import Board, Contender, board, of_result
from scopewright.model.readings.baseline_board import of_run as contenders_of
from scopewright.model.readings.baseline_words import Readout, money, readouts
from scopewright.model.readings.decision_threshold import of_run as drawn_for
from scopewright.model.readings.lineage import command
from scopewright.model.readings.ship_words import first_ship
from scopewright.model.sections.datasets import Dataset
from scopewright.model.sections.runs import TASKS, Run


@dataclass(frozen=True, slots=True)
class RunCard:
    """A baseline; ``end`` and ``reason`` say why it is not stored, ``data`` how its file and the audited one agree.

    ``board`` has the models beside the levels that were typed in, ``money`` says where to draw the line.
    """

    measure: str
    direction: str
    models: tuple[Contender, ...]
    facts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    end: End | None = None
    data: Standing = "current"
    record: str = ""
    reason: str = ""
    board: Board | None = None
    readouts: tuple[Readout, ...] = ()
    money: str = ""

    @property
    def trivial(self) -> Contender | None:
        """The model that knows nothing of the columns."""
        return next((model for model in self.models if model.kind == "trivial"), None)

    @property
    def leader(self) -> Contender | None:
        """The best model so far."""
        return next((model for model in self.models if model.best), None)

    @property
    def stale(self) -> bool:
        """Whether another file was audited since."""
        return self.data == "stale"

    @property
    def better(self) -> str:
        """Which way is better, in words."""
        return _("lower is better") if self.direction == "lower" else _("higher is better")


def of_unkept(unkept: Unkept, engagement: Engagement, dataset: Dataset) -> RunCard:
    """A baseline that runs, was cancelled or failed."""
    card = unkept.card
    if not card:
        return RunCard("", "", (), (), (), unkept.end, reason=unkept.reason)
    models = of_result(card)
    settings = card.get("settings", {})
    known = {**card, "dropped": settings.get("drop"), "rules": "\n".join(settings.get("rules") or ())}
    facts = tuple(_facts(known, card["split"], card["excluded_rows"]["count"], card["versions"]))
    metric, notes = card["metric"], tuple(card["notes"])
    shown = board(engagement, models, metric["name"], dataset.key, card["target"])
    return RunCard(
        metric["name"], metric["direction"], tuple(models), facts, notes, unkept.end, reason=unkept.reason,
        board=shown, readouts=tuple(readouts(shown, None, dataset)),
    )  # fmt: skip


def of_run(run: Run, engagement: Engagement, changed: bool = False) -> RunCard:
    """A stored run; ``changed`` says that the file was seen to be another one since."""
    models, home = contenders_of(run), engagement.get(run.dataset)
    known: dict[str, Any] = {
        "fingerprint": run.fingerprint,
        "target": run.target,
        "task": run.task,
        "positive": run.positive,
        "first_after": run.first_after,
    }
    known |= {"dropped": [str(row["name"]) for row in run.dropped], "rules": run.rules}
    split = {name: getattr(run, name) for name in ("seed", "dev", "test", "folds", "group", "time")}
    split |= {"kind": run.split, "group_overlap": run.overlap}
    versions = dict(part.rsplit(" ", 1) for part in run.versions.split(", ") if " " in part)
    facts = [*_facts(known, split, run.excluded or 0, versions), (_("Finished"), run.finished.replace("T", " ")[:16])]
    if run.look is not None and run.look > 1:
        looks = _("look {look} at the same test rows: each further look flatters").format(look=count(run.look))
        facts.insert(3, (_("Test set"), looks))
    if isinstance(home, Dataset):
        facts.append((_("Made again by"), command(run, home)))
    facts += [*_able_to_tell(run), *first_ship(engagement, run, dt.date.today())]
    shown = board(engagement, models, run.measure or "", run.dataset, run.target)
    return RunCard(
        run.measure or "", run.direction or "", tuple(models), tuple(facts), tuple(run.remarks.splitlines()),
        data="stale" if changed else standing(engagement, run), record=run.id, board=shown,
        readouts=tuple(readouts(shown, run, home if isinstance(home, Dataset) else None)),
        money=money(drawn_for(engagement, run)),
    )  # fmt: skip


def _able_to_tell(run: Run) -> list[tuple[str, str]]:
    """What difference the held-out rows can show at all, and why they are these rows."""
    score = held_out(run, run.measure)
    least = None if score is None else smallest_difference(score)
    told = _("differences below {least} may be chance")
    return [] if least is None else [(_("Test rows tell"), told.format(least=figure(least)))]


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
    if known.get("first_after") is not None:
        seconds = show_number(known["first_after"], current(), 2)
        yield _("First number"), _("after {seconds} s").format(seconds=seconds)
    yield _("Versions"), ", ".join(f"{name} {version}" for name, version in versions.items())


def _split(split: Mapping[str, Any]) -> str:
    """Which rows were fitted and scored on in turns, and how many were kept for the end."""
    dev, test = count(split["dev"]), count(split["test"])
    kind = _(SPLITS.get(split["kind"], split["kind"]))
    if not split["folds"]:
        return _("{dev} development and {test} test rows, {kind}").format(dev=dev, test=test, kind=kind)
    said = _("cross-validated on {dev} rows, {folds} folds; {test} rows held out, {kind}")
    return said.format(dev=dev, folds=split["folds"], test=test, kind=kind)
