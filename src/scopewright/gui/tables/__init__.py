"""The records of a section as a table."""
