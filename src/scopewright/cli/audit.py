"""``audit``: what is wrong with a CSV, by itself, against an earlier delivery, and with the tables it names."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scopewright.cli.command import Command, Refused, opened, passphrase_option, put, put_json, refuse_no_file, say
from scopewright.cli.progress_bar import run_job
from scopewright.cli.reading import asked_reading, declare_reading
from scopewright.language import N_, _, current, ngettext, show_number
from scopewright.model.lab_results import keep_audit
from scopewright.model.severity import demands
from scopewright.store.person import who


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("csv", metavar="CSV", type=Path, help=_("the client's file"))
    parser.add_argument("--target", metavar="COL", help=_("the column to be predicted"))
    parser.add_argument(
        "--against", metavar="OLD", type=Path, help=_("an earlier delivery: what changed, what drifted")
    )
    parser.add_argument("--key", metavar="COL", help=_("the column by which rows of both deliveries are matched"))
    parser.add_argument(
        "--refers-to",
        metavar="OTHER:COL=COL",
        action="append",
        default=[],
        help=_("a table whose column (the second) holds the keys that a column here (the first) names"),
    )
    parser.add_argument("--time", metavar="COL", help=_("hold the latest rows by this column against the others"))
    parser.add_argument(
        "--group", metavar="COL", help=_("hold the groups of this column that a test would hold out against the others")
    )
    parser.add_argument("--seed", type=int, default=0, help=_("of the split, as for baseline (default 0)"))
    parser.add_argument("--suspects", action="store_true", help=_("look for labels that seem wrong, with a model"))
    parser.add_argument("--into", metavar=_("FILE"), type=Path, help=_("keep what was found in this engagement"))
    parser.add_argument(
        "--dictionary", action="store_true", help=_("with --into: begin a data dictionary from the header")
    )
    passphrase_option(parser)
    declare_reading(parser)
    parser.add_argument("--json", action="store_true", help=_("as JSON"))


def _audit(options: argparse.Namespace) -> int:
    if options.suspects and options.target is None:
        raise Refused(_("To look for suspect labels, name the column that holds them with --target."))
    split = {name: value for name in ("time", "group") if (value := getattr(options, name)) is not None}
    if split and options.target is None:
        raise Refused(_("A split holds out rows to predict: name the column to be predicted with --target."))
    if options.key is not None and options.against is None:
        raise Refused(_("--key matches the rows of two deliveries: name the earlier one with --against."))
    if options.dictionary and options.into is None:
        raise Refused(_("--dictionary writes into an engagement: name it with --into."))
    payload: dict[str, Any] = {
        "path": str(options.csv.resolve()),
        "target": options.target,
        "suspects": options.suspects,
        "against": None if options.against is None else str(options.against.resolve()),
        "key": options.key,
        "split": {**split, "seed": options.seed} if split else None,
        "refers_to": [_reference(text) for text in options.refers_to],
    }
    if options.into is not None:
        refuse_no_file(options.into)
    said = payload["reading"] = asked_reading(options, payload["path"])
    report = run_job("audit", payload, _say_first)
    if options.into is not None:
        with opened(options, options.into) as work:
            today, begun = dt.date.today(), options.dictionary
            kept = keep_audit(work.engagement, report, who(), today, dictionary=begun, reading=said)
        say(_("Kept as {id} in {file}.").format(id=kept.id, file=options.into.name))
    if options.json:
        put_json(report)
    else:
        _put(report)
    return 1 if demands(finding["severity"] for finding in report["findings"]) else 0


def _reference(text: str) -> dict[str, str]:
    """``orders.csv:customer=id`` as the job takes it; the last colon parts file and columns.

    Raises:
        Refused: it is not written so.
    """
    path, colon, columns = text.rpartition(":")
    column, equals, partner = columns.partition("=")
    if not (path and colon and equals and column and partner):
        said = _("“{text}” does not say which columns go together. Write it as OTHER.csv:COLUMN-HERE=COLUMN-THERE.")
        raise Refused(said.format(text=text))
    return {"path": str(Path(path).resolve()), "column": column, "partner": partner}


def _say_first(report: dict[str, Any]) -> None:
    """What the first rows tell, while the rest is looked at."""
    if report["looked_at"] == report["rows"]:
        return
    text = _("First findings, from the first {count} of about {total} rows; the rest is being read:")
    tag = current()
    say(text.format(count=show_number(report["looked_at"], tag), total=show_number(report["rows"], tag)))
    for line in _lines(report):
        say(line)


def _lines(report: dict[str, Any]) -> Iterator[str]:
    for finding in report["findings"]:
        place = finding["column"] or _("the file")
        yield f"{finding['severity']:<8}{finding['rule']}  {place}: {finding['message']}"


def _put(report: dict[str, Any]) -> None:
    text = _("{rows} rows, {columns} columns, {fingerprint}")
    rows = show_number(report["rows"], current())
    put(text.format(rows=rows, columns=len(report["columns"]), fingerprint=report["fingerprint"]))
    if "against" in report:
        _put_comparison(report["against"])
    for line in _lines(report):
        put(line)


def _put_comparison(against: dict[str, Any]) -> None:
    """The earlier file, what became of its rows, and the columns that moved most."""
    tag = current()
    text = _("Against {file}: {rows} rows, {fingerprint}")
    rows = show_number(against["rows"], tag)
    put(text.format(file=Path(against["file"]).name, rows=rows, fingerprint=against["fingerprint"]))
    matched = against["matched"]
    if matched:
        text = _("Matched by “{key}”: {kept} rows in both, {added} new, {removed} gone")
        put(text.format(key=against["key"], **{name: show_number(count, tag) for name, count in matched.items()}))
    else:
        put(_("No column tells the rows of both files apart, so they were not matched; name one with --key."))
    if against.get("counted"):
        put(_("Files of this size are compared column by column, on all rows, and not cell by cell."))
    moved = [column for column in against["columns"] if column["level"] != "none"]
    said = ngettext(
        "{count} of {all} compared columns has drifted", "{count} of {all} compared columns have drifted", len(moved)
    )
    put(said.format(count=len(moved), all=len(against["columns"])))


COMMANDS = (Command("audit", N_("say what is wrong with a CSV"), _declare, _audit),)
