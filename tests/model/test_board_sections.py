"""What stands on the whiteboard: places are layout, and what is drawn there is bound by nothing and printed nowhere."""

from __future__ import annotations

import pytest

from scopewright.model.diff import diff
from scopewright.model.engagement import Engagement
from scopewright.model.fingerprint import UNSIGNED, of_engagement, of_record
from scopewright.model.record import SECTIONS
from scopewright.model.releases import DOCUMENTS, sections_of
from scopewright.model.sections.connectors import Connector
from scopewright.model.step import Step
from scopewright.model.tables import from_tables, new_engagement, to_tables

DRAWN = {"frames", "connectors", "strokes", "pictures"}


def drawn_on(engagement: Engagement) -> dict[str, str]:
    """A sticky in a frame, connected to it, with ink and a picture; the hidden keys."""
    with Step(engagement, "Draw", who="Ann") as step:
        note = step.add("notes", {"line": "Labels drift", "x": 40, "y": 60, "colour": "rose"})
        frame = step.add("frames", {"title": "Data", "x": 0, "y": 0, "width": 400, "height": 300})
        connector = step.add("connectors", {"start": note, "end": frame, "heads": "arrow"})
        stroke = step.add("strokes", {"points": "0 0 50,10 4 80", "x": 5, "y": 5, "pen": 3})
        picture = step.add("pictures", {"attachment": f"{'0' * 64}.png", "alt": "The wall"})
    return {"note": note, "frame": frame, "connector": connector, "stroke": stroke, "picture": picture}


def test_moving_a_note_on_the_board_changes_neither_its_fingerprint_nor_the_difference() -> None:
    engagement = new_engagement("Churn", "Okonkwo", "Ann")
    note = drawn_on(engagement)["note"]
    before, was = engagement.copied(), of_record(engagement, engagement[note])
    with Step(engagement, "Move", who="Ann") as step:
        step.set(note, "x", 900)
        step.set(note, "colour", "blue")
        step.set(note, "group", "a")
    assert of_record(engagement, engagement[note]) == was
    assert diff(before, engagement) == []


def test_what_is_drawn_is_neither_signed_nor_a_difference_nor_in_a_document() -> None:
    engagement = new_engagement("Churn", "Okonkwo", "Ann")
    before, was = engagement.copied(), of_engagement(engagement)
    drawn_on(engagement)
    assert {key for key, section in SECTIONS.items() if section.drawn} == DRAWN <= set(UNSIGNED)
    assert of_engagement(engagement) == was
    assert {each.section for each in diff(before, engagement)} == {"notes"}
    printed = {section.key for document in [*DOCUMENTS, "overview"] for section in sections_of(engagement, document)}
    assert not printed & DRAWN


def test_the_board_survives_the_file() -> None:
    engagement = new_engagement("Churn", "Okonkwo", "Ann")
    keys = drawn_on(engagement)
    again = from_tables(engagement.key, to_tables(engagement))
    assert all(again[key] == engagement[key] for key in keys.values())


def test_a_connector_ends_at_a_note_a_frame_or_a_picture_and_names_each_by_its_id() -> None:
    engagement = new_engagement("Churn", "Okonkwo", "Ann")
    keys = drawn_on(engagement)
    locale, end = engagement.locale("en"), Connector.section.spec("end").kind
    for one in ("note", "frame", "picture"):
        assert end.read(end.show(keys[one], locale), locale) == keys[one]
    with pytest.raises(ValueError, match="Q-9"):
        end.read("Q-9", locale)
