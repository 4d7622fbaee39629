"""Which rows are held out for the one test, and which folds score the rest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from sklearn.model_selection import GroupKFold, KFold, StratifiedGroupKFold, StratifiedKFold, train_test_split

from scopewright.lab.resample import Floats, Integers
from scopewright.lab.unfit import UnfitData
from scopewright.language import _, ngettext

Fold = tuple[Integers, Integers]
"""Positions to fit on, and to score."""
TEST_SHARE = 0.2
FEW_ROWS = 5_000
FEW_CLASSES = 10
FEWEST_DIFFERENT = 10
FEWEST_GROUPS = 5
LARGEST_LATEST = 0.5  # a test of the latest rows that would hold more of them leaves too little to learn from


@dataclass(frozen=True)
class Split:
    """Row numbers of the file: ``dev`` is cross-validated and fitted on, ``test`` is held out.

    ``kind`` is ``stratified`` (by class), ``random``, ``grouped`` (whole groups are held out), ``time`` (the latest
    rows are) or ``given`` (the user named the test rows).
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


def hold_out_groups(rows: Integers, groups: Integers, strata: Integers | None, seed: int) -> Split:
    """Hold out a fifth, in whole groups, with each class as near to its share as the groups allow.

    Raises:
        UnfitData: there are too few groups.
    """
    count = len(np.unique(groups))
    if count < FEWEST_GROUPS:
        said = ngettext(
            "There is only {count} group, and whole groups are held out: at least {fewest} are needed.",
            "There are only {count} groups, and whole groups are held out: at least {fewest} are needed.",
            count,
        )
        raise UnfitData(said.format(count=count, fewest=FEWEST_GROUPS))
    fit, held = _group_parts(groups, strata, 5, seed)[0]
    return Split("grouped", rows[fit], rows[held])


def hold_out_latest(rows: Integers, moments: Floats) -> Split:
    """Hold out the latest fifth or so; rows of one moment stay together.

    Raises:
        UnfitData: the moments do not tell early from late.
    """
    different, counts = np.unique(moments, return_counts=True)
    later = np.cumsum(counts[::-1])[::-1] / len(moments)
    cut = int(np.argmin(np.abs(later - TEST_SHARE)))
    if cut == 0 or later[cut] > LARGEST_LATEST:
        raise UnfitData(_("The time column has too few different moments to hold out the latest rows."))
    held = moments >= different[cut]
    return Split("time", rows[~held], rows[held])


def folds_by_group(groups: Integers, strata: Integers | None, seed: int) -> list[Fold]:
    """Positions to fit on and to score, in whole groups: 5 times, 3 above 5,000 rows, fewer with fewer groups."""
    count = min(5 if len(groups) <= FEW_ROWS else 3, len(np.unique(groups)))
    return _group_parts(groups, strata, count, seed)


def folds_by_time(moments: Floats) -> list[Fold]:
    """Positions to fit on and to score, the past for the future: each block of rows is scored by all before it.

    The earliest block is never scored. Rows of one moment stay in one block.
    """
    blocks = (5 if len(moments) <= FEW_ROWS else 3) + 1
    block = np.searchsorted(np.quantile(moments, np.arange(1, blocks) / blocks), moments, side="left")
    parts = [(np.flatnonzero(block < place), np.flatnonzero(block == place)) for place in np.unique(block)]
    return [(fit, held) for fit, held in parts if len(fit)]


def united(one: Integers, other: Integers) -> Integers:
    """Groups so coarse that rows which share a group in either numbering share one in the result."""
    left = int(one.max(initial=0)) + 1
    size = left + int(other.max(initial=0)) + 1
    links = coo_array((np.ones(len(one)), (one, other + left)), shape=(size, size))
    return np.asarray(connected_components(links, directed=False)[1][one], dtype=np.int64)


def _group_parts(groups: Integers, strata: Integers | None, count: int, seed: int) -> list[Fold]:
    labels = None if strata is None else _common(strata, fewest=count)
    made = GroupKFold if labels is None else StratifiedGroupKFold
    parts = made(count, shuffle=True, random_state=seed).split(np.zeros(len(groups)), labels, groups)
    return [(np.asarray(fit), np.asarray(held)) for fit, held in parts if len(held)]


def folds(twins: Integers, strata: Integers | None, seed: int) -> list[Fold]:
    """Positions to fit on and to score, 5 times (3 above 5,000 rows, or fewer of many classes); twins stay together.

    Raises:
        UnfitData: too few rows of a second class differ.
    """
    group, first = _groups(twins)
    classes = 1 if strata is None else len(np.unique(strata))
    count = 5 if len(twins) * max(1.0, classes / FEW_CLASSES) <= FEW_ROWS else 3
    count = min(count, _most_folds(first, strata))
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
