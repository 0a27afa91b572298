"""The programs that tests run beside Python: installed where they are missing and can be had.

Where one cannot be had, the tests that need it say that they did not run; on CI that is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

PACKAGES = {
    "soffice": ("libreoffice-writer", "libreoffice-calc", "fonts-noto-cjk"),
    "antiword": ("antiword",),
    "pdftoppm": ("poppler-utils",),
    "chromium": ("chromium",),
}
"""What Debian calls the packages of each."""
EDITOR = "yaml-language-server"
"""What npm installs; no CI fails for the lack of it, as npm itself may not be there."""


def missing() -> list[str]:
    """Return the programs that are not there."""
    return [name for name in PACKAGES if shutil.which(name) is None]


def install(names: list[str]) -> None:
    """Install programs as Debian does, without a question; whoever may not, does not."""
    packages = [package for name in names for package in PACKAGES[name]]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "-qq", "update"],
        ["apt-get", "-qq", "install", "--no-install-recommends", "-y", *packages],
    ):
        subprocess.run(command, env=quiet, check=False, stdout=subprocess.DEVNULL)


def main() -> int:
    """Install what is missing where that is allowed; 1 where CI has to do without."""
    if shutil.which(EDITOR) is None and shutil.which("npm") is not None:
        npm = ["npm", "install", "--global", "--silent", EDITOR]
        subprocess.run(npm, check=False, stdout=subprocess.DEVNULL)
    if missing() and os.geteuid() == 0 and shutil.which("apt-get") is not None:
        install(missing())
    left = missing()
    if left:
        print(f"没有 {'、'.join(left)}：用到的测试会跳过，并且说明")
    return 1 if left and os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main())
