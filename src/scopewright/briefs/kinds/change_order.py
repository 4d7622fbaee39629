"""The change order: what the statement of work says now against what it said when the last snapshot was taken.

It compares the two states, so that its figures are the differences of the two statements of work.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from scopewright.briefs.assembly import assemble
from scopewright.briefs.blocks import EMPTY, Block, Cell, Column, Heading, Lead, Prose, Strong, Table
from scopewright.briefs.document import Document
from scopewright.briefs.kinds.sow import PARTS, SAID_IN_FEES
from scopewright.briefs.parts.fees import money
from scopewright.briefs.parts.limits import sign_off, terms
from scopewright.briefs.view import Before, View, named
from scopewright.language import _, ngettext, show_day
from scopewright.model.diff import Difference, diff
from scopewright.model.fields import Spec
from scopewright.model.kinds import Amount, Day
from scopewright.model.readings.fees import charged, totals
from scopewright.model.schedule import working_days
from scopewright.model.snapshot import Snapshot

_SECTIONS = ("overview", *(key for _title, keys in PARTS for key in keys))
_SHARES = (0.1, 0.26, 0.24, 0.24)
"""Of the width, of the columns of changes but the last."""


def change_order(view: View, kind: str) -> Document:
    """The brief as a document; ``kind`` is its title in the reader's language."""
    if view.before is None:
        return assemble(view, kind, (_nothing_before,))
    before, found = view.before, differences(view, view.before)
    return assemble(
        view,
        kind,
        (
            lambda _view: tuple(_summary(view, before, found)),
            lambda _view: tuple(_fees(view, before)),
            lambda _view: tuple(_changes(view, found)),
            terms,
            sign_off,
        ),
        attached={"since": before.snapshot.name, "changes": [_plain(each) for each in found]},
    )


def differences(view: View, before: Before) -> list[Difference]:
    """What differs in the sections of the statement of work; what changes no word is passed over."""
    found = diff(before.engagement, view.engagement, view.locale.language)
    return [each for each in found if each.section in _SECTIONS and each.weight]


def _nothing_before(_view: View) -> tuple[Block, ...]:
    said = _("No snapshot was taken yet, so there is nothing to compare with. Take one when a version is signed.")
    return Heading(text=_("Change order")), Prose(text=said)


def _summary(view: View, before: Before, found: list[Difference]) -> Iterator[Block]:
    yield Heading(text=_("What changes"))
    since = _("“{name}” of {day}").format(name=named(before.snapshot.name), day=_taken(view, before.snapshot))
    beside = _beside_fees(found)
    whole = {each.record for each in beside if each.made in ("added", "removed")}
    changed = len(beside) + sum(key not in whole for key in _moved(view, before))
    if not changed:
        yield Lead(text=_("Nothing in the statement of work differs from {since}.").format(since=since))
        return
    text = ngettext("{n} change since {since}.", "{n} changes since {since}.", changed)
    yield Lead(text=text.format(n=changed, since=since))


def _taken(view: View, snapshot: Snapshot) -> str:
    return show_day(Day().from_json(snapshot.when[:10]), view.locale.language)


def _moved(view: View, before: Before) -> list[str]:
    """What is charged otherwise than before, by hidden key."""
    was, now = charged(before.engagement), charged(view.engagement)
    return [key for key in dict.fromkeys([*was, *now]) if was.get(key) != now.get(key)]


def _beside_fees(found: Sequence[Difference]) -> list[Difference]:
    return [each for each in found if each.field not in SAID_IN_FEES]


def _fees(view: View, before: Before) -> Iterator[Block]:
    was, now = charged(before.engagement), charged(view.engagement)
    moved = _moved(view, before)
    if not moved:
        return
    columns = Column(_("ID"), tight=True), Column(_("For")), *_figures()
    rows: list[tuple[Cell, ...]] = []
    for key in moved:
        record = (view.engagement if key in view.engagement else before.engagement)[key]
        for currency in dict.fromkeys(fee.currency for fee in (was.get(key), now.get(key)) if fee):
            old, new = (_of(fee, currency) for fee in (was.get(key), now.get(key)))
            rows.append((Strong(record.id), view.headline(record), *_step(view, old, new, currency)))
    old_sums, new_sums = totals(was.values()), totals(now.values())
    for currency in dict.fromkeys([*old_sums, *new_sums]):
        sums = old_sums.get(currency, Decimal()), new_sums.get(currency, Decimal())
        rows.append(("", Strong(_("All fees")), *(Strong(each) for each in _step(view, *sums, currency))))
    yield Heading(text=_("Fees"))
    yield Table(columns=columns, rows=tuple(rows))


def _of(fee: Amount | None, currency: str) -> Decimal | None:
    return fee.amount if fee and fee.currency == currency else None


def _figures() -> Iterator[Column]:
    for title in (_("Was"), _("Now"), _("Difference")):
        yield Column(title, "right", tight=True)


def _step(view: View, was: Decimal | None, now: Decimal | None, currency: str) -> tuple[str, str, str]:
    """Was, now and the difference; a dash where there was, or is, no fee."""
    by = (now or Decimal()) - (was or Decimal())
    before, after = (EMPTY if each is None else money(view, each, currency) for each in (was, now))
    return before, after, ("+" if by > 0 else "") + money(view, by, currency)


def _changes(view: View, found: Sequence[Difference]) -> Iterator[Block]:
    shown = _beside_fees(found)
    if not shown:
        return
    yield Heading(text=_("Scope, dates and thresholds"))
    for key in dict.fromkeys(_SECTIONS):
        rows = tuple(_row(view, each) for each in shown if each.section == key)
        if rows:
            yield Heading(text=_(view.engagement.sections[key].title), level=2)
            yield Table(columns=_change_columns(), rows=rows)


def _change_columns() -> tuple[Column, ...]:
    """The same widths in every table, so that the eye runs down them."""
    heads = (_("ID"), _("What"), _("Was"), _("Now"))
    left = (Column(head, share=share) for head, share in zip(heads, _SHARES, strict=True))
    return *left, Column(_("By"), "right", share=1 - sum(_SHARES))


def _row(view: View, each: Difference) -> tuple[Cell, ...]:
    if each.made in ("added", "removed"):
        made = _("Added") if each.made == "added" else _("Removed")
        return Strong(each.id), Strong(made), each.was_shown or EMPTY, each.now_shown or EMPTY, EMPTY
    what = (Strong(named(each.headline)), f"\n{each.title}")
    return Strong(each.id), what, each.was_shown or EMPTY, each.now_shown or EMPTY, _by(view, each) or EMPTY


def _by(view: View, each: Difference) -> str:
    """By how much a number or a day moved; days count as working days."""
    spec: Spec = view.engagement.sections[each.section].spec(each.field)
    try:
        was, now = spec.kind.from_json(each.was), spec.kind.from_json(each.now)
    except (ValueError, TypeError):
        return ""
    if isinstance(spec.kind, Day):
        by = working_days(was, now)
        return _sign(by) + ngettext("{n} working day", "{n} working days", abs(by)).format(n=abs(by))
    if isinstance(was, int | float) and isinstance(now, int | float):
        by_number = Decimal(repr(now)) - Decimal(repr(was))
        return _sign(by_number) + view.number(float(abs(by_number)))
    return ""


def _sign(by: float | Decimal) -> str:
    return "+" if by > 0 else "\N{MINUS SIGN}" if by < 0 else ""


def _plain(each: Difference) -> dict[str, Any]:
    """A difference as the attachment has it: what is printed, and no hidden key."""
    said = dataclasses.asdict(each)
    return {name: said[name] for name in ("made", "section", "id", "headline", "title", "was_shown", "now_shown")}
