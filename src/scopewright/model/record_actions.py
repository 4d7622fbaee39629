"""What can be done to one record beyond editing its fields: each says what would follow, and is one step of undo.

The window offers them on the section's page, the command line as ``do``; both ask with the same words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scopewright.language import N_, _
from scopewright.model import candidates, deployment_pattern, failure_modes, gates, marked_needs, releases, scoring
from scopewright.model.engagement import Engagement
from scopewright.model.question_lists import QuestionList
from scopewright.model.readings.options import standing
from scopewright.model.record import Record
from scopewright.model.refusal import SaidToUser
from scopewright.model.sections import deployments
from scopewright.model.sections.exclusions import Exclusion
from scopewright.model.sections.lifecycle import STAGES
from scopewright.model.sections.needs import ASKING
from scopewright.model.step import Step

STEPS = "deployment-steps"
"""The question list that says what each type and pattern of deployment asks for."""


@dataclass(frozen=True)
class Choice:
    """One way to do it: a key, how it is called, and what would follow, in the user's language.

    ``asks`` is false where nothing follows beyond the record itself: the window does it at once, and undo is enough.
    """

    key: str
    title: str
    follows: str = ""
    asks: bool = True


@dataclass(frozen=True)
class Doing:
    """Everything an action needs: the scope, the record, the question lists there are, and who does it."""

    engagement: Engagement
    record: Any
    lists: Mapping[str, QuestionList]
    who: str = ""


@dataclass(frozen=True)
class RecordAction:
    """``offer`` lists the ways in which it can be done now, none while it cannot; ``run`` does one, by its key.

    ``run`` returns the record to look at afterwards, if that is another one. ``title`` is untranslated, and so is
    ``lacks``: why there is no way, where there is none.
    """

    name: str
    section: str
    title: str
    icon: str
    lacks: str
    offer: Callable[[Doing], list[Choice]]
    run: Callable[[Doing, str], Record | None]
    quiet: bool = False
    """Whether it is found in the palette only."""


def record_actions_of(section: str) -> list[RecordAction]:
    """What can be done to the records of a section."""
    return [action for action in RECORD_ACTIONS if action.section == section]


def do(action: RecordAction, doing: Doing, choice: str) -> Record | None:
    """Do it in the way that ``choice`` names.

    Raises:
        SaidToUser: it cannot be done now, or not in that way; the message is for the user.
    """
    if choice not in {each.key for each in action.offer(doing)}:
        text = _("“{action}” is not possible for {id}: {reason}.")
        raise SaidToUser(text.format(action=_(action.title), id=doing.record.id, reason=_(action.lacks)))
    return action.run(doing, choice)


def _named(records: Sequence[Record]) -> str:
    return "\n".join(f"{record.id} {record.headline}" for record in records)


def _failing(doing: Doing) -> list[Choice]:
    if doing.record.outcome == "failed":
        return []
    falling = gates.dependants(doing.engagement, doing.record)
    follows = _("These are no longer planned; reopening the gate or undo brings them back:") + "\n" + _named(falling)
    return [Choice("fail", _("Fail it"), follows if falling else _("Nothing depends on this gate."))]


def _fail(doing: Doing, _choice: str) -> None:
    gates.fail(doing.engagement, doing.record, doing.who)


def _reopening(doing: Doing) -> list[Choice]:
    if doing.record.outcome != "failed":
        return []
    void = [record for record, field in doing.engagement.pointing_to(doing.record.key) if field == "voided_by"]
    return [Choice("reopen", _("Reopen it"), _("These are planned again:") + "\n" + _named(void))]


def _reopen(doing: Doing, _choice: str) -> None:
    gates.reopen(doing.engagement, doing.record, doing.who)


def _taking(doing: Doing) -> list[Choice]:
    follows = _("It becomes a nice-to-have requirement of this release and names where it came from.")
    found = candidates.candidates(doing.engagement, doing.record)
    return [Choice(each.id, f"{each.id} {candidates.title_of(each)}", follows) for each in found]


def _take(doing: Doing, choice: str) -> Record:
    found = candidates.candidates(doing.engagement, doing.record)
    candidate = next(each for each in found if each.id == choice)
    return candidates.take(doing.engagement, candidate, doing.record, doing.who)


def _revisiting(doing: Doing) -> list[Choice]:
    due = [each for each in doing.engagement.all(Exclusion) if each.revisit == doing.record.key]
    follows = _("Each becomes a requirement to decide on:") + "\n" + _named(due)
    return [Choice("revisit", _("Take them up"), follows)] if due else []


def _take_up(doing: Doing, _choice: str) -> Record | None:
    made = releases.revisit(doing.engagement, doing.record, doing.who)
    return made[0] if made else None


def _choosing(options: Sequence[tuple[str, str]]) -> Callable[[Doing], list[Choice]]:
    def offer(doing: Doing) -> list[Choice]:
        steps = doing.lists.get(STEPS)
        if steps is None:
            return []
        there = {each.item for each in deployment_pattern.all_steps(doing.engagement, doing.record)}
        choices = []
        for key, title in options:
            asked = [item for item in steps.items if item.values.get("belongs_to") == key]
            lines = [f"{'✓' if steps.name_of(item) in there else '+'} {item.title}" for item in asked]
            choices.append(Choice(key, _(title), "\n".join(lines) or _("It asks for no step of its own.")))
        return choices

    return offer


def _choose(field: str) -> Callable[[Doing, str], None]:
    def run(doing: Doing, choice: str) -> None:
        deployment_pattern.choose(doing.engagement, doing.record, field, choice, doing.lists[STEPS], doing.who)

    return run


def _going_back(doing: Doing) -> list[Choice]:
    order = [key for key, _title in STAGES]
    if doing.record.stage not in order:
        return []
    follows = _("A revisit is noted with today's date; say there why. It stands in the history and in the briefs.")
    earlier = STAGES[: order.index(doing.record.stage) + 1]
    return [Choice(key, _(title), follows) for key, title in earlier]


def _go_back(doing: Doing, choice: str) -> Record:
    with Step(doing.engagement, _("Revisit from {id}").format(id=doing.record.id), who=doing.who) as step:
        key = step.add("revisits", {
            "title": doing.record.headline, "back_from": doing.record.stage, "back_to": choice,
            "on": dt.date.today().isoformat(), "owner": doing.record.owner,
        })  # fmt: skip
    return doing.engagement[key]


def _proposing(doing: Doing) -> list[Choice]:
    again = standing(doing.engagement, doing.record) != doing.record.standing
    return [Choice("propose", _("Propose it again"), _("No constraint excludes it any longer."))] if again else []


def _propose(doing: Doing, _choice: str) -> None:
    with Step(doing.engagement, _("Propose {id} again").format(id=doing.record.id), who=doing.who) as step:
        step.set(doing.record.key, "standing", "proposed")
        step.set(doing.record.key, "excluded_by", None)


def _rewording(to: str) -> Callable[[Doing], list[Choice]]:
    def offer(doing: Doing) -> list[Choice]:
        title = _(doing.engagement.sections[to].title)
        text = _("It moves to {title} with the same sentence, owner, release and note; undo brings it back.")
        pointing = [each for each, _field in doing.engagement.pointing_to(doing.record.key)]
        lost = "\n" + _("These name it, and would name nothing:") + "\n" + _named(pointing) if pointing else ""
        name = _("Move it to {title}").format(title=title)
        return [Choice("move", name, text.format(title=title) + lost, asks=bool(pointing))]

    return offer


def _reword(to: str) -> Callable[[Doing, str], Record]:
    """Move a sentence into the section that it reads like; what only its own section knows goes with it (row M10)."""

    def run(doing: Doing, _choice: str) -> Record:
        record, there = doing.record, doing.engagement.sections[to]
        said = [spec.name for spec in record.said() if spec.name in there]
        values = {name: record.stored(name) for name in said if type(record.section.spec(name).kind)
                  is type(there.spec(name).kind)}  # fmt: skip
        name = _("Move {id} to {title}").format(id=record.id, title=_(there.title))
        with Step(doing.engagement, name, who=doing.who) as step:
            key = step.add(to, values)
            step.remove(record.key)
        return doing.engagement[key]

    return run


def _scaling(_doing: Doing) -> list[Choice]:
    counts = range(scoring.FEWEST, scoring.MOST + 1)
    words = {n: zip(*scoring.usual_words(n), strict=True) for n in counts}
    return [
        Choice(str(n), _("{n} steps").format(n=n), "\n".join(f"{likely} · {hurts}" for likely, hurts in words[n]))
        for n in counts
    ]


def _scale(doing: Doing, choice: str) -> None:
    """Write the usual words of so many steps into the table, to be put into one's own."""
    pairs = zip(*scoring.usual_words(int(choice)), strict=True)
    rows = [{"id": f"r{n}", "likelihood": likely, "impact": hurts} for n, (likely, hurts) in enumerate(pairs, 1)]
    with Step(doing.engagement, _("Score risks in {n} steps").format(n=choice), who=doing.who) as step:
        step.set(doing.record.key, "steps", rows)


def _asking(doing: Doing) -> list[Choice]:
    wanted = marked_needs.missing(doing.engagement, doing.record)
    follows = "\n".join(f"{mark.tag} {mark.title}" for mark in wanted)
    return [Choice("make", _("Make needs of them"), follows)] if wanted else []


def _ask(doing: Doing, _choice: str) -> Record | None:
    made = marked_needs.make(doing.engagement, doing.record, doing.who)
    return made[0] if made else None


def _letting_go(doing: Doing) -> list[Choice]:
    if not marked_needs.is_left_over(doing.engagement, doing.record):
        return []
    note = doing.engagement[marked_needs.came_from(doing.record) or ""]
    return [
        Choice("keep", _("Keep it"), _("It stays, and no longer names {id}.").format(id=note.id)),
        Choice("remove", _("Remove it"), _("Undo brings it back.")),
    ]


def _let_go(doing: Doing, choice: str) -> None:
    with Step(doing.engagement, _("Settle {id}").format(id=doing.record.id), who=doing.who) as step:
        if choice == "remove":
            step.remove(doing.record.key)
        else:
            step.set(doing.record.key, "asked_by", None)
            step.set(doing.record.key, "note", None)


def _naming(doing: Doing) -> list[Choice]:
    follows = _("It becomes an error type of the same run, to be renamed and given an idea.")
    return [
        Choice(row.id, str(row["shared"]), follows) for row in failure_modes.unnamed(doing.engagement, doing.record)
    ]


def _name(doing: Doing, choice: str) -> Record:
    return failure_modes.name(doing.engagement, doing.record, choice, doing.who)


def _requesting(doing: Doing) -> list[Choice]:
    if failure_modes.is_asked_for(doing.engagement, doing.record):
        return []
    return [Choice("ask", _("Ask for them"), _("More rows like those it was seen in are asked of the client."))]


def _request(doing: Doing, _choice: str) -> Record:
    return failure_modes.ask(doing.engagement, doing.record, doing.who)


def _done(run: Callable[[Doing, str], None]) -> Callable[[Doing, str], Record | None]:
    """An action after which one stays where one is."""

    def and_stay(doing: Doing, choice: str) -> None:
        run(doing, choice)

    return and_stay


RECORD_ACTIONS: tuple[RecordAction, ...] = (
    RecordAction("fail", "gates", N_("Fail this gate…"), "ban",
                 N_("the gate has failed already"), _failing, _done(_fail)),
    RecordAction("reopen", "gates", N_("Reopen this gate…"), "rotate-ccw",
                 N_("the gate has not failed"), _reopening, _done(_reopen)),
    RecordAction("take", "releases", N_("Take a candidate…"), "inbox",
                 N_("there is no candidate to take"), _taking, _take),
    RecordAction("revisit", "releases", N_("Take up what was left for it…"), "rotate-ccw",
                 N_("nothing was left for this release"), _revisiting, _take_up),
    RecordAction("pattern", "deployments", N_("Choose the pattern…"), "split",
                 N_("there is no list of deployment steps"),
                 _choosing(deployments.PATTERNS), _done(_choose("pattern"))),
    RecordAction("type", "deployments", N_("Choose the type…"), "rocket",
                 N_("there is no list of deployment steps"),
                 _choosing(deployments.TYPES), _done(_choose("type"))),
    RecordAction("back", "lifecycle", N_("Go back to a phase…"), "rotate-ccw",
                 N_("its phase is not known"), _going_back, _go_back),
    RecordAction("propose", "solutions", N_("Propose again…"), "lightbulb",
                 N_("a constraint excludes it, or it is proposed"), _proposing, _done(_propose)),
    RecordAction("constraint", "objectives", N_("Make a constraint of it…"), "arrow-right",
                 N_("it says nothing yet"), _rewording("constraints"), _reword("constraints"), quiet=True),
    RecordAction("objective", "constraints", N_("Make an objective of it…"), "arrow-right",
                 N_("it says nothing yet"), _rewording("objectives"), _reword("objectives"), quiet=True),
    RecordAction("steps", "risk_scale", N_("Choose the steps…"), "gauge",
                 N_("the scale cannot be changed here"), _scaling, _done(_scale)),
    RecordAction("needs", "notes", N_("Make needs of its tags…"), "package",
                 N_("it has no tag without a need"), _asking, _ask),
    *(RecordAction("needs", each, N_("Make needs of its tags…"), "package",
                   N_("it has no tag without a need"), _asking, _ask, quiet=True) for each in ASKING),
    RecordAction("settle", "needs", N_("Settle what lost its tag…"), "circle-question-mark",
                 N_("its note still has the tag"), _letting_go, _done(_let_go)),
    RecordAction("name", "analyses", N_("Name a cluster of errors…"), "tags",
                 N_("every cluster has a name, or none has anything in common"), _naming, _name),
    RecordAction("request", "error_types", N_("Ask for data against it…"), "database",
                 N_("there is a data request for it already"), _requesting, _request),
)  # fmt: skip
"""All of them, in the order in which a page offers them."""
