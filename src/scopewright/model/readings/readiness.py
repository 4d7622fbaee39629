"""Is a release ready: versions, tests, hand-over, fallbacks, features, checkpoint."""

from __future__ import annotations

from scopewright.model.column_names import folded
from scopewright.model.engagement import Engagement
from scopewright.model.sections.approach import Rung
from scopewright.model.sections.checklist import ListQuestion
from scopewright.model.sections.checkpoints import Checkpoint
from scopewright.model.sections.datasets import Dataset
from scopewright.model.sections.debts import Debt
from scopewright.model.sections.deprecated import DeprecatedFeature
from scopewright.model.sections.fallbacks import Fallback
from scopewright.model.sections.manifests import PARTS, Manifest
from scopewright.model.sections.tests import SYSTEMS, PlannedTest


def missing_versions(engagement: Engagement, release: str | None) -> list[str]:
    """The parts whose version no manifest of this release (by hidden key) names; all five while there is none."""
    manifests = [each for each in engagement.all(Manifest) if each.release in (None, release)]
    return [part for part in PARTS if not any(getattr(each, part) for each in manifests)]


def untested_systems(engagement: Engagement) -> list[str]:
    """The systems for which no test is planned."""
    tested = {test.system for test in engagement.all(PlannedTest)}
    return [system for system, _title in SYSTEMS if system not in tested]


def open_questions(engagement: Engagement, of_list: str) -> list[ListQuestion]:
    """The questions of a list that are neither answered nor set aside with a reason."""
    asked = (question for question in engagement.all(ListQuestion) if question.list == of_list)
    return [question for question in asked if not question.answer and not question.not_applicable]


def may_transfer(engagement: Engagement) -> bool:
    """Whether the hand-over list was inserted and is complete."""
    taken = any(question.list == "hand-over" for question in engagement.all(ListQuestion))
    return taken and not open_questions(engagement, "hand-over")


def too_heavy(engagement: Engagement) -> list[Rung]:
    """The heavy rungs that are planned while the infrastructure is undecided."""
    asked = any(question.list == "infrastructure" for question in engagement.all(ListQuestion))
    decided = asked and not open_questions(engagement, "infrastructure")
    return [] if decided else [rung for rung in engagement.all(Rung) if rung.sort == "heavy"]


def without_fallback(engagement: Engagement) -> list[tuple[Dataset, str]]:
    """The inputs that were seen missing in an audited dataset and that no fallback is agreed for.

    The target and deprecated features are no inputs.
    """
    found = []
    for dataset in engagement.all(Dataset):
        agreed = (each.input for each in engagement.all(Fallback) if each.dataset in (None, dataset.key))
        spared = {*map(folded, agreed), *_deprecated(engagement, dataset), folded(dataset.target)}
        nullable = (row["name"] for row in dataset.columns if row["missing"])
        found += [(dataset, name) for name in nullable if folded(name) not in spared]
    return found


def brought_back(engagement: Engagement) -> list[tuple[Dataset, str]]:
    """The deprecated features that stand in an audited dataset again."""
    return [
        (dataset, row["name"])
        for dataset in engagement.all(Dataset)
        for row in dataset.columns
        if folded(row["name"]) in _deprecated(engagement, dataset)
    ]


def owed_days(engagement: Engagement) -> tuple[float, float]:
    """The technical debt that is owed: working days to repay it, and days that it costs every month."""
    owed = [debt for debt in engagement.all(Debt) if debt.state in (None, "open")]
    return sum(debt.principal or 0.0 for debt in owed), sum(debt.interest or 0.0 for debt in owed)


def checkpoint_held(engagement: Engagement, release: str) -> bool:
    """Whether a complete checkpoint card of a release (by hidden key) is there: held, and all five questions answered.

    Without one the next release should not open.
    """
    cards = (card for card in engagement.all(Checkpoint) if card.release == release)
    return any(
        card.held and card.motion and card.simpler and card.question and card.metrics and card.ageing for card in cards
    )


def _deprecated(engagement: Engagement, dataset: Dataset) -> set[str]:
    named = (each.column for each in engagement.all(DeprecatedFeature) if each.dataset in (None, dataset.key))
    return {folded(name) for name in named}
