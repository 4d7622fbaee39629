"""What binds, with its numbers, and what may help, in order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QFrame, QVBoxLayout

from scopewright.gui.data.words import figure
from scopewright.gui.widgets.label import Label
from scopewright.language import _
from scopewright.model.sections.analyses import PARTS


class ErrorBanner(QFrame):
    """A card over the tables."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("data.error-banner")
        self.setProperty("look", "card")
        self._head = Label(role="heading", wrap=True)
        self._head.setObjectName("data.bottleneck")
        self._levels = Label(muted=True, wrap=True)
        self._remedies = Label(wrap=True)
        self._remedies.setObjectName("data.remedies")
        self._remarks = Label(muted=True, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(6)
        for label in (self._head, self._levels, self._remedies, self._remarks):
            column.addWidget(label)

    def show_verdict(self, fields: Mapping[str, Any], caution: str) -> None:
        """Show what an analysis (see ``model.kept_analysis``) says; ``caution`` stands below it."""
        self._head.setText(_verdict(fields))
        self._levels.setText(_levels(fields))
        remedies = [line for line in (fields["remedies"] or "").splitlines() if line]
        self._remedies.setText("\n".join(f"{place}. {line}" for place, line in enumerate(remedies, 1)))
        remarks = [*(fields["remarks"] or "").splitlines(), caution]
        self._remarks.setText("\n".join(line for line in remarks if line))
        for label in (self._levels, self._remedies, self._remarks):
            label.setVisible(bool(label.text()))


def _verdict(fields: Mapping[str, Any]) -> str:
    value = next((row["value"] for row in fields["parts"] if row["part"] == fields["bottleneck"]), None)
    if value is None:
        return _("No part of the error stands out beyond its noise.")
    said = _("Bottleneck: {part}, {value} of {total}")
    if value > (fields["total"] or 0):  # another part is negative
        said = _("Bottleneck: {part}, {value}; the error in all is {total}")
    return said.format(part=_(dict(PARTS)[fields["bottleneck"]]), value=figure(value), total=figure(fields["total"]))


def _levels(fields: Mapping[str, Any]) -> str:
    """The errors that the parts are the differences of."""
    said = {
        "human": _("people {error}"),
        "train": _("training {error}"),
        "train_dev": _("unseen rows like these {error}"),
        "dev": _("development {error}"),
        "test": _("test {error}"),
    }
    known = [each.format(error=figure(fields[name])) for name, each in said.items() if fields[name] is not None]
    if not known:
        return ""
    return _("{model}, errors (0 is best): {errors}").format(model=_(fields["model"]), errors=", ".join(known))
