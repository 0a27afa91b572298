"""The one test command: programs, formatting, types, architecture and tests, with coverage.

Every step runs, whatever the ones before it said; the last lines are pytest's summary and, if
anything failed, the names of the steps that did.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_LINT_IMPORTS = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
STEPS = {
    "programs": ["tests/programs.py"],
    "compileall": ["-m", "compileall", "-q", "src", "tests"],
    "ruff check": ["-m", "ruff", "check"],
    "ruff format --check": ["-m", "ruff", "format", "--check"],
    "mypy": ["-m", "mypy"],
    "lint-imports": ["-c", _LINT_IMPORTS],
    "pytest --cov": ["-m", "pytest", "-n", "auto", "--dist", "worksteal", "--cov"],
}


def main() -> int:
    """Run all steps with this interpreter's tools; 0 when every one passed."""
    failed = []
    for name, arguments in STEPS.items():
        print(f"── {name}", flush=True)
        done = subprocess.run([sys.executable, *arguments], cwd=ROOT, check=False)
        if done.returncode:
            failed.append(name)
            print(f"× {name} 没有通过", flush=True)
    if failed:
        print(f"× 没有通过：{'、'.join(failed)}", file=sys.stderr, flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
