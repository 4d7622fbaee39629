"""Which audits and runs are stale because their file is another one now; the linter itself sees no files (row J8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scopewright.lab.known_state import present_fingerprint
from scopewright.language import _
from scopewright.lint import SEVERITIES, Finding, Severity, switched_off
from scopewright.model.engagement import Engagement
from scopewright.model.record import Record
from scopewright.model.sections.datasets import Dataset
from scopewright.model.sections.runs import Run
from scopewright.store.elsewhere import on_another_computer

_RULE = "DAT05"
"""The rule on runs of another state of their file: who switches it off is not told this either."""


def with_stale(engagement: Engagement, findings: Sequence[Finding]) -> list[Finding]:
    """The findings with what the files say, the severest first."""
    if _RULE in switched_off(engagement):
        return list(findings)
    told = {finding.key for finding in findings if finding.rule == _RULE}
    found = [finding for data in engagement.all(Dataset) for finding in _stale(engagement, data)]
    whole = [*findings, *(finding for finding in found if finding.key not in told)]
    return sorted(whole, key=lambda finding: SEVERITIES.index(finding.severity))


def _stale(engagement: Engagement, data: Dataset) -> Iterator[Finding]:
    runs = [run for run in engagement.all(Run) if run.dataset == data.key and run.fingerprint]
    if not data.path or not (data.fingerprint or runs):
        return
    if on_another_computer(data.path):
        yield _finding(data, "hint", "path", _("The file is on another computer and was not looked at."))
        return
    try:
        now = present_fingerprint(data.path)
    except (OSError, ValueError):
        said = _("The file of this dataset is no longer where it was: {path}.").format(path=data.path)
        yield _finding(data, "hint", "path", said)
        return
    if data.fingerprint not in ("", now):
        yield _finding(data, "warning", "fingerprint", _("The file has changed since the audit: audit it again."))
    for run in runs:
        if run.fingerprint != now:
            yield _finding(run, "warning", "fingerprint", _("Stale: the file has changed since this run"))


def _finding(record: Record, severity: Severity, field: str, message: str) -> Finding:
    return Finding(_RULE, severity, record.section.key, record.id, record.key, field, message)
