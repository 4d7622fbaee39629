"""One page in a window of its own, on the sample engagement: ``python -m scopewright.gui.pages.heat_map``."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QWidget

from scopewright.gui.actions import Actions
from scopewright.gui.page import PageSpec
from scopewright.gui.theme.apply import dress
from scopewright.gui.widgets.notice import Notice
from scopewright.gui.window_shell import Shell
from scopewright.model.engagement import Engagement
from scopewright.model.tables import new_engagement
from scopewright.model.template import apply_template
from scopewright.store.templates import load_sample


def sample_engagement() -> Engagement:
    """A new engagement with the records of the sample."""
    engagement = new_engagement()
    apply_template(engagement, load_sample(), "")
    return engagement


def show_alone(make: Callable[[Engagement, Callable[[str, str, str], None]], QWidget]) -> int:
    """Show one page until its window is closed; where it would go is said in a notice."""
    app = QApplication([])
    dress(app)
    engagement = sample_engagement()

    def go_to(section: str, record: str, field: str = "") -> None:
        place = " › ".join(part for part in (section, record, field) if part)
        shell.notify(Notice("go", "info", place))

    shell = Shell([PageSpec("page", "Page", "Page", "flag", lambda: make(engagement, go_to))], Actions())
    engagement.subscribe(shell.refresh)
    shell.resize(1280, 800)
    shell.open("page")
    shell.show()
    return app.exec()
