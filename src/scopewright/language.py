"""One gettext catalogue and Babel's dates and numbers for window, command line and briefs.

A text in the code is written in English as ``_("…")``, or as ``N_("…")`` where it is declared before the language is
known (field titles) and turned by ``_`` when shown. ``speaking`` sets the language of a block: a brief is written in
its own language whatever the window speaks.
"""

from __future__ import annotations

import datetime as dt
import gettext as _gettext
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from functools import cache
from io import BytesIO
from types import MappingProxyType

from scopewright import resources

_EXACT = 10**15
"""From here on digits behind the point mean nothing, and rounding to them is more than decimal arithmetic holds."""
_YEARS = range(1700, 2200)
_RECORD = re.compile(r"(?<![\w.\N{MINUS SIGN}])(?:0|\N{MINUS SIGN}?[1-9][0-9]{0,15})(?![\w.])")
_current: ContextVar[str] = ContextVar("language", default="en")


@cache
def _catalogue(tag: str) -> _gettext.NullTranslations:
    """The texts of a language, compiled from its catalogue in memory; a text that it lacks stays English."""
    file = resources.path("translations", tag, "LC_MESSAGES", "scopewright.po")
    if not file.is_file():
        return _gettext.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with file.open("rb") as text:
        write_mo(compiled, read_po(text, locale=tag))
    compiled.seek(0)
    return _gettext.GNUTranslations(compiled)


def N_(message: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark a text for translation without translating it yet."""
    return message


LANGUAGE_TITLES: Mapping[str, str] = MappingProxyType(
    {"en": N_("British English"), "en_US": N_("American English"), "de": N_("German"), "fr": N_("French")}
)
"""Every language by its tag, with its untranslated name."""
LANGUAGES = tuple(LANGUAGE_TITLES)


def _(message: str) -> str:
    """The text in the language of the present block."""
    return _catalogue(_current.get()).gettext(message) if message else message


def ngettext(one: str, many: str, count: int) -> str:
    """The text that fits the count, in the language of the present block; the caller formats the count in."""
    return _catalogue(_current.get()).ngettext(one, many, count)


def current() -> str:
    """The tag of the present block's language, such as ``en`` or ``de``."""
    return _current.get()


def speak(tag: str) -> None:
    """Set the language for the rest of this process or context; an unknown tag is refused.

    Raises:
        ValueError: there is no such language.
    """
    if tag not in LANGUAGES:
        raise ValueError(f"There is no language {tag!r}; there are {', '.join(LANGUAGES)}.")
    _current.set(tag)


@contextmanager
def speaking(tag: str) -> Iterator[None]:
    """Set the language within a block."""
    before = _current.get()
    speak(tag)
    try:
        yield
    finally:
        _current.set(before)


def _babel(tag: str) -> str:
    return "en_GB" if tag == "en" else tag


def show_day(day: dt.date, tag: str, width: str = "medium") -> str:
    """A date as people of that language write it; ``width`` is Babel's short, medium, long or full."""
    from babel.dates import format_date

    shown: str = format_date(day, format=width, locale=_babel(tag))
    return shown


def show_moment(moment: dt.datetime, tag: str) -> str:
    """A day as people of that language write it, the time of day and the zone it is told in, such as UTC."""
    return f"{show_day(moment.date(), tag)}, {moment:%H:%M} {moment.tzname()}"


def labelled(title: str, text: str) -> str:
    """“Title: text”, in French with a blank before the colon that no line begins behind."""
    return f"{title}{_before_signs(current())}: {text}"


def joined(texts: Iterable[str], tag: str = "") -> str:
    """“One; another”, in French with a blank before the semicolon."""
    return f"{_before_signs(tag or current())}; ".join(texts)


def _before_signs(tag: str) -> str:
    return "\N{NO-BREAK SPACE}" if tag.startswith("fr") else ""


def day_pattern(tag: str) -> str:
    """How ``show_day`` writes a date, as a pattern of letters (Unicode TR 35)."""
    from babel.dates import get_date_format

    return str(get_date_format("medium", locale=_babel(tag)).pattern)


def show_number(number: float | int | Decimal, tag: str, decimals: int | None = None) -> str:
    """A number as people of that language write it, with a true minus sign.

    Without ``decimals``, as many as the number has.
    """
    from babel.numbers import format_decimal

    if decimals is not None and abs(float(number)) >= _EXACT:
        decimals = None
    pattern = "#,##0.###" if decimals is None else ("#,##0." + "0" * decimals).rstrip(".")
    shown: str = format_decimal(number, pattern, locale=_babel(tag), decimal_quantization=decimals is not None)
    return shown.replace("-", "\N{MINUS SIGN}")


def show_count(count: int) -> str:
    """How many there are, in the language of the present block."""
    return show_number(count, current())


def show_row(record: int) -> str:
    """The number of a data record, counted from 0 as in JSON, as people count the rows below the headings: from 1."""
    return str(record + 1)


def show_rows(text: str) -> str:
    """A text in which the numbers of data records, from 0, are those that people count."""
    return _shifted(text, 1)


def read_rows(text: str) -> str:
    """The inverse of ``show_rows``; row 0, which there is not, becomes a record −1, and so no record either."""
    return _shifted(text, -1)


def _shifted(text: str, by: int) -> str:
    def number(found: re.Match[str]) -> str:
        return str(int(found[0].replace("\N{MINUS SIGN}", "-")) + by).replace("-", "\N{MINUS SIGN}")

    return _RECORD.sub(number, text)


def show_figure(number: float | int, tag: str) -> str:
    """A measured number with as many decimals as its size calls for; whole numbers stay whole, years ungrouped."""
    size = abs(number)
    if number in _YEARS:
        return str(int(number))
    decimals = 0 if float(number).is_integer() or size >= 1000 else 1 if size >= 10 else 3
    return show_number(number, tag, decimals)


def show_money(amount: Decimal, currency: str, tag: str) -> str:
    """An amount with its currency code, which unlike "$" means the same to both sides of a contract."""
    decimals = None if amount == amount.to_integral_value() else 2
    whole = amount if decimals else amount.to_integral_value()
    return f"{show_number(whole, tag, decimals)}\N{NO-BREAK SPACE}{currency}"


def read_number(text: str, tag: str) -> Decimal:
    """The inverse of ``show_number``; blanks as thousands marks and either minus sign are understood.

    Raises:
        ValueError: the text is not a number in that language.
    """
    from babel.numbers import NumberFormatError, parse_decimal

    plain = text.strip().replace("\N{MINUS SIGN}", "-")
    try:
        return parse_decimal(plain, locale=_babel(tag), strict=True)
    except NumberFormatError as error:
        raise ValueError(_("“{text}” is not a number.").format(text=text.strip())) from error


def read_day(text: str, tag: str) -> dt.date:
    """The inverse of ``show_day``; ISO dates and digits in that language's order are understood too.

    Raises:
        ValueError: the text is not a whole date.
    """
    bare = text.strip()
    try:
        return dt.date.fromisoformat(bare)
    except ValueError:
        numbers, month = _day_parts(bare, tag)
    order = "mdy" if tag == "en_US" else "dmy"
    try:
        if month is not None and len(numbers) == 2:
            return dt.date(_full_year(numbers[1]), month, int(numbers[0]))
        if month is None and len(numbers) == 3:
            found = dict(zip(order, numbers, strict=True))
            return dt.date(_full_year(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError as error:
        raise ValueError(_("“{text}” is not a day of the calendar.").format(text=bare)) from error
    raise ValueError(_("“{text}” is not a date such as {example}.").format(text=bare, example="2027-03-12"))


def _day_parts(text: str, tag: str) -> tuple[list[str], int | None]:
    """The numbers in the text, and the month if it is named; neither if any other word is there."""
    parts = re.findall(r"[^\W\d_]+|\d+", text)
    numbers = [part for part in parts if part.isdecimal()]
    words = [part.casefold() for part in parts if not part.isdecimal()]
    month = month_names(tag).get(words[0]) if len(words) == 1 else None
    return ([], None) if words and month is None else (numbers, month)


def _full_year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def language_name(tag: str) -> str:
    """What a language is called in the language in which texts are shown."""
    from babel import Locale

    return str(Locale(tag).get_display_name(_babel(current())))


@cache
def day_names(tag: str) -> frozenset[str]:
    """The names of the days of the week, long and short, in small letters without a point."""
    from babel.dates import get_day_names

    return frozenset(
        name.casefold().rstrip(".")
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for name in get_day_names(width, context, _babel(tag)).values()
    )


@cache
def month_names(tag: str) -> dict[str, int]:
    """The numbers of the months by their names, long and short, in small letters without a point."""
    from babel.dates import get_month_names

    return {
        name.casefold().rstrip("."): number
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for number, name in get_month_names(width, context, _babel(tag)).items()
    }
