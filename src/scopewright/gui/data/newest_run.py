"""The newest baseline of a dataset, as it is to be shown."""

from __future__ import annotations

from scopewright.gui.data.lab_work import Known
from scopewright.gui.data.run_card import RunCard, of_run, of_unkept
from scopewright.language import _
from scopewright.model.engagement import Engagement
from scopewright.model.sections.datasets import Dataset
from scopewright.model.sections.runs import Run


def newest_run(engagement: Engagement, dataset: Dataset) -> Run | None:
    """The run that was kept last."""
    runs = [run for run in engagement.all(Run) if run.dataset == dataset.key]
    return runs[-1] if runs else None


def card_of(engagement: Engagement, dataset: Dataset, known: Known) -> RunCard | None:
    """What goes on or was not kept, else the newest run."""
    if known.unkept is not None:
        return of_unkept(known.unkept, engagement, dataset)
    run = newest_run(engagement, dataset)
    return None if run is None else of_run(run, engagement, known.changed_since(run.fingerprint))


def caution_of(run: Run | None, card: RunCard | None) -> str:
    """What is to be known of figures that come from the newest kept run; empty if nothing."""
    if run is None or card is None or not (card.end or card.stale):
        return ""
    said = _("As stored in {id}, which this run has not replaced.") if card.end else _("Stale, from {id}.")
    return said.format(id=run.id)
