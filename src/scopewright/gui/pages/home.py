"""The first page: go on with a recent engagement, begin a new one, or look at the sample."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from scopewright.gui.actions import Action
from scopewright.gui.presence import Presence
from scopewright.gui.settings import Recent, engagements_folder
from scopewright.gui.theme.apply import current
from scopewright.gui.widgets.buttons import primary, secondary
from scopewright.gui.widgets.drawn_row import TwoLines, say_two_lines
from scopewright.gui.widgets.file_dialogs import ask_open, ask_save
from scopewright.gui.widgets.label import Label, tooltip
from scopewright.language import N_, _
from scopewright.store.elsewhere import on_another_computer

_FILTER = N_("Engagements (*.scope)")
_PATH = Qt.ItemDataRole.UserRole
_WIDEST = 560
"""Width in logical pixels beyond which fields for a name look lost."""


class Desk(Protocol):
    """What the home page asks of the place that opens engagements."""

    def recent(self) -> Sequence[Recent]:
        """The engagements opened lately."""

    def templates(self) -> Sequence[tuple[str, str, str]]:
        """Name, title and description of each template."""

    def open_file(self, path: Path) -> None:
        """Open an engagement in place of the present one."""

    def new(self, path: Path, title: str, client: str, template: str) -> None:
        """Make an engagement and open it."""

    def open_sample(self) -> None:
        """Open the sample engagement."""


class HomePage(QWidget):
    """Recent engagements at the left, a new one at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("home")
        self._list = self._recent_list()
        self._title = _line("home.title", _("Engagement"), _("Churn early warning"))
        self._client = _line("home.client", _("Client"), _("Name of the client"))
        self._template = self._template_box()
        self._where = _line("home.where", _("File"), "")
        self._trouble = Label(wrap=True)
        self._trouble.setObjectName("home.trouble")
        self._trouble.hide()
        self._touched = False
        self._presence = Presence(self)
        self._presence.changed.connect(self._show_recent)
        self._arrange()
        self._title.textEdited.connect(self._propose)
        self._where.textEdited.connect(self._chose_path)
        self._propose("")
        self.refresh(())

    def title(self) -> str:
        """The heading over the page."""
        return _("Start")

    def page_actions(self) -> Sequence[Action]:
        """Opening a file and the sample; making a new one."""
        group, page = N_("Start"), "home"
        return [
            Action("home.sample", N_("Open the sample"), self._desk.open_sample, "", "sparkles", group),
            Action("home.open", N_("Open a file…"), self._choose_file, "Ctrl+O", "folder-open", group),
            Action("home.new", N_("Name a new engagement"), self._title.setFocus, "Ctrl+N", "plus", group, page=page),
        ]

    def refresh(self, changes: Sequence[object]) -> None:
        """List the recent engagements anew."""
        if changes:
            return
        self._show_recent()
        self._presence.look(recent.path for recent in self._desk.recent())

    def _show_recent(self) -> None:
        chosen = max(0, self._list.currentRow())
        self._list.clear()
        for recent in self._desk.recent():
            self._list.addItem(_item(recent, gone=self._presence.there(recent.path) is False))
        self._list.setVisible(self._list.count() > 0)
        self._none.setVisible(self._list.count() == 0)
        self._list.setCurrentRow(min(chosen, self._list.count() - 1))

    def reveal(self, _record: str) -> bool:
        """There are no records here."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in any field of the form makes the engagement."""
        fields = (self._title, self._client, self._template, self._where)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.focusWidget() in fields:
            self._create()
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        left_card, left = _card(_("Recent engagements"))
        right_card, right = _card(_("New engagement"))
        empty = _("None yet. Name one at the right, or open the sample to look around.")
        self._none = Label(empty, muted=True, wrap=True)
        left.addWidget(self._none)
        left.addWidget(self._list, stretch=1)
        left.addStretch(0)
        others = QHBoxLayout()
        others.setSpacing(8)
        others.addWidget(secondary("home.open-file", _("Open a file…"), self._choose_file, "folder-open"))
        others.addWidget(secondary("home.open-sample", _("Open the sample"), self._desk.open_sample, "sparkles"))
        others.addStretch(1)
        left.addLayout(others)
        right.addLayout(self._form())
        right.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 20, 20)
        row.setSpacing(16)
        row.addWidget(left_card, stretch=1)
        row.addWidget(right_card, stretch=1)
        right_card.setMaximumWidth(_WIDEST)

    def _form(self) -> QVBoxLayout:
        browse = secondary("home.browse", _("Browse…"), self._browse)
        column = QVBoxLayout()
        column.setSpacing(14)
        for label, *fields in (
            (_("&Engagement"), self._title),
            (_("&Client"), self._client),
            (_("&Begin with"), self._template),
            (_("&File"), self._where, browse),
        ):
            column.addLayout(_labelled(label, *fields))
        column.addWidget(self._trouble)
        column.addWidget(
            primary("home.create", _("Create"), self._create, "plus"), alignment=Qt.AlignmentFlag.AlignRight
        )
        return column

    def _recent_list(self) -> QListWidget:
        box = QListWidget()
        box.setObjectName("home.recent")
        box.setAccessibleName(_("Recent engagements"))
        box.setFrameShape(QFrame.Shape.NoFrame)
        box.setItemDelegate(TwoLines(box))
        box.itemActivated.connect(lambda item: self._desk.open_file(Path(item.data(_PATH))))
        return box

    def _template_box(self) -> QComboBox:
        box = QComboBox()
        box.setObjectName("home.template")
        box.setAccessibleName(_("Begin with"))
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for name, title, about in self._desk.templates():
            box.addItem(title, name)
            box.setItemData(box.count() - 1, about, Qt.ItemDataRole.ToolTipRole)
        return box

    def _propose(self, title: str) -> None:
        if not self._touched:
            bare = "".join(c if c.isalnum() or c in " -_" else " " for c in title)
            safe = " ".join(bare.split()) or _("New engagement")
            self._where.setText(_in_short(engagements_folder() / f"{safe}.scope"))

    def _chose_path(self, text: str) -> None:
        self._touched = bool(text)

    def _browse(self) -> None:
        path = ask_save(self, "engagements", _("Where to keep it"), Path(self._where.text()).expanduser(), _(_FILTER))
        if path:
            self._touched = True
            self._where.setText(_in_short(path))

    def _say(self, sentence: str) -> None:
        """Say in the form why nothing was made."""
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))
        if sentence:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._where, sentence))

    def _choose_file(self) -> None:
        path = ask_open(self, "engagements", _("Open an engagement"), _(_FILTER), engagements_folder())
        if path:
            self._desk.open_file(path)

    def _create(self) -> None:
        try:
            path = _file_of(self._where.text().strip())
        except ValueError as error:
            self._say(str(error))
            self._where.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._say("")
        template = str(self._template.currentData())
        self._desk.new(path, self._title.text().strip(), self._client.text().strip(), template)


def _file_of(said: str) -> Path:
    """The file that was typed, with its ending.

    Raises:
        ValueError: no file can be meant by it; the message is a sentence for the user.
    """
    example = engagements_folder() / f"{_('New engagement')}.scope"
    if not said:
        raise ValueError(_("Say which file to make, such as {example}.").format(example=example))
    try:
        path = Path(said).expanduser()
    except RuntimeError as error:
        raise ValueError(_("There is no home folder “{name}” here.").format(name=Path(said).parts[0])) from error
    if not path.is_absolute():
        raise ValueError(_("Give the whole path of the file, such as {example}.").format(example=example))
    if said.endswith(("/", "\\")) or (not on_another_computer(said) and _is_folder(path)):
        raise ValueError(_("“{path}” is a folder. Add the name of a file.").format(path=path))
    return path if path.suffix == ".scope" else path.with_name(f"{path.name}.scope")


def _in_short(path: Path) -> str:
    """A path as one types it: what is in the home folder begins with a tilde."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except ValueError:
        return str(path)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _item(recent: Recent, *, gone: bool) -> QListWidgetItem:
    state = _("not reachable now") if gone else ""
    item = QListWidgetItem()
    note = " · ".join(part for part in (state, recent.client, _in_short(Path(recent.path))) if part)
    say_two_lines(item, recent.title or Path(recent.path).stem, note)
    item.setData(_PATH, recent.path)
    item.setToolTip(tooltip(recent.path))
    if gone:
        item.setForeground(QColor(current().muted))
    return item


def _line(name: str, accessible: str, placeholder: str) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(name)
    field.setAccessibleName(accessible)
    field.setPlaceholderText(placeholder)
    return field


def _labelled(text: str, field: QWidget, *beside: QWidget) -> QVBoxLayout:
    """A field under what it is called, with what stands beside it."""
    label = Label(text)
    label.setBuddy(field)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(field, stretch=1)
    for widget in beside:
        row.addWidget(widget)
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(label)
    column.addLayout(row)
    return column


def _card(title: str) -> tuple[QFrame, QVBoxLayout]:
    frame = QFrame()
    frame.setProperty("look", "card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(20, 16, 20, 16)
    column.setSpacing(12)
    column.addWidget(Label(title, "heading"))
    return frame, column
