"""The formats of whiteboards: which job writes each, and how a file of each is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from scopewright.exchange import excalidraw_read, lists
from scopewright.exchange.drawing import Drawing
from scopewright.language import _
from scopewright.model.refusal import SaidToUser

WRITTEN: Mapping[str, str] = MappingProxyType(
    {"excalidraw": "board", "md": "board", "svg": "board", "pdf": "board-pdf", "png": "board-png"}
)
"""By the end of a file's name, the job that writes it."""
_READ: Mapping[str, Callable[[str], Drawing]] = MappingProxyType(
    {"excalidraw": excalidraw_read.read, "json": excalidraw_read.read, "md": lists.read, "markdown": lists.read,
     "txt": lists.read}
)  # fmt: skip
READ = tuple(_READ)
"""The ends of names of files that are read."""


def read(name: str, data: bytes) -> Drawing:
    """The drawing in a file of that name.

    Raises:
        SaidToUser: it is of no format that is read, not in UTF-8, or no drawing; the message says which.
    """
    form = name.rpartition(".")[2].casefold()
    if form not in _READ:
        text = _("“{name}” is no board that can be read; these can: {forms}.")
        raise SaidToUser(text.format(name=name, forms=", ".join(f".{each}" for each in READ)))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SaidToUser(_("“{name}” is not a text file in UTF-8.").format(name=name)) from error
    return _READ[form](text)
