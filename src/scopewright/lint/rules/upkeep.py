"""Rules about keeping a model right: tests, monitoring, fallbacks, wanted data, debts, feedback."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scopewright.language import N_, _
from scopewright.lint.finding import Found, Verdict, alone, at, figure, whole
from scopewright.lint.scope import Scope
from scopewright.model.readings.readiness import brought_back, untested_systems, without_fallback
from scopewright.model.sections.bias import BiasCheck
from scopewright.model.sections.data_gaps import OPEN, DataGap
from scopewright.model.sections.datasets import Dataset
from scopewright.model.sections.debts import Debt
from scopewright.model.sections.deployments import Deployment
from scopewright.model.sections.feedback import Feedback
from scopewright.model.sections.literature import Publication
from scopewright.model.sections.ml_tests import RubricItem
from scopewright.model.sections.monitors import Monitor
from scopewright.model.sections.tests import SYSTEMS, PlannedTest

_COLUMNS = [{"name": "credit_score", "missing": 214}]


@whole(
    "TST01",
    "warning",
    N_("A system without a test"),
    why=N_("Training, prediction and serving break in different ways; each needs its own test."),
    bad={"tests": [{"title": "Same score twice", "system": "training"}]},
    good={
        "tests": [
            {"title": "Same score twice", "system": "training"},
            {"title": "Forty known customers", "system": "prediction"},
            {"title": "List there at 07:30", "system": "serving"},
        ]
    },
)
def every_system_is_tested(scope: Scope) -> Iterator[Found]:
    """Where tests or a deployment are planned, each of the three systems has a test."""
    titles = dict(SYSTEMS)
    for system in untested_systems(scope.engagement) if any(map(scope.of, ("tests", "deployments"))) else ():
        yield Found("tests", None, "system", _("No test for: {system}.").format(system=_(titles[system])))


@alone(
    PlannedTest,
    "TST02",
    "warning",
    N_("A test for every push takes too long"),
    field="minutes",
    why=N_("From five minutes on people push less often, or do not wait."),
    bad={"tests": [{"title": "All scenarios", "system": "prediction", "cadence": "push", "minutes": 40}]},
    good={"tests": [{"title": "All scenarios", "system": "prediction", "cadence": "nightly", "minutes": 40}]},
)
def push_test_is_quick(test: PlannedTest) -> str:
    """A test at every push takes at most five minutes."""
    minutes = test.minutes or 0
    slow = test.cadence == "push" and minutes > 5
    return _("{minutes} minutes at every push.").format(minutes=figure(minutes)) if slow else ""


@alone(
    RubricItem,
    "TST03",
    "warning",
    N_("A rubric item counts without evidence"),
    field="evidence",
    why=N_("The ML Test Score gives no point for what cannot be shown."),
    bad={"ml_tests": [{"title": "Feature costs known", "state": "automated"}]},
    good={"ml_tests": [{"title": "Feature costs known", "state": "automated", "evidence": "Nightly job 14"}]},
)
def rubric_item_has_evidence(item: RubricItem) -> str:
    """Every rubric item that is done has evidence."""
    bare = item.state in ("manual", "automated") and not item.evidence and item.run is None
    return _("Without evidence it counts nothing.") if bare else ""


@alone(
    Monitor,
    "MON01",
    "warning",
    N_("An alarm that nobody acts on"),
    field="action",
    why=N_("It rings for three weeks and is switched off."),
    bad={"monitors": [{"title": "Share listed", "comparator": ">", "threshold": 10, "owner": "Li Wei"}]},
    good={
        "monitors": [
            {"title": "Share listed", "comparator": ">", "threshold": 10, "owner": "Li Wei", "action": "Stop the list"}
        ]
    },
)
def alarm_has_an_action(monitor: Monitor) -> Verdict:
    """Every monitored figure has an owner and says what is done."""
    if monitor.owner is None:
        return "owner", _("It has no owner.")
    return "" if monitor.action else _("Say what is done when it rings.")


@alone(
    Monitor,
    "MON02",
    "warning",
    N_("A monitored figure has no threshold"),
    field="threshold",
    why=N_("A curve that somebody looks at is looked at by nobody."),
    bad={"monitors": [{"title": "Share listed", "owner": "Li Wei", "action": "Stop"}]},
    good={"monitors": [{"title": "Share listed", "comparator": ">", "threshold": 10}]},
)
def monitor_has_a_threshold(monitor: Monitor) -> Verdict:
    """Every monitored figure says when its alarm rings."""
    if monitor.threshold is None:
        return _("Say when the alarm rings.")
    return "" if monitor.comparator else ("comparator", _("Say when the alarm rings."))


@whole(
    "MON03",
    "warning",
    N_("A deployment is planned and its inputs or outputs are not watched"),
    why=N_("Software that runs well serves a model that has gone stale."),
    bad={"deployments": [{"title": "Weekly list"}], "monitors": [{"title": "Uptime", "sort": "software"}]},
    good={
        "deployments": [{"title": "Weekly list"}],
        "monitors": [{"title": "Missing fields", "sort": "input"}, {"title": "Share listed", "sort": "output"}],
    },
)
def drift_is_watched(scope: Scope) -> Iterator[Found]:
    """With a deployment, an input and an output are monitored."""
    sorts = {monitor.sort for monitor in scope.all(Monitor)}
    for sort, message in (("input", _("No input is watched.")), ("output", _("No output is watched."))):
        if scope.all(Deployment) and sort not in sorts:
            yield Found("monitors", None, "sort", message)


@whole(
    "FBK01",
    "warning",
    N_("An input may be missing and nobody said what happens then"),
    why=N_("No credit score: refuse, guess, or ask a person? The code will decide, if nobody does."),
    bad={
        "datasets": [{"title": "Loans", "columns": _COLUMNS}],
        "runs": [{"title": "Baseline", "dataset": "Loans"}],
    },
    good={
        "datasets": [{"title": "Loans", "columns": _COLUMNS}],
        "runs": [{"title": "Baseline", "dataset": "Loans"}],
        "fallbacks": [{"title": "No credit score", "input": "credit_score", "behaviour": "A person decides"}],
    },
)
def missing_input_has_a_fallback(scope: Scope) -> Iterator[Found]:
    """Every column with missing cells has a fallback; the target and deprecated features need none."""
    yield from _by_dataset(without_fallback(scope.engagement), N_("No fallback for {columns}."))


@whole(
    "DPR01",
    "warning",
    N_("A dataset has a column that must not be used any longer"),
    why=N_("Deprecated features come back with the next extract."),
    bad={
        "datasets": [{"title": "Loans", "columns": _COLUMNS}],
        "deprecated": [{"column": "credit_score", "reason": "Leaks the decision"}],
    },
    good={
        "datasets": [{"title": "Loans", "columns": _COLUMNS}],
        "deprecated": [{"column": "postcode", "reason": "Stands for origin"}],
    },
)
def deprecated_columns_are_gone(scope: Scope) -> Iterator[Found]:
    """No dataset has a column of the list of deprecated features."""
    yield from _by_dataset(brought_back(scope.engagement), N_("It holds {columns}."))


def _by_dataset(found: Sequence[tuple[Dataset, str]], message: str) -> Iterator[Found]:
    """One finding a dataset, naming its first five columns."""
    columns: dict[str, list[str]] = {}
    datasets = {dataset.key: dataset for dataset, _name in found}
    for dataset, name in found:
        columns.setdefault(dataset.key, []).append(name)
    for key, names in columns.items():
        shown = ", ".join(names[:5]) + ("…" if len(names) > 5 else "")
        yield at(datasets[key], "columns", _(message).format(columns=shown))


@alone(
    DataGap,
    "GAP01",
    "warning",
    N_("Wanted data are not asked for"),
    field="ask",
    why=N_("The client sends what is on the list, to the day that is on the list."),
    bad={"data_gaps": [{"title": "Cell quality", "due": "2027-03-12"}]},
    good={"data_gaps": [{"title": "Cell quality", "due": "2027-03-12", "ask": "Li Wei"}]},
)
def gap_is_asked_for(gap: DataGap) -> Verdict:
    """Every open gap names whom to ask, and by when; a dataset received for it closes it."""
    if gap.state not in OPEN or gap.received:
        return ""
    if gap.ask is None:
        return _("Say whom to ask.")
    return ("due", _("Say by when it is needed.")) if gap.is_empty("due") else ""


@alone(
    DataGap,
    "GAP02",
    "warning",
    N_("Data count as received, but no dataset is named"),
    field="received",
    why=N_("Nobody can look at what came."),
    bad={"data_gaps": [{"title": "Cell quality", "state": "received"}]},
    good={"data_gaps": [{"title": "Cell quality", "state": "received", "received": "Cell extract"}]},
)
def received_gap_has_a_dataset(gap: DataGap) -> str:
    """A gap that was closed names the dataset that closed it."""
    return _("Name the dataset.") if gap.state == "received" and gap.received is None else ""


@alone(
    Publication,
    "LIT01",
    "warning",
    N_("A result counts as reproduced without a run"),
    field="run",
    why=N_("The figure from a paper is not a figure from this laptop."),
    bad={"literature": [{"title": "Churn, 0.86", "reproduced": True}]},
    good={"literature": [{"title": "Churn, 0.86", "reproduced": True, "run": "Baseline"}]},
)
def reproduced_result_has_a_run(publication: Publication) -> str:
    """A published result that was reproduced names the run."""
    return _("Name the run.") if publication.reproduced and publication.run is None else ""


@alone(
    BiasCheck,
    "BIA01",
    "warning",
    N_("A difference between groups was found, and nothing follows"),
    field="answer",
    why=N_("From that day on it is known, and somebody answers for it."),
    bad={"bias": [{"title": "Pensioners", "attribute": "age", "state": "differs"}]},
    good={
        "bias": [
            {"title": "Pensioners", "attribute": "age", "state": "differs", "answer": "5 points; release stops above 5"}
        ]
    },
)
def difference_is_answered(check: BiasCheck) -> str:
    """A bias check that found a difference says what."""
    return _("Say how large, and what follows.") if check.state == "differs" and not check.answer else ""


@alone(
    Feedback,
    "FDB01",
    "hint",
    N_("Feedback goes nowhere"),
    field="goes_into",
    why=N_("It is collected until the disk is full."),
    bad={"feedback": [{"title": "Agents mark wrong names", "owner": "Li Wei"}]},
    good={"feedback": [{"title": "Agents mark wrong names", "owner": "Li Wei", "goes_into": "v2"}]},
)
def feedback_goes_somewhere(feedback: Feedback) -> Verdict:
    """Every source of feedback has an owner and a release that it goes into."""
    if feedback.goes_into is None:
        return _("Say into which release it goes.")
    return ("owner", _("It has no owner.")) if feedback.owner is None else ""


@alone(
    Debt,
    "DBT01",
    "hint",
    N_("A debt without a day to repay it"),
    field="due",
    why=N_("Interest is paid every month by people who do not know why they are slow."),
    bad={"debts": [{"title": "Columns renamed by hand"}]},
    good={"debts": [{"title": "Columns renamed by hand", "due": "2027-06-30"}]},
)
def debt_is_repaid(debt: Debt) -> str:
    """Every debt that is owed has a day, or is kept on purpose."""
    return _("Say by when, or that it is kept on purpose.") if debt.state in (None, "open") and not debt.due else ""
