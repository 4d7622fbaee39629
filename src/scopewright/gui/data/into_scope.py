"""From a finding of the audit into the scope: a risk, a question or a data request that points back to its dataset."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer

from scopewright.gui.widgets.notice import Notice
from scopewright.language import N_, _
from scopewright.model.data_dictionary import MOST_COLUMNS, is_begun, mark_gone, take_in
from scopewright.model.engagement import Engagement
from scopewright.model.kinds import Row
from scopewright.model.record import Record
from scopewright.model.sections.datasets import Dataset
from scopewright.model.sections.features import Feature
from scopewright.model.step import Step

if TYPE_CHECKING:
    from scopewright.gui.catalogue import Surroundings
    from scopewright.gui.editing import Editing

_LONGEST_TITLE = 300
_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Way:
    """How a finding becomes a record of a section: by which key, under which words, and under how few."""

    name: str
    key: str
    title: str
    short: str
    icon: str


SECTIONS: Mapping[str, Way] = {
    "risks": Way("risk", "r", N_("Make a risk"), N_("Risk"), "shield-alert"),
    "questions": Way("question", "q", N_("Make a question"), N_("Question"), "circle-question-mark"),
    "data_gaps": Way("request", "d", N_("Make a data request"), N_("Request"), "database"),
}
"""The sections that a finding can be made a record of."""


def sections(engagement: Engagement) -> list[str]:
    """Those of them that the engagement has."""
    return [section for section in SECTIONS if section in engagement.sections]


def title_of(dataset: Dataset, finding: Row) -> str:
    """The one line under which a finding stands in the scope: where, and its first sentence."""
    place = f"{dataset.headline}, {finding['column']}" if finding["column"] else dataset.headline
    first = re.split(r"(?<=[.!?:]) ", " ".join(finding["message"].split()), maxsplit=1)[0].rstrip(":")
    text = f"{place}: {first}"
    return text if len(text) <= _LONGEST_TITLE else text[: _LONGEST_TITLE - 1].rstrip() + "…"


def made_of(engagement: Engagement, dataset: Dataset, finding: Row) -> Iterator[Record]:
    """The records that stand for a finding already."""
    title = title_of(dataset, finding)
    for section in sections(engagement):
        yield from (record for record in engagement.records(section) if record.headline == title)


class IntoScope:
    """Makes records of findings and columns, and says where they are."""

    def __init__(self, editing: Editing, window: Surroundings) -> None:
        self._editing, self._window = editing, window

    def make(self, dataset: Dataset, finding: Row, section: str) -> None:
        """Make a finding a record of a section; a finding that is one already is shown instead."""
        engagement = self._editing.engagement
        if section not in engagement.sections:
            return
        for record in made_of(engagement, dataset, finding):
            if record.section.key == section:
                self._window.go_to(section, record.id)
                return
        declared = engagement.sections[section]
        values = {"title": title_of(dataset, finding), "state": "open", "remark": finding["message"]}
        values["dataset"] = dataset.key
        key = self._editing.add(section, {name: value for name, value in values.items() if name in declared})
        made = engagement.get(key)
        if made is not None:
            said = _("{id} was added to {section}.")
            happened = said.format(id=made.id, section=_(made.section.title))
            action = (_("Open {id}").format(id=made.id), lambda: self._window.go_to(section, made.id))
            self._window.notify(Notice("made", "success", happened, action=action))

    def define(self, dataset: Dataset, column: str, report: Mapping[str, Any] | None) -> None:
        """Go to the meaning of a column; where the data dictionary lacks it, begin that or bring it up to date."""
        if self._meaning(dataset, column) is None:
            self.dictionary(dataset, report, column)
        else:
            self._show_meaning(dataset, column)

    def dictionary(self, dataset: Dataset, report: Mapping[str, Any] | None, column: str = "") -> None:
        """Begin the data dictionary of a dataset from its header, or bring it up to date, and show it at a column."""
        columns = (report or {}).get("columns") or [dict(row.values) for row in dataset.columns]
        if not columns:
            said = _("The columns are known once the file is audited. Audit it first.")
            self._window.notify(Notice("no-columns", "info", said))
            return
        self._take_in(dataset, list(columns[:MOST_COLUMNS]), columns, column)

    def _meaning(self, dataset: Dataset, column: str) -> Feature | None:
        name = " ".join(column.split())
        features = self._editing.engagement.all(Feature)
        return next((one for one in features if (one.dataset, one.title) == (dataset.key, name)), None)

    def _show_meaning(self, dataset: Dataset, column: str) -> None:
        feature = self._meaning(dataset, column)
        if feature is None:
            self._window.go_to("features", "")
        else:
            self._window.go_to("features", feature.id, "definition")

    def _take_in(
        self,
        dataset: Dataset,
        left: Sequence[Mapping[str, Any]],
        columns: Sequence[Mapping[str, Any]],
        column: str,
        group: str | None = None,
        begun: bool | None = None,
    ) -> None:
        """Some columns at a time, so that the window keeps answering; all of them are one step to undo."""
        name = _("Data dictionary of {dataset}").format(dataset=dataset.headline)
        if self._editing.engagement.get(dataset.key) is None:
            return
        with Step(self._editing.engagement, name, who=self._editing.who, group=group) as step:
            known = is_begun(step, dataset.key) if begun is None else begun
            take_in(step, dataset.key, left[:_AT_ONCE], known)
            if len(left) <= _AT_ONCE:
                mark_gone(step, dataset.key, columns)
        if len(left) <= _AT_ONCE:
            self._show_meaning(dataset, column)
        else:
            QTimer.singleShot(0, lambda: self._take_in(dataset, left[_AT_ONCE:], columns, column, step.group, known))
