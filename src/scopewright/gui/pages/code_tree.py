"""The planned codebase as a tree, and as text to paste into a repository (row J6)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication

from scopewright.gui.actions import Action
from scopewright.gui.pages.picture import NO_PICTURE, GoTo, Layout, PicturePage, Sort
from scopewright.gui.widgets.notice import Notice
from scopewright.language import N_, _
from scopewright.model.engagement import Engagement
from scopewright.model.readings.codebase import folder_tree
from scopewright.scenes.code_tree import code_tree
from scopewright.scenes.plan_readings import branches
from scopewright.scenes.scene import Scene

_SORT = Sort(
    "code-tree",
    N_("Codebase tree"),
    "codebase",
    frozenset({"codebase"}),
    "folder-tree",
    N_("No folder yet"),
    N_("Add each folder with what stands in it and why; what nobody can explain is not made."),
    id_column=0,
    columns=(70, 240, 240, 300),
)


class CodeTreePage(PicturePage):
    """Every folder and file with what stands in it and why."""

    def __init__(self, engagement: Engagement, go_to: GoTo) -> None:
        super().__init__(_SORT, engagement, go_to)

    def is_empty(self) -> bool:
        """Whether no folder is planned."""
        return not self._engagement.records("codebase")

    def layout_of_now(self) -> Layout:
        """As wide as the view."""
        found = branches(self._engagement)
        return lambda width, _height: code_tree(found, width)

    def summary(self, scene: Scene) -> str:
        """How much is planned."""
        return scene.alt

    def page_actions(self) -> Sequence[Action]:
        """The picture's, and copying the tree."""
        copy = Action("code-tree.copy", N_("Copy the tree as text"), self.copy, "Ctrl+Shift+C", "copy", _SORT.title,
                      self._has_picture, page="code-tree", place="header", lacks=NO_PICTURE)  # fmt: skip
        return [*super().page_actions(), copy]

    def copy(self) -> None:
        """Put the tree on the clipboard as text."""
        QGuiApplication.clipboard().setText(folder_tree(self._engagement))
        self.notices.show_notice(Notice("copied", "success", _("The tree is on the clipboard.")))


if __name__ == "__main__":
    from scopewright.gui.pages.alone import show_alone

    show_alone(CodeTreePage)
