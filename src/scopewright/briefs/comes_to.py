"""What records come to, as the window and ``show`` say it: printed with the record, and attached beside its fields."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from scopewright.briefs.blocks import Block, Caption, ComesTo
from scopewright.briefs.view import View
from scopewright.language import joined, labelled
from scopewright.model.fields import Spec
from scopewright.model.readings.figure import Figure
from scopewright.model.readings.record_figures import beyond, follows
from scopewright.model.readings.summaries import summary_of
from scopewright.model.record import Record
from scopewright.model.sections.document import Document
from scopewright.model.sections.milestones import Milestone

_NOUGHT = "0"


def computed(record: Record, view: View) -> tuple[Spec, ...]:
    """What is declared as computed from the fields of such a record."""
    return record.section.computed if view.figures else ()


def beyond_fields(record: Record, view: View) -> list[Figure]:
    """What does not follow from the record's own fields alone.

    A brief is the same on every day: without a status date a time box has no day on which it is read.
    """
    undated = isinstance(record, Milestone) and view.engagement.one(Document).status_date is None
    if undated or not view.figures:
        return []
    return _telling(beyond(view.engagement, record, view.locale.language))


def _telling(found: Iterable[Figure]) -> list[Figure]:
    """The figures without counts of nought, which a page reader does not look for."""
    return [each for each in found if each.text != _NOUGHT]


def comes_to(record: Record, view: View, without: Collection[str] = ()) -> list[Figure]:
    """All that a record comes to; what is computed under a name in ``without`` is said elsewhere."""
    own = follows(record, view.locale, without) if view.figures else []
    return [*own, *beyond_fields(record, view)]


def attached(records: Iterable[Record], view: View, without: Collection[str] = ()) -> tuple[ComesTo, ...]:
    """By spoken id what is printed of that, for the attachment."""
    found = ((record.id, tuple(comes_to(record, view, without))) for record in records)
    return tuple((spoken, figures) for spoken, figures in found if figures)


def together(records: Sequence[Record], view: View) -> Iterator[Block]:
    """What a section comes to, under all its records; nothing under a part of them."""
    section = records[0].section
    found = _telling(summary_of(view.engagement, section.key, view.locale.language))
    if found and len(records) == len(view.engagement.records(section.key)):
        said = joined(labelled(each.title, each.text) for each in found)
        yield Caption(text=said, comes_to=((section.key, tuple(found)),))
