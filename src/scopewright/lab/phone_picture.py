"""Pictures as telephones keep them and as nothing here can open: HEIC and AVIF, told by their first bytes."""

from __future__ import annotations

from scopewright.language import _

SUFFIXES = (".heic", ".heif", ".avif")
_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"hevm", b"hevs", b"mif1", b"msf1", b"avif", b"avis")


def refusal(content: bytes) -> str:
    """What to do with such a picture; nothing for any other (ISO 23008-12: a box ``ftyp`` with the brand)."""
    if content[4:8] != b"ftyp" or content[8:12] not in _BRANDS:
        return ""
    return _(
        "This photograph is in the format of a telephone (HEIC or AVIF), which cannot be opened here. Save it as JPEG "
        "and choose that: on a Mac in Preview (File, Export), on Windows in Photos (Save as), on an iPhone by mailing "
        "it to yourself. For later ones: Settings, Camera, Formats, Most Compatible."
    )
