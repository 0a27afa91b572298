"""One file per format that people hand in; each reads its bytes into a :class:`Paper`."""
