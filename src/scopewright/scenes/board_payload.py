"""A whiteboard on its way to a worker: what a job that draws one is handed, as plain JSON."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from scopewright.model.engagement import Engagement
from scopewright.model.sections.pictures import Picture
from scopewright.model.sections.sessions import Session
from scopewright.model.tables import from_tables, to_tables

Payload = dict[str, Any]


def payload_of(engagement: Engagement, session: Session | None, images: Callable[[str], bytes], **more: Any) -> Payload:
    """The board of a session with its photographs, which ``images`` reads by name; ``more`` is for the job."""
    key = session.key if session is not None else ""
    names = {each.attachment for each in engagement.all(Picture) if (each.session or "") == key and each.attachment}
    shown = {name: base64.b64encode(content).decode("ascii") for name in sorted(names) if (content := images(name))}
    return {"tables": to_tables(engagement), "key": engagement.key, "session": key, "images": shown, **more}


def board_in(payload: Mapping[str, Any]) -> tuple[Engagement, Session | None, dict[str, bytes]]:
    """Engagement, session and photographs of a payload."""
    engagement = from_tables(payload["key"], payload["tables"])
    session = engagement.get(payload["session"])
    images = {name: base64.b64decode(data) for name, data in payload["images"].items()}
    return engagement, session if isinstance(session, Session) else None, images


def answer(data: bytes, *, told: Sequence[str] = (), boxed: Sequence[str] = ()) -> dict[str, Any]:
    """What such a job answers: the file as base64 text, sentences on what its format cannot say, and on characters that
    no bundled font has.
    """
    return {"data": base64.b64encode(data).decode("ascii"), "told": [*told], "boxed": [*boxed]}
