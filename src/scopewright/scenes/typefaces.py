"""The families that a brief may be set in: those of the program, and those installed here that may be embedded.

A family is offered if its regular and bold weights are TrueType files of fixed weight whose maker allows embedding of
subsets (the bits of ``fsType`` in the OS/2 table, OpenType 1.9).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from scopewright import resources
from scopewright.scenes.measure import FAMILY, Font

_RESTRICTED, _NO_SUBSET, _BITMAP = 0x0002, 0x0100, 0x0200
_WEIGHTS: Mapping[Font, int] = {"regular": 400, "semibold": 600, "bold": 700, "italic": 400}
_BOLD = 600
"""The least weight that stands out."""
Files = Mapping[Font, Path]


@dataclass(frozen=True, slots=True)
class _Cut:
    """One file of a family."""

    path: Path
    weight: int
    italic: bool


def families() -> dict[str, Files]:
    """The files of each family by role, by name; where an italic is missing the regular stands in."""
    cuts: dict[str, list[_Cut]] = {}
    for path in _files():
        for family, cut in _read(path):
            cuts.setdefault(family, []).append(cut)
    found = {family: files for family, here in cuts.items() if (files := _by_role(here))}
    return dict(sorted(found.items(), key=lambda each: (each[0] != FAMILY, each[0].casefold())))


@cache
def family(name: str) -> Files | None:
    """The files of a family; None if it is the bundled one, or cannot be used here."""
    return families().get(name) if name and name != FAMILY else None


def _files() -> Iterator[Path]:
    yield from sorted(resources.path("fonts").glob("*.ttf"))
    for folder in _folders():
        if folder.is_dir():
            yield from sorted(path for path in folder.rglob("*") if path.suffix.lower() == ".ttf")


def _folders() -> Iterator[Path]:
    home = Path.home()
    if sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        yield Path(os.environ.get("LOCALAPPDATA", home)) / "Microsoft" / "Windows" / "Fonts"
    elif sys.platform == "darwin":
        yield from (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts")
    else:
        yield from (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
        yield from (home / ".local" / "share" / "fonts", home / ".fonts")


def _read(path: Path) -> Iterator[tuple[str, _Cut]]:
    """The family and weight of a file; nothing if it is no font that may be embedded as it is."""
    from fontTools.ttLib import TTFont, TTLibError  # type: ignore[import-untyped] # ships no types

    try:
        with TTFont(path, lazy=True) as file:
            if "glyf" in file and "fvar" not in file and _may_be_embedded(file["OS/2"].fsType):
                yield str(file["name"].getBestFamilyName() or path.stem), _cut(path, file)
    except (TTLibError, OSError, KeyError, ValueError, AssertionError):
        return


def _cut(path: Path, file: Any) -> _Cut:
    return _Cut(path, file["OS/2"].usWeightClass, bool(file["OS/2"].fsSelection & 1))


def _may_be_embedded(rights: int) -> bool:
    """Whether subsets may be embedded; of several levels the least strict one holds."""
    level = rights & 0x000F
    return level != _RESTRICTED and not rights & (_NO_SUBSET | _BITMAP)


def _by_role(cuts: list[_Cut]) -> Files | None:
    upright, slanted = [each for each in cuts if not each.italic], [each for each in cuts if each.italic]
    if not any(each.weight < _BOLD for each in upright) or not any(each.weight >= _BOLD for each in upright):
        return None
    heavy = [each for each in upright if each.weight >= _BOLD]
    light = [each for each in upright if each.weight < _BOLD]
    sets: Mapping[Font, list[_Cut]] = {"regular": light, "semibold": heavy, "bold": heavy, "italic": slanted or light}
    return {role: _nearest(sets[role], weight) for role, weight in _WEIGHTS.items()}


def _nearest(cuts: list[_Cut], weight: int) -> Path:
    return min(cuts, key=lambda each: abs(each.weight - weight)).path
