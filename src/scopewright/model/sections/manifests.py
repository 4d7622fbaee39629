"""Which versions a release consists of (row J19)."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model.fields import ref, text
from scopewright.model.record import Record, section

PART_TITLES = {
    "parameters": N_("Model parameters"),
    "configuration": N_("Configuration"),
    "pipeline": N_("Feature pipeline"),
    "training_set": N_("Training set"),
    "validation_set": N_("Validation set"),
}
PARTS = tuple(PART_TITLES)
"""The five things whose version has to be known before a release may be deployed."""


@section(
    "manifests",
    N_("Version manifests"),
    one=N_("version manifest"),
    prefix="MF",
    place=60,
    phase="deploy",
    icon="archive",
    document="design",
    hint=N_("Write down the version of the five things that make a model, before it is deployed."),
)
class Manifest(Record):
    """The versions behind one release; with one of the five missing it is not ready to deploy."""

    title: str = text(N_("Manifest"), required=True)
    parameters: str = text(PART_TITLES["parameters"], help=N_("The file of weights, by name and digest."))
    configuration: str = text(PART_TITLES["configuration"])
    pipeline: str = text(PART_TITLES["pipeline"])
    training_set: str = text(PART_TITLES["training_set"], help=N_("Fingerprint, or the version it is filed under."))
    validation_set: str = text(PART_TITLES["validation_set"])
    run: str | None = ref(N_("Run"), "runs", column=False)
