"""The command ``delta``: the predictions of a new model against those of the current one (row J20)."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from scopewright.cli.command import Command, put, put_json, say
from scopewright.jobs.inline import run
from scopewright.language import N_, _, current, show_number

SHOWN = 10


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("current", metavar="CURRENT.csv", type=Path, help=_("predictions of the model in use"))
    parser.add_argument("new", metavar="NEW.csv", type=Path, help=_("predictions of the new one for the same rows"))
    parser.add_argument(
        "--key", default="row", metavar=_("COLUMN"), help=_("the column that tells rows apart; row unless told")
    )
    parser.add_argument("--json", action="store_true", help=_("as JSON"))


def _delta(options: argparse.Namespace) -> int:
    payload = {"current": str(options.current), "new": str(options.new), "key": options.key}
    found = run("delta", payload)
    if options.json:
        put_json(found)
    else:
        _put(found)
    for name, text in (("only_current", _("{n} rows are only in the current file: {keys}")),
                       ("only_new", _("{n} rows are only in the new file: {keys}"))):  # fmt: skip
        if found[name]["count"]:
            say(text.format(n=found[name]["count"], keys=", ".join(found[name]["first"][:SHOWN])))
    return 1 if found["changed"] or found["only_current"]["count"] or found["only_new"]["count"] else 0


def _put(found: dict[str, Any]) -> None:
    if not found["rows"]:
        put(_("The two files have no row in common."))
        return
    share = show_number(round(100 * found["share"], 1), current())
    text = _("{changed} of {rows} common rows differ ({share} %).")
    put(text.format(changed=found["changed"], rows=found["rows"], share=share))
    if found["mean"] is not None:
        text = _("On average they moved by {mean}, at most by {largest}.")
        put(text.format(mean=_four_digits(found["mean"]), largest=_four_digits(found["largest"])))
    for row in found["first"][:SHOWN]:
        put(f"    {row['key']}: {row['current']} → {row['new']}")


def _four_digits(figure: float) -> str:
    return show_number(float(f"{figure:.4g}"), current())


COMMANDS = (Command("delta", N_("compare the predictions of two models row by row"), _declare, _delta),)
