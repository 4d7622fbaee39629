"""A brief in other formats than PDF: the same blocks and records, written for other programs."""
