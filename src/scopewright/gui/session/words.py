"""What the capture line offers to complete a word with: people, tags, releases, ids."""

from __future__ import annotations

from collections.abc import Sequence

from scopewright.capture.grammar import NEEDS
from scopewright.gui.editing import Editing
from scopewright.gui.session.reading import Reading
from scopewright.model.change import Change
from scopewright.model.kinds import Choice
from scopewright.model.record import SECTIONS


class Words:
    """Asked with the word before the cursor; the best offers come first."""

    def __init__(self, editing: Editing, reading: Reading) -> None:
        self._editing, self._reading = editing, reading
        self._tags: list[str] | None = None
        editing.changed.connect(self._note)

    def __call__(self, word: str) -> Sequence[str]:
        """What the word may become; nothing for a word of the language."""
        mark, rest = word[:1], word[1:].casefold()
        if mark == "@":
            return [f"@{name}" for name in self._people() if _begins(name, rest)]
        if mark == "#":
            return [f"#{tag}" for tag in self._known_tags() if tag.casefold().startswith(rest)]
        if mark == "[":
            return [type_.prefix for type_ in NEEDS if type_.prefix[1:].casefold().startswith(rest)]
        if mark.casefold() == "v" and rest.isdigit():
            return [name for name in self._reading.context.releases if name.casefold().startswith(word.casefold())]
        return self._ids(word)

    def _people(self) -> list[str]:
        return [f'"{known.name}"' if " " in known.name else known.name for known in self._reading.context.people]

    def _known_tags(self) -> list[str]:
        if self._tags is None:
            records = self._editing.engagement.records()
            said = {tag for record in records if "tags" in record.section for tag in record.tags.split()}
            kind = SECTIONS["constraints"].spec("category").kind
            fixed = {word for word, _title in kind.options} if isinstance(kind, Choice) else set()
            self._tags = sorted(said | fixed)
        return self._tags

    def _ids(self, word: str) -> list[str]:
        prefix, dash, number = word.upper().partition("-")
        section = next((each for each in self._editing.engagement.sections.values() if each.prefix == prefix), None)
        if section is None or not dash or (number and not number.isdigit()):
            return []
        return [
            record.id for record in self._editing.engagement.records(section.key) if record.id.startswith(word.upper())
        ]

    def _note(self, changes: Sequence[Change]) -> None:
        if any(change.field in ("", "tags") for change in changes):
            self._tags = None


def _begins(name: str, typed: str) -> bool:
    bare = name.strip('"').casefold()
    return any(word.startswith(typed) for word in [bare, *bare.split()])
