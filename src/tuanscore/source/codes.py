"""The codes of what can be wrong with a file before anyone asks what it means."""

UNREADABLE = "TS101"
NOT_UTF8 = "TS102"
TOO_LARGE = "TS103"
SYNTAX = "TS104"
DUPLICATE_KEY = "TS105"
ALIAS = "TS106"
TAG = "TS107"
SEVERAL_DOCUMENTS = "TS108"
TOO_DEEP = "TS109"
ODD_INDENTATION = "TS110"
FULL_WIDTH_COLON = "TS111"
BLOCK_SCALAR = "TS112"
NOT_A_MAPPING = "TS113"
ODD_KEY = "TS114"
FOLDED = "TS115"
EMPTY = "TS116"


def all_codes() -> set[str]:
    """Return every code of this list."""
    return {value for name, value in globals().items() if name.isupper()}
