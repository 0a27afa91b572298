"""Formats of the table of a year."""
