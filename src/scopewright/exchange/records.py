"""A drawing out of the records of a session, and into them as one step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from scopewright.exchange.drawing import Drawing, Frame, Ink, Link, Note, Picture, Place
from scopewright.language import _, ngettext
from scopewright.model.engagement import Engagement
from scopewright.model.ink import to_text
from scopewright.model.sections.agenda import Topic
from scopewright.model.sections.connectors import Connector
from scopewright.model.sections.notes import Note as NoteRecord
from scopewright.model.sections.sessions import Session
from scopewright.model.step import Step
from scopewright.scenes import board_things as shown
from scopewright.scenes.board_reading import board_of
from scopewright.scenes.scene import Bounds

_APART = 120.0
"""Between what stands on the board already and what is brought."""
Keep = Callable[[bytes, str], str]
"""Keeps a file as an attachment under a suffix and answers with its name."""


def drawing_of(
    engagement: Engagement, session: Session | None, files: Callable[[str], bytes], *, internal: bool = True
) -> Drawing:
    """What is on the board of a session, places that were laid out included; the words are those that were said.

    ``files`` reads an attachment by name; ``internal`` notes may be left out.
    """
    board = board_of(engagement, session, internal=internal)
    parents = _parents(engagement)
    pictures = [thing for thing in board.things if isinstance(thing, shown.Photo)]
    return Drawing(
        board.title,
        tuple(_frame(thing) for thing in board.things if isinstance(thing, shown.Frame)),
        tuple(_note(engagement, thing, parents) for thing in board.things if isinstance(thing, shown.Sticky)),
        tuple(Picture(each.key, each.name, _place(each.area), each.alt, each.group) for each in pictures),
        tuple(_ink(thing) for thing in board.things if isinstance(thing, shown.Ink)),
        tuple(_link(thing) for thing in board.things if isinstance(thing, shown.Link)),
        {each.name: files(each.name) for each in pictures if each.name},
    )


def _place(area: Bounds) -> Place:
    return area.left, area.top, area.width, area.height


def _frame(thing: shown.Frame) -> Frame:
    return Frame(thing.key, thing.title, _place(thing.area), thing.colour, thing.group)


def _note(engagement: Engagement, thing: shown.Sticky, parents: Mapping[str, str]) -> Note:
    text = engagement[thing.key].headline
    parent = parents.get(thing.key, "")
    return Note(
        thing.key, text, _place(thing.area), thing.colour, thing.group, thing.home, parent, thing.struck
    )  # fmt: skip


def _ink(thing: shown.Ink) -> Ink:
    return Ink(thing.area.left, thing.area.top, thing.points, thing.pen, thing.colour, thing.group)


def _link(thing: shown.Link) -> Link:
    return Link(thing.start, thing.end, thing.heads, thing.label, thing.colour)


def _parents(engagement: Engagement) -> dict[str, str]:
    """Which note is a part of which: the plain lines between notes, one a note and none in a circle."""
    found: dict[str, str] = {}
    for each in engagement.all(Connector):
        start, end = engagement.get(each.start), engagement.get(each.end)
        plain = each.heads == "none" and isinstance(start, NoteRecord) and isinstance(end, NoteRecord)
        if plain and start and end and end.key not in found and end.key not in _above(start.key, found):
            found[end.key] = start.key
    return found


def _above(key: str, parents: Mapping[str, str]) -> Iterator[str]:
    yield key
    while key in parents:
        key = parents[key]
        yield key


def attached(drawing: Drawing, keep: Keep) -> dict[str, str]:
    """Keep the pictures of a drawing as attachments; their names there by their names in the drawing.

    Raises:
        NotSaved: one could not be kept.
    """
    return {name: keep(content, _suffix(content)) for name, content in drawing.files.items()}


def bring(
    engagement: Engagement, session: str, drawing: Drawing, names: Mapping[str, str], who: str = ""
) -> dict[str, int]:
    """Put a drawing on the board of the session with this hidden key, beside what is there, as one step.

    Its notes wait in the inbox, word for word; ``names`` is what ``attached`` gave. Answers with how many records of
    which section were made.
    """
    count = len(drawing.notes)
    name = ngettext("Import a board with {count} note", "Import a board with {count} notes", count)
    right, down = _beside(engagement, session, drawing)
    with Step(engagement, name.format(count=count), who=who) as step:
        bringer = _Bringer(step, session, right, down)
        for frame in drawing.frames:
            bringer.frame(frame)
        for note in drawing.notes:
            bringer.note(note)
        for picture in drawing.pictures:
            bringer.picture(picture, names)
        for ink in drawing.ink:
            bringer.ink(ink)
        for link in [*drawing.links, *_parts(drawing)]:
            bringer.link(link)
    return bringer.made


def _parts(drawing: Drawing) -> Iterator[Link]:
    """The plain lines that say which note is a part of which, where the drawing has none."""
    drawn = {(link.start, link.end) for link in drawing.links}
    for note in drawing.notes:
        if note.parent and (note.parent, note.key) not in drawn:
            yield Link(note.parent, note.key, "none")


def _beside(engagement: Engagement, session: str, drawing: Drawing) -> tuple[float, float]:
    """How far to move a drawing so that it covers nothing; an empty board takes it where it is."""
    record = engagement.get(session)
    board = board_of(engagement, record if isinstance(record, Session) else None)
    there = shown.around([thing.area for thing in board.things if not _empty_place(thing)])
    places = [each.place for each in drawing.solid if each.place]
    places += [(ink.x, ink.y, 0.0, 0.0) for ink in drawing.ink]
    if there is None or not places:
        return 0.0, 0.0
    return there.right + _APART - min(place[0] for place in places), there.top - min(place[1] for place in places)


def _empty_place(thing: shown.Thing) -> bool:
    """Whether it is only the laid-out place of a topic, which gives way."""
    return isinstance(thing, shown.Frame) and not thing.own


def _suffix(content: bytes) -> str:
    heads = {b"\x89PNG": ".png", b"\xff\xd8": ".jpg", b"GIF8": ".gif", b"RIFF": ".webp"}
    return next((suffix for head, suffix in heads.items() if content.startswith(head)), "")


class _Bringer:
    """Makes the records of a drawing, and remembers which of its keys became which hidden key."""

    def __init__(self, step: Step, session: str, right: float, down: float) -> None:
        self.made: dict[str, int] = {}
        self._step, self._session = step, session
        self._right, self._down = right, down
        self._keys: dict[str, str] = {}
        self._topics: dict[str, str] = {}

    def frame(self, frame: Frame) -> None:
        """A frame; one called like a topic of the agenda is that topic's."""
        topics = [each for each in self._step.engagement.all(Topic) if each.session == self._session]
        topic = next((each.key for each in topics if each.title.casefold() == frame.title.casefold()), None)
        fields = {"title": frame.title or _("Frame"), "topic": topic, "colour": frame.colour, "group": frame.group}
        key = self._add("frames", frame.key, {**fields, **self._at(frame.place)})
        self._topics[frame.key] = topic or key

    def note(self, note: Note) -> None:
        """A note, in the inbox or struck through."""
        state = "struck" if note.struck else "inbox"
        fields = {"line": note.text, "state": state, "colour": note.colour, "group": note.group}
        self._add("notes", note.key, {**fields, "topic": self._topics.get(note.frame), **self._at(note.place)})

    def picture(self, picture: Picture, names: Mapping[str, str]) -> None:
        """A picture, if its content is there."""
        name = names.get(picture.file)
        if name is not None:
            fields = {"alt": picture.alt, "attachment": name, "original": name, "group": picture.group}
            self._add("pictures", picture.key, {**fields, **self._at(picture.place)})

    def ink(self, ink: Ink) -> None:
        """A stroke."""
        look = {"points": to_text(list(ink.points)), "pen": ink.pen, "colour": ink.colour, "group": ink.group}
        self._add("strokes", "", {**look, "x": ink.x + self._right, "y": ink.y + self._down})

    def link(self, link: Link) -> None:
        """A connector, if both its ends were made."""
        start, end = self._keys.get(link.start), self._keys.get(link.end)
        if start and end and start != end:
            look = {"heads": link.heads, "label": link.label, "colour": link.colour}
            self._add("connectors", "", {"start": start, "end": end, **look})

    def _at(self, place: Place | None) -> dict[str, float]:
        if place is None:
            return {}
        left, top, width, height = place
        return {"x": left + self._right, "y": top + self._down, "width": width, "height": height}

    def _add(self, section: str, name: str, values: Mapping[str, Any]) -> str:
        fields = {field: value for field, value in values.items() if value not in (None, "")}
        if "session" in self._step.engagement.sections[section]:
            fields["session"] = self._session
        key = self._step.add(section, fields)
        self._keys[name or key] = key
        self.made[section] = self.made.get(section, 0) + 1
        return key
