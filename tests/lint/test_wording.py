"""The wording rules on sentences that people labelled: false alarms cost trust, so they are counted."""

from __future__ import annotations

import pytest

from scopewright.lint import RULES
from scopewright.lint.precision import labelled, languages_read_right, measure
from scopewright.lint.reading import read

SENTENCES = labelled()
WORDING = [code for code, rule in RULES.items() if rule.words]


def test_there_are_enough_labelled_sentences_in_three_languages() -> None:
    assert len(SENTENCES) >= 300
    assert {sentence.language for sentence in SENTENCES} == {"en", "de", "fr"}
    assert sum(sentence.held for sentence in SENTENCES) >= 100


def test_every_label_names_a_wording_rule_that_reads_the_place() -> None:
    for sentence in SENTENCES:
        assert all(sentence.place in RULES[code].places for code in sentence.wrong), sentence


@pytest.mark.parametrize("code", WORDING)
def test_a_wording_rule_is_right_nearly_always(code: str) -> None:
    result = measure(code, SENTENCES)
    assert result.hits, "no sentence shows what it finds"
    assert (result.precision or 0) >= 0.8, result.false_alarms
    assert (result.recall or 0) >= 0.6, result.missed


def test_most_findings_on_sentences_nobody_tuned_on_are_right() -> None:
    held = [sentence for sentence in SENTENCES if sentence.held]
    results = [measure(code, held) for code in WORDING]
    hits = sum(result.hits for result in results)
    assert hits / (hits + sum(len(result.false_alarms) for result in results)) >= 0.8
    assert hits / (hits + sum(len(result.missed) for result in results)) >= 0.6


def test_the_language_of_a_sentence_is_recognised() -> None:
    right, known = languages_read_right(SENTENCES)
    assert right / known > 0.95


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("D’ici l'été", ["D'", "ici", "l'", "été"]),
        ("We can't.", ["We", "can't", "."]),
        ("1,900 calls (>100ms)", ["1,900", "calls", "(", ">", "100", "ms", ")"]),
        ("", []),
    ],
)
def test_a_text_is_split_into_words_and_marks(text: str, tokens: list[str]) -> None:
    assert list(read(text).tokens) == tokens


@pytest.mark.parametrize(("text", "value"), [("1,900", 1900), ("0,7", 0.7), ("12.5", 12.5), ("4.000.000", 4_000_000)])
def test_figures_are_read_with_either_decimal_mark(text: str, value: float) -> None:
    assert read(text).figures[0].value == value


def test_any_text_can_be_read() -> None:
    for text in ("\n\n", "''", "’", "مرحبا", "日本語 100 %", "a" * 5000, "1.2.3,4", "½", "l' d' qu'"):
        for code in WORDING:
            words = RULES[code].words
            assert words is not None
            assert isinstance(words(read(text)), str)
