"""The job that makes a photograph of a whiteboard readable: upright, straight, cropped, clean, and without metadata.

Nothing of the camera, its place and its time reaches the engagement: what is kept is drawn anew from the pixels.
"""

from __future__ import annotations

import base64
import binascii
import io
import math
import struct
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from scopewright.lab import phone_picture
from scopewright.language import _
from scopewright.progress import Report

LARGEST = 40 * 1024 * 1024
"""Bytes of a file that is opened."""
MOST_PIXELS = 60_000_000
_LONGEST = 4_000
"""Pixels of the longer side of what is kept."""
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
_SMALLEST = 16
_WHOLE = (0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0)
_GRAIN = 16
"""How many pixels of a side the paper's brightness is looked at in one."""
_INK, _WHITE = 0.78, 0.9
"""Shares of the paper's brightness: darker is ink as it is, lighter is paper, between them one becomes the other."""

Pixels = np.ndarray[Any, np.dtype[Any]]


class NoPhotograph(ValueError):
    """It cannot be opened or straightened as asked; the text is for the user."""


def run(payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """Open a photograph, or straighten and clean one.

    Args:
        payload: ``path`` or ``data`` (base64); optional ``corners`` (eight shares of width and height from 0 to 1,
            clockwise from the upper left one) and ``clean``. Without both, the upright photograph is the answer.
            With ``longest`` it is made that many pixels long first, which is quick: for a preview.
        report: hears how far the work is.

    Returns:
        ``data`` (the picture as base64), ``suffix`` (of such a file), ``width`` and ``height`` in pixels.

    Raises:
        NoPhotograph: it is none, too large, or the corners enclose nothing.
        OSError: the file cannot be read.
    """
    report.progress(0.0, _("Opening the photograph"))
    picture = opened(_content(payload), payload.get("longest", _LONGEST))
    if payload.get("corners") is None and not payload.get("clean"):
        return _answer(picture, clean=False)
    report.progress(0.3, _("Straightening"))
    picture = straightened(picture, _WHOLE if payload.get("corners") is None else payload["corners"])
    if payload.get("clean"):
        report.progress(0.6, _("Cleaning"))
        picture = cleaned(picture)
    return _answer(picture, clean=bool(payload.get("clean")))


def _content(payload: dict[str, Any]) -> bytes:
    if "path" in payload:
        with Path(payload["path"]).open("rb") as file:
            content = file.read(LARGEST + 1)
    else:
        try:
            content = base64.b64decode(payload["data"], validate=True)
        except binascii.Error as error:
            raise NoPhotograph(_("This is no picture.")) from error
    if len(content) > LARGEST:
        raise NoPhotograph(_("The photograph is larger than {limit} MB.").format(limit=LARGEST // 2**20))
    return content


def opened(content: bytes, longest: int = _LONGEST) -> Image.Image:
    """The photograph upright, in colour, without transparency and metadata, at most so many pixels long.

    Raises:
        NoPhotograph: it is none that can be opened, damaged, or has too many or too few pixels.
    """
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(content), formats=_FORMATS) as found:
            _check_size(*found.size)
            # of a JPEG, no more is decoded than will be kept
            found.draft("RGB", (longest, longest))
            upright = ImageOps.exif_transpose(found)
            return _plain(upright, longest)
    except UnidentifiedImageError as error:
        text = _("This is no picture that can be opened; these can: {formats}.").format(formats=", ".join(_FORMATS))
        raise NoPhotograph(phone_picture.refusal(content) or text) from error
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except (OSError, SyntaxError, ValueError, EOFError, OverflowError, struct.error) as error:
        if isinstance(error, NoPhotograph):
            raise
        raise NoPhotograph(_("The picture is damaged and could not be opened.")) from error


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise _too_large()
    if min(width, height) < _SMALLEST:
        raise NoPhotograph(_("The picture is smaller than {least} pixels.").format(least=_SMALLEST))


def _too_large() -> NoPhotograph:
    return NoPhotograph(_("The picture has more than {most} million pixels.").format(most=MOST_PIXELS // 10**6))


def _plain(picture: Image.Image, longest: int) -> Image.Image:
    """Nothing but the pixels, on white where they were transparent."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        ground = Image.new("RGBA", layer.size, "white")
        picture = Image.alpha_composite(ground, layer)
    picture = picture.convert("RGB")
    picture.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return Image.fromarray(np.asarray(picture))


def straightened(picture: Image.Image, corners: Sequence[float]) -> Image.Image:
    """What lies within four corners, as a rectangle: a projective map, as wide and high as the sides are on average.

    Raises:
        NoPhotograph: the corners enclose nothing, or cross each other.
    """
    shares = [float(share) for share in corners]
    if len(shares) != 8 or not all(math.isfinite(share) and -0.01 <= share <= 1.01 for share in shares):
        raise NoPhotograph(_("Four corners within the picture are needed."))
    points = [
        (x * picture.width, y * picture.height) for x, y in zip(shares[0::2], shares[1::2], strict=True)
    ]  # fmt: skip
    if not _goes_round(points):
        raise NoPhotograph(_("The corners enclose nothing; put them around the whiteboard, none across another."))
    width = round((math.dist(points[0], points[1]) + math.dist(points[3], points[2])) / 2)
    height = round((math.dist(points[0], points[3]) + math.dist(points[1], points[2])) / 2)
    if min(width, height) < _SMALLEST:
        raise NoPhotograph(_("The corners enclose less than {least} pixels.").format(least=_SMALLEST))
    target = [(0, 0), (width, 0), (width, height), (0, height)]
    return picture.transform(
        (width, height), Image.Transform.PERSPECTIVE, _map(target, points), Image.Resampling.BICUBIC
    )


def _goes_round(points: Sequence[tuple[float, float]]) -> bool:
    """Whether the corners turn right at each, as those of a convex shape do clockwise, the vertical growing down."""
    turns = []
    for place in range(4):
        (ax, ay), (bx, by), (cx, cy) = (points[(place + step) % 4] for step in range(3))
        turns.append((bx - ax) * (cy - by) - (by - ay) * (cx - bx))
    return min(turns) > 1.0


def _map(target: Sequence[tuple[float, float]], source: Sequence[tuple[float, float]]) -> tuple[float, ...]:
    """The eight numbers of the projective map that takes each target point to its source (Hartley & Zisserman, 4.1)."""
    rows, sides = [], []
    for (x, y), (u, v) in zip(target, source, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        sides += [u, v]
    return tuple(float(number) for number in np.linalg.solve(np.array(rows, float), np.array(sides, float)))


def cleaned(picture: Image.Image) -> Image.Image:
    """Ink on white: each pixel as a share of the paper's brightness around it, stretched; colours of ink stay.

    Shadows and lamps change slowly, so the paper is what is bright within a neighbourhood.
    """
    pixels = np.asarray(picture, dtype=np.float32)
    share = np.clip(pixels / np.maximum(_paper(picture), 1.0), 0.0, 1.0)
    ink = share.min(axis=2, keepdims=True)
    white = np.clip((ink - _INK) / (_WHITE - _INK), 0.0, 1.0)
    return Image.fromarray(np.uint8(255 * (share * (1 - white) + white)))


def _paper(picture: Image.Image) -> Pixels:
    """The brightness of the paper at each pixel and channel: the bright of each neighbourhood, smoothed."""
    from scipy import ndimage

    small = picture.resize(
        (max(1, picture.width // _GRAIN), max(1, picture.height // _GRAIN)), Image.Resampling.BOX
    )  # fmt: skip
    bright = ndimage.percentile_filter(np.asarray(small), percentile=80, size=(9, 9, 1), mode="nearest")
    smooth = ndimage.gaussian_filter(bright.astype(np.float32), sigma=(2, 2, 0), mode="nearest")
    grown = Image.fromarray(np.uint8(np.clip(smooth, 0, 255))).resize(picture.size, Image.Resampling.BICUBIC)
    return np.asarray(grown, dtype=np.float32)


def _answer(picture: Image.Image, *, clean: bool) -> dict[str, Any]:
    """Clean ink on white is smaller and sharper as PNG, a photograph as JPEG."""
    file = io.BytesIO()
    if clean:
        picture.quantize(64, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    else:
        picture.save(file, "JPEG", quality=90)
    data = base64.b64encode(file.getvalue()).decode("ascii")
    return {"data": data, "suffix": ".png" if clean else ".jpg", "width": picture.width, "height": picture.height}
