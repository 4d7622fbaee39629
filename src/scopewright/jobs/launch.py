"""How a worker process is started: its command and its environment, for the window and the command line alike."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import scopewright

MEMORY = "SCOPEWRIGHT_WORKER_MEMORY"
"""Environment variable: the ceiling of a worker's address space in bytes (POSIX only); unset, there is none."""


def command() -> list[str]:
    """The command of a worker. A frozen Scopewright has a second executable for it beside its own."""
    if getattr(sys, "frozen", False):
        return [str(Path(sys.executable).with_name("scopewright-worker").with_suffix(Path(sys.executable).suffix))]
    return [sys.executable, "-m", "scopewright.jobs.worker"]


def environment(memory: int | None = None) -> dict[str, str]:
    """The whole environment of a worker; ``memory`` limits its address space, in bytes.

    OpenMP threads that wait by spinning make small fits up to twenty times slower on a busy machine (scikit-learn
    #30662), so they wait passively. One core stays free for the window. joblib is told the number of cores, because on
    a bare system it finds none and warns.
    """
    cores = str(max(1, (os.cpu_count() or 2) - 1))
    settings = os.environ | {
        "OMP_WAIT_POLICY": "PASSIVE",
        "KMP_BLOCKTIME": "0",
        "OPENBLAS_NUM_THREADS": cores,
        "LOKY_MAX_CPU_COUNT": cores,
        "MPLBACKEND": "Agg",
        "PYTHONUTF8": "1",
        "PYTHONPATH": os.pathsep.join(filter(None, [_package_folder(), os.environ.get("PYTHONPATH", "")])),
    }
    settings.pop("PYTHONDONTWRITEBYTECODE", None)
    return settings if memory is None else settings | {MEMORY: str(memory)}


def _package_folder() -> str:
    return str(Path(scopewright.__file__).resolve().parents[1])
