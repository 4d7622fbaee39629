"""A record as a form: one editor for each kind of field."""
