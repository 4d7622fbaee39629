"""What executives read is what the rule on jargon reads: found out by printing it (row T8)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from scopewright.briefs.blocks import Block, Heading, walk
from scopewright.briefs.registry import BRIEFS
from scopewright.briefs.view import view
from scopewright.lint import RULES, check
from scopewright.lint.example import scope_of
from scopewright.model.engagement import Engagement
from scopewright.model.kinds import Choice, Day, Prose, Text
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement

NAMES = {
    "objectives.unit", "metrics.unit", "overview.client", "releases.name", "rings.title", "maintenance.title",
    "constraints.statement",
}  # fmt: skip
"""Names and units, and what is printed there only as the name of a line in the timeline."""
CORPUS = (
    "R²", "R2", "MAPE", "RMSE", "log-likelihood", "maximum likelihood", "the model likelihood", "F1", "ROC AUC",
    "log-loss", "cross-entropy", "recall", "average precision", "precision and recall", "a p-value", "hyperparameters",
    "gradient boosting", "the confusion matrix", "cross-validation", "overfitting", "SHAP", "embeddings",
    "a standard deviation", "a confidence interval", "softmax", "Cohen's kappa", "perplexity", "data drift",
    "mean absolute error", "intersection over union",
)  # fmt: skip
PLAIN = (
    "Seven of ten leavers are found", "The likelihood of a late delivery is one in five", "A typical miss is 40 euros",
    "The list is right in eight of ten cases", "The gauge has a precision of 5 micrometres",
)  # fmt: skip


def marked() -> tuple[Engagement, dict[str, str]]:
    """A record of every section, with a word of its own in each text; and the place of each word."""
    engagement, places = new_engagement("Search", "Acme"), dict[str, str]()
    with Step(engagement, "Mark") as step:
        for key, section in engagement.sections.items():
            if key in ("document", "rules_off", "risk_scale"):
                continue
            record = engagement.records(key)[0].key if section.single else step.add(key, {})
            for spec in section.specs:
                if isinstance(spec.kind, Text | Prose):
                    word = f"Zq{len(places)}x"
                    places[word] = f"{key}.{spec.name}"
                    step.set(record, spec.name, f"{word} in words")
                elif isinstance(spec.kind, Choice):
                    step.set(record, spec.name, spec.kind.describe()["choices"][0])
                elif isinstance(spec.kind, Day):
                    step.set(record, spec.name, "2027-03-01")
    return engagement, places


def before_appendix(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in walk(blocks):
        if isinstance(block, Heading) and "Appendix" in block.text:
            return
        yield block


def test_t8_every_text_that_executives_read_before_the_appendix_is_read_by_the_rule() -> None:
    engagement, places = marked()
    blocks = BRIEFS["executive"].build(view(engagement, "a4", "en"), "").blocks
    shown = {places[word] for block in before_appendix(blocks) for word in re.findall(r"Zq\d+x", repr(block))}
    assert {"overview.problem", "risks.title", "objectives.statement"} <= shown
    assert shown - NAMES <= set(RULES["WRD02"].places)


@pytest.mark.parametrize("term", CORPUS)
def test_t8_a_term_is_flagged_where_executives_read_it_and_not_in_the_appendix(term: str) -> None:
    sentence = f"Last year the model reached {term} of 0.7 in tests"
    found = check(scope_of({
        "overview": [{"problem": sentence}], "risks": [{"title": sentence}], "requirements": [{"title": sentence}],
        "metrics": [{"title": "Ranking", "why": sentence}], "literature": [{"title": sentence}],
    }))  # fmt: skip
    assert [finding.section for finding in found if finding.rule == "WRD02"] == ["overview", "risks"]


@pytest.mark.parametrize("sentence", PLAIN)
def test_t8_plain_words_are_not_flagged(sentence: str) -> None:
    found = check(scope_of({"overview": [{"problem": sentence}], "risks": [{"title": sentence}]}))
    assert "WRD02" not in {finding.rule for finding in found}
