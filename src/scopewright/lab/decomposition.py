"""The parts that the test error is made of, what binds most, and what helps against it, in order.

Source: A. Ng, *Machine Learning Yearning* (2018), chapters 20 to 43: human error as a stand-in for the irreducible,
training error above it is avoidable bias, development above training is variance, test above development is
overfitting to the development rows or another distribution.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from scopewright import resources
from scopewright.language import N_, _

Part = Literal["irreducible", "bias", "variance", "dev_overfit"]
PARTS: dict[Part, str] = {
    "irreducible": N_("Irreducible error (people)"),
    "bias": N_("Avoidable bias"),
    "variance": N_("Variance"),
    "dev_overfit": N_("Overfitting to the development rows"),
}
DIGITS = 6
SMALL = Decimal("0.1")  # of the whole error: an order that is violated by less is noise


@dataclass(frozen=True)
class Errors:
    """Errors on one scale on which less is better; None for what nobody measured.

    ``noise`` is half the width of the interval of the development error.
    """

    train: float
    dev: float
    test: float | None = None
    human: float | None = None
    noise: float = 0.0


def decompose(errors: Errors) -> dict[str, Any]:
    """``{"errors", "parts", "total", "bottleneck", "remedies", "notes"}``.

    The parts, rounded to six digits, sum to ``total`` (the test error, or the development error where no test was
    looked at) exactly, as decimal numbers. A negative part is shown as it is. Without a human error, bias stands above
    zero error and a note says so.
    """
    levels = [Decimal(0)]
    told: list[Part] = []
    for part, value in zip(PARTS, (errors.human, errors.train, errors.dev, errors.test), strict=True):
        if value is not None:
            told.append(part)
            levels.append(round(Decimal(value), DIGITS))
    parts = {part: after - before for part, before, after in zip(told, levels, levels[1:], strict=False)}
    bottleneck = _bottleneck(parts, Decimal(errors.noise))
    return {
        "errors": {"human": errors.human, "train": errors.train, "dev": errors.dev, "test": errors.test},
        "parts": [{"part": part, "name": _(PARTS[part]), "value": float(value)} for part, value in parts.items()],
        "total": float(levels[-1]),
        "bottleneck": bottleneck,
        "remedies": [] if bottleneck is None else remedies(bottleneck),
        "notes": list(_notes(errors, parts, levels[-1])),
    }


def remedies(part: Part) -> list[str]:
    """What helps against a part, the first thing to try first."""
    found: list[str] = json.loads(resources.text("remedies", "errors.json"))[part]
    return [_(remedy) for remedy in found]


def _bottleneck(parts: dict[Part, Decimal], noise: Decimal) -> Part | None:
    """The largest part; one that noise may have made is none, unless it is the irreducible one."""
    part, value = max(parts.items(), key=lambda item: item[1])
    return part if value > 0 and (part == "irreducible" or value > noise) else None


def _notes(errors: Errors, parts: dict[Part, Decimal], total: Decimal) -> list[str]:
    notes = []
    if errors.human is None:
        notes.append(_("No human error is known, so all of the training error counts as avoidable bias."))
    if errors.test is None:
        notes.append(_("The test set was not looked at, so the parts end at the development error."))
    limit = -max(Decimal(errors.noise), SMALL * abs(total))
    if parts.get("variance", Decimal(0)) < limit or parts.get("dev_overfit", Decimal(0)) < limit:
        said = _("Later rows are easier than earlier ones, which should not be: do they come from the same source?")
        notes.append(said)
    if parts.get("bias", Decimal(0)) < 0 and errors.human is not None:
        notes.append(_("The model errs less than people did: check that both were judged on the same rows."))
    return notes
