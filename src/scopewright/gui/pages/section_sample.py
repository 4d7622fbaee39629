"""A section's page in a window of its own, with made-up records: how it is reviewed and photographed."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication

from scopewright.gui.actions import Action, Actions
from scopewright.gui.editing import Editing
from scopewright.gui.page import PageSpec
from scopewright.gui.pages.section import SectionPage
from scopewright.gui.theme.apply import Choice, dress
from scopewright.gui.widgets.notice import Notice
from scopewright.gui.window_shell import Shell
from scopewright.language import N_
from scopewright.model.engagement import Engagement
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement

_PEOPLE = ("Ana Okafor", "Lea Söderberg", "Tomás Ríos", "Data platform team", "Priya Nair")
_RISKS = (
    ("Labels drift when support renames categories", 3, 4, "reduce", "open", "Weekly sample of 50, double-coded"),
    ("The customer table is joined on names, not on ids", 4, 4, "avoid", "open", "Ask for the billing key first"),
    ("No churn labels exist before March", 5, 3, "accept", "open", "Start with 18 months instead of 36"),
    ("Works council objects to scoring of agents", 2, 5, "transfer", "open", "Legal briefs the council in week 2"),
    ("The scoring job misses the nightly window", 2, 3, "reduce", "closed", "Batch of 10,000 rows measured: 4 minutes"),
    ("Marketing acts on unexplained scores", 3, 3, "reduce", "open", "One page per campaign: what the score means"),
    ("Consent is missing for part of the records", 3, 5, "avoid", "happened", "Exclude them until legal has answered"),
    ("The sponsor leaves before release v2", 1, 4, "accept", "open", ""),
    ("A vendor ships a competing feature", 2, 2, "accept", "open", ""),
    ("Seasonal customers look like churn", 4, 3, "reduce", "open", "Flag season tickets"),
    ("Costs of a wrong offer are unknown", 4, 2, "reduce", "open", "Finance estimates them by May"),
    ("Test users are part of the export", 5, 1, "avoid", "closed", "Filter by domain; counted 312"),
)  # fmt: skip


def sample_engagement(records: int = len(_RISKS)) -> Engagement:
    """People, and as many risks as asked for; one has a date that is none."""
    engagement = new_engagement(N_("Churn early warning"), "Nordlicht Energie")
    with Step(engagement, N_("Sample data"), source="migration") as step:
        people = [step.add("people", {"name": name}) for name in _PEOPLE]
        decision = step.add(
            "decisions", {"title": "Which months are held out?", "driver": [people[1]], "approver": [people[0]]}
        )
        for number in range(records):
            title, likelihood, impact, strategy, state, response = _RISKS[number % len(_RISKS)]
            values = {
                "title": title, "likelihood": likelihood, "impact": impact, "strategy": strategy, "state": state,
                "response": response, "due": "by XX" if number == 3 else f"2027-0{number % 9 + 1}-15",
                "owner": people[number % 5] if number % 3 else None, "decision": decision if number == 0 else None,
            }  # fmt: skip
            step.add("risks", values)
    return engagement


def show_alone() -> None:
    """Open the section named on the command line; ``--empty`` without records, ``--dark`` in dark colours."""
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    look: Choice = "dark" if "--dark" in sys.argv else "light"
    app = QApplication.instance()
    app = app if isinstance(app, QApplication) else QApplication(sys.argv)
    dress(app, look)
    engagement = sample_engagement(0 if "--empty" in sys.argv else len(_RISKS))
    window = section_window(engagement, words[0] if words else "risks")
    window.show()
    sys.exit(app.exec())


def section_window(engagement: Engagement, section: str) -> Shell:
    """A window whose only page is a section's, with undo and redo."""
    editing = Editing(engagement)
    declared = engagement.sections[section]
    actions = Actions()
    page = PageSpec(section, declared.title, N_("Sample"), declared.icon, lambda: SectionPage(editing, section))
    window = Shell([page], actions)
    undo = Action(
        "edit.undo", N_("Undo"), editing.undo, "Ctrl+Z", "undo-2", N_("Edit"), lambda: bool(editing.undo_name)
    )
    redo = Action(
        "edit.redo", N_("Redo"), editing.redo, "Ctrl+Shift+Z", "redo-2", N_("Edit"), lambda: bool(editing.redo_name)
    )
    actions.register([undo, redo])
    window.addActions([actions.qaction(action.id) for action in (undo, redo)])
    editing.changed.connect(window.refresh)
    editing.refused.connect(lambda sentence: window.notify(Notice("refused", "warning", sentence)))
    window.resize(1280, 800)
    window.open(section)
    return window
