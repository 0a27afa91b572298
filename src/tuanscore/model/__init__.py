"""Typed documents: what each kind of file may say, and how templates and overlays come together."""
