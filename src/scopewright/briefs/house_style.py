"""The house style of a firm: logo, two colours, typeface, what the firm says of itself, and how its files are called.

It is one small JSON file that engagements share. It belongs to the firm and never names a client: where it means the
client of an engagement it says ``{client}``.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from scopewright.briefs.file_name import PATTERN, check_pattern
from scopewright.language import _, current, show_number
from scopewright.model.kinds import clean
from scopewright.model.refusal import SaidToUser
from scopewright.model.sections.document import CLASSES
from scopewright.scenes.brand import LEAST_FIRST, LEAST_SECOND, darkened, is_colour
from scopewright.scenes.measure import FAMILY
from scopewright.scenes.palette import LIGHT_PRINT, contrast

VERSION = 1
LARGEST_LOGO = 1_000_000
"""Bytes of the stored logo."""
LARGEST_FILE = 8 * 1024 * 1024
"""Bytes of the file that a logo is made of."""
_LONGEST_LINE, _LONGEST_TEXT = 300, 20_000
_SHORTEST_CLIENT = 3
CLIENT, FIRM = "{client}", "{firm}"
"""What stands for the client, and for the firm, in the clauses."""


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """A style; ``logo`` is a PNG as base64 text, ``classification`` a key of ``CLASSES``.

    ``firm`` and ``classification`` hold where document control says nothing. ``details`` are the lines that stand for
    the firm on the cover, ``clauses`` the terms above the signatures.
    """

    name: str = ""
    firm: str = ""
    details: str = ""
    brand1: str = LIGHT_PRINT["brand1"]
    brand2: str = LIGHT_PRINT["brand2"]
    font: str = FAMILY
    logo: str = ""
    classification: str = ""
    clauses: str = ""
    file_name: str = PATTERN

    def picture(self) -> bytes:
        """The logo as PNG; empty if there is none."""
        return base64.b64decode(self.logo)

    def to_json(self) -> dict[str, Any]:
        """The style as it stands in its file."""
        return {"version": VERSION, **asdict(self)}

    def terms(self, client: str, firm: str) -> str:
        """The clauses with both parties named."""
        return self.clauses.replace(CLIENT, client).replace(FIRM, firm)


def from_json(data: Any) -> HouseStyle:
    """The style in a file, whoever wrote it; colours too pale to read are darkened.

    Raises:
        SaidToUser: it is none, or a value in it is none; the message is for the user.
    """
    if not isinstance(data, Mapping) or not isinstance(data.get("version"), int):
        raise SaidToUser(_("This is no house style."))
    if data["version"] > VERSION:
        raise SaidToUser(
            _("This house style was made by a newer Scopewright; it is used as soon as this one is updated.")
        )
    known = {each.name: data.get(each.name, each.default) for each in fields(HouseStyle)}
    if not all(isinstance(value, str) for value in known.values()):
        raise SaidToUser(_("This is no house style."))
    return mended(checked(HouseStyle(**{name: _said(name, value) for name, value in known.items()})))[0]


def _said(name: str, value: str) -> str:
    if name == "logo":
        return value
    if name in ("details", "clauses"):
        return clean(value)[:_LONGEST_TEXT].strip()
    return " ".join(clean(value).split())[:_LONGEST_LINE]


def checked(style: HouseStyle) -> HouseStyle:
    """The style, if it can be used.

    Raises:
        SaidToUser: it has no name, a colour is none, the logo is too large, or the file name has an unknown word.
    """
    if not style.name:
        raise SaidToUser(_("Give the house style a name."))
    for colour in (style.brand1, style.brand2):
        if not is_colour(colour):
            raise SaidToUser(_("“{colour}” is no colour; write it as #12355B.").format(colour=colour))
    if style.classification and style.classification not in dict(CLASSES):
        known = ", ".join(dict(CLASSES))
        text = _("There is no classification “{said}”; there are: {known}.")
        raise SaidToUser(text.format(said=style.classification, known=known))
    check_pattern(style.file_name)
    try:
        size = len(base64.b64decode(style.logo, validate=True))
    except ValueError as error:
        raise SaidToUser(_("The logo in this house style is damaged; choose it again.")) from error
    if size > LARGEST_LOGO:
        raise SaidToUser(_("The logo in this house style is too large; choose it again."))
    return style


def mended(style: HouseStyle) -> tuple[HouseStyle, tuple[str, ...]]:
    """The style with colours that can be read on white, and a sentence for each that was darkened."""
    said = []
    for name, least in (("brand1", LEAST_FIRST), ("brand2", LEAST_SECOND)):
        before = getattr(style, name).upper()
        after = darkened(before, least)
        style = replace(style, **{name: after})
        if after != before:
            text = _("{before} has a contrast of {found} on white and needs {least}: it was darkened to {after}.")
            said.append(
                text.format(before=before, after=after, found=_ratio(contrast(before, "#FFFFFF")), least=_ratio(least))
            )
    return style, tuple(said)


def _ratio(value: float) -> str:
    return show_number(value, current(), 1)


def without_client(style: HouseStyle, client: str) -> tuple[HouseStyle, tuple[str, ...]]:
    """The style with ``{client}`` in the place of a client's name, and the fields in which it stood."""
    name = " ".join(client.split())
    if len(name) < _SHORTEST_CLIENT:
        return style, ()
    wanted = re.compile(r"\s+".join(re.escape(word) for word in name.split()), re.IGNORECASE)
    found = {
        each: wanted.sub(CLIENT, getattr(style, each))
        for each in ("name", "firm", "details", "clauses", "file_name")
        if wanted.search(getattr(style, each))
    }
    return replace(style, **found), tuple(found)
