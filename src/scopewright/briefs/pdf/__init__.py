"""Blocks as a PDF: text, flowables, pages, the file."""
