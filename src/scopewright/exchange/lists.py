"""A drawing as a plain or Markdown list: headings are frames, bullets are notes, and what is indented is a part."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from scopewright.exchange.drawing import Drawing, Frame, Link, Note
from scopewright.language import _, ngettext
from scopewright.model.refusal import SaidToUser

LARGEST = 4 * 1024 * 1024
"""Characters of a list that is read."""
MOST = 20_000
"""Lines of a list that is read."""
_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})(?:\s+(?P<title>.*?))?(?:\s+#+)?\s*")
_BULLET = re.compile(r"(?P<indent>[ \t]*)(?P<mark>[-*+•–]|\d{1,9}[.)])(?:[ \t]+(?P<text>.*))?")
_BOX = re.compile(r"\[[ xX]\][ \t]+")
_STRUCK = re.compile(r"~~(?P<text>.+)~~")
_MARKED = re.compile(r"\\*(?:\[[ xX]\][ \t]|~~.+~~$|[-*_][-*_ \t]*$)")
"""What a backslash before it makes text, be there backslashes already."""
_FENCE = re.compile(r"[ \t]*(?:```|~~~)\S*[ \t]*")
_RULE = re.compile(r"[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|=+)")
_TAB = 4


def read(text: str) -> Drawing:
    """The drawing in a list.

    A line without a bullet is a note of its own, or goes on with the one before it if it is indented behind a bullet.

    Raises:
        SaidToUser: it is longer than a list that is read, or has nothing in it.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}").split("\n")
    if len(text) > LARGEST or len(lines) > MOST:
        raise SaidToUser(_("The list is longer than the {most} lines that are read.").format(most=MOST))
    reader = _Reader()
    for line in lines:
        reader.take(line)
    drawing = reader.drawing()
    if not drawing.notes and not drawing.frames:
        raise SaidToUser(_("There is nothing in the list: no heading, no bullet, no line."))
    return drawing


class _Reader:
    def __init__(self) -> None:
        self._frames: list[tuple[int, Frame]] = []
        self._notes: list[Note] = []
        self._above: list[tuple[int, str]] = []
        self._open = -1
        """The indent behind which text goes on with the last note; -1 for none."""

    def take(self, line: str) -> None:
        """One line more."""
        heading, bullet = _HEADING.fullmatch(line), _BULLET.fullmatch(line)
        if not line.strip() or _FENCE.fullmatch(line) or (_RULE.fullmatch(line) and not self._goes_on(line)):
            self._open = -1 if not line.strip() else self._open
        elif heading:
            self._frames.append(
                (len(heading["marks"]), Frame(f"f{len(self._frames)}", (heading["title"] or "").strip()))
            )
            self._above, self._open = [], -1
        elif bullet:
            self._bullet(_wide(bullet["indent"]), bullet["text"] or "")
        elif self._goes_on(line):
            last = self._notes[-1]
            self._notes[-1] = replace(last, text=f"{last.text} {line.strip()}")
        else:
            self._above = []
            self._note(line.strip(), "")

    def drawing(self) -> Drawing:
        """The one heading of the first rank, where it is the first and others follow, is the title."""
        frames, ranks = [frame for _rank, frame in self._frames], [rank for rank, _frame in self._frames]
        if len(frames) < 2 or ranks[0] != 1 or ranks.count(1) > 1 or (self._notes and not self._notes[0].frame):
            return Drawing("", tuple(frames), tuple(self._notes))
        title, *rest = frames
        notes = (replace(note, frame="" if note.frame == title.key else note.frame) for note in self._notes)
        return Drawing(title.title, tuple(rest), tuple(notes))

    def _goes_on(self, line: str) -> bool:
        return self._open >= 0 and _wide(line[: len(line) - len(line.lstrip())]) > self._open

    def _bullet(self, indent: int, text: str) -> None:
        while self._above and self._above[-1][0] >= indent:
            self._above.pop()
        parent = self._above[-1][1] if self._above else ""
        if text.strip():
            self._note(text.strip(), parent)
            self._above.append((indent, self._notes[-1].key))
            self._open = indent

    def _note(self, text: str, parent: str) -> None:
        struck = _STRUCK.fullmatch(text)
        if struck:
            said = struck["text"]
        elif text.startswith("\\") and _MARKED.match(text):
            said = text[1:]
        else:
            said = _BOX.sub("", text, count=1)
        frame = self._frames[-1][1].key if self._frames else ""
        words = " ".join(said.split())
        self._notes.append(Note(f"n{len(self._notes)}", words, frame=frame, parent=parent, struck=bool(struck)))


def _wide(indent: str) -> int:
    return len(indent.expandtabs(_TAB))


def written(drawing: Drawing) -> str:
    """The Markdown list of a drawing: frames as headings, notes as bullets under what they are a part of."""
    title = [f"# {drawing.title}", ""] if drawing.title and drawing.frames else []
    loose = [note for note in drawing.notes if not note.frame]
    blocks = [*_bullets(loose)]
    for frame in drawing.frames:
        inside = [note for note in drawing.notes if note.frame == frame.key]
        blocks += ["", f"## {frame.title}".rstrip(), "", *_bullets(inside)] if blocks or title else [
            f"## {frame.title}".rstrip(), "", *_bullets(inside)
        ]  # fmt: skip
    return "\n".join([*title, *blocks]).strip("\n") + "\n"


def left_out(drawing: Drawing) -> list[str]:
    """In sentences, what of a drawing a list cannot say."""
    arrows = [link for link in drawing.links if not _is_part(drawing, link)]
    count = len(arrows) + len(drawing.ink) + len(drawing.pictures)
    if not count:
        return []
    text = ngettext(
        "{count} arrow, stroke or picture is not listed.",
        "{count} arrows, strokes and pictures are not listed.",
        count,
    )
    return [text.format(count=count)]


def _is_part(drawing: Drawing, link: Link) -> bool:
    return any(note.key == link.end and note.parent == link.start for note in drawing.notes)


def _bullets(notes: Sequence[Note]) -> Iterator[str]:
    here = {note.key for note in notes}
    parts: defaultdict[str, list[Note]] = defaultdict(list)
    for note in notes:
        parts[note.parent if note.parent in here else ""].append(note)
    waiting = [(0, note) for note in reversed(parts[""])]
    while waiting:
        depth, note = waiting.pop()
        yield f"{'  ' * depth}- {_said(note)}"
        waiting += [(depth + 1, part) for part in reversed(parts[note.key])]


def _said(note: Note) -> str:
    """The text; a backslash before what would read as a box to tick or as struck through makes it text."""
    if note.struck:
        return f"~~{note.text}~~"
    return f"\\{note.text}" if _MARKED.match(note.text) else note.text
