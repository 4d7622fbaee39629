"""What is said over the pipes of a worker: one JSON object a line, in UTF-8.

To the worker: ``{"id", "job", "payload", "language"}`` asks for a job, ``{"id", "stop": true}`` asks a waiting or
running one to stop, ``{"warm": "lab"}`` to import the heavy libraries of that worker ahead of need.

From the worker, any number of ``{"id", "kind": "progress", "fraction", "text"}`` and
``{"id", "kind": "partial", "result"}``, then exactly one of ``{"id", "kind": "done", "result"}``,
``{"id", "kind": "failed", "message", "traceback", "expected"}`` and ``{"id", "kind": "stopped"}``. Jobs are done one
after the other, in the order asked. ``{"kind": "warm"}`` answers a ``warm``.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, TypeVar

_M = TypeVar("_M")


class NotUnderstood(ValueError):
    """A line on the pipe is no message of this protocol."""


@dataclass(frozen=True, slots=True)
class Request:
    """Do this job; ``id`` is the asker's choice and stands in every answer."""

    id: str
    job: str
    payload: dict[str, Any]
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Stop:
    """Stop that job at the next place where it reports."""

    id: str


@dataclass(frozen=True, slots=True)
class Warm:
    """Import the heavy libraries of that worker ("lab" or "brief") ahead of need."""

    worker: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How much is done, 0 to 1, and a few words for the user."""

    id: str
    fraction: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class Partial:
    """A finished part that stays valid whatever follows."""

    id: str
    result: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Done:
    """The job is done."""

    id: str
    result: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Failed:
    """The job cannot be done: a sentence for the user and a traceback for the log.

    ``expected`` tells bad input (the sentence names it) from a fault in the program.
    """

    id: str
    message: str
    traceback: str = ""
    expected: bool = False


@dataclass(frozen=True, slots=True)
class Stopped:
    """The job was stopped as asked."""

    id: str


@dataclass(frozen=True, slots=True)
class Warmed:
    """The heavy libraries are imported."""


Order = Request | Stop | Warm
Answer = Progress | Partial | Done | Failed | Stopped | Warmed

_ANSWERS: dict[str, Callable[..., Answer]] = {
    "progress": Progress,
    "partial": Partial,
    "done": Done,
    "failed": Failed,
    "stopped": Stopped,
    "warm": Warmed,
}
_KINDS = {answer: kind for kind, answer in _ANSWERS.items()}


def encode(message: Order | Answer) -> bytes:
    """One line, with its newline.

    Raises:
        TypeError: something in the payload or result is no JSON value.
        ValueError: a number in it is infinite or not a number.
    """
    return json.dumps(_plain(message), ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode() + b"\n"


def _plain(message: Order | Answer) -> dict[str, Any]:
    if isinstance(message, Stop):
        return {"id": message.id, "stop": True}
    if isinstance(message, Warm):
        return {"warm": message.worker}
    plain = {field.name: getattr(message, field.name) for field in fields(message)}
    return plain if isinstance(message, Request) else {"kind": _KINDS[type(message)], **plain}


def read_order(line: bytes) -> Order:
    """The inverse of ``encode`` on the worker's side.

    Raises:
        NotUnderstood: the line is no order.
    """
    plain = _parse(line)
    if "warm" in plain:
        return _make(Warm, {"worker": plain["warm"]})
    if "stop" in plain:
        return _make(Stop, {"id": plain.get("id")})
    return _make(Request, plain)


def read_answer(line: bytes) -> Answer:
    """The inverse of ``encode`` on the asker's side.

    Raises:
        NotUnderstood: the line is no answer.
    """
    plain = _parse(line)
    kind = plain.pop("kind", None)
    if kind not in _ANSWERS:
        raise NotUnderstood(f"There is no answer of kind {kind!r}.")
    return _make(_ANSWERS[kind], plain)


def _parse(line: bytes) -> dict[str, Any]:
    try:
        plain = json.loads(line)
    except ValueError as error:
        raise NotUnderstood(f"This is no JSON: {line[:100]!r}") from error
    if not isinstance(plain, dict):
        raise NotUnderstood(f"This is no JSON object: {line[:100]!r}")
    return plain


def _make(shape: Callable[..., _M], plain: dict[str, Any]) -> _M:
    try:
        return shape(**plain)
    except TypeError as error:
        raise NotUnderstood(str(error)) from error
