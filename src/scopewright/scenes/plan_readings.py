"""What the pictures of the plan show of an engagement: chains, the board of modules, the test score, the code tree."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from scopewright.language import _, current, ngettext, show_number
from scopewright.model.deployment_pattern import current_steps
from scopewright.model.engagement import Engagement
from scopewright.model.readings.codebase import entries
from scopewright.model.readings.feasibility import feasibility, level
from scopewright.model.readings.ml_test_score import score
from scopewright.model.readings.options import QUADRANTS, quadrant_at
from scopewright.model.readings.planning_parts import PARTS, by_part
from scopewright.model.record import Record
from scopewright.model.sections import modules
from scopewright.model.sections.deployments import PATTERNS, TYPES, Deployment
from scopewright.model.sections.lifecycle import STAGES, LifecycleItem
from scopewright.model.sections.ml_tests import GROUPS, RubricItem
from scopewright.model.sections.modules import Module
from scopewright.model.sections.releases import STAGES as CYCLE
from scopewright.model.sections.releases import Release
from scopewright.model.sections.revisits import Revisit
from scopewright.scenes.chain import Back, Chain, Step
from scopewright.scenes.code_tree import Branch
from scopewright.scenes.impact_feasibility import FILLS, Candidate, Quadrant
from scopewright.scenes.level_grid import LEVELS, Scale
from scopewright.scenes.radar import Axis


def development_cycle(engagement: Engagement) -> list[Chain]:
    """Each release in the product development cycle, under its purpose (row M23)."""
    return [
        Chain(
            release.id, release.headline, release.purpose or _("Nobody has said what this release is for."),
            tuple(
                Step(release.id if key == release.stage else "", _(title), state="here" if key == release.stage else
                     "plain")
                for key, title in CYCLE
            ),
        )
        for release in engagement.all(Release)
    ]  # fmt: skip


def planning_parts(engagement: Engagement) -> list[Chain]:
    """The three parts of the plan with what stands in each, section by section (row P1)."""
    parts = by_part(engagement)
    counted = tuple(Step("", _(title), _records(len(parts[part]))) for part, title in PARTS.items())
    nothing = _("Nothing is written down for this part yet.")
    whole = Chain("", _("The plan"), _("Every record stands in exactly one part."), counted)
    return [
        whole,
        *(
            Chain("", _(PARTS[part]), "" if there else nothing, tuple(_by_section(there)), leads=False)
            for part, there in parts.items()
        ),
    ]


def _by_section(records: list[Record]) -> Iterator[Step]:
    there: dict[str, list[Record]] = {}
    for record in records:
        there.setdefault(record.section.key, []).append(record)
    for found in there.values():
        yield Step(found[0].id, _(found[0].section.title), _records(len(found)))


def _records(count: int) -> str:
    return ngettext("{n} record", "{n} records", count).format(n=show_number(count, current()))


def deployment_chains(engagement: Engagement) -> list[Chain]:
    """The steps of each deployment that count for its type and pattern, done ones marked (rows P7, P8)."""
    return [_deployment_chain(engagement, each) for each in engagement.all(Deployment)]


def _deployment_chain(engagement: Engagement, deployment: Deployment) -> Chain:
    words = dict((*TYPES, *PATTERNS))
    steps = tuple(
        Step(step.id, step.headline, state="done" if step.state == "done" else "plain")
        for step in current_steps(engagement, deployment)
    )
    said = [_(words[each]) for each in (deployment.type, deployment.pattern) if each]
    note = " · ".join(said if steps else [*said, _("no step yet")])
    return Chain(deployment.id, deployment.headline or deployment.id, note, steps)


def lifecycle(engagement: Engagement) -> list[Chain]:
    """The seven phases with how much of each is done, and every way back that was taken (row J1)."""
    items, order = engagement.all(LifecycleItem), [key for key, _title in STAGES]
    steps = []
    for key, title in STAGES:
        mine = [item for item in items if item.stage == key]
        done = sum(item.state == "done" or bool(item.not_applicable) for item in mine)
        text = _("{part} of {whole}").format(part=done, whole=len(mine))
        state = "done" if mine and done == len(mine) else "plain"
        steps.append(Step(mine[0].id if mine else "", _(title), text, state))  # type: ignore[arg-type] # both are states
    back = tuple(
        Back(each.id, order.index(each.back_from), order.index(each.back_to), each.reason)
        for each in engagement.all(Revisit)
        if each.back_from in order and each.back_to in order
    )
    return [Chain("", _("Lifecycle"), "", tuple(steps), back)]


def board_candidates(engagement: Engagement, tag: str) -> list[Candidate]:
    """The modules as the board of impact and feasibility places them (row J2)."""
    return [
        Candidate(each.id, each.headline, each.impact, level(engagement, each), (
            _judged(engagement, each), _share(each, tag), _effort(each, tag),
        ))
        for each in engagement.all(Module)
    ]  # fmt: skip


def board_details() -> tuple[str, str, str]:
    """The heads of what the board's table says beyond the two scores."""
    return _("Feasibility from"), _("Share of the value"), _("Effort")


def _judged(engagement: Engagement, module: Module) -> str:
    """Whether the feasibility of a module was judged, or how many of its questions it is the mean of (row J3)."""
    if module.feasibility is not None:
        return _("judgement")
    found = feasibility(engagement, module.key)
    text = ngettext("{n} of {all} question", "{n} of {all} questions", found.asked)
    return text.format(n=found.scored, all=found.asked) if found.score is not None else "–"


def _share(module: Module, tag: str) -> str:
    return "–" if module.share is None else f"{show_number(module.share, tag)} %"


def _effort(module: Module, tag: str) -> str:
    return "–" if module.effort is None else _("{n} d").format(n=show_number(module.effort, tag))


def board_scales() -> tuple[Scale, Scale]:
    """Impact and feasibility in words."""
    return _scale(_("Impact"), modules.IMPACT), _scale(_("Feasibility"), modules.FEASIBILITY)


def _scale(title: str, words: tuple[str, ...]) -> Scale:
    return Scale(title, tuple(_(word) for word in words))


def board_quadrants() -> dict[tuple[int, int], Quadrant]:
    """The quadrant of each pair of levels."""
    named = {key: Quadrant(_(words), FILLS[key]) for key, words in QUADRANTS.items()}
    return {(impact, feasibility): named[quadrant_at(impact, feasibility)]
            for impact, feasibility in product(LEVELS, LEVELS)}  # fmt: skip


def rubric(engagement: Engagement, tag: str) -> tuple[list[Axis], str]:
    """The four groups of the ML Test Score, and what the final score means (row J18)."""
    items = engagement.all(RubricItem)
    found = score(items)
    axes = [
        Axis(key, _(title), found.groups[key], max(7.0, float(sum(item.group == key for item in items))),
             show_number(found.groups[key], tag))
        for key, title in GROUPS
    ]  # fmt: skip
    return axes, _("Final score {score}: {meaning}").format(
        score=show_number(found.final, tag), meaning=_(found.readiness)
    )


def branches(engagement: Engagement) -> list[Branch]:
    """The planned codebase, line by line (row J6)."""
    return [
        Branch(each.record.id, each.depth, each.name, each.path, each.record.holds, each.record.why)
        if each.record
        else Branch("", each.depth, each.name, each.path)
        for each in entries(engagement)
    ]
