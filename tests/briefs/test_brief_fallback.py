"""Letters that the font of the brief lacks: from the fallback fonts, found in the text; boxed if no font has them."""

from __future__ import annotations

from collections.abc import Callable

from scopewright.briefs.pdf.text import face, missing
from scopewright.model.sections.overview import Overview
from scopewright.model.step import Step
from scopewright.scenes import measure
from tests.briefs import engagements
from tests.briefs.conftest import Made
from tests.briefs.standards import PROFILES, failures

SAID = "客户流失预警，顧客の解約を検知する。고객 이탈을 감지합니다. Київ, Ελλάδα"


def test_east_asian_letters_are_printed_on_the_cover_in_tables_and_in_pictures(brief_of: Callable[..., Made]) -> None:
    engagement = engagements.realistic()
    with Step(engagement, "Say") as step:
        step.set(engagement.one(Overview).key, "title", "東京ガス 需要予測")
        step.set(engagement.one(Overview).key, "problem", SAID)
        step.set(engagement.by_id("MS-1").key, "title", "标签审核")
    made = brief_of(engagement)
    assert made.brief.glyphs == []
    for said in ("東京ガス需要予測", "".join(SAID.split()), "标签审核"):
        assert said in made.text
    for profile in PROFILES:
        assert failures(made.brief.set.data, profile) == []


def test_a_run_is_as_wide_where_it_is_set_as_where_it_is_measured() -> None:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    for said in ("標 a 한국 b", "plain", "标签 ✓ ≥ 5"):
        assert abs(stringWidth(said, face("semibold"), 10) - measure.width(said, "semibold", 10)) < 0.01


def test_right_to_left_letters_and_emoji_are_named_and_not_garbled() -> None:
    assert missing("标签 العربية עברית 😀") == tuple(dict.fromkeys("العربيةעברית😀"))
