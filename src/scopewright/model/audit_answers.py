"""What an audit can say to the questions about data: each answer names the dataset it was read from (row M19)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from scopewright.language import _, current, ngettext, show_number
from scopewright.model.sections.checklist import ListQuestion
from scopewright.model.step import Step

LIST = "data"
"""The list of questions under ``resources/questions`` that an audit answers a part of."""
_MOST_NAMES = 12


def answer_questions(step: Step, dataset: str, report: Mapping[str, Any]) -> None:
    """Answer what an audit can: questions of the dataset itself, and those of the list on data, linked to the dataset.

    Whether personal columns may be used is left to people. ``dataset`` is a hidden key. What a person wrote stays; an
    earlier answer of an audit is renewed.
    """
    head = _("Audit of {id}:").format(id=step.engagement[dataset].id)
    for field, text in _of_dataset(report):
        said = step.engagement[dataset].stored(field) or ""
        if not said or said.startswith(head):
            step.set(dataset, field, f"{head} {text}")
    if ListQuestion.section.key in step.engagement.sections:
        _answer_list(step, dataset, report, head)


def _answer_list(step: Step, dataset: str, report: Mapping[str, Any], head: str) -> None:
    answers = {f"{LIST}/{item}": answer for item, answer in _answers(report)}
    for question in step.engagement.all(ListQuestion):
        answer = answers.get(question.item)
        if answer and _may_answer(question, dataset, head):
            step.set(question.key, "answer", f"{head} {answer}")
            step.set(question.key, "dataset", dataset)


def _may_answer(question: ListQuestion, dataset: str, head: str) -> bool:
    unsaid = not question.answer and not question.not_applicable
    return (unsaid or question.answer.startswith(head)) and question.dataset in (None, dataset)


def _answers(report: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "is-there-a-schema-and-who-keeps", _schema(report)
    yield "how-were-these-rows-chosen-out-of", _rows(report)
    if report.get("target"):
        yield "which-columns-are-known-only-after-the", _leaks(report)
    yield "can-the-same-person-or-thing-stand", _copies(report)
    yield "which-columns-are-personal-and-on-what", _personal(report)


def _of_dataset(report: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The fields of a dataset that ask the same."""
    yield "space_answer", _schema(report)
    yield "sampling_answer", _rows(report)
    if report.get("target"):
        yield "leaks_answer", _leaks(report)


def _schema(report: Mapping[str, Any]) -> str:
    types = Counter(str(column["type"]) for column in report["columns"])
    listed = ", ".join(f"{count} {name}" for name, count in types.most_common())
    text = ngettext("the file has {count} column ({types}).", "the file has {count} columns ({types}).", types.total())
    return text.format(count=show_number(types.total(), current()), types=listed)


def _rows(report: Mapping[str, Any]) -> str:
    found = _told(report, "TGT03", "TGT05", "LEA02", "DAT05", "DAT06", "CON01")
    text = _("{count} rows; how they were chosen the file cannot say.").format(
        count=show_number(report["rows"], current())
    )
    return " ".join([text, *found])


def _leaks(report: Mapping[str, Any]) -> str:
    suspects = sorted({str(found["column"]) for found in report["findings"] if found["rule"] in {"LEA01", "LEA02"}})
    if not suspects:
        return _("no column alone gives the target away; ask for each when it becomes known all the same.")
    return _("these give the target away alone: {columns}.").format(columns=_names(suspects))


def _copies(report: Mapping[str, Any]) -> str:
    return " ".join(_told(report, "DUP01", "DUP03", "KEY01")) or _("no row or key repeats another one.")


def _personal(report: Mapping[str, Any]) -> str:
    columns = [str(column["name"]) for column in report["columns"] if column.get("personal")]
    if not columns:
        return _("no column looks personal.")
    return _("these look personal: {columns}.").format(columns=_names(columns))


def _told(report: Mapping[str, Any], *rules: str) -> list[str]:
    return [str(found["kept"]) for found in report["findings"] if found["rule"] in rules]


def _names(columns: list[str]) -> str:
    return ", ".join(f"“{name}”" for name in columns[:_MOST_NAMES]) + (", …" if len(columns) > _MOST_NAMES else "")
