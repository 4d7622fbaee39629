"""A file that the user names beside the engagement, such as a logo, a scan or a board: read whole, or told why not."""

from __future__ import annotations

import stat
from pathlib import Path

from scopewright.language import _
from scopewright.model.refusal import SaidToUser


def reason(error: OSError) -> str:
    """What the system says of a failure, without the path it happened at."""
    return error.strerror or str(error)


def read_named(path: Path, largest: int) -> bytes:
    """All bytes of a regular file of at most ``largest`` bytes.

    Raises:
        SaidToUser: it is larger, no regular file, or the system could not read it; the message names it.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise SaidToUser(_("“{name}” is not a file. Nothing was changed.").format(name=path.name))
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except OSError as error:
        text = _("“{name}” could not be read: {reason}. Nothing was changed.")
        raise SaidToUser(text.format(name=path.name, reason=reason(error))) from error
    if len(data) > largest:
        text = _("“{name}” is larger than the {limit} MB that are read. Nothing was changed.")
        raise SaidToUser(text.format(name=path.name, limit=largest // 2**20))
    return data
