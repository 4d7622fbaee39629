"""The data report: what the audit found, and how far the first baselines are from their targets."""

from __future__ import annotations

from collections.abc import Iterator

from scopewright.briefs.assembly import assemble
from scopewright.briefs.blocks import Block, Heading, Lead
from scopewright.briefs.document import Document
from scopewright.briefs.listing import listing
from scopewright.briefs.parts.baseline_board import boards
from scopewright.briefs.parts.data_wanted import data_wanted
from scopewright.briefs.parts.measures import distances, lead
from scopewright.briefs.view import View
from scopewright.language import _, ngettext
from scopewright.model.sections.datasets import Dataset
from scopewright.model.sections.metrics import Metric
from scopewright.model.sections.runs import Run
from scopewright.scenes.readings import standings


def data(view: View, kind: str) -> Document:
    """The brief as a document; ``kind`` is its title in the reader's language."""
    return assemble(view, kind, (_distance, boards, _audit, data_wanted, _runs, _metrics))


def _distance(view: View) -> tuple[Block, ...]:
    return tuple(_told(view))


def _told(view: View) -> Iterator[Block]:
    yield Heading(text=_("Distance to target"))
    yield Lead(text=lead(view, [], standings(view.engagement)))
    yield from distances(view, {metric.key for metric in view.engagement.all(Metric)})


def _audit(view: View) -> tuple[Block, ...]:
    found = view.engagement.all(Dataset)
    count = sum(len(each.findings) for each in found)
    said = ngettext("The audits name {n} finding.", "The audits name {n} findings.", count).format(n=count)
    return (Heading(text=_("Data and what the audit found")), Lead(text=said), *listing(found, view)) if found else ()


def _runs(view: View) -> tuple[Block, ...]:
    found = view.engagement.all(Run)
    said = _("Each figure with its interval, split, seed and the fingerprint of its data.")
    return (Heading(text=_("Baseline runs")), Lead(text=said), *listing(found, view)) if found else ()


def _metrics(view: View) -> tuple[Block, ...]:
    found = view.engagement.all(Metric)
    return (Heading(text=_("Metrics")), *listing(found, view)) if found else ()
