"""Handing an engagement over as one file with its data: what goes in, and what went in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QWidget

from scopewright.gui.keeping.dialog import Dialog
from scopewright.language import _, ngettext
from scopewright.store.bundle import Packed, Source, is_as_audited


class PackDialog(Dialog):
    """What goes into the bundle; ``chosen`` gets whether CSV files and attachments do."""

    def __init__(self, parent: QWidget, *, protected: bool, chosen: Callable[[bool, bool], object]) -> None:
        text = _("One file with the engagement, for a colleague: internal notes are in it. It is not for the client.")
        if protected:
            text += " " + _(
                "The engagement in it opens with its passphrase; CSV files and attachments are not protected."
            )
        super().__init__(parent, "pack", "package", _("Pack for a colleague"), text)
        data = _box("pack.data", _("With the &CSV files of the datasets"))
        attachments = _box("pack.attachments", _("With &plots and tables of runs"))
        attachments.setChecked(True)
        self.body.addWidget(data)
        self.body.addWidget(attachments)
        self.offer_cancel()
        self.offer_and_close(
            "pack",
            _("Choose the file…"),
            lambda: chosen(data.isChecked(), attachments.isChecked()),
            "package",
            main=True,
        )


def _box(name: str, text: str) -> QCheckBox:
    box = QCheckBox(text)
    box.setObjectName(name)
    box.setAccessibleName(text.replace("&", ""))
    return box


def said_of(packed: Packed) -> list[str]:
    """What went into a bundle, what did not and why, as sentences."""
    records = packed.engagement.records()
    internal = sum(record.internal for record in records)
    lines = [ngettext("{count} record", "{count} records", len(records)).format(count=len(records))]
    if internal:
        text = ngettext("{count} of them is internal only.", "{count} of them are internal only.", internal)
        lines.append(text.format(count=internal))
    return lines + [_about(packed, source) for source in packed.sources]


def _about(packed: Packed, source: Source) -> str:
    place = f"{source.dataset.id} {source.path}" if source.dataset else source.path.name
    remark = source.remark or _("is in the bundle as {name}").format(name=source.name)
    if source.name and not is_as_audited(packed, source):
        remark += "; " + _("it is not the file that was audited")
    return f"{place}: {remark}."
