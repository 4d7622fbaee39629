"""The functions a section declares its fields with; each field is said once, here everything else about it follows."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Self, TypeVar, overload

from scopewright.model import kinds
from scopewright.model.kinds import Column, Kind

_SPEC = "scopewright"
T = TypeVar("T")


@dataclass(frozen=True)
class Spec:
    """What is declared about one field.

    ``title`` and ``help`` are untranslated; ``column`` says whether tables show it without being asked; ``layout``
    marks what stands outside approval, fingerprint and diff (board coordinates, colours); ``internal`` marks what no
    client-facing document ever holds; ``after`` names the field that what is computed stands beside.
    """

    name: str
    title: str
    kind: Kind[Any]
    help: str = ""
    required: bool = False
    column: bool = True
    layout: bool = False
    internal: bool = False
    after: str = ""


class Computed(Generic[T]):
    """A value that follows from a record's own fields: shown as one of its columns, never typed and never stored."""

    def __init__(self, method: Callable[[Any], T], spec: Spec) -> None:
        self._method, self.spec = method, spec

    @overload
    def __get__(self, record: None, owner: type) -> Self: ...

    @overload
    def __get__(self, record: object, owner: type) -> T: ...

    def __get__(self, record: object | None, owner: type) -> Self | T:
        """The value of a record."""
        return self if record is None else self._method(record)


def computed(title: str, kind: Kind[Any], *, after: str, **how: Any) -> Callable[[Callable[[Any], T]], Computed[T]]:
    """Show what a method of a section's class returns, beside the field ``after``; its kind's empty value if it cannot.

    ``how`` is any of ``help`` and ``column``.
    """
    return lambda method: Computed(method, Spec(method.__name__, title, kind, after=after, **how))


def computed_of(attributes: Mapping[str, Any]) -> tuple[Spec, ...]:
    """What is computed among the attributes of a class."""
    return tuple(each.spec for each in attributes.values() if isinstance(each, Computed))


def specs_of(fields: Mapping[str, Any]) -> dict[str, Spec]:
    """By name, what is declared with one of the functions below among the attributes or fields of a class."""
    declared = {name: each for name, each in fields.items() if isinstance(each, dataclasses.Field) and each.metadata}
    return {name: dataclasses.replace(field.metadata[_SPEC], name=name) for name, field in declared.items()}


def declare(title: str, kind: Kind[Any], **how: Any) -> Any:
    """A field of the given kind; ``how`` is any of ``help``, ``required``, ``column``, ``layout``, ``internal``."""
    return dataclasses.field(default=kind.empty, metadata={_SPEC: Spec("", title, kind, **how)})


def text(
    title: str,
    *,
    longest: int = 300,
    reads: Callable[[str], list[str]] | None = None,
    titles: Callable[[], Mapping[str, str]] | None = None,
    several: bool = False,
    of_rows: bool = False,
    **how: Any,
) -> Any:
    """One line of text; of one that has a form of its own, ``reads`` says what in it has not; a text that ``titles``
    names is shown by its title, and so is each of ``several``; the numbers in one ``of_rows`` are rows of a file.
    """
    return declare(title, kinds.Text(longest, reads, titles, several, of_rows), **how)


def prose(title: str, *, column: bool = False, **how: Any) -> Any:
    """Several lines or paragraphs; tables leave it out unless told."""
    return declare(title, kinds.Prose(), column=column, **how)


def choice(title: str, options: Sequence[tuple[str, str]], **how: Any) -> Any:
    """One of a fixed list of (stored word, title)."""
    return declare(title, kinds.Choice(tuple(options)), **how)


def flag(title: str, **how: Any) -> Any:
    """Yes, or nothing said."""
    return declare(title, kinds.Flag(), **how)


def day(title: str, **how: Any) -> Any:
    """A calendar day."""
    return declare(title, kinds.Day(), **how)


def number(title: str, *, low: float | None = None, high: float | None = None, unit: str = "", **how: Any) -> Any:
    """A number within optional limits."""
    return declare(title, kinds.Number(low, high, unit), **how)


def scale(title: str, low: int, high: int, labels: Sequence[str] = (), **how: Any) -> Any:
    """A whole step on a scale."""
    return declare(title, kinds.Scale(low, high, tuple(labels)), **how)


def chosen_scale(title: str, scale: str, labels: Sequence[str], most: int, **how: Any) -> Any:
    """A whole step on a scale of up to ``most`` steps that the engagement chooses; ``labels`` are the usual ones."""
    return declare(title, kinds.Scale(1, most, tuple(labels), scale), **how)


def money(title: str, **how: Any) -> Any:
    """An amount with its currency."""
    return declare(title, kinds.Money(), **how)


def person(title: str, *, sort: str = "", **how: Any) -> Any:
    """One person, team or role; ``sort`` is what somebody is who is named here for the first time."""
    return declare(title, kinds.Person(sort=sort), **how)


def people(title: str, **how: Any) -> Any:
    """Several people, teams or roles."""
    return declare(title, kinds.People(), **how)


def ref(title: str, to: str, *also: str, **how: Any) -> Any:
    """A link to one record of the section ``to``, or of one of the sections ``also``."""
    return declare(title, kinds.Ref(to, also), **how)


def refs(title: str, to: str, **how: Any) -> Any:
    """Links to several records of the section ``to``."""
    return declare(title, kinds.Refs(to), **how)


def rows(title: str, columns: Sequence[Column], *, column: bool = False, **how: Any) -> Any:
    """A small table; tables of records leave it out unless told."""
    return declare(title, kinds.Rows(tuple(columns)), column=column, **how)
