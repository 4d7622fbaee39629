"""Who has not agreed to a success criterion yet (row P10)."""

from __future__ import annotations

from scopewright.language import _
from scopewright.model.sections.success import Criterion


def not_agreed(criterion: Criterion) -> list[tuple[str, str]]:
    """Each field that lacks the person or the day of a side, with a sentence that says so; a missing person first.

    The day of a side is missed once its person is named.
    """
    nobody = {
        "technical": _("Nobody technical agreed to it."),
        "business": _("Nobody from the business agreed to it."),
    }
    no_day = {
        "technical": _("The day on which the technical side agreed is missing."),
        "business": _("The day on which the business agreed is missing."),
    }
    people = [(side, said) for side, said in nobody.items() if criterion.is_empty(side)]
    days = [(f"{side}_on", said) for side, said in no_day.items() if criterion.is_empty(f"{side}_on")]
    return people + [(field, said) for field, said in days if not criterion.is_empty(field.removesuffix("_on"))]
