"""Photographs of whiteboards: straight within two pixels, clean, upright, without metadata; hostile ones refused."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from scipy import ndimage

from scopewright.lab import photo
from scopewright.progress import Silent

BOARD = (1000, 700)
DOTS = [(x, y) for x in (100, 500, 900) for y in (100, 350, 600)]
ROOM = (1400, 1000)
CORNERS = [(180.0, 120.0), (1290.0, 60.0), (1210.0, 930.0), (110.0, 830.0)]


def board() -> Image.Image:
    """A whiteboard with nine dots."""
    drawn = Image.new("RGB", BOARD, "white")
    for x, y in DOTS:
        ImageDraw.Draw(drawn).ellipse((x - 12, y - 12, x + 12, y + 12), fill="black")
    return drawn


def solved(target: Sequence[Sequence[float]], source: Sequence[Sequence[float]]) -> np.ndarray[Any, Any]:
    """The projective map from four points to four others, as a matrix; written apart from the product's."""
    rows = []
    for (x, y), (u, v) in zip(target, source, strict=True):
        rows += [[-x, -y, -1, 0, 0, 0, u * x, u * y, u], [0, 0, 0, -x, -y, -1, v * x, v * y, v]]
    matrix: np.ndarray[Any, Any] = np.linalg.svd(np.array(rows))[2][-1].reshape(3, 3)
    return matrix


def photographed(drawn: Image.Image) -> Image.Image:
    """The board hanging in a grey room, seen from aside."""
    matrix = solved(CORNERS, [(0, 0), (BOARD[0], 0), BOARD, (0, BOARD[1])])
    matrix /= matrix[2, 2]
    numbers = tuple(matrix.flatten()[:8])
    return drawn.transform(ROOM, Image.Transform.PERSPECTIVE, numbers, Image.Resampling.BICUBIC, fillcolor=(90, 90, 90))


def saved(picture: Image.Image, form: str = "PNG", **how: Any) -> str:
    file = io.BytesIO()
    picture.save(file, form, **how)
    return base64.b64encode(file.getvalue()).decode()


def run(**payload: Any) -> tuple[Image.Image, dict[str, Any]]:
    result = photo.run(payload, Silent())
    return Image.open(io.BytesIO(base64.b64decode(result["data"]))), result


def shares(corners: Sequence[tuple[float, float]], size: tuple[int, int] = ROOM) -> list[float]:
    return [part / side for point in corners for part, side in zip(point, size, strict=True)]


def centres(picture: Image.Image) -> list[tuple[float, float]]:
    """The middles of the dark spots, by column, then row."""
    dark = np.asarray(picture.convert("L")) < 128
    found, count = ndimage.label(dark)
    middles = ndimage.center_of_mass(dark, found, range(1, count + 1))
    return [(x, y) for y, x in middles]


def test_a_board_seen_from_aside_is_straight_within_two_pixels() -> None:
    straight, result = run(data=saved(photographed(board())), corners=shares(CORNERS))
    across, down = straight.width / BOARD[0], straight.height / BOARD[1]
    wanted = sorted((round(x * across), round(y * down)) for x, y in DOTS)
    found = sorted(centres(straight))
    assert len(found) == 9
    for x, y in wanted:
        near = min(found, key=lambda spot: (spot[0] - x) ** 2 + (spot[1] - y) ** 2)
        assert abs(near[0] - x) <= 2
        assert abs(near[1] - y) <= 2
    assert (result["width"], result["height"]) == straight.size
    assert abs(straight.width - 1100) < 20, "as wide as its upper and lower edges are on average"


def test_corners_of_a_rectangle_crop_and_change_no_pixel() -> None:
    picture = board()
    corners = shares([(80, 80), (520, 80), (520, 370), (80, 370)], BOARD)
    cropped = photo.straightened(picture, corners)
    assert cropped.size == (440, 290)
    assert np.abs(np.asarray(cropped, int) - np.asarray(picture.crop((80, 80, 520, 370)), int)).max() <= 2


def test_shadows_go_ink_stays_and_keeps_its_colour() -> None:
    drawn = board()
    ImageDraw.Draw(drawn).line((200, 200, 800, 220), fill=(200, 20, 20), width=8)
    light = np.linspace(0.35, 1.0, BOARD[0])[None, :, None] * np.linspace(1.0, 0.7, BOARD[1])[:, None, None]
    shadowed = Image.fromarray(np.uint8(np.asarray(drawn) * light))
    clean, result = run(data=saved(shadowed), clean=True)
    pixels = np.asarray(clean.convert("RGB"), int)
    paper = np.asarray(drawn.convert("L")) > 250
    edge = ndimage.binary_erosion(paper, iterations=6)
    assert (pixels[edge] > 240).mean() > 0.995, "paper is white, in the shadow too"
    assert result["suffix"] == ".png"
    for x, y in DOTS:
        assert pixels[y, x].max() < 90, "ink is dark"
    red = pixels[210, 500]
    assert red[0] > red[1] + 60


def test_a_photograph_is_turned_upright_and_camera_place_and_time_are_gone() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "SecretCam"
    exif.get_ifd(0x8825)[2] = (52.0, 31.0, 12.0)
    data = saved(board(), "JPEG", exif=exif, comment=b"by Mia")
    assert b"SecretCam" in base64.b64decode(data)
    upright, result = run(data=data)
    raw = base64.b64decode(result["data"])
    assert upright.size == (BOARD[1], BOARD[0])
    assert not dict(upright.getexif())
    for secret in (b"SecretCam", b"Exif", b"by Mia"):
        assert secret not in raw


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "1", "L", "CMYK", "I;16"])
def test_any_kind_of_pixels_is_opened(mode: str) -> None:
    picture = Image.new("I;16", (40, 30)) if mode == "I;16" else board().resize((40, 30)).convert(mode)
    form = "TIFF" if mode in ("CMYK", "I;16") else "PNG"
    assert run(data=saved(picture, form))[0].size == (40, 30)


def test_a_very_large_photograph_is_kept_smaller() -> None:
    assert max(run(data=saved(Image.new("RGB", (6000, 200), "white")))[0].size) == 4000


def _png(width: int, height: int) -> str:
    """The head of a PNG that claims a size, with nothing behind it."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    return base64.b64encode(
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    ).decode()


@pytest.mark.parametrize(
    "data",
    [
        "", "!", base64.b64encode(b"no picture at all").decode(), base64.b64encode(b"<svg/>").decode(),
        base64.b64encode(base64.b64decode(saved(board(), "JPEG"))[:900]).decode(), _png(100_000, 100_000),
        _png(30_000, 30_000), _png(3, 3), _png(200, 200),
    ],
    ids=["empty", "no base64", "words", "svg", "cut off", "bomb", "many", "tiny", "no pixels"],
)  # fmt: skip
def test_what_is_no_photograph_ends_in_a_sentence(data: str) -> None:
    with pytest.raises(photo.NoPhotograph):
        run(data=data)


@pytest.mark.parametrize(
    "corners",
    [
        [], [0.5] * 8, [0, 0, 1, 1, 1, 0, 0, 1], [0, 1, 1, 1, 1, 0, 0, 0], [float("nan")] * 8, [0, 0, 9, 0, 9, 9, 0, 9],
        [0, 0, 1, 0, 1, 0.001, 0, 0.001],
    ],
    ids=["none", "a point", "crossed", "mirrored", "no number", "outside", "flat"],
)  # fmt: skip
def test_corners_that_enclose_nothing_are_refused(corners: list[float]) -> None:
    with pytest.raises(photo.NoPhotograph):
        run(data=saved(board()), corners=corners)


def test_a_file_that_is_not_there_is_the_system_s_word(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        run(path=str(tmp_path / "none.jpg"))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 4000), st.binary(min_size=1, max_size=30))
def test_a_damaged_photograph_is_opened_or_refused(at: int, noise: bytes) -> None:
    content = bytearray(base64.b64decode(saved(board().resize((200, 140)), "JPEG")))
    at %= len(content)
    content[at : at + len(noise)] = noise
    try:
        photo.opened(bytes(content))
    except photo.NoPhotograph as error:
        assert str(error)


@pytest.mark.parametrize("brand", [b"heic", b"mif1", b"avif"])
def test_a_photograph_of_a_telephone_is_refused_with_what_to_do(brand: bytes) -> None:
    content = b"\x00\x00\x00\x18ftyp" + brand + b"\x00" * 40
    with pytest.raises(photo.NoPhotograph, match=r"HEIC or AVIF.*Save it as JPEG.*Most Compatible"):
        photo.opened(content)
