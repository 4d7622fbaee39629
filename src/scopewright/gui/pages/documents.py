"""The tree of documents: the overview, then each release with its requirements, design and planning (row M2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from scopewright.gui.actions import Action
from scopewright.gui.editing import Editing
from scopewright.gui.keeping.dialog import Dialog
from scopewright.gui.theme import icons
from scopewright.gui.widgets.label import Label
from scopewright.language import N_, _
from scopewright.model.document_tree import Node, tree
from scopewright.model.readings.readiness import checkpoint_held
from scopewright.model.refusal import SaidToUser
from scopewright.model.releases import begin_release, revisit
from scopewright.model.sections.checkpoints import Checkpoint
from scopewright.model.sections.ownership import Ownership
from scopewright.model.sections.releases import Release

_PLACE = Qt.ItemDataRole.UserRole


class DocumentsPage(QWidget):
    """Sections with their counts and owners; Enter opens one; a new release carries forward what is open."""

    def __init__(self, editing: Editing, go_to: Callable[[str, str, str], None]) -> None:
        super().__init__()
        self.setObjectName("documents")
        self._editing = editing
        self._go_to = go_to
        self._tree = self._make_tree()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 8, 20, 16)
        column.addWidget(self._tree)
        about = _("What each document will hold. Enter opens a section; a new release takes along what is still open.")
        column.addWidget(Label(about, "small", muted=True, wrap=True))

    def title(self) -> str:
        """The heading over the page."""
        return _("Documents")

    def page_actions(self) -> Sequence[Action]:
        """Beginning a release, and taking up what was left for it."""
        back, group = N_("Bring back what was left for this release"), N_("Documents")
        return [
            Action(
                "documents.revisit", back, self._revisit, "", "refresh-cw", group,
                lambda: self._current_release() is not None, page="documents",
                lacks=N_("no release is chosen"),
            ),
            Action(
                "documents.release", N_("New release…"), self._new_release, "Ctrl+N", "plus", group,
                page="documents", place="primary",
            )
        ]  # fmt: skip

    def refresh(self, _changes: Sequence[object]) -> None:
        """Build the tree anew, keeping what is folded."""
        folded = {item.text(0) for item in _below(self._tree.invisibleRootItem()) if not item.isExpanded()}
        here = _way(self._tree.currentItem())
        self._tree.clear()
        for branch in tree(self._editing.engagement):
            self._node(self._tree, branch)
        for item in _below(self._tree.invisibleRootItem()):
            item.setExpanded(item.text(0) not in folded)
        self._tree.setCurrentItem(_at(self._tree, here))

    def reveal(self, record: str) -> bool:
        """Put the keyboard on a release."""
        for item in _below(self._tree.invisibleRootItem()):
            if item.data(0, _PLACE) == ("releases", record):
                self._tree.setCurrentItem(item)
                return True
        return False

    def _node(self, parent: QTreeWidget | QTreeWidgetItem, node: Node) -> None:
        item = QTreeWidgetItem(parent, [node.title])
        item.setIcon(0, icons.icon(node.icon))
        item.setExpanded(True)
        if node.release:
            item.setData(0, _PLACE, ("releases", node.release.id))
        if node.section:
            item.setData(0, _PLACE, (node.section.key, node.records[0].id))
            item.setText(1, str(len(node.records)))
            item.setText(2, self._owner(node.section.key))
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for child in node.children:
            self._node(item, child)

    def _owner(self, section: str) -> str:
        engagement = self._editing.engagement
        owners = [each.owner for each in engagement.all(Ownership) if each.covers == section and each.owner]
        return "; ".join(engagement.label(key) for key in owners)

    def _make_tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setObjectName("documents.tree")
        tree.setAccessibleName(_("Documents"))
        tree.setHeaderLabels([_("Document"), _("Records"), _("Owner (DRI)")])
        tree.headerItem().setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        tree.setAllColumnsShowFocus(True)
        for column, width in enumerate((460, 90)):
            tree.setColumnWidth(column, width)
        tree.itemActivated.connect(self._activated)
        return tree

    def _activated(self, item: QTreeWidgetItem) -> None:
        place = item.data(0, _PLACE)
        if place is not None:
            self._go_to(place[0], place[1], "")

    def _new_release(self) -> None:
        engagement = self._editing.engagement
        present = engagement.all(Release)
        if present and not checkpoint_held(engagement, present[-1].key):
            self._ask_for_checkpoint(present[-1])
            return
        proposal = f"v{len(present) + 1}"
        name, agreed = QInputDialog.getText(self, _("New release"), _("Name of the release:"), text=proposal)
        if agreed and name.strip():
            self._begin(name.strip(), present[-1] if present else None)

    def _begin(self, name: str, before: Release | None) -> None:
        try:
            made = begin_release(self._editing.engagement, name, before, self._editing.who)
        except SaidToUser as error:
            dialog = Dialog(self.window(), "no-release", "signpost", _("No release was made"), str(error))
            dialog.offer_cancel(_("Close"))
            dialog.open()
        else:
            self.reveal(made.id)

    def _ask_for_checkpoint(self, before: Release) -> None:
        """The next release opens when the card of the one before is held (row T20)."""
        title = _("Hold the checkpoint of {name} first").format(name=before.headline)
        text = _(
            "Before the next release opens, five questions are answered: is it getting better, could it be simpler, is "
            "it still the right question, are the metrics still right, does the model age?"
        )
        dialog = Dialog(self.window(), "checkpoint-first", "signpost", title, text)
        dialog.offer_cancel()
        dialog.offer_and_close("fill", _("Fill in the card"), lambda: self._fill_card(before), "signpost", main=True)
        dialog.open()

    def _fill_card(self, before: Release) -> None:
        editing = self._editing
        open_cards = (each for each in editing.engagement.all(Checkpoint) if each.release == before.key)
        card = next(open_cards, None)
        title = _("Checkpoint of {name}").format(name=before.headline)
        key = card.key if card else editing.add("checkpoints", {"title": title, "release": before.key})
        if key:
            self._go_to("checkpoints", editing.engagement[key].id, "held")

    def _revisit(self) -> None:
        release = self._current_release()
        if release is not None:
            revisit(self._editing.engagement, release, self._editing.who)

    def _current_release(self) -> Release | None:
        item = self._tree.currentItem()
        while item is not None:
            place = item.data(0, _PLACE)
            if place is not None and place[0] == "releases" and item.parent() is None:
                return next((each for each in self._editing.engagement.all(Release) if each.id == place[1]), None)
            item = item.parent()
        return None


def _way(item: QTreeWidgetItem | None) -> list[str]:
    """The titles from the top down to an item; empty for none."""
    return [*_way(item.parent()), item.text(0)] if item is not None else []


def _at(tree: QTreeWidget, way: Sequence[str]) -> QTreeWidgetItem:
    """The item that the titles lead to, as far as they do; the first where they lead to none."""
    items = _below(tree.invisibleRootItem())
    found = items[0]
    for title in way:
        there = next((item for item in items if item.text(0) == title), None)
        if there is None:
            break
        found, items = there, _below(there)
    return found


def _below(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [child for row in range(item.childCount()) if (child := item.child(row)) is not None]
