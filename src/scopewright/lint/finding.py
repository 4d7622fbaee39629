"""What a rule is and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from scopewright.model.engagement import Engagement
from scopewright.model.record import Record
from scopewright.model.severity import Severity


@dataclass(frozen=True)
class Found:
    """One place a rule points at; ``field`` is empty where the whole record or section is meant."""

    section: str
    record: Record | None
    field: str
    message: str


@dataclass(frozen=True)
class Finding:
    """A place with the rule that found it, as ``check --json`` prints it."""

    rule: str
    severity: Severity
    section: str
    id: str
    key: str
    field: str
    message: str


Check = Callable[[Engagement], Iterator[Found]]


@dataclass(frozen=True)
class Rule:
    """A rule of the scope linter; ``bad`` and ``good`` are examples for the documentation."""

    code: str
    severity: Severity
    title: str
    why: str
    bad: str
    good: str
    check: Check


RULES: dict[str, Rule] = {}
"""Every registered rule by its stable code."""


def rule(code: str, severity: Severity, title: str, *, why: str, bad: str, good: str) -> Callable[[Check], Check]:
    """Register a rule: ``@rule("DAC02", "warning", N_("…"), why=N_("…"), bad="…", good="…")``.

    Raises:
        ValueError: the code is taken.
    """

    def registered(check: Check) -> Check:
        if code in RULES:
            raise ValueError(f"Rule {code} is there already.")
        RULES[code] = Rule(code, severity, title, why, bad, good, check)
        return check

    return registered


def at(record: Record, field: str, message: str) -> Found:
    """A finding at one field of one record."""
    return Found(record.section.key, record, field, message)
