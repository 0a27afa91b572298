"""Standard output and standard error: closed, full, or read by nobody any more."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TextIO

INTERRUPTED = 130
"""The exit code after Ctrl+C, as shells count it."""


def prepare() -> None:
    """Put a sink where a stream is closed; let the others replace what they cannot encode."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever started the program
            sink = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - open to the end
            setattr(sys, name, sink)
        elif hasattr(stream, "reconfigure"):  # a GBK console lacks some characters
            stream.reconfigure(errors="replace")


def write(text: str | bytes, exact: bool = False) -> None:
    """Print a text whole; a reader that stopped reading is not an error.

    What programs read is UTF-8 to the byte, whatever the console speaks.
    """
    try:
        if exact or isinstance(text, bytes):
            sys.stdout.flush()
            data = text if isinstance(text, bytes) else text.encode("utf-8", "replace")
            sys.stdout.buffer.write(data)
        else:
            sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:  # the command line library would leave with 1, which means findings
        silence(sys.stdout)
    except OSError as error:
        from tuanscore.disk import reason_of
        from tuanscore.errors import TuanscoreError

        silence(sys.stdout)
        hint = "看看磁盘是否满了，输出的去处能不能写"
        raise TuanscoreError(f"写不出去：{reason_of(error)}", hint) from error


def complain(message: str, hint: str = "") -> None:
    """Say on standard error what is wrong and what to do, if it can be said at all."""
    from tuanscore.views import visible

    lines = [
        f"tuanscore：{visible(message)}",
        *(f"  {visible(line)}" for line in hint.splitlines()),
    ]
    try:
        sys.stderr.write("".join(f"{line}\n" for line in lines))
        sys.stderr.flush()
    except OSError:
        silence(sys.stderr)


def interrupted() -> int:
    """Say that Ctrl+C was heard; return the exit code that shells know it by."""
    complain("中断了")
    return INTERRUPTED


def silence(stream: TextIO) -> None:
    """Let what a stream still holds go nowhere, or Python would fail over it when it ends."""
    with suppress(OSError, ValueError):
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, stream.fileno())
        os.close(sink)
