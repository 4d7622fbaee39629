"""The command on house styles: which there are, make and change one, hand one over, take one in."""

from __future__ import annotations

import argparse
import base64
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from scopewright.briefs.house_style import LARGEST_FILE, HouseStyle, checked, from_json, mended
from scopewright.cli.command import Command, Refused, put, put_json, say
from scopewright.cli.progress_bar import run_job
from scopewright.language import N_, _
from scopewright.model.sections.document import CLASSES
from scopewright.store.house_styles import HouseStyles, read_style, write_style
from scopewright.store.named_file import read_named

_TEXTS = {
    "firm": N_("the firm where document control names none"),
    "brand1": N_("colour of headings and grounds, as #12355B; at least 7:1 on white, else it is darkened"),
    "brand2": N_("colour of accents; at least 4.5:1 on white, else it is darkened"),
    "font": N_("the family of the letters; see --fonts"),
    "file_name": N_("what files are called, such as “{client} {kind} v{version} {date}”"),
}


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "name", metavar=_("NAME"), nargs="?", help=_("one style only; with options it is made or changed")
    )
    for name, said in _TEXTS.items():
        parser.add_argument(f"--{name.replace('_', '-')}", metavar=_("TEXT"), help=_(said))
    parser.add_argument("--classification", choices=tuple(dict(CLASSES)))
    parser.add_argument("--logo", metavar=_("FILE"), type=Path, help=_("a PNG, JPEG or SVG file"))
    for name, said in (("details", N_("the lines on the firm on the cover")), ("clauses", N_("the terms to sign"))):
        parser.add_argument(f"--{name}", metavar=_("FILE"), type=Path, help=_("a text file: ") + _(said))
    parser.add_argument("--import", dest="taken", metavar=_("FILE"), type=Path, help=_("take a style file in"))
    parser.add_argument("--export", metavar=_("FILE"), type=Path, help=_("write the style as a file to hand over"))
    parser.add_argument("--remove", action="store_true", help=_("remove the style from this computer"))
    parser.add_argument("--fonts", action="store_true", help=_("list the families that can be used here"))


def _run(options: argparse.Namespace) -> int:
    held = HouseStyles()
    if options.fonts:
        for family in run_job("typefaces", {})["families"]:
            put(family)
        return 0
    if options.taken is not None:
        return _keep(held, from_json(read_style(options.taken)))
    if options.name is None:
        for name in held.names():
            put(name)
        return 0
    if options.remove:
        if not held.remove(options.name):
            raise _unknown(held, options.name)
        return 0
    changed = _changed(options)
    if changed:
        found = held.read(options.name)
        return _keep(held, replace(from_json(found) if found else HouseStyle(options.name), **changed))
    return _show(held, options)


def named(name: str) -> dict[str, Any]:
    """The style of that name as it stands in its file.

    Raises:
        Refused: there is none here.
        SaidToUser: it cannot be used.
    """
    held = HouseStyles()
    found = held.read(name)
    if found is None:
        raise _unknown(held, name)
    return from_json(found).to_json()


def _unknown(held: HouseStyles, name: str) -> Refused:
    text = _("There is no house style “{name}” in {folder}; there are: {known}.")
    return Refused(text.format(name=name, folder=held.folder, known=", ".join(held.names()) or "–"))


def _show(held: HouseStyles, options: argparse.Namespace) -> int:
    found = held.read(options.name)
    if found is None:
        raise _unknown(held, options.name)
    if options.export is not None:
        write_style(options.export, from_json(found).to_json())
        put(str(options.export))
        return 0
    said = asdict(from_json(found))
    put_json({**said, "logo": bool(said["logo"])})
    return 0


def _keep(held: HouseStyles, style: HouseStyle) -> int:
    made, darker = mended(checked(style))
    for sentence in darker:
        say(sentence)
    put(str(held.write(made.name, made.to_json())))
    return 0


def _changed(options: argparse.Namespace) -> dict[str, str]:
    said = {name: getattr(options, name) for name in (*_TEXTS, "classification")}
    for name in ("details", "clauses"):
        path = getattr(options, name)
        said[name] = None if path is None else read_named(path, LARGEST_FILE).decode("utf-8-sig", "replace").strip()
    if options.logo is not None:
        data = base64.b64encode(read_named(options.logo, LARGEST_FILE)).decode("ascii")
        said["logo"] = run_job("logo", {"data": data})["data"]
    return {name: value for name, value in said.items() if value is not None}


COMMANDS = (Command("style", N_("list, make and share house styles"), _declare, _run),)
