"""How much a finding weighs, wherever one is shown: in the check of the scope and in the audit of a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal

from scopewright.language import N_, ngettext, show_count

Severity = Literal["error", "warning", "hint"]
TITLES: Mapping[Severity, str] = MappingProxyType({"error": N_("Error"), "warning": N_("Warning"), "hint": N_("Hint")})
"""Every severity with its untranslated name, from what breaks the scope to what could be better."""
SEVERITIES: tuple[Severity, ...] = tuple(TITLES)


def demands(severities: Iterable[str]) -> bool:
    """Whether any of them is more than a hint."""
    return any(severity != "hint" for severity in severities)


def counted(severities: Iterable[str]) -> str:
    """How many there are of each, in words, the gravest first; the number beside a page counts all but the hints."""
    count = Counter(severities)
    errors, warnings, hints = count["error"], count["warning"], count["hint"]
    said = (
        (errors, ngettext("{n} error", "{n} errors", errors)),
        (warnings, ngettext("{n} warning", "{n} warnings", warnings)),
        (hints, ngettext("{n} hint", "{n} hints", hints)),
    )
    return ", ".join(words.format(n=show_count(number)) for number, words in said if number)
