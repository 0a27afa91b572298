"""Standard output and standard error: closed, full, or read by nobody any more."""

from __future__ import annotations

import io
import os
import sys
from typing import Any, cast

_STDOUT, _STDERR = 1, 2

INTERRUPTED = 130
"""The exit code after Ctrl+C, as shells count it."""


class _Patient(io.FileIO):
    """Waits for a slow reader; what nobody reads any more, or can be told any more, goes nowhere.

    The first error of a stream is raised, unless its reader merely stopped reading or nobody could
    be told of it; afterwards the stream is a sink, or Python would fail over it when it ends.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number, "w", closefd=False)
        self._lost = False

    def write(self, data: Any) -> int:
        from select import select

        while not self._lost:
            try:
                written = super().write(data)
            except OSError as error:
                self._lost = True
                if self.fileno() == _STDOUT and not isinstance(error, BrokenPipeError):
                    raise
                break
            if cast("int | None", written) is not None:
                return written
            select((), (self,), ())  # whoever opened it wants no waiting, and it is full
        return len(data)


def prepare() -> None:
    """Make sure that the three streams are there, take Chinese, and wait for their readers.

    Where the system's encoding has no Chinese, it says nothing of what files and consoles speak
    (``LANG=C``): all is UTF-8 then. What a Chinese console lacks is shown as an escape.
    """
    if os.name == "posix" and not _takes_chinese(sys.getfilesystemencoding()):
        again = [sys.executable, "-X", "utf8", *sys.orig_argv[1:]]
        os.execv(sys.executable, again)  # noqa: S606 - a shell would read the words anew
    while (number := os.open(os.devnull, os.O_RDWR)) <= _STDERR:  # it was closed
        os.set_inheritable(number, True)
    os.close(number)
    for number, name in ((_STDOUT, "stdout"), (_STDERR, "stderr")):
        stream = getattr(sys, name)
        encoding = getattr(stream, "encoding", None) or "utf-8"
        if not _takes_chinese(encoding):
            encoding = "utf-8"
        buffer = getattr(stream, "buffer", None)
        if stream is None or isinstance(getattr(buffer, "raw", buffer), io.FileIO):
            patient = io.BufferedWriter(_Patient(number))
            lively = stream is None or stream.line_buffering
            made = io.TextIOWrapper(patient, encoding, "backslashreplace", line_buffering=lively)
            setattr(sys, name, made)
        elif hasattr(stream, "reconfigure"):  # a console of Windows, or the tests
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _takes_chinese(encoding: str) -> bool:
    try:
        "评分".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def write(text: str | bytes, exact: bool = False) -> None:
    """Print a text whole; a reader that stopped reading is not an error.

    What programs read is UTF-8 to the byte, whatever the console speaks.
    """
    try:
        if exact or isinstance(text, bytes):
            sys.stdout.flush()
            data = text if isinstance(text, bytes) else text.encode("utf-8", "backslashreplace")
            sys.stdout.buffer.write(data)
        else:
            sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        from tuanscore.disk import reason_of
        from tuanscore.errors import TuanscoreError

        hint = "看看磁盘是否满了，输出的去处能不能写"
        raise TuanscoreError(f"写不出去：{reason_of(error)}", hint) from error


def complain(message: str, *hints: str) -> None:
    """Say on standard error what is wrong and what to do, a line each, if it can be said at all."""
    from tuanscore.faces import visible

    lines = [f"tuanscore：{visible(message)}", *(f"  {visible(hint)}" for hint in hints if hint)]
    sys.stderr.write("".join(f"{line}\n" for line in lines))
    sys.stderr.flush()


def interrupted() -> int:
    """Say that Ctrl+C was heard; return the exit code that shells know it by."""
    complain("中断了")
    return INTERRUPTED
