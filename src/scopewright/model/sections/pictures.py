"""Pictures on the whiteboard: photographs, drawings, whatever was pasted or dropped."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model import placing
from scopewright.model.fields import ref, text
from scopewright.model.record import Record, section


@section(
    "pictures",
    N_("Pictures"),
    one=N_("picture"),
    prefix="PIC",
    place=14,
    phase="capture",
    icon="image",
    hint=N_("Drop a picture on the whiteboard, or paste one."),
    headline="alt",
    drawn=True,
    without=("owner", "release", "note", "tags"),
)
class Picture(Record):
    """One picture of a session's whiteboard.

    ``original`` is the attachment as it came, ``attachment`` the one that is shown: the same, or what was made of it by
    straightening, cropping and cleaning.
    """

    alt: str = text(N_("What it shows"), help=N_("Read out and printed in place of the picture."))
    session: str | None = ref(N_("Session"), "sessions")
    attachment: str = text(N_("Attachment"), column=False, help=N_("The name of the file that is shown."))
    original: str = text(N_("Original"), column=False, help=N_("The name of the file as it came."))
    corners: str = text(
        N_("Corners"),
        help=N_("Eight numbers from 0 to 1: the whiteboard's corners in the original."),
        column=False,
        layout=True,
    )
    x: float | None = placing.left()
    y: float | None = placing.top()
    width: float | None = placing.width()
    height: float | None = placing.height()
    group: str = placing.group()
    depth: float | None = placing.depth()
