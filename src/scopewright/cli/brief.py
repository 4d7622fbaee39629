"""The command that writes a brief."""

from __future__ import annotations

import argparse
import base64
from pathlib import Path
from typing import Any

from scopewright.briefs.papers import PAPERS
from scopewright.cli.command import Command, Refused, passphrase_option, put, reading, reason, say
from scopewright.cli.progress_bar import run_job
from scopewright.language import LANGUAGES, N_, _
from scopewright.model.releases import as_exported, release_called
from scopewright.model.tables import to_tables
from scopewright.store.durable import export, resolve

PDF = "pdf"
NOT_THERE_YET = ("docx", "xlsx", "md", "html")
_PLANNED = ("for", "since")


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar=_("FILE"), type=Path, nargs="?", help=_("the engagement file, NAME.scope"))
    passphrase_option(parser)
    parser.add_argument("kind", metavar=_("KIND"), nargs="?", help=_("the kind of brief; see --list"))
    parser.add_argument("-o", "--output", metavar="OUT.pdf", type=Path, help=_("where to write it"))
    parser.add_argument("--format", choices=(PDF, *NOT_THERE_YET), default=PDF, help=_("pdf; others are not there yet"))
    parser.add_argument("--for", metavar=_("PERSON"), help=_("not there yet"))
    parser.add_argument("--since", metavar="X", help=_("not there yet"))
    parser.add_argument("--paper", choices=tuple(PAPERS), default=next(iter(PAPERS)))
    parser.add_argument("--language", choices=LANGUAGES, help=_("otherwise the one set in document control"))
    text = _("of that release: a frozen one as it was frozen, whatever was edited since")
    parser.add_argument("--release", metavar="ID", help=text)
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
    _refuse_planned(options)
    return _write(options, _target(options))


def _refuse_planned(options: argparse.Namespace) -> None:
    for name in _PLANNED:
        if getattr(options, name) is not None:
            raise Refused(_("The option {option} is not there yet; nothing was written.").format(option=f"--{name}"))
    if options.format != PDF:
        raise _no_format(options.format)


def _no_format(name: str) -> Refused:
    return Refused(_("The format {name} is not there yet; there is: pdf. Nothing was written.").format(name=name))


def _target(options: argparse.Namespace) -> Path:
    """Where the brief goes, every link followed.

    Raises:
        Refused: it is the engagement itself, no name for a PDF, or in no folder.
    """
    output, target = options.output, resolve(options.output)
    if target == resolve(options.file) or (target.exists() and options.file.exists() and target.samefile(options.file)):
        text = _("“{name}” is the engagement itself; name another file for the brief. Nothing was written.")
        raise Refused(text.format(name=output))
    for suffix in (output.suffix.lower(), target.suffix.lower()):
        if suffix[1:] in NOT_THERE_YET:
            raise _no_format(suffix[1:])
        if suffix != f".{PDF}":
            text = _("“{name}” is no name for a brief; let it end in .pdf. Nothing was written.")
            raise Refused(text.format(name=output))
    if target.is_dir():
        raise Refused(_("“{name}” is a folder; name a file in it. Nothing was written.").format(name=output))
    if not target.parent.is_dir():
        text = _("There is no folder “{folder}”. Make it, or name another; nothing was written.")
        raise Refused(text.format(folder=output.parent))
    return target


def _write(options: argparse.Namespace, target: Path) -> int:
    engagement = reading(options)
    if options.release is not None:
        engagement = as_exported(engagement, release_called(engagement, options.release))
    payload = {
        "tables": to_tables(engagement),
        "key": engagement.key,
        "kind": options.kind,
        "paper": options.paper,
        "language": options.language,
        "format": options.format,
    }
    result = run_job("brief", payload)
    _export(base64.b64decode(result["data"]), options.output, target)
    put(str(options.output))
    for glyph in result["glyphs"]:
        say(_unprintable(glyph))
    return 1 if result["glyphs"] else 0


def _export(data: bytes, output: Path, target: Path) -> None:
    try:
        export(target, data)
    except OSError as error:
        text = _("“{name}” could not be written: {reason}. What stood there is untouched.")
        raise Refused(text.format(name=output, reason=reason(error))) from error


def _unprintable(glyph: dict[str, Any]) -> str:
    text = _("{id} {field}: the characters {characters} cannot be printed; the brief shows a box for each.")
    return text.format(id=glyph["id"], field=glyph["field"], characters=" ".join(glyph["characters"]))


COMMANDS = (Command("brief", N_("write a brief as PDF"), _declare, _run),)
