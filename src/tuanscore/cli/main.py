"""The door itself: streams, the version at once, then the program.

Exit codes: 0 fine, 1 findings or a gate not met, 2 usage, 3 crash.
"""

from __future__ import annotations

import sys

from tuanscore import __version__


def main() -> None:
    """Run the program and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a GBK console lacks some characters
            stream.reconfigure(errors="replace")
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"tuanscore {__version__}\n")
        sys.exit(0)
    from tuanscore.cli import program

    sys.exit(program.run())


if __name__ == "__main__":
    main()
