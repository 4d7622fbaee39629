"""The tables of the error analysis: their heads, and their rows out of its fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scopewright.gui.data.cells_table import Cell, Row, Span
from scopewright.gui.data.words import count, figure, interval
from scopewright.language import N_, _, ngettext, show_row, show_rows

Fields = Mapping[str, Any]
Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class ErrorTable:
    """One table; ``name`` is the field it shows, ``stretch`` the column that takes the spare width."""

    name: str
    accessible: str
    heads: tuple[str, ...]
    stretch: int
    make: Callable[[Rows, Fields], Iterable[Row]]
    about: Callable[[Fields], str] | None = None

    def rows(self, fields: Fields) -> list[Row]:
        """What stands in it."""
        return list(self.make(fields[self.name], fields))

    def title(self, fields: Fields) -> str:
        """The heading over it."""
        return self.about(fields) if self.about is not None else _(self.accessible)


def more_data(fields: Fields) -> str:
    """What twice the rows would buy, in a sentence; empty if the curve is too short to tell."""
    if fields["gain"] is None or fields["more_rows"] is None:
        return ""
    said = _("With {rows} training rows, twice as many, the score would gain about {gain} (95 %: {low} to {high}).")
    ends = {"low": figure(fields["gain_low"]), "high": figure(fields["gain_high"])}
    text = said.format(rows=count(fields["more_rows"]), gain=figure(fields["gain"]), **ends)
    if (fields["gain_low"] or 0) <= 0:
        text += " " + _("Nothing at all is as likely.")
    return text


def _scale(rows: Rows, *names: str) -> Callable[[float | None], float]:
    """From 0 to 1 across all the values that stand under these names."""
    values = [row[name] for row in rows for name in names if row.get(name) is not None]
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    return lambda value: 0.5 if value is None or high <= low else (value - low) / (high - low)


def _bounds(row: Mapping[str, Any], value: str, prefix: str = "") -> dict[str, Any]:
    return {"value": row.get(value), "low": row.get(f"{prefix}low"), "high": row.get(f"{prefix}high")}


def _whisker(row: Mapping[str, Any], value: str, at: Callable[[float | None], float], mark: str = "") -> Cell:
    ends = [row[value] if row.get(end) is None else row[end] for end in ("low", "high")]
    span = Span(at(ends[0]), at(row[value]), at(ends[1]), at(row[mark]) if mark else None)
    return Cell(interval(_bounds(row, value)), span=span)


def _largest(rows: Rows, name: str) -> float | None:
    """What decides how many decimals a column has."""
    return max((abs(row[name]) for row in rows if row.get(name) is not None), default=None)


def _slices(rows: Rows, _fields: Fields) -> Iterable[Row]:
    at, most = _scale(rows, "error", "low", "high", "others"), _largest(rows, "error")
    for row in rows:
        faint = not row.get("judged")
        note = _("Fewer than 30 rows: listed, not judged.") if faint else ""
        yield (
            Cell(str(row["column"]), muted=faint, note=note),
            Cell(str(row["label"]) or "–", muted=faint, note=note),
            Cell(count(row["rows"]), right=True, muted=faint, note=note),
            Cell(interval(_bounds(row, "error"), most), right=True, muted=faint, note=note),
            _whisker(row, "error", at, "others"),
            Cell(figure(row["others"], most), right=True, muted=faint),
            Cell(count(row.get("false_positives")), right=True, muted=faint),
            Cell(count(row.get("false_negatives")), right=True, muted=faint),
        )


def _fairness(rows: Rows, _fields: Fields) -> Iterable[Row]:
    at = _scale([*rows, {"gap": 0.0}], "gap", "low", "high")
    for row in rows:
        faint = not row.get("judged")
        note = _("Fewer than 30 rows: listed, not judged.") if faint else ""
        state = Cell("")
        if not faint and (row.get("low") or 0) > 0:
            state = Cell(_("Worse"), state="bad")
        elif not faint and (row.get("high") or 0) < 0:
            state = Cell(_("Better"), state="good")
        yield (
            Cell(str(row["column"]), muted=faint, note=note),
            Cell(str(row["label"]) or "–", muted=faint, note=note),
            Cell(count(row["rows"]), right=True, muted=faint, note=note),
            state,
            Cell(interval(_bounds(row, "gap")), right=True, muted=faint),
            _whisker({**row, "none": 0.0}, "gap", at, "none"),
            *(Cell(figure(row.get(name)), right=True, muted=faint) for name in ("told", "recall", "false_alarms")),
        )


def _classes(rows: Rows, _fields: Fields) -> Iterable[Row]:
    for row in rows:
        yield (
            str(row["class"]),
            Cell(count(row["rows"]), right=True),
            Cell(interval(_bounds(row, "recall", "recall_")), right=True),
            Cell(interval(_bounds(row, "precision", "precision_")), right=True),
            Cell(_("Rare"), state="warning") if row.get("rare") else Cell(""),
        )


def _confusion(rows: Rows, _fields: Fields) -> Iterable[Row]:
    most = max((row["rows"] for row in rows), default=1)
    for row in rows:
        right = row["truth"] == row["told"]
        yield (
            str(row["truth"]),
            str(row["told"]),
            Cell(_("Right"), state="good") if right else Cell(_("Wrong"), state="bad"),
            Cell(count(row["rows"]), right=True),
            Cell(count(row["rows"]), span=Span(0, row["rows"] / most, row["rows"] / most)),
        )


def _calibration(rows: Rows, _fields: Fields) -> Iterable[Row]:
    at = _scale(rows, "told", "true", "low", "high")
    for row in rows:
        yield (
            Cell(figure(row["told"]), right=True),
            Cell(interval(_bounds(row, "true")), right=True),
            _whisker(row, "true", at, "told"),
            Cell(count(row["rows"]), right=True),
        )


def _importance(rows: Rows, _fields: Fields) -> Iterable[Row]:
    ends = [
        {"value": row["value"], "low": row["value"] - (row.get("spread") or 0),
         "high": row["value"] + (row.get("spread") or 0), "none": 0.0}
        for row in rows
    ]  # fmt: skip
    at, most = _scale(ends, "low", "high", "none"), _largest(rows, "value")
    for row, span in zip(rows, ends, strict=True):
        yield str(row["column"]), Cell(figure(row["value"], most), right=True), _whisker(span, "value", at, "none")


def _curve(rows: Rows, _fields: Fields) -> Iterable[Row]:
    at, most = _scale(rows, "value", "low", "high"), _largest(rows, "value")
    for row in rows:
        yield (
            Cell(count(row["rows"]), right=True),
            Cell(figure(row["value"], most), right=True),
            _whisker(row, "value", at),
        )


def _clusters(rows: Rows, _fields: Fields) -> Iterable[Row]:
    for row in rows:
        yield Cell(count(row["rows"]), right=True), str(row["shared"]), show_rows(str(row["first"]))


def _most_wrong(rows: Rows, _fields: Fields) -> Iterable[Row]:
    most = _largest(rows, "loss")
    for row in rows:
        yield (
            Cell(show_row(int(row["row"])), right=True),
            Cell(figure(row["loss"], most), right=True),
            _value(row.get("truth")),
            _value(row.get("told")),
        )


def _suspects(rows: Rows, _fields: Fields) -> Iterable[Row]:
    for row in rows:
        yield (
            Cell(show_row(int(row["row"])), right=True),
            Cell(figure(row["probability"]), right=True),
            _value(row.get("label")),
            _value(row.get("told")),
        )


def _value(cell: str | float | None) -> Cell:
    if cell is None:
        return Cell("–", muted=True, note=_("No cell's value is kept: run the baseline again to see it."))
    return Cell(cell if isinstance(cell, str) else figure(cell))


def _outliers(rows: Rows, _fields: Fields) -> Iterable[Row]:
    for row in rows:
        right, wrong = row.get("right") or 0, row.get("wrong") or 0
        share = wrong / (right + wrong) if right + wrong else None
        name = _("A number stands far apart") if row.get("far") else _("Usual rows")
        yield name, Cell(count(right), right=True), Cell(count(wrong), right=True), Cell(figure(share), right=True)


def _of_slices(fields: Fields) -> str:
    said = _("Slices by {measure}: {wrong} of {rows} development answers are wrong")
    if not fields["classes"]:
        said = _("Slices by {measure}: the {wrong} of {rows} development answers that are furthest off count as wrong")
    numbers = {"wrong": count(fields["wrong"]), "rows": count(fields["looked_at"])}
    return said.format(measure=_(fields["measured_by"]), **numbers)


def _of_suspects(fields: Fields) -> str:
    number = fields["suspect_count"] or 0
    said = ngettext("{count} suspect label", "{count} suspect labels", number)
    return said.format(count=count(number))


def _of_clusters(fields: Fields) -> str:
    alone = fields["alone"] or 0
    said = ngettext("Clusters of errors; {count} lies alone", "Clusters of errors; {count} lie alone", alone)
    return said.format(count=count(alone))


_CELLS = (N_("True value"), N_("Answer"))
TABLES = (
    ErrorTable(
        "slices", N_("Slices"),
        (N_("Column"), N_("Slice"), N_("Rows"), N_("Error (95 %)"), N_("Beside the other rows"), N_("Others"),
         N_("False alarms"), N_("Misses")), 4, _slices, _of_slices,
    ),
    ErrorTable(
        "fairness", N_("Differences between people"),
        (N_("Column"), N_("Level"), N_("Rows"), "", N_("Error above the others (95 %)"), N_("Beside no difference"),
         N_("Told positive"), N_("Recall"), N_("False alarms")), 5, _fairness,
    ),
    ErrorTable("classes", N_("Classes one by one"),
               (N_("Class"), N_("Rows"), N_("Recall (95 %)"), N_("Precision (95 %)"), ""), 4, _classes),
    ErrorTable("confusion", N_("Confusion matrix"),
               (N_("True class"), N_("Taken for"), "", N_("Rows"), N_("Share of the largest")), 4, _confusion),
    ErrorTable("calibration", N_("Calibration: told probability beside what came true"),
               (N_("Told"), N_("Came true (95 %)"), N_("Interval; the dotted mark is what was told"), N_("Rows")), 2,
               _calibration),
    ErrorTable("importance", N_("Worth of columns: what shuffling each one costs"),
               (N_("Column"), N_("Loss of score"), N_("With its spread")), 2, _importance),
    ErrorTable("curve", N_("Learning curve"), (N_("Training rows"), N_("Score"), N_("Lowest to highest")), 2, _curve),
    ErrorTable("clusters", N_("Clusters of errors"), (N_("Rows"), N_("In common"), N_("First rows")), 1, _clusters,
               _of_clusters),
    ErrorTable("most_wrong", N_("Most wrong rows of the development data"),
               (N_("Row"), N_("Loss"), *_CELLS), 3, _most_wrong),
    ErrorTable("suspects", N_("Suspect labels"), (N_("Row"), N_("Probability"), N_("Label"), N_("Answer")), 3,
               _suspects, _of_suspects),
    ErrorTable("outliers", N_("Are errors outliers?"),
               (N_("Rows"), N_("Right"), N_("Wrong"), N_("Share wrong")), 0, _outliers),
)  # fmt: skip
"""In the order in which they stand below each other."""
