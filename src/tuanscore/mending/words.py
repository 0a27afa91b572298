"""Bare words that other programs take for something else than text."""

import re

_LOOKS_TYPED = (
    r"[-+.]?[0-9][-+0-9_.,:eExXoObBa-fA-FTZ ]*"
    r"|[-+]?\.(inf|nan)|~|null|true|false|yes|no|on|off|y|n"
)


def looks_typed(text: str) -> bool:
    """Whether some program may take a bare word for a number, a day or a truth value."""
    return re.fullmatch(_LOOKS_TYPED, text, re.IGNORECASE) is not None
