"""What commands print in the READMEs: read it, run them, and, as a program, write it anew.

A block is fenced as ``console``; a line ``$ command`` is run, the lines below are its output. The
commands of one block share one shell, so that ``echo $?`` works. A table that a command writes in
Markdown stands between ``<!-- $ command -->`` and ``<!-- end -->``.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import picture

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.en.md")
NEEDED = ("scorecards", "templates", "examples")
"""The folders that the commands read."""

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_TABLE = re.compile(r"^(<!-- \$ (tuanscore .*) -->\n)(.*?)^<!-- end -->$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ .*$", re.MULTILINE)
_SETUP = re.compile(r"^```bash\n(python3 -m venv .*)\n```$", re.MULTILINE)
_FILE = re.compile(r"^```yaml\n# (examples/\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def read(name: str) -> str:
    """Return a README's text."""
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(text: str) -> list[str]:
    """Return the bodies of the console blocks."""
    return _BLOCK.findall(text)


def tables(text: str) -> dict[str, str]:
    """Return the tables that a command writes, by the command."""
    return {command: body.strip("\n") + "\n" for _, command, body in _TABLE.findall(text)}


def table(command: str, folder: Path) -> str:
    """Run a command and return the table that it writes."""
    return run(f"$ {command}\n", folder).removeprefix(f"$ {command}\n")


def headings(text: str) -> list[str]:
    """Return the levels of the headings outside of fences, such as ``##``."""
    return [line.split(" ")[0] for line in _HEADING.findall(_FENCE.sub("", text))]


def setup_commands(text: str) -> list[str]:
    """Return the set-up commands, each alone in a bash block."""
    return _SETUP.findall(text)


def quoted_files(text: str) -> dict[str, str]:
    """Return the YAML blocks that begin with the path of an example, by that path."""
    return dict(_FILE.findall(text))


def commands(block: str) -> list[str]:
    """Return the commands of a block."""
    return [line[2:] for line in block.splitlines() if line.startswith("$ ")]


def sandbox(folder: Path) -> Path:
    """Copy what the commands need into an empty folder."""
    for name in NEEDED:
        shutil.copytree(ROOT / name, folder / name)
    return folder


def run(block: str, folder: Path) -> str:
    """Run a block's commands in a folder and return the block as it should be."""
    script = "".join(
        f"{command}\nstatus=$?; printf '\\0'; (exit $status)\n" for command in commands(block)
    )
    binaries = str(Path(sys.executable).parent)
    environment = {name: os.environ[name] for name in ("HOME", "TMPDIR") if name in os.environ}
    environment |= {
        "PATH": os.pathsep.join((binaries, os.environ["PATH"])),
        "LC_ALL": "C.UTF-8",
    }
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=120,
        check=False,
    )
    outputs = done.stdout.decode().split("\0")
    return "".join(
        f"$ {command}\n{output}" for command, output in zip(commands(block), outputs, strict=False)
    )


def renew(text: str, folder: Path) -> str:
    """Return a README's text with every output as it is now."""
    text = _TABLE.sub(lambda m: f"{m[1]}\n{table(m[2], folder)}\n<!-- end -->", text)
    return _BLOCK.sub(lambda match: f"```console\n{run(match[1], folder)}```", text)


def main() -> None:
    """Write the outputs in both READMEs, and the picture, anew."""
    picture.PICTURE.write_text(picture.draw(picture.real_output()), encoding="utf-8", newline="\n")
    for name in READMES:
        with tempfile.TemporaryDirectory() as folder:
            text = renew(read(name), sandbox(Path(folder)))
        (ROOT / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"写好了 {name}")


if __name__ == "__main__":
    main()
