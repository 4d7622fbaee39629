"""The test engagements with the briefs made of them, each made once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO

import pikepdf
import pypdfium2  # type: ignore[import-untyped] # ships no types
import pytest

from scopewright.briefs.papers import PAPERS, Paper
from scopewright.briefs.render import Rendered, rendered
from scopewright.model.engagement import Engagement
from scopewright.progress import Silent
from tests.briefs import engagements


class Readable(str):
    """A text in which a word is found although it was parted: pdfium tells soft hyphens from others no more."""

    def __contains__(self, wanted: object) -> bool:
        return isinstance(wanted, str) and (
            super().__contains__(wanted) or wanted.replace("-", "") in str(self).replace("-", "")
        )


@dataclass
class Made:
    """A brief, and what a reader or a program finds in the file."""

    engagement: Engagement
    paper: Paper
    brief: Rendered

    @cached_property
    def pages(self) -> list[str]:
        """The text of each page between header and footer, in the order in which it is drawn."""
        page, texts = PAPERS[self.paper], []
        file = pypdfium2.PdfDocument(self.brief.set.data)
        for number, each in enumerate(file):
            height = each.get_height()
            top, bottom = (height, 0) if number == 0 else (height - page.header_rule, page.footer_rule)
            text = each.get_textpage().get_text_bounded(left=0, bottom=bottom, right=each.get_width(), top=top)
            texts.append(text.replace("\x02", "-"))
        file.close()
        return texts

    @cached_property
    def text(self) -> Readable:
        """All text without blanks, so that line breaks do not matter."""
        return Readable(squashed("".join(self.pages)))

    def open(self) -> pikepdf.Pdf:
        """The file for a look inside."""
        return pikepdf.Pdf.open(BytesIO(self.brief.set.data))


def squashed(text: str) -> str:
    """The text without any blank."""
    return "".join(text.split())


def make(engagement: Engagement, paper: Paper = "a4", language: str | None = None, kind: str = "executive") -> Made:
    """A brief of the engagement."""
    return Made(engagement, paper, rendered(engagement, kind, paper, language, Silent()))


@pytest.fixture(scope="session")
def realistic() -> Made:
    """The brief of the realistic engagement on A4."""
    return make(engagements.realistic())


@pytest.fixture(scope="session")
def monstrous() -> Made:
    """The brief of the monstrous engagement on Letter."""
    return make(engagements.monstrous(), "letter")


@pytest.fixture(scope="session")
def tiny() -> Made:
    """The brief of the nearly empty engagement."""
    return make(engagements.tiny())


@pytest.fixture(scope="session")
def realistic_scope() -> Made:
    """The whole scope of the realistic engagement on A4."""
    return make(engagements.realistic(), kind="scope")


@pytest.fixture(scope="session")
def monstrous_scope() -> Made:
    """The whole scope of the monstrous engagement on Letter."""
    return make(engagements.monstrous(), "letter", kind="scope")


@pytest.fixture(scope="session")
def tiny_scope() -> Made:
    """The whole scope of the nearly empty engagement."""
    return make(engagements.tiny(), kind="scope")


@pytest.fixture
def brief_of() -> Callable[..., Made]:
    """What makes a brief of any engagement."""
    return make


@pytest.fixture
def squash() -> Callable[[str], str]:
    """What takes the blanks out of a text."""
    return squashed
