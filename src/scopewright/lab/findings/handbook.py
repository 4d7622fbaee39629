"""The rules of the audit as a page: ``python -m scopewright.lab.findings.handbook > docs/audit-rules.md``."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from scopewright.lab.findings import COLUMN_RULES, PAIR_RULES, REFERENCE_RULES, TABLE_RULES


def page() -> str:
    """The page as Markdown."""
    lines = ["# Rules of the audit", "", "Written by `python -m scopewright.lab.findings.handbook`; do not edit.", ""]
    lines += ["A rule's severity is the usual one; a finding may be milder.", ""]
    lines += ["`check` numbers its [rules](rules.md) apart: its `DAT01` is another rule than the one below.", ""]
    lines += ["| rule | severity | title | looks for |", "|---|---|---|---|"]
    return "\n".join([*lines, *sorted(_rows()), ""])


def _rows() -> Iterator[str]:
    for rule in (*TABLE_RULES, *COLUMN_RULES, *PAIR_RULES):
        said = " ".join((rule.check.__doc__ or "").split("\n\n")[0].split())
        yield f"| {rule.code} | {rule.severity} | {rule.title} | {said} |"
    for code, (severity, title) in REFERENCE_RULES.items():
        yield f"| {code} | {severity} | {title} | Between a column and the keys of another file. |"
    yield "| DRF02 | warning | Train and test differ | Columns that are spread otherwise in held-out rows. |"
    yield "| LAB02 | hint | Suspect labels | Labels that a model, which has not seen them, finds unlikely. |"


if __name__ == "__main__":
    sys.stdout.write(page())
