"""What the job ``baseline`` was asked for, read from its payload and checked before anything is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scopewright.lab.metrics import METRICS
from scopewright.lab.reading import Reading, read_reading
from scopewright.lab.unfit import UnfitData
from scopewright.language import _

BUDGET = 10.0
LARGEST_SEED = 2**32 - 1


@dataclass(frozen=True)
class Ask:
    """The request: ``budget`` in seconds sizes the models; None means that the baseline chooses.

    ``test_rows`` are the 0-based data records to hold out; ``predict_to`` is where the answers for the test rows go.
    """

    path: Path
    target: str
    seed: int = 0
    metric: str | None = None
    positive: str | None = None
    drop: tuple[str, ...] = ()
    budget: float = BUDGET
    test_rows: tuple[int, ...] | None = None
    predict_to: Path | None = None
    reading: Reading | None = None


def read_ask(payload: Mapping[str, Any]) -> Ask:
    """The request of a payload of plain JSON values; absent and null mean the default.

    Raises:
        UnreadableFile: the wanted reading of the file makes no sense.
        UnfitData: there is no such metric, the seed is out of range, or the list of test rows is empty.
    """
    metric, test_rows = payload.get("metric"), payload.get("test_rows")
    positive, predict_to = payload.get("positive"), payload.get("predict_to")
    if metric is not None and metric not in METRICS:
        said = _("There is no metric “{metric}”. Choose one of {metrics}.")
        raise UnfitData(said.format(metric=metric, metrics=", ".join(METRICS)))
    if test_rows is not None and not test_rows:
        raise UnfitData(_("The list of test rows is empty. Name the rows to hold out, or give no list."))
    return Ask(
        Path(payload["path"]),
        str(payload["target"]),
        _seed(int(payload.get("seed") or 0)),
        metric,
        None if positive is None else str(positive),
        tuple(payload.get("drop") or ()),
        float(payload.get("budget") or BUDGET),
        None if test_rows is None else tuple(int(row) for row in test_rows),
        None if predict_to is None else Path(predict_to),
        read_reading(payload.get("reading")),
    )


def _seed(number: int) -> int:
    """The seed, if scikit-learn's generators take it."""
    if not 0 <= number <= LARGEST_SEED:
        said = _("The seed {seed} is out of range. Give a whole number from 0 to {largest}.")
        raise UnfitData(said.format(seed=number, largest=LARGEST_SEED))
    return number
