"""Encryption at rest: a sealed file is the plain one in an envelope that a passphrase opens.

The passphrase, through Argon2id, gives the key that opens a slot of the head; in the slot is the random key of the
file; from that one come, by HKDF, the key of the snapshot (AES-256-GCM, the whole head being authenticated with it)
and one for each sitting of the journal. ``docs/security.md`` has every byte of it, and what it does not protect.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import struct
import sys
import unicodedata
import zlib
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from scopewright.language import _
from scopewright.store.failures import Locked, NotSealed, TooNew, Unreadable, WrongPassphrase

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"\x89SCOPE\r\n"
"""How a sealed file begins; a plain one begins with a brace."""
VERSION = 1
SHORTEST = 8
"""Characters that a new passphrase has at least."""

_SALT_SIZE, _KEY_SIZE, _NONCE_SIZE, _TAG_SIZE = 16, 32, 12, 16
_FRONT = struct.Struct(">8sBB")
_SLOT = struct.Struct(">BIIB16s48s")
_BACK = struct.Struct(">16sQ12s")
_CHECKSUM = struct.Struct(">I")
_MOST_SLOTS = 4
HEADROOM = _FRONT.size + _MOST_SLOTS * _SLOT.size + _BACK.size + _CHECKSUM.size + _TAG_SIZE
"""By how many bytes a sealed file may be larger than the plain one."""

_PASSPHRASE, _RECOVERY = 1, 2
_WRAP_NONCE = bytes(_NONCE_SIZE)
# Without the letters that are taken for digits, as in Crockford's base 32.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RECOVERY_LENGTH = 30
_RECOVERY_FORM = re.compile(f"[{_ALPHABET}]{{{_RECOVERY_LENGTH}}}")


@dataclass(frozen=True)
class Cost:
    """What guessing one passphrase costs: the parameters of Argon2id, memory in KiB."""

    memory: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    @property
    def bearable(self) -> bool:
        """Whether a file may ask for it: a head that asks for more is refused before any of it is spent."""
        return (
            1 <= self.lanes <= 16
            and 8 * self.lanes <= self.memory <= 1024 * 1024
            and 1 <= self.passes <= 64
            and self.memory * self.passes <= 2 * 1024 * 1024
        )


USUAL = Cost()
"""The second choice of RFC 9106, for machines with little memory: a quarter of a second on a laptop."""


@dataclass(frozen=True)
class Slot:
    """The key of the file, wrapped under one passphrase or recovery key."""

    kind: int
    cost: Cost
    salt: bytes
    wrapped: bytes

    def unwrapped(self, typed: str) -> bytes | None:
        """The key of the file, or ``None`` if that is not what it was wrapped under."""
        return _decrypted(_stretched(typed, self.salt, self.cost), _WRAP_NONCE, self.wrapped, self._about())

    def packed(self) -> bytes:
        """The slot as it stands in the head."""
        return _SLOT.pack(self.kind, *astuple(self.cost), self.salt, self.wrapped)

    def _about(self) -> bytes:
        """What is authenticated with the wrapped key: magic, version, and the slot up to that key."""
        return MAGIC + bytes([VERSION]) + self.packed()[: -(_KEY_SIZE + _TAG_SIZE)]

    @classmethod
    def around(cls, key: bytes, kind: int, typed: str, cost: Cost) -> Slot:
        """Wrap the key of the file under what the user will type."""
        salt = secrets.token_bytes(_SALT_SIZE)
        open_slot = cls(kind, cost, salt, b"")
        # A constant nonce is safe: the salt is random, so this wrapping key is used once.
        wrapped = _stretched(typed, salt, cost).encrypt(_WRAP_NONCE, key, open_slot._about())
        return cls(kind, cost, salt, wrapped)


# The library is loaded when the first seal is met: a window on a plain file opens without it.
def _cipher(key: bytes) -> AESGCM:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key)


def _decrypted(cipher: AESGCM, nonce: bytes, data: bytes, about: bytes | None) -> bytes | None:
    """What was encrypted, or ``None`` if one bit of data, nonce or ``about`` is another."""
    from cryptography.exceptions import InvalidTag

    try:
        return cipher.decrypt(nonce, data, about)
    except InvalidTag:
        return None


def _stretched(typed: str, salt: bytes, cost: Cost) -> AESGCM:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    argon = Argon2id(salt=salt, length=_KEY_SIZE, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory)
    return _cipher(argon.derive(typed.encode("utf-8", "surrogatepass")))


def _derived(key: bytes, salt: bytes | None, purpose: str) -> AESGCM:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    hkdf = HKDF(algorithm=SHA256(), length=_KEY_SIZE, salt=salt, info=f"scopewright {purpose}".encode())
    return _cipher(hkdf.derive(key))


@dataclass(frozen=True)
class Head:
    """The readable beginning of a sealed file; ``data`` is all of it, authenticated with the content."""

    data: bytes
    slots: tuple[Slot, ...]
    nonce: bytes


def is_sealed(data: bytes) -> bool:
    """Whether these are, by their first bytes, those of a sealed file."""
    return data.startswith(MAGIC)


def head_of(data: bytes, name: str) -> Head:
    """The head of the sealed file called ``name``.

    Raises:
        TooNew: a newer program sealed it.
        Unreadable: the head is damaged, or asks for more memory or time than any file of ours.
    """
    try:
        _magic, version, count = _FRONT.unpack_from(data)
        if version > VERSION:
            text = _("“{name}” was sealed by a newer Scopewright and was not touched. Open it with that version.")
            raise TooNew(text.format(name=name))
        end = _FRONT.size + count * _SLOT.size + _BACK.size
        slots = tuple(_slot(values) for values in _SLOT.iter_unpack(data[_FRONT.size : end - _BACK.size]))
        _who, _generation, nonce = _BACK.unpack_from(data, end - _BACK.size)
        whole = _CHECKSUM.unpack_from(data, end) == (zlib.crc32(data[:end]),)
    except struct.error:
        whole = False
    if not whole or version < 1 or not 1 <= count <= _MOST_SLOTS or not all(slot.cost.bearable for slot in slots):
        text = _("The head of the sealed file “{name}” is damaged. The file was not touched. Open a backup of it.")
        raise Unreadable(text.format(name=name))
    return Head(data[: end + _CHECKSUM.size], slots, nonce)


def _slot(values: tuple[int, int, int, int, bytes, bytes]) -> Slot:
    kind, memory, passes, lanes, salt, wrapped = values
    return Slot(kind, Cost(memory, passes, lanes), salt, wrapped)


class Secret:
    """What the user typed to open sealed files, if anything.

    While it lives it remembers the seals that it opened, so that the expensive step is done once for each.
    """

    def __init__(self, typed: str | None = None) -> None:
        """Take a passphrase or a recovery key; ``None`` opens plain files only."""
        self._typed = typed
        self._opened: dict[tuple[Slot, ...], Seal] = {}

    @classmethod
    def of(cls, typed: Secret | str | None) -> Secret:
        """That secret itself, or one of what was typed."""
        return typed if isinstance(typed, Secret) else cls(typed)

    def seal_of(self, head: Head, name: str) -> Seal:
        """The seal of the file called ``name``, opened; takes up to half a second.

        Raises:
            Locked: nothing was typed.
            WrongPassphrase: what was typed opens no slot.
        """
        if self._typed is None:
            raise Locked(_("“{name}” is protected by a passphrase.").format(name=name))
        if head.slots not in self._opened:
            self._opened[head.slots] = Seal(head.slots, self._key(head, name))
        return self._opened[head.slots]

    def _key(self, head: Head, name: str) -> bytes:
        for slot in head.slots:
            typed = _as_typed(self._typed or "", slot.kind)
            key = slot.unwrapped(typed) if typed else None
            if key is not None:
                return key
        text = _(
            "That passphrase does not open “{name}”. The file was not touched. Look at the keyboard's language and "
            "the caps lock, or use the recovery key. If you are sure of the passphrase, the file's head was altered."
        )
        raise WrongPassphrase(text.format(name=name))


def _as_typed(typed: str, kind: int) -> str:
    """What is stretched for a slot of that kind; empty if nothing typed like this can open it."""
    if kind == _PASSPHRASE:
        return unicodedata.normalize("NFC", typed)
    plain = "".join(typed.upper().translate(str.maketrans("OIL", "011")).replace("-", " ").split())
    return plain if kind == _RECOVERY and _RECOVERY_FORM.fullmatch(plain) else ""


class Seal:
    """An opened seal: the key of a file, in memory only, and the slots by which it can be opened again."""

    def __init__(self, slots: tuple[Slot, ...], key: bytes) -> None:
        """Use ``new_seal`` or ``Secret.seal_of``."""
        self.slots = slots
        self._key = key
        self._snapshot = _derived(key, None, "snapshot")
        _leave_no_core_dump()

    def closed(self, content: bytes, uuid: str, generation: int) -> bytes:
        """The bytes of a sealed file with that content, of that saving of that engagement."""
        nonce = secrets.token_bytes(_NONCE_SIZE)
        front = _FRONT.pack(MAGIC, VERSION, len(self.slots)) + b"".join(slot.packed() for slot in self.slots)
        head = front + _BACK.pack(hashlib.sha256(uuid.encode("utf-8", "replace")).digest()[:16], generation, nonce)
        head += _CHECKSUM.pack(zlib.crc32(head))
        return head + self._snapshot.encrypt(nonce, content, head)

    def opened(self, data: bytes, head: Head, name: str) -> bytes:
        """What the sealed file called ``name``, whose head is ``head``, holds.

        Raises:
            Unreadable: it is damaged, since the passphrase did fit.
        """
        content = _decrypted(self._snapshot, head.nonce, data[len(head.data) :], head.data)
        if content is None:
            text = _(
                "The passphrase fits, but “{name}” is damaged or was altered, and nothing of it can be read. The file "
                "was not touched. Open a backup of it."
            )
            raise Unreadable(text.format(name=name))
        return content

    def for_journal(self, journal: str, salt: bytes | None = None) -> LineSeal:
        """What seals the lines of one sitting of the journal with that key; without ``salt``, of a new sitting."""
        salt = salt or secrets.token_bytes(_SALT_SIZE)
        return LineSeal(_derived(self._key, salt, f"journal {journal}"), salt)


class LineSeal:
    """Seals journal lines, each under its number.

    No key meets a number twice: within a sitting numbers only grow, and every sitting has a key of its own, so two
    copies of a folder that go on from the same line, or a line lost in a power cut, give nothing away.
    """

    def __init__(self, cipher: AESGCM, salt: bytes) -> None:
        """Use ``Seal.for_journal``."""
        self.salt = salt
        self._cipher = cipher

    def closed(self, number: int, body: bytes) -> bytes:
        """The sealed body of the line with that number."""
        return self._cipher.encrypt(_counted(number), body, None)

    def opened(self, number: int, sealed: bytes) -> bytes | None:
        """The body of the line with that number, or ``None`` if it is damaged or another line's."""
        return _decrypted(self._cipher, _counted(number), sealed, None)


def _counted(number: int) -> bytes:
    return number.to_bytes(_NONCE_SIZE, "big")


def new_seal(passphrase: str, recovery_key: str | None = None, cost: Cost = USUAL) -> Seal:
    """A seal with a new random key, to be opened by the passphrase and, if given, by the recovery key.

    Raises:
        NotSealed: the passphrase is too short.
    """
    typed = _as_typed(passphrase, _PASSPHRASE)
    if len(typed) < SHORTEST:
        text = _("A passphrase needs at least {count} characters; several words are better. Nothing was changed.")
        raise NotSealed(text.format(count=SHORTEST))
    key = secrets.token_bytes(_KEY_SIZE)
    slots = [Slot.around(key, _PASSPHRASE, typed, cost)]
    if recovery_key is not None:
        slots.append(Slot.around(key, _RECOVERY, _as_typed(recovery_key, _RECOVERY), cost))
    return Seal(tuple(slots), key)


def new_recovery_key() -> str:
    """150 random bits to be printed and locked away: six groups of five letters and digits."""
    drawn = "".join(secrets.choice(_ALPHABET) for _place in range(_RECOVERY_LENGTH))
    return "-".join(drawn[place : place + 5] for place in range(0, _RECOVERY_LENGTH, 5))


def _leave_no_core_dump() -> None:
    """From now on a crash of this process, or of one it starts, writes no image of its memory to the disk."""
    if sys.platform == "win32":
        return
    import resource

    _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
