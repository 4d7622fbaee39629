"""What belongs to a release, what freezes it, and what is still open when the next one begins (row M2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scopewright.language import N_, _
from scopewright.model import snapshot
from scopewright.model.engagement import Engagement
from scopewright.model.exchange import outward
from scopewright.model.readings.readiness import checkpoint_held
from scopewright.model.record import Record, Section
from scopewright.model.refusal import SaidToUser
from scopewright.model.sections import questions, requirements, risks
from scopewright.model.sections.concerns import Concern
from scopewright.model.sections.exclusions import Exclusion
from scopewright.model.sections.questions import Question
from scopewright.model.sections.releases import Release
from scopewright.model.sections.requirements import Requirement
from scopewright.model.sections.risks import Risk
from scopewright.model.snapshot import Snapshot
from scopewright.model.step import Step

DOCUMENTS: dict[str, str] = {
    "requirements": N_("Product requirements"),
    "design": N_("Design documentation"),
    "planning": N_("Project planning"),
}
"""The three documents of each release; sections of the document "overview" hold for all releases."""

_NOT_COPIED = ("release", "note")
_FOLLOWED = ("requirement", "deliverables", "milestone")
"""The links that tell to which release a record belongs that names none; they lead in no circle."""


def sections_of(engagement: Engagement, document: str) -> list[Section]:
    """The sections that are printed in one document, in working order."""
    return [section for section in engagement.sections.values() if section.document == document and not section.drawn]


def belonging(engagement: Engagement, release: Release, section: str) -> list[Record]:
    """The records of a section that this release owns; what holds for the whole engagement is not among them."""
    return [record for record in engagement.records(section) if record.release == release.key]


def is_of(engagement: Engagement, record: Record, release: str) -> bool:
    """Whether a record is part of one release, given by its hidden key: it names that release, or none.

    A record that names none is elsewhere if all that it delivers, pays for or falls due with belongs elsewhere.
    """
    if record.section.key == Release.section.key:
        return record.key == release
    if record.release:
        return record.release == release
    found = [engagement[target] for name, target in record.links() if name in _FOLLOWED and target in engagement]
    return not found or any(is_of(engagement, each, release) for each in found)


def freeze(engagement: Engagement, release: Release, who: str) -> Snapshot:
    """Freeze a release as it stands: whatever is exported of it from now on comes from the snapshot taken here.

    Undo does not take it back; freezing again, after more edits, replaces what is exported.
    """
    return snapshot.take(engagement, release.name or release.id, who, release=release.key)


def release_called(engagement: Engagement, said: str) -> Release:
    """The release with that spoken id or name.

    Raises:
        SaidToUser: there is none, or more than one; the message is for the user.
    """
    key = engagement.find(said, "releases")
    return next(release for release in engagement.all(Release) if release.key == key)


def frozen(engagement: Engagement, release: Release) -> Snapshot | None:
    """The snapshot that a frozen release is exported from; none while it is open."""
    found = [each for each in snapshot.snapshots(engagement) if each.release == release.key]
    return found[-1] if found else None


def as_exported(engagement: Engagement, release: Release) -> Engagement:
    """What a release is exported from: its snapshot, read only, when it is frozen; else the engagement itself.

    Raises:
        ValueError: the snapshot is damaged.
    """
    held = frozen(engagement, release)
    return snapshot.restore_view(engagement, held) if held else engagement


def export(engagement: Engagement, release: Release) -> dict[str, list[dict[str, Any]]]:
    """A release as plain data, document by document.

    A frozen one is the same for ever; an open one as long as nobody edits a record of this release.

    Raises:
        ValueError: the snapshot of a frozen release is damaged.
    """
    source = as_exported(engagement, release)
    return {
        document: [
            outward(source, record)
            for section in sections_of(source, document)
            for record in belonging(source, release, section.key)
        ]
        for document in DOCUMENTS
    }


def _open_requirement(record: Record) -> bool:
    return isinstance(record, Requirement) and record.status not in requirements.DONE


def _open_question(record: Record) -> bool:
    return isinstance(record, Question) and record.state in questions.OPEN


def _open_concern(record: Record) -> bool:
    return isinstance(record, Concern) and not record.answer


def _open_risk(record: Record) -> bool:
    return isinstance(record, Risk) and record.state in risks.OPEN


_OPEN: dict[str, Callable[[Record], bool]] = {
    "requirements": _open_requirement,
    "questions": _open_question,
    "concerns": _open_concern,
    "risks": _open_risk,
}


def begin_release(engagement: Engagement, name: str, before: Release | None, who: str) -> Record:
    """Make a release and carry forward what is open in the one before: copies that name their origin, in one step.

    Raises:
        SaidToUser: there is a release of that name, or the checkpoint of the release before is not held (row T20); the
            message is for the user.
    """
    if any(each.name == name for each in engagement.all(Release)):
        raise SaidToUser(_("There is a release {name} already.").format(name=name))
    if before is not None and not checkpoint_held(engagement, before.key):
        text = _("The checkpoint of {name} is not held: fill in its card before the next release opens.")
        raise SaidToUser(text.format(name=before.headline))
    left = [
        record
        for section, is_open in _OPEN.items()
        for record in (belonging(engagement, before, section) if before else ())
        if is_open(record)
    ]
    with Step(engagement, _("New release {name}").format(name=name), who=who) as step:
        key = step.add("releases", {"name": name})
        for record in left:
            _copy(step, record, key)
    return engagement[key]


def revisit(engagement: Engagement, release: Release, who: str) -> list[Record]:
    """Turn the exclusions that were left for this release into requirements to decide on."""
    due = [each for each in engagement.all(Exclusion) if each.revisit == release.key]
    with Step(engagement, _("Revisit exclusions in {name}").format(name=release.name), who=who) as step:
        keys = [
            step.add(
                "requirements",
                {"title": each.title, "owner": each.owner, "release": release.key, "priority": "nice"},
                origin=each.key,
            )
            for each in due
        ]
    return [engagement[key] for key in keys]


def _copy(step: Step, record: Record, release: str) -> None:
    values = {spec.name: record.stored(spec.name) for spec in record.section.specs if spec.name not in _NOT_COPIED}
    said = {name: value for name, value in values.items() if value is not None}
    step.add(record.section.key, {**said, "release": release}, origin=record.key)
