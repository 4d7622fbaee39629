"""One file per section of the scope; whatever stands in this folder is declared when the folder is imported."""

import importlib
import pkgutil

from scopewright.language import N_
from scopewright.model.record import SECTIONS

PHASES: dict[str, str] = {
    "frame": N_("Frame"),
    "capture": N_("Capture"),
    "scope": N_("Scope"),
    "solution": N_("Solution"),
    "decide": N_("Decide"),
    "deliver": N_("Deliver"),
    "agree": N_("Agreement"),
    "data": N_("Data"),
    "deploy": N_("Deployment"),
    "watch": N_("Monitoring"),
    "review": N_("Review"),
}
"""The groups of the sidebar in working order."""

LATER = frozenset({"solution", "agree", "deploy", "watch", "review"})
"""The phases that a first session seldom reaches: the window folds them away until somebody unfolds them."""

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

for _key in sorted(SECTIONS, key=lambda key: (list(PHASES).index(SECTIONS[key].phase), SECTIONS[key].place)):
    SECTIONS[_key] = SECTIONS.pop(_key)
