"""Rules about putting a model to use: whom it touches, rings, canaries, deployments, services, versions."""

from __future__ import annotations

from collections.abc import Iterator

from scopewright.language import N_, _
from scopewright.lint.finding import Found, alone, at, each, figure, whole
from scopewright.lint.scope import Scope
from scopewright.model.readings.effort import overloaded, workers_needed
from scopewright.model.readings.readiness import missing_versions
from scopewright.model.sections.ab_tests import ABTest
from scopewright.model.sections.canaries import Canary
from scopewright.model.sections.deployment_steps import DeploymentStep
from scopewright.model.sections.deployments import Deployment
from scopewright.model.sections.integrations import Integration
from scopewright.model.sections.manifests import PARTS, Manifest
from scopewright.model.sections.releases import Release
from scopewright.model.sections.rings import Ring
from scopewright.model.sections.services import Service


@alone(
    Integration,
    "INT01",
    "warning",
    N_("The other team does not know"),
    field="notified",
    why=N_("A dependency that nobody was told about is broken on a Friday by somebody who did nothing wrong."),
    bad={"integrations": [{"title": "Tag store", "team": "Content team"}]},
    good={"integrations": [{"title": "Tag store", "team": "Content team", "notified": "2027-03-02"}]},
)
def team_is_notified(integration: Integration) -> str:
    """The team of every dependency and consumer was told."""
    return _("Its team was not told yet.") if integration.is_empty("notified") else ""


@alone(
    Integration,
    "INT02",
    "hint",
    N_("Nobody is called when the other side changes"),
    field="contact",
    why=N_("A breaking change finds the first person who answers the phone."),
    bad={"integrations": [{"title": "Tag store", "notified": "2027-03-02"}]},
    good={"integrations": [{"title": "Tag store", "notified": "2027-03-02", "contact": "Li Wei"}]},
)
def integration_has_a_contact(integration: Integration) -> str:
    """Every dependency and consumer names a contact for breaking changes."""
    return _("Name whom to call about a breaking change.") if integration.contact is None else ""


@alone(
    Ring,
    "RNG01",
    "warning",
    N_("A rollout ring watches no metric"),
    field="metric",
    why=N_("It ends when somebody loses patience, not when the figure is right."),
    bad={"rings": [{"title": "Ten colleagues", "exit": "Two weeks without a complaint"}]},
    good={"rings": [{"title": "Ten colleagues", "exit": "Two weeks above 60 %", "metric": "Leavers found"}]},
)
def ring_watches_a_metric(ring: Ring) -> str:
    """Every ring names the metric that is watched."""
    return _("Say which figure is watched.") if ring.metric is None else ""


@whole(
    "RNG02",
    "error",
    N_("Rollout rings are not in the order of their dates"),
    why=N_("The outer ring would open before the inner one has shown anything."),
    bad={
        "rings": [
            {"title": "Ten colleagues", "exit": "a", "start": "2027-03-12"},
            {"title": "All agents", "exit": "b", "start": "2027-03-02"},
        ]
    },
    good={
        "rings": [
            {"title": "Ten colleagues", "exit": "a", "start": "2027-03-02"},
            {"title": "All agents", "exit": "b", "start": "2027-03-12"},
        ]
    },
)
def rings_open_outwards(scope: Scope) -> Iterator[Found]:
    """In their order, the rings of a release start one after the other."""
    latest: dict[str | None, Ring] = {}
    for ring in scope.all(Ring):
        if ring.start is None:
            continue
        inner = latest.get(ring.release)
        if inner and inner.start and ring.start < inner.start:
            yield at(ring, "start", _("It opens before {id}.").format(id=inner.id))
        latest[ring.release] = ring


@alone(
    Canary,
    "CAN01",
    "error",
    N_("A canary without a way back"),
    field="rollback",
    why=N_("When it goes wrong, the way back is invented by tired people."),
    bad={"canaries": [{"title": "10 % of calls", "share": 10}]},
    good={"canaries": [{"title": "10 % of calls", "share": 10, "rollback": "Recall below 60 % on two days"}]},
)
def canary_can_be_taken_back(canary: Canary) -> str:
    """Every canary says when it is taken back."""
    return "" if canary.rollback else _("Say when it is taken back.")


@alone(
    Canary,
    "CAN02",
    "hint",
    N_("The way back was never tested"),
    field="rollback_tested",
    why=N_("An untested way back is a hope."),
    bad={"canaries": [{"title": "10 % of calls", "share": 10, "rollback": "Recall below 60 %"}]},
    good={
        "canaries": [
            {"title": "10 % of calls", "share": 10, "rollback": "Recall below 60 %", "rollback_tested": "2027-03-02"}
        ]
    },
)
def rollback_was_tested(canary: Canary) -> str:
    """The way back of every canary was tested on some day."""
    return _("Say when the way back was tried.") if canary.rollback and canary.is_empty("rollback_tested") else ""


@alone(
    Canary,
    "CAN03",
    "warning",
    N_("A canary for most of the traffic"),
    field="share",
    why=N_("It warns when the damage is done."),
    bad={"canaries": [{"title": "Most calls", "share": 80}]},
    good={"canaries": [{"title": "10 % of calls", "share": 10}]},
)
def canary_is_small(canary: Canary) -> str:
    """A canary gets no more than half of the traffic."""
    share = canary.share or 0
    return _("It gets {share} % of the traffic.").format(share=figure(share)) if share > 50 else ""


@alone(
    Canary,
    "CAN04",
    "warning",
    N_("The new model answers too many rows differently"),
    field="comparisons",
    why=N_("The plan itself says how much may change before somebody looks at why."),
    bad={"canaries": [{"title": "10 % of calls", "delta": 5, "comparisons": [{"rows": 200, "changed": 30}]}]},
    good={"canaries": [{"title": "10 % of calls", "delta": 5, "comparisons": [{"rows": 200, "changed": 4}]}]},
)
def change_is_within_the_plan(canary: Canary) -> str:
    """The newest comparison of predictions changes no larger share of the rows than the plan allows."""
    share = canary.newest_share
    if share is None or canary.delta is None or share <= canary.delta:
        return ""
    said = _("{share} % of the rows changed; the plan allows {most} %.")
    return said.format(share=figure(share), most=figure(canary.delta))


@each(
    Deployment,
    "DPL01",
    "warning",
    N_("A deployment has no steps for its type"),
    field="type",
    why=N_("Who assists needs a comparison in the shadow first; who replaces needs a way back."),
    bad={"deployments": [{"title": "Weekly list", "type": "replace"}]},
    good={
        "deployments": [{"title": "Weekly list", "type": "replace"}],
        "deployment_steps": [{"title": "Way back tried", "deployment": "Weekly list", "belongs_to": "replace"}],
    },
)
def deployment_has_its_steps(deployment: Deployment, scope: Scope) -> str:
    """A deployment that assists or replaces has a step that belongs to that."""
    steps = scope.pointing(deployment.key, DeploymentStep, "deployment")
    bare = deployment.type in ("assist", "replace") and all(step.belongs_to != deployment.type for step in steps)
    if not bare:
        return ""
    return _("Add the comparison in the shadow.") if deployment.type == "assist" else _("Add the way back.")


@alone(
    DeploymentStep,
    "DPL02",
    "warning",
    N_("A step is done without evidence"),
    field="evidence",
    why=N_("A tick says that somebody ticked."),
    bad={"deployment_steps": [{"title": "Way back tried", "state": "done"}]},
    good={"deployment_steps": [{"title": "Way back tried", "state": "done", "evidence": "Log of 2 March"}]},
)
def done_step_has_evidence(step: DeploymentStep) -> str:
    """Every step that is done has evidence."""
    return _("It is done, and nothing shows it.") if step.state == "done" and not step.evidence else ""


@alone(
    Service,
    "SVC01",
    "error",
    N_("The workers cannot carry the load"),
    field="workers",
    why=N_("Requests a second times seconds each is how many are under way at once."),
    bad={"services": [{"title": "Scores", "latency": 200, "load": 50, "workers": 4}]},
    good={"services": [{"title": "Scores", "latency": 200, "load": 50, "workers": 12}]},
)
def workers_carry_the_load(service: Service) -> str:
    """Load times latency is not above the number of workers (Little's law)."""
    message = _("{needed} workers are needed; there are {workers}.")
    return message.format(needed=workers_needed(service), workers=service.workers) if overloaded(service) else ""


@whole(
    "VER01",
    "error",
    N_("A version is missing for deployment"),
    why=N_("Without all five nobody can build the model again that made a decision."),
    bad={"manifests": [{"title": "v1", "parameters": "2026-11", "pipeline": "4f2a"}]},
    good={"manifests": [{"title": "v1", **dict.fromkeys(PARTS, "2026-11")}]},
)
def manifest_is_whole(scope: Scope) -> Iterator[Found]:
    """A manifest names the versions of all five parts."""
    for manifest in scope.all(Manifest):
        missing = [part for part in PARTS if manifest.is_empty(part)]
        if missing:
            titles = ", ".join(_(manifest.section.spec(part).title) for part in missing)
            yield at(manifest, missing[0], _("Missing: {parts}.").format(parts=titles))


@each(
    Release,
    "VER02",
    "warning",
    N_("A release goes into operation without a version manifest"),
    field="stage",
    why=N_("What ran on the day of the complaint is then anybody's guess."),
    bad={"releases": [{"name": "v1", "stage": "deploy"}]},
    good={
        "releases": [{"name": "v1", "stage": "deploy"}],
        "manifests": [{"title": "v1", "release": "v1", **dict.fromkeys(PARTS, "4f2a")}],
    },
)
def deployed_release_has_a_manifest(release: Release, scope: Scope) -> str:
    """The manifests of a release in the stage of deployment name the versions of all five parts."""
    missing = missing_versions(scope.engagement, release.key) if release.stage == "deploy" else []
    titles = [_(Manifest.section.spec(part).title) for part in missing]
    return _("Missing: {parts}.").format(parts=", ".join(titles)) if titles else ""


@alone(
    ABTest,
    "ABT01",
    "error",
    N_("An A/B test without traffic"),
    field="traffic",
    why=N_("It never ends: the sample size is divided by nothing."),
    bad={"ab_tests": [{"title": "List or no list", "metric": "Leavers kept", "traffic": 0}]},
    good={"ab_tests": [{"title": "List or no list", "metric": "Leavers kept", "traffic": 400}]},
)
def test_has_traffic(test: ABTest) -> str:
    """The traffic of an A/B test is not nought."""
    return _("Nobody takes part.") if test.traffic == 0 else ""


@alone(
    ABTest,
    "ABT02",
    "warning",
    N_("An A/B test does not say what it compares"),
    field="metric",
    why=N_("Whoever looks for a difference in everything finds one."),
    bad={"ab_tests": [{"title": "List or no list", "traffic": 400}]},
    good={"ab_tests": [{"title": "List or no list", "traffic": 400, "metric": "Leavers kept"}]},
)
def ab_test_has_a_metric(test: ABTest) -> str:
    """Every A/B test names one metric."""
    return _("Name the one metric that decides.") if test.metric is None else ""
