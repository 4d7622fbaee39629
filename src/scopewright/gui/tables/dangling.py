"""What is asked before records go that others link to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from scopewright.language import _, ngettext
from scopewright.model.record import Record

_MOST = 8


def ask_before_dangling(parent: QWidget, links: Sequence[tuple[Record, str]], agreed: Callable[[], object]) -> None:
    """Say which fields would lead to nothing, and do it if the user agrees; one undo brings all of it back."""
    box = QMessageBox(parent)
    box.setObjectName("dangling")
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(QMessageBox.Icon.Question)
    count = len(links)
    box.setText(ngettext("{count} link would lead to nothing.", "{count} links would lead to nothing.", count).format(
        count=count
    ))  # fmt: skip
    lines = [
        f"{record.id}, {_(record.section.spec(field).title)}: {_short(record.headline)}" for record, field in links
    ]
    more = [_("… and {count} more").format(count=count - _MOST)] if count > _MOST else []
    box.setInformativeText("\n".join([*lines[:_MOST], *more, "", _("Undo brings everything back in one step.")]))
    keep = box.addButton(_("Keep"), QMessageBox.ButtonRole.RejectRole)
    remove = box.addButton(_("Remove anyway"), QMessageBox.ButtonRole.DestructiveRole)
    keep.setObjectName("dangling.keep")
    remove.setObjectName("dangling.remove")
    box.setDefaultButton(keep)
    remove.clicked.connect(agreed)
    box.open()


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else f"{flat[:59]}…"
