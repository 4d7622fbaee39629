"""How long pages take on a large engagement, as a ratio to an empty one.

    QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.pages

The scope is that of ``checking``: 300 requirements, 80 risks, 12 releases and what hangs on them. Printed are, for each
page, the medians of opening it (made, shown, painted) and of following one edit (the step itself included, painting
not), in processor time of the window's thread, which others on the machine do not change. Exit 1 if an edit takes more
than 50 ms, which is what the window's thread may be held for.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from statistics import median

from PySide6.QtWidgets import QApplication, QWidget

from scopewright.gui.editing import Editing
from scopewright.gui.pages.delivery import DeliveryPage
from scopewright.gui.pages.section import SectionPage
from scopewright.gui.theme.apply import dress
from scopewright.model.engagement import Engagement
from scopewright.model.tables import new_engagement
from tests.benchmarks.checking import large

TARGET_MS = 50
_RUNS = 7
_SECTIONS = ("requirements", "deliverables", "risks", "releases", "decisions")

Make = Callable[[Editing], QWidget]


def milliseconds(run: Callable[[], object]) -> float:
    """Processor time of this thread in one call."""
    begin = time.thread_time()
    run()
    return (time.thread_time() - begin) * 1000


def _opened(make: Make, editing: Editing) -> QWidget:
    page = make(editing)
    page.resize(1280, 800)
    page.show()
    page.grab()
    return page


def _measured(make: Make, section: str, engagement: Engagement) -> tuple[float, float]:
    """Medians of opening the page and of one edit of the section's last record, in milliseconds."""
    editing = Editing(engagement)
    key = editing.add(section)
    headline = engagement.sections[section].headline

    def reopen() -> None:
        page = _opened(make, editing)
        page.close()
        page.deleteLater()

    opening = median(milliseconds(reopen) for _run in range(_RUNS))
    page = _opened(make, editing)
    editing.changed.connect(page.refresh)  # type: ignore[attr-defined]  # every page has it

    def edit(text: str) -> None:
        editing.set_text(key, headline, text)

    following = median(milliseconds(lambda n=n: edit(f"Edit {n}")) for n in range(_RUNS))  # type: ignore[misc]
    page.close()
    page.deleteLater()
    editing.remove([key])
    return opening, following


def main() -> int:
    """Measure and print."""
    app = QApplication([])
    dress(app, "light")
    pages: dict[str, tuple[str, Make]] = {
        section: (section, lambda editing, section=section: SectionPage(editing, section))  # type: ignore[misc]
        for section in _SECTIONS
    }
    pages["by requirement"] = ("deliverables", lambda editing: DeliveryPage(editing.engagement, lambda *_to: None))
    slowest = 0.0
    print(f"{'page':<16}{'open':>9}{'empty':>9}{'ratio':>7}{'edit':>9}{'empty':>9}{'ratio':>7}")
    for name, (section, make) in pages.items():
        full, empty = _measured(make, section, large()), _measured(make, section, new_engagement("Benchmark", "Acme"))
        cells = "".join(
            f"{much:>6.1f} ms{little:>6.1f} ms{much / little:>7.1f}" for much, little in zip(full, empty, strict=True)
        )
        print(f"{name:<16}{cells}")
        slowest = max(slowest, full[1])
    return 0 if slowest <= TARGET_MS else 1


if __name__ == "__main__":
    sys.exit(main())
