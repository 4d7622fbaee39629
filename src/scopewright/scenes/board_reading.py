"""What the whiteboard of one session shows: the one way from records to its things, for screen, page and export."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from scopewright.language import _
from scopewright.model import ink
from scopewright.model.engagement import Engagement
from scopewright.model.record import Record
from scopewright.model.sections.agenda import Topic
from scopewright.model.sections.connectors import Connector
from scopewright.model.sections.frames import Frame as FrameRecord
from scopewright.model.sections.notes import Note
from scopewright.model.sections.pictures import Picture
from scopewright.model.sections.sessions import Session
from scopewright.model.sections.strokes import Stroke
from scopewright.scenes import board_lines
from scopewright.scenes.board import in_order
from scopewright.scenes.board_layout import FrameSpot, NoteSpot, laid_out
from scopewright.scenes.board_things import (
    STICKY_HEIGHT,
    STICKY_WIDTH,
    Board,
    Frame,
    Ink,
    Link,
    Photo,
    Sticky,
    Thing,
)
from scopewright.scenes.scene import Bounds

_COLOURS: Mapping[str, str] = {
    "objectives": "green", "constraints": "orange", "metrics": "teal", "requirements": "blue", "exclusions": "grey",
    "decisions": "violet", "risks": "rose", "questions": "blue", "milestones": "teal",
}  # fmt: skip
"""In what a sticky is coloured that nobody coloured, by the section of the record it became; a bare note is yellow."""
_PHOTO_WIDTH, _PHOTO_HEIGHT = 480.0, 360.0
_FRAME = (560.0, 320.0)


def board_of(engagement: Engagement, session: Session | None, *, internal: bool = True) -> Board:
    """The board of a session, or without one of the notes that name none; ``internal`` notes may be left out."""
    reader = _Reader(engagement, session, internal)
    title = session.title if session else _("Whiteboard")
    return Board(title, in_order(reader.things()))


class _Reader:
    def __init__(self, engagement: Engagement, session: Session | None, internal: bool) -> None:
        self._engagement, self._internal = engagement, internal
        self._session = session
        key = session.key if session else None
        self._notes = [note for note in engagement.all(Note) if note.session == key]
        self._frames = [frame for frame in engagement.all(FrameRecord) if frame.session == key]
        self._pictures = [each for each in engagement.all(Picture) if each.session == key]
        self._strokes = [each for each in engagement.all(Stroke) if each.session == key]
        self._topics = [topic for topic in engagement.all(Topic) if key and topic.session == key]
        self._made = first_made(engagement)

    def things(self) -> list[Thing]:
        homes = self._homes()
        photos = [self._photo(each) for each in self._pictures]
        spots = [self._note_spot(note, homes) for note in self._notes]
        places = laid_out(self._frame_spots(), spots, [photo.area for photo in photos])
        frames = self._frame_things(places)
        notes = [self._sticky(note, places[note.key], homes) for note in self._notes if self._may_show(note)]
        solid = [*(each for each in frames), *photos, *notes]
        links = self._links({thing.key: thing for thing in solid})
        return [*solid, *links, *(drawn for stroke in self._strokes if (drawn := _ink(stroke)))]

    def _homes(self) -> dict[str, str]:
        """The key of the frame by that of what its notes are about."""
        free = {topic.key: topic.key for topic in self._topics}
        return free | {_topic_of(frame): frame.key for frame in reversed(self._frames)}

    def _frame_spots(self) -> list[FrameSpot]:
        """The agenda's topics in order, each in its slot of the rows, wherever its frame stands; then other frames."""
        own = {frame.topic: frame for frame in reversed(self._frames)}
        spots = [
            FrameSpot(own[topic.key].key, _area(own[topic.key], *_FRAME)) if topic.key in own else FrameSpot(topic.key)
            for topic in self._topics
        ]
        known = {spot.key for spot in spots}
        others = [frame for frame in self._frames if frame.key not in known]
        return [*spots, *(FrameSpot(frame.key, _area(frame, *_FRAME), slot=frame.x is None) for frame in others)]

    def _free_topics(self) -> list[Topic]:
        drawn = {frame.topic for frame in self._frames}
        return [topic for topic in self._topics if topic.key not in drawn]

    def _note_spot(self, note: Note, homes: Mapping[str, str]) -> NoteSpot:
        width, height = note.width or STICKY_WIDTH, note.height or STICKY_HEIGHT
        home = homes.get(note.topic or "", "")
        return NoteSpot(note.key, home, _area(note, STICKY_WIDTH, STICKY_HEIGHT), width, height)

    def _frame_things(self, places: Mapping[str, Bounds]) -> list[Frame]:
        free = [
            Frame(
                key=topic.key, id=topic.id, alt=_("Topic {title}").format(title=topic.title), area=places[topic.key],
                title=topic.title, topic=topic.key, own=False, stored=False,
            )
            for topic in self._free_topics()
        ]  # fmt: skip
        kept = [
            Frame(
                key=frame.key, id=frame.id, alt=_("Frame {title}").format(title=frame.title), area=places[frame.key],
                title=frame.title, topic=_topic_of(frame), colour=frame.colour or "grey", group=frame.group,
                depth=frame.depth or 0, stored=_area(frame, 1, 1) is not None,
            )
            for frame in self._frames
            if self._internal or not frame.internal
        ]  # fmt: skip
        return [*free, *kept]

    def _sticky(self, note: Note, area: Bounds, homes: Mapping[str, str]) -> Sticky:
        made = self._made.get(note.key)
        text = made.headline if made else note.headline
        said = f"{made.id} · {_(made.section.one)}" if made else note.id
        topic = self._engagement.get(note.topic)
        about = topic.headline if topic else _("no topic")
        return Sticky(
            key=note.key, id=note.id, alt=f"{said}: {text} ({about})", area=area,
            colour=note.colour or (_COLOURS.get(made.section.key, "yellow") if made else "yellow"),
            group=note.group, depth=note.depth or 0, stored=note.x is not None and note.y is not None,
            text=text, said=said, struck=note.state == "struck", home=homes.get(note.topic or "", ""),
        )  # fmt: skip

    def _photo(self, picture: Picture) -> Photo:
        area = _area(picture, _PHOTO_WIDTH, _PHOTO_HEIGHT) or Bounds(0, -_PHOTO_HEIGHT - 60, _PHOTO_WIDTH, -60)
        return Photo(
            key=picture.key, id=picture.id, alt=picture.alt or _("A picture without a description"), area=area,
            group=picture.group, depth=picture.depth or 0, name=picture.attachment,
        )  # fmt: skip

    def _links(self, solid: Mapping[str, Thing]) -> Iterable[Link]:
        for each in self._engagement.all(Connector):
            start, end = solid.get(each.start or ""), solid.get(each.end or "")
            if start is None or end is None or start is end:
                continue
            yield linked(each, start, end)

    def _may_show(self, note: Note) -> bool:
        made = self._made.get(note.key)
        return self._internal or not (note.internal or (made is not None and made.internal))


def _topic_of(frame: FrameRecord) -> str:
    """The hidden key of what notes in a frame are about: the topic of the agenda, else the frame itself."""
    return frame.topic or frame.key


def linked(connector: Connector, start: Thing, end: Thing) -> Link:
    """A connector between two things as they stand."""
    path = board_lines.way(start.area, end.area)
    across, down = [x for x, _y in path], [y for _x, y in path]
    area = Bounds(min(across), min(down), max(across), max(down))
    alt = _("From {start} to {end}").format(start=start.id, end=end.id)
    return Link(
        key=connector.key, id=connector.id, alt=f"{connector.label}: {alt}" if connector.label else alt, area=area,
        colour=connector.colour or "grey", start=start.key, end=end.key, path=path,
        heads=connector.heads or "arrow", label=connector.label,
    )  # fmt: skip


def first_made(engagement: Engagement) -> dict[str, Record]:
    """The first record that came from each note."""
    found: dict[str, Record] = {}
    for record in engagement.records():
        if record.note:
            found.setdefault(record.note, record)
    return found


def _ink(stroke: Stroke) -> Ink | None:
    """A stroke; where a part of its points cannot be read, its alternative text says so, and the check finds it."""
    points, _bad = ink.from_text(stroke.points)
    if not points:
        return None
    left, top = stroke.x or 0.0, stroke.y or 0.0
    area = Bounds(
        left, top, left + max(x for x, _y, _p in points), top + max(y for _x, y, _p in points)
    )  # fmt: skip
    alt = " ".join(part for part in (stroke.alt or _("Ink"), ink.unread(stroke.points)) if part)
    return Ink(
        key=stroke.key, id=stroke.id, alt=alt, area=area, colour=stroke.colour or "grey",
        group=stroke.group, depth=stroke.depth or 0, points=points, pen=stroke.pen or 3.0,
    )  # fmt: skip


def _area(record: Note | FrameRecord | Picture, width: float, height: float) -> Bounds | None:
    """Where a record says it stands; none where nobody placed it."""
    if record.x is None or record.y is None:
        return None
    return Bounds(record.x, record.y, record.x + (record.width or width), record.y + (record.height or height))
