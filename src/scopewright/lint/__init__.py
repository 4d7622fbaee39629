"""The scope linter: what a senior partner would circle in red."""

from scopewright.lint.check import Checker, check, switched_off
from scopewright.lint.finding import RULES, Finding, Rule
from scopewright.model.severity import SEVERITIES, Severity

__all__ = ["RULES", "SEVERITIES", "Checker", "Finding", "Rule", "Severity", "check", "switched_off"]
