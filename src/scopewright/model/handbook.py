"""The page of the documentation that is generated from the declared sections."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import Any

from scopewright.model.engagement import Engagement
from scopewright.model.fields import Spec
from scopewright.model.record import Section

_HEAD = """# The engagement file

This page is generated from the declared sections: `python -m scopewright.model.handbook > docs/file-format.md`.
A test fails when it is out of date.

An engagement is one file, `NAME.scope`: UTF-8 JSON in the layout of TinyDB, one table a section, one document a record,
one line a document. After a clean close stock TinyDB reads it: `TinyDB(path).table("risks").all()`. While it is open,
every change is first a line in the journal `NAME.scope.journal` beside it; whoever reads a file that has a journal
applies it. `.NAME.scope.lock` keeps a second writer out; `.NAME.scope.backups/` holds earlier versions, each a whole
file of this format named `UUID.GENERATION.TIME.scope`. `NAME.scope.files/` holds attachments, each named by the SHA-256
of its content and the suffix it had.

With a passphrase the same bytes are sealed: the file then begins with `89 53 43 4F 50 45` instead of a brace. Every
line of the journal is sealed, too, and so are backups and attachments. `docs/security.md` has every byte of it.

Tables whose names begin with `_` are not sections:

| table | holds |
|---|---|
| `_meta` | format version, uuid of the engagement, generation, which journal is folded in |
| `_changes` | the history: each change with identity (`replica`, `counter`), group, name, who, when, before, after |
| `_numbers` | the last spoken number given in each section; numbers are never reused |
| `_aside` | documents that could not be read where they stood: table, number and content; kept as they are |
| `_snapshots` | each snapshot: name, who, when, fingerprint and its recipe, release that it froze, hash of its body |
| `_bodies` | the bodies of snapshots by content hash (SHA-256 of canonical JSON), each once, kept for good |
| `_merged` | per replica how far the changes of merged copies were taken in |

A change whose `section` is one of the last three tables adds a document there. What was typed on in one field is
joined to one change, which has the identity of the last. The body of a snapshot is `{"sections": {key: hash}}`, that of
a section `{"records": [hash]}` in their order, that of a record its document. Canonical JSON is ASCII with names sorted
and no blanks; what a fingerprint covers is said in `scopewright/model/fingerprint.py`.

Every document has these beside the fields of its section; fields in which nothing was said are left out:

| name | meaning |
|---|---|
| `uuid` | the hidden key, 32 hexadecimal digits; links hold it |
| `id` | the spoken id, such as `R-7` |
| `rank` | the place in its section: records are ordered by this text |
| `parent` | the hidden key of the record it stands under |
| `origin` | the hidden key of the record it was carried forward from |

Where a field holds text that its kind cannot read ("by XX" in a date), that text stands there as typed.

| kind | in the file | on the command line |
|---|---|---|
| text, prose, choice | text | the same |
| flag | true | the same |
| day | ISO 8601, `"2027-03-12"` | the same |
| number, scale | a number | the same |
| money | `{"amount": 1200, "currency": "EUR"}` | the same |
| ref, person | the hidden key | the spoken id, or a unique exact name |
| refs, people | a list of hidden keys | a list of them, or one text with semicolons |
| rows | a list of objects with `id` and the columns | the same |
"""


def file_format(sections: Mapping[str, Section]) -> str:
    """The page on the engagement file, in Markdown."""
    return _HEAD + "".join(part for section in sections.values() for part in _section(section))


def _section(section: Section) -> Iterator[str]:
    single = " One record, made with the engagement." if section.single else ""
    about = (section.record.__doc__ or "").strip().split("\n")[0]
    yield f"\n## {section.title} · `{section.key}` · {section.prefix}-n\n\n{about}{single}\n\n"
    yield "| field | kind | title | notes |\n|---|---|---|---|\n"
    for spec in section.specs:
        yield f"| `{spec.name}` | {spec.kind.name} | {spec.title} | {_notes(spec)} |\n"


def _notes(spec: Spec) -> str:
    described = spec.kind.describe()
    parts = ["needed"] if spec.required else []
    parts += [_described(name, value) for name, value in described.items()]
    return "; ".join([*parts, *([spec.help] if spec.help else [])]).replace("|", "\\|")


def _described(name: str, value: Any) -> str:
    if name == "choices":
        return ", ".join(f"`{word}`" for word in value)
    if name == "columns":
        return "columns " + ", ".join(f"`{column['name']}` ({_column(column)})" for column in value)
    if name == "rows_from":
        return f"rows counted from {value} in the file, from {value + 1} for people"
    return f"as the `{value}` of the risk scale has steps" if name == "scale" else f"to `{value}`"


def _column(described: Mapping[str, Any]) -> str:
    return f"{described['kind']}, rows from {described['rows_from']}" if "rows_from" in described else described["kind"]


if __name__ == "__main__":
    sys.stdout.write(file_format(Engagement().sections))
