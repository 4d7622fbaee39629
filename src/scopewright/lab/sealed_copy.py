"""A copy of a client's table that a job puts on the disk for a while, sealed as it is written.

The key is made with the copy and stays in this process: what a killed process leaves, or what can be read from the disk
after the file is gone, is noise. AES-256 in counter mode (NIST SP 800-38A), because readers jump about in the file. It
guards against being read, not against being altered: the folder is the user's own.
"""

from __future__ import annotations

import datetime as dt
import io
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext, algorithms, modes

from scopewright.lab.engine import Engine

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_PROTOCOL = "sealed"
_BLOCK = 16


class SealedCopy:
    """A file at ``path`` that only this object can read; it is written once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._key = os.urandom(32)

    def create(self) -> BinaryIO:
        """The file to be written.

        Raises:
            OSError: there is no place for it, or it was written before.
        """
        return io.BufferedWriter(_Sealing(self.path, self._from(0)))

    def open(self, mode: Literal["rb"] = "rb") -> BinaryIO:
        """The file as it was written; read as any file is.

        Raises:
            OSError: it cannot be read.
        """
        del mode
        return io.BufferedReader(_Unsealing(self.path, self._from))

    def offer(self, engine: Engine) -> str:
        """Have the engine read it, until the engine is closed; returns the name it has there."""
        engine.register_filesystem(_file_system(self))
        return f"{_PROTOCOL}://{self.path.name}"

    def _from(self, block: int) -> CipherContext:
        return Cipher(algorithms.AES(self._key), modes.CTR(block.to_bytes(_BLOCK, "big"))).encryptor()


class _Sealing(io.RawIOBase):
    def __init__(self, path: Path, cipher: CipherContext) -> None:
        self._file, self._cipher = path.open("xb", buffering=0), cipher

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        sealed = memoryview(self._cipher.update(data))
        while sealed:
            sealed = sealed[self._file.write(sealed) :]
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()


class _Unsealing(io.RawIOBase):
    def __init__(self, path: Path, cipher_from: Any) -> None:
        self._file, self._cipher_from = path.open("rb", buffering=0), cipher_from

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def readinto(self, buffer: Any) -> int:
        block, inside = divmod(self._file.tell(), _BLOCK)
        data = self._file.read(len(buffer))
        cipher = self._cipher_from(block)
        cipher.update(bytes(inside))
        buffer[: len(data)] = cipher.update(data)
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()


def _file_system(copy: SealedCopy) -> AbstractFileSystem:
    # Only a large table of another encoding, or a Parquet file in an archive, comes here.
    from fsspec import AbstractFileSystem

    class OneFile(AbstractFileSystem):  # type: ignore[misc]  # fsspec has no types
        """What the engine takes for a place of files: this one."""

        protocol = _PROTOCOL
        cachable = False

        def _open(self, *_place: Any, **_how: Any) -> BinaryIO:
            return copy.open()

        def info(self, path: str, **_how: Any) -> dict[str, Any]:
            return {"name": path, "size": copy.path.stat().st_size, "type": "file"}

        def glob(self, path: str, **_how: Any) -> list[str]:
            return [path]

        def modified(self, *_place: Any) -> dt.datetime:
            return dt.datetime.fromtimestamp(copy.path.stat().st_mtime, dt.UTC)

    return OneFile()
