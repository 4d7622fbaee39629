"""Files that the user names beside the engagement: read whole, or told why not in words that fit any file."""

from __future__ import annotations

from pathlib import Path

import pytest

from scopewright.model.refusal import SaidToUser
from scopewright.store.named_file import read_named


def test_a_file_of_just_the_largest_size_is_read(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"x" * 2**20)
    assert len(read_named(tmp_path / "logo.png", 2**20)) == 2**20


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("large.png", "“large.png” is larger than the 1 MB that are read. Nothing was changed."),
        ("folder", "“folder” is not a file. Nothing was changed."),
        ("none.png", "“none.png” could not be read: No such file or directory. Nothing was changed."),
    ],
)
def test_what_cannot_be_read_is_a_sentence_that_speaks_of_no_engagement(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "large.png").write_bytes(b"x" * (2**20 + 1))
    (tmp_path / "folder").mkdir()
    with pytest.raises(SaidToUser) as refused:
        read_named(tmp_path / name, 2**20)
    assert str(refused.value) == said
