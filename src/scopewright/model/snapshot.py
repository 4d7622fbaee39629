"""Snapshots: the whole engagement as it was at a moment, kept for good.

A snapshot names a tree of bodies by content hash: the body of the snapshot names one body a section, that of a section
its records' bodies in their order, and that of a record is its document. What did not change between two snapshots is
kept once. Taking one is a step like any other, durable when acknowledged, but never undone and never compacted.
"""

from __future__ import annotations

import dataclasses
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scopewright.language import N_, _
from scopewright.model import fingerprint
from scopewright.model.change import Change, Conflict, now
from scopewright.model.engagement import BODIES, SNAPSHOTS, Engagement
from scopewright.model.record import Doc
from scopewright.model.refusal import SaidToUser
from scopewright.model.step import Step


@dataclass(frozen=True)
class Snapshot:
    """What is known of a snapshot without unpacking it.

    ``fingerprint`` is that of the engagement under ``recipe``; ``content`` is the hash of its body; ``release`` is the
    hidden key of the release that it froze, if any.
    """

    key: str
    name: str
    who: str
    when: str
    recipe: int
    fingerprint: str
    content: str
    release: str | None = None


def take(engagement: Engagement, name: str, who: str, release: str | None = None) -> Snapshot:
    """Take a snapshot of all records; with a release's hidden key, the snapshot freezes that release."""
    print_ = fingerprint.of_engagement(engagement)
    with Step(engagement, N_("Take snapshot"), who=who, source="job") as step:
        sections = {
            key: _put(step, {"records": [_put(step, record.doc()) for record in engagement.records(key)]})
            for key in engagement.sections
        }
        content = _put(step, {"sections": sections})
        taken = Snapshot(secrets.token_hex(8), name, who, now(), fingerprint.RECIPE, print_, content, release)
        step.keep(SNAPSHOTS, taken.key, _slim(taken))
    return taken


def snapshots(engagement: Engagement) -> list[Snapshot]:
    """All snapshots, the oldest first; an entry that is none, in a file that was tampered with, is passed over."""
    names = {field.name for field in dataclasses.fields(Snapshot)}
    found = [
        Snapshot(**{"key": key, **{name: value for name, value in doc.items() if name in names}})
        for key, doc in engagement.kept[SNAPSHOTS].items()
        if _is_sound(doc)
    ]
    return sorted(found, key=lambda each: (each.when, each.key))


def restore_view(engagement: Engagement, snapshot: Snapshot) -> Engagement:
    """The engagement as it was, names of people included, to be read only: every change to it is refused.

    Raises:
        SaidToUser: a body is missing or is not what was kept; the message is for the user.
    """
    view = _View(engagement.key, engagement.sections)
    try:
        for section, content in _body(engagement, snapshot.content)["sections"].items():
            for hashed in _body(engagement, content)["records"]:
                if section in view.sections:
                    view.insert(section, dict(_body(engagement, hashed)))
    except (LookupError, TypeError, AttributeError, ValueError) as error:
        text = _("The snapshot “{name}” is damaged: a part of it is missing or was altered. Nothing was changed.")
        raise SaidToUser(text.format(name=snapshot.name)) from error
    return view


def kept_records(engagement: Engagement) -> Iterator[str]:
    """The hidden keys of all records that stand in a snapshot."""
    yield from (str(doc["uuid"]) for doc in engagement.kept[BODIES].values() if "uuid" in doc)


class _View(Engagement):
    read_only = True

    def enact(self, change: Change) -> None:  # noqa: ARG002 - every change is refused
        raise Conflict(_("This is a snapshot: it shows what was and is never changed."))


def _slim(snapshot: Snapshot) -> Doc:
    doc = {name: value for name, value in vars(snapshot).items() if name != "key"}
    return {name: value for name, value in doc.items() if value is not None}


def _put(step: Step, body: dict[str, Any]) -> str:
    hashed = fingerprint.digest(body)
    if hashed not in step.engagement.kept[BODIES]:
        step.keep(BODIES, hashed, body)
    return hashed


def _is_sound(doc: Doc) -> bool:
    texts = ("name", "who", "when", "fingerprint", "content")
    return all(isinstance(doc.get(name), str) for name in texts) and isinstance(doc.get("recipe"), int)


def _body(engagement: Engagement, hashed: str) -> Doc:
    body = engagement.kept[BODIES][hashed]
    if fingerprint.digest(body) != hashed:
        raise ValueError(f"Body {hashed} was altered.")
    return body
