"""The planned codebase as a tree: each folder and file with what stands in it and why (row J6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scopewright.language import _, ngettext
from scopewright.scenes import measure
from scopewright.scenes.paragraph import Style, paragraph
from scopewright.scenes.scene import Item, Line, Scene, Table

_NAME = Style(9.5, 12, "ink", "semibold")
_BARE = Style(9.5, 12, "muted")
_SAID = Style(8.5, 11)
_WHY = Style(8, 10.5, "muted")
_INDENT, _PITCH, _GUTTER = 18.0, 31.0, 24.0


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of the tree: how deep it stands, its name, and what was written about it; a bare folder has no id."""

    id: str
    depth: int
    name: str
    path: str
    holds: str = ""
    why: str = ""


def code_tree(branches: Sequence[Branch], width: float) -> Scene:
    """Lay the tree out within ``width`` points."""
    names = [_INDENT * each.depth + measure.width(each.name, _NAME.font, _NAME.size) for each in branches]
    column = min(max(names, default=0.0) + _GUTTER, width * 0.45)
    items: list[Item] = []
    for row, each in enumerate(branches):
        items += _line(each, row * _PITCH, column, width)
        if each.depth:
            items += _joint(branches, row)
    rows = tuple((each.id, each.path, each.holds, each.why) for each in branches if each.id)
    table = Table((_("ID"), _("Path"), _("What stands there"), _("Why")), rows)
    alt = ngettext("{n} folder or file", "{n} folders and files", len(rows)).format(n=len(rows))
    return Scene(width, max(1.0, len(branches) * _PITCH), tuple(items), _("Codebase plan"), alt, table)


def _line(each: Branch, top: float, column: float, width: float) -> list[Item]:
    left = _INDENT * each.depth
    style = _NAME if each.id else _BARE
    items: list[Item] = [*paragraph(each.name, left, top + 2, column - left - 6, style, record=each.id, role="path")]
    if each.holds:
        items += paragraph(each.holds, column, top + 2, width - column, _SAID, record=each.id, role="holds")
    if each.why or each.id:
        why = each.why or _("Nobody has said why.")
        items += paragraph(why, column, top + 15, width - column, _WHY, record=each.id, role="why")
    return items


def _joint(branches: Sequence[Branch], row: int) -> list[Item]:
    """From the branch above down and across to this one."""
    depth = branches[row].depth
    parent = next(place for place in range(row - 1, -1, -1) if branches[place].depth < depth)
    x, middle = _INDENT * (depth - 1) + 5, row * _PITCH + 9
    above = parent * _PITCH + 18
    return [
        Line(x1=x, y1=above, x2=x, y2=middle, stroke="rule", stroke_width=0.8, role="joint"),
        Line(x1=x, y1=middle, x2=x + _INDENT - 8, y2=middle, stroke="rule", stroke_width=0.8, role="joint"),
    ]
