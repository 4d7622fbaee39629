"""What a comparison of two files of predictions found, in words, and kept with its canary plan (row J20)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from scopewright.language import _, ngettext, show_number
from scopewright.model.engagement import Engagement
from scopewright.model.sections.canaries import Canary
from scopewright.model.step import Step

_NAMED = 10


def told(found: Mapping[str, Any], tag: str) -> list[str]:
    """What was found, in sentences: the share that changed, how far figures moved, what told the rows apart."""
    if not found["rows"]:
        said = [_("The two files have no row in common.")]
    else:
        share = show_number(round(100 * found["share"], 1), tag)
        text = _("{changed} of {rows} common rows differ ({share} %).")
        said = [text.format(changed=found["changed"], rows=found["rows"], share=share)]
    if found["mean"] is not None:
        text = _("On average they moved by {mean}, at most by {largest}.")
        said.append(text.format(mean=distance(found["mean"], tag), largest=distance(found["largest"], tag)))
    return [*said, _("Rows were told apart by “{column}”.").format(column=found["key"])]


def mismatches(found: Mapping[str, Any]) -> list[str]:
    """Which keys only one of the files has, in sentences."""
    current, new = found["only_current"], found["only_new"]
    texts = (
        (
            current,
            ngettext(
                "{n} row is only in the current file: {keys}",
                "{n} rows are only in the current file: {keys}",
                current["count"],
            ),
        ),
        (
            new,
            ngettext(
                "{n} row is only in the new file: {keys}", "{n} rows are only in the new file: {keys}", new["count"]
            ),
        ),
    )
    return [
        text.format(n=only["count"], keys=", ".join(only["first"][:_NAMED])) for only, text in texts if only["count"]
    ]


def keep_comparison(engagement: Engagement, canary: Canary, found: Mapping[str, Any], who: str, today: dt.date) -> None:
    """Add a comparison to a canary plan: counts and fingerprints, and neither a key nor a prediction."""
    kept = list(canary.stored("comparisons") or [])
    row = {
        "on": today.isoformat(),
        "rows": found["rows"],
        "changed": found["changed"],
        "only_current": found["only_current"]["count"],
        "only_new": found["only_new"]["count"],
        "current": found["fingerprints"]["current"],
        "new": found["fingerprints"]["new"],
    }
    taken = {each["id"] for each in kept}
    number = next(n for n in range(len(kept) + 1, len(kept) + 2 + len(taken)) if f"c{n}" not in taken)
    with Step(engagement, _("Keep the comparison with {id}").format(id=canary.id), who=who) as step:
        step.set(canary.key, "comparisons", [*kept, {"id": f"c{number}", **row}])


def distance(figure: float, tag: str) -> str:
    """How far a prediction moved, in four digits."""
    return show_number(float(f"{figure:.4g}"), tag)
