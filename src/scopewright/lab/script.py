"""Export as a script: a short scikit-learn program that makes the best model anew and reproduces its test score."""

from __future__ import annotations

import csv
import inspect
from pathlib import Path
from string import Template
from typing import Any

import numpy as np
import pandas as pd
import sklearn
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer

from scopewright.lab import encode, portable
from scopewright.lab.as_code import as_code, imports_of
from scopewright.lab.date_words import words_in
from scopewright.lab.features import MOMENT_PARTS, Part
from scopewright.lab.intake import Loaded
from scopewright.lab.plan import Plan
from scopewright.lab.portfolio import LEAST
from scopewright.lab.race import PLAIN, Fitted, Race, Runner
from scopewright.lab.types import NUMERIC, TEMPORAL, Column, to_typed
from scopewright.lab.unfit import UnfitData
from scopewright.language import _

SCORES = {
    "roc_auc": "metrics.roc_auc_score(truth == POSITIVE, given[:, POSITIVE])",
    "average_precision": "metrics.average_precision_score(truth == POSITIVE, given[:, POSITIVE])",
    "recall": "metrics.recall_score(truth == POSITIVE, given[:, POSITIVE] >= 0.5)",
    "precision": "metrics.precision_score(truth == POSITIVE, given[:, POSITIVE] >= 0.5)",
    "f1": "metrics.f1_score(truth == POSITIVE, given[:, POSITIVE] >= 0.5)",
    "macro_f1": 'metrics.f1_score(truth, given.argmax(axis=1), average="macro")',
    "balanced_accuracy": "metrics.balanced_accuracy_score(truth, given.argmax(axis=1))",
    "accuracy": "metrics.accuracy_score(truth, given.argmax(axis=1))",
    "log_loss": "metrics.log_loss(truth, given, labels=range(given.shape[1]))",
    "rmse": "metrics.root_mean_squared_error(truth, given)",
    "mae": "metrics.mean_absolute_error(truth, given)",
    "r2": "metrics.r2_score(truth, given)",
}
NORMALISE = "given = np.exp(given) / np.exp(given).sum(axis=1, keepdims=True)"
PROGRAM = Template('''\
"""$title

Needs $versions. Run it beside $rows, which lists the rows to fit on and to test.
Made by Scopewright for the file with the fingerprint $fingerprint, seed $seed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sklearn import metrics
from sklearn.base import BaseEstimator, TransformerMixin
$imports

CSV = $csv
ROWS = Path(__file__).with_name($rows_name)
POSITIVE = $positive

$portable

table = read_cells(CSV, $missing, $dialect)
target = $target
parts = {
$parts
}
features = pd.DataFrame(parts)
rows = pd.read_csv(ROWS)
fit = rows.loc[rows["part"] == "fit", "row"].to_numpy()
test = rows.loc[rows["part"] == "test", "row"].to_numpy()

encoder = $encoder
known = target.iloc[fit].to_numpy($type)
matrix, unseen = encoder.fit_transform(features.iloc[fit], known), encoder.transform(features.iloc[test])
models = [
$models
]
answers = []
for weight, model in models:
    model.fit(matrix, known)
    answers.append(weight * $predict)
given = sum(answers)
$normalise
truth = target.iloc[test].to_numpy($type)
print("$metric", repr(float($score)))
''')


def write_script(path: Path, plan: Plan, race: Race, best: Runner, fitted: list[Fitted]) -> None:
    """Write the program and, beside it, ``NAME.rows.csv`` with the rows to fit on and those of the test.

    Raises:
        UnfitData: the model is no estimator, or plain pandas does not read the file as we do.
    """
    if any(one.candidate.kind in PLAIN for one in fitted):
        said = _("The best model, {model}, learns nothing from the columns: there is no program to export.")
        raise UnfitData(said.format(model=_(best.name)))
    if plan.target.classes and len(np.unique(plan.target.truth[plan.rows])) < len(plan.target.classes):
        raise UnfitData(_("A class occurs in no row to fit on, so there is no program to export."))
    _refuse_other_readings(plan)
    rows = path.with_suffix(".rows.csv")
    known = plan.split.test[np.isfinite(plan.target.truth[plan.split.test])]
    with rows.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(["row", "part"])
        sheet.writerows((int(row), "fit") for row in plan.rows)
        sheet.writerows((int(row), "test") for row in known)
    path.write_text(_program(plan, race, best, fitted, rows.name), encoding="utf-8")


def _program(plan: Plan, race: Race, best: Runner, fitted: list[Fitted], rows: str) -> str:
    matrix = race.whole[1]
    estimators = [one.candidate.build(race.setting(matrix)) for one in fitted]
    weights = list(best.weights.values()) or [1.0]
    models = [f"    ({weight!r}, {as_code(model)})," for weight, model in zip(weights, estimators, strict=True)]
    classes = bool(plan.target.classes)
    made = encode.encoder(plan.features, plan.ask.seed, not classes)
    texts = plan.features.places("text")
    dialect = ", ".join(f"{name}={value!r}" for name, value in _dialect(plan.loaded).items())
    return PROGRAM.substitute(
        title=_plain(_("The baseline “{model}” for “{target}”.").format(model=best.name, target=plan.target.name)),
        versions=_("numpy {numpy}, pandas {pandas} and scikit-learn {sklearn}").format(
            numpy=np.__version__, pandas=pd.__version__, sklearn=sklearn.__version__
        ),
        rows=_plain(rows),
        fingerprint=plan.loaded.fingerprint,
        seed=plan.ask.seed,
        imports="\n".join(imports_of([made, *estimators, *(_text_tools() if texts else ())])),
        csv=repr(str(plan.ask.path.absolute())),
        rows_name=repr(rows),
        positive=plan.target.positive,
        portable=_portable(bool(texts)),
        missing=repr(_missing(plan.loaded)),
        dialect=dialect,
        target=_target(plan),
        parts="\n".join(f"    {place}: {_part(plan.loaded, part)}," for place, part in enumerate(plan.features.parts)),
        encoder=as_code(made),
        models="\n".join(models),
        type="int" if classes else "float",
        predict=_predict(classes, bool(best.weights)),
        normalise="given = np.exp(given) / np.exp(given).sum(axis=1, keepdims=True)"
        if classes and best.weights
        else "",
        metric=plan.metric.name,
        score=SCORES[plan.metric.name],
    )


def _predict(classes: bool, mixed: bool) -> str:
    """What the program adds up: values, one model's probabilities, or the logarithms of those that are mixed."""
    told = f"model.predict{'_proba' if classes else ''}(unseen)"
    return f"np.log(np.clip({told}, {LEAST!r}, 1))" if classes and mixed else told


def _plain(text: str) -> str:
    """A text that cannot end a docstring."""
    return text.replace("\\", "/").replace('"', "'")


def _text_tools() -> list[Any]:
    return [TfidfVectorizer(), TruncatedSVD()]


def _portable(with_texts: bool) -> str:
    """The functions that the program shares with the lab, as they stand there."""
    functions = (
        portable.read_cells,
        portable.numbers,
        portable.reworded,
        portable.moments,
        portable.part_of,
        portable.span,
        portable.text_of,
        portable.truths,
    )
    found = [inspect.getsource(function) for function in functions]
    if with_texts:
        names = ("DIRECTIONS", "MOST_TERMS", "TEXTS_READ", "LONG_TEXT")
        found.append("\n".join(f"{name} = {getattr(encode, name)!r}" for name in names) + "\n")
        tools = inspect.getsource(encode.text_cells), inspect.getsource(encode.TextDirections)
        found += [text.replace("  # type: ignore[misc]  # scikit-learn has no types", "") for text in tools]
    return "\n\n".join(found).rstrip()


def _refuse_other_readings(plan: Plan) -> None:
    """See that plain pandas reads the file as we did, so that the program cannot quietly compute something else."""
    loaded, ours = plan.loaded, plan.loaded.frame
    try:
        cells = portable.read_cells(str(plan.ask.path), _missing(loaded), **_dialect(loaded))
    except (ValueError, OSError) as error:
        raise UnfitData(_("Plain pandas cannot read this file, so there is no program to export.")) from error
    same = cells.shape == ours.shape and bool(((cells == ours) | (cells.isna() & ours.isna())).all(axis=None))
    for column in loaded.columns if same else ():
        if column.type in NUMERIC:
            read = portable.numbers(ours[column.name], column.decimal or ".", column.thousands or "")
            same &= read.equals(to_typed(ours[column.name], column).astype("float64"))
    if not same:
        said = _("Plain pandas reads this file differently, so there is no program to export. Save it as a clean CSV.")
        raise UnfitData(said)


def _missing(loaded: Loaded) -> dict[str, list[str]]:
    """Per column the words for "no value"."""
    return {column.name: sorted({word.strip() for word in column.missing_as} - {""}) for column in loaded.columns}


def _dialect(loaded: Loaded) -> dict[str, Any]:
    """How pandas is told to read the file."""
    dialect = loaded.dialect
    told: dict[str, Any] = {"sep": dialect.delimiter, "encoding": dialect.encoding, "header": None}
    told["skiprows"] = dialect.skip_rows + dialect.header_rows
    if dialect.escape:
        told["escapechar"] = dialect.escape
    return told | ({"quotechar": dialect.quote} if dialect.quote else {"quoting": csv.QUOTE_NONE})


def _target(plan: Plan) -> str:
    column = plan.loaded.column(plan.target.name)
    if not plan.target.classes:
        return _values(plan.loaded, column)
    return f"truths(table[{column.name!r}], {_meanings(plan.loaded.frame[column.name], plan.target.truth)!r})"


def _part(loaded: Loaded, part: Part) -> str:
    column = loaded.column(part.source)
    if column.type not in TEMPORAL:
        return _values(loaded, column)
    if part.made in MOMENT_PARTS:
        return f"part_of({_moments(loaded, column)}, {part.made!r})"
    return f"span({_moments(loaded, loaded.column(part.made))}, {_moments(loaded, column)})"


def _moments(loaded: Loaded, column: Column) -> str:
    cells = f"table[{column.name!r}]"
    if column.worded:
        cells = f"reworded({cells}, {words_in(loaded.frame[column.name].dropna().unique())!r})"
    return f"moments({cells}, {list(column.formats)!r})"


def _values(loaded: Loaded, column: Column) -> str:
    cells = loaded.frame[column.name]
    if column.type in NUMERIC:
        return f"numbers(table[{column.name!r}], {column.decimal or '.'!r}, {column.thousands or ''!r})"
    if column.type == "boolean":
        return f"truths(table[{column.name!r}], {_meanings(cells, to_typed(cells, column))!r})"
    return f"text_of(table[{column.name!r}])"


def _meanings(cells: pd.Series, values: Any) -> dict[str, float]:
    """What each spelling of a column means."""
    return {str(cell): float(value) for cell, value in zip(cells, values, strict=True) if np.isfinite(value)}
