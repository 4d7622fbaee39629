"""The engagement as bytes: plain TinyDB JSON, one document a line, and the shape that every file must have."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from scopewright.language import _
from scopewright.store.durable import LARGEST
from scopewright.store.failures import Unreadable

Document = dict[str, Any]
Tables = dict[str, dict[str, Document]]
"""Table name -> TinyDB document id -> document."""

DEEPEST = 64
"""How many values may stand inside one another, the table and the document included."""

_DOCUMENT_ID = re.compile(r"0|[1-9][0-9]{0,17}")


class WrongShape(ValueError):
    """The value is not what an engagement file may hold; the text says where, for the user."""


def _refuse_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise WrongShape(_("the name “{name}” stands twice in one place").format(name=twice[:80]))
    return found


def _check_inner(values: list[Any]) -> list[Any]:
    """Check the values of one depth; the answer is those of the next."""
    inner: list[Any] = []
    for value in values:
        if isinstance(value, dict):
            if not all(isinstance(name, str) for name in value):
                raise WrongShape(_("a name in it is not text"))
            inner.extend(value.values())
        elif isinstance(value, (list, tuple)):
            inner.extend(value)
        elif isinstance(value, float) and not math.isfinite(value):
            raise WrongShape(_("a number in it is infinite or not a number"))
    return inner


def check_value(value: Any, deepest: int = DEEPEST) -> None:
    """Check that ``value`` can be written as JSON and read back the same.

    Raises:
        WrongShape: a name is not text, a number not finite, or more than ``deepest`` values stand inside one another.
    """
    values = [value]
    for _depth in range(deepest):
        values = _check_inner(values)
        if not values:
            return
    raise WrongShape(_("values in it stand more than {limit} deep").format(limit=deepest))


def check_tables(value: Any) -> None:
    """Check that ``value`` is a set of TinyDB tables.

    Raises:
        WrongShape: it is not.
    """
    if not isinstance(value, dict):
        raise WrongShape(_("it does not consist of tables"))
    for name, table in value.items():
        if not isinstance(table, dict):
            raise WrongShape(_("“{name}” in it is not a table").format(name=str(name)[:80]))
        for number, document in table.items():
            if not isinstance(document, dict) or not _DOCUMENT_ID.fullmatch(str(number)):
                text = _("“{number}” in the table “{name}” is not a document")
                raise WrongShape(text.format(number=str(number)[:80], name=str(name)[:80]))
    check_value(value)


def parse(data: bytes) -> Any:
    """The value that JSON ``data`` describes.

    Raises:
        WrongShape: it is not JSON, or not JSON that can be read without loss.
    """
    try:
        return json.loads(data, object_pairs_hook=_refuse_twice)
    except WrongShape:
        raise
    except (ValueError, RecursionError, MemoryError) as error:
        raise WrongShape(_("it is damaged or of another kind")) from error


def decode(data: bytes, name: str) -> Tables:
    """The tables that the bytes of the file called ``name`` describe.

    Raises:
        Unreadable: the bytes are empty, hold NUL, are not JSON or have not the shape of TinyDB tables.
    """
    try:
        if not data:
            raise WrongShape(_("it is empty, as after a power cut"))
        if b"\0" in data:
            raise WrongShape(_("parts of it are blank, as after a power cut"))
        tables = parse(data)
        check_tables(tables)
    except WrongShape as error:
        text = _("“{name}” cannot be read: {reason}. The file was not touched. Open a backup, or ask for help with it.")
        raise Unreadable(text.format(name=name, reason=error)) from error
    found: Tables = tables
    return found


def to_bytes(value: Any) -> bytes:
    """``value`` as one line of JSON in UTF-8; half a surrogate pair, which no file can hold, becomes U+FFFD.

    Raises:
        WrongShape: the value cannot be read back from JSON as it is.
    """
    check_value(value)
    return _written(value)


def _written(value: Any) -> bytes:
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except (TypeError, ValueError, RecursionError) as error:
        raise WrongShape(_("a value in it cannot be written as JSON")) from error
    try:
        return text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


def _table_bytes(table: dict[str, Document]) -> bytes:
    if not table:
        return b"{}"
    lines = (_written(str(number)) + b": " + _written(document) for number, document in table.items())
    return b"{\n" + b",\n".join(lines) + b"\n}"


def encode(tables: Tables, largest: int = LARGEST) -> bytes:
    """The bytes of a file with these tables, one document a line.

    Raises:
        WrongShape: ``decode`` would not give the tables back, or there would be more than ``largest`` bytes.
    """
    check_tables(tables)
    parts = (_written(name) + b": " + _table_bytes(table) for name, table in tables.items())
    data = b"{\n" + b",\n".join(parts) + b"\n}\n"
    if len(data) > largest:
        raise WrongShape(_("it would be larger than {limit} MB").format(limit=LARGEST // (1024 * 1024)))
    return data
