"""The page of releases: what every section's page has, and freezing the one that is shown (row M2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from scopewright.gui.actions import Action
from scopewright.gui.editing import Editing
from scopewright.gui.findings import Findings
from scopewright.gui.job_client import JobClient
from scopewright.gui.keeping.dialog import Dialog
from scopewright.gui.pages.memory import Memory
from scopewright.gui.pages.section import GoTo, SectionPage
from scopewright.gui.since import Since
from scopewright.gui.widgets.notice import Notice
from scopewright.language import N_, _
from scopewright.model.releases import freeze, frozen
from scopewright.model.sections.releases import Release


class ReleasesPage(SectionPage):
    """``notify`` shows a notice in the window."""

    def __init__(
        self,
        editing: Editing,
        go_to: GoTo,
        memory: Memory | None,
        notify: Callable[[Notice], object],
        findings: Findings | None = None,
        client: JobClient | None = None,
        since: Since | None = None,
    ) -> None:
        super().__init__(editing, "releases", go_to, memory, findings, client, since)
        self._notify_window = notify

    def page_actions(self) -> Sequence[Action]:
        """The section's, and freezing."""
        freezing = Action(
            "releases.freeze", N_("Freeze this release…"), self._ask, "", "lock", N_("Releases"),
            lambda: self._release() is not None and not self._editing.read_only, page="releases", place="header",
        )  # fmt: skip
        return [*super().page_actions(), freezing]

    def _release(self) -> Release | None:
        return next((each for each in self._editing.engagement.all(Release) if each.key == self.form.key), None)

    def _ask(self) -> None:
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
        freeze(self._editing.engagement, release, self._editing.who)
        happened = _("{id} is frozen.").format(id=release.id)
        where = _("Choose it on the page of briefs, or use the command line: brief --release.")
        self._notify_window(Notice("frozen", "success", happened, next_step=where))
