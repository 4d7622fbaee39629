"""What helps against each part of a model's error, the first thing to try first (row J13)."""

from __future__ import annotations

from scopewright.language import N_

REMEDIES: dict[str, tuple[str, ...]] = {
    "bias": (
        N_("Try a larger model, or one that fits more closely."),
        N_("Add input features that people use when they decide."),
        N_("Weaken the regularisation."),
        N_("Train longer or with a better optimiser."),
        N_("Change the model family or architecture."),
        N_("Look at training errors by hand: are the labels and inputs right?"),
    ),
    "variance": (
        N_("Get more training data."),
        N_("Strengthen the regularisation, or stop training earlier."),
        N_("Augment or synthesise training data."),
        N_("Remove features that carry little."),
        N_("Use a smaller model."),
        N_("Average several models."),
    ),
    "shift": (
        N_("Look at the errors: in which columns and groups do the new rows differ?"),
        N_("Collect or synthesise training rows like those the model will meet."),
        N_("Weight training rows by how much they resemble the new ones, or adapt the model to them."),
    ),
    "dev_overfit": (
        N_("Get a larger development set."),
        N_("Compare fewer settings on the same rows."),
        N_("Ask whether test and development rows come from the same source and time."),
    ),
    "irreducible": (
        N_("Ask for inputs that people did not have either."),
        N_("Check the labels of rows on which people disagree."),
        N_("Agree a target that this error allows."),
    ),
}
"""By the part's name in ``decomposition.PARTS``."""
