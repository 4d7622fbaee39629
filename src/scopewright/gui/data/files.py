"""Which files the data page takes, and what it says to the others."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData

from scopewright.language import N_, _

CSV_FILTER = N_("Tables (*.csv *.tsv *.tab *.txt *.zip *.gz *.xlsx *.xlsm *.parquet);;All files (*)")
_SUFFIXES = frozenset({".csv", ".tsv", ".tab", ".txt", ".zip", ".gz", ".xlsx", ".xlsm", ".parquet"})
_SHEETS = frozenset({".xls", ".xlsb", ".ods", ".numbers"})


def dropped(data: QMimeData) -> list[Path]:
    """What was dropped, as paths; what is not on this computer keeps its address as a path that is not there."""
    return [Path(url.toLocalFile() if url.isLocalFile() else url.toString()) for url in data.urls()]


def refusal(path: Path) -> str:
    """Why a path cannot be a dataset; nothing if it can."""
    suffix = path.suffix.lower()
    if path.is_dir():
        return _("“{name}” is a folder. Drop the CSV in it.").format(name=path.name)
    if not path.is_file():
        return _("There is no file “{name}” on this computer.").format(name=path.name)
    if suffix in _SHEETS:
        said = _("“{name}” is a spreadsheet. Save it as .xlsx or CSV and drop that file.")
        return said.format(name=path.name)
    if suffix not in _SUFFIXES:
        said = _("“{name}” is no table. Drop a .csv, .tsv, .txt, .xlsx or .parquet file; a .zip or .gz may hold text.")
        return said.format(name=path.name)
    return ""
