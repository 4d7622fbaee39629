"""Which editor a kind of field has."""

from __future__ import annotations

from typing import Any

from scopewright.gui.forms.choice_editors import ChoiceEditor, FlagEditor, ScaleEditor
from scopewright.gui.forms.day_editor import DayEditor
from scopewright.gui.forms.editor import Editor, Surroundings
from scopewright.gui.forms.link_editors import RefEditor, RefsEditor
from scopewright.gui.forms.rows_editor import RowsEditor
from scopewright.gui.forms.text_editors import MoneyEditor, NumberEditor, ProseEditor, SentenceEditor
from scopewright.model import kinds
from scopewright.model.fields import Spec
from scopewright.model.kinds import Kind

EDITORS: dict[type[Kind[Any]], type[Editor]] = {
    kinds.Text: SentenceEditor,
    kinds.Prose: ProseEditor,
    kinds.Choice: ChoiceEditor,
    kinds.Flag: FlagEditor,
    kinds.Day: DayEditor,
    kinds.Number: NumberEditor,
    kinds.Scale: ScaleEditor,
    kinds.Money: MoneyEditor,
    kinds.Person: RefEditor,
    kinds.People: RefsEditor,
    kinds.Ref: RefEditor,
    kinds.Refs: RefsEditor,
    kinds.Rows: RowsEditor,
}


def make_editor(spec: Spec, around: Surroundings) -> Editor:
    """A new editor for a field.

    Raises:
        KeyError: the kind has none.
    """
    return EDITORS[type(spec.kind)](spec, around)
