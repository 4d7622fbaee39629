"""Standard input and output speak UTF-8, whatever the system takes for its own."""

from __future__ import annotations

import codecs
import io
import sys
from collections.abc import Iterator
from typing import TextIO

_ARRIVING = 65_536
"""Bytes that are taken from the input at a time, if as many are there."""


def speak_utf8() -> None:
    """Let the three streams of this process read and write UTF-8.

    Bytes of the input that are not UTF-8 arrive as lone surrogates (``undecoded_shown`` writes them out), so that each
    command can refuse or keep them. What the output cannot hold is written as an escape.
    """
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="surrogateescape")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def is_unicode(text: str) -> bool:
    """Whether the text can be written as UTF-8: it came from bytes that are, and no escape put a lone surrogate in."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def undecoded_shown(text: str) -> str:
    """The text with each byte that was not UTF-8 as ``\\xNN``; the same text if there was none."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def arriving(stream: TextIO) -> Iterator[list[str]]:
    """The lines of a stream, without their ends, in bursts: what has arrived already comes together.

    Of a person who types, and of a program that waits for answers, each line is a burst of its own.
    """
    if not isinstance(stream, io.TextIOWrapper):
        yield [line.rstrip("\n") for line in stream]
        return
    decoder = codecs.getincrementaldecoder(stream.encoding)(stream.errors or "strict")
    newlines = io.IncrementalNewlineDecoder(decoder, translate=True)
    begun: list[str] = []
    while chunk := stream.buffer.read1(_ARRIVING):
        first, *lines = newlines.decode(chunk).split("\n")
        begun.append(first)
        if lines:
            yield ["".join(begun), *lines[:-1]]
            begun = lines[-1:]
    if last := "".join(begun) + newlines.decode(b"", final=True):
        yield last.rstrip("\n").split("\n")
