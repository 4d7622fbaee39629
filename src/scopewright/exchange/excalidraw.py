"""A drawing as an Excalidraw file (``.excalidraw``, version 2), so that the room can go on in that program."""

from __future__ import annotations

import base64
import hashlib
import json
import math
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from scopewright.exchange.drawing import Drawing, Frame, Ink, Link, Note, Picture
from scopewright.scenes import measure
from scopewright.scenes.board_lines import way
from scopewright.scenes.scene import Bounds

Element = dict[str, Any]
GROUNDS: Mapping[str, str] = MappingProxyType(
    {
        "yellow": "#ffec99", "orange": "#ffd8a8", "rose": "#fcc2d7", "violet": "#d0bfff",
        "blue": "#a5d8ff", "teal": "#96f2d7", "green": "#b2f2bb", "grey": "#e9ecef",
    }
)  # fmt: skip
"""What a sticky of each colour is filled with: the light shades of Excalidraw's own palette."""
INKS: Mapping[str, str] = MappingProxyType(
    {
        "yellow": "#f08c00", "orange": "#e8590c", "rose": "#c2255c", "violet": "#6741d9",
        "blue": "#1971c2", "teal": "#099268", "green": "#2f9e44", "grey": "#1e1e1e",
    }
)  # fmt: skip
OURS = "scopewright"
"""Under this name in ``customData`` stands what Excalidraw has no word for."""
_HEADS = {"none": (None, None), "arrow": (None, "arrow"), "both": ("arrow", "arrow")}
_PAD, _SIZES, _LEADING = 10.0, (20.0, 16.0, 13.0, 11.0, 9.0), 1.25


def written(drawing: Drawing) -> str:
    """The file; equal drawings give equal text."""
    bound: dict[str, list[dict[str, str]]] = {}
    areas = {each.key: Bounds(*_box(each.place)) for each in drawing.solid}
    lines = [element for number, link in enumerate(drawing.links, 1) for element in _link(number, link, areas, bound)]
    elements = [
        *(_frame(frame, bound) for frame in drawing.frames),
        *(_picture(picture, bound) for picture in drawing.pictures),
        *lines,
        *(element for note in drawing.notes for element in _note(note, bound)),
        *(_ink(number, ink) for number, ink in enumerate(drawing.ink, 1)),
    ]
    files = {name: _file(name, content) for name, content in sorted(drawing.files.items())}
    whole = {
        "type": "excalidraw",
        "version": 2,
        "source": "scopewright",
        "elements": elements,
        "appState": {"viewBackgroundColor": "#ffffff", "gridSize": None},
        "files": {entry["id"]: entry for entry in files.values()},
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def file_id(name: str) -> str:
    """How a picture's content is named in the file."""
    return hashlib.sha1(name.encode(), usedforsecurity=False).hexdigest()


def _box(place: tuple[float, float, float, float] | None) -> tuple[float, float, float, float]:
    left, top, width, height = place or (0.0, 0.0, 160.0, 120.0)
    return left, top, left + width, top + height


def _element(kind: str, key: str, area: Bounds, **more: Any) -> Element:
    """What every element has; ``seed`` shapes the wobble of its lines and is the same each time."""
    number = int.from_bytes(hashlib.sha1(f"{kind}{key}".encode(), usedforsecurity=False).digest()[:4], "big")
    return {
        "id": key, "type": kind, "x": round(area.left, 4), "y": round(area.top, 4), "width": round(area.width, 4),
        "height": round(area.height, 4),
        "angle": 0, "strokeColor": INKS["grey"], "backgroundColor": "transparent", "fillStyle": "solid",
        "strokeWidth": 1, "strokeStyle": "solid", "roughness": 0, "opacity": 100, "groupIds": [], "frameId": None,
        "roundness": None, "seed": number, "version": 1, "versionNonce": number, "isDeleted": False,
        "boundElements": [], "updated": 1, "link": None, "locked": False, **more,
    }  # fmt: skip


def _groups(group: str) -> list[str]:
    return [group] if group else []


def _frame(frame: Frame, bound: Mapping[str, list[dict[str, str]]]) -> Element:
    more = {"name": frame.title, "groupIds": _groups(frame.group), "boundElements": bound.get(frame.key, [])}
    colour = {OURS: {"colour": frame.colour}} if frame.colour else None
    return _element("frame", frame.key, Bounds(*_box(frame.place)), **more, customData=colour)


def _note(note: Note, bound: Mapping[str, list[dict[str, str]]]) -> Iterator[Element]:
    area = Bounds(*_box(note.place))
    groups, inside = _groups(note.group), note.frame or None
    said = {name: value for name, value in (("colour", note.colour), ("struck", note.struck)) if value}
    label = f"{note.key}-text"
    yield _element(
        "rectangle", note.key, area, backgroundColor=GROUNDS.get(note.colour, GROUNDS["yellow"]), groupIds=groups,
        frameId=inside, roundness={"type": 3}, opacity=40 if note.struck else 100,
        boundElements=[{"type": "text", "id": label}, *bound.get(note.key, [])],
        customData={OURS: said} if said else None,
    )  # fmt: skip
    yield _text(label, note.text, note.key, area, groups, inside)


def _text(key: str, text: str, container: str, area: Bounds, groups: list[str], inside: str | None) -> Element:
    """Text in its box, wrapped as Excalidraw will wrap it anew when it is edited."""
    room = max(20.0, area.width - 2 * _PAD)
    for size in _SIZES:
        lines = measure.wrap(text, "regular", size, room, 200)
        high = len(lines) * size * _LEADING
        if high <= area.height - 2 * _PAD:
            break
    top = area.middle[1] - high / 2
    return _element(
        "text", key, Bounds(area.left + _PAD, top, area.left + _PAD + room, top + high), groupIds=groups,
        frameId=inside, text="\n".join(lines), originalText=text, fontSize=size, fontFamily=2, textAlign="center",
        verticalAlign="middle", containerId=container, lineHeight=_LEADING, autoResize=True,
    )  # fmt: skip


def _picture(picture: Picture, bound: Mapping[str, list[dict[str, str]]]) -> Element:
    return _element(
        "image", picture.key, Bounds(*_box(picture.place)), fileId=file_id(picture.file), status="saved",
        scale=[1, 1], groupIds=_groups(picture.group), boundElements=bound.get(picture.key, []),
        customData={OURS: {"alt": picture.alt}} if picture.alt else None,
    )  # fmt: skip


def _file(name: str, content: bytes) -> dict[str, Any]:
    heads = {b"\x89PNG": "image/png", b"\xff\xd8": "image/jpeg", b"GIF8": "image/gif", b"RIFF": "image/webp"}
    media = next((media for head, media in heads.items() if content.startswith(head)), "application/octet-stream")
    data = base64.b64encode(content).decode("ascii")
    return {"mimeType": media, "id": file_id(name), "dataURL": f"data:{media};base64,{data}", "created": 1}


def _ink(number: int, ink: Ink) -> Element:
    across, down = [x for x, _y, _p in ink.points], [y for _x, y, _p in ink.points]
    area = Bounds(ink.x, ink.y, ink.x + max(across, default=0.0), ink.y + max(down, default=0.0))
    return _element(
        "freedraw", f"ink-{number}", area, strokeColor=INKS.get(ink.colour, INKS["grey"]), strokeWidth=ink.pen,
        points=[[x, y] for x, y, _p in ink.points], pressures=[p for _x, _y, p in ink.points], simulatePressure=False,
        lastCommittedPoint=None, groupIds=_groups(ink.group),
        customData={OURS: {"colour": ink.colour}} if ink.colour else None,
    )  # fmt: skip


def _link(
    number: int, link: Link, areas: Mapping[str, Bounds], bound: dict[str, list[dict[str, str]]]
) -> Iterator[Element]:
    key, start, end = f"link-{number}", areas.get(link.start), areas.get(link.end)
    if start is None or end is None:
        return
    (x1, y1), (x2, y2) = (path := way(start, end))[0], path[-1]
    for at in (link.start, link.end):
        bound.setdefault(at, []).append({"type": "arrow", "id": key})
    first, last = _HEADS.get(link.heads, _HEADS["arrow"])
    label = f"{key}-text"
    area = Bounds(x1, y1, x1 + math.fabs(x2 - x1), y1 + math.fabs(y2 - y1))
    yield _element(
        "arrow", key, area, strokeColor=INKS.get(link.colour, INKS["grey"]), points=[[0, 0], [x2 - x1, y2 - y1]],
        startBinding={"elementId": link.start, "focus": 0, "gap": 1},
        endBinding={"elementId": link.end, "focus": 0, "gap": 1}, startArrowhead=first, endArrowhead=last,
        lastCommittedPoint=None, elbowed=False,
        boundElements=[{"type": "text", "id": label}] if link.label else [],
        customData={OURS: {"colour": link.colour}} if link.colour else None,
    )  # fmt: skip
    if link.label:
        wide, (x, y) = measure.width(link.label, "regular", 16), path[len(path) // 2]
        around = Bounds(x - wide / 2 - _PAD, y - 30, x + wide / 2 + _PAD, y + 30)
        yield _text(label, link.label, key, around, [], None)
