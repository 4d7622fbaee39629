"""What stands in the place of a picture whose file is not there: a box that names it."""

from __future__ import annotations

from scopewright.language import _
from scopewright.scenes import measure
from scopewright.scenes.paragraph import Style, height, paragraph
from scopewright.scenes.scene import Image, Item, Rect

_ROOM = 12.0
_LARGEST, _SMALLEST, _OF_WIDTH = 18.0, 6.0, 1 / 22


def absent(picture: Image) -> tuple[Item, ...]:
    """A crossed box with the id of the picture, its description and that its file is missing."""
    area, size = picture.bounds, min(_LARGEST, max(_SMALLEST, picture.width * _OF_WIDTH))
    style = Style(size, size * 1.25, "muted")
    room = max(1.0, picture.width - 2 * _ROOM)
    most = max(1, int((picture.height - 2 * _ROOM) / style.leading))
    says = _("{id}: the file of this picture is missing. {alt}").format(id=picture.record, alt=picture.alt).strip()
    lines = measure.wrap(says, style.font, size, room, most)
    top = area.middle[1] - height(len(lines), style) / 2
    box = Rect(
        x=picture.x, y=picture.y, width=picture.width, height=picture.height, fill="panel", stroke="rule",
        stroke_width=1.25, dash=(6.0, 4.0), record=picture.record, role="absent", alt=picture.alt,
    )  # fmt: skip
    words = paragraph(
        says, area.middle[0], top, room, style, most=most, anchor="middle", record=picture.record, role="absent"
    )
    return (box, *words)
