"""What the pages show: read it, run it, and, as a program, write it anew.

A block is fenced as ``console``; a line ``$ command`` is run, the lines below are its output. The
commands of one block share one shell, so that ``echo $?`` works, in a fresh copy of what ships. A
block fenced as ``console 接着`` goes on where the one before it stopped. What the program knows
about itself stands between ``<!-- 生成：name -->`` and ``<!-- 完 -->``; `reference` draws it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import picture
import reference

ROOT = Path(__file__).resolve().parent.parent
PAGES = (
    *("README.md", "README.en.md", "CONTRIBUTING.md", "SECURITY.md"),
    *sorted(p.relative_to(ROOT).as_posix() for p in ROOT.glob("docs/**/*.md")),
)
NEEDED = ("scorecards", "templates", "examples")
"""The folders that the commands read."""

Chain = tuple[str, ...]
"""Blocks that one shell runs, one after another."""

_BLOCK = re.compile(r"^```console( 接着)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_PART = re.compile(r"^(<!-- 生成：(\S+) -->\n)(.*?)^(<!-- 完 -->)$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#+) (.*)$", re.MULTILINE)
_LINK = re.compile(r"!?\[[^\[\]]*\]\(([^()\s]+)\)")
_SETUP = re.compile(r"^```bash\n(python3 -m venv .*)\n```$", re.MULTILINE)
_FILE = re.compile(r"^```yaml\n# (examples/\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def read(name: str) -> str:
    """Return a page's text."""
    return (ROOT / name).read_text(encoding="utf-8")


def chains(text: str) -> list[Chain]:
    """Return the bodies of the console blocks, those that share a shell together."""
    found: list[list[str]] = []
    for goes_on, body in _BLOCK.findall(text):
        if goes_on:
            found[-1].append(body)
        else:
            found.append([body])
    return [tuple(chain) for chain in found]


def parts(text: str) -> dict[str, str]:
    """Return what is between the marks of a generated part, by the part's name."""
    return {name: body for _, name, body, _ in _PART.findall(text)}


def headings(text: str) -> list[tuple[int, str]]:
    """Return the headings outside of fences, with their levels."""
    return [(len(marks), title) for marks, title in _HEADING.findall(_FENCE.sub("", text))]


def anchors(text: str) -> list[str]:
    """Return what a link may name after ``#``: the headings as GitHub spells them."""
    return ["".join(_spelt(title)) for _, title in headings(text)]


def _spelt(title: str) -> Iterator[str]:
    for character in title.strip().lower():
        if character == " ":
            yield "-"
        elif character in "-_" or unicodedata.category(character)[0] in "LNM":
            yield character


def links(text: str) -> list[str]:
    """Return where the links outside of fences lead to, those to other sites left out."""
    return [link for link in _LINK.findall(_FENCE.sub("", text)) if "://" not in link]


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


def run(chain: Chain) -> Chain:
    """Run the commands of blocks in a fresh folder and return the blocks as they should be."""
    lines = [command for block in chain for command in commands(block)]
    script = "".join(f"{line}\nstatus=$?; printf '\\0'; (exit $status)\n" for line in lines)
    binaries = str(Path(sys.executable).parent)
    environment = {name: os.environ[name] for name in ("HOME", "TMPDIR") if name in os.environ}
    environment |= {
        "PATH": os.pathsep.join((binaries, os.environ["PATH"])),
        "LC_ALL": "C.UTF-8",
    }
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=sandbox(Path(folder)),
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=120,
            check=False,
        )
    outputs = iter(done.stdout.decode().split("\0"))
    return tuple(
        "".join(f"$ {command}\n{next(outputs, '')}" for command in commands(block))
        for block in chain
    )


def renew(text: str) -> str:
    """Return a page's text with every output and every generated part as it is now."""
    text = _PART.sub(lambda m: f"{m[1]}{reference.draw(m[2])}{m[4]}", text)
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        bodies = iter([body for chain in pool.map(run, chains(text)) for body in chain])
    return _BLOCK.sub(lambda m: f"```console{m[1] or ''}\n{next(bodies)}```", text)


def main(names: list[str]) -> None:
    """Write the outputs in the named pages, or in all of them and the picture, anew."""
    if not names:
        drawn = picture.draw(picture.real_output())
        picture.PICTURE.write_text(drawn, encoding="utf-8", newline="\n")
    for name in names or PAGES:
        before = read(name)
        after = renew(before)
        if after != before:
            (ROOT / name).write_text(after, encoding="utf-8", newline="\n")
            print(f"写好了 {name}")


if __name__ == "__main__":
    main(sys.argv[1:])
