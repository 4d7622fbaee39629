"""Sections that do not say any longer what somebody signed (row M6)."""

from __future__ import annotations

from collections.abc import Iterator

from scopewright.language import N_, _
from scopewright.lint.finding import Found, whole
from scopewright.lint.scope import Scope
from scopewright.model.review import Reading, bound
from scopewright.model.sections.signoffs import Signoff

_SIGNED = {"name": "Ana Ruiz", "recipe": 1}


@whole(
    "SGN01",
    "warning",
    N_("A section has changed since it was signed"),
    why=N_("Whoever signed it believes that it still says what it said."),
    bad={
        "risks": [{"title": "Labels arrive late"}],
        "signoffs": [{**_SIGNED, "prints": [{"id": "a", "section": "risks", "fingerprint": "0" * 64}]}],
    },
    good={"risks": [{"title": "Labels arrive late"}], "signoffs": [_SIGNED]},
)
def section_says_what_was_signed(scope: Scope) -> Iterator[Found]:
    """Every section says what it said when it was signed last."""
    reading = Reading(scope.engagement)
    for section in dict.fromkeys(key for each in scope.all(Signoff) for key in bound(each)):
        standing = reading.last(section)
        if standing.state == "changed" and section in scope.sections:
            text = _("{section} has changed since {name} signed.")
            title, name = _(scope.sections[section].title), standing.signoffs[0].name
            yield Found(section, None, "", text.format(section=title, name=name))
