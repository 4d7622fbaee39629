"""An Excalidraw file as a drawing; hostile or damaged ones end in a sentence, and what is left out is told."""

from __future__ import annotations

import base64
import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from scopewright.exchange.drawing import Drawing, Frame, Ink, Link, Note, Picture, Place
from scopewright.exchange.excalidraw import GROUNDS, INKS, OURS, Element
from scopewright.language import _, ngettext
from scopewright.model.refusal import SaidToUser

LARGEST = 64 * 1024 * 1024
"""Bytes of a file that is read."""
MOST = 20_000
"""Elements of a file that is read."""
_LARGEST_PICTURE = 16 * 1024 * 1024
_LONGEST = 20_000
_FARTHEST = 1e7
_MOST_POINTS = 20_000
_BOXES = ("rectangle", "diamond", "ellipse", "text")
_PICTURES = (b"\x89PNG", b"\xff\xd8", b"GIF8", b"RIFF")


def read(text: str) -> Drawing:
    """The drawing in the text of a file, of version 1 or 2.

    Raises:
        SaidToUser: it is no Excalidraw file, or larger than one that is read; the message says which.
    """
    elements, files = _opened(text)
    reader = _Reader(elements, files)
    return reader.drawing()


def _opened(text: str) -> tuple[list[Element], Mapping[str, Any]]:
    if len(text) > LARGEST:
        raise SaidToUser(_("The file is larger than the {limit} MB that are read.").format(limit=LARGEST // 2**20))
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SaidToUser(_("This is no Excalidraw file: it is not JSON, or damaged.")) from error
    elements = data.get("elements") if isinstance(data, dict) else None
    if not isinstance(elements, list) or data.get("type") not in ("excalidraw", "excalidraw/clipboard"):
        raise SaidToUser(_("This is no Excalidraw file: it holds no drawing. Save it in Excalidraw as .excalidraw."))
    if len(elements) > MOST:
        raise SaidToUser(
            _("The drawing has {count} parts; up to {most} are read.").format(count=len(elements), most=MOST)
        )
    files = data.get("files")
    return [each for each in elements if isinstance(each, dict)], files if isinstance(files, dict) else {}


class _Reader:
    def __init__(self, elements: list[Element], files: Mapping[str, Any]) -> None:
        alive = [each for each in elements if each.get("isDeleted") is not True and isinstance(each.get("id"), str)]
        self._placed = [each for each in alive if _place(each) is not None]
        self._by_id = {each["id"]: each for each in self._placed}
        self._files = files
        self._content: dict[str, bytes] = {}
        self._left = Counter(_kind(each) for each in alive if _place(each) is None)
        self._label = {
            each["containerId"]: each for each in self._placed
            if _kind(each) == "text" and isinstance(each.get("containerId"), str) and each["containerId"] in self._by_id
        }  # fmt: skip

    def drawing(self) -> Drawing:
        """Everything that there is a word for here."""
        frames = tuple(self._frame(each) for each in self._placed if _kind(each) in ("frame", "magicframe"))
        notes = tuple(note for each in self._placed if (note := self._note(each)) is not None)
        pictures = tuple(picture for each in self._placed if (picture := self._picture(each)) is not None)
        solid = {each.key for each in Drawing(frames=frames, notes=notes, pictures=pictures).solid}
        links = tuple(link for each in self._placed if (link := self._link(each, solid)) is not None)
        ink = tuple(stroke for each in self._placed if (stroke := self._ink(each, solid)) is not None)
        known = (*_BOXES, "frame", "magicframe", "image", "arrow", "line", "freedraw", "draw")
        self._left.update(_kind(each) for each in self._placed if _kind(each) not in known)
        return Drawing("", frames, notes, pictures, ink, links, self._content, tuple(self._told()))

    def _frame(self, each: Element) -> Frame:
        return Frame(each["id"], _words(each.get("name")), _place(each), _ours(each, "colour"), _group(each))

    def _note(self, each: Element) -> Note | None:
        """A box with text in it, or text alone; a box without text is a drawing and no note."""
        if _kind(each) not in _BOXES or self._label.get(each.get("containerId") or "") is each:
            return None
        label = each if _kind(each) == "text" else self._label.get(each["id"])
        text = _text(label) if label is not None else ""
        if not text:
            self._left[_kind(each)] += 1
            return None
        inside = each.get("frameId")
        frame = inside if isinstance(inside, str) and inside in self._by_id else ""
        colour = _ours(each, "colour") or _nearest(each.get("backgroundColor"), GROUNDS)
        struck = _customs(each).get("struck") is True
        return Note(each["id"], text, _place(each), colour, _group(each), frame, "", struck)

    def _picture(self, each: Element) -> Picture | None:
        if _kind(each) != "image":
            return None
        name, place = each.get("fileId"), _place(each)
        content = self._file(name) if isinstance(name, str) else b""
        if not content or place is None:
            self._left["image"] += 1
            return None
        self._content[str(name)] = content
        return Picture(each["id"], str(name), place, _ours(each, "alt"), _group(each))

    def _file(self, name: str) -> bytes:
        entry = self._files.get(name)
        data = entry.get("dataURL") if isinstance(entry, dict) else None
        head, comma, body = data.partition(",") if isinstance(data, str) else ("", "", "")
        if not comma or not head.endswith(";base64") or len(body) > _LARGEST_PICTURE * 4 // 3:
            return b""
        try:
            content = base64.b64decode(body, validate=True)
        except ValueError:
            return b""
        return content if content.startswith(_PICTURES) else b""

    def _link(self, each: Element, solid: set[str]) -> Link | None:
        start, end = self._ends(each)
        if _kind(each) not in ("arrow", "line") or start not in solid or end not in solid or start == end:
            return None
        first, last = (isinstance(each.get(name), str) for name in ("startArrowhead", "endArrowhead"))
        if first and not last:
            start, end = end, start
        heads = "both" if first and last else "arrow" if first or last else "none"
        label = _text(self._label[each["id"]]) if each["id"] in self._label else ""
        colour = _ours(each, "colour") or _nearest(each.get("strokeColor"), INKS)
        return Link(start, end, heads, label, colour)

    def _ends(self, each: Element) -> tuple[str, str]:
        bindings = (each.get(name) for name in ("startBinding", "endBinding"))
        ends = (binding.get("elementId") if isinstance(binding, dict) else "" for binding in bindings)
        start, end = (self._holder(end) if isinstance(end, str) else "" for end in ends)
        return start, end

    def _holder(self, key: str) -> str:
        """The box that a bound text stands in, since arrows may end at either."""
        element = self._by_id.get(key, {})
        inside = element.get("containerId") if element.get("type") == "text" else None
        return inside if isinstance(inside, str) and inside in self._by_id else key

    def _ink(self, each: Element, solid: set[str]) -> Ink | None:
        """Freehand, and lines that connect nothing."""
        if _kind(each) not in ("freedraw", "draw", "line", "arrow") or self._link(each, solid) is not None:
            return None
        points = _points(each)
        if not points:
            self._left[_kind(each)] += 1
            return None
        left, top = min(x for x, _y, _p in points), min(y for _x, y, _p in points)
        moved = tuple((x - left, y - top, pressure) for x, y, pressure in points)
        colour = _ours(each, "colour") or _nearest(each.get("strokeColor"), INKS)
        pen = _number(each.get("strokeWidth"))
        x, y = float(each["x"]) + left, float(each["y"]) + top
        return Ink(x, y, moved, min(40.0, max(0.5, pen or 3.0)), colour, _group(each))

    def _told(self) -> Iterator[str]:
        for kind, count in sorted(self._left.items()):
            text = ngettext(
                "{count} part of the kind “{kind}” was left out.", "{count} parts of the kind “{kind}” were left out.",
                count,
            )  # fmt: skip
            yield text.format(count=count, kind=kind)


def _kind(each: Element) -> str:
    return str(each.get("type"))[:40]


def _number(value: Any) -> float | None:
    """A number that is one, and within reach."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) and abs(number) <= _FARTHEST else None


def _place(each: Element) -> Place | None:
    x, y, width, height = (_number(each.get(name)) for name in ("x", "y", "width", "height"))
    if x is None or y is None or width is None or height is None:
        return None
    left, top = min(x, x + width), min(y, y + height)
    return left, top, abs(width) or 1.0, abs(height) or 1.0


def _points(each: Element) -> tuple[tuple[float, float, float], ...]:
    given, pressures = each.get("points"), each.get("pressures")
    if not isinstance(given, list) or len(given) > _MOST_POINTS:
        return ()
    pressed = pressures if isinstance(pressures, list) else []
    found = []
    for place, point in enumerate(given):
        if isinstance(point, list) and len(point) >= 2:
            x, y = _number(point[0]), _number(point[1])
            pressure = _number(pressed[place]) if place < len(pressed) else None
            if x is not None and y is not None:
                found.append((x, y, min(1.0, max(0.0, 0.5 if pressure is None else pressure))))
    return tuple(found)


def _text(each: Element) -> str:
    """The words as they were typed; ``text`` has the line breaks of the box in them."""
    said = each.get("originalText") or each.get("rawText") or each.get("text")
    return _words(said)


def _words(said: Any) -> str:
    return " ".join(said[:_LONGEST].split()) if isinstance(said, str) else ""


def _group(each: Element) -> str:
    """The outermost group; groups within groups are one here."""
    groups = each.get("groupIds")
    last = groups[-1] if isinstance(groups, list) and groups else ""
    return _words(last)[:100]


def _customs(each: Element) -> Mapping[str, Any]:
    data = each.get("customData")
    ours = data.get(OURS) if isinstance(data, dict) else None
    return ours if isinstance(ours, dict) else {}


def _ours(each: Element, name: str) -> str:
    said = _words(_customs(each).get(name))
    return said if name != "colour" or said in GROUNDS else ""


def _nearest(colour: Any, among: Mapping[str, str]) -> str:
    """The one of our colours that is nearest to a colour ``#rrggbb``; nothing for none and for black."""
    channels = _channels(colour)
    if channels is None:
        return ""
    if max(channels) < 0x40:
        return "grey"
    return min(among, key=lambda name: math.dist(channels, _channels(among[name]) or (0, 0, 0)))


def _channels(colour: Any) -> tuple[int, int, int] | None:
    if not isinstance(colour, str) or len(colour) not in (4, 7) or not colour.startswith("#"):
        return None
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    try:
        red, green, blue = bytes.fromhex(digits)
    except ValueError:
        return None
    return red, green, blue
