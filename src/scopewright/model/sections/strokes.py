"""Freehand ink on the whiteboard, one record a stroke."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model import ink, placing
from scopewright.model.fields import number, ref, text
from scopewright.model.record import Record, section

LONGEST = 60_000
"""How many characters the points of one stroke may take: a longer line is parted into several strokes."""


@section(
    "strokes",
    N_("Ink"),
    one=N_("stroke"),
    prefix="IK",
    place=13,
    phase="capture",
    icon="pen-line",
    hint=N_("Take the pen on the whiteboard and draw."),
    headline="alt",
    drawn=True,
    without=("owner", "release", "note", "tags", "remark"),
)
class Stroke(Record):
    """One stroke from pen down to pen up.

    ``points`` are ``x y pressure`` parted by commas: offsets from the stroke's left and top, pressure from 0 to 100.
    """

    alt: str = text(N_("What it shows"), help=N_("Read out in place of the ink, and found by the search."))
    session: str | None = ref(N_("Session"), "sessions")
    points: str = text(N_("Points"), longest=LONGEST, reads=ink.problems, column=False, layout=True)
    pen: float | None = number(N_("Width of the pen"), low=0, column=False, layout=True)
    x: float | None = placing.left()
    y: float | None = placing.top()
    colour: str | None = placing.colour()
    group: str = placing.group()
    depth: float | None = placing.depth()
