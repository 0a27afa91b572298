"""Formats that only comparisons have, one file each."""
