"""The first page to read: what waits for the reader, the figures that matter, the problem and why now."""

from __future__ import annotations

from collections.abc import Iterator

from scopewright.briefs.blocks import Block, Heading, KeyFigure, KeyFigures, Lead, Prose
from scopewright.briefs.parts.decisions import asked, to_take
from scopewright.briefs.parts.measures import has_figure, untied
from scopewright.briefs.parts.risks import critical, standing
from scopewright.briefs.scores import risk_score
from scopewright.briefs.view import View, named, shortened
from scopewright.language import _, ngettext, show_day
from scopewright.model.measures import score_of
from scopewright.model.schedule import working_days
from scopewright.model.sections.objectives import Objective
from scopewright.model.sections.overview import Overview
from scopewright.model.sections.releases import Release
from scopewright.scenes.distance import verdict
from scopewright.scenes.readings import standings
from scopewright.scenes.status import SOLID

_QUOTED = 450
"""Characters of the problem and of the motivation on the short summary."""


def summary(view: View) -> tuple[Block, ...]:
    """Lead, key figures, problem and motivation; nothing if there is nothing to say."""
    found = tuple(_summary(view))
    return found if len(found) > 1 else ()


def short_summary(view: View) -> tuple[Block, ...]:
    """The same with the beginnings of long texts, for a page that must not grow; the whole scope has the rest."""
    found = tuple(_summary(view, _QUOTED))
    return found if len(found) > 1 else ()


def headed(view: View) -> tuple[Block, ...]:
    """Lead and key figures alone, where problem and motivation stand in a chapter; nothing if there are none."""
    found = tuple(_figures(view))
    return found if len(found) > 1 else ()


def _summary(view: View, most: int = 0) -> Iterator[Block]:
    overview = view.engagement.one(Overview)
    yield from _figures(view)
    for name in ("problem", "motivation"):
        text = overview.shown(name, view.locale)
        if text:
            yield Heading(text=_(overview.section.spec(name).title), level=2, listed=False)
            yield Prose(text=shortened(text, most) if most else text, records=(overview.id,))


def _figures(view: View) -> Iterator[Block]:
    cards = tuple(_cards(view))[:4]
    yield Heading(text=_("Summary"))
    lead = _lead(view)
    if lead:
        yield Lead(text=lead)
    if len(cards) > 1:
        yield KeyFigures(cards=cards)
    yield from asked(view)


def _lead(view: View) -> str:
    pending, grave, release = to_take(view), critical(view, standing(view)), _next_release(view)
    said = []
    if pending:
        said.append(ngettext("{n} decision to take", "{n} decisions to take", len(pending)).format(n=len(pending)))
    if grave:
        said.append(ngettext("{n} critical risk", "{n} critical risks", len(grave)).format(n=len(grave)))
    if release and release.due:
        said.append(_("{release} due on {day}").format(release=named(release.headline), day=view.day(release.due)))
    return ", ".join(said) + "." if said else ""


def _next_release(view: View) -> Release | None:
    dated = [(release.due, release.id, release) for release in view.engagement.all(Release) if release.due]
    return min(dated)[2] if dated else None


def _cards(view: View) -> Iterator[KeyFigure]:
    yield from _leading_metric(view)
    yield from _objectives(view)
    yield from _risks(view)
    yield from _release(view)
    yield from _decisions(view)


def _leading_metric(view: View) -> Iterator[KeyFigure]:
    for each in standings(view.engagement):
        if each.found:
            state, words = verdict(each.row)
            figure = view.number(each.found.value, each.decimals, each.metric.unit)
            target = view.number(each.found.target, each.decimals, each.metric.unit)
            detail = _("{verdict}; target {target}").format(verdict=words, target=target)
            yield KeyFigure(figure, named(each.words), shortened(detail), SOLID[state])
            return
    run = untied(view, standings(view.engagement))
    score = score_of(run, run.measure) if run else None
    if run and score:
        detail = _("best of {run}; no target reads it yet").format(run=named(run.headline) or run.id)
        yield KeyFigure(view.number(score.value, 3), named(run.shown("measure", view.locale)), shortened(detail))


def _objectives(view: View) -> Iterator[KeyFigure]:
    goals = view.engagement.all(Objective)
    if goals:
        count = sum(has_figure(goal, standings(view.engagement)) for goal in goals)
        figure = _("{count} of {n}").format(count=count, n=len(goals))
        yield KeyFigure(figure, _("Objectives"), _("with a measured figure"), "brand2")


def _risks(view: View) -> Iterator[KeyFigure]:
    found = standing(view)
    if found:
        grave = critical(view, found)
        worst = next((risk for risk in found if risk_score(view, risk)), None)
        said = _("highest: {id}, score {score}")
        detail = said.format(id=worst.id, score=risk_score(view, worst)) if worst else ""
        title = ngettext("Critical risk of {n}", "Critical risks of {n}", len(grave)).format(n=len(found))
        yield KeyFigure(str(len(grave)), title, detail, "heat-critical" if grave else "status-on-track")


def _release(view: View) -> Iterator[KeyFigure]:
    release = _next_release(view)
    if release and release.due:
        late = working_days(release.agreed, release.due) if release.agreed else 0
        text = ngettext("{n} working day later than signed off", "{n} working days later than signed off", late)
        detail = text.format(n=late) if late > 0 else _("as signed off") if release.agreed else _("not signed off yet")
        edge = SOLID["at-risk" if late > 0 else "on-track" if release.agreed else "not-started"]
        yield KeyFigure(show_day(release.due, view.locale.language, _("d MMM")), named(release.headline), detail, edge)


def _decisions(view: View) -> Iterator[KeyFigure]:
    pending = to_take(view)
    if pending:
        detail = _("first by {day}").format(day=view.day(pending[0].due)) if pending[0].due else _("no date set")
        title = ngettext("Decision to take", "Decisions to take", len(pending))
        yield KeyFigure(str(len(pending)), title, detail, SOLID["at-risk"])
