"""The PDF of a brief, for tests that need the bytes and nothing said about them."""

from __future__ import annotations

from scopewright.briefs.papers import Paper
from scopewright.briefs.render import rendered
from scopewright.model.engagement import Engagement
from scopewright.progress import Silent


def build_pdf(engagement: Engagement, kind: str, paper: Paper = "a4", language: str | None = None) -> bytes:
    """The brief as the worker makes it."""
    return rendered(engagement, kind, paper, language, Silent()).set.data
