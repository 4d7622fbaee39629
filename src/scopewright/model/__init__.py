"""The scope model: kinds, sections, records, changes. Knows no window, no file and no data frame."""
