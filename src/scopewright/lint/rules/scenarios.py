"""Rules about the rows of a dataset that must come out right (row J17)."""

from __future__ import annotations

from scopewright.language import N_, _, show_row
from scopewright.lint.finding import Verdict, each
from scopewright.lint.scope import Scope
from scopewright.model.readings.scenarios import outcome, scenario_rows
from scopewright.model.sections.tests import PlannedTest

_DATA = [{"title": "Customers"}]
_TEST = {"title": "Forty known customers", "system": "prediction", "dataset": "Customers"}
_RUN = {"title": "Recall for churned", "dataset": "Customers"}


@each(
    PlannedTest,
    "TST04",
    "warning",
    N_("Scenario rows that nobody can look up"),
    field="scenario_rows",
    why=N_("A scenario is a row of a file; without its number and its dataset no run can be judged by it."),
    bad={"tests": [{**_TEST, "scenario_rows": "the forty from Ana"}], "datasets": _DATA},
    good={"tests": [{**_TEST, "scenario_rows": "0, 16, 39-42"}], "datasets": _DATA},
)
def scenarios_are_rows(test: PlannedTest, _scope: Scope) -> Verdict:
    """Scenario rows are row numbers of a named dataset."""
    try:
        rows = scenario_rows(test)
    except ValueError as error:
        return _("“{text}” is no row number; write 1, 17 or 40-43, at most 500 rows.").format(text=str(error)[:40])
    return ("dataset", _("Name the dataset whose rows these are.")) if rows and test.dataset is None else ""


@each(
    PlannedTest,
    "TST05",
    "warning",
    N_("A scenario comes out wrong"),
    field="scenario_rows",
    why=N_("These rows were chosen because they must be right, whatever the average says."),
    bad={
        "datasets": _DATA,
        "runs": [{**_RUN, "scenarios": [{"row": 17, "part": "dev", "right": "wrong"}]}],
        "tests": [{**_TEST, "scenario_rows": "17"}],
    },
    good={
        "datasets": _DATA,
        "runs": [{**_RUN, "scenarios": [{"row": 17, "part": "dev", "right": "right"}]}],
        "tests": [{**_TEST, "scenario_rows": "17"}],
    },
)
def scenarios_come_out_right(test: PlannedTest, scope: Scope) -> str:
    """The newest run on the dataset of a test answers each of its rows right."""
    found = outcome(scope.engagement, test)
    if found is None or not found.wrong:
        return ""
    rows = ", ".join(map(show_row, found.wrong[:5]))
    said = _("In {run} {count} of {all} came out wrong, first row {rows}.")
    judged = len(found.wrong) + len(found.right)
    return said.format(run=found.run.id, count=len(found.wrong), all=judged, rows=rows)
