"""Which error analysis belongs to the newest run: that of this sitting with the cells' values, else the stored one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scopewright.language import _
from scopewright.model.engagement import Engagement
from scopewright.model.kept_analysis import of_record
from scopewright.model.sections.analyses import ErrorAnalysis
from scopewright.model.sections.runs import Run


def errors_of(
    engagement: Engagement, run: Run | None, sitting: tuple[str, Mapping[str, Any]] | None
) -> tuple[Mapping[str, Any] | None, str, str]:
    """The fields of the analysis, the spoken id of its record, and what is to be known of it.

    ``sitting`` is the run's spoken id with the analysis as the lab made it.
    """
    if run is None:
        return None, "", _("Start a baseline first: it looks at the errors of its best model.")
    stored = next((each for each in engagement.all(ErrorAnalysis) if each.run == run.key), None)
    if stored is None:
        said = _("{id} did not look at errors: start a baseline with “Look at the errors of the best model”.")
        return None, "", said.format(id=run.id)
    if sitting is not None and sitting[0] == run.id:
        return sitting[1], stored.id, ""
    kept = _("As kept with {id}: no value of the file is kept, so classes and slices are numbered.")
    return of_record(stored), stored.id, kept.format(id=run.id)


def told_rows(
    fields: Mapping[str, Any] | None,
) -> tuple[Sequence[Mapping[str, Any]], Mapping[int, Mapping[str, Any]]]:
    """The rows to review, and by row its true value and the answer as far as these are known."""
    known = fields or {}
    told = {int(row["row"]): row for row in known.get("review", ()) if row.get("truth") is not None}
    return known.get("review", ()), told
