"""What use and trials suggest for a release, and making requirements of it (rows M25, T19)."""

from __future__ import annotations

from scopewright.language import _
from scopewright.model.engagement import Engagement
from scopewright.model.record import Record
from scopewright.model.sections.feedback import Feedback
from scopewright.model.sections.releases import Release
from scopewright.model.sections.requirements import Requirement
from scopewright.model.sections.trials import Trial
from scopewright.model.step import Step


def candidates(engagement: Engagement, release: Release) -> list[Feedback | Trial]:
    """Feedback that goes into this release, and accepted findings of trials of earlier ones, until taken.

    Feedback of an earlier release that names none to go into is offered to each later one.
    """
    taken = {requirement.origin for requirement in engagement.all(Requirement)}
    order = {each.key: place for place, each in enumerate(engagement.all(Release))}

    def earlier(record: Feedback | Trial) -> bool:
        return order.get(record.release or "", -1) < order[release.key]

    def comes_here(feedback: Feedback) -> bool:
        unplaced = feedback.goes_into is None and feedback.release is not None
        return feedback.goes_into == release.key or (unplaced and earlier(feedback))

    accepted = (trial for trial in engagement.all(Trial) if trial.finding and trial.verdict == "accepted")
    found: list[Feedback | Trial] = [feedback for feedback in engagement.all(Feedback) if comes_here(feedback)]
    found += [trial for trial in accepted if earlier(trial)]
    return [record for record in found if record.key not in taken]


def title_of(candidate: Feedback | Trial) -> str:
    """What the requirement would be called: of a trial its finding."""
    return candidate.finding if isinstance(candidate, Trial) else candidate.title


def take(engagement: Engagement, candidate: Feedback | Trial, release: Release, who: str = "") -> Record:
    """Make a requirement of a candidate, to be decided on; it names its origin."""
    with Step(engagement, _("Take {id} into {release}").format(id=candidate.id, release=release.name), who=who) as step:
        key = step.add(
            "requirements",
            {"title": title_of(candidate), "priority": "nice", "release": release.key, "owner": candidate.owner},
            origin=candidate.key,
        )
    return engagement[key]
