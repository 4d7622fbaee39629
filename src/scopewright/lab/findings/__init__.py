"""What the audit looks for: one table of rules; a rule's code is stable, its check one small function.

A rule stays silent where a careful person would: a finding costs the consultant a question to the client.
"""

from __future__ import annotations

from scopewright.lab.findings import (
    clocks,
    deliveries,
    extremes,
    gaps,
    labels,
    near,
    personal,
    persons,
    target,
    texts,
    times,
    totals,
    units,
    values,
    whole,
)
from scopewright.lab.findings.case import ERROR, HINT, WARNING, Case, ColumnRule, Found, TableRule
from scopewright.lab.findings.pair import PairRule
from scopewright.language import N_

__all__ = ["COLUMN_RULES", "PAIR_RULES", "REFERENCE_RULES", "TABLE_RULES", "Case", "ColumnRule", "Found", "TableRule"]

TABLE_RULES = (
    TableRule("TAB01", ERROR, N_("No rows"), whole.no_records),
    TableRule("TAB02", ERROR, N_("A second table"), whole.second_table),
    TableRule("TAB03", WARNING, N_("Columns not looked at"), whole.skipped_columns),
    TableRule("HDR01", HINT, N_("No headings"), whole.no_header),
    TableRule("HDR02", WARNING, N_("Unclear headings"), whole.unclear_headings),
    TableRule("RAG01", WARNING, N_("Ragged rows"), whole.ragged),
    TableRule("RAG02", WARNING, N_("Quotes never closed"), whole.broken_quotes),
    TableRule("TOT01", WARNING, N_("Totals among the rows"), totals.totals),
    TableRule("DUP01", WARNING, N_("Duplicate rows"), whole.duplicate_rows),
    TableRule("DUP02", WARNING, N_("Columns that say the same"), whole.same_columns),
    TableRule("DUP03", WARNING, N_("Nearly the same rows"), near.similar_rows),
    TableRule("MIS03", HINT, N_("Missing together"), gaps.missing_together),
    TableRule("DAT05", HINT, N_("Old data"), times.stale),
    TableRule("TGT01", ERROR, N_("Target missing"), target.missing_target),
    TableRule("TGT02", ERROR, N_("Target never varies"), target.one_class),
    TableRule("TGT03", WARNING, N_("Unequal classes"), target.imbalance),
    TableRule("TGT04", WARNING, N_("Rare classes"), target.rare_classes),
    TableRule("TGT05", WARNING, N_("Target cut off"), target.capped),
    TableRule("LAB01", WARNING, N_("Conflicting labels"), labels.conflicts),
    TableRule("LEA02", WARNING, N_("Order gives the target away"), labels.order),
)
COLUMN_RULES = (
    ColumnRule("EMP01", WARNING, N_("Empty column"), values.empty),
    ColumnRule("CON01", WARNING, N_("Constant column"), values.constant),
    ColumnRule("MIS01", WARNING, N_("Missing values"), values.missing),
    ColumnRule("MIS02", WARNING, N_("Odd marks for missing values"), values.odd_missing),
    ColumnRule("MIS04", HINT, N_("Missing by group"), gaps.missing_by_group),
    ColumnRule("TYP01", WARNING, N_("Mixed types"), values.mixed),
    ColumnRule("NUM01", HINT, N_("Numbers with marks and signs"), values.number_style),
    ColumnRule("NUM02", WARNING, N_("Stand-in numbers"), extremes.stand_ins),
    ColumnRule("NUM03", HINT, N_("Numbers with a unit"), units.with_units),
    ColumnRule("OUT01", HINT, N_("Outliers"), extremes.outliers),
    ColumnRule("LEV01", WARNING, N_("One level, several spellings"), values.spelled_differently),
    ColumnRule("LEV02", HINT, N_("Typing errors in levels"), near.typing_errors),
    ColumnRule("CAR01", HINT, N_("Very many codes"), texts.many_levels),
    ColumnRule("LNG01", HINT, N_("Several languages"), texts.mixed_languages),
    ColumnRule("COD01", WARNING, N_("Lost leading zeros"), values.lost_zeros),
    ColumnRule("ENC01", WARNING, N_("Damaged letters"), values.damaged),
    ColumnRule("KEY01", WARNING, N_("Repeated keys"), whole.repeated_keys),
    ColumnRule("KEY02", WARNING, N_("Keys that differ in spelling"), near.similar_keys),
    ColumnRule("DAT01", WARNING, N_("Several date formats"), times.several_formats),
    ColumnRule("DAT02", HINT, N_("Day or month first"), times.undecided),
    ColumnRule("DAT03", WARNING, N_("Dates in the future"), times.future),
    ColumnRule("DAT04", WARNING, N_("Stand-in dates"), times.placeholders),
    ColumnRule("DAT06", WARNING, N_("Gaps in time"), times.time_gaps),
    ColumnRule("DAT07", HINT, N_("Times kept as numbers"), clocks.times_as_numbers),
    ColumnRule("PER01", WARNING, N_("E-mail addresses"), personal.email),
    ColumnRule("PER02", WARNING, N_("Phone numbers"), personal.phone),
    ColumnRule("PER03", WARNING, N_("Bank accounts"), personal.iban),
    ColumnRule("PER04", HINT, N_("Personal by its name"), persons.telling_name),
    ColumnRule("PER05", WARNING, N_("Names of people"), persons.names),
    ColumnRule("PER06", WARNING, N_("National numbers"), persons.national_numbers),
    ColumnRule("PER07", WARNING, N_("Payment cards"), persons.cards),
    ColumnRule("IDN01", HINT, N_("Row identifier"), target.identifier),
    ColumnRule("LEA01", WARNING, N_("Target given away"), target.leak),
)
PAIR_RULES = (
    PairRule("CMP01", ERROR, N_("Column gone"), deliveries.gone_columns),
    PairRule("CMP02", HINT, N_("New column"), deliveries.new_columns),
    PairRule("CMP03", WARNING, N_("Another type"), deliveries.other_types),
    PairRule("CMP04", WARNING, N_("New levels"), deliveries.new_levels),
    PairRule("CMP05", WARNING, N_("Rows gone"), deliveries.lost_rows),
    PairRule("CMP06", HINT, N_("Rows added"), deliveries.added_rows),
    PairRule("CMP07", HINT, N_("Values changed"), deliveries.changed_rows),
    PairRule("DRF01", WARNING, N_("Drift"), deliveries.drifted),
)
REFERENCE_RULES = {
    "REF01": (ERROR, N_("Keys without a partner")),
    "REF02": (HINT, N_("Partners never named")),
    "REF03": (WARNING, N_("Partner key repeated")),
}
"""What ``references.between`` may find: usual severity and title by code."""
