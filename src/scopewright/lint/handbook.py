"""The page of the documentation that is generated from the rules."""

from __future__ import annotations

import sys

from scopewright.lint import RULES

_HEAD = """# The rules of the scope linter

This page is generated from the rules: `python -m scopewright.lint.handbook > docs/rules.md`. A test fails when it is
out of date. `scopewright check FILE` runs them; so does the page *Check* of the window.
"""


def rules_page() -> str:
    """The page on the rules, in Markdown."""
    parts = [_HEAD]
    for code, rule in sorted(RULES.items()):
        parts.append(f"\n## {code} · {rule.title}\n\n{rule.severity.capitalize()}. {rule.why}\n\n")
        parts.append(f"- Bad: {rule.bad}\n- Good: {rule.good}\n")
    return "".join(parts)


if __name__ == "__main__":
    sys.stdout.write(rules_page())
