"""The door itself: streams, what can be said at once, then the program.

Exit codes: 0 fine, 1 findings or a gate not met, 2 usage, 3 crash.
"""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tuanscore import __version__
from tuanscore.commands import streams
from tuanscore.errors import TuanscoreError

_SELDOM = (100_000, 50, 50)
"""How seldom to look for cycles: loading the libraries alone would else call for it often."""


_POLITE = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
"""Signals that ask a program to end."""


def main() -> None:
    """Run the program and leave with its exit code."""
    gc.set_threshold(*_SELDOM)
    streams.prepare()
    try:
        with _tidying_up():
            text = _at_once(sys.argv[1:])
            if text is not None:
                streams.write(text)
                sys.exit(0)
            from tuanscore.commands import program

            code = program.run()
    except TuanscoreError as error:
        streams.complain(error.message, *error.hints)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(streams.interrupted())
    gc.freeze()  # no last look for cycles either
    sys.exit(code)


@contextmanager
def _tidying_up() -> Iterator[None]:
    """Have a polite request to end leave as Ctrl+C does: nothing half done stays behind."""
    ours = [number for number in _POLITE if signal.getsignal(number) is signal.SIG_DFL]
    for number in ours:
        signal.signal(number, _leave)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def _leave(number: int, _: object) -> None:
    sys.exit(128 + number)


def _at_once(words: list[str]) -> str | bytes | None:
    """Return what can be said without the command line library, which takes its time to load.

    None for all else, and where something is wrong: the program itself will say what. Git asks
    for one file after another, and each time it starts the program.
    """
    if words == ["--version"]:
        return f"tuanscore {__version__}\n"
    if len(words) == 2 and words[0] == "git-textconv" and not words[1].startswith("-"):
        from pathlib import Path

        from tuanscore import disk
        from tuanscore.commands.merge.outline import outline

        with suppress(Exception):
            return outline(disk.read_named(Path(words[1])))
    return None


if __name__ == "__main__":
    main()
