"""The door itself: streams, the version at once, then the program.

Exit codes: 0 fine, 1 findings or a gate not met, 2 usage, 3 crash.
"""

from __future__ import annotations

import sys

from tuanscore import __version__
from tuanscore.cli import streams
from tuanscore.errors import TuanscoreError


def main() -> None:
    """Run the program and leave with its exit code."""
    streams.prepare()
    if sys.argv[1:] == ["--version"]:
        try:
            streams.write(f"tuanscore {__version__}\n")
        except TuanscoreError as error:
            streams.complain(error.message, error.hint)
            sys.exit(2)
        sys.exit(0)
    from tuanscore.cli import program

    sys.exit(program.run())


if __name__ == "__main__":
    main()
