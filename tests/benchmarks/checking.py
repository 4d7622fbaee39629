"""How long the scope linter takes on a large engagement, as a ratio to an empty one.

    python -m tests.benchmarks.checking

The scope has 300 requirements, 80 risks, 12 releases and what hangs on them. Printed are the median of a whole check by
a fresh process's second call (texts are read once for a process), of the very first, and of a check after one edit as
the window makes it. Exit 1 if a whole check takes more than 100 ms.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from statistics import median

from scopewright.lint import Checker, check
from scopewright.model.engagement import Engagement
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement

TARGET_MS = 100


def large() -> Engagement:
    """300 requirements with deliverables, 80 risks, 12 releases, and some of everything else; every text differs."""
    engagement = new_engagement("Benchmark", "Acme")
    with Step(engagement, "Fill", source="migration") as step:
        people = [step.add("people", {"name": f"Person {n}"}) for n in range(20)]
        releases = [step.add("releases", {"name": f"v{n}", "purpose": f"Step {n}"}) for n in range(12)]
        aims = [step.add("objectives", {"statement": f"We want {n} % fewer calls", "target": n}) for n in range(20)]
        for n in range(300):
            wanted = step.add("requirements", {
                "title": f"Score customer group {n} each Monday before the desk opens",
                "acceptance": f"List {n} is there by 07:30 on 4 Mondays in a row, checked by the desk lead",
                "priority": "must", "objectives": [aims[n % 20]], "owner": people[n % 20], "release": releases[n % 12],
            })  # fmt: skip
            step.add("deliverables", {
                "title": f"Scoring job {n}", "requirement": wanted, "due": "2027-03-12", "release": releases[n % 12],
                "acceptance": f"Job {n} runs four times in a row and is read by two agents of the retention desk",
            })  # fmt: skip
        for n in range(80):
            step.add("risks", {
                "title": f"Labels of source {n} arrive after the training has begun", "likelihood": 4, "impact": 4,
                "response": f"Li Wei agrees date {n} with the warehouse and tells the sponsor", "owner": people[n % 20],
            })  # fmt: skip
        for n in range(60):
            step.add("decisions", {"title": f"Who may see list {n}?", "driver": [people[n % 20]]})
            step.add("milestones", {"title": f"List {n} called", "due": "2027-03-12", "team": people[n % 20]})
    return engagement


def milliseconds(run: Callable[[], object]) -> float:
    """How long one call takes."""
    begin = time.perf_counter()
    run()
    return (time.perf_counter() - begin) * 1000


def main() -> int:
    """Measure and print; 1 if the target is missed."""
    scope, empty = large(), new_engagement("Benchmark", "Acme")
    check(empty)
    first = milliseconds(lambda: check(scope))
    again = median(milliseconds(lambda: check(scope)) for _turn in range(9))
    base = median(milliseconds(lambda: check(empty)) for _turn in range(9))
    checker = Checker()
    checker.findings(scope)
    key = scope.records("requirements")[7].key
    after_edit = []
    for turn in range(9):
        with Step(scope, "Edit") as step:
            step.set(key, "title", f"Edited {turn}")
        after_edit.append(milliseconds(lambda: checker.findings(scope)))
    print(f"records {len(scope.records())}, findings {len(check(scope))}")
    print(f"first check {first:.1f} ms, again {again:.1f} ms, empty {base:.2f} ms, ratio {again / base:.0f}")
    print(f"after one edit in the window {median(after_edit):.1f} ms")
    return 1 if max(first, again) > TARGET_MS else 0


if __name__ == "__main__":
    sys.exit(main())
