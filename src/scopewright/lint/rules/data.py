"""Rules about datasets and the runs on them."""

from __future__ import annotations

from scopewright.language import N_, _, ngettext
from scopewright.lint.finding import Verdict, alone, each
from scopewright.lint.scope import Scope
from scopewright.model.sections.datasets import Dataset
from scopewright.model.sections.labelling import Labelling
from scopewright.model.sections.runs import Run

QUESTIONS = tuple(spec.name for spec in Dataset.section.specs if spec.name.endswith("_answer"))
_ANSWERED = dict.fromkeys(QUESTIONS, "Answered on 2 March by the warehouse team.")
_PRINT = "a" * 64


@alone(
    Dataset,
    "DAT01",
    "hint",
    N_("Questions about a dataset are unanswered"),
    field="origin_answer",
    why=N_("Each one is a way to be wrong that shows only after the launch."),
    bad={"datasets": [{"title": "Churn extract", "sort": "static"}]},
    good={"datasets": [{"title": "Churn extract", "sort": "static", **_ANSWERED}]},
)
def dataset_questions_are_answered(dataset: Dataset) -> Verdict:
    """Every dataset that is there answers where it comes from, and what may be wrong with it."""
    missing = [name for name in QUESTIONS if dataset.is_empty(name)]
    if dataset.sort == "wished" or not missing:
        return ""
    message = ngettext("{count} question is not answered.", "{count} questions are not answered.", len(missing))
    return missing[0], message.format(count=len(missing))


@alone(
    Dataset,
    "DAT02",
    "warning",
    N_("Data are wished for and nobody asks for them"),
    field="owner",
    why=N_("Data that nobody requests do not arrive."),
    bad={"datasets": [{"title": "Cell quality a month", "sort": "wished"}]},
    good={"datasets": [{"title": "Cell quality a month", "sort": "wished", "owner": "Li Wei"}]},
)
def wished_data_have_an_owner(dataset: Dataset) -> str:
    """Every dataset that is wished for has an owner who asks the client."""
    bare = dataset.sort == "wished" and dataset.owner is None
    return _("Say who asks the client for it.") if bare else ""


@alone(
    Dataset,
    "DAT03",
    "warning",
    N_("The audit of a dataset found errors"),
    field="findings",
    why=N_("Every figure computed from it stands on them."),
    bad={
        "datasets": [
            {
                "title": "Churn extract",
                "findings": [{"rule": "DUP01", "severity": "error", "message": "214 rows are there twice"}],
            }
        ]
    },
    good={
        "datasets": [
            {
                "title": "Churn extract",
                "findings": [{"rule": "DUP01", "severity": "hint", "message": "2 rows are there twice"}],
            }
        ]
    },
)
def audit_is_clean(dataset: Dataset) -> str:
    """No dataset has an audit finding of severity error."""
    count = sum(finding["severity"] == "error" for finding in dataset.findings)
    return ngettext("{count} error.", "{count} errors.", count).format(count=count) if count else ""


@alone(
    Dataset,
    "DAT04",
    "error",
    N_("Personal columns, and nobody says that they may be used"),
    field="privacy_answer",
    why=N_("A name in a training set is a breach, whether or not anybody looks at it."),
    bad={
        "datasets": [
            {
                "title": "Churn extract",
                "findings": [{"rule": "PER01", "severity": "warning", "message": "E-mail addresses"}],
            }
        ]
    },
    good={
        "datasets": [
            {
                "title": "Churn extract",
                "findings": [{"rule": "PER01", "severity": "warning", "message": "E-mail addresses"}],
                "privacy_answer": "Hashed before export; agreed with the data protection officer on 2 March.",
            }
        ]
    },
)
def personal_columns_are_cleared(dataset: Dataset) -> str:
    """Where the audit saw personal data, the privacy question is answered."""
    seen = any(str(finding["rule"]).startswith("PER") for finding in dataset.findings)
    bare = seen and not dataset.privacy_answer
    return _("The audit saw personal data, and the question is not answered.") if bare else ""


@each(
    Run,
    "DAT05",
    "warning",
    N_("A run is of another state of its file"),
    field="fingerprint",
    why=N_("Its scores belong to data that are no longer there."),
    bad={
        "datasets": [{"title": "Churn extract", "fingerprint": _PRINT}],
        "runs": [{"title": "Baseline", "dataset": "Churn extract", "fingerprint": "b" * 64}],
    },
    good={
        "datasets": [{"title": "Churn extract", "fingerprint": _PRINT}],
        "runs": [{"title": "Baseline", "dataset": "Churn extract", "fingerprint": _PRINT}],
    },
)
def run_is_of_the_present_file(run: Run, scope: Scope) -> str:
    """The fingerprint of a run is that of its dataset."""
    dataset = scope.get(run.dataset, Dataset)
    stale = dataset and dataset.fingerprint and run.fingerprint and dataset.fingerprint != run.fingerprint
    return _("{id} has changed since.").format(id=dataset.id) if dataset and stale else ""


@alone(
    Run,
    "DAT06",
    "hint",
    N_("A test set was looked at more than once"),
    field="look",
    why=N_("Each look flatters: the second score is partly a choice."),
    bad={"runs": [{"title": "Baseline", "look": 2}]},
    good={"runs": [{"title": "Baseline", "look": 1}]},
)
def test_set_is_fresh(run: Run) -> str:
    """No run shows a test score that was seen before."""
    return _("This was look {n}.").format(n=run.look) if (run.look or 0) > 1 else ""


@alone(
    Labelling,
    "DAT08",
    "warning",
    N_("Labels follow an older guide than the present one"),
    field="labelled_by",
    why=N_("A model learns both definitions at once, and neither well."),
    bad={"labelling": [{"title": "Why customers leave", "guide_version": 2, "labelled_by": 1}]},
    good={"labelling": [{"title": "Why customers leave", "guide_version": 2, "labelled_by": 2}]},
)
def labels_follow_the_present_guide(plan: Labelling) -> str:
    """The labels at hand were set by the present version of the label guide."""
    said = _("They follow version {old}; the guide is at version {new}. Set them again, or say which rows stay out.")
    return said.format(old=plan.labelled_by, new=plan.guide_version) if plan.outdated else ""
