"""Long words are parted at the end of a line, and whoever searches or copies the text meets the whole word."""

from __future__ import annotations

from io import BytesIO

import pdfplumber
import pytest

from scopewright.briefs.render import rendered
from scopewright.language import speaking
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.progress import Silent

WORDS = "Datenschutzgrundverordnung Nachvollziehbarkeit Verantwortlichkeiten well-known Rechtsabteilung "


@pytest.mark.parametrize("strong", [False, True])
def test_a_parted_word_has_a_soft_hyphen_and_a_hyphen_of_the_text_stays(strong: bool) -> None:
    engagement = new_engagement("Pumpen", "Hafen")
    with Step(engagement, "Fill") as step:
        step.set(engagement.records("overview")[0].key, "problem", WORDS * 30)
        for number in range(2 if strong else 0):
            step.add("risks", {"title": f"Risiko {number}", "response": WORDS * 8, "trigger": WORDS * 8})
    with speaking("de"):
        data = rendered(engagement, "scope", "a4", "de", Silent()).set.data
    with pdfplumber.open(BytesIO(data)) as pdf:
        text = "".join(each["text"] for page in pdf.pages for each in page.chars)
    assert "\N{SOFT HYPHEN}" in text
    whole = "".join(text.replace("\N{SOFT HYPHEN}", "").split())
    assert whole.count("Datenschutzgrundverordnung") == 30 + (32 if strong else 0)
    assert whole.count("well-known") == 30 + (32 if strong else 0)
