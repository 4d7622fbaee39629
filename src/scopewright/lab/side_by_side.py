"""Fits that do not depend on each other, side by side in threads.

scikit-learn lets go of Python's lock while it grows trees and multiplies matrices. Each fit has one numerical thread,
so that it answers the same to the last digit however many run beside it.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from threadpoolctl import threadpool_limits

MOST_THREADS = 4
Result = TypeVar("Result")


def side_by_side(work: Callable[[int], Result], count: int, before: Callable[[int], None]) -> list[Result]:
    """What ``work`` returns for 0 to ``count - 1``; ``before`` is told of each in turn, and may raise to stop.

    What has started is finished then, the rest is not begun.
    """
    pool = ThreadPoolExecutor(min(MOST_THREADS, os.cpu_count() or 1), initializer=_one_numerical_thread)
    with _without_warnings():
        try:
            before(0)
            waiting = [pool.submit(work, place) for place in range(count)]
            results = []
            for place, one in enumerate(waiting):
                if place:
                    before(place)
                results.append(one.result())
            return results
        finally:
            pool.shutdown(cancel_futures=True)


@contextmanager
def _without_warnings() -> Iterator[None]:
    """Drop what models warn of, such as a linear one that stopped before it converged, which is still a fair baseline.

    All threads share Python's filters, and scikit-learn resets them around each tree: which warnings pass them then
    hangs on chance, so that those which pass are dropped as well.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.showwarning = lambda *_warning: None
        yield


def _one_numerical_thread() -> None:
    """OpenMP counts its threads per thread that calls it, so the limit of the main one does not hold here."""
    threadpool_limits(1)
