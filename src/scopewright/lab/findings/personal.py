"""Checks for personal data: told by the form of the values or, more carefully, by the column's name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from scopewright.lab.findings.case import Case, Found
from scopewright.lab.types import TEMPORAL, Column
from scopewright.language import _

_EMAIL = re.compile(r"[\w.+%-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_PHONE = re.compile(
    r"(?:\+\d{1,3}|00\d{2}|\(?0\d{1,5}\)?)[ ()/.-]*\d[\d ()/.-]{4,14}\d|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}"
)
_PHONE_NAME = re.compile(r"phone|tel\b|telefon|telef|mobil|handy|fax|portable|cell", re.IGNORECASE)
_IBAN = re.compile(r"[A-Z]{2}\d{2} ?(?:[A-Z0-9]{4} ?){2,7}[A-Z0-9]{1,4}")
_NAMED = re.compile(
    r"(?:^|[ _.-])(?:first|last|sur|given|family|full|middle|maiden)[ _.-]?names?(?:$|[ _.-])|"
    r"vorname|nachname|familienname|birth|geburt|naissance|prénom|\bssn\b|passport|e-?mail|street|stra(?:ß|ss)e|address|adresse|anschrift",
    re.IGNORECASE,
)
_SHARE = 0.5
_SAMPLE = 500
_TEXTUAL = frozenset({"text", "code", "id", "category", "integer"})


def email(case: Case, column: Column) -> Iterable[Found]:
    """E-mail addresses, alone or inside longer text."""
    if column.type in {"text", "code", "id", "category"}:
        yield from _found(
            case, column, lambda value: "@" in value and bool(_EMAIL.search(value)), 0.0, _("e-mail addresses")
        )


def phone(case: Case, column: Column) -> Iterable[Found]:
    """Phone numbers: marked as such, or plain digits under a telling name."""
    if column.type not in _TEXTUAL:
        return
    named = bool(_PHONE_NAME.search(column.name))
    yield from _found(case, column, lambda value: _is_phone(value, named), _SHARE, _("phone numbers"))


def _is_phone(value: str, named: bool) -> bool:
    digits = sum(character.isdigit() for character in value)
    if not 7 <= digits <= 15 or not _PHONE.fullmatch(value):
        return False
    grouped = sum(character in " /()" for character in value) > 0 or value.count("-") == 2
    return named or value.startswith("+") or (grouped and digits >= 9)


def iban(case: Case, column: Column) -> Iterable[Found]:
    """Bank accounts, proved by their check digits."""
    if column.type in {"text", "code", "id", "category"}:
        yield from _found(case, column, _is_iban, 0.0, _("bank account numbers (IBAN)"))


def _is_iban(value: str) -> bool:
    if not _IBAN.fullmatch(value):
        return False
    plain = value.replace(" ", "")
    return 15 <= len(plain) <= 34 and int("".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])) % 97 == 1


def _found(case: Case, column: Column, looks: Callable[[str], bool], share: float, what: str) -> Iterable[Found]:
    values = case.codes(column)[1]
    if share and sum(map(looks, values[:_SAMPLE])) < share / 2 * len(values[:_SAMPLE]):
        return
    hits = [value for value in values if len(value) <= 1000 and looks(value)]
    if not hits or len(hits) < share * len(values):
        return
    rows = case.rows_of(column, hits)
    text = _(
        "The column holds {what}: personal data. Keeping and using them needs a legal ground. Ask whether they are "
        "needed at all, and if not, for a file without them."
    )
    yield Found(text.format(what=what), column.name, rows)


def telling_name(case: Case, column: Column) -> Iterable[Found]:
    """A column whose name says that it describes a person."""
    if column.type not in {"text", "code", "id"} | TEMPORAL and not (
        column.type == "category" and column.distinct > 20
    ):
        return
    bare_name = column.name.strip().lower() == "name" and column.type == "text" and _people(case, column)
    if _NAMED.search(column.name) or bare_name:
        text = _("By its name this column holds personal data. Ask who may see it and whether the model needs it.")
        yield Found(text, column.name)


def _people(case: Case, column: Column) -> bool:
    """Whether most texts are two to six capitalised words, nearly every one of them different."""
    values = case.codes(column)[1]
    like = sum(2 <= len(value.split()) <= 8 and value.split()[0][:1].isupper() and "," in value for value in values)
    return like > _SHARE * len(values) and column.distinct > 0.9 * (case.records - column.missing)


def tells_of_persons(case: Case, column: Column) -> bool:
    """Whether values or name show that the column describes persons, however few different values it has."""
    named = bool(_NAMED.search(column.name)) or column.name.strip().lower() == "name"
    return named or any(True for check in (email, phone, iban) for _one in check(case, column))
