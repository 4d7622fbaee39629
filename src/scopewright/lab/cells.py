"""What one cell's text looks like: number, date, truth value, missing … The patterns shared by sniffing and typing."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Spellings that mean "no value" in any column.
MISSING = frozenset(
    [
        "",
        "NA",
        "N/A",
        "n/a",
        "#N/A",
        "#NV",
        "NULL",
        "null",
        "Null",
        "None",
        "NaN",
        "nan",
        "NAN",
        "<NA>",
        "\\N",
        "(null)",
        "<null>",
        "<NULL>",
        "[NULL]",
        "NaT",
        "?",
        "-",
        "--",
        ".",
    ]
)
# Spellings that mean "no value" only where the rest of the column are numbers or dates: elsewhere they may be a level.
MISSING_AMONG_NUMBERS = frozenset(
    [
        *("none", "na", "nil", "missing", "unknown", "k.A.", "k. A.", "unbekannt", "n.a.", "…", "*"),
        *("#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!", "#WERT!", "#BEZUG!", "#ZAHL!", "#VALEUR!"),
    ]
)
# Dates that a database writes for none.
MISSING_AMONG_DATES = frozenset(["0", "00000000", "0000-00-00", "0000-00-00 00:00:00", "00.00.0000", "00/00/0000"])

TRUTH = {
    "yes": True, "y": True, "true": True, "t": True, "ja": True, "j": True, "wahr": True, "oui": True, "o": True,
    "vrai": True, "si": True, "sí": True, "on": True, "1": True,
    "no": False, "n": False, "false": False, "f": False, "nein": False, "falsch": False, "non": False, "faux": False,
    "off": False, "0": False,
}  # fmt: skip

_SIGN = r"[+\-\N{MINUS SIGN}]?"
PLAIN_INTEGER = re.compile(rf"{_SIGN}\d+")
NUMBER = re.compile(rf"{_SIGN}(?:\d[\d.,'’\u00a0\u202f ]*|[.,]\d+)(?:[eE][+-]?\d+)?")
LEADING_ZERO = re.compile(r"0\d+")
SYMBOL = r"(?:[€$£¥₹%‰]|EUR|USD|GBP|CHF|JPY|Fr\.|kr)"
WITH_SYMBOL = re.compile(
    rf"(?P<sign>{_SIGN})\s*(?:{SYMBOL}\s*)?(?P<number>{_SIGN}[\d.,'’\u00a0\u202f ]*\d)\s*{SYMBOL}?"
)

NEGATED = re.compile(
    rf"(?:{SYMBOL}\s*)?\((?P<bracketed>[^()]+)\)(?:\s*{SYMBOL})?|(?P<trailed>[^-\N{{MINUS SIGN}}]+)[-\N{{MINUS SIGN}}]"
)
"""A negative number as bookkeepers write it: in brackets, or with the minus behind it."""

_TIME = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:\s?[AaPp][Mm])?\s?(?:Z|UTC|[+-]\d{2}:?\d{2})?"
TIME = re.compile(_TIME)
_MONTH = r"(?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-z]*\.?"
DATE_LIKE = re.compile(
    rf"(?:\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}}|\d{{1,2}}\.?[ -]{_MONTH}[ ,-]+\d{{2,4}}|{_MONTH} \d{{1,2}},? \d{{4}})"
    rf"(?:[T ,]+{_TIME})?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?|ftp)://\S+|(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?")
_LONGEST_VALUE = 64
_LONGEST_ADDRESS = 2_000
_WORDS = re.compile(r"[\w.&'()/+#%-]+(?: [\w.&'()/+#%-]+){0,7}")


_RULED = re.compile(r"[-=_+*:|─═ ]*[-=_─═]{3}[-=_+*:|─═ ]*")


def is_ruled(fields: Iterable[str]) -> bool:
    """Whether a record is a line drawn between headings and values or under a list, and holds nothing else."""
    drawn = [cell.strip() for cell in fields if cell.strip()]
    return bool(drawn) and all(map(_RULED.fullmatch, drawn))


def is_value(text: str) -> bool:
    """Whether a cell is a number, amount, date or time: what a heading never is. No such value is long."""
    return len(text) <= _LONGEST_VALUE and bool(
        NUMBER.fullmatch(text)
        or DATE_LIKE.fullmatch(text)
        or TIME.fullmatch(text)
        or WITH_SYMBOL.fullmatch(text)
        or _is_negated(text)
    )


def _is_negated(text: str) -> bool:
    match = NEGATED.fullmatch(text)
    return match is not None and WITH_SYMBOL.fullmatch((match["bracketed"] or match["trailed"]).strip()) is not None


def likelihood(text: str) -> float:
    """How much a cell looks like one value (0 to 1) rather than several, or a part, of a wrongly cut line."""
    if text in MISSING or is_value(text):
        return 1.0
    if len(text) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(text):
        return 1.0
    if len(text) <= 80 and _WORDS.fullmatch(text):
        return 0.9
    return 0.5
