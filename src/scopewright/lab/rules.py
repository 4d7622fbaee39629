"""The grammar of rules that a user types: comparisons and an answer, read by this parser and never evaluated as code.

    text      = clause { ";" clause }                      a line break separates clauses as well
    clause    = ["if"] condition { "and" condition } "->" answer
              | "missing" "->" answer                      where nothing above applies and a compared cell is empty
              | "else" "->" answer                         everywhere else
    condition = column operator value
              | column "is" ["not"] "missing"
    operator  = "<" | "<=" | ">" | ">=" | "=" | "!=" | "contains"

The first clause whose conditions all hold answers. A comparison with an empty cell never holds. Names and values may
stand in quotation marks, and must where they hold one of the words or signs above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from scopewright.lab.unfit import UnfitData
from scopewright.language import _

LONGEST = 10_000
MOST_CLAUSES = 200
OPERATORS = ("<", "<=", ">", ">=", "=", "!=", "contains", "is missing", "is not missing")
_SAME = {"==": "=", "≤": "<=", "≥": ">=", "≠": "!=", "<>": "!="}
_TOKEN = re.compile(
    r"""(?P<quoted>"[^"\n]*"|'[^'\n]*'|`[^`\n]*`|“[^”\n]*”)
    |(?P<arrow>->|=>|→)
    |(?P<operator><=|>=|==|!=|<>|[<>=≤≥≠])
    |(?P<end>[;\r\n]+)
    |(?P<blank>[^\S\r\n]+)
    |(?P<word>(?:(?!->|=>)[^\s;<>=≤≥≠!→"'`“]|!(?!=))(?:(?!->|=>)[^\s;<>=≤≥≠!→]|!(?!=))*)
    |(?P<other>.)""",
    re.VERBOSE,
)
_KEYWORDS = frozenset({"if", "and", "is", "not", "missing", "else", "contains"})


class UnreadableRule(UnfitData):
    """A text that is no rule; the message says where it stops being one."""


@dataclass(frozen=True)
class Condition:
    """One comparison; ``value`` is empty for the two operators that ask whether a cell is empty."""

    column: str
    operator: str
    value: str = ""


@dataclass(frozen=True)
class Clause:
    """An answer where all conditions hold."""

    conditions: tuple[Condition, ...]
    answer: str


@dataclass(frozen=True)
class Rules:
    """Clauses in their order, and what is answered where none of them applies."""

    clauses: tuple[Clause, ...]
    missing: str | None = None
    otherwise: str | None = None


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str

    def says(self, word: str) -> bool:
        return self.kind == "word" and self.text.casefold() == word


_END = _Token("end", "")


def read_rules(text: str) -> Rules:
    """The rules of a text.

    Raises:
        UnreadableRule: it does not follow the grammar.
    """
    if len(text) > LONGEST:
        raise UnreadableRule(_("A rule has at most {count} characters.").format(count=LONGEST))
    clauses: list[Clause] = []
    fallback: dict[str, str] = {}
    for tokens in _clauses(text):
        parser = _Parser(tokens)
        word = parser.fallback()
        if word is None:
            clauses.append(parser.clause())
        elif word in fallback:
            raise UnreadableRule(_("“{word}” is said twice.").format(word=word))
        else:
            fallback[word] = parser.answer()
    if not clauses or len(clauses) > MOST_CLAUSES:
        said = _("Write 1 to {count} rules such as: score < 400 -> bad; else -> good")
        raise UnreadableRule(said.format(count=MOST_CLAUSES))
    return Rules(tuple(clauses), fallback.get("missing"), fallback.get("else"))


def _clauses(text: str) -> Iterator[list[_Token]]:
    """The tokens of each clause that is not blank."""
    tokens: list[_Token] = []
    for match in _TOKEN.finditer(text):
        kind = str(match.lastgroup)
        if kind == "end":
            if tokens:
                yield tokens
            tokens = []
        elif kind == "quoted":
            tokens.append(_Token(kind, match.group()[1:-1]))
        elif kind != "blank":
            tokens.append(_Token(kind, match.group()))
    if tokens:
        yield tokens


class _Parser:
    """The tokens of one clause, read from left to right."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._place = 0

    def fallback(self) -> str | None:
        """``missing`` or ``else``, if the clause starts so."""
        arrow = self._tokens[1] if len(self._tokens) > 1 else _END
        for word in ("missing", "else"):
            if self._next.says(word) and (arrow.kind == "arrow" or word == "else"):
                self._place = 1
                return word
        return None

    def clause(self) -> Clause:
        """Conditions and answer."""
        if self._next.says("if"):
            self._place += 1
        conditions = [self._condition()]
        while self._next.says("and"):
            self._place += 1
            conditions.append(self._condition())
        return Clause(tuple(conditions), self.answer())

    def answer(self) -> str:
        """What stands behind the arrow, to the end of the clause; behind ``else`` the arrow may be missing."""
        if self._next.kind == "arrow":
            self._place += 1
        elif self._place != 1:
            self._refuse(_("“->” and an answer"))
        answer = self._words(_("an answer"))
        if self._next is not _END:
            self._refuse(_("“;” or the end"))
        return answer

    def _condition(self) -> Condition:
        column = self._words(_("the name of a column"))
        if self._next.says("is"):
            self._place += 1
            return Condition(column, self._is_missing())
        if self._next.says("contains"):
            self._place += 1
            return Condition(column, "contains", self._words(_("a value")))
        if self._next.kind != "operator":
            self._refuse(_("an operator such as < or ="))
        operator = self._next.text
        self._place += 1
        return Condition(column, _SAME.get(operator, operator), self._words(_("a value")))

    def _is_missing(self) -> str:
        denied = self._next.says("not")
        self._place += denied
        if not self._next.says("missing"):
            self._refuse(_("“missing”"))
        self._place += 1
        return "is not missing" if denied else "is missing"

    def _words(self, expected: str) -> str:
        """A quoted text, or words up to a sign or a word of the grammar."""
        if self._next.kind == "quoted":
            self._place += 1
            return self._tokens[self._place - 1].text
        start = self._place
        while self._next.kind == "word" and self._next.text.casefold() not in _KEYWORDS:
            self._place += 1
        if start == self._place:
            self._refuse(expected)
        return " ".join(token.text for token in self._tokens[start : self._place])

    @property
    def _next(self) -> _Token:
        return self._tokens[self._place] if self._place < len(self._tokens) else _END

    def _refuse(self, expected: str) -> NoReturn:
        read = " ".join(token.text for token in self._tokens[: self._place])[-60:]
        found = self._next.text[:40] or _("the end")
        said = _("This is no rule: after “{read}” there should be {expected}, not “{found}”.")
        raise UnreadableRule(said.format(read=read, expected=expected, found=found))
