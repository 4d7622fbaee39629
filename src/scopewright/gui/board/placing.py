"""Putting things of a board into other places, within a step: what stood by itself is pinned where others move."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from scopewright.model.step import Step
from scopewright.scenes.board_things import Board, Frame, Ink, Sticky, Thing
from scopewright.scenes.scene import Bounds

Areas = Mapping[str, Bounds]


@dataclass(frozen=True)
class Placing:
    """A board as it stands, whose things are put elsewhere; ``within`` names the session of what is made for it."""

    board: Board
    within: Mapping[str, str]
    things: Mapping[str, Thing] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "things", {thing.key: thing for thing in self.board.things})

    def write(self, step: Step, areas: Areas) -> None:
        """Put things into other places and sizes; a sticky that comes into a frame takes its topic."""
        known = {key: area for key, area in areas.items() if key in self.things}
        frames = self.frames(known)
        homes = {key: home(area, frames) for key, area in known.items() if isinstance(self.things[key], Sticky)}
        pinned = self._pin(step, known, homes)
        for key, area in known.items():
            put(step, pinned.get(key, key), self.things[key], area)
        for key, there in homes.items():
            self._set_topic(step, key, there)

    def hand_over(self, step: Step, keys: Collection[str], there: str) -> None:
        """Put notes under the topic of a frame, or of none, into the first places that are free there."""
        notes = [key for key in keys if isinstance(note := self.things.get(key), Sticky) and note.home != there]
        self._pin(step, {}, dict.fromkeys(notes, there))
        for key in notes:
            self._set_topic(step, key, there)
            step.set(key, "x", None)
            step.set(key, "y", None)

    def frames(self, areas: Areas) -> dict[str, Bounds]:
        """Where the frames stand, some of them at other places."""
        things = self.board.things
        return {frame.key: areas.get(frame.key, frame.area) for frame in things if isinstance(frame, Frame)}

    def pin_frame(self, step: Step, frame: Frame) -> str:
        """The key of a frame that stands where it is from now on: its own, or that of the record made for a topic's."""
        if frame.own and not frame.stored:
            put(step, frame.key, frame, frame.area)
        if frame.own:
            return frame.key
        return step.add("frames", {"title": frame.title, "topic": frame.key, **self.within, **stored(frame.area)})

    def _set_topic(self, step: Step, key: str, there: str) -> None:
        note, frame = self.things[key], self.things.get(there)
        if isinstance(note, Sticky) and there != note.home:
            step.set(key, "topic", frame.topic if isinstance(frame, Frame) else None)

    def _pin(self, step: Step, areas: Areas, homes: Mapping[str, str]) -> dict[str, str]:
        """Keep where it stands what would else be laid out anew by what moves.

        Returns the keys of the frames that were only a topic's place and are records now.
        """
        notes = {key: note for key in homes if isinstance(note := self.things[key], Sticky)}
        joined = {key: (note.home, homes[key]) for key, note in notes.items()}
        touched = {frame for pair in joined.values() for frame in pair}
        frames = {
            thing.key: self.pin_frame(step, thing)
            for thing in self.board.things
            if isinstance(thing, Frame) and (thing.key in touched or thing.key in areas)
        }
        left = {frame for was, now in joined.values() if was != now for frame in (was, now)} | {
            key for key in areas if isinstance(self.things[key], Frame)
        }
        for thing in self.board.things:
            if isinstance(thing, Sticky) and not thing.stored and thing.home in left and thing.key not in areas:
                put(step, thing.key, thing, thing.area)
        return frames


def home(area: Bounds, frames: Areas) -> str:
    """The frame, if any, that a sticky's middle comes to lie in: the smallest of several."""
    x, y = area.middle
    spot = Bounds(x, y, x, y)
    around = [(frame.width * frame.height, key) for key, frame in frames.items() if frame.contains(spot)]
    return min(around)[1] if around else ""


def put(step: Step, key: str, thing: Thing, area: Bounds) -> None:
    """Write a thing's place, and its size where it is another one."""
    step.set(key, "x", rounded(area.left))
    step.set(key, "y", rounded(area.top))
    resized = (round(area.width), round(area.height)) != (round(thing.area.width), round(thing.area.height))
    grown = isinstance(thing, Frame) and not thing.stored
    if not isinstance(thing, Ink) and (resized or grown):
        step.set(key, "width", rounded(area.width))
        step.set(key, "height", rounded(area.height))


def stored(area: Bounds) -> dict[str, float]:
    """An area as the fields of a record."""
    sizes = (area.left, area.top, area.width, area.height)
    return dict(zip(("x", "y", "width", "height"), map(rounded, sizes), strict=True))


def rounded(value: float) -> float:
    """A coordinate as it is stored."""
    return round(value, 1)
