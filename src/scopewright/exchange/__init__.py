"""Whiteboards in the formats of other programs: read into a board, written from one."""
