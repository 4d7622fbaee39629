"""The page of releases: what every section's page has, and freezing the one that is shown (row M2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Self

from scopewright.gui.actions import Action
from scopewright.gui.keeping.dialog import Dialog
from scopewright.gui.pages.section import SectionPage
from scopewright.gui.pages.section_actions import unmade
from scopewright.gui.release_comparison import ReleaseComparison
from scopewright.gui.widgets.notice import Notice
from scopewright.language import N_, _
from scopewright.model.readings.release_difference import Line
from scopewright.model.record import Section
from scopewright.model.releases import freeze, frozen
from scopewright.model.sections.releases import Release


class ReleasesPage(SectionPage):
    """Of the section ``releases``."""

    comparison: ReleaseComparison | None = None

    @classmethod
    def actions_of(
        cls, section: Section, page: Callable[[], Self], may_import: Callable[[], bool] | None
    ) -> Sequence[Action]:
        """The section's, comparing and freezing."""
        comparing = Action(
            "releases.compare", N_("Compare with another release…"), lambda: page().compare(), "Ctrl+Shift+K",
            "git-compare", N_("Releases"), lambda: page is unmade or page().may_compare(), page="releases",
            place="header", lacks=N_("no release is chosen, or there is no other"),
        )  # fmt: skip
        freezing = Action(
            "releases.freeze", N_("Freeze this release…"), lambda: page().ask_to_freeze(), "", "lock", N_("Releases"),
            lambda: page is unmade or page().may_freeze(), page="releases", place="header",
            lacks=N_("no release is chosen, or it is frozen"),
        )  # fmt: skip
        return [*super().actions_of(section, page, may_import), comparing, freezing]

    def _release(self) -> Release | None:
        return next((each for each in self._editing.engagement.all(Release) if each.key == self.form.key), None)

    def may_compare(self) -> bool:
        """Whether a release is shown, and there is another."""
        return self._release() is not None and len(self._editing.engagement.all(Release)) > 1

    def compare(self) -> None:
        """Show what differs, record by record."""
        self._editing.flush()
        release = self._release()
        if release is not None:
            self.comparison = ReleaseComparison(self.window(), self._editing, release, self._open_line)
            self.comparison.open()

    def _open_line(self, line: Line) -> None:
        self._go_to(line.record.section.key, line.record.id)

    def may_freeze(self) -> bool:
        """Whether a release is shown, in a window in which it can be frozen."""
        return self._release() is not None and not self._editing.read_only

    def ask_to_freeze(self) -> None:
        """Say what freezing does, and do it if the user still wants it."""
        self._editing.flush()
        release = self._release()
        if release is None:
            return
        text = _(
            "Whatever is exported of {id} from now on stays as it is at this moment, names of people included, however "
            "much is edited later. Undo does not take it back; freezing again replaces it."
        ).format(id=release.id)
        held = frozen(self._editing.engagement, release)
        if held is not None:
            before = _("It was frozen on {when} by {who}.").format(when=held.when[:10], who=held.who or "–")
            text = f"{before} {text}"
        dialog = Dialog(self.window(), "freeze", "lock", _("Freeze {name}?").format(name=release.headline), text)
        dialog.offer_cancel(_("Leave it open") if held is None else _("Leave it as it is"))
        dialog.offer_and_close("freeze", _("Freeze"), lambda: self._freeze(release), "lock", main=True)
        dialog.open()

    def _freeze(self, release: Release) -> None:
        who = self._editing.who
        self._editing.prepare(
            lambda engagement: freeze(engagement, release, who), lambda _held: self._tell_frozen(release)
        )

    def _tell_frozen(self, release: Release) -> None:
        happened = _("{id} is frozen.").format(id=release.id)
        where = _("Choose it on the page of briefs, or use the command line: brief --release.")
        self._notify_window(Notice("frozen", "success", happened, next_step=where))
