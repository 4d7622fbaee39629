"""Run every rule over an engagement."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from scopewright.lint import rules as _declared  # noqa: F401 - importing registers the rules
from scopewright.lint.finding import RULES, Finding, Found, Rule
from scopewright.lint.scope import Scope
from scopewright.model.engagement import Engagement
from scopewright.model.record import Record
from scopewright.model.sections.rules_off import RuleOff
from scopewright.model.severity import SEVERITIES


def check(engagement: Engagement) -> list[Finding]:
    """All findings of the rules that this engagement has not switched off, the severest first."""
    return Checker().findings(engagement)


def switched_off(engagement: Engagement) -> dict[str, RuleOff]:
    """The rules that this engagement has switched off, by code."""
    return {off.rule.strip().upper(): off for off in engagement.all(RuleOff)}


class Checker:
    """Checks one engagement, or copies of it, again and again: an unchanged record is not read by itself again."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Record, list[Finding]]] = {}

    def findings(self, engagement: Engagement) -> list[Finding]:
        """All findings, the severest first, then in the order of sections and rules."""
        scope = Scope(engagement)
        off = switched_off(engagement)
        found = [
            _finding(r, place) for r in RULES.values() if r.whole and r.code not in off for place in r.whole(scope)
        ]
        self._known = {record.key: (record, self._alone(record)) for record in scope.records}
        found += (finding for _record, own in self._known.values() for finding in own if finding.rule not in off)
        place = {key: number for number, key in enumerate(engagement.sections)}
        weight = {severity: number for number, severity in enumerate(SEVERITIES)}
        return sorted(found, key=lambda f: (weight[f.severity], place[f.section], f.rule))

    def _alone(self, record: Record) -> list[Finding]:
        before = self._known.get(record.key)
        if before is not None and before[0] is record:
            return before[1]
        return [_finding(rule, place) for rule in _reading(record.section.key) for place in _read(rule, record)]


@cache
def _reading(section: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES.values() if rule.alone and (not rule.sections or section in rule.sections))


def _read(rule: Rule, record: Record) -> Iterator[Found]:
    return rule.alone(record) if rule.alone else iter(())


def _finding(rule: Rule, place: Found) -> Finding:
    spoken, key = (place.record.id, place.record.key) if place.record else ("", "")
    return Finding(rule.code, rule.severity, place.section, spoken, key, place.field, place.message)
