"""Which rows are held out for the one test, and which folds score the rest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.model_selection import KFold, StratifiedKFold, train_test_split

from scopewright.lab.resample import Integers
from scopewright.lab.unfit import UnfitData
from scopewright.language import _

TEST_SHARE = 0.2
FEW_ROWS = 5_000
FEWEST_DIFFERENT = 10


@dataclass(frozen=True)
class Split:
    """Row numbers of the file: ``dev`` is cross-validated and fitted on, ``test`` is held out.

    ``kind`` is ``stratified`` (by class), ``random`` or ``given`` (the user named the test rows).
    """

    kind: str
    dev: Integers
    test: Integers


def same_rows(cells: pd.DataFrame) -> Integers:
    """A number per row, equal for rows whose cells are all equal: such twins must not sit on both sides of a split."""
    if not cells.shape[1]:
        return np.arange(len(cells))
    keys = pd.util.hash_pandas_object(cells.fillna("\0"), index=False)
    return np.asarray(pd.factorize(keys)[0], dtype=np.int64)


def hold_out(rows: Integers, twins: Integers, strata: Integers | None, seed: int) -> Split:
    """Hold out a fifth of the rows, of each class where ``strata`` gives the classes; twins stay together.

    The same arguments give the same rows: this is what freezes the test set.

    Raises:
        UnfitData: too few rows differ.
    """
    group, first = _groups(twins)
    if len(first) < FEWEST_DIFFERENT:
        said = _("Only {count} rows differ in more than the target: too few to hold some of them out.")
        raise UnfitData(said.format(count=len(first)))
    labels = None if strata is None else _common(strata[first], fewest=2)
    chosen = train_test_split(
        np.arange(len(first)), test_size=_test_size(len(first), labels), stratify=labels, random_state=seed
    )[1]
    held = np.isin(group, chosen)
    return Split("random" if labels is None else "stratified", rows[~held], rows[held])


def named_rows(test_rows: Sequence[int], records: int) -> Integers:
    """The test rows that the user named, each once, in order.

    Raises:
        UnfitData: a number is no row of the file.
    """
    named = np.unique(np.asarray(test_rows, dtype=np.int64))
    if named[0] < 0 or named[-1] >= records:
        said = _("There is no row {row}: the file has rows 0 to {last}. Correct the list of test rows.")
        raise UnfitData(said.format(row=named[0] if named[0] < 0 else named[-1], last=records - 1))
    return named


def given(rows: Integers, test: Integers) -> Split:
    """Hold out exactly the rows ``test``, also those without a target; ``rows`` are the rows that have one."""
    return Split("given", rows[~np.isin(rows, test)], test)


def folds(twins: Integers, strata: Integers | None, seed: int) -> list[tuple[Integers, Integers]]:
    """Positions to fit on and to score, 5 times (3 above 5,000 rows); twins stay together.

    Raises:
        UnfitData: too few rows of a second class differ.
    """
    group, first = _groups(twins)
    count = min(5 if len(twins) <= FEW_ROWS else 3, _most_folds(first, strata))
    if strata is None:
        parts = KFold(count, shuffle=True, random_state=seed).split(first)
    else:
        labels = _common(strata[first], fewest=count)
        parts = StratifiedKFold(count, shuffle=True, random_state=seed).split(first, labels)
    held = [np.isin(group, part) for _fit, part in parts]
    return [(np.flatnonzero(~mask), np.flatnonzero(mask)) for mask in held]


def _most_folds(first: Integers, strata: Integers | None) -> int:
    """As many folds as leave two classes to fit on in each."""
    counts = [len(first)] * 2 if strata is None else sorted(np.unique(strata[first], return_counts=True)[1])
    if len(counts) < 2 or counts[-2] < 2:
        raise UnfitData(_("Too few rows of a second class differ from each other. Collect more rows."))
    return int(counts[-2])


def fingerprint(file: str, target: str, test: Integers) -> str:
    """SHA-256 of the file's fingerprint, the target and the test rows: the name of a frozen test set."""
    text = json.dumps([file, target, np.sort(test).tolist()])
    return hashlib.sha256(text.encode()).hexdigest()


def _groups(twins: Integers) -> tuple[Integers, Integers]:
    """The group of each row, numbered by first appearance, and the position of each group's first row."""
    _values, first, inverse = np.unique(twins, return_index=True, return_inverse=True)
    order = np.argsort(first)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return rank[inverse], first[order]


def _common(labels: Integers, fewest: int) -> Integers | None:
    """The labels with the rare ones put together, so that each occurs often enough; None when that cannot be."""
    codes, counts = np.unique(labels, return_counts=True)
    rare = codes[counts < fewest]
    if not len(rare):
        return labels
    merged = np.where(np.isin(labels, rare), -1, labels)
    if (merged == -1).sum() < fewest:
        merged = np.where(merged == -1, codes[np.argmax(counts)], merged)
    return merged if np.unique(merged, return_counts=True)[1].min() >= fewest else None


def _test_size(groups: int, labels: Integers | None) -> int:
    """A fifth of the groups, and at least one group of each stratum, as stratifying needs."""
    return max(round(groups * TEST_SHARE), 1 if labels is None else len(np.unique(labels)))
