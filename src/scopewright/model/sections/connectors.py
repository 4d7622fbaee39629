"""Connectors on the whiteboard: lines from one note, frame or picture to another."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model import placing
from scopewright.model.fields import choice, ref, text
from scopewright.model.record import Record, section

_HEADS = (("arrow", N_("Arrow")), ("none", N_("Plain line")), ("both", N_("Arrow both ways")))


@section(
    "connectors",
    N_("Connectors"),
    one=N_("connector"),
    prefix="CX",
    place=12,
    phase="capture",
    icon="spline",
    hint=N_("Choose two notes on the whiteboard and connect them."),
    headline="label",
    drawn=True,
    without=("owner", "release", "note", "tags", "remark"),
)
class Connector(Record):
    """One line between two things on a whiteboard; it follows them wherever they are moved."""

    label: str = text(N_("Connector"))
    start: str | None = ref(N_("From"), "notes", "frames", "pictures", required=True)
    end: str | None = ref(N_("To"), "notes", "frames", "pictures", required=True)
    heads: str | None = choice(N_("Heads"), _HEADS, column=False, layout=True)
    colour: str | None = placing.colour()
