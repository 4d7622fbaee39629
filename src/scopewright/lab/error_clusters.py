"""Groups of errors that lie close together, and what each has in common.

Source: M. Ester and others, *A density-based algorithm for discovering clusters* (KDD 1996). Errors that lie alone
belong to no cluster and are not forced into one.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from sklearn.cluster import DBSCAN
from sklearn.decomposition import PCA
from sklearn.neighbors import NearestNeighbors

from scopewright.lab.features import Features, Part
from scopewright.lab.resample import Floats, Integers
from scopewright.lab.wrongness import Wrongness
from scopewright.language import _, current, show_figure, show_number

FEWEST = 8
MOST_ERRORS = 1_500
MOST_CLUSTERS = 8
DIRECTIONS = 8
SHARED = 3
CLOSE = 0.5  # quantile of the distances to the n-th neighbour that still counts as close
TELLING = 0.25  # a level's share, or a rank's shift, has to differ by so much from all rows to be told


def error_clusters(features: Features, rows: Integers, matrix: Floats, wrong: Wrongness) -> dict[str, Any]:
    """``{"clusters": [{"rows", "shared", "columns", "first"}], "alone", "errors"}``, the largest cluster first.

    ``alone`` counts the errors that belong to no cluster with anything in common.
    ``matrix`` holds the rows as numbers on one scale (see ``candidates.dense_columns``).
    """
    places = np.flatnonzero(wrong.wrong)
    places = np.sort(places[np.argsort(-wrong.loss[places], kind="stable")][:MOST_ERRORS])
    answer: dict[str, Any] = {"clusters": [], "alone": len(places), "errors": int(wrong.wrong.sum())}
    if len(places) < 2 * FEWEST:
        return answer
    labels = _labels(matrix[places])
    names, counts = np.unique(labels[labels >= 0], return_counts=True)
    for name in names[np.argsort(-counts, kind="stable")][:MOST_CLUSTERS]:
        inside = places[labels == name]
        if not (shared := _shared(features, rows, inside)):
            continue
        answer["clusters"].append(
            {
                "rows": len(inside),
                "shared": [text for _column, text in shared],
                "columns": [column for column, _text in shared],
                "first": [int(row) for row in rows[inside[:100]]],
            }
        )
    answer["alone"] = len(places) - sum(cluster["rows"] for cluster in answer["clusters"])
    return answer


def _labels(points: Floats) -> Integers:
    size = min(DIRECTIONS, *points.shape)
    points = PCA(size, random_state=0).fit_transform(points)
    fewest = max(FEWEST, len(points) // 50)
    reach = NearestNeighbors(n_neighbors=min(fewest, len(points))).fit(points).kneighbors(points)[0][:, -1]
    near = float(np.quantile(reach, CLOSE))
    if near == 0.0:
        near = float(reach[reach > 0].min(initial=1.0))
    return np.asarray(DBSCAN(eps=near, min_samples=fewest).fit_predict(points), dtype=np.int64)


def _shared(features: Features, rows: Integers, inside: Integers) -> list[tuple[str, str]]:
    """What tells the cluster's rows from all rows, the clearest first: the column, and what is so in it."""
    told = [
        (part.label, *found)
        for part in features.parts
        if part.kind != "text" and (found := _telling(part, rows, inside))
    ]
    return [(column, text) for column, _share, text in sorted(told, key=lambda each: -each[1])[:SHARED]]


def _telling(part: Part, rows: Integers, inside: Integers) -> tuple[float, str] | None:
    cells = part.cells.iloc[rows]
    if part.kind == "category":
        mine, all_rows = cells.iloc[inside].value_counts(normalize=True), cells.value_counts(normalize=True)
        if mine.empty:
            return None
        gain = (mine - all_rows.reindex(mine.index)).to_numpy()
        place = int(gain.argmax())
        level, most = mine.index[place], float(gain[place])
        said = _("“{column}” is “{level}” in {share} %").format(
            column=part.label, level=level, share=show_number(100 * float(mine.iloc[place]), current(), 0)
        )
        return (most, said) if most >= TELLING else None
    return _telling_number(part.label, cells, inside)


def _telling_number(label: str, cells: pd.Series, inside: Integers) -> tuple[float, str] | None:
    shift = float(cells.rank(pct=True).iloc[inside].mean()) - 0.5
    if not abs(shift) >= TELLING:
        return None
    low, high = cells.iloc[inside].quantile([0.1, 0.9])
    bounds = {"low": show_figure(float(low), current()), "high": show_figure(float(high), current())}
    return 2 * abs(shift), _("“{column}” is mostly {low} to {high}").format(column=label, **bounds)
