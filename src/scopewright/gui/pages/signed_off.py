"""The page of sign-offs: what every section's page has, but a signature is given on the page of the reviews."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Self

from scopewright.gui.actions import Action
from scopewright.gui.pages.section import SectionPage
from scopewright.language import N_
from scopewright.model.record import Section


class SignoffsPage(SectionPage):
    """Of the section ``signoffs``: one added by hand would bind no content, so none is offered."""

    @classmethod
    def actions_of(
        cls, section: Section, page: Callable[[], Self], may_import: Callable[[], bool] | None
    ) -> Sequence[Action]:
        """The section's, with the way to the reviews in place of adding."""
        title = N_("Sign off on the page Reviews")
        reviews = Action(
            "signoffs.reviews", title, lambda: page().open_reviews(), "Ctrl+N", "user-round-check",
            section.title, page=section.key, place="primary",
        )  # fmt: skip
        others = (each for each in super().actions_of(section, page, may_import) if each.id != f"{section.key}.add")
        return [reviews, *others]

    def open_reviews(self) -> None:
        """Go where signatures are given."""
        self._go_to("reviews", "")
