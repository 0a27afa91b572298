"""Formats that only mended files have, one file each."""
