"""Which versions a release consists of (row J19)."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model.fields import ref, text
from scopewright.model.record import Record, section

PARTS = ("parameters", "configuration", "pipeline", "training_set", "validation_set")
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
    parameters: str = text(N_("Model parameters"), help=N_("The file of weights, by name and digest."))
    configuration: str = text(N_("Configuration"))
    pipeline: str = text(N_("Feature pipeline"))
    training_set: str = text(N_("Training set"), help=N_("Fingerprint, or the version it is filed under."))
    validation_set: str = text(N_("Validation set"))
    run: str | None = ref(N_("Run"), "runs", column=False)
