"""Who has not agreed to a success criterion yet (row P10)."""

from __future__ import annotations

from scopewright.language import _
from scopewright.model.sections.success import Criterion


def not_agreed(criterion: Criterion) -> list[tuple[str, str]]:
    """For each side that has not agreed, the field that will name its person, and a sentence that says so."""
    sides = {
        "technical": _("Nobody technical agreed to it."),
        "business": _("Nobody from the business agreed to it."),
    }
    return [(field, said) for field, said in sides.items() if criterion.is_empty(field)]
