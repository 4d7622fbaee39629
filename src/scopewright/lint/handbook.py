"""The page of the documentation that is generated from the rules and the labelled sentences."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from scopewright.lint import RULES, Rule
from scopewright.lint.example import Example, in_words
from scopewright.lint.precision import Measured, Sentence, labelled, languages_read_right, measure

_HEAD = """# The rules of the scope linter

This page is generated from the rules: `python -m scopewright.lint.handbook > docs/rules.md`. A test fails when it is
out of date. `scopewright check FILE` runs them; so does the page *Check* of the window.

There are {count} rules. Every one says why it is there; its two examples are run as tests. Rules on dates ask for the
status date of the document control and say nothing without it.

**To switch a rule off in one engagement**, choose *Switch this rule off* on the page *Check* and say why, or type
`scopewright add FILE rules_off '{{"rule": "DAC02", "reason": "A team of three"}}'`. The reason stays in the file and is
printed in no brief; `check` names the rules that are off. Delete the record to switch the rule on again.

The [audit of a file](audit-rules.md) numbers its rules apart from these: its `DAT01` is another rule than the one
below, and is not switched off here.
"""

_MEASURED = """
## How often the wording rules are right

Measured on {count} sentences that were written for this purpose by the developers, not taken from engagements:
{english} in English, {german} in German, {french} in French; every third, {held} in all, was held out: nobody looked
at what the rules did with it until rules and lists were finished. The figures in brackets are for those alone. The same
people wrote lists and sentences, so expect less on other people's sentences. Each sentence stands for a field, and
each rule is run over every sentence of the fields that it reads: what is right for one rule is a trap for the others.
The language of a sentence was recognised {right} times out of {known}.

| rule | sentences read | to find | precision | recall |
|---|---|---|---|---|
"""


def rules_page() -> str:
    """The page on the rules, in Markdown."""
    parts = [_HEAD.format(count=len(RULES))]
    for _code, rule in sorted(RULES.items()):
        parts.append(_rule(rule))
    sentences = labelled()
    return "".join([*parts, *(_measured(sentences) if sentences else ())])


def _rule(rule: Rule) -> str:
    about = " ".join(rule.about.split())
    head = f"\n## {rule.code} · {rule.title}\n\n{rule.severity.capitalize()}. {rule.why}\n\n{about}\n\n"
    return f"{head}Bad:\n\n{_example(rule.bad)}\nGood:\n\n{_example(rule.good)}"


def _example(example: Example) -> str:
    return "".join(f"- {line}\n" for line in in_words(example))


def _measured(sentences: Sequence[Sentence]) -> Iterator[str]:
    held = [sentence for sentence in sentences if sentence.held]
    spoken = [sentence.language for sentence in sentences]
    right, known = languages_read_right(sentences)
    yield _MEASURED.format(
        count=len(sentences), english=spoken.count("en"), german=spoken.count("de"), french=spoken.count("fr"),
        held=len(held), right=right, known=known,
    )  # fmt: skip
    results = [(measure(code, sentences), measure(code, held)) for code, rule in sorted(RULES.items()) if rule.words]
    for whole, part in results:
        to_find = f"{whole.hits + len(whole.missed)} ({part.hits + len(part.missed)})"
        rates = (
            f"{_share(whole.precision)} ({_share(part.precision)})",
            f"{_share(whole.recall)} ({_share(part.recall)})",
        )
        yield f"| {whole.code} | {whole.read} ({part.read}) | {to_find} | {' | '.join(rates)} |\n"
    yield "\n### What they got wrong\n\n"
    for whole, _part in results:
        yield from _misses(whole)


def _misses(result: Measured) -> Iterator[str]:
    for what, sentences in (("false alarm", result.false_alarms), ("missed", result.missed)):
        for sentence in sentences:
            mark = ", held out" if sentence.held else ""
            yield f"- {result.code}, {what} ({sentence.place}{mark}): {sentence.text}\n"


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.2f}"


if __name__ == "__main__":
    sys.stdout.write(rules_page())
