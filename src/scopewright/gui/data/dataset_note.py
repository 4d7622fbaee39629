"""The line below a dataset's name in the list: what goes on, what is missing, or what was found."""

from __future__ import annotations

from scopewright.gui.data.lab_work import LabWork
from scopewright.gui.data.newest_run import newest_run
from scopewright.gui.data.whereabouts import Whereabouts
from scopewright.language import _, ngettext
from scopewright.model.engagement import Engagement
from scopewright.model.sections.datasets import Dataset


def note_of(dataset: Dataset, engagement: Engagement, lab: LabWork, missing: Whereabouts) -> str:
    """The first of these that there is to say."""
    task = lab.task(dataset.key, "baseline") or lab.task(dataset.key, "audit")
    if task is not None:
        doing = _("Fitting baselines…") if task.kind == "baseline" else _("Auditing…")
        return doing if task.fraction is not None else _("Waiting…")
    if words := missing.words(dataset.path):
        return words
    if dataset.audited is None:
        return lab.known(dataset.key).trouble or _("Not audited yet")
    if lab.known(dataset.key).changed_since(dataset.fingerprint):
        return _("Changed since the audit")
    found = len(dataset.findings)
    said = ngettext("{count} finding", "{count} findings", found).format(count=found)
    return said if newest_run(engagement, dataset) is None else _("{findings}, baseline").format(findings=said)
