"""Whatever stands in an engagement, its brief comes out, and every character is printed or named by its number."""

from __future__ import annotations

import random
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from xml.sax import SAXException

import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph

from scopewright.briefs.pdf.text import printable
from scopewright.briefs.view import Public
from scopewright.model.engagement import Engagement
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from tests.briefs.conftest import Readable, make, squashed
from tests.faults.conftest import Figure

_PIECES = (
    "a<b> text", "price <b 5", "the <client> said", "<b>", "</para>", "<br/>", '<img src="/etc/hostname"/>', "&amp;",
    "&", "&#0;", "<a href='javascript:1'>x</a>", "<!--", "]]>", "<?xml?>", "<!DOCTYPE x [<!ENTITY y 'z'>]>", "%s",
    "{x}", "=1+1", "\\", "W" * 300, "\u0301" * 20, "\u202e", "\ufeff", "😀", "中文", "مرحبا", "שלום", "กำ", "\ud800",
    "\x00", "\x1b", "\u2028", "\t", "\n\n", " ", "word ",
)  # fmt: skip
_UNPARTED = 200
_BIG = """
import resource, sys
from tests.pdfs import build_pdf
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
engagement = new_engagement("Big", "Acme")
with Step(engagement, "Fill") as step:
    step.add("risks", {"title": "x" * 500_000, "response": "word " * 100_000})
assert build_pdf(engagement, "scope").startswith(b"%PDF")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def _text(dice: random.Random) -> str:
    pieces = [dice.choice(_PIECES) if dice.random() < 0.7 else chr(dice.randrange(0x20, 0x1F000)) for _ in range(9)]
    return "".join(dice.choice(pieces) for _ in range(dice.randint(1, 9)))


def _engagement(dice: random.Random) -> tuple[Engagement, list[str]]:
    engagement = new_engagement(f"Churn {_text(dice)}"[:80], "Acme")
    with Step(engagement, "Fill") as step:
        for _record in range(dice.randint(1, 3)):
            step.add("risks", {"title": f"Risk {_text(dice)}", "response": _text(dice), "trigger": _text(dice)})
    public = Public(engagement)
    said = [risk.shown(name, public.locale("en")) for risk in public.records("risks") for name in ("title", "response")]
    return engagement, [line for text in said for line in text.split("\n")]


def _ink(text: str) -> str:
    """What of a text can be seen; accents apart, for a reader finds one where twenty are drawn over each other."""
    seen = unicodedata.normalize("NFKD", text)
    return squashed("".join(letter for letter in seen if unicodedata.category(letter) not in ("Cf", "Cc", "Mn")))


def _fails_bare(text: str) -> bool:
    """Whether the library, handed the text as it is, refuses it or prints less."""
    try:
        printed = Paragraph(text, getSampleStyleSheet()["Normal"]).getPlainText(identify=None)
    except (ValueError, AttributeError, LookupError, OSError, SAXException):
        return True
    return squashed(printed or "") != squashed(text)


def _documents(figure: Figure, count: int) -> None:
    bare = texts = 0
    for seed in range(count):
        engagement, said = _engagement(random.Random(seed))
        printed = Readable(_ink(make(engagement, kind="scope").text))
        inks = [_ink(printable(text)) for text in said]
        # A long text may be parted by the end of a page and be read with another cell in its midst.
        assert [ink for ink in inks if len(ink) < _UNPARTED and ink not in printed] == [], seed
        assert Counter("".join(inks)) <= Counter(printed), seed
        texts += len(said)
        bare += sum(map(_fails_bare, said))
    figure(
        "a brief always comes out",
        f"{count:,} documents of hostile text: 0 exceptions, 0 of {texts:,} texts not printed or named by number",
        f"reportlab handed the same texts as they are: {bare:,} refused or cut",
    )


def test_a_few_hostile_documents_come_out_whole(figure: Figure) -> None:
    _documents(figure, 8)


@pytest.mark.slow
@pytest.mark.timeout(2400)
def test_two_thousand_hostile_documents_come_out_whole(figure: Figure) -> None:
    _documents(figure, 2000)


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.skipif(sys.platform == "win32", reason="not run: it asks the system for the peak of memory")
def test_a_million_characters_are_printed_in_little_memory(child_environment: dict[str, str], figure: Figure) -> None:
    begin = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", _BIG], env=child_environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    peak = int(done.stdout)
    assert peak < 500
    figure(
        "a brief of a million characters",
        f"{time.monotonic() - begin:.0f} s, at most {peak} MB",
        "the same word in one paragraph of reportlab: 284 s (measured once, see the research)",
    )
