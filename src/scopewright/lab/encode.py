"""The encoder that turns a table of features into numbers; it is fitted inside each fold, on its fitting rows only."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.compose import ColumnTransformer
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import KFold
from sklearn.preprocessing import OrdinalEncoder, TargetEncoder

from scopewright.lab.features import Features
from scopewright.lab.resample import Floats

DIRECTIONS = 20
MOST_TERMS = 4_000
TEXTS_READ = 5_000
LONG_TEXT = 60  # characters, on average: from here on words say more than pieces of words


def encoder(features: Features, seed: int, numbers: bool) -> ColumnTransformer:
    """Numbers as they are (missing stays missing), category codes (unknown = missing), texts as few directions.

    Texts that repeat, such as towns or postcodes, are also told by the mean target of their level (of each class),
    learned crosswise so that no row sees its own target; ``numbers``: the target is a quantity.
    The categories come first in the matrix: positions 0 to ``len(features.places("category")) - 1``.
    """
    codes = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=np.nan, encoded_missing_value=np.nan)
    texts = [(f"text {place}", TextDirections(seed), [place]) for place in features.places("text")]
    crosswise = KFold(5, shuffle=True, random_state=seed)
    means = TargetEncoder(target_type="continuous" if numbers else "auto", cv=crosswise)
    levels = [("levels", means, features.levels)] if features.levels else []
    return ColumnTransformer(
        [
            ("category", codes, features.places("category")),
            ("number", "passthrough", features.places("number")),
            *texts,
            *levels,
        ],
        sparse_threshold=0.0,
    )


class TextDirections(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """A column of texts as ``DIRECTIONS`` numbers: tf-idf of terms, reduced by a truncated SVD, over distinct texts.

    Terms are pieces of words for short texts (names, codes), words and pairs of words for long ones. A text without a
    known term, and a missing one, is all zeros.
    """

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed

    def fit(self, table: pd.DataFrame, _target: Any = None) -> Self:
        """Learn terms and directions from at most ``TEXTS_READ`` distinct texts."""
        texts = pd.unique(text_cells(table))
        if len(texts) > TEXTS_READ:
            texts = np.random.default_rng(self.seed).choice(texts, TEXTS_READ, replace=False)
        long = np.mean([len(text) for text in texts]) > LONG_TEXT
        kind: dict[str, Any] = {"ngram_range": (1, 2)} if long else {"analyzer": "char_wb", "ngram_range": (2, 4)}
        self.terms_ = TfidfVectorizer(max_features=MOST_TERMS, sublinear_tf=True, **kind)
        try:
            weights = self.terms_.fit_transform(texts)
        except ValueError:  # no text has a term: only blanks or punctuation
            self.directions_ = None
            return self
        size = min(DIRECTIONS, min(weights.shape) - 1)
        self.directions_ = TruncatedSVD(size, random_state=self.seed).fit(weights) if size > 0 else None
        return self

    def transform(self, table: pd.DataFrame) -> Floats:
        """The directions of each text, of shape (rows, directions)."""
        if self.directions_ is None:
            return np.zeros((len(table), 1))
        texts, places = np.unique(text_cells(table), return_inverse=True)
        return np.asarray(self.directions_.transform(self.terms_.transform(texts)))[places]


def text_cells(table: pd.DataFrame) -> np.ndarray:
    """The one column of a table as text, blank where there is none."""
    return table.iloc[:, 0].fillna("").astype(str).to_numpy(dtype=object)
