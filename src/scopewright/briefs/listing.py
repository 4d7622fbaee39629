"""Records of one section as a table that prints every field in which something was said.

What most records say in few words has a column of its own; the rest stands under the headline with its title. Records
that hold a table of their own, or stand alone, are printed as sheets. What a record comes to, which is no field, stands
in the last columns or under the headline; a risk's score is a column with its band.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from scopewright.briefs.blocks import EMPTY, Block, Cell, Column, Strong, Table
from scopewright.briefs.comes_to import attached, beyond_fields, computed
from scopewright.briefs.fields import said, sheet, value
from scopewright.briefs.scores import pill
from scopewright.briefs.view import View
from scopewright.language import _, labelled
from scopewright.model import kinds
from scopewright.model.fields import Spec
from scopewright.model.record import Record
from scopewright.model.sections.risks import Risk

_MOST_NARROW, _MOST_WIDE = 5, 1
"""Columns beside id and headline: of a few words each, and of whole sentences."""
_FEW = 26
"""Characters up to which what a field says counts as a few words."""
_ROOM, _BLANK = 40, 3
"""Characters that narrow columns may take together beside a wide one, and those of the blank beside each."""
_LINE = 56
"""Characters of a line under a headline."""
_OFTEN = 0.4
"""Share of the records that say something in a field that gets a column."""
_RIGHT = (kinds.Number, kinds.Money, kinds.Product)
_PILL = "score"
"""What a table of risks shows with its band."""


def listing(records: Sequence[Record], view: View, without: Collection[str] = ()) -> tuple[Block, ...]:
    """A table of the records, or their sheets; fields named in ``without`` are said elsewhere."""
    if isinstance(records[0], Risk) and len(records) > 1:
        without = (*without, _PILL)
    used = [spec for spec in _used(records, view) if spec.name not in without]
    if len(records) == 1 or any(isinstance(spec.kind, kinds.Rows) for spec in used):
        return tuple(sheet(record, view, without) for record in records)
    texts = {spec.name: [_text(record, spec, view) for record in records] for spec in used}
    chosen = _chosen(records, used, texts)
    rest = [spec for spec in used if spec not in chosen]
    columns = (
        Column(_("ID"), tight=True),
        Column(_(records[0].section.spec(records[0].section.headline).title)),
        *(_column(spec, texts[spec.name]) for spec in chosen),
        *([Column(_("Score"), tight=True)] if isinstance(records[0], Risk) else []),
    )
    rows = tuple(_row(record, chosen, rest, view) for record in records)
    ids = tuple(record.id for record in records)
    told = attached(records, view, without)
    return (Table(columns=columns, rows=rows, records=ids, whole=True, comes_to=told),)


def _used(records: Sequence[Record], view: View) -> list[Spec]:
    """What some record says beside the headline, in the order of declaration; behind it what follows from fields."""
    section = records[0].section
    known = {spec.name for record in records for spec in said(record)}
    follows = computed(records[0], view)
    known |= {spec.name for spec in follows if not all(record.is_empty(spec.name) for record in records)}
    return [spec for spec in (*section.specs, *follows) if spec.name in known - {section.headline}]


def _chosen(records: Sequence[Record], used: Sequence[Spec], texts: Mapping[str, Sequence[str]]) -> list[Spec]:
    least = _OFTEN * len(records)
    often = [spec for spec in used if sum(not record.is_empty(spec.name) for record in records) >= least]
    wide = [spec for spec in often if not _is_narrow(spec, texts[spec.name])][:_MOST_WIDE]
    narrow: list[Spec] = []
    room = _ROOM if wide else 2 * _ROOM
    for spec in often:
        needed = _BLANK + max(len(word) for word in (*_(spec.title).split(), *texts[spec.name]))
        if _is_narrow(spec, texts[spec.name]) and needed <= room and len(narrow) < _MOST_NARROW:
            narrow.append(spec)
            room -= needed
    return [spec for spec in used if spec in narrow or spec in wide]


def _is_narrow(spec: Spec, texts: Sequence[str]) -> bool:
    return not isinstance(spec.kind, kinds.Prose) and all(len(text) <= _FEW for text in texts)


def _column(spec: Spec, texts: Sequence[str]) -> Column:
    right = isinstance(spec.kind, _RIGHT)
    return Column(_(spec.title), "right" if right else "left", tight=_is_narrow(spec, texts))


def _row(record: Record, chosen: Sequence[Spec], rest: Sequence[Spec], view: View) -> tuple[Cell, ...]:
    said_below = [labelled(_(spec.title), _text(record, spec, view)) for spec in said(record) if spec in rest]
    follows = [spec for spec in computed(record, view) if spec in rest and not record.is_empty(spec.name)]
    told = [labelled(_(spec.title), _text(record, spec, view)) for spec in follows]
    told += [labelled(each.title, each.text) for each in beyond_fields(record, view)]
    below = "".join(f"\n{line}" for line in (*_lines(said_below), *_lines(told)))
    headline: Cell = (Strong(view.headline(record)), below) if below else view.headline(record)
    score = [pill(view, record)] if isinstance(record, Risk) else []
    return Strong(record.id), headline, *(_text(record, spec, view) or EMPTY for spec in chosen), *score


def _lines(texts: Sequence[str]) -> list[str]:
    """What is said under a headline: short statements side by side, longer ones on a line of their own."""
    lines: list[str] = []
    for each in texts:
        if lines and "\n" not in each and len(lines[-1]) + len(each) <= _LINE and "\n" not in lines[-1]:
            lines[-1] += f" \N{MIDDLE DOT} {each}"
        else:
            lines.append(each)
    return lines


def _text(record: Record, spec: Spec, view: View) -> str:
    """What a field says in a cell; a table in a field is never asked for."""
    shown = value(record, spec, view) if not record.is_empty(spec.name) else ""
    return shown if isinstance(shown, str) else ""
