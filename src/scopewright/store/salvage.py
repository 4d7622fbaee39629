"""What can still be read of a damaged engagement file: truncated, overwritten in places, merge-marked, mis-edited.

One document stands on each line, so damage costs the documents it touches and no others; records lost in their table
are rebuilt from the history if that has them. The damaged file is only read; what was saved goes into a new one.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scopewright.language import _, ngettext
from scopewright.model.change import WHOLE
from scopewright.model.record import SECTIONS
from scopewright.model.tables import CHANGES, NUMBERS, to_tables
from scopewright.store import journal, meta
from scopewright.store.attachments import copy_beside
from scopewright.store.durable import LARGEST, read_whole, resolve
from scopewright.store.engagement_file import EngagementFile
from scopewright.store.failures import Unreadable, not_opened
from scopewright.store.loading import load
from scopewright.store.migrations import FORMAT
from scopewright.store.snapshot import Document, Tables, WrongShape, check_value

_TABLE = re.compile(r'"(?P<name>[^"\\]{1,80})"\s*:\s*\{\s*(?P<end>\})?')
_DOCUMENT = re.compile(r'"(?P<number>\d{1,18})"\s*:\s*(?=\{)')
_MARK = re.compile(r"(<{7}|={7}|>{7}|\|{7})")
_FILLER = re.compile(r"[\s{},]*")
_SHOWN = 60
_READER = json.JSONDecoder()


@dataclass
class Salvage:
    """What a damaged file still gave: ``tables`` of whole documents, and ``lost``, the lines that held none.

    ``altered`` counts documents that were read but hold a character that damage put there, ``rebuilt`` the records
    taken from the history, ``merged`` whether two versions of the file were mixed by a merge tool,
    ``journal_left_out`` whether there is a journal that does not continue what was read.
    """

    path: Path
    tables: Tables = field(default_factory=dict)
    entries: list[Document] = field(default_factory=list)
    lost: list[tuple[int, str]] = field(default_factory=list)
    altered: int = 0
    rebuilt: int = 0
    merged: bool = False
    journal_left_out: bool = False
    seen: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """How the file is called."""
        return self.path.name

    @property
    def records(self) -> int:
        """How many records there are now."""
        return sum(len(table) for name, table in self.tables.items() if name in SECTIONS)

    def report(self) -> list[str]:
        """What could be read, what could not, as sentences."""
        counts = {name: len(self.tables[name]) for name in SECTIONS if self.tables.get(name)}
        said = [f"{_(SECTIONS[name].title)}: {count}" for name, count in counts.items()]
        lines = [_("Read from “{name}”: {counts}.").format(name=self.name, counts=", ".join(said) or _("no record"))]
        if self.rebuilt:
            text = ngettext(
                "{count} lost record was rebuilt from the history; its place in the order may be another.",
                "{count} lost records were rebuilt from the history; their place in the order may be another.",
                self.rebuilt,
            )
            lines.append(text.format(count=self.rebuilt))
        if self.merged:
            lines.append(
                _("A merge tool left its marks in the file; of records that differ, the first version counts.")
            )
        if self.altered:
            text = ngettext(
                "{count} document was read but holds damaged characters, shown as \ufffd.",
                "{count} documents were read but hold damaged characters, shown as \ufffd.",
                self.altered,
            )
            lines.append(text.format(count=self.altered))
        if self.journal_left_out:
            lines.append(_("The journal beside the file could not be applied; it is kept."))
        return lines + [_("Line {number} could not be read: {text}").format(number=n, text=t) for n, t in self.lost]

    def write(self, target: Path | str) -> list[str]:
        """Write what was read, with the attachments, as a new file; the answer is sentences on what did not fit.

        Raises:
            Unreadable: it does not make an engagement.
            NotSaved: there is such a file already, it could not be made, or attachments are missing beside it.
        """
        about = self.tables.get(meta.TABLE, {}).get("1", {})
        uuid = about.get("uuid")
        engagement, sound, notices = load(
            uuid if isinstance(uuid, str) and uuid else "", self.tables, self.entries, self.name
        )
        file = EngagementFile.create(target, to_tables(engagement, sound), uuid=engagement.key)
        file.leave()
        copy_beside(self.path, file.path)
        return notices


def salvage(path: Path | str) -> Salvage:
    """Read what can be read of the file at ``path``, whatever happened to it.

    Raises:
        NotOpened: the system could not read it.
        TooLarge: it is larger than an engagement can be.
        Unreadable: nothing in it is a document of an engagement (as in a sealed file that is damaged).
    """
    whole = resolve(path)
    try:
        data = read_whole(whole, LARGEST)
    except OSError as error:
        raise not_opened(error, whole) from error
    found = Salvage(whole)
    _read_text(_text_of(data), found)
    if not found.records and CHANGES not in found.tables:
        text = _("Nothing in “{name}” can be read any more; it was not touched. Restore a backup of it.")
        raise Unreadable(text.format(name=whole.name))
    _rebuild(found)
    _take_journal(whole, found)
    return found


def _text_of(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace").replace("\0", "\ufffd")


def _read_text(text: str, found: Salvage) -> None:
    table, place, line = "", 0, 1
    while place < len(text):
        match = _DOCUMENT.search(text, place)
        gap = text[place : match.start() if match else len(text)]
        table = _note_gap(gap, line, table, found)
        line += gap.count("\n")
        if match is None:
            return
        place, line = _read_document(text, match, line, table, found)


def _read_document(text: str, match: re.Match[str], line: int, table: str, found: Salvage) -> tuple[int, int]:
    """Read one document; the answer is where, and on which line, to go on."""
    try:
        value, end = _READER.raw_decode(text, match.end())
        check_value(value)
        if any(name.isdigit() and isinstance(inner, dict) for name, inner in value.items()):
            raise WrongShape
    except (ValueError, RecursionError, MemoryError):
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        found.lost.append((line, _shown(text[match.start() : end])))
    else:
        _keep(table, match["number"], value, found)
    return end, line + text.count("\n", match.start(), end)


def _note_gap(gap: str, line: int, table: str, found: Salvage) -> str:
    """What stands between two documents: the beginning of a table, a merge mark, or something lost."""
    for number, part in enumerate(gap.split("\n"), line):
        begun = [match["name"] for match in _TABLE.finditer(part) if not match["end"]]
        table = begun[-1] if begun else table
        if _MARK.match(part):
            found.merged = True
        elif not _FILLER.fullmatch(_TABLE.sub("", part)):
            found.lost.append((number, _shown(part)))
    return table


def _shown(text: str) -> str:
    line = text.strip().split("\n")[0]
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"


def _keep(table: str, number: str, document: Document, found: Salvage) -> None:
    name = _table_of(table, document)
    documents = found.tables.setdefault(name, {})
    written = json.dumps(document, ensure_ascii=False, sort_keys=True)
    if f"{name} {written}" not in found.seen:
        found.seen.add(f"{name} {written}")
        found.altered += "\ufffd" in written
        documents[number if number not in documents else f"{10**17 + len(documents)}"] = document


def _table_of(table: str, document: Document) -> str:
    """The table a document belongs to, by what it is: the line that began its table may be lost."""
    if "replica" in document and "counter" in document:
        return CHANGES
    if document.keys() == {"section", "last"}:
        return NUMBERS
    prefix = str(document.get("id", "")).rpartition("-")[0]
    if "uuid" in document and prefix:
        return next((key for key, section in SECTIONS.items() if section.prefix == prefix), table)
    if "format" in document and "generation" in document:
        return meta.TABLE
    return table or "_unknown"


def _rebuild(found: Salvage) -> None:
    """Make again, from the history, the records that their tables have lost."""
    present = {document.get("uuid") for name in SECTIONS for document in found.tables.get(name, {}).values()}
    documents: dict[tuple[str, str], Document] = {}
    for change in found.tables.get(CHANGES, {}).values():
        _follow(change, documents)
    for (section, key), document in documents.items():
        if key not in present and section in SECTIONS:
            table = found.tables.setdefault(section, {})
            table[str(max(map(int, table), default=0) + 1)] = document
            found.rebuilt += 1


def _follow(change: Document, documents: dict[tuple[str, str], Document]) -> None:
    where = (str(change.get("section")), str(change.get("record")))
    after: Any = change.get("after")
    if change.get("field") == WHOLE:
        if isinstance(after, dict) and isinstance(after.get("id"), str) and after.get("uuid") == where[1]:
            documents[where] = dict(after)
        elif after is None:
            documents.pop(where, None)
    elif where in documents and change.get("row") is None:
        documents[where][str(change.get("field"))] = after


def _take_journal(path: Path, found: Salvage) -> None:
    """Add what the journal beside the file holds, if it continues this very saving."""
    try:
        contents = journal.read(journal.beside(path))
        about = meta.of_tables({**found.tables}, path.name)
    except (OSError, Unreadable):
        found.journal_left_out = journal.beside(path).exists()
        return
    lines = contents.pending(about) if contents and about.format[0] <= FORMAT[0] else None
    found.journal_left_out = lines is None and contents is not None
    found.entries = [entry for line in lines or [] for entry in line.entries]
