"""The parts that the test error is made of, what binds most, and what helps against it, in order.

Source: A. Ng, *Machine Learning Yearning* (2018), chapters 20 to 43: human error as a stand-in for the irreducible,
training error above it is avoidable bias, unseen rows like the training rows above that are variance, development rows
of other groups or a later time above these are distribution shift, test above development is overfitting to the
development rows or another distribution.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import hypot
from typing import Any, Literal

from scopewright.lab.remedies import REMEDIES
from scopewright.language import N_, _

Part = Literal["irreducible", "bias", "variance", "shift", "dev_overfit"]
PARTS: dict[Part, str] = {
    "irreducible": N_("Irreducible error (people)"),
    "bias": N_("Avoidable bias"),
    "variance": N_("Variance"),
    "shift": N_("Distribution shift"),
    "dev_overfit": N_("Overfitting to the development rows"),
}
DIGITS = 6
SMALL = Decimal("0.1")  # of the whole error: an order that is violated by less is noise


@dataclass(frozen=True)
class Errors:
    """Errors on one scale on which less is better; None for what nobody measured.

    ``train_dev`` is the error on unseen rows that were drawn like the training rows, where the development rows were
    not: theirs are other groups, or a later time. ``noise`` is half the width of the interval of the development error,
    ``test_noise`` that of the test error.
    """

    train: float
    dev: float
    test: float | None = None
    human: float | None = None
    noise: float = 0.0
    train_dev: float | None = None
    test_noise: float = 0.0

    def noise_of(self, part: Part) -> Decimal:
        """What chance alone may make of a part; people's error is taken as known."""
        if part == "irreducible":
            return Decimal(0)
        return Decimal(hypot(self.noise, self.test_noise) if part == "dev_overfit" else self.noise)


def decompose(errors: Errors) -> dict[str, Any]:
    """``{"errors", "parts", "total", "bottleneck", "remedies", "notes"}``.

    The parts, rounded to six digits, sum to ``total`` (the test error, or the development error where no test was
    looked at) exactly, as decimal numbers. A negative part is shown as it is. Without a human error, bias stands above
    zero error and a note says so.
    """
    known = {part: round(Decimal(value), DIGITS) for part, value in _levels(errors).items() if value is not None}
    levels = [Decimal(0), *known.values()]
    parts = {part: after - before for part, before, after in zip(known, levels, levels[1:], strict=False)}
    bottleneck = _bottleneck(parts, errors)
    return {
        "errors": {name: getattr(errors, name) for name in ("human", "train", "train_dev", "dev", "test")},
        "parts": [{"part": part, "name": _(PARTS[part]), "value": float(value)} for part, value in parts.items()],
        "total": float(levels[-1]),
        "bottleneck": bottleneck,
        "remedies": [] if bottleneck is None else remedies(bottleneck),
        "notes": list(_notes(errors, parts, levels[-1])),
    }


def _levels(errors: Errors) -> dict[Part, float | None]:
    """The error at which each part ends."""
    alike, apart = (errors.dev, None) if errors.train_dev is None else (errors.train_dev, errors.dev)
    return {
        "irreducible": errors.human,
        "bias": errors.train,
        "variance": alike,
        "shift": apart,
        "dev_overfit": errors.test,
    }


def remedies(part: Part) -> list[str]:
    """What helps against a part, the first thing to try first."""
    return [_(remedy) for remedy in REMEDIES[part]]


def _bottleneck(parts: dict[Part, Decimal], errors: Errors) -> Part | None:
    """The largest of the parts that are more than noise may have made."""
    told = {part: value for part, value in parts.items() if value > errors.noise_of(part)}
    return max(told, key=lambda part: told[part], default=None)


def _notes(errors: Errors, parts: dict[Part, Decimal], total: Decimal) -> list[str]:
    notes = []
    if errors.human is None:
        notes.append(_("No human error is known, so all of the training error counts as avoidable bias."))
    if errors.test is None:
        notes.append(_("The test set was not looked at, so the parts end at the development error."))
    if errors.train_dev is None:
        said = _("No shift between groups or over time was measured; a split by one of them would show it.")
        notes.append(said)
    limit = -max(Decimal(errors.noise), SMALL * abs(total))
    if any(parts.get(part, Decimal(0)) < limit for part in ("variance", "shift", "dev_overfit")):
        said = _("Later rows are easier than earlier ones, which should not be: do they come from the same source?")
        notes.append(said)
    if parts.get("bias", Decimal(0)) < 0 and errors.human is not None:
        notes.append(_("The model errs less than people did: check that both were judged on the same rows."))
    return notes
