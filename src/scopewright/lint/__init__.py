"""The scope linter: what a senior partner would circle in red."""

from scopewright.lint.check import check
from scopewright.lint.finding import RULES, Finding, Rule
from scopewright.model.severity import SEVERITIES, Severity

__all__ = ["RULES", "SEVERITIES", "Finding", "Rule", "Severity", "check"]
