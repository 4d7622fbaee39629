"""Checks for personal data: told by the form of the values or, more carefully, by the column's name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from scopewright.lab.findings.case import Case, Found
from scopewright.lab.types import Column
from scopewright.language import _

_EMAIL = re.compile(r"[\w.+%-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_PHONE = re.compile(
    r"(?:\+\d{1,3}|00\d{2}|\(?0\d{1,5}\)?)[ ()/.-]*\d[\d ()/.-]{4,14}\d|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}"
)
_PHONE_NAME = re.compile(r"phone|tel\b|telefon|telef|mobil|handy|fax|portable|cell", re.IGNORECASE)
_IBAN = re.compile(r"[A-Z]{2}\d{2} ?(?:[A-Z0-9]{4} ?){2,7}[A-Z0-9]{1,4}")
_REGIONS = ("DE", "AT", "CH", "GB", "US", "FR", "IT", "ES", "NL", "PL")
OF_PERSONS = re.compile(
    r"(?:^|[ _.-])(?:first|last|sur|given|family|full|middle|maiden)[ _.-]?names?(?:$|[ _.-])|"
    r"vorname|nachname|familienname|prénom",
    re.IGNORECASE,
)
NAMED = re.compile(
    rf"{OF_PERSONS.pattern}|birth|geburt|naissance|prénom|\bssn\b|passport|e-?mail|street|stra(?:ß|ss)e|address|adresse|anschrift",
    re.IGNORECASE,
)
_SHARE = 0.5
_LONGEST = 1000
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
    """Written like a phone number, and possible somewhere: in the country it names, or in one of ``_REGIONS``."""
    if len(value) > _LONGEST:
        return False
    digits = sum(character.isdigit() for character in value)
    if not 7 <= digits <= 15 or not _PHONE.fullmatch(value):
        return False
    grouped = sum(character in " /()" for character in value) > 0 or value.count("-") == 2
    if not (named or value.startswith("+") or (grouped and digits >= 9)):
        return False
    return any(_possible(value, region) for region in ((None,) if value.startswith("+") else _REGIONS))


def _possible(value: str, region: str | None) -> bool:
    import phonenumbers

    try:
        number = phonenumbers.parse(value, region)
    except phonenumbers.NumberParseException:
        return False
    return bool(phonenumbers.is_possible_number(number))


def iban(case: Case, column: Column) -> Iterable[Found]:
    """Bank accounts, proved by their check digits."""
    if column.type in {"text", "code", "id", "category"}:
        yield from _found(case, column, _is_iban, 0.0, _("bank account numbers (IBAN)"))


def _is_iban(value: str) -> bool:
    if not _IBAN.fullmatch(value):
        return False
    from stdnum import iban as scheme

    return bool(scheme.is_valid(value))


def _found(case: Case, column: Column, looks: Callable[[str], bool], share: float, what: str) -> Iterable[Found]:
    values = case.codes(column)[1]
    if share and sum(map(looks, values[:_SAMPLE])) < share / 2 * len(values[:_SAMPLE]):
        return
    hits = [value for value in values if len(value) <= _LONGEST and looks(value)]
    if not hits or len(hits) < share * len(values):
        return
    yield told(case, column, hits, what)


def told(case: Case, column: Column, values: Iterable[str], what: str) -> Found:
    """The finding that those values of a column are personal data of that sort."""
    text = _(
        "The column holds {what}: personal data. Keeping and using them needs a legal ground. Ask whether they are "
        "needed at all, and if not, for a file without them."
    )
    return Found(text.format(what=what), column.name, case.rows_of(column, values))
