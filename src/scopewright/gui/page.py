"""What the window knows of a page, and where in the window one can be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from scopewright.gui.actions import Action


@runtime_checkable
class Page(Protocol):
    """What a page's widget offers besides being a QWidget."""

    def title(self) -> str:
        """The heading over the page, in the window's language."""

    def page_actions(self) -> Sequence[Action]:
        """The page's actions; asked once, after it was made. Each names the page's id in ``page``."""

    def refresh(self, changes: Sequence[object]) -> None:
        """Show what the changes altered; empty means everything. Called only while shown or just before."""

    def reveal(self, record: str) -> bool:
        """Bring a record into sight by its spoken id and put the keyboard on it; False when it is not here."""


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page as the sidebar lists it; ``make`` imports and builds it when it is first shown.

    ``actions`` says what the page will register, where that can be known without making it.
    ``title`` and ``group`` are English, marked with ``N_``; ``icon`` is a file of ``resources/icons``.
    """

    id: str
    title: str
    group: str
    icon: str
    make: Callable[[], QWidget]
    actions: Callable[[], Sequence[Action]] | None = None


@dataclass(frozen=True, slots=True)
class Location:
    """A page and, when one stands on a record, its spoken id."""

    page: str
    record: str = ""


@dataclass(slots=True)
class History:
    """Where one has been, as a browser keeps it."""

    _visited: list[Location] = field(default_factory=list)
    _at: int = -1

    def visit(self, location: Location) -> None:
        """Go somewhere new; what lay ahead is forgotten."""
        if self.here != location:
            self._visited = [*self._visited[: self._at + 1][-99:], location]
            self._at = len(self._visited) - 1

    def amend(self, location: Location) -> None:
        """Say more exactly where one is, without a step."""
        if self._at >= 0:
            self._visited[self._at] = location

    @property
    def here(self) -> Location | None:
        """The present location, None before the first."""
        return self._visited[self._at] if self._at >= 0 else None

    @property
    def can_go_back(self) -> bool:
        """Whether there is an earlier location."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether a later location was left by going back."""
        return self._at < len(self._visited) - 1

    def back(self) -> Location | None:
        """Step back; None when there is nothing earlier."""
        return self._step(-1) if self.can_go_back else None

    def forward(self) -> Location | None:
        """Step forward again; None when there is nothing later."""
        return self._step(1) if self.can_go_forward else None

    def _step(self, step: int) -> Location:
        self._at += step
        return self._visited[self._at]
