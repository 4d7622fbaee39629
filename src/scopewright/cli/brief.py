"""The command that writes a brief."""

from __future__ import annotations

import argparse
from pathlib import Path

from scopewright.cli.command import Command, Refused, passphrase_option, put, reading, say
from scopewright.cli.progress_bar import run_job
from scopewright.language import LANGUAGES, N_, _
from scopewright.model.tables import to_tables

PAPERS = ("a4", "letter")


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar=_("FILE"), type=Path, nargs="?", help=_("the engagement file, NAME.scope"))
    passphrase_option(parser)
    parser.add_argument("kind", metavar=_("KIND"), nargs="?", help=_("the kind of brief; see --list"))
    parser.add_argument("-o", "--output", metavar="OUT.pdf", type=Path, help=_("where to write it"))
    parser.add_argument("--paper", choices=PAPERS, default=PAPERS[0])
    parser.add_argument("--language", choices=LANGUAGES, help=_("otherwise the one set in document control"))
    parser.add_argument("--list", action="store_true", help=_("list the kinds of brief"))


def _run(options: argparse.Namespace) -> int:
    from scopewright.briefs.registry import BRIEFS

    if options.list:
        for kind, brief in BRIEFS.items():
            put(f"{kind:<14}{_(brief.title)}")
        return 0
    if options.file is None or options.kind is None or options.output is None:
        raise Refused(_("Name the engagement file, the kind of brief and the output: brief FILE KIND -o OUT.pdf."))
    if options.kind not in BRIEFS:
        text = _("There is no brief “{kind}” yet; there are: {kinds}.")
        raise Refused(text.format(kind=options.kind, kinds=", ".join(BRIEFS)))
    return _write(options)


def _write(options: argparse.Namespace) -> int:
    engagement = reading(options)
    payload = {
        "tables": to_tables(engagement),
        "key": engagement.key,
        "kind": options.kind,
        "paper": options.paper,
        "language": options.language,
        "out": str(options.output.resolve()),
        "format": "pdf",
    }
    result = run_job("brief", payload)
    put(str(options.output))
    for glyph in result["glyphs"]:
        say(str(glyph))
    return 1 if result["glyphs"] else 0


COMMANDS = (Command("brief", N_("write a brief as PDF"), _declare, _run),)
