"""Whatever is typed, it is read, loses no word, and can be written again."""

from __future__ import annotations

import datetime as dt
import re
import time
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scopewright.capture.grammar import PREFIXED, TYPES
from scopewright.capture.keep import Place, capture, capture_all
from scopewright.capture.parse import parse
from scopewright.capture.write import line, said
from scopewright.model.engagement import Engagement
from scopewright.model.kinds import Choice, Day, Flag, Number, People, Person, Ref, Scale, clean
from scopewright.model.record import SECTIONS, Record
from scopewright.model.refusal import SaidToUser
from scopewright.model.step import Step
from scopewright.model.undo import Undo
from tests.capture.readings import context, engagement_with_people

ENGAGEMENT = engagement_with_people()
CONTEXT = context(ENGAGEMENT)
_PIECES = r"""o: k: ? @mia @ #tag # \\ \\@x by_12_mar due:fri by_20% -> because v1 v9 p3 i4 >_v2 [DATA]
    [mock] !must D:@ana
    " target:5 title: unit:"" ≥_70_% , é שלום bis_Montag 200_ms : by_XX team:ML"""
PIECES = st.sampled_from(_PIECES.split()).map(lambda piece: piece.replace("_", " ")) | st.sampled_from(["\n", "\t"])
LINES = st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=9).map(" ".join) | st.text(max_size=60)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@given(LINES)
@settings(max_examples=250, deadline=None)
def test_any_text_is_read_and_keeps_its_words(text: str) -> None:
    parsed = parse(text, CONTEXT)
    assert parsed.section in SECTIONS
    understood = " ".join(parsed.line[span.start : span.end] for span in parsed.spans)
    items = [parsed.fields, *(item.fields for item in parsed.also)]
    kept = " ".join([understood, *(str(value) for fields in items for value in fields.values())])
    assert set(words(parsed.line)) <= set(words(kept)), parsed


@given(LINES)
@settings(max_examples=100, deadline=None)
def test_marks_never_overlap_and_stand_in_order(text: str) -> None:
    spans = [span for span in parse(text, CONTEXT).spans if span.mark != "escape"]
    assert all(first.end <= second.start for first, second in pairwise(spans))


def _stored(kind: Any) -> st.SearchStrategy[Any]:  # noqa: PLR0911 - one for each kind
    keys = {section: [record.key for record in ENGAGEMENT.records(section)] for section in ("people", "releases")}
    if isinstance(kind, People):
        return st.lists(st.sampled_from(keys["people"]), min_size=1, unique=True)
    if isinstance(kind, Person | Ref):
        return st.sampled_from(keys[kind.to])
    if isinstance(kind, Choice):
        return st.sampled_from([word for word, _title in kind.options])
    if isinstance(kind, Flag):
        return st.just(True)
    if isinstance(kind, Scale):
        return st.sampled_from(list(kind.steps(ENGAGEMENT.locale("en"))))
    if isinstance(kind, Number):
        return st.integers(-(10**6), 10**6) | st.floats(-1000, 1000, allow_nan=False).map(lambda value: round(value, 3))
    if isinstance(kind, Day):
        return st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)).map(dt.date.isoformat) | st.just("by XX")
    return LINES


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A record made only of fields that the grammar names."""
    type_ = draw(st.sampled_from(TYPES))
    section = SECTIONS[type_.section]
    values = {type_.body: draw(LINES.filter(lambda text: clean(text).strip())), **type_.fixed}
    for name in type_.names:
        if name not in values and draw(st.booleans()):
            values[name] = draw(_stored(section.spec(name).kind))
    blank = section.record(key="f" * 32, id=f"{section.prefix}-1", rank="m")
    return blank.with_stored(values)


@given(records())
@settings(max_examples=300, deadline=None)
def test_a_record_of_named_fields_is_what_its_line_says(record: Record) -> None:
    written = line(record, ENGAGEMENT, CONTEXT)
    parsed = parse(written, CONTEXT)
    assert parsed.section == record.section.key
    assert parsed.fields == said(record, ENGAGEMENT), written


def test_a_record_that_says_nothing_but_its_type_has_a_line_too() -> None:
    metric = SECTIONS["metrics"].record(key="f" * 32, id="M-1", rank="m").with_stored({"sign": "positive"})
    written = line(metric, ENGAGEMENT, CONTEXT)
    assert (written, parse(written, CONTEXT).fields) == ('m+: title:""', {"sign": "positive"})


def test_a_line_refuses_a_field_it_has_no_word_for() -> None:
    engagement = Engagement()
    with Step(engagement, "Add") as step:
        key = step.add("risks", {"title": "labels drift", "trigger": "recall falls"})
    with pytest.raises(SaidToUser, match="Trigger"):
        line(engagement[key], engagement, CONTEXT)


@given(LINES.filter(str.strip))
@settings(max_examples=100, deadline=None)
def test_what_the_preview_shows_is_what_is_stored(text: str) -> None:
    engagement = engagement_with_people()
    shown = parse(text, context(engagement))
    kept = capture(engagement, text, context(engagement), Place(), "Ana")
    if kept is None:
        assert shown.blank
        return
    stored = said(engagement[kept.record], engagement)
    expected = dict(shown.fields)
    assert stored == expected


def test_every_example_of_the_table_is_read_as_its_type() -> None:
    assert [parse(type_.example, CONTEXT).type for type_ in PREFIXED] == list(PREFIXED)


def test_two_hundred_lines_are_kept_within_a_second_as_one_step() -> None:
    engagement = engagement_with_people()
    lines = [f"k: labels drift {number} p3 i4 @person{number % 40} by 12 mar -> weekly QA" for number in range(200)]
    parse(lines[0], CONTEXT)
    before, undo = len(engagement.records()), Undo(engagement)
    started = time.process_time()
    kept = capture_all(engagement, lines, context(engagement), Place("Kick-off"), "Ana")
    assert time.process_time() - started < 2  # seconds of the processor; under 1 on an idle machine
    assert len([one for one in kept if one]) == 200
    undo.undo()
    assert len(engagement.records()) == before
