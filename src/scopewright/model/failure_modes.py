"""From a cluster of errors to a named error type, and from that to the data that would mend it (row J15)."""

from __future__ import annotations

from collections.abc import Sequence

from scopewright.language import _
from scopewright.model.engagement import Engagement
from scopewright.model.kinds import Row
from scopewright.model.readings.error_tally import free_digit
from scopewright.model.record import Record
from scopewright.model.sections.analyses import ErrorAnalysis
from scopewright.model.sections.data_gaps import DataGap
from scopewright.model.sections.error_types import ErrorType
from scopewright.model.sections.runs import Run
from scopewright.model.step import Step


def unnamed(engagement: Engagement, analysis: ErrorAnalysis) -> Sequence[Row]:
    """The clusters that have something in common and are no error type of the run yet."""
    known = {each.cluster for each in engagement.all(ErrorType) if each.run == analysis.run}
    return [row for row in analysis.clusters if row["shared"] and row["shared"] not in known]


def name(engagement: Engagement, analysis: ErrorAnalysis, cluster: str, who: str) -> Record:
    """Make an error type of the cluster with this row id, called by what its rows share, to be renamed.

    Its rows are not counted in the tally: they were found by their likeness, not drawn at random.
    """
    row = next(each for each in unnamed(engagement, analysis) if each.id == cluster)
    run = engagement.get(analysis.run)
    digit = free_digit(engagement, run) if isinstance(run, Run) else None
    with Step(engagement, _("Error type of a cluster"), who=who) as step:
        values = {"title": row["shared"], "cluster": row["shared"], "run": analysis.run, "digit": digit}
        key = step.add("error_types", values)
    return engagement[key]


def is_asked_for(engagement: Engagement, kind: ErrorType) -> bool:
    """Whether there is a data request for such rows."""
    return any(each.errors == kind.key for each in engagement.all(DataGap))


def ask(engagement: Engagement, kind: ErrorType, who: str) -> Record:
    """Ask the client for more rows like those that this type of error was seen in."""
    run = engagement.get(kind.run)
    seen_in = run.dataset if isinstance(run, Run) else None
    with Step(engagement, _("Data request for {id}").format(id=kind.id), who=who) as step:
        key = step.add("data_gaps", {
            "title": _("More rows like: {title}").format(title=kind.title), "errors": kind.key, "dataset": seen_in,
            "without_it": _("The errors of {id} stay.").format(id=kind.id),
        })  # fmt: skip
    return engagement[key]
