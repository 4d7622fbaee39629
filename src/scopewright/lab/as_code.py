"""An unfitted scikit-learn estimator as the expression that makes it, and the imports that the expression needs."""

from __future__ import annotations

import inspect
from collections import defaultdict
from itertools import takewhile
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator


def as_code(value: Any) -> str:
    """The expression; of an estimator, only the parameters that differ from their defaults."""
    if isinstance(value, BaseEstimator):
        defaults = inspect.signature(type(value)).parameters
        given = {
            name: one
            for name, one in value.get_params(deep=False).items()
            if name not in defaults or not _same(defaults[name].default, one)
        }
        return f"{type(value).__name__}({', '.join(f'{name}={as_code(one)}' for name, one in given.items())})"
    if isinstance(value, float) and np.isnan(value):
        return "np.nan"
    if isinstance(value, np.ndarray):
        return f"np.array({value.tolist()!r})"
    if isinstance(value, list | tuple):
        inner = ", ".join(as_code(one) for one in value)
        return f"[{inner}]" if isinstance(value, list) else f"({inner},)"
    return repr(value)


def imports_of(values: list[Any]) -> list[str]:
    """One ``from sklearn.… import …`` line for each module whose estimators stand in the values."""
    names: dict[str, set[str]] = defaultdict(set)
    for value in values:
        _collect(value, names)
    return [f"from {module} import {', '.join(sorted(found))}" for module, found in sorted(names.items())]


def _collect(value: Any, names: dict[str, set[str]]) -> None:
    if isinstance(value, list | tuple):
        for one in value:
            _collect(one, names)
        return
    module = type(value).__module__.split(".")
    if module[0] == "sklearn":
        names[".".join(takewhile(lambda part: not part.startswith("_"), module))].add(type(value).__name__)
    if isinstance(value, BaseEstimator):
        for one in value.get_params(deep=False).values():
            _collect(one, names)


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float) and np.isnan(one) and np.isnan(other):
        return True
    return type(one) is type(other) and bool(np.all(one == other))
