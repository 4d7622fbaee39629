"""What a rule is, how one is declared, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar, cast

from scopewright.language import current, show_number
from scopewright.lint.example import Example
from scopewright.lint.reading import Reading, read
from scopewright.lint.scope import Scope
from scopewright.model.record import Record
from scopewright.model.severity import Severity

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Found:
    """One place a rule points at; ``field`` is empty where the whole record or section is meant."""

    section: str
    record: Record | None
    field: str
    message: str


@dataclass(frozen=True)
class Finding:
    """A place with the rule that found it, as ``check --json`` prints it; ``key`` is the record's hidden key."""

    rule: str
    severity: Severity
    section: str
    id: str
    key: str
    field: str
    message: str


Whole = Callable[[Scope], Iterator[Found]]
Alone = Callable[[Record], Iterator[Found]]
Words = Callable[[Reading], str]
Verdict = str | tuple[str, str]
"""What is wrong, empty if nothing is; before it the field it is about, where that is not the one the rule names."""


@dataclass(frozen=True)
class Rule:
    """A rule of the scope linter, a pure function of what it reads.

    Exactly one of ``whole`` and ``alone`` is there. A rule that looks at one record ``alone`` names the ``sections`` it
    reads (none: all of them), and what it found holds until that record changes. ``words`` judges a text by itself and
    is measured on labelled sentences; ``places`` are the ``section.field`` it reads. ``bad`` and ``good`` are examples
    for people, and tests.
    """

    code: str
    severity: Severity
    title: str
    why: str
    bad: Example
    good: Example
    about: str
    whole: Whole | None = None
    alone: Alone | None = None
    sections: tuple[str, ...] = ()
    words: Words | None = None
    places: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        """The letters of the code."""
        return self.code.rstrip("0123456789")


RULES: dict[str, Rule] = {}
"""Every registered rule by its stable code."""


def _register(rule: Rule) -> None:
    if rule.code in RULES:
        raise ValueError(f"Rule {rule.code} is there already.")
    if not (rule.title and rule.why and rule.bad and rule.good and rule.about):
        raise ValueError(f"Rule {rule.code} lacks a title, a reason, an example or a docstring.")
    RULES[rule.code] = rule


def whole(
    code: str, severity: Severity, title: str, *, why: str, bad: Example, good: Example
) -> Callable[[Whole], Whole]:
    """Register a rule that reads how records fit together.

    Raises:
        ValueError: the code is taken, or the rule does not say why.
    """

    def registered(function: Whole) -> Whole:
        _register(Rule(code, severity, title, why, bad, good, function.__doc__ or "", whole=function))
        return function

    return registered


def each(
    of: type[R], code: str, severity: Severity, title: str, *, field: str, why: str, bad: Example, good: Example
) -> Callable[[Callable[[R, Scope], Verdict]], Callable[[R, Scope], Verdict]]:
    """Register a rule that judges every record of one section within the scope; the function returns what is wrong.

    Raises:
        ValueError: the code is taken, or the rule does not say why.
    """
    _declared(of, field)

    def registered(function: Callable[[R, Scope], Verdict]) -> Callable[[R, Scope], Verdict]:
        def loop(scope: Scope) -> Iterator[Found]:
            for record in scope.all(of):
                if verdict := function(record, scope):
                    yield _at(record, field, verdict)

        _register(Rule(code, severity, title, why, bad, good, function.__doc__ or "", whole=loop))
        return function

    return registered


def alone(
    of: type[R], code: str, severity: Severity, title: str, *, field: str, why: str, bad: Example, good: Example
) -> Callable[[Callable[[R], Verdict]], Callable[[R], Verdict]]:
    """Register a rule that judges every record of one section by itself; the function returns what is wrong.

    Raises:
        ValueError: the code is taken, or the rule does not say why.
    """
    _declared(of, field)

    def registered(function: Callable[[R], Verdict]) -> Callable[[R], Verdict]:
        def one(record: Record) -> Iterator[Found]:
            if verdict := function(cast(R, record)):
                yield _at(record, field, verdict)

        sections = (of.section.key,)
        _register(Rule(code, severity, title, why, bad, good, function.__doc__ or "", alone=one, sections=sections))
        return function

    return registered


def every(
    code: str, severity: Severity, title: str, *, why: str, bad: Example, good: Example
) -> Callable[[Alone], Alone]:
    """Register a rule that judges every record of all sections by itself.

    Raises:
        ValueError: the code is taken, or the rule does not say why.
    """

    def registered(function: Alone) -> Alone:
        _register(Rule(code, severity, title, why, bad, good, function.__doc__ or "", alone=function))
        return function

    return registered


def wording(
    code: str, severity: Severity, title: str, *, places: Sequence[str], why: str, bad: Example, good: Example
) -> Callable[[Words], Words]:
    """Register a rule that judges a text by its words; the function returns what is wrong with one text.

    Raises:
        ValueError: the code is taken, or the rule does not say why.
    """
    fields: dict[str, list[str]] = {}
    for place in places:
        section, _dot, field = place.partition(".")
        fields.setdefault(section, []).append(field)

    def registered(function: Words) -> Words:
        def one(record: Record) -> Iterator[Found]:
            for field in fields.get(record.section.key, ()):
                text = getattr(record, field)
                if text and (message := function(read(text))):
                    yield at(record, field, message)

        _register(
            Rule(
                code, severity, title, why, bad, good, function.__doc__ or "",
                alone=one, sections=tuple(fields), words=function, places=tuple(places),
            )
        )  # fmt: skip
        return function

    return registered


def figure(number: float) -> str:
    """A number in a message, as people of the present language write it, up to three decimals."""
    return show_number(number, current())


def at(record: Record, field: str, message: str) -> Found:
    """A finding at one field of one record."""
    return Found(record.section.key, record, field, message)


def _at(record: Record, field: str, verdict: Verdict) -> Found:
    return at(record, field, verdict) if isinstance(verdict, str) else at(record, *verdict)


def _declared(of: type[Record], field: str) -> None:
    if field not in of.section:
        raise ValueError(f"Section {of.section.key} has no field {field}.")
