"""Rules typed by users: what they answer, and that nothing but a comparison ever happens."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scopewright.lab import intake
from scopewright.lab.rules import OPERATORS, Clause, Condition, Rules, UnreadableRule, read_rules
from scopewright.lab.task import read_target
from scopewright.lab.unfit import UnfitData
from scopewright.lab.verdicts import verdicts
from scopewright.progress import Silent

HOSTILE = [
    "@pd.io.common.os.system('touch OWNED') > 1 -> yes",
    "@os.system('touch OWNED') = 0 -> yes",
    "age.to_csv('OWNED') = 1 -> yes",
    "index.to_frame().to_csv('OWNED') = 1 -> yes",
    "a._constructor.__init__.__globals__['sys'].modules['os'].system('touch OWNED') = 0 -> yes",
    "__import__('os').system('touch OWNED') = 0 -> yes",
    "age = __import__('os').system('touch OWNED') -> yes",
    "age = open('OWNED','w') -> yes",
    "age > exec('open(chr(79),chr(119))') -> yes",
    "eval('1') = 1 -> yes",
    "(lambda: open('OWNED','w'))() = 1 -> yes",
    "age < 3; import os; os.system('touch OWNED') -> yes",
    "age < 3 -> yes\n__import__('os')",
    "age < {{7*7}} -> yes",
    "age < ${IFS} -> yes",
    "age < $(touch OWNED) -> yes",
    "age < `touch OWNED` -> yes",
    "age < '; DROP TABLE runs; --' -> yes",
    "age = '=cmd|/C calc!A0' -> yes",
    "age < %n%n%s -> yes",
    "age < {0.__class__.__mro__} -> yes",
    "{age.__class__} < 1 -> yes",
    "age < f'{open(1)}' -> yes",
    "age < 9**9**9**9 -> yes",
    "age < 1e999999 -> yes",
    "age < nan -> yes",
    "age < inf -> yes",
    "age < -inf -> yes",
    "age < 0x41 -> yes",
    "age < 1_000_000_000_000_000_000_000j -> yes",
    "age contains (a+)+$ -> yes",
    "city contains (a+)+$ -> yes",
    "city contains .* -> yes",
    "city = \\ -> yes",
    "city = ' -> yes",
    'city = " -> yes',
    "age <<< 3 -> yes",
    "age < 3 -> yes -> no",
    "age < 3 and -> yes",
    "and and and -> yes",
    "-> -> ->",
    "if if if -> if",
    "else else else",
    "missing missing -> yes",
    "churn = yes -> yes",
    "nothing = 1 -> yes",
    "age < 3 -> maybe",
    "age < \x00 -> yes",
    "age < \u202e3 -> yes",
    "age < " + "9" * 9_000 + " -> yes",
    "(" * 9_000,
    "age < 3 -> yes;" * 600,
    "x" * 200_000,
]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Any:
    chance = np.random.default_rng(1)
    table = pd.DataFrame(
        {
            "age": chance.integers(18, 80, 120).astype(float),
            "home town": chance.choice(["Bern", "Linz", "Lyon"], 120),
            "city": chance.choice(["Bern", "Linz", "Lyon"], 120),
            "joined": pd.date_range("2025-01-01", periods=120).strftime("%Y-%m-%d"),
            "churn": chance.choice(["yes", "no"], 120),
        }
    )
    table.loc[::9, "age"] = np.nan
    path = tmp_path_factory.mktemp("rules") / "people.csv"
    table.to_csv(path, index=False)
    return intake.load(path, Silent())


def answered(loaded: Any, text: str) -> list[str | None]:
    target = read_target(loaded, "churn")
    told = verdicts(read_rules(text), loaded, target)
    return [None if np.isnan(code) else target.classes[int(code)] for code in told]


def test_the_grammar_reads_conditions_values_and_fallbacks() -> None:
    assert read_rules('if age <= 30 and "home town" = Bern -> yes\nscore ≥ 1,5 → no; missing -> yes; else no') == Rules(
        (
            Clause((Condition("age", "<=", "30"), Condition("home town", "=", "Bern")), "yes"),
            Clause((Condition("score", ">=", "1,5"),), "no"),
        ),
        "yes",
        "no",
    )
    assert read_rules("home town is not missing -> a b").clauses[0] == Clause(
        (Condition("home town", "is not missing"),), "a b"
    )


def test_t15_the_answers_equal_a_pandas_one_liner_and_missing_cells_follow_the_fallback(loaded: Any) -> None:
    age = loaded.frame["age"].astype(float)
    wanted = np.where(age < 40, "yes", np.where(age.isna(), "no", "yes"))
    wanted = np.where(age >= 40, "no", wanted)
    assert answered(loaded, "age < 40 -> yes; missing -> no; else -> no") == wanted.tolist()
    told = answered(loaded, "age < 40 -> yes; missing -> yes; else -> no")
    assert told == np.where((age < 40) | age.isna(), "yes", "no").tolist()


def test_the_first_rule_that_holds_answers_and_silence_is_no_answer(loaded: Any) -> None:
    told = answered(loaded, "home town = bern -> YES; home town contains i -> no")
    towns = {"Bern": "yes", "Linz": "no", "Lyon": None}
    assert told == [towns[town] for town in loaded.frame["home town"]]


def test_dates_compare_as_dates(loaded: Any) -> None:
    told = answered(loaded, "joined < 2025-02-01 -> yes; else -> no")
    assert told.count("yes") == 31


@pytest.mark.parametrize("text", HOSTILE)
def test_t15_a_hostile_rule_compares_or_is_refused_with_a_sentence(
    loaded: Any, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    happened: list[str] = []
    watching = True

    def hook(event: str, _arguments: Any) -> None:
        if watching and event in {"open", "exec", "os.system", "subprocess.Popen", "import", "socket.connect"}:
            happened.append(event)

    sys.addaudithook(hook)
    try:
        answered(loaded, text)
    except UnfitData as error:
        assert str(error).endswith((".", "good"))
        assert len(str(error)) < 400
    finally:
        watching = False
    assert set(happened) <= {"import"}
    assert not list(tmp_path.iterdir())


def _pieces() -> list[str]:
    words = [
        "age",
        "city",
        "home town",
        "churn",
        "joined",
        "nothing",
        "3",
        "-1.5",
        "1e9",
        "Bern",
        "yes",
        "no",
        "2025-01-01",
    ]
    signs = [*OPERATORS, "->", "→", ";", "\n", "and", "if", "else", "missing", "is", "not", '"', "'", "`", "“", "”"]
    code = [
        "__import__",
        "(",
        ")",
        "[",
        "]",
        ".",
        "@",
        "os",
        "system",
        "lambda",
        ":",
        "eval",
        "\\",
        "{",
        "}",
        "\x00",
        "é",
    ]
    return words + signs + code


@pytest.mark.parametrize(
    "rounds", [4_000, pytest.param(1_000_000, marks=[pytest.mark.slow, pytest.mark.timeout(1_800)])]
)
def test_t15_a_million_fuzzed_rules_only_compare_or_are_refused(loaded: Any, rounds: int) -> None:
    draw, pieces = random.Random(11), _pieces()
    target = read_target(loaded, "churn")
    readable = 0
    for _round in range(rounds):
        text = draw.choice([" ", ""]).join(draw.choices(pieces, k=draw.randint(1, 14)))
        try:
            rules = read_rules(text)
            readable += 1
            if readable % 50 == 0:
                verdicts(rules, loaded, target)
        except UnfitData:
            continue
    assert readable > 0


WORD = st.text(st.characters(codec="utf-8", exclude_characters='"\n\r'), min_size=1, max_size=12)


@settings(max_examples=150, deadline=None)
@given(column=WORD, operator=st.sampled_from(OPERATORS[:7]), value=WORD, answer=WORD)
def test_whatever_stands_in_quotation_marks_is_a_name_or_a_value(
    column: str, operator: str, value: str, answer: str
) -> None:
    read: Callable[[str], Rules] = read_rules
    assert read(f'"{column}" {operator} "{value}" -> "{answer}"').clauses == (
        Clause((Condition(column, operator, value),), answer),
    )


@pytest.mark.parametrize("text", ["", ";;\n", "else -> yes", "age < -> yes", "age 3 -> yes", "age < 3", "age < 3 ->"])
def test_a_text_that_is_no_rule_is_told_where(text: str) -> None:
    with pytest.raises(UnreadableRule):
        read_rules(text)
