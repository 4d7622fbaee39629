"""What is tested automatically, and when (row J17)."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model.fields import choice, number, prose, ref, text
from scopewright.model.listed import list_item
from scopewright.model.record import Record, section

SYSTEMS = (("training", N_("Training")), ("prediction", N_("Prediction")), ("serving", N_("Serving")))
CADENCES = (
    ("push", N_("At every push")),
    ("nightly", N_("Every night")),
    ("weekly", N_("Every week")),
    ("release", N_("Before a release")),
    ("always", N_("All the time")),
)


@section(
    "tests",
    N_("Test plan"),
    one=N_("test"),
    many=N_("tests"),
    prefix="TS",
    place=40,
    phase="deploy",
    icon="test-tube",
    document="design",
    hint=N_("Add at least one test each for training, prediction and serving."),
)
class PlannedTest(Record):
    """A test of one of the three systems; scenarios are rows of a dataset that must come out right."""

    title: str = text(N_("Test"), required=True)
    system: str | None = choice(N_("System"), SYSTEMS)
    cadence: str | None = choice(N_("How often"), CADENCES)
    minutes: float | None = number(N_("Takes at most"), low=0, unit="min")
    dataset: str | None = ref(N_("Scenarios in"), "datasets", column=False)
    scenario_rows: str = text(
        N_("Scenario rows"),
        column=False,
        of_rows=True,
        help=N_(
            "Row numbers, parted by commas, the first is 1; 3-7 names five. A baseline on this dataset judges them."
        ),
    )
    within: float | None = number(
        N_("Right within"), low=0, column=False,
        help=N_("How far a predicted number may be off; of classes, only the right one is right."),
    )  # fmt: skip
    expected: str = prose(N_("Expected"), column=True)
    item: str = list_item()
