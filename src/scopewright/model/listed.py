"""The two fields of a record that was inserted from a list of questions under ``resources/questions``."""

from __future__ import annotations

from typing import Any

from scopewright.language import N_
from scopewright.model.fields import text


def list_item() -> Any:
    """Which entry of which list the record came from: what its guidance is looked up by; nothing for one's own."""
    help_text = N_("By what its list knows this entry.")
    return text(N_("Item of the list"), column=False, internal=True, layout=True, help=help_text)


def not_applicable() -> Any:
    """Why the question need not be answered here; a reason makes it settled."""
    return text(N_("Not applicable because"), column=False, help=N_("A reason settles the question without an answer."))
