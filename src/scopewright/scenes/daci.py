"""The DACI matrix: who drives, approves, contributes to and is informed of each decision.

Exactly one approver is the rule; a decision with none or several is marked with a shape and words. A matrix too wide
for the paper is split by people, one too high by decisions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from scopewright.language import _, ngettext
from scopewright.scenes import measure
from scopewright.scenes.palette import Token
from scopewright.scenes.paragraph import Style, height, paragraph
from scopewright.scenes.scene import Item, Line, Polygon, Rect, Scene, Table, Text

Letter = Literal["D", "A", "C", "I"]

_NAME = Style(8.25, 10, "brand1", "semibold")
_TITLE = Style(8.75, 10.8)
_ID = Style(8, 10.8, "muted")
_PROBLEM = Style(8, 10, "status-off-track-text", "semibold")
_LEGEND = Style(8, 10.5, "muted")
_LETTER_SIZE = 9.0
_LEAST_COLUMN, _MOST_COLUMN, _LEAST_LABEL, _LABEL_SHARE = 54.0, 92.0, 110.0, 0.27
_LEAST_ROW, _PADDING, _TITLE_LINES = 20.0, 4.5, 4
_INKS: dict[Letter, Token] = {"D": "daci-driver-text", "A": "daci-approver-text", "C": "brand2", "I": "muted"}


@dataclass(frozen=True, slots=True)
class DaciPerson:
    """A column: a person, team or role."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class DaciDecision:
    """A row: a decision with the ids of its people; an id that no column has gets one of its own."""

    id: str
    title: str
    drivers: tuple[str, ...] = ()
    approvers: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()

    def letters(self, person: str) -> tuple[Letter, ...]:
        """The parts the person has in the decision, in the order D, A, C, I."""
        parts: tuple[tuple[Letter, tuple[str, ...]], ...] = (
            ("D", self.drivers),
            ("A", self.approvers),
            ("C", self.contributors),
            ("I", self.informed),
        )
        return tuple(letter for letter, people in parts if person in people)

    @property
    def problem(self) -> str:
        """What is wrong with the approvers, in words; empty if there is exactly one."""
        count = len(set(self.approvers))
        if count == 1:
            return ""
        return ngettext("{n} approver", "{n} approvers", count).format(n=count) if count else _("No approver")


def daci(
    people: Sequence[DaciPerson], decisions: Sequence[DaciDecision], width: float, max_height: float = float("inf")
) -> tuple[Scene, ...]:
    """The matrix as one or more scenes of ``width`` points (at least 200), each at most ``max_height`` high.

    A row alone may be up to 70 points high, a head up to 45: ``max_height`` has to leave room for both.
    """
    everyone = _columns(people, decisions)
    return tuple(
        _scene(some, part, decisions, width)
        for some in _people_split(everyone, width)
        for part in _decision_split(some, decisions, width, max_height)
    )


def _columns(people: Sequence[DaciPerson], decisions: Sequence[DaciDecision]) -> tuple[DaciPerson, ...]:
    known = {person.id: person for person in people}
    for decision in decisions:
        for id_ in (*decision.drivers, *decision.approvers, *decision.contributors, *decision.informed):
            known.setdefault(id_, DaciPerson(id_, id_))
    return tuple(known.values())


def _people_split(people: Sequence[DaciPerson], width: float) -> Iterator[Sequence[DaciPerson]]:
    most = max(1, int((width - max(_LEAST_LABEL, _LABEL_SHARE * width)) / _LEAST_COLUMN))
    scenes = max(1, -(-len(people) // most))
    each = max(1, -(-len(people) // scenes))
    for start in range(0, max(1, len(people)), each):
        yield people[start : start + each]


def _decision_split(
    people: Sequence[DaciPerson], decisions: Sequence[DaciDecision], width: float, max_height: float
) -> Iterator[Sequence[DaciDecision]]:
    matrix = _Matrix(people, decisions, width)
    room = max_height - matrix.head - matrix.foot
    part: list[DaciDecision] = []
    used = 0.0
    for decision in decisions:
        needed = matrix.row_height(decision)
        if part and used + needed > room:
            yield part
            part, used = [], 0.0
        part.append(decision)
        used += needed
    yield part


@dataclass(frozen=True)
class _Matrix:
    """The measures of one scene; ids of all decisions, so that every part is set alike."""

    people: Sequence[DaciPerson]
    decisions: Sequence[DaciDecision]
    width: float

    @cached_property
    def column(self) -> float:
        label = max(_LEAST_LABEL, _LABEL_SHARE * self.width)
        return min(_MOST_COLUMN, (self.width - label) / max(1, len(self.people)))

    @cached_property
    def label(self) -> float:
        return self.width - self.column * len(self.people)

    @cached_property
    def id_room(self) -> float:
        ids = [measure.width(measure.one_line(each.id), _ID.font, _ID.size) for each in self.decisions]
        return min(44.0, max(ids, default=0.0)) + 6

    @cached_property
    def title_room(self) -> float:
        return self.label - 4 - self.id_room - 8

    @cached_property
    def head(self) -> float:
        lines = [len(self.name_lines(person)) for person in self.people]
        return height(max(lines, default=1), _NAME) + 2 * _PADDING

    @cached_property
    def foot(self) -> float:
        return 6 + height(2, _LEGEND) + 1

    def name_lines(self, person: DaciPerson) -> tuple[str, ...]:
        return measure.wrap(person.name, _NAME.font, _NAME.size, self.column - 6, 3)

    def title_lines(self, decision: DaciDecision) -> int:
        return max(1, len(measure.wrap(decision.title, _TITLE.font, _TITLE.size, self.title_room, _TITLE_LINES)))

    def row_height(self, decision: DaciDecision) -> float:
        text = height(self.title_lines(decision), _TITLE) + (_PROBLEM.leading + 1 if decision.problem else 0)
        return max(_LEAST_ROW, text + 2 * _PADDING)

    def left(self, index: int) -> float:
        return self.label + index * self.column


def _scene(
    people: Sequence[DaciPerson], part: Sequence[DaciDecision], decisions: Sequence[DaciDecision], width: float
) -> Scene:
    matrix = _Matrix(people, decisions, width)
    items: list[Item] = list(_head(matrix))
    top = matrix.head
    for decision in part:
        items += _row(matrix, decision, top)
        top += matrix.row_height(decision)
    if not decisions:
        items += paragraph(_("No decision is recorded yet."), 4, top + 5, width - 8, _ID, role="empty")
        top += _LEAST_ROW
    legend = _("D driver, A approver (exactly one for each decision), C contributor, I informed")
    items += paragraph(legend, 0, top + 6, width, _LEGEND, most=2, role="legend")
    return Scene(
        width, top + matrix.foot, tuple(items), _("Who decides what (DACI)"), _alt(people, part), _table(people, part)
    )


def _head(matrix: _Matrix) -> Iterator[Item]:
    bottom = matrix.head
    yield from paragraph(_("Decision"), 4, bottom - _PADDING - height(1, _NAME), matrix.label - 8, _NAME, role="head")
    for index, person in enumerate(matrix.people):
        top = bottom - _PADDING - height(len(matrix.name_lines(person)), _NAME)
        middle = matrix.left(index) + matrix.column / 2
        yield from paragraph(
            person.name, middle, top, matrix.column - 6, _NAME, most=3, anchor="middle", record=person.id, role="head"
        )
    yield Line(x1=0, y1=bottom, x2=matrix.width, y2=bottom, stroke="brand1", stroke_width=1, role="rule")


def _row(matrix: _Matrix, decision: DaciDecision, top: float) -> Iterator[Item]:
    bottom = top + matrix.row_height(decision)
    for index in range(len(matrix.people)):
        yield from _cell(matrix, decision, index, top, bottom)
    text_top = top + _PADDING
    if not decision.problem:
        text_top = (top + bottom - height(matrix.title_lines(decision), _TITLE)) / 2
    yield from paragraph(decision.id, 4, text_top, matrix.id_room - 6, _ID, record=decision.id, role="id")
    left = 4 + matrix.id_room
    title = paragraph(
        decision.title, left, text_top, matrix.title_room, _TITLE, most=_TITLE_LINES, record=decision.id, role="title"
    )
    yield from title
    if decision.problem:
        yield from _problem(decision, left, bottom - _PADDING - _PROBLEM.leading, matrix.title_room)
    yield Line(x1=0, y1=bottom, x2=matrix.width, y2=bottom, stroke="hairline", stroke_width=0.5, role="rule")


def _problem(decision: DaciDecision, left: float, top: float, room: float) -> Iterator[Item]:
    middle = top + 5.3
    corners = ((left + 3.3, middle - 3.3), (left + 6.6, middle + 3.3), (left, middle + 3.3))
    yield Polygon(points=corners, fill="status-off-track", role="problem", record=decision.id, alt=decision.problem)
    yield from paragraph(decision.problem, left + 10, top, room - 10, _PROBLEM, record=decision.id, role="problem-text")


def _cell(matrix: _Matrix, decision: DaciDecision, index: int, top: float, bottom: float) -> Iterator[Item]:
    person = matrix.people[index]
    letters = decision.letters(person.id)
    key, alt = f"{decision.id}:{person.id}", _said(decision, person, letters)
    left, middle = matrix.left(index), top + (bottom - top) / 2
    wrong = "A" in letters and bool(decision.problem)
    tint: Token | None = "daci-approver-tint" if "A" in letters else "daci-driver-tint" if "D" in letters else None
    yield Rect(
        x=left + 0.5, y=top + 0.5, width=matrix.column - 1, height=bottom - top - 1, fill=tint, role="cell",
        stroke="status-off-track" if wrong else None, stroke_width=0.9 if wrong else 0,
        dash=(2.4, 1.6) if wrong else (), record=key, alt=alt,
    )  # fmt: skip
    centre = left + matrix.column / 2
    if not letters:
        dash = "\N{EN DASH}"
        yield Text(
            x=centre,
            y=middle + 3,
            text=dash,
            size=_LETTER_SIZE,
            fill="muted",
            anchor="middle",
            role="no-part",
            record=key,
        )
    for place, letter in enumerate(letters):
        across = (place - (len(letters) - 1) / 2) * 10
        yield Text(
            x=centre + across, y=middle + 3.1, text=letter, size=_LETTER_SIZE, font="bold", fill=_INKS[letter],
            anchor="middle", role="letter", record=key, alt=alt,
        )  # fmt: skip


def _said(decision: DaciDecision, person: DaciPerson, letters: Sequence[Letter]) -> str:
    words = {"D": _("driver"), "A": _("approver"), "C": _("contributor"), "I": _("informed")}
    parts = ", ".join(words[letter] for letter in letters) or _("no part")
    return f"{decision.id}, {measure.one_line(person.name)}: {parts}"


def _alt(people: Sequence[DaciPerson], decisions: Sequence[DaciDecision]) -> str:
    size = _("{decisions} decisions by {people} people.").format(decisions=len(decisions), people=len(people))
    wrong = [f"{decision.id}: {decision.problem}" for decision in decisions if decision.problem]
    return " ".join([size, *([f"{'; '.join(wrong)}."] if wrong else [])])


def _table(people: Sequence[DaciPerson], decisions: Sequence[DaciDecision]) -> Table:
    names = [measure.one_line(person.name) for person in people]
    rows = tuple(
        (
            decision.id,
            measure.one_line(decision.title),
            *(" ".join(decision.letters(person.id)) or "\N{EN DASH}" for person in people),
            decision.problem or "\N{EN DASH}",
        )
        for decision in decisions
    )
    return Table((_("ID"), _("Decision"), *names, _("Problem")), rows)
