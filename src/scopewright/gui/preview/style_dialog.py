"""Choosing, making and sharing the house style that the briefs of this engagement wear."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from scopewright.briefs.house_style import (
    CLIENT,
    FIRM,
    LARGEST_FILE,
    HouseStyle,
    checked,
    from_json,
    mended,
    without_client,
)
from scopewright.gui.job_client import JobClient
from scopewright.gui.keeping.dialog import Dialog
from scopewright.gui.preview.style_form import StyleForm
from scopewright.gui.widgets.buttons import quiet
from scopewright.gui.widgets.file_dialogs import ask_open, ask_save
from scopewright.gui.widgets.label import Label
from scopewright.language import _
from scopewright.model.refusal import SaidToUser
from scopewright.store.house_styles import SUFFIX, HouseStyles, read_style, write_style
from scopewright.store.named_file import read_named

_WIDTH = 640
_NEW = "\0"
"""The data of the line that makes a style; no style has that name."""


@dataclass(frozen=True, slots=True)
class Engaged:
    """What the dialog asks of the engagement: the client, the style it wears, and what a file would be called."""

    client: str
    style: str
    called: Callable[[str], str]


class StyleDialog(Dialog):
    """``wear`` gets the name of the style to wear, empty for the plain look, and the sentences to say about it."""

    def __init__(
        self,
        parent: QWidget,
        held: HouseStyles,
        client: JobClient,
        engaged: Engaged,
        wear: Callable[[str, tuple[str, ...]], object],
    ) -> None:
        text = _("A style belongs to the firm: other engagements can wear it, so it never names a client.")
        super().__init__(parent, "style", "pencil-ruler", _("House style"), text, width=_WIDTH)
        self._held, self._engaged, self._wear, self._client = held, engaged, wear, client
        self._jobs: dict[str, Callable[[Mapping[str, Any]], object]] = {}
        self.chosen = QComboBox()
        self.chosen.setObjectName("style.chosen")
        self.chosen.setAccessibleName(_("House style"))
        self.form = StyleForm(self._ask_logo)
        self._said = Label(role="small", wrap=True)
        self._said.setObjectName("style.said")
        self._arrange()
        client.finished.connect(self._finished)
        client.failed.connect(self._failed)
        self._jobs[client.start("typefaces", {})] = lambda found: self.form.offer_fonts(found["families"])
        self._list(engaged.style)
        self._show()

    def take_logo(self, path: Path) -> None:
        """Have the worker make a logo of a picture."""
        try:
            data = read_named(path, LARGEST_FILE)
        except SaidToUser as error:
            self._say(str(error))
            return
        payload = {"data": base64.b64encode(data).decode("ascii")}
        self._jobs[self._client.start("logo", payload)] = lambda found: self.form.show_logo(found["data"])

    def take_in(self, path: Path) -> None:
        """Show the style in a file; it is kept when the dialog is."""
        try:
            style = from_json(read_style(path))
        except SaidToUser as error:
            self._say(str(error))
            return
        with QSignalBlocker(self.chosen):
            self.chosen.setCurrentIndex(self.chosen.findData(_NEW))
        self._enable(True)
        self.form.show_style(style)

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.chosen, stretch=1)
        row.addWidget(quiet("style.import", _("Import…"), self._ask_file, "upload"))
        self._export = quiet("style.export", _("Export…"), self._ask_target, "file-down")
        self._remove = quiet("style.remove", _("Remove"), self._drop, "trash-2")
        row.addWidget(self._export)
        row.addWidget(self._remove)
        self.body.addLayout(row)
        self.body.addWidget(self.form)
        words = Label(
            _("{client} and {firm} in the terms stand for both parties.").replace("{client}", CLIENT)
            .replace("{firm}", FIRM), "small", muted=True, wrap=True,
        )  # fmt: skip
        self.body.addWidget(words)
        self.body.addWidget(self._said)
        self.offer_cancel()
        self._go = self.offer("wear", _("Use this style"), self._keep, main=True)
        self.chosen.currentIndexChanged.connect(lambda _place: self._show())
        self.form.edited.connect(self._judge)

    def _list(self, chosen: str) -> None:
        with QSignalBlocker(self.chosen):
            self.chosen.clear()
            self.chosen.addItem(_("The plain look"), "")
            for name in self._held.names():
                self.chosen.addItem(name, name)
            self.chosen.addItem(_("A new style"), _NEW)
            self.chosen.setCurrentIndex(max(0, self.chosen.findData(chosen)))

    def _show(self) -> None:
        name = str(self.chosen.currentData())
        self._enable(bool(name))
        try:
            found = self._held.read(name) if name not in ("", _NEW) else None
            self.form.show_style(from_json(found) if found else HouseStyle())
        except SaidToUser as error:
            self._said.setText(str(error))

    def _enable(self, editable: bool) -> None:
        self.form.setEnabled(editable)
        for button in (self._export, self._remove):
            button.setEnabled(self.chosen.currentData() not in ("", _NEW))

    def _judge(self) -> None:
        """Say what is amiss or would be mended, and what a file would be called."""
        amiss = ""
        remarks: tuple[str, ...] = ()
        if self.form.isEnabled():
            try:
                remarks = mended(checked(self.form.style_made()))[1]
                self.form.called.setText(self._engaged.called(self.form.style_made().file_name))
            except SaidToUser as error:
                amiss = str(error)
        self._said.setText(amiss or " ".join(remarks))
        self._said.setVisible(bool(amiss or remarks))
        self._go.setEnabled(not amiss)

    def _keep(self) -> None:
        if not self.form.isEnabled():
            self.accept()
            self._wear("", ())
            return
        try:
            style, said = self._kept()
        except SaidToUser as error:
            self._say(str(error))
            return
        self.accept()
        self._wear(style.name, said)

    def _kept(self) -> tuple[HouseStyle, tuple[str, ...]]:
        style, darker = mended(checked(self.form.style_made()))
        style, named = without_client(style, self._engaged.client)
        if "name" in named:
            style = replace(style, name=_("House style"))
        self._held.write(style.name, style.to_json())
        text = _("{client} stands where the style named this client, so that no other engagement prints the name.")
        return style, (*darker, *((text.replace("{client}", CLIENT),) if named else ()))

    def _drop(self) -> None:
        try:
            self._held.remove(str(self.chosen.currentData()))
        except SaidToUser as error:
            self._say(str(error))
            return
        self._list("")
        self._show()

    def _ask_logo(self) -> None:
        kinds = _("Pictures (*.png *.jpg *.jpeg *.svg)")
        path = ask_open(self, "pictures", _("Choose the logo"), kinds)
        if path:
            self.take_logo(path)

    def _ask_file(self) -> None:
        kinds = _("House styles (*.json)")
        path = ask_open(self, "styles", _("Import a house style"), kinds)
        if path:
            self.take_in(path)

    def _ask_target(self) -> None:
        name = str(self.chosen.currentData())
        path = ask_save(self, "styles", _("Export the house style"), f"{name}{SUFFIX}", "*.json")
        if path:
            self.hand_over(path)

    def hand_over(self, path: Path) -> None:
        """Write the chosen style as a file for a colleague."""
        try:
            write_style(path, self._held.read(str(self.chosen.currentData())) or {})
        except SaidToUser as error:
            self._say(str(error))

    def _say(self, sentence: str) -> None:
        self._said.setText(sentence)
        self._said.show()

    def _finished(self, job: str, result: Mapping[str, Any]) -> None:
        done = self._jobs.pop(job, None)
        if done is not None:
            done(result)

    def _failed(self, job: str, sentence: str) -> None:
        if self._jobs.pop(job, None) is not None:
            self._say(sentence)
