"""A worker that has made a brief before makes the next one of what it remembers: sooner, and not otherwise."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scopewright.briefs.render import Rendered, rendered
from scopewright.model import kinds
from scopewright.model.engagement import Engagement
from scopewright.model.step import Step
from scopewright.progress import Silent
from tests.benchmarks.checking import large
from tests.briefs import engagements
from tests.briefs.memory import forget

_WORDS = (
    "Short", "Überwachungsverfahren für Störungsmeldungen in Zwischenspeichern " * 4, "Žluťoučký kůň\nİstanbul",
    "中文 und 日本語", "emoji 😀", "Ελλάδα → ≥ 5", "word " * 300, "supercalifragilistic" * 20, "<b>&amp;", "née – “so”",
)  # fmt: skip
_KINDS = st.sampled_from(("executive", "scope", "sow", "risks", "decisions"))


def _made(engagement: Engagement, kind: str, paper: str = "a4") -> Rendered:
    return rendered(engagement, kind, "a4" if paper == "a4" else "letter", None, Silent())


def _edit(engagement: Engagement, dice: random.Random) -> None:
    """A text somewhere becomes another."""
    shown = [each for each in engagement.records() if each.section.key not in ("document", "snapshots")]
    record = dice.choice(shown)
    texts = [spec for spec in record.section.specs if isinstance(spec.kind, kinds.Text | kinds.Prose)]
    with Step(engagement, "Edit") as step:
        step.set(record.key, dice.choice(texts).name, dice.choice(_WORDS))


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 2**32), turns=st.lists(st.tuples(_KINDS, st.sampled_from(("a4", "letter"))), min_size=2,
                                                    max_size=4))  # fmt: skip
def test_after_edits_a_brief_of_what_is_remembered_is_the_brief_made_from_nothing(
    seed: int, turns: list[tuple[str, str]]
) -> None:
    engagement, dice = engagements.realistic(), random.Random(seed)
    for kind, paper in turns:
        _edit(engagement, dice)
        remembered = _made(engagement, kind, paper)
        forget()
        assert _made(engagement, kind, paper).set == remembered.set


def test_another_language_or_house_style_is_not_answered_from_memory() -> None:
    engagement = engagements.realistic()
    english = _made(engagement, "scope").set.data
    german = rendered(engagement, "scope", "a4", "de", Silent()).set.data
    assert _made(engagement, "scope").set.data == english != german


@pytest.mark.slow
def test_a_scope_of_eighty_pages_is_made_again_in_half_the_time() -> None:
    engagement = large()
    forget()
    taken = []
    for turn in range(3):
        with Step(engagement, "Edit") as step:
            step.set(engagement.records("risks")[0].key, "title", f"Labels arrive late {turn}")
        start = time.process_time()
        _made(engagement, "scope")
        taken.append(time.process_time() - start)
    assert min(taken[1:]) <= 0.6 * taken[0]
