"""What an executive may want to look up: short tables, what the figures rest on, and which brief has the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scopewright.briefs.blocks import EMPTY, Block, Caption, Cell, Column, Heading, Lead, Strong, Table
from scopewright.briefs.parts.decisions import to_take
from scopewright.briefs.parts.extract import extract
from scopewright.briefs.registry import BRIEFS
from scopewright.briefs.view import View, named, shortened
from scopewright.language import N_, _
from scopewright.model.measures import short
from scopewright.model.sections.datasets import Dataset
from scopewright.model.sections.runs import Run

_MOST = 12
"""Rows of one table; the brief named at the end has the rest."""


@dataclass(frozen=True, slots=True)
class Extract:
    """A table of the appendix: a section and the fields beside its headline, without which it may say nothing."""

    section: str
    fields: tuple[str, ...]
    title: str = ""
    bare: bool = True


_EXTRACTS = (
    Extract("decisions", ("outcome", "decided_on"), N_("Decisions taken")),
    Extract("requirements", ("priority", "status")),
    Extract("constraints", ("reason",)),
    Extract("assumptions", ("state", "consequence")),
    Extract("deliverables", ("acceptance", "due")),
    Extract("metrics", ("measure", "meaning"), N_("Metrics by their technical names"), bare=False),
    Extract("people", ("role", "side"), bare=False),
)
HOLDERS = {
    "risks": "risks", "decisions": "decisions", "datasets": "data", "runs": "data", "metrics": "data",
    "data_gaps": "data",
    "releases": "timeline", "milestones": "timeline", "objectives": "sow", "requirements": "sow",
    "deliverables": "sow", "exclusions": "sow", "assumptions": "sow", "constraints": "sow",
}  # fmt: skip
"""The brief that prints the records of a section to the last field; of any other section, the whole scope."""
WHOLE = "scope"


def appendix(view: View) -> tuple[Block, ...]:
    """The appendix; nothing if nothing was recorded."""
    parts = [*(part for each in _EXTRACTS if (part := tuple(_extract(view, each)))), *_evidence(view), *_rest(view)]
    if not parts:
        return ()
    lead = _("What the pages before rest on; the last table says which document has the rest.")
    return Heading(text=_("Appendix: for reference"), number="A"), Lead(text=lead), *_counted(parts)


def _counted(parts: Sequence[tuple[Block, ...]]) -> Iterator[Block]:
    """The blocks of the parts, each part with a heading of its own that is counted through."""
    for place, (head, *blocks) in enumerate(parts, 1):
        assert isinstance(head, Heading)
        yield Heading(text=head.text, level=2, number=f"A.{place}")
        yield from blocks


def _extract(view: View, wanted: Extract) -> Iterator[Block]:
    found = [each for each in view.engagement.records(wanted.section) if any(each.said())]
    if wanted.section == "decisions":
        waiting = set(to_take(view))
        found = [each for each in found if each not in waiting]
    names = [name for name in wanted.fields if any(not each.is_empty(name) for each in found)]
    if found and (names or wanted.bare):
        yield Heading(text=_(wanted.title or found[0].section.title))
        yield extract(view, found[:_MOST], names)
        if len(found) > _MOST:
            where = _(BRIEFS[HOLDERS.get(wanted.section, WHOLE)].title)
            text = _("The first {most} of {n}; all stand in the document “{where}”.")
            yield Caption(text=text.format(most=_MOST, n=view.number(len(found), 0), where=where))


def _evidence(view: View) -> Iterator[tuple[Block, ...]]:
    """The data and the runs that the figures come from, each with what tells it from any other."""
    data, runs = view.engagement.all(Dataset), view.engagement.all(Run)
    rows = (*(_data(view, each) for each in data), *(_run(view, each) for each in runs))
    if rows:
        columns = (
            Column(_("ID"), tight=True), Column(_("Data or run")), Column(_("Rows"), "right", tight=True),
            Column(_("Fingerprint"), tight=True), Column(_("Split and seed")), Column(_("Audited on"), tight=True),
        )  # fmt: skip
        ids = tuple(each.id for each in (*data, *runs))
        yield Heading(text=_("Evidence")), Table(columns=columns, rows=rows, records=ids)


def _data(view: View, data: Dataset) -> tuple[Cell, ...]:
    digits = short(data.fingerprint) if data.fingerprint else EMPTY
    return (
        Strong(data.id),
        named(data.title) or EMPTY,
        view.number(data.records, 0),
        digits,
        EMPTY,
        view.day(data.audited),
    )


def _run(view: View, run: Run) -> tuple[Cell, ...]:
    own_dev = None if run.folds else run.dev  # cross-validated development rows are the training rows themselves
    rows = sum(part or 0 for part in (run.train, own_dev, run.test)) or None
    seed = _("seed {seed}").format(seed=run.seed) if run.seed is not None else ""
    split = ", ".join(part for part in (shortened(view.said(run, "split")) if run.split else "", seed) if part)
    digits = short(run.fingerprint) if run.fingerprint else EMPTY
    return Strong(run.id), named(run.title) or EMPTY, view.number(rows, 0), digits, split or EMPTY, EMPTY


def _rest(view: View) -> Iterator[tuple[Block, ...]]:
    """What this brief leaves out or cuts short, by the brief that has it to the last field."""
    held: dict[str, list[str]] = {kind: [] for kind in BRIEFS}
    for section in view.engagement.sections.values():
        count = sum(any(record.said()) for record in view.engagement.records(section.key))
        if count and not section.drawn:
            said = _(section.title) if section.single else f"{_(section.title)} ({view.number(count, 0)})"
            held[HOLDERS.get(section.key, WHOLE)].append(said)
    rows = tuple((Strong(_(BRIEFS[kind].title)), ", ".join(said)) for kind, said in held.items() if said)
    if rows:
        columns = Column(_("Document"), tight=True), Column(_("Holds every field of"))
        said = _("The scope document has everything; the others have their part of it.")
        yield Heading(text=_("What this brief leaves out")), Table(columns=columns, rows=rows, caption=said)
