"""What to tell after packing: what went into a bundle, what did not and why, and who can read it."""

from __future__ import annotations

from collections.abc import Iterator

from scopewright.language import _, ngettext
from scopewright.store.bundle import Packed, Source, is_as_audited


def report(packed: Packed) -> list[str]:
    """As sentences for whoever packed."""
    return [*_records(packed), *(_about(packed, source) for source in packed.sources), _protection(packed)]


def _records(packed: Packed) -> Iterator[str]:
    records = packed.engagement.records()
    text = ngettext("{name}: {count} record", "{name}: {count} records", len(records))
    yield text.format(name=packed.manifest.engagement, count=len(records))
    internal = sum(record.internal for record in records)
    if internal:
        text = ngettext(
            "{count} of them is internal only: this bundle is for colleagues, not for the client.",
            "{count} of them are internal only: this bundle is for colleagues, not for the client.",
            internal,
        )
        yield text.format(count=internal)


def _about(packed: Packed, source: Source) -> str:
    place = f"{source.dataset.id} {source.path}" if source.dataset else source.path.name
    remark = source.remark or _("is in the bundle as {name}").format(name=source.name)
    if source.name and not is_as_audited(packed, source):
        remark += "; " + _("it is not the file that was audited")
    return f"{place}: {remark}."


def _protection(packed: Packed) -> str:
    if packed.seal is None:
        return _("Anybody who has the bundle can read it.")
    if any(source.name and source.dataset for source in packed.sources):
        return _("The engagement opens with its passphrase only; the CSV files in the bundle can be read by anybody.")
    return _("It opens with the passphrase of the engagement only.")
