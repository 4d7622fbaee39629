"""The brief as it will leave the house: chosen, seen page by page as it is edited, exported to the byte."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QSignalBlocker, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent, QShowEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from scopewright.briefs.formats.registry import PDF, TITLES
from scopewright.briefs.papers import PAPERS
from scopewright.briefs.registry import BRIEFS
from scopewright.briefs.view import left_out
from scopewright.gui.actions import READ_ONLY, Action
from scopewright.gui.background import Background
from scopewright.gui.editing import Editing
from scopewright.gui.findings import Findings, in_words, sentence
from scopewright.gui.forms.flow import FlowBox
from scopewright.gui.job_client import JobClient
from scopewright.gui.preview.export_dialog import ExportDialog
from scopewright.gui.preview.exporting import Exporting
from scopewright.gui.preview.pages_view import PagesView
from scopewright.gui.preview.places import place_at
from scopewright.gui.preview.rendering import PAUSE_MS, Choice, Rendered, Rendering, State
from scopewright.gui.preview.search_bar import SearchBar
from scopewright.gui.preview.side_strip import SideStrip
from scopewright.gui.preview.thumbnails import Thumbnails
from scopewright.gui.preview.wearing import Wearing
from scopewright.gui.widgets.buttons import quiet
from scopewright.gui.widgets.file_dialogs import ask_save
from scopewright.gui.widgets.label import Label
from scopewright.gui.widgets.notice import Notice
from scopewright.language import N_, _
from scopewright.lint.rules.wording_style import JARGON
from scopewright.model.releases import frozen
from scopewright.model.sections.document import LANGUAGES, Document
from scopewright.model.sections.people import Person
from scopewright.model.sections.releases import Release
from scopewright.store.durable import export as write_export
from scopewright.store.named_file import reason
from scopewright.store.opened import OpenEngagement

if TYPE_CHECKING:
    from scopewright.gui.catalogue import Surroundings

_NARROW = 700
"""Width in logical pixels under which the pages have the room of their thumbnails."""
_FOR_ONE = "reviewer"
"""The kind of brief that is for one reader."""
_EXPORT_AS = {
    "docx": N_("Export as Word document…"),
    "xlsx": N_("Export as Excel workbook…"),
    "md": N_("Export as Markdown…"),
    "html": N_("Export as web page…"),
    "json": N_("Export the records as JSON…"),
    "csv": N_("Export the tables as CSV…"),
    "ics": N_("Export as calendar…"),
}


class BriefPage(QWidget):
    """Thumbnails, pages and a strip with what to know before the brief goes out."""

    def __init__(
        self, editing: Editing, work: OpenEngagement, client: JobClient, window: Surroundings, findings: Findings
    ) -> None:
        super().__init__()
        self.setObjectName("brief")
        self._engagement, self._window, self._findings = work.engagement, window, findings
        self._editing = editing
        self.shown: Rendered | None = None
        self._document: QPdfDocument | None = None
        self._export_waits: tuple[str, bool] | None = None
        self._wearing = Wearing(editing, client, window.notify, lambda: self._ask(0))
        self.rendering = Rendering(work, client, self._wearing.payload, self)
        self._exporting, self._writing = Exporting(client, self), Background(self, each=True)
        self.rendering.rendered.connect(self._show)
        self.rendering.moved.connect(self._moved)
        self.pages, self.thumbnails = PagesView(), Thumbnails()
        self.search = SearchBar(self.pages)
        self.strip = SideStrip(self._go_to)
        self.kind = _combo("brief.kind", _("Kind of brief"), tuple((key, kind.title) for key, kind in BRIEFS.items()))
        self.paper = _combo("brief.paper", _("Paper"), tuple((key, sheet.title) for key, sheet in PAPERS.items()))
        self.language = _combo("brief.language", _("Language"), (("", N_("As in document control")), *LANGUAGES))
        self.release = _combo("brief.release", _("Release"), ())
        self.reader = _combo("brief.reader", _("Who reads it"), ())
        self._where = Label(role="small", muted=True, elide=True)
        self._where.setObjectName("brief.where")
        self._arrange()
        self._list_releases()
        self._list_readers()
        for box in self._choices:
            box.currentIndexChanged.connect(lambda _place: self._ask(0))
        self.pages.page_changed.connect(self._show_where)
        self.pages.pointed.connect(self._open_at)
        self.thumbnails.currentRowChanged.connect(self.pages.go_to_page)
        findings.renewed.connect(self._show_findings)
        self._show_findings()

    # What the window asks

    def title(self) -> str:
        """The heading over the page."""
        return _("Briefs")

    def page_actions(self) -> Sequence[Action]:
        """Export, search and zoom."""
        group = N_("Brief")

        def action(name: str, title: str, run: Callable[[], object], keys: str, icon: str) -> Action:
            return Action(f"brief.{name}", title, run, keys, icon, group, page="brief")

        export, editing = N_("Export…"), self._editing
        return [
            Action("brief.export", export, self.export, "Ctrl+E", "file-down", group, page="brief",
                   place="primary"),
            action("export-locked", N_("Export a PDF with a password…"), lambda: self.export(PDF, True), "", "lock"),
            *(
                action(f"export-{form}", _EXPORT_AS[form], partial(self.export, form), "", "file-down")
                for form in TITLES
                if form != PDF
            ),
            Action("brief.style", N_("House style…"), self._dress, "", "pencil-ruler", group,
                   lambda: not editing.read_only, page="brief", lacks=READ_ONLY),
            action("record", N_("Open the record that is shown here"), self._open_here, "Ctrl+Return", "file-text"),
            action("find", N_("Search in the brief"), self._begin_search, "Ctrl+F", "search"),
            action("find-next", N_("Found next"), lambda: self.search.go(1), "F3", "chevron-down"),
            action("find-before", N_("Found before"), lambda: self.search.go(-1), "Shift+F3", "chevron-up"),
            action("zoom-in", N_("Enlarge"), self.pages.zoom_in, "Ctrl++; Ctrl+=", "zoom-in"),
            action("zoom-out", N_("Reduce"), self.pages.zoom_out, "Ctrl+-", "zoom-out"),
            action("zoom-fit", N_("Fit the width"), self.pages.fit_width, "Ctrl+0", "monitor"),
        ]  # fmt: skip

    def refresh(self, _changes: Sequence[object]) -> None:
        """Render again, a moment after the last change; what is shown stays until then."""
        self._list_releases()
        self._list_readers()
        if self.isVisible():
            self._ask(PAUSE_MS if self.shown else 0)

    def reveal(self, record: str) -> bool:
        """Bring the first place with a record's spoken id into sight; of a person, what changed for that reader."""
        place = self.reader.findData(record)
        if place >= 0:
            self.reader.setCurrentIndex(place)
            self.kind.setCurrentIndex(self.kind.findData(_FOR_ONE))
            return True
        self.search.box.setText(record)
        return self._has_pages()

    # What the user does

    def export(self, form: str = PDF, password: bool = False) -> None:
        """Show what to know before the brief goes out, then ask for a file; while pages are updated, wait for them."""
        if self.rendering.state == "updating":
            self._export_waits = form, password
            return
        if self.shown is None or self._exporting.busy:
            return
        glyphs, sections = self.shown.report["glyphs"], self._engagement.sections
        plain = [found for found in self._findings.all if found.rule != JARGON]
        dialog = ExportDialog(self, form, password, self._choose_file, partial(self._go_to, ""))
        dialog.arrange(
            [(f"{record.id}  {what}", record.id, "") for record, what in left_out(self._engagement)],
            [
                (f"{found.id}, {sentence(found, sections)}", found.id, found.field)
                for found in self._findings.all
                if found.rule == JARGON
            ],
            [(f"{found.id or found.section}  {in_words([found], sections)}", found.id, found.field) for found in plain],
            [(f"{each['id']}, {each['field']}: {each['characters']}", each["id"], each["field"]) for each in glyphs],
        )
        dialog.open()

    def _choose_file(self, form: str, password: str) -> None:
        proposed = self._wearing.called(self.kind.currentText(), form, self._release_name())
        wanted = f"{_(TITLES[form])} (*.{form})"
        path = ask_save(self, "handed-over", _("Export the brief"), proposed, wanted)
        if path is None or self.shown is None:
            return
        if form == PDF and not password:
            self.write(path, self.shown.data)
            return
        payload = self.rendering.payload(self.shown.choice) | {"format": form, "password": password or None}
        self._exporting.start(payload, lambda data: self.write(path, data), self._say_failed)

    def _release_name(self) -> str:
        found = self._engagement.get(self.release.currentData())
        return found.headline if found else ""

    def _dress(self) -> None:
        self._wearing.ask(self, self.kind.currentText())

    def _say_failed(self, sentence: str) -> None:
        self._window.notify(Notice("exported", "error", sentence, _("Nothing was written.")))

    def write(self, path: Path, data: bytes) -> None:
        """Write a brief to a file, and say how that went."""
        self._writing.ask(lambda: _written(path, data), self._window.notify)

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask(PAUSE_MS if self.shown else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.thumbnails.setVisible(self.width() >= _NARROW)

    # The making

    def _arrange(self) -> None:
        head = FlowBox(8, fill=True)
        head.show_widgets([*self._choices, self.search])
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addWidget(self.thumbnails)
        middle = QVBoxLayout()
        middle.setSpacing(6)
        middle.addWidget(self.pages, stretch=1)
        middle.addLayout(self._foot())
        body.addLayout(middle, stretch=1)
        body.addWidget(self.strip)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 4, 20, 12)
        column.setSpacing(10)
        column.addWidget(head)
        column.addLayout(body, stretch=1)

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._where, stretch=1)
        row.addWidget(quiet("brief.reduce", _("Reduce"), self.pages.zoom_out, "zoom-out", icon_only=True))
        row.addWidget(quiet("brief.fit", _("Fit the width"), self.pages.fit_width))
        row.addWidget(quiet("brief.enlarge", _("Enlarge"), self.pages.zoom_in, "zoom-in", icon_only=True))
        return row

    @property
    def _choices(self) -> tuple[QComboBox, ...]:
        return self.kind, self.reader, self.release, self.paper, self.language

    def _list_releases(self) -> None:
        """Offer everything, and each release by itself, as it was frozen if it is."""
        found = self._engagement.all(Release)
        offered = [("", _("Every release"))]
        for each in found:
            text = _("{name} only, as frozen") if frozen(self._engagement, each) else _("{name} only")
            offered.append((each.key, text.format(name=each.headline or each.id)))
        _offer(self.release, offered)
        self.release.setVisible(bool(found))

    def _list_readers(self) -> None:
        """Offer the people, for a brief that is for one of them."""
        people = self._engagement.all(Person)
        _offer(self.reader, [(each.id, each.headline or each.id) for each in people])
        self.reader.setVisible(bool(people) and self.kind.currentData() == _FOR_ONE)

    def _has_pages(self) -> bool:
        return self.shown is not None

    def _ask(self, pause_ms: int) -> None:
        for_one = self.kind.currentData() == _FOR_ONE
        self.reader.setVisible(for_one and self.reader.count() > 0)
        chosen = Choice(
            self.kind.currentData(), self.paper.currentData(), self.language.currentData(), self.release.currentData(),
            (self.reader.currentData() or "") if for_one else "",
        )  # fmt: skip
        self.rendering.ask(chosen, pause_ms)

    def _show(self, rendered: Rendered) -> None:
        same = self.shown is not None and self.shown.data == rendered.data
        self.shown = rendered
        self.strip.show_report(self._engagement, rendered.report, len(rendered.data))
        self.strip.show_look(self._wearing.why_plain(), rendered.report.get("font", ""))
        if not same:
            self._show_document(rendered.data)

    def _show_findings(self) -> None:
        self.strip.show_findings(self._findings.all)

    def _show_document(self, data: bytes) -> None:
        before, document = self._document, QPdfDocument(self)
        buffer = QBuffer(document)
        buffer.setData(QByteArray(data))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(buffer)
        self._document = document
        self.pages.show_document(document)
        self.thumbnails.show_document(document)
        self.search.show_document(document)
        self._show_where(self.pages.page)
        if before is not None:
            before.deleteLater()

    def _moved(self, state: State, sentence: str) -> None:
        self.strip.show_state(state)
        self.pages.say(_("The pages are being laid out…") if state == "updating" else "")
        if state == "failed":
            kept = _("The pages shown are those of before.") if self.shown else ""
            self._window.notify(Notice("brief-failed", "error", sentence, kept))
        if state != "updating" and self._export_waits:
            (form, password), self._export_waits = self._export_waits, None
            if state == "fresh":
                self.export(form, password)

    def _show_where(self, page: int) -> None:
        count = self.thumbnails.count()
        self._where.setText(_("Page {number} of {count}").format(number=page + 1, count=count) if count else "")
        self.thumbnails.choose(page)

    def _begin_search(self) -> None:
        self.search.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.box.selectAll()

    def _open_here(self) -> None:
        """Open what a search has found, else what stands in the middle of the view."""
        self._open_at(*(self.search.here() or self.pages.middle()))

    def _open_at(self, page: int, at: QPointF) -> None:
        if self._document is None or self.shown is None:
            return
        language = self.shown.choice.language or self._engagement.one(Document).language or "en"
        found = place_at(self._document, page, at, self._engagement, language)
        if found is not None:
            self._go_to("", found.record, found.field)

    def _go_to(self, section: str, record: str, field: str) -> None:
        place = section or self._engagement.by_id(record).section.key
        self._window.go_to(place, record, field)


def _offer(box: QComboBox, offered: Sequence[tuple[str, str]]) -> None:
    """Offer these values and texts, keeping what is chosen."""
    if [(box.itemData(row), box.itemText(row)) for row in range(box.count())] == list(offered):
        return
    chosen = box.currentData()
    with QSignalBlocker(box):
        box.clear()
        for value, text in offered:
            box.addItem(text, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))


def _combo(name: str, accessible: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(accessible)
    for value, title in choices:
        box.addItem(_(title), value)
    return box


def _written(path: Path, data: bytes) -> Notice:
    """What to say of a brief once it is put down; a folder in the cloud or on a stick takes its time."""
    try:
        write_export(path.resolve(), data)
    except OSError as error:
        said = _("The brief was not exported as “{name}”: {reason}.")
        happened = said.format(name=path.name, reason=reason(error))
        kept, following = _("What stood there is untouched."), _("Choose another folder, or close the file elsewhere.")
        return Notice("exported", "error", happened, kept, following)
    opening = (_("Open folder"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))))
    happened = _("Exported as “{name}”.").format(name=path.name)
    return Notice("exported", "success", happened, str(path.parent), action=opening)


if __name__ == "__main__":
    from scopewright.gui.pages.alone_with_jobs import show_with_jobs

    show_with_jobs(
        lambda work, editing, jobs, window: BriefPage(editing, work, jobs.brief, window, Findings(editing)), "brief"
    )
