"""Run every rule over an engagement."""

from __future__ import annotations

from scopewright.lint import completeness, declaration, structure, wording  # noqa: F401 - importing registers the rules
from scopewright.lint.finding import RULES, Finding, Found, Rule
from scopewright.model.engagement import Engagement
from scopewright.model.severity import SEVERITIES


def check(engagement: Engagement) -> list[Finding]:
    """All findings, the severest first, then in the order of sections and rules."""
    order = list(engagement.sections)
    found = [_finding(rule, place) for rule in RULES.values() for place in rule.check(engagement)]
    return sorted(found, key=lambda f: (SEVERITIES.index(f.severity), order.index(f.section), f.rule))


def _finding(rule: Rule, place: Found) -> Finding:
    spoken, key = (place.record.id, place.record.key) if place.record else ("", "")
    return Finding(rule.code, rule.severity, place.section, spoken, key, place.field, place.message)
