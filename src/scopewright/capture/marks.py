"""What each mark of the grammar puts into the fields of a record."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Any

from scopewright.capture import dates, figures
from scopewright.capture.context import Context
from scopewright.capture.goals import read_goal
from scopewright.capture.grammar import NOTE, ROLES, SCORES, Mark, Type
from scopewright.capture.scan import AT, QUOTED, Scan, unquoted
from scopewright.language import show_day
from scopewright.model.kinds import Day, Kind, Locale, Nobody, Number, People, Person, Ref
from scopewright.model.record import SECTIONS

_ACCENTS = "".join(mark for mark in map(chr, range(0x300, 0x1E00)) if unicodedata.category(mark) in ("Mn", "Mc"))
"""Marks that stand behind their letter, as accents may and the vowels of Hindi do; ``\\w`` knows letters only."""
_W = rf"[\w{_ACCENTS}]"
_NAME = rf"(?:{QUOTED}|\w(?:[\w.\-{_ACCENTS}]*{_W})?(?:['’]{_W}{{2,}})?)"
_PERSON = re.compile(rf"{AT}@(?P<name>{_NAME})(?![\w@'’])")
_ROLE = re.compile(rf"{AT}(?P<letter>[daci]):\s*(?P<names>@{_NAME}(?:\s?,\s*@?{_NAME})*)(?![\w@])", re.IGNORECASE)
_ONE_NAME = re.compile(rf"@?(?P<name>{_NAME})")
_TAG = re.compile(rf"{AT}#(?P<word>[^\W\d][\w\-{_ACCENTS}]*)")
_PRIORITIES = {
    "must": "must", "should": "should", "nice": "nice", "could": "nice",
    "muss": "must", "soll": "should", "kann": "nice",
}  # fmt: skip
_PRIORITIES_SAID = "|".join(_PRIORITIES)
_PRIORITY = re.compile(rf"{AT}!(?P<word>{_PRIORITIES_SAID})(?:[ \-](?:have|to[ \-]have))?(?!\w)", re.IGNORECASE)
_RELEASE = re.compile(rf"{AT}(?P<name>v\d+(?:\.\d+)*)(?![\w.]*\w)", re.IGNORECASE)
_REVISIT = re.compile(rf"{AT}>\s*(?P<name>v\d+(?:\.\d+)*)(?![\w.]*\w)", re.IGNORECASE)
_RESPONSE = re.compile(rf"{AT}(?:->|→)")
_REASON = re.compile(
    rf"{AT}(?:because(?: of)?\b|weil\b|wegen\b|parce qu(?:e\b|['’])|à cause d(?:e\b|u\b|es\b|['’]))", re.IGNORECASE
)
_UNSETTLED = re.compile(rf"{AT}by\s+(?:X{{2,}}|TBD|TBC|\?{{2,}})(?!\w)", re.IGNORECASE)
_COMPARISON = re.compile(rf"{AT}(?:{figures.COMPARATOR})(?=\s*\d)", re.IGNORECASE)
_LOOSE_VALUE = r"[^\s\"]\S*"


def read(scan: Scan, type_: Type, context: Context) -> None:
    """Find every mark that the type knows."""
    _named(scan, type_, context)
    _divide(scan, type_)
    for mark, how in _READERS.items():
        if mark in type_.takes:
            how(scan, type_, context)


def body(scan: Scan, type_: Type, context: Context, stop: int) -> dict[str, Any]:
    """The words of the record up to ``stop``, and what a figure in them says."""
    divided = next((span for span in scan.spans if span.mark in ("reason", "response")), None)
    end = min(divided.start, stop) if divided else stop
    said: dict[str, Any] = {}
    if divided:
        said[divided.field] = scan.text(divided.end, stop)[0]
    if "goal" in type_.takes:
        said |= _goal(scan, end, context)
    if "limit" in type_.takes:
        said |= _limit(scan, type_, end, context)
    begin = next((span.end for span in scan.spans if span.mark == "type" and not span.kept), 0)
    return {type_.body: scan.text(begin, end)[0], **said}


def _divide(scan: Scan, type_: Type) -> None:
    """What follows ``->`` or *because* is another field."""
    marks: tuple[tuple[Mark, re.Pattern[str]], ...] = (("response", _RESPONSE), ("reason", _REASON))
    for mark, pattern in marks:
        if mark in type_.takes:
            found = next(scan.matches(pattern), None)
            if found is not None:
                scan.take(found.start(), found.end(), mark, type_.takes[mark])


# Fields by their name


def _named(scan: Scan, type_: Type, context: Context) -> None:
    """``field:value``; unless quoted, the value ends at the next blank, and the words of the record must be quoted.

    What stands in quotation marks is taken first, so that no mark is seen in it.
    """
    _values(scan, type_, type_.names, rf"{QUOTED}(?!\S)", context)
    if "date" in type_.takes:
        _due(scan, type_, context)
    free = tuple(name for name in type_.names if name != type_.body and name not in type_.fixed)
    if free:
        _values(scan, type_, free, _LOOSE_VALUE, context)


def _values(scan: Scan, type_: Type, names: tuple[str, ...], value: str, context: Context) -> None:
    choice = "|".join(sorted(names, key=len, reverse=True))
    pattern = re.compile(rf"{AT}(?P<name>{choice}):(?P<gap>\s?)(?P<value>{value})", re.IGNORECASE)
    for found in scan.matches(pattern):
        name, typed = found["name"].casefold(), found["value"]
        loose = not typed.startswith('"')
        apart = found["gap"] and not isinstance(SECTIONS[type_.section].spec(name).kind, Person)
        if name in scan.fields or apart:
            continue
        bare = typed.rstrip(",;") if loose else typed
        meant = _value(type_, name, unquoted(bare), context, loose)
        if meant is not _NOTHING:
            scan.fields[name] = meant
            scan.take(found.start(), found.start("value") + len(bare), "named", name, _shown(meant))


_NOTHING = object()


def _due(scan: Scan, type_: Type, context: Context) -> None:
    name = type_.takes["date"]
    pattern = re.compile(rf"{AT}{name}:\s*(?P<rest>.+)$", re.IGNORECASE | re.DOTALL)
    for found in scan.matches(re.compile(rf"{AT}{name}:(?!{QUOTED})", re.IGNORECASE)):
        rest = scan.open[found.end() :]
        date = dates.prefix(rest.lstrip(), context.today, context.language)
        if date is not None and pattern.match(scan.open, found.start()):
            end = found.end() + len(rest) - len(rest.lstrip()) + date.end
            scan.fields[name] = date.day.isoformat()
            scan.take(found.start(), end, "date", name, show_day(date.day, context.language))
            return


def _value(type_: Type, name: str, typed: str, context: Context, loose: bool) -> Any:
    """The stored value that a typed one means; ``_NOTHING`` if it is not understood and stays text."""
    kind = SECTIONS[type_.section].spec(name).kind
    if not typed:
        return None
    if isinstance(kind, People):
        return [_person(part.strip(), context) for part in typed.split(";") if part.strip()]
    if isinstance(kind, Person):
        return _person(typed.removeprefix("@"), context)
    if isinstance(kind, Ref):
        return context.release(typed) or typed
    try:
        return _plain_value(kind, typed, context)
    except ValueError:
        # What is not understood stays text; in quotation marks it is meant, and kept as typed.
        return typed if not loose or isinstance(kind, Day) else _NOTHING


def _plain_value(kind: Kind[Any], typed: str, context: Context) -> Any:
    if isinstance(kind, Day):
        day = dates.read(typed, context.today, context.language)
        return day.isoformat() if day else _refused(typed)
    if isinstance(kind, Number):
        return kind.to_json(kind.from_json(_number(typed, context.language)))
    return kind.to_json(kind.read(typed, Locale(context.language, Nobody(context.scoring.words))))


def _refused(typed: str) -> None:
    raise ValueError(typed)


def _number(typed: str, language: str) -> float:
    try:
        return float(typed)
    except ValueError:
        found = re.fullmatch(rf"(?P<minus>[-\N{{MINUS SIGN}}]?)(?P<digits>{figures.DIGITS})", typed)
        if found is None:
            raise
        return figures.read(found["digits"], language) * (-1 if found["minus"] else 1)


# Marks


def _persons(scan: Scan, type_: Type, context: Context) -> None:
    name = type_.takes["person"]
    for found in scan.matches(_PERSON):
        if name in scan.fields:
            break
        end = _whole_name(scan, found, context)
        label = _person(unquoted(scan.line[found.start("name") : end]), context)
        scan.fields[name] = label
        scan.take(found.start(), end, "person", name, label, kept=type_ is NOTE)


def _whole_name(scan: Scan, found: re.Match[str], context: Context) -> int:
    """Where the name ends: ``@mia chen`` is one name if there is a person who is called so."""
    start, rest = found.start("name"), scan.open[found.start("name") :].casefold()
    longer = [
        len(known.name) for known in context.people
        if " " in known.name and rest.startswith(known.name.casefold()) and not rest[len(known.name) :][:1].isalnum()
    ]  # fmt: skip
    return max([found.end("name"), *(start + length for length in longer)])


def _person(typed: str, context: Context) -> str:
    return context.person(typed) or " ".join(typed.split())


def _roles(scan: Scan, _type: Type, context: Context) -> None:
    named = set(scan.fields)
    for found in scan.matches(_ROLE):
        name = ROLES[found["letter"].casefold()]
        if not found["names"].startswith("@") or name in named:
            continue
        people = [_person(unquoted(one["name"]), context) for one in _ONE_NAME.finditer(found["names"])]
        scan.fields[name] = list(dict.fromkeys([*scan.fields.get(name, []), *people]))
        scan.take(found.start(), found.end(), "role", name, ", ".join(people))


def _tags(scan: Scan, type_: Type, _context: Context) -> None:
    categories = _categories(type_)
    for found in scan.matches(_TAG):
        word = found["word"]
        category = categories.get(word.casefold())
        if category and "category" not in scan.fields:
            scan.fields["category"] = category
            scan.take(found.start(), found.end(), "tag", "category", word)
            continue
        said = str(scan.fields.get("tags") or "").split()
        scan.fields["tags"] = " ".join(dict.fromkeys([*said, word]))
        scan.take(found.start(), found.end(), "tag", "tags", word, kept=type_ is NOTE)


def _categories(type_: Type) -> dict[str, str]:
    if "category" not in type_.names:
        return {}
    kind = SECTIONS[type_.section].spec("category").kind
    return {word: word for word in kind.describe()["choices"]}


def _priority(scan: Scan, type_: Type, _context: Context) -> None:
    name = type_.takes["priority"]
    for found in scan.matches(_PRIORITY):
        if name not in scan.fields:
            word = _PRIORITIES[found["word"].casefold()]
            scan.fields[name] = word
            scan.take(found.start(), found.end(), "priority", name, word)


@cache
def _scored(steps: int) -> dict[str, re.Pattern[str]]:
    """Likelihood and impact on a scale of so many steps."""
    one = f"[1-{steps}]"
    said = rf"[:=]?(?P<step>{one})(?=i{one}|(?![\w.%]))"
    return {
        name: re.compile(rf"(?<![^\s/,1-{steps}])(?P<escape>\\*){letter}{said}", re.IGNORECASE)
        for name, letter in zip(SCORES, "pi", strict=True)
    }


def _scores(scan: Scan, _type: Type, context: Context) -> None:
    for name, pattern in _scored(context.scoring.steps).items():
        for found in scan.matches(pattern):
            if name not in scan.fields:
                start = found.start() - (scan.line[found.start() - 1] in "/,")
                scan.fields[name] = int(found["step"])
                scan.take(start, found.end(), "score", name, found["step"])


def _revisit(scan: Scan, type_: Type, context: Context) -> None:
    _linked(scan, type_.takes["revisit"], "revisit", _REVISIT, context)


def _release(scan: Scan, type_: Type, context: Context) -> None:
    """A release counts if there is one of that name, or nothing but marks follows."""
    _linked(scan, type_.takes["release"], "release", _RELEASE, context, known=True)
    last = [found for found in scan.matches(_RELEASE) if not scan.open[found.end() :].strip()]
    if last and type_.takes["release"] not in scan.fields:
        _link(scan, type_.takes["release"], "release", last[-1], context)


def _linked(scan: Scan, name: str, mark: str, pattern: re.Pattern[str], context: Context, known: bool = False) -> None:
    for found in scan.matches(pattern):
        if name not in scan.fields and (not known or context.release(found["name"])):
            _link(scan, name, mark, found, context)


def _link(scan: Scan, name: str, mark: str, found: re.Match[str], context: Context) -> None:
    label = context.release(found["name"]) or found["name"]
    scan.fields[name] = label
    scan.take(found.start(), found.end(), mark, name, label)


def _dates(scan: Scan, type_: Type, context: Context) -> None:
    name = type_.takes["date"]
    while name not in scan.fields:
        found = next(
            dates.find(scan.open, context.today, context.language, dates.BARE.get(type_.section, "clear")), None
        )
        if found is None:
            break
        if found.escaped:
            scan.spare(found.start, found.end)
            continue
        scan.fields[name] = found.day.isoformat()
        scan.take(found.start, found.end, "date", name, show_day(found.day, context.language))
    if type_.section == "milestones" and name not in scan.fields:
        for unsettled in scan.matches(_UNSETTLED):
            scan.fields[name] = unsettled.group()
            scan.take(unsettled.start(), unsettled.end(), "date", name, unsettled.group())
            break


def _spare_limits(scan: Scan, _type: Type, _context: Context) -> None:
    """Comparisons are read when the words of the record are known; here the escaped ones become text."""
    for _unescaped in scan.matches(_COMPARISON):
        pass


def _goal(scan: Scan, end: int, context: Context) -> dict[str, Any]:
    text, places = scan.text(scan.start, end)
    goal = read_goal(text, context.language)
    if goal is None or not scan.is_text(places[goal.start]):
        return {}
    fields = goal.fields()
    shown = ", ".join(str(fields[name]) for name in ("metric", "target", "unit") if name in fields)
    scan.take(places[goal.start], places[goal.end - 1] + 1, "goal", "target", shown, kept=True)
    return {name: _whole(value) for name, value in fields.items()}


def _limit(scan: Scan, type_: Type, end: int, context: Context) -> dict[str, Any]:
    text, places = scan.text(scan.start, end)
    limit = figures.find_limit(text, context.language)
    if limit is None or not scan.is_text(places[limit.start]):
        return {}
    name, kept = type_.takes["limit"], type_.section != "metrics"
    shown = f"{limit.comparator} {limit.number} {limit.unit}".strip()
    scan.take(places[limit.start], places[limit.end - 1] + 1, "limit", name, shown, kept=kept)
    said = {"comparator": limit.comparator, name: _whole(limit.number), "unit": limit.unit}
    return {field: value for field, value in said.items() if value != ""}


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    return "–" if value is None else str(value)


_READERS: dict[Mark, Callable[[Scan, Type, Context], None]] = {
    "role": _roles,
    "person": _persons,
    "tag": _tags,
    "priority": _priority,
    "score": _scores,
    "revisit": _revisit,
    "release": _release,
    "date": _dates,
    "limit": _spare_limits,
}
"""In this order: what reads first takes its characters."""
