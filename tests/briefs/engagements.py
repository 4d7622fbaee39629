"""Engagements to make briefs of: a realistic one, a nearly empty one, and one that holds everything awkward at once."""

from __future__ import annotations

import datetime as dt
from typing import Any

from scopewright.capture.context import Context
from scopewright.capture.keep import Place, capture
from scopewright.model.engagement import Engagement
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.model.template import apply_template
from scopewright.store.templates import load_sample

HOSTILE = (
    "R&D <b>must not</b> be bold",
    "if a<b then x>y",
    "price <b 5",
    "the <client> said </para> so",
    '<img src="/etc/hostname"/> <a href="javascript:1">click</a>',
    "&amp; stays &amp; and &#65; too",
)
WORD = "pneumono" * 125
SCRIPTS = "Ελλάδα, Žilina, İstanbul, Київ ≥ 5 → ok ✓"
_TYPED = (
    "o: cut cancellations from 8 % to 5 % by 2027-06-30 @mia v1",
    "o: the retention team calls the right 200 people a week",
    "d: which customers count as cancelled? D:@ana A:@mia due:2026-12-04",
    "m+: recall >= 70%",
    "m+: precision >= 40 %",
    "k: labels arrive 60 days late p4 i4 @jonas -> start with a proxy label",
    "k: marketing runs its own campaign p3 i3 @ana",
    "x: no price changes > v2",
    "x: no app redesign",
    "t: score list every Monday by 15 mar @jonas",
    "? who may see the scores @ana",
    "c: customer data stays in the EU because of the DPA #privacy",
    "r: the list shows why a customer is on it !must v1",
)
UNCOVERED = "emoji 😀, 中文, العربية"


def realistic() -> Engagement:
    """Five objectives, four metrics, one run, six decisions, nine risks, twelve milestones in three teams."""
    engagement = new_engagement("Early warning for pump failures", "Harbour Water plc")
    with Step(engagement, "Fill") as step:
        people = _people(step)
        _front(step, engagement, people)
        releases = _releases(step)
        runs = _evidence(step)
        _goals(step, people)
        _decisions(step, people, runs)
        _risks(step, people)
        _milestones(step, people)
        _limits(step, people, releases)
        _rest(step, people)
    return engagement


def tiny() -> Engagement:
    """What there is a minute after the start: a name and one objective."""
    engagement = new_engagement("Price check", "")
    with Step(engagement, "Fill") as step:
        step.add("objectives", {"statement": "We want fewer wrong prices on the shelf"})
    return engagement


def thirteen() -> Engagement:
    """What thirteen lines typed in a first meeting make."""
    engagement = new_engagement("Who will cancel?", "Halden Telecom")
    day = dt.date(2026, 11, 20)
    for line in _TYPED:
        capture(engagement, line, Context.of(engagement, day, "en"), Place(""), "Ana")
    return engagement


def sample() -> Engagement:
    """The engagement that the window opens for whoever wants to look around."""
    engagement = new_engagement(who="Ana")
    apply_template(engagement, load_sample(), "Ana")
    return engagement


def monstrous() -> Engagement:
    """Eighty risks, three hundred requirements, forty-line cells, hostile and foreign text."""
    engagement = realistic()
    lines = "\n".join(f"Line {number} of a long answer that somebody pasted from an e-mail" for number in range(40))
    with Step(engagement, "Swell") as step:
        overview = engagement.records("overview")[0].key
        step.set(overview, "title", "A name that goes on " * 10)
        step.set(overview, "problem", "\n\n".join([*HOSTILE, SCRIPTS, UNCOVERED, WORD, lines * 4]))
        who = step.add("people", {"name": "Wolfeschlegelsteinhausenbergerdorff " * 5 + "Junior", "role": "x" * 90})
        for number in range(71):
            step.add("risks", _big_risk(number, lines, who))
        for number in range(300):
            text = f"Requirement {number}: {HOSTILE[number % len(HOSTILE)]}"
            step.add("requirements", {"title": text, "priority": "must", "status": "on_track", "acceptance": SCRIPTS})
        step.add(
            "objectives", {"statement": WORD, "metric": UNCOVERED, "baseline": 1e12, "target": -1e-6, "unit": "m³"}
        )
        for number in range(30):
            step.add("decisions", {"title": f"Decide {number}: {HOSTILE[0]}", "approver": [who], "driver": [who]})
        for number in range(40):
            step.add("milestones", {"title": f"Milestone {number} {'long ' * 20}", "due": f"20{27 + number % 9}-03-01"})
        step.add("milestones", {"title": "Undated", "due": "by XX"})
        step.add("datasets", {"title": UNCOVERED, "columns": [_data_column(number) for number in range(120)]})
    return engagement


def _big_risk(number: int, lines: str, who: str) -> dict[str, Any]:
    return {
        "title": f"Risk number {number} {HOSTILE[number % len(HOSTILE)]}",
        "likelihood": number % 5 + 1,
        "impact": number // 5 % 5 + 1,
        "response": lines if number % 20 == 0 else "Watch it",
        "owner": who,
    }


def _data_column(number: int) -> dict[str, Any]:
    return {"id": f"c{number}", "name": f"col_{number}_{'x' * (number % 70)}", "type": "number", "missing": number,
            "distinct": 7, "meaning": HOSTILE[number % len(HOSTILE)] * (number % 4)}  # fmt: skip


def _people(step: Step) -> dict[str, str]:
    rows = (
        ("Helen Marsh", "Chief operating officer", "client", "person"),
        ("Priya Nair", "Head of maintenance", "client", "person"),
        ("Jonas Weber", "Data platform lead", "client", "person"),
        ("Tomás Ortiz", "Lead ML consultant", "consultant", "person"),
        ("Ada Finch", "Partner", "consultant", "person"),
        ("Field crews", "Work the alarms", "client", "team"),
        ("Data platform", "Runs the historian", "client", "team"),
        ("Modelling", "Builds and measures", "consultant", "team"),
    )
    return {
        name: step.add("people", {"name": name, "role": role, "side": side, "sort": sort})
        for name, role, side, sort in rows
    }


def _front(step: Step, engagement: Engagement, people: dict[str, str]) -> None:
    overview, document = (engagement.records(key)[0].key for key in ("overview", "document"))
    for name, value in {
        "promise": "Crews hear of a failing pump three days before it stops, without more false alarms than today.",
        "sponsor": people["Helen Marsh"],
        "problem": "412 pumps in 38 stations. Last year 96 of them stopped without warning; each stop cost a crew "
        "visit at night and, in 14 cases, a spill that had to be reported.\n\nThe present alarm is a fixed limit on "
        "vibration. It warns of 41 % of failures, most of them within the last two hours.",
        "motivation": "Unplanned stops cost £1.9m last year. The regulator's new spill penalty starts in April 2027 "
        "and would add about £0.6m at the present rate. Sensor data from all stations has been kept since 2023, so "
        "this is the first year in which the question can be answered.",
        "background": "A vendor's tool was tried in 2024 and switched off after six weeks: 30 alarms a day.",
        "ideas": [{"idea": "Rank stations by risk each morning", "area": "Interface"}],
        "answers": [
            {"question": "Who may close an alarm?", "answer": "The shift lead."},
            {"question": "Does the model stop a pump?", "answer": "No. It only warns."},
        ],
    }.items():
        step.set(overview, name, value)
    for name, value in {
        "reference": "HW-PUMP-SCOPE",
        "firm": "Alder & Finch ML Consulting",
        "author": people["Tomás Ortiz"],
        "version": "1.2",
        "state": "issued",
        "issued": "2026-11-20",
        "status_date": "2026-11-20",
        "classification": "confidential",
        "language": "en",
        "history": [
            {"version": "1.2", "date": "2026-11-20", "author": "T. Ortiz", "state": "issued",
             "change": "Warning time restated after the label audit; release v1 moved from 8 to 22 March"},
            {"version": "1.1", "date": "2026-10-29", "author": "T. Ortiz", "state": "signed",
             "change": "Borehole pumps removed from scope; two acceptance measures added"},
            {"version": "1.0", "date": "2026-10-02", "author": "A. Finch", "state": "signed", "change": "First issue"},
        ],
    }.items():  # fmt: skip
        step.set(document, name, value)


def _releases(step: Step) -> dict[str, str]:
    rows = (
        ("v1", "Warn one region from rules and one model", "poc", "2027-03-22", "2027-03-08"),
        ("v2", "All regions, alarms in the crews' own tool", "deploy", "2027-05-10", "2027-05-10"),
    )
    return {
        name: step.add("releases", {"name": name, "purpose": why, "stage": stage, "due": due, "agreed": agreed})
        for name, why, stage, due, agreed in rows
    }


def _evidence(step: Step) -> dict[str, str]:
    data = step.add("datasets", {
        "title": "Pump days 2023 to 2026", "sort": "static", "path": "pump_days.csv", "records": 184_220,
        "fingerprint": "3f2a9c1b7de4" * 5 + "0a1b", "target": "fails_in_3_days", "audited": "2026-11-12",
        "refresh": "Nightly from the historian", "leaks_answer": "The repair code is written after the stop.",
        "columns": [
            {"id": "a", "name": "vibration_rms", "type": "number", "missing": 312, "distinct": 9120},
            {"id": "b", "name": "station", "type": "category", "missing": 0, "distinct": 38, "meaning": "Site code"},
        ],
        "findings": [
            {"id": "f1", "rule": "LEAK01", "severity": "error", "column": "repair_code", "count": 96,
             "message": "Filled only on days of failure"},
        ],
    })  # fmt: skip
    bounds = ("dev", "dev_low", "dev_high")
    models = [
        {"id": "m1", "name": "Most frequent answer", "kind": "trivial", "dev": 0.5, "dev_low": 0.5, "dev_high": 0.5},
        {"id": "m2", "name": "Vibration limit", "kind": "rule", **dict(zip(bounds, (0.66, 0.63, 0.69), strict=True))},
        {"id": "m3", "name": "Boosted trees", "kind": "model", "seconds": 21.4, "bytes": 812_331,
         **dict(zip(bounds, (0.812, 0.784, 0.839), strict=True))},
    ]  # fmt: skip
    run = step.add("runs", {
        "title": "Baseline of 12 November", "dataset": data, "fingerprint": "3f2a9c1b7de4" * 5 + "0a1b",
        "target": "fails_in_3_days", "task": "binary", "measure": "balanced_accuracy", "best": "Boosted trees",
        "split": "by station, five folds", "seed": 7, "train": 128_954, "dev": 36_844, "test": 18_422,
        "models": models,
        "scores": [
            {"id": "s1", "measure": "recall", "value": 0.724, "low": 0.671, "high": 0.772},
            {"id": "s2", "measure": "precision", "value": 0.318, "low": 0.287, "high": 0.351},
            {"id": "s3", "measure": "latency_ms", "value": 3.2},
        ],
    })  # fmt: skip
    return {"run": run}


def _goals(step: Step, people: dict[str, str]) -> None:
    metrics = [
        step.add("metrics", {
            "title": "Recall at three days", "measure": "recall", "role": "optimising", "sign": "positive",
            "comparator": ">=", "target": 80, "unit": "%", "today": 41,
            "meaning": "Failures that crews hear of three days ahead", "why": "A missed failure costs £19k on average.",
        }),
        step.add("metrics", {
            "title": "Precision", "measure": "precision", "role": "satisficing", "sign": "negative",
            "comparator": ">=", "target": 30, "unit": "%", "meaning": "Alarms that turn out to be right",
        }),
        step.add("metrics", {
            "title": "Balanced accuracy", "measure": "balanced_accuracy", "role": "watched", "comparator": ">=",
            "target": 85, "unit": "%", "meaning": "Pump days judged rightly, failing and sound ones alike",
        }),
        step.add("metrics", {
            "title": "Spills a year", "measure": "business", "role": "watched", "comparator": "<=", "target": 5,
            "today": 14, "meaning": "Spills that have to be reported",
        }),
    ]  # fmt: skip
    rows: tuple[dict[str, Any], ...] = (
        {"statement": "We want warning of a failing pump three days ahead", "metric": "share of failures warned of",
         "baseline": 41, "target": 80, "unit": "%", "due": "2027-05-10", "measured_by": [metrics[0]],
         "accepted_by": people["Priya Nair"], "accepted_on": "2026-11-18"},
        {"statement": "We want no more false alarms than crews can walk to", "metric": "alarms that are right",
         "baseline": 22, "target": 30, "unit": "%", "due": "2027-05-10", "measured_by": metrics[1:3],
         "accepted_by": people["Priya Nair"]},
        {"statement": "We want fewer spills that have to be reported", "metric": "spills a year", "baseline": 14,
         "target": 5, "due": "2027-12-31", "measured_by": [metrics[3]], "accepted_by": people["Helen Marsh"]},
        {"statement": "We want night call-outs to fall", "metric": "call-outs a month", "baseline": 31, "target": 20,
         "due": "2027-12-31"},
        {"statement": "We want crews to trust the alarm", "metric": "alarms acted on within a shift", "target": 90,
         "unit": "%", "baseline": 35, "due": "by XX"},
    )  # fmt: skip
    for goal in rows:
        step.add("objectives", {**goal, "owner": people["Tomás Ortiz"]})


def _decisions(step: Step, people: dict[str, str], runs: dict[str, str]) -> None:
    helen, priya, jonas, tomas = (people[n] for n in ("Helen Marsh", "Priya Nair", "Jonas Weber", "Tomás Ortiz"))
    crews = people["Field crews"]
    step.add("decisions", {
        "title": "Move release v1 to 22 March, after the change freeze?", "state": "proposed", "driver": [tomas],
        "approver": [helen], "contributors": [priya, jonas], "informed": [crews], "due": "2026-11-27",
        "options": [
            {"option": "Keep 8 March", "benefit": "No change to the plan", "cost": "Exception board, 40 hours"},
            {"option": "Move to 22 March", "benefit": "Two more weeks of audited labels; outside the freeze.",
             "cost": "Two weeks of benefit, about £55k", "recommended": True},
            {"option": "Split the release", "benefit": "Crews start earlier", "cost": "Two cut-overs, about £18k"},
        ],
        "evidence": [runs["run"]],
    })  # fmt: skip
    rows: tuple[dict[str, Any], ...] = (
        {"title": "Which region goes first?", "state": "open", "driver": [priya], "approver": [helen],
         "contributors": [crews], "due": "2026-12-04"},
        {"title": "May station codes leave the client's network?", "state": "open", "driver": [jonas],
         "due": "2026-12-11"},
        {"title": "Who closes an alarm?", "state": "decided", "driver": [priya], "approver": [helen],
         "outcome": "The shift lead.", "decided_on": "2026-10-21"},
        {"title": "Rules before a model in v1?", "state": "decided", "driver": [tomas], "approver": [priya],
         "outcome": "Yes: the vibration limit stays as fallback."},
        {"title": "Are borehole pumps in scope?", "state": "decided", "driver": [tomas], "approver": [helen],
         "outcome": "No, not before v3."},
    )  # fmt: skip
    for each in rows:
        step.add("decisions", each)


def _risks(step: Step, people: dict[str, str]) -> None:
    priya, jonas, tomas = (people[n] for n in ("Priya Nair", "Jonas Weber", "Tomás Ortiz"))
    rows = (
        (
            "Repair dates are entered late, so labels are wrong",
            4,
            4,
            "Audit 30 stations; use shift logs",
            priya,
            "2026-12-11",
        ),
        ("The change freeze overlaps release v1", 5, 3, "Move release v1 to 22 March", jonas, "2026-12-04"),
        ("Sensors drift after maintenance", 3, 5, "Recalibrate on each visit; watch the mean", priya, "2027-01-15"),
        ("Too few failures of newer pump types", 3, 3, "Pool by motor family", tomas, "2027-01-22"),
        ("Crews ignore alarms after the first false ones", 2, 5, "Weekly review of closed alarms", priya, "2027-02-05"),
        ("Cloud region is not approved in time", 2, 4, "Use the approved region for the pilot", jonas, "2026-12-18"),
        ("Historian export stops at month end", 4, 2, "Second export by file", jonas, "2027-01-29"),
        ("Vendor changes the sensor licence", 2, 2, "Keep the raw feed", tomas, "2027-02-05"),
        ("Station codes reveal customers", 1, 4, "Hash the codes before they leave", jonas, None),
    )
    for title, likelihood, impact, response, owner, due in rows:
        step.add("risks", {"title": title, "likelihood": likelihood, "impact": impact, "response": response,
                           "owner": owner, "due": due, "state": "open"})  # fmt: skip


def _milestones(step: Step, people: dict[str, str]) -> None:
    data, model, crews = (people[n] for n in ("Data platform", "Modelling", "Field crews"))
    rows = (
        (
            "Historian access and profiling",
            data,
            "2026-10-05",
            "2026-10-30",
            "2026-10-05",
            "2026-10-30",
            100,
            "complete",
        ),
        ("Label audit, 30 stations", data, "2026-11-02", "2026-12-11", "2026-11-02", "2026-11-27", 45, "off_track"),
        ("Nightly export", data, "2026-11-02", "2026-12-04", "2026-11-02", "2026-12-04", 80, "on_track"),
        ("Labels accepted", data, None, "2026-12-18", None, "2026-12-04", None, "at_risk"),
        ("Baseline report", model, "2026-11-16", "2026-12-18", "2026-11-16", "2026-12-11", 20, "at_risk"),
        ("Feature pipeline", model, "2026-11-09", "2027-01-08", "2026-11-09", "2027-01-08", 30, "on_track"),
        ("Model per motor family", model, "2026-12-14", "2027-02-12", "2026-12-07", "2027-02-05", 0, "not_started"),
        ("Go or no-go", model, None, "2027-03-17", None, "2027-03-03", None, "not_started"),
        (
            "Alarm screen with two crews",
            crews,
            "2027-01-11",
            "2027-02-19",
            "2027-01-11",
            "2027-02-19",
            0,
            "not_started",
        ),
        ("Pilot, one region", crews, "2027-02-22", "2027-03-19", "2027-02-08", "2027-03-05", 0, "not_started"),
        ("Wave 1, three regions", crews, "2027-03-22", "2027-05-07", "2027-03-08", "2027-04-30", 0, "not_started"),
        ("Hand-over to maintenance", crews, None, "2027-06-18", None, "2027-06-18", None, "not_started"),
    )
    for title, team, start, due, agreed_start, agreed, done, status in rows:
        step.add("milestones", {"title": title, "team": team, "start": start, "due": due, "done": done,
                                "agreed_start": agreed_start, "agreed": agreed, "status": status})  # fmt: skip


def _limits(step: Step, people: dict[str, str], releases: dict[str, str]) -> None:
    for title, reason, release in (
        ("Borehole pumps", "Other sensors, other failures", None),
        ("Stopping a pump automatically", "Safety case needed first", None),
        ("Spare-part forecasts", "Needs stock data that nobody has cleaned", "v2"),
        ("A mobile app of its own", "Crews have a tool", "v2"),
        ("Contractor stations", "No data before 2026", "v2"),
    ):
        step.add("exclusions", {"title": title, "reason": reason, "revisit": releases[release] if release else None})
    ask = people["Priya Nair"]
    step.add("questions", {"title": "Are shift logs complete?", "ask": ask, "due": "2026-12-01", "state": "open"})
    step.add("questions", {"title": "Does the spill penalty count near misses?", "state": "open"})
    step.add("questions", {"title": "Which time zone has the historian?", "state": "answered", "answer": "UTC"})


def _rest(step: Step, people: dict[str, str]) -> None:
    must = step.add("requirements", {"title": "Warn three days ahead, daily by 05:00", "priority": "must",
                                     "status": "on_track", "acceptance": "80 % of failures warned of"})  # fmt: skip
    step.add(
        "requirements", {"title": "Say which sensor caused the alarm", "priority": "should", "status": "not_started"}
    )
    step.add("deliverables", {"title": "Baseline report", "requirement": must, "acceptance": "Signed by P. Nair",
                              "due": "2026-12-18", "fee": {"amount": 18_500, "currency": "GBP"},
                              "contributors": [people["Modelling"], people["Data platform"]]})  # fmt: skip
    step.add("constraints", {"statement": "Data stays in the client's network because of the operator licence",
                             "category": "privacy"})  # fmt: skip
    step.add("concerns", {"title": "Crews fear being measured", "category": "controversial",
                          "answer": "No name is stored with an alarm."})  # fmt: skip
    step.add("ownership", {"covers": "risks", "owner": people["Tomás Ortiz"], "reviewed": "2026-11-18"})
    step.add("notes", {"line": "r: labels come late? @Priya", "session": "Whiteboard 2026-10-01", "state": "used"})
    step.add("risks", {"title": "SECRET: the sponsor may leave", "likelihood": 5, "impact": 5, "internal": True})
    step.add("people", {"name": "Hidden Harriet", "role": "Mole", "internal": True})
