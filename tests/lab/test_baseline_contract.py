"""The contract of every baseline, model by model, over all that may stand on a board.

Deterministic with a seed, the same score as scikit-learn's on the same folds, reports progress, stops when told, never
sees a test row, refuses bad data with a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.metrics import f1_score, roc_auc_score, root_mean_squared_error
from sklearn.model_selection import KFold, StratifiedKFold
from sklearn.pipeline import make_pipeline
from threadpoolctl import threadpool_limits

from scopewright.lab import baseline, intake
from scopewright.lab import race as race_room
from scopewright.lab.ask import read_ask
from scopewright.lab.board import board
from scopewright.lab.candidates import Candidate
from scopewright.lab.encode import encoder
from scopewright.lab.plan import Plan, make_plan
from scopewright.lab.race import LONGEST, PLAIN, PORTFOLIO, Race, Runner
from scopewright.lab.seeds import race_of
from scopewright.lab.unfit import UnfitData
from scopewright.progress import Silent, Stopped

TASKS = {"binary": "yes", "multiclass": "level", "many": "letter", "regression": "spend"}
RULES = {
    "binary": "size > 50 -> yes",
    "multiclass": "size > 50 -> high",
    "many": "size > 50 -> A",
    "regression": "size > 50 -> 120",
}


def table(rows: int = 180) -> pd.DataFrame:
    """A target of each kind, and columns that tell something of each."""
    chance = np.random.default_rng(3)
    size, region = chance.normal(50, 10, rows), chance.choice(["north", "south", "east"], rows)
    score = (size - 50) / 10 + (region == "south") + chance.normal(0, 0.7, rows)
    letters = np.digitize(score, np.quantile(score, np.arange(1, 12) / 12))
    days = pd.Timestamp("2025-01-01") + pd.to_timedelta(np.arange(rows), "D")
    return pd.DataFrame(
        {
            "size": size.round(3),
            "age": chance.integers(18, 80, rows),
            "region": region,
            "day": days.strftime("%Y-%m-%d"),
            "yes": np.where(score > 0.3, "yes", "no"),
            "level": np.select([score < -0.5, score < 0.7], ["low", "middle"], "high"),
            "letter": [chr(65 + int(code)) for code in letters],
            "spend": (100 + 30 * score).round(2),
        }
    )


@cache
def plan_of(folder: Path, kind: str, time: bool) -> Plan:
    """The settled question on one of the targets; by time, the models that repeat the last value stand there, too."""
    path = folder / "table.csv"
    if not path.exists():
        table().to_csv(path, index=False)
    asked: dict[str, Any] = {"path": str(path), "target": TASKS[kind], "budget": 0.2, "rules": [RULES[kind]]}
    asked |= {"drop": [name for name in TASKS.values() if name != TASKS[kind]]}
    return make_plan(read_ask(asked | ({"time": "day"} if time else {})), intake.load(path, Silent()))


def _all_models() -> Iterator[Any]:
    """Every model by name that some task's board has: what is added there is tested here."""
    with TemporaryDirectory() as folder:
        for kind in TASKS:
            for time in (False, True):
                for candidate in board(plan_of(Path(folder), kind, time)):
                    if not time or candidate.kind == "time":
                        yield pytest.param(kind, time, candidate.name, id=f"{kind}-{candidate.name}")
    plan_of.cache_clear()


EVERY = list(_all_models())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("contract")


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    """As the job fits small tables; two threads that spin cost seconds on a shared machine."""
    with threadpool_limits(1):
        yield


def candidate_of(plan: Plan, name: str) -> Candidate:
    return next(each for each in board(plan) if each.name == name)


def raced(plan: Plan, name: str, race: Race | None = None) -> Runner:
    return next(iter((race or race_of(plan, 0)).run([candidate_of(plan, name)], Silent())))


@pytest.mark.parametrize(("kind", "time", "name"), EVERY)
def test_j10_a_model_gives_the_same_answers_twice(folder: Path, kind: str, time: bool, name: str) -> None:
    plan = plan_of(folder, kind, time)
    first, again = raced(plan, name), raced(plan, name)
    assert np.array_equal(first.answers.given, again.answers.given)
    assert first.size > 0
    assert first.answer_ms > 0


@pytest.mark.parametrize(("kind", "time", "name"), EVERY)
def test_a_model_never_sees_the_targets_of_the_test(folder: Path, kind: str, time: bool, name: str) -> None:
    plan = plan_of(folder, kind, time)
    poisoned = plan.target.truth.copy()
    poisoned[plan.split.test] = poisoned[plan.split.test][::-1] + (0 if plan.target.classes else 1e6)
    other = replace(plan, target=replace(plan.target, truth=poisoned))
    race, poisoned_race = race_of(plan, 0), race_of(other, 0)
    runner, same = raced(plan, name, race), raced(plan, name, poisoned_race)
    assert np.array_equal(runner.answers.given, same.answers.given)
    answers = [
        each.predict(runner, each.fitted(runner, [candidate_of(plan, name)], Silent()), plan.split.test).given
        for each in (race, poisoned_race)
    ]
    assert np.array_equal(answers[0], answers[1])
    assert not set(plan.rows) & set(plan.split.test)


@pytest.mark.parametrize(("kind", "time", "name"), EVERY)
def test_a_model_reports_each_fold_and_stops_when_told(folder: Path, kind: str, time: bool, name: str) -> None:
    plan, said = plan_of(folder, kind, time), []

    class StopsAtTheThird(Silent):
        def progress(self, fraction: float, text: str = "") -> None:
            said.append((fraction, text))
            if len(said) == 3:
                raise Stopped

    with pytest.raises(Stopped):
        next(iter(race_of(plan, 0).run([candidate_of(plan, name)], StopsAtTheThird())))
    assert [fraction for fraction, _text in said] == sorted(fraction for fraction, _text in said)
    assert "fold 3" in said[2][1]


@pytest.mark.parametrize(
    ("kind", "time", "name"), [each for each in EVERY if each.values[0] != "many" and "last" not in str(each.id)]
)
def test_j10_the_score_equals_scikit_learns_on_the_same_folds(folder: Path, kind: str, time: bool, name: str) -> None:
    plan = plan_of(folder, kind, time)
    candidate = candidate_of(plan, name)
    if candidate.kind in PLAIN - {"trivial"}:
        pytest.skip("scikit-learn has no such model")
    race, runner = race_of(plan, 0), raced(plan, name)
    rows, truth = plan.features.table(plan.rows), plan.target.truth[plan.rows]
    truth = truth.astype(int) if plan.target.classes else truth
    made = StratifiedKFold if plan.target.classes else KFold
    model = make_pipeline(
        encoder(plan.features, 0, kind == "regression"), candidate.build(race.setting(race.encoded(0)[1]))
    )
    scores, given = [], np.zeros_like(runner.answers.given)
    for fit, held in made(len(plan.folds), shuffle=True, random_state=0).split(rows, truth):
        fitted = clone(model).fit(rows.iloc[fit], truth[fit])
        given[held] = fitted.predict_proba(rows.iloc[held]) if plan.target.classes else fitted.predict(rows.iloc[held])
        if kind == "binary":
            scores.append(roc_auc_score(truth[held] == plan.target.positive, given[held, plan.target.positive or 0]))
    whole: dict[str, Callable[[], float]] = {
        "binary": lambda: float(np.mean(scores)),
        "multiclass": lambda: float(f1_score(truth, given.argmax(axis=1), average="macro")),
        "regression": lambda: float(root_mean_squared_error(truth, given)),
    }
    assert plan.metric.value(runner.answers) == pytest.approx(whole[kind](), abs=1e-9)


@pytest.mark.parametrize("kind", [pytest.param("many", marks=pytest.mark.slow), "regression"])
def test_the_portfolio_is_the_same_twice(folder: Path, kind: str) -> None:
    plan = plan_of(folder, kind, False)
    first, again = (list(race_of(plan, 0).run(board(plan), Silent()))[-1] for _turn in range(2))
    assert first.name == PORTFOLIO
    assert np.array_equal(first.answers.given, again.answers.given)
    assert first.weights == again.weights


def test_on_a_slow_machine_the_rest_is_skipped_by_processor_time_and_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plan_of(folder, "regression", False)
    spent = {"seconds": 0.0}
    monkeypatch.setattr(race_room, "process_time", lambda: spent["seconds"])
    monkeypatch.setattr(race_room, "perf_counter", lambda: spent["seconds"] * 1000)  # a busy machine takes none away
    race, done = race_of(plan, 0), []
    for runner in race.run(board(plan), Silent()):
        done.append(runner)
        if len(done) == 4:
            spent["seconds"] = LONGEST - 1
        if len(done) == 5:
            spent["seconds"] = LONGEST + 1
    names = [candidate.name for candidate in board(plan)]
    assert [runner.name for runner in done] == [*names[:5], PORTFOLIO]
    assert race.skipped == names[5:]
    assert set(done[-1].weights) <= set(names[:5])


def test_at_least_one_model_is_fitted_however_slow_the_machine(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 10**9, 10**6))
    monkeypatch.setattr(race_room, "process_time", lambda: float(next(clock)))
    result = baseline.run({"path": str(plan_of(folder, "binary", False).ask.path), "target": "yes"}, Silent())
    assert [model["kind"] for model in result["models"]] == ["trivial", "tree", "portfolio"]
    assert any("logistic regression" in note for note in result["notes"])


@pytest.mark.parametrize("kind", TASKS)
def test_bad_data_are_refused_with_a_sentence_before_any_model(folder: Path, kind: str) -> None:
    plan_of(folder, kind, False)
    frame = table()
    for name, column in (("empty", None), ("single", "one")):
        path = folder / f"{name}-{kind}.csv"
        frame.assign(**{TASKS[kind]: column}).to_csv(path, index=False)
        with pytest.raises(UnfitData, match=r"[.]$"):
            baseline.run({"path": str(path), "target": TASKS[kind]}, Silent())


@pytest.mark.parametrize("kind", ["binary", "regression"])
def test_folds_side_by_side_answer_as_one_after_the_other_to_the_last_digit(
    folder: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plan_of(folder, kind, False)
    answers = []
    for cores in (1, 4):
        monkeypatch.setattr("scopewright.lab.side_by_side.os.cpu_count", lambda cores=cores: cores)
        answers.append([runner.answers.given for runner in race_of(plan, 0).run(board(plan), Silent())])
    assert all(np.array_equal(one, other) for one, other in zip(*answers, strict=True))
