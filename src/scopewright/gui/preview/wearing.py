"""The house style that the open engagement wears, and changing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from scopewright.briefs.file_name import PATTERN, file_name
from scopewright.briefs.house_style import HouseStyle, from_json
from scopewright.gui.editing import Editing
from scopewright.gui.job_client import JobClient
from scopewright.gui.preview.style_dialog import Engaged, StyleDialog
from scopewright.gui.widgets.notice import Notice
from scopewright.language import _
from scopewright.model.refusal import SaidToUser
from scopewright.model.sections.document import Document
from scopewright.model.sections.overview import Overview
from scopewright.store.house_styles import HouseStyles


class Wearing:
    """``notify`` shows a notice over the page; ``renew`` is called when the look may have changed."""

    def __init__(
        self,
        editing: Editing,
        client: JobClient,
        notify: Callable[[Notice], object],
        renew: Callable[[], object],
    ) -> None:
        self._editing, self._client, self._notify, self._renew = editing, client, notify, renew
        self.held = HouseStyles()

    def style(self) -> HouseStyle | None:
        """The style; none for the plain look, or if the one that is named is not here."""
        try:
            return self._read()
        except SaidToUser:
            return None

    def _read(self) -> HouseStyle | None:
        name = self._editing.engagement.one(Document).style
        found = self.held.read(name) if name else None
        return from_json(found) if found else None

    def payload(self) -> dict[str, Any] | None:
        """The style as a worker is told of it."""
        found = self.style()
        return found.to_json() if found else None

    def why_plain(self) -> str:
        """Why the brief does not wear the style that the engagement names; empty if it does, or names none."""
        name = self._editing.engagement.one(Document).style
        try:
            missing = bool(name) and self._read() is None
        except SaidToUser as error:
            return _("{reason} This is the plain look.").format(reason=error)
        text = _("The house style “{name}” is not on this computer: this is the plain look.")
        return text.format(name=name) if missing else ""

    def called(self, kind: str, suffix: str, release: str = "") -> str:
        """What the file of a brief is called."""
        house = self.style()
        return self._called(house.file_name if house else PATTERN, kind, suffix, release)

    def _called(self, pattern: str, kind: str, suffix: str, release: str = "") -> str:
        house = self.style()
        firm = house.firm if house else ""
        return file_name(pattern, self._editing.engagement, kind, suffix, firm=firm, release=release)

    def ask(self, parent: QWidget, kind: str) -> None:
        """Open the dialog; ``kind`` is the title of the brief that is shown."""
        engagement = self._editing.engagement
        engaged = Engaged(
            engagement.one(Overview).client, engagement.one(Document).style,
            lambda pattern: self._called(pattern, kind, "pdf"),
        )  # fmt: skip
        StyleDialog(parent, self.held, self._client, engaged, self._wear).open()

    def _wear(self, name: str, said: tuple[str, ...]) -> None:
        control = self._editing.engagement.one(Document)
        if name != control.style:
            self._editing.set_stored(control.key, "style", name or None)
        self._renew()
        if said:
            self._notify(Notice("style", "info", _("The house style is kept."), " ".join(said)))
