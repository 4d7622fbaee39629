"""The decisions to take: the roles, the dates, the options with what is recommended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from scopewright.briefs.blocks import (
    EMPTY,
    Block,
    Callout,
    Caption,
    Cell,
    Column,
    Heading,
    Lead,
    Picture,
    Strong,
    Table,
)
from scopewright.briefs.parts.extract import extract
from scopewright.briefs.view import View, named, shortened
from scopewright.language import _, joined, ngettext
from scopewright.model.kinds import Row
from scopewright.model.sections.decisions import DONE, Decision
from scopewright.scenes.daci import daci
from scopewright.scenes.readings import daci_decisions, daci_people

_MOST_SIDE_BY_SIDE = 3
_MOST = 12
"""Decisions that the executive brief tells of."""
_MOST_MATRIX = 0.4
"""Share of the page that one piece of the matrix may take."""


def to_take(view: View) -> list[Decision]:
    """The decisions that are not made yet, the most urgent first."""
    pending = [each for each in view.engagement.all(Decision) if each.state not in DONE]
    return sorted(pending, key=lambda each: each.due or dt.date.max)


def decisions(view: View) -> tuple[Block, ...]:
    """The part on decisions; nothing if none is recorded."""
    return tuple(_decisions(view)) if view.engagement.all(Decision) else ()


def _decisions(view: View) -> Iterator[Block]:
    pending = to_take(view)
    yield Heading(text=_("Decisions"))
    yield Lead(text=lead(view, pending))
    if not pending:
        return
    yield extract(view, pending[:_MOST], ("driver", "approver", "due", "state"))
    if len(pending) > _MOST:
        more = ngettext(
            "{n} more; see the decision briefs.", "{n} more; see the decision briefs.", len(pending) - _MOST
        )
        yield Caption(text=more.format(n=len(pending) - _MOST))
    for each in pending[:_MOST]:
        if each.options:
            yield Heading(text=f"{each.id} {shortened(each.headline)}", level=3, listed=False)
            yield from options(each)


def asked(view: View) -> tuple[Block, ...]:
    """The most urgent decision, for whoever reads one page; nothing if none waits."""
    return tuple(_asked(view, each) for each in to_take(view)[:1])


def _asked(view: View, decision: Decision) -> Callout:
    approver = view.names(decision.approver)
    if not decision.approver:
        who = _("Nobody is named to approve it yet.")
    elif decision.due:
        who = _("{approver} decides by {day}.").format(approver=approver, day=view.day(decision.due))
    else:
        who = _("{approver} decides; no date is set.").format(approver=approver)
    name = Strong(f"{decision.id}\N{NO-BREAK SPACE} {shortened(decision.headline)}")
    return Callout(title=_("Decision asked for"), text=(name, f" \N{EN DASH} {who}"), records=(decision.id,))


def lead(view: View, pending: list[Decision]) -> str:
    """How many decisions wait, and for which day the first one does."""
    if not pending:
        return _("Every decision recorded so far has been taken; the appendix lists them.")
    dated = [each for each in pending if each.due]
    count = ngettext("{n} decision is to be taken", "{n} decisions are to be taken", len(pending))
    said = [count.format(n=len(pending))]
    if dated:
        said.append(_("the first, {id}, by {day}").format(id=dated[0].id, day=view.day(dated[0].due)))
    orphans = [each.id for each in pending if not each.approver]
    if orphans:
        said.append(_("nobody is named to approve {ids}").format(ids=", ".join(orphans)))
    return joined(said) + "."


def matrix(view: View, pending: list[Decision]) -> Iterator[Picture]:
    """Who has which part in which decision; nothing while nobody has one."""
    roled = [each for each in pending if each.driver or each.approver or each.contributors or each.informed]
    people, rows = daci_people(view.engagement, roled), daci_decisions(view.engagement, roled)
    if rows:
        ids = tuple(each.id for each in roled)
        for scene in daci(people, rows, view.page.content, view.page.text_height * _MOST_MATRIX):
            yield Picture(scene=scene, records=ids)


def options(decision: Decision) -> Iterator[Block]:
    """The options side by side, and the one that is recommended."""
    shown = decision.options
    yield _side_by_side(shown, decision.id) if len(shown) <= _MOST_SIDE_BY_SIDE else _listed(shown, decision.id)
    recommended = [row["option"] for row in shown if row["recommended"] and row["option"]]
    if len(recommended) == 1:
        benefit = next(row["benefit"] for row in shown if row["option"] == recommended[0])
        said = _("Choose “{option}”.").format(option=named(recommended[0]))
        text: tuple[str | Strong, ...] = (Strong(said), f" {shortened(benefit)}" if benefit else "")
        yield Callout(title=_("Recommendation"), text=text, records=(decision.id,))


def _side_by_side(options: tuple[Row, ...], spoken: str) -> Table:
    heads = tuple(_option_head(number, row) for number, row in enumerate(options))
    columns = (Column("", tight=True), *heads)
    lines = ((_("Benefit"), "benefit"), (_("Cost"), "cost"))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (Strong(label), *(row[name] or EMPTY for row in options)) for label, name in lines
    )
    return Table(columns=columns, rows=rows, records=(spoken,))


def _option_head(number: int, row: Row) -> Column:
    letter = chr(ord("A") + number)
    word = _("recommended")
    mark = f" ({word})" if row["recommended"] else ""
    return Column(f"{letter}  {named(row['option']) or EMPTY}{mark}", tinted=bool(row["recommended"]))


def _listed(options: tuple[Row, ...], spoken: str) -> Table:
    columns = (Column(_("Option")), Column(_("Benefit")), Column(_("Cost")), Column(_("Recommended"), tight=True))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            Strong(row["option"] or EMPTY), row["benefit"] or EMPTY, row["cost"] or EMPTY,
            _("Recommended") if row["recommended"] else EMPTY,
        )
        for row in options
    )  # fmt: skip
    return Table(columns=columns, rows=rows, records=(spoken,))
