"""The risks: heat map and register, the highest score first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from scopewright.briefs.blocks import EMPTY, Block, Caption, Cell, Column, Heading, Lead, Picture, Strong, Table
from scopewright.briefs.scores import band_of, pill, risk_score
from scopewright.briefs.view import View, named, shortened
from scopewright.language import _, ngettext
from scopewright.model.scoring import USUAL
from scopewright.model.sections.document import Document
from scopewright.model.sections.risks import DONE, Risk
from scopewright.scenes.heat_map import heat_map
from scopewright.scenes.readings import heat_risks
from scopewright.scenes.scene import Scene

_MOST = 15
"""Rows of the register in the executive part; the risk register has all."""


def standing(view: View) -> list[Risk]:
    """The risks that are not closed, the highest score first; those without a score last."""
    found = [risk for risk in view.engagement.all(Risk) if risk.state not in DONE]
    return sorted(found, key=lambda risk: -(risk_score(view, risk) or 0))


def critical(view: View, found: list[Risk]) -> list[Risk]:
    """Those whose band is the highest."""
    return [risk for risk in found if band_of(view, risk) == "critical"]


def risks(view: View) -> tuple[Block, ...]:
    """The part on risks; nothing if none stands."""
    return tuple(_risks(view)) if standing(view) else ()


def _risks(view: View) -> Iterator[Block]:
    found = standing(view)
    yield Heading(text=_("Risks"))
    yield Lead(text=lead(view, found))
    yield from picture(view, found)
    yield _register(view, found[:_MOST])
    if len(found) > _MOST:
        rest = found[_MOST:]
        said = ngettext(
            "{n} more risk scores {score} or less, or is not scored; the risk register has it.",
            "{n} more risks score {score} or less, or are not scored; the risk register has them.",
            len(rest),
        )
        yield Caption(text=said.format(n=len(rest), score=risk_score(view, rest[0]) or 0))


def picture(view: View, found: list[Risk]) -> Iterator[Block]:
    """The heat map of the risks that have a score."""
    if any(risk_score(view, risk) for risk in found):
        ids = tuple(risk.id for risk in found)
        yield Picture(scene=_map(view, found), caption=_caption(view), records=ids)


def lead(view: View, found: list[Risk]) -> str:
    """How many risks are in the highest bands."""
    bands = Counter(key for risk in found if (key := band_of(view, risk)))
    if bands["critical"]:
        said = ngettext("{n} critical risk needs", "{n} critical risks need", bands["critical"])
        ids = ", ".join(risk.id for risk in critical(view, found)[:4])
        return said.format(n=bands["critical"]) + " " + _("a decision of the sponsor: {ids}.").format(ids=ids)
    if bands["high"]:
        said = ngettext("No risk is critical; {n} is high.", "No risk is critical; {n} are high.", bands["high"])
        return said.format(n=bands["high"])
    if bands:
        return _("No risk is high or critical.")
    return _("No risk has been scored yet.")


def _map(view: View, found: list[Risk]) -> Scene:
    scoring = view.engagement.scoring
    placed, pitch = heat_risks(found, scoring), 48.0 if scoring.steps <= USUAL else 42.0
    spare = view.page.content - heat_map(placed, scoring, cell_width=pitch).width
    return heat_map(placed, scoring, cell_width=pitch + max(0.0, min(6.0, spare / scoring.steps)))


def _caption(view: View) -> str:
    day = view.engagement.one(Document).status_date
    if day:
        return _("Risks at {day}, before their response.").format(day=view.day(day))
    return _("Risks before their response.")


def _register(view: View, found: list[Risk]) -> Table:
    columns = (
        Column(_("ID"), tight=True),
        Column(_("Risk")),
        Column(_("L"), "right", tight=True),
        Column(_("I"), "right", tight=True),
        Column(_("Score"), tight=True),
        Column(_("Response")),
        Column(_("Owner"), tight=True),
        Column(_("Review by"), tight=True),
    )
    rows = tuple(_row(view, risk) for risk in found)
    said = _("L likelihood, I impact, each from 1 to {n}.").format(n=view.engagement.scoring.steps)
    cut = any(named(view.said(risk, "owner")) != view.said(risk, "owner") for risk in found)
    return Table(
        columns=columns, rows=rows, caption=said, records=tuple(risk.id for risk in found),
        fields=("title", "likelihood", "impact", "due", *(() if cut else ("owner",))),
    )  # fmt: skip


def _row(view: View, risk: Risk) -> tuple[Cell, ...]:
    return (
        Strong(risk.id), risk.headline or EMPTY, view.said(risk, "likelihood"), view.said(risk, "impact"),
        pill(view, risk), shortened(risk.response) or EMPTY, named(view.said(risk, "owner")), view.said(risk, "due"),
    )  # fmt: skip
