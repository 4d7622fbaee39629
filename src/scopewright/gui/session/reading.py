"""Reads lines for the window: keeps the context of the grammar as fresh as the engagement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from scopewright.capture.context import Context
from scopewright.capture.grammar import Type
from scopewright.capture.parse import Parsed, parse
from scopewright.capture.scan import Span
from scopewright.gui.editing import Editing
from scopewright.language import _
from scopewright.model.change import Change
from scopewright.model.record import SECTIONS
from scopewright.model.sections.document import Document

_NAMED = ("people", "releases", "document", "risk_scale")


class Reading:
    """The context of one engagement, made anew only when a person, a release or the risk scale changed, or the day."""

    def __init__(self, editing: Editing) -> None:
        self._editing = editing
        self._context: Context | None = None
        editing.changed.connect(self._note)

    @property
    def context(self) -> Context:
        """What a line typed now is read against."""
        today = dt.date.today()
        if self._context is None or self._context.today != today:
            engagement = self._editing.engagement
            self._context = Context.of(engagement, today, engagement.one(Document).language or "en")
        return self._context

    def parse(self, line: str) -> Parsed:
        """What a line says."""
        return parse(line, self.context)

    def _note(self, changes: Sequence[Change]) -> None:
        if any(change.section in _NAMED for change in changes):
            self._context = None


def pills_of(parsed: Parsed) -> list[tuple[str, str]]:
    """What a line says beyond its words, as title and value; the type comes first."""
    section = SECTIONS[parsed.section]
    shown = [
        ("", span.shown) if span.mark == "type" else (_field(section.key, span), span.shown) for span in parsed.spans
    ]
    typed = [pill for pill in shown if pill[1]]
    return typed if any(not title for title, _value in typed) else [("", _(section.one)), *typed]


def offer_of(called: tuple[Type, int] | None) -> list[tuple[str, str]]:
    """The pill that offers the type which a line calls by its full word."""
    if called is None:
        return []
    one = _(SECTIONS[called[0].section].one)
    return [(_("Tab makes it"), f"{one} ({called[0].prefix})")]


def _field(section: str, span: Span) -> str:
    return _(SECTIONS[section].spec(span.field).title) if span.field else ""
