"""How the code will be laid out, with the reason for every folder (row J6)."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model.fields import text
from scopewright.model.record import Record, section


@section(
    "codebase",
    N_("Codebase plan"),
    one=N_("folder or file"),
    many=N_("folders and files"),
    prefix="CB",
    place=60,
    phase="solution",
    icon="folder-tree",
    document="design",
    hint=N_("Add each folder with what stands in it and why; what nobody can explain is not made."),
    headline="path",
)
class CodePath(Record):
    """A folder (its path ends with a slash) or a file of the planned codebase."""

    path: str = text(N_("Path"), required=True, help=N_("From the top of the repository; a folder ends with a slash."))
    holds: str = text(N_("What stands there"))
    why: str = text(N_("Why"), required=True, help=N_("If nobody can say why, do not make it."))
