"""Checks for what names a person: given names, national numbers, payment cards; proved by a list or check digits."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable
from functools import cache

from scopewright import resources
from scopewright.lab.findings.case import Case, Found
from scopewright.lab.findings.personal import NAMED, OF_PERSONS, email, iban, phone, told
from scopewright.lab.types import TEMPORAL, Column
from scopewright.language import _

_NAME = re.compile(r"[^\W\d_][^\W\d_]*(?:[-'’. ,]+[^\W\d_]+){1,4}\.?")
_WORD = re.compile(r"[^\W\d_]+")
_READ = 1_000
_NAMES_SHARE, _FEWEST_NAMES = 0.3, 5
# Firms, goods and places are named after people.
_NAMES_OF_THINGS_SHARE = 0.8
_THINGS = re.compile(
    r"supplier|vendor|company|firm|brand|product|item|article|title|city|town|place|street|station|school|hotel|"
    r"lieferant|hersteller|produkt|artikel|marke|ort$|stadt|fournisseur|produit|ville|marque",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"&|\b(?:GmbH|AG|KG|OHG|SE|e\.?K|Inc|LLC|LLP|Ltd|PLC|Corp|Co|Company|SA|S\.A|SARL|SAS|SpA|Srl|BV|NV|AB|Oy|ApS|AS|"
    r"Group|Holding|Bros|Sons)\b"
)
_FIRMS_SHARE = 0.1
# One number in ten to one in a hundred passes by chance, so that a column must pass nearly as a whole.
_PROVED_SHARE, _FEWEST_PROVED, _FEWEST_NAMED = 0.95, 20, 3
_TELLING = re.compile(
    r"ssn|social.?sec|national.?id|nat.?id|tax.?id|steuer|svnr|ahv|insee|\bnir\b|\bdni\b|\bnie\b|codice|fiscale|"
    r"pesel|bsn|personnummer|\bcpr\b|passport|cpf|nino|insurance.?n",
    re.IGNORECASE,
)
_SSN_SHAPE = re.compile(r"\d{3}-\d{2}-\d{4}")
_CARD_SHAPE = re.compile(r"(?:3[47]|4|5[1-5]|2[2-7]|6)\d{12,18}")
# Scheme in python-stdnum, the shape it must have here, and whether its check digits prove it.
_SCHEMES = (
    ("us.ssn", _SSN_SHAPE, False),
    ("de.idnr", re.compile(r"\d{2} ?\d{3} ?\d{3} ?\d{3}"), True),
    ("fr.nir", re.compile(r"[12][\d ]{12,20}"), True),
    ("es.dni", re.compile(r"\d{8}-?[A-Za-z]"), True),
    ("es.nie", re.compile(r"[XYZxyz]-?\d{7}-?[A-Za-z]"), True),
    ("it.codicefiscale", re.compile(r"[A-Za-z]{6}\d{2}[A-Za-z]\d{2}[A-Za-z]\d{3}[A-Za-z]"), True),
    ("ch.ssn", re.compile(r"756[.\d]{10,13}"), True),
    ("nl.bsn", re.compile(r"\d{9}"), True),
    ("at.vnr", re.compile(r"\d{4} ?\d{6}"), True),
    ("be.nn", re.compile(r"\d{2}[.]?\d{2}[.]?\d{2}[- ]?\d{3}[.]?\d{2}"), True),
    ("pl.pesel", re.compile(r"\d{11}"), True),
    ("se.personnummer", re.compile(r"(?:\d{2})?\d{6}[-+]\d{4}"), True),
    ("fi.hetu", re.compile(r"\d{6}[-+A-F]\d{3}[0-9A-Y]"), True),
    ("br.cpf", re.compile(r"\d{3}\.?\d{3}\.?\d{3}-?\d{2}"), True),
)


@cache
def _given_names() -> frozenset[str]:
    return frozenset(resources.text("words", "given_names.txt").split())


def names(case: Case, column: Column) -> Iterable[Found]:
    """People's names: two to five words of letters, one of them a common given name."""
    if column.type not in {"text", "category"}:
        return
    values = case.codes(column)[1][:_READ]
    if sum(map(_is_firm, values)) > _FIRMS_SHARE * len(values):
        return
    like = [value for value in values if _is_name(value)]
    share = _NAMES_OF_THINGS_SHARE if _THINGS.search(column.name) else _NAMES_SHARE
    if len(like) >= max(_FEWEST_NAMES, share * len(values)):
        every = [value for value in case.codes(column)[1] if _is_name(value)]
        yield told(case, column, every, _("names of people"))


def _is_firm(value: str) -> bool:
    return bool(_FIRM.search(value))


def _is_name(value: str) -> bool:
    if not 4 <= len(value) <= 80 or not value[0].isupper() or not _NAME.match(value):
        return False
    words = _WORD.findall(value.lower())
    return 2 <= len(words) <= 8 and not _given_names().isdisjoint(words)


def national_numbers(case: Case, column: Column) -> Iterable[Found]:
    """Numbers by which a state knows a person: a whole column that passes one country's check digits."""
    if column.type not in {"text", "code", "id", "category", "integer"}:
        return
    values = case.codes(column)[1][:_READ]
    telling = bool(_TELLING.search(column.name))
    for scheme, shape, proved in _SCHEMES:
        fewest = _FEWEST_NAMED if telling else _FEWEST_PROVED
        if len(values) < fewest or sum(bool(shape.fullmatch(value)) for value in values) < _PROVED_SHARE * len(values):
            continue
        if not proved and not telling and not all(map(_SSN_SHAPE.fullmatch, values)):
            continue
        valid = _valid(scheme)
        if sum(map(valid, values)) >= _PROVED_SHARE * len(values):
            what = _("national numbers of persons ({country})").format(country=scheme.partition(".")[0].upper())
            yield told(case, column, [value for value in case.codes(column)[1] if shape.fullmatch(value)], what)
            return


def _valid(scheme: str) -> Callable[[str], bool]:
    module = importlib.import_module(f"stdnum.{scheme}")
    check: Callable[[str], bool] = module.is_valid
    return check


def cards(case: Case, column: Column) -> Iterable[Found]:
    """Payment cards: the first digits of an issuer, and a whole column that passes the check digit."""
    if column.type not in {"text", "code", "id", "category", "integer"}:
        return
    from stdnum import luhn

    every = case.codes(column)[1]
    values = [re.sub(r"[ -]", "", value) for value in every[:_READ]]
    hits = sum(bool(_CARD_SHAPE.fullmatch(value)) and luhn.is_valid(value) for value in values)
    if hits >= max(_FEWEST_NAMES, _PROVED_SHARE * len(values)):
        yield told(case, column, every, _("numbers of payment cards"))


def telling_name(case: Case, column: Column) -> Iterable[Found]:
    """A column whose name says that it describes a person."""
    levels = column.type == "category" and (column.distinct > 20 or OF_PERSONS.search(column.name))
    if column.type not in {"text", "code", "id"} | TEMPORAL and not levels:
        return
    if not NAMED.search(column.name) and column.name.strip().lower() != "name":
        return
    bare_name = column.name.strip().lower() == "name" and column.type == "text" and _people(case, column)
    if any(True for check in _BY_VALUE for _one in check(case, column)):
        return
    if NAMED.search(column.name) or bare_name:
        text = _("By its name this column holds personal data. Ask who may see it and whether the model needs it.")
        yield Found(text, column.name)


def _people(case: Case, column: Column) -> bool:
    """Whether most texts are two to six capitalised words, nearly every one of them different."""
    values = case.codes(column)[1]
    like = sum(2 <= len(value.split()) <= 8 and value.split()[0][:1].isupper() and "," in value for value in values)
    return like > len(values) / 2 and column.distinct > 0.9 * (case.records - column.missing)


def tells_of_persons(case: Case, column: Column) -> bool:
    """Whether values or name show that the column describes persons, however few different values it has."""
    named = bool(NAMED.search(column.name)) or column.name.strip().lower() == "name"
    return named or any(True for check in _BY_VALUE for _one in check(case, column))


_BY_VALUE = (email, phone, iban, names, national_numbers, cards)
