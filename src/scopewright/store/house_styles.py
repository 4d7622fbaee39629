"""The house styles of this computer: one small JSON file each, in a folder that a firm may share.

What a style may hold is for whoever uses it (``briefs.house_style``); here are names, files and their safe keeping.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import platformdirs

from scopewright.language import _
from scopewright.model.refusal import SaidToUser
from scopewright.store.durable import export, resolve
from scopewright.store.failures import StoreError
from scopewright.store.named_file import read_named, reason

SUFFIX = ".style.json"
FOLDER = "SCOPEWRIGHT_STYLES"
"""The environment variable that names another folder, such as one on the firm's file server."""
_LARGEST = 4 * 1024 * 1024
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')


class HouseStyles:
    """The styles in a folder, by the name that each has in it."""

    def __init__(self, folder: Path | None = None) -> None:
        """Without a folder: the one of the environment, else the user's configuration folder."""
        named = os.environ.get(FOLDER)
        usual = Path(platformdirs.user_config_dir("scopewright", appauthor=False)) / "styles"
        self.folder = folder or (Path(named) if named else usual)

    def names(self) -> list[str]:
        """The names of the styles there are; a file that cannot be read is none."""
        return sorted(self._found(), key=str.casefold)

    def read(self, name: str) -> dict[str, Any] | None:
        """The style of that name as plain data; None if there is none here.

        Raises:
            SaidToUser: the file that a style of that name is kept in is there and cannot be read.
        """
        path = self._found().get(name) or self.folder / f"{_stem(name)}{SUFFIX}"
        return read_style(path) if path.exists() else None

    def write(self, name: str, data: Mapping[str, Any]) -> Path:
        """Keep a style; one of that name is replaced.

        Raises:
            SaidToUser: it could not be written; what was there is untouched.
        """
        path = self._found().get(name) or self._free(name)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _not_kept(name, error) from error
        write_style(path, data)
        return path

    def remove(self, name: str) -> bool:
        """Remove the style of that name; whether there was one.

        Raises:
            SaidToUser: the system refused.
        """
        path = self._found().get(name)
        if path is None:
            return False
        try:
            path.unlink()
        except OSError as error:
            text = _("The house style “{name}” could not be removed: {reason}.")
            raise SaidToUser(text.format(name=name, reason=reason(error))) from error
        return True

    def _found(self) -> dict[str, Path]:
        found = {}
        for path in sorted(self.folder.glob(f"*{SUFFIX}")) if self.folder.is_dir() else ():
            try:
                found[str(read_style(path).get("name", ""))] = path
            except SaidToUser:
                # what is damaged has no name to be found under; whoever asks for it is told so by ``read``
                continue
        return found

    def _free(self, name: str) -> Path:
        """A file name for a new style that no other has, on systems that take capitals for small letters as well."""
        stem = _stem(name)
        taken = {path.name.casefold() for path in self.folder.glob("*")} if self.folder.is_dir() else set()
        numbered = (f"{stem}{f' {number}' if number else ''}{SUFFIX}" for number in range(len(taken) + 1))
        return self.folder / next(each for each in numbered if each.casefold() not in taken)


def _stem(name: str) -> str:
    """A name of characters that every file system takes."""
    return " ".join(_UNSAFE.sub(" ", name).split())[:80].strip(" .") or "style"


def read_style(path: Path) -> dict[str, Any]:
    """What a style file holds.

    Raises:
        SaidToUser: it cannot be read, or is no style; the message names it.
    """
    try:
        found = json.loads(read_named(path, _LARGEST))
    except SaidToUser:
        raise
    except (ValueError, RecursionError) as error:
        text = _("“{name}” could not be read as a house style: {reason}.")
        raise SaidToUser(text.format(name=path.name, reason=error)) from error
    if not isinstance(found, dict):
        raise SaidToUser(_("“{name}” is no house style.").format(name=path.name))
    return found


def write_style(path: Path, data: Mapping[str, Any]) -> None:
    """Write a style file.

    Raises:
        SaidToUser: it could not be written; what was there is untouched.
    """
    try:
        export(resolve(path), (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode())
    except (OSError, StoreError) as error:
        raise _not_kept(path.name, error) from error


def _not_kept(name: str, error: Exception) -> SaidToUser:
    text = _("The house style “{name}” could not be kept: {reason}. What was there is untouched.")
    return SaidToUser(text.format(name=name, reason=getattr(error, "strerror", None) or error))
