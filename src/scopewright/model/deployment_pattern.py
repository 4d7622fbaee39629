"""The steps that the type and the pattern of a deployment ask for (rows P7, P8)."""

from __future__ import annotations

from scopewright.language import _
from scopewright.model.engagement import Engagement
from scopewright.model.question_lists import QuestionList
from scopewright.model.sections.deployment_steps import DeploymentStep
from scopewright.model.sections.deployments import Deployment
from scopewright.model.step import Step


def all_steps(engagement: Engagement, deployment: Deployment) -> list[DeploymentStep]:
    """Every step of a deployment, of whatever type or pattern."""
    return [step for step in engagement.all(DeploymentStep) if step.deployment == deployment.key]


def current_steps(engagement: Engagement, deployment: Deployment) -> list[DeploymentStep]:
    """The steps that count: own ones, and those of the present type and pattern; the others rest."""
    asked = (None, deployment.type, deployment.pattern)
    return [step for step in all_steps(engagement, deployment) if step.belongs_to in asked]


def resting_steps(engagement: Engagement, deployment: Deployment) -> list[DeploymentStep]:
    """The steps of another type or pattern that was chosen before; what was written down in them is kept."""
    asked = (None, deployment.type, deployment.pattern)
    return [step for step in all_steps(engagement, deployment) if step.belongs_to not in asked]


def choose(
    engagement: Engagement, deployment: Deployment, field: str, chosen: str | None, steps: QuestionList, who: str = ""
) -> None:
    """Set ``type`` or ``pattern`` and add the steps it asks for and that are not there yet, as one step."""
    present = {each.item for each in all_steps(engagement, deployment)}
    title = deployment.section.spec(field).title
    with Step(engagement, _("{title} of {id}").format(title=_(title), id=deployment.id), who=who) as step:
        step.set(deployment.key, field, chosen)
        for item in steps.items:
            name = steps.name_of(item)
            if chosen is not None and item.values.get("belongs_to") == chosen and name not in present:
                values = {"title": item.title, **item.values, "deployment": deployment.key, "item": name}
                step.add("deployment_steps", values)
