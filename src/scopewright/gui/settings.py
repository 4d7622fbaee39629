"""What the window remembers on this computer: recent files with their titles, looks, sizes."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from scopewright.gui.theme.apply import Choice

_RECENT = 12
_CHOICES: tuple[Choice, ...] = ("system", "light", "dark")


@dataclass(frozen=True, slots=True)
class Recent:
    """An engagement that was opened here: where it is, what it is called, when it was last open (ISO 8601)."""

    path: str
    title: str
    client: str
    opened: str


def store() -> QSettings:
    """Where all of it is kept: a plain INI file in the user's configuration folder, open to nobody else."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)
    return QSettings(str(_private(Path(folder) / "window.ini")), QSettings.Format.IniFormat)


class Settings:
    """Kept in the user's configuration folder as a plain INI file."""

    def __init__(self) -> None:
        self._store = store()

    @property
    def first_start(self) -> bool:
        """Whether the program was never started here."""
        return not self._store.contains("started")

    def note_start(self) -> None:
        """Remember that the program was started."""
        self._store.setValue("started", dt.date.today().isoformat())

    @property
    def theme(self) -> Choice:
        """Light, dark, or as the desktop says."""
        said = str(self._store.value("theme", "system"))
        return next((choice for choice in _CHOICES if choice == said), "system")

    @theme.setter
    def theme(self, choice: Choice) -> None:
        self._store.setValue("theme", choice)

    @property
    def geometry(self) -> QByteArray | None:
        """Where the window stood, as Qt writes it."""
        value = self._store.value("geometry")
        return value if isinstance(value, QByteArray) else None

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._store.setValue("geometry", value)

    def recall(self, name: str) -> str:
        """How a page was left, as it kept it under a name; empty if nothing."""
        return str(self._store.value(f"pages/{name}", ""))

    def keep(self, name: str, value: str) -> None:
        """Keep how a page was left."""
        self._store.setValue(f"pages/{name}", value)

    def recent(self) -> list[Recent]:
        """The engagements opened lately, newest first; also those whose file is not there now."""
        found = []
        for place in range(self._store.beginReadArray("recent")):
            self._store.setArrayIndex(place)
            found.append(Recent(**{name: str(self._store.value(name, "")) for name in Recent.__dataclass_fields__}))
        self._store.endArray()
        return found

    def note_opened(self, path: Path, title: str, client: str) -> None:
        """Put an engagement at the head of the recent ones."""
        now = dt.datetime.now().astimezone().isoformat(timespec="minutes")
        kept = [item for item in self.recent() if item.path != str(path)]
        self._store.beginWriteArray("recent")
        for place, item in enumerate([Recent(str(path), title, client, now), *kept][:_RECENT]):
            self._store.setArrayIndex(place)
            for name, value in asdict(item).items():
                self._store.setValue(name, value)
        self._store.endArray()


def data_folder() -> Path:
    """Where the program keeps what is its own on this computer."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation))


def engagements_folder() -> Path:
    """Where new engagements are proposed to be kept."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents) / "Scopewright"


def _private(path: Path) -> Path:
    """A file that its user alone can read, for it holds the names of clients; Qt keeps what rights it has."""
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.chmod(0o600)
    return path
