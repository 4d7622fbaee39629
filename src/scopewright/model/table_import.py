"""A table of another program in a section: which column is which field, and what its lines add and change.

The same declarations make the table that goes out, so that what comes back changes only what was edited in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scopewright.language import _, ngettext
from scopewright.model.engagement import Engagement
from scopewright.model.fields import Spec
from scopewright.model.kinds import Day, Locale, Number
from scopewright.model.record import Record, Section
from scopewright.model.refusal import SaidToUser
from scopewright.model.step import Step, read_stored

ID = "id"
MOST_LINES = 2_000
_ALIKE = 86.0
"""How alike, of 100, a head and the title of a field must be to be taken for each other."""


@dataclass(frozen=True)
class Line:
    """One line: its number in the table (the heads are line 1), the record it changes or none, its cells by field."""

    number: int
    key: str
    cells: Mapping[str, str]


@dataclass(frozen=True)
class TablePlan:
    """What a table would do: its lines, the heads that no field takes, the ids that no record has."""

    section: Section
    lines: tuple[Line, ...]
    left_out: tuple[str, ...]
    unknown_ids: tuple[str, ...]

    @property
    def new(self) -> int:
        """How many records it adds."""
        return sum(not line.key for line in self.lines)


@dataclass(frozen=True)
class Unread:
    """A cell that its field could not read and keeps as typed."""

    id: str
    field: str
    text: str


@dataclass(frozen=True)
class Imported:
    """What was done, by hidden key in the order of the table, and what was kept as typed."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    unread: tuple[Unread, ...]


def table_of(records: Sequence[Record], section: Section, locale: Locale) -> list[list[str]]:
    """The records as lines of cells under heads, the spoken id first: what ``plan_table`` takes back."""
    specs = [spec for spec in section.specs if not spec.layout]
    heads = [_("ID"), *(_(spec.title) for spec in specs)]
    return [heads, *([record.id, *(_cell(record, spec, locale) for spec in specs)] for record in records)]


def head_names(section: Section) -> dict[str, str]:
    """What each field may be called in a head, in small letters: its key, its title in English and in ours."""
    known = {_("ID").casefold(): ID, ID: ID}
    for spec in section.specs:
        for name in (spec.name, spec.title, _(spec.title)):
            known[name.casefold()] = spec.name
    return known


def match_heads(heads: Sequence[str], section: Section) -> tuple[str, ...]:
    """The field of each head, empty for none: by its name, and where none has that name by the one most alike."""
    known = head_names(section)
    fields = ["" for _head in heads]
    for place, head in enumerate(heads):
        field = known.get(_bare(head), "")
        fields[place] = "" if field in fields else field
    for place, head in enumerate(heads):
        if not fields[place] and _bare(head):
            fields[place] = _most_alike(_bare(head), {n: f for n, f in known.items() if f != ID and f not in fields})
    return tuple(fields)


def map_heads(heads: Sequence[str], section: Section, wanted: Mapping[str, str]) -> tuple[str, ...]:
    """``match_heads``, but for the heads in ``wanted``, which name their field; an empty one leaves the column out.

    Raises:
        SaidToUser: there is no such head or field, or two columns would be one field.
    """
    known, chosen = head_names(section), {_bare(head): field for head, field in wanted.items()}
    there = [_bare(head) for head in heads]
    for head, field in wanted.items():
        if _bare(head) not in there:
            raise SaidToUser(
                _("The table has no column “{name}”; it has {heads}.").format(name=head, heads=", ".join(heads))
            )
        if field and field.casefold() not in known:
            raise SaidToUser(_("{section} has no field “{name}”.").format(section=section.key, name=field))
    named = {head: known.get(field.casefold(), "") for head, field in chosen.items()}
    taken = set(named.values())
    rest = match_heads(["" if head in named else head for head in there], section)
    fields = tuple(named.get(head, "" if field in taken else field) for head, field in zip(there, rest, strict=True))
    _refuse_doubles(fields, section)
    return fields


def plan_table(
    engagement: Engagement, section: str, heads: Sequence[str], rows: Sequence[Sequence[str]], fields: Sequence[str]
) -> TablePlan:
    """What the rows would add to and change in a section; ``fields`` says the field of each column.

    An empty cell says nothing: it neither clears a field nor removes a record.

    Raises:
        SaidToUser: the section is single, no column is a field, one record stands in two lines, or it is too much.
    """
    declared = engagement.sections[section]
    _refuse(declared, rows, fields)
    by_id = {record.id.casefold(): record.key for record in engagement.records(section)}
    lines: list[Line] = []
    unknown: list[str] = []
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, 2):
        cells = {field: cell.strip() for field, cell in zip(fields, row, strict=False) if field and cell.strip()}
        spoken = cells.pop(ID, "")
        key = by_id.get(spoken.casefold(), "")
        if key in seen and key:
            said = _("{id} stands in lines {first} and {second} of the table; nothing was changed.")
            raise SaidToUser(said.format(id=spoken, first=seen[key], second=number))
        seen[key] = number
        if cells:
            lines.append(Line(number, key, cells))
            unknown += [spoken] if spoken and not key else []
    left_out = tuple(head for head, field in zip(heads, fields, strict=False) if head.strip() and not field)
    return TablePlan(declared, tuple(lines), left_out, tuple(unknown))


def import_table(step: Step, plan: TablePlan, locale: Locale, *, typed: bool = False) -> Imported:
    """Carry out a plan inside a step: new records first, then all that lines say, so that lines may link to lines.

    ``typed`` cells hold numbers with a decimal point, whatever the locale.
    """
    pointed = Locale("en", locale.directory) if typed else locale
    headline, section = plan.section.headline, plan.section.key
    keys = []
    for line in plan.lines:
        text = line.cells.get(headline, "")
        stored = {headline: read_stored(step.engagement, section, headline, text, locale)} if text else {}
        keys.append(line.key or step.add(section, stored))
    changed, unread = [], []
    for key, line in zip(keys, plan.lines, strict=True):
        before = step.engagement[key]
        for field, text in line.cells.items():
            if text != before.shown(field, locale).strip():
                is_number = isinstance(plan.section.spec(field).kind, Number)
                step.write(key, field, text, pointed if is_number else locale)
        after = step.engagement[key]
        changed += [key] if line.key and after != before else []
        unread += [Unread(after.id, field, text) for field, text in line.cells.items() if field in after.unread]
    added = tuple(key for key, line in zip(keys, plan.lines, strict=True) if not line.key)
    same = tuple(line.key for line in plan.lines if line.key and line.key not in changed)
    return Imported(added, tuple(changed), same, tuple(unread))


def step_name(plan: TablePlan) -> str:
    """What undo calls the import."""
    count = len(plan.lines)
    said = ngettext("Import {count} line into {section}", "Import {count} lines into {section}", count)
    return said.format(count=count, section=_(plan.section.title))


def told(plan: TablePlan, done: Imported) -> list[str]:
    """What was done, in sentences for the user."""
    said = [
        _("{added} added, {changed} changed, {unchanged} as they were.").format(
            added=len(done.added), changed=len(done.changed), unchanged=len(done.unchanged)
        )
    ]
    if plan.left_out:
        said.append(_("No field takes the columns {heads}; they were left out.").format(heads=", ".join(plan.left_out)))
    if plan.unknown_ids:
        text = _("No record is called {ids}; those lines were added under new ids.")
        said.append(text.format(ids=", ".join(plan.unknown_ids)))
    for cell in done.unread:
        title = _(plan.section.spec(cell.field).title)
        said.append(_("{id}, {field}: “{text}” is kept as typed.").format(id=cell.id, field=title, text=cell.text))
    return said


def _refuse(section: Section, rows: Sequence[Sequence[str]], fields: Sequence[str]) -> None:
    if section.single:
        raise SaidToUser(_("{section} has one record and takes no table.").format(section=_(section.title)))
    if not any(field and field != ID for field in fields):
        text = _("No column of the table is a field of {section}. Say which is which; nothing was changed.")
        raise SaidToUser(text.format(section=_(section.title)))
    if len(rows) > MOST_LINES:
        text = _("The table has {count} lines; at most {most} can be imported at a time. Nothing was changed.")
        raise SaidToUser(text.format(count=len(rows), most=MOST_LINES))
    _refuse_doubles(fields, section)


def _refuse_doubles(fields: Sequence[str], section: Section) -> None:
    twice = [field for place, field in enumerate(fields) if field and field in fields[:place]]
    if twice:
        title = _("ID") if twice[0] == ID else _(section.spec(twice[0]).title)
        raise SaidToUser(_("Two columns would be “{field}”; nothing was changed.").format(field=title))


def _cell(record: Record, spec: Spec, locale: Locale) -> str:
    """A field as it is shown, but a day in the form that every language reads."""
    if isinstance(spec.kind, Day) and spec.name not in record.unread:
        return str(record.stored(spec.name) or "")
    return record.shown(spec.name, locale)


def _bare(head: str) -> str:
    return " ".join(head.split()).casefold()


def _most_alike(head: str, known: Mapping[str, str]) -> str:
    from rapidfuzz import fuzz, process

    best = process.extractOne(head, list(known), scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE)
    return known[best[0]] if best else ""
