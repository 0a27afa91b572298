"""What a reader says of a file that it does not read."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from zipfile import BadZipFile

from tuanscore.errors import TuanscoreError

_BREAKS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    BadZipFile,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What libraries raise, instead of an error of their own, where bytes are not what they promise."""


class UnreadableError(TuanscoreError):
    """A file that is not read: the message says why, without the file's name."""


@contextmanager
def broken(what: str, *more: type[Exception]) -> Iterator[None]:
    """Let whatever a library raises over a damaged file be one UnreadableError."""
    try:
        yield
    except _BREAKS + more as error:
        raise UnreadableError(
            f"{what}里面坏了，读不下去", "用 Word、Excel 或 WPS 打开，另存一份再试"
        ) from error


@contextmanager
def needs(extra: str, library: str) -> Iterator[None]:
    """Say in one UnreadableError how to install a library that is not there."""
    try:
        yield
    except ImportError as error:
        raise UnreadableError(
            f"要有 {library} 才能读", f"pip install 'tuanscore[{extra}]'"
        ) from error
