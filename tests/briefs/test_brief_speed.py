"""What tags and the archive's demands cost beside setting the same flowables with reportlab alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import nullcontext

import pytest

from scopewright.briefs.pdf import write as writing
from scopewright.briefs.pdf.canvas import PageCanvas
from scopewright.briefs.pdf.write import write
from scopewright.briefs.registry import BRIEFS
from scopewright.briefs.view import view
from tests.briefs import engagements
from tests.briefs.memory import forget

_ROUNDS, _MOST = 5, 1.5


def _best(work: Callable[[], object]) -> float:
    """Processor seconds of the fastest of some rounds, none of which remembers another."""
    taken = []
    for _ in range(_ROUNDS):
        forget()
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


@pytest.mark.slow
def test_a_tagged_and_archival_brief_takes_at_most_half_as_long_again(monkeypatch: pytest.MonkeyPatch) -> None:
    document = BRIEFS["executive"].build(view(engagements.realistic(), "a4", "en"), "Executive brief")
    write(document, "a4")
    tagged = _best(lambda: write(document, "a4"))
    monkeypatch.setattr(PageCanvas, "marked", lambda _self, _element: nullcontext())
    monkeypatch.setattr(writing, "finish", lambda raw, *_tagged: raw)
    assert tagged <= _MOST * _best(lambda: write(document, "a4"))
