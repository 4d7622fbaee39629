"""What is asked before records go that others link to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from scopewright.gui.keeping.dialog import Dialog
from scopewright.gui.widgets.label import Label
from scopewright.language import _, ngettext
from scopewright.model.record import Record

_MOST = 8


class DanglingDialog(Dialog):
    """Says which fields would lead to nothing; ``agreed`` is called if the records go all the same."""

    def __init__(self, parent: QWidget, links: Sequence[tuple[Record, str]], agreed: Callable[[], object]) -> None:
        count = len(links)
        title = ngettext("{count} link would lead to nothing", "{count} links would lead to nothing", count)
        text = _("Undo brings everything back in one step.")
        super().__init__(parent, "dangling", "link", title.format(count=count), text, ink="warning")
        lines = [
            f"{record.id}, {_(record.section.spec(field).title)}: {_short(record.headline)}" for record, field in links
        ]
        more = [_("… and {count} more").format(count=count - _MOST)] if count > _MOST else []
        said = Label("\n".join([*lines[:_MOST], *more]), wrap=True)
        said.setObjectName("dangling.links")
        self.body.addWidget(said)
        self.offer_and_close("remove", _("Remove anyway"), agreed)
        self.offer_cancel(_("Keep")).setFocus()


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else f"{flat[:59]}…"
