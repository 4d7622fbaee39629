"""The command ``delta``: the predictions of a new model against those of the current one (row J20)."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import Any

from scopewright.cli.command import Command, Refused, opened, passphrase_option, put, put_json, refuse_no_file, say
from scopewright.jobs.inline import run
from scopewright.language import N_, _, current
from scopewright.model.kept_comparison import keep_comparison, mismatches, told
from scopewright.model.sections.canaries import Canary
from scopewright.store.person import who

SHOWN = 10


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("current", metavar="CURRENT.csv", type=Path, help=_("predictions of the model in use"))
    parser.add_argument("new", metavar="NEW.csv", type=Path, help=_("predictions of the new one for the same rows"))
    parser.add_argument(
        "--key", metavar=_("COLUMN"), help=_("the column that tells rows apart; looked for unless told")
    )
    parser.add_argument("--into", metavar=_("FILE"), type=Path, help=_("keep counts and fingerprints here"))
    parser.add_argument("--plan", metavar="CA-n", help=_("with --into: the canary plan to keep them with"))
    passphrase_option(parser)
    parser.add_argument("--json", action="store_true", help=_("as JSON"))


def _delta(options: argparse.Namespace) -> int:
    if (options.into is None) != (options.plan is None):
        raise Refused(_("A comparison is kept with a canary plan: name both --into FILE and --plan CA-n."))
    if options.into is not None:
        refuse_no_file(options.into)
    payload = {"current": str(options.current), "new": str(options.new), "key": options.key}
    found = run("delta", payload)
    if options.into is not None:
        _keep(options, found)
    if options.json:
        put_json(found)
    else:
        for sentence in told(found, current()):
            put(sentence)
        for row in found["first"][:SHOWN]:
            put(f"    {row['key']}: {row['current']} → {row['new']}")
    unmatched = mismatches(found)
    for sentence in unmatched:
        say(sentence)
    return 1 if found["changed"] or unmatched else 0


def _keep(options: argparse.Namespace, found: dict[str, Any]) -> None:
    with opened(options, options.into) as work:
        plan = work.engagement.by_id(options.plan or "")
        if not isinstance(plan, Canary):
            raise Refused(_("{id} is no canary plan; nothing was kept.").format(id=plan.id))
        keep_comparison(work.engagement, plan, found, who(), dt.date.today())
    say(_("Kept as {id} in {file}.").format(id=plan.id, file=options.into.name))


COMMANDS = (Command("delta", N_("compare the predictions of two models row by row"), _declare, _delta),)
