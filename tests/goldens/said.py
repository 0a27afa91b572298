"""What every command says of some repositories, in files to hold it against, and how to ask it.

One file for each repository and command. A line ``$ tuanscore …`` is what was asked; below it are
standard output, standard error behind ``── stderr``, the files that were written behind ``── wrote
NAME``, and the exit code. ``\\r`` is shown as ␍, two blanks at the beginning of a line as a tab, a
missing line end as ``── no line end``; the folder and the version as ‹root› and ‹version›.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

import neighbours
from asked import NAMES, astray, every
from gitrepo import GitRepo
from tuanscore import __version__
from tuanscore.commands.main import main

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
ABOUT_NO_REPOSITORY = ("checks", "explain", "git-merge", "git-textconv", "init", "schema")
"""Commands that say the same everywhere, and are asked of the first repository only."""

_INDENTED = re.compile(r"^(?:  )+", re.MULTILINE)


def build(name: str, folder: Path) -> Path:
    """Make a repository in an empty folder, in git, with one change in its history."""
    repository = GitRepo(folder)
    if name == "邻居":
        repository.write(neighbours.files())
    else:
        home = ROOT if name == "随附" else ROOT / "examples" / name
        for part in ("scorecards", "templates"):
            shutil.copytree(home / part, folder / part)
    file = NAMES[name]["file"]
    text = (folder / file).read_text(encoding="utf-8")
    repository.write({file: re.sub(r"[1-9](?=[名次])", "7", text, count=1)})
    repository.commit("第一版")
    repository.write({file: text})
    repository.git("add", "-A")
    repository.git("commit", "-q", "--allow-empty", "-m", "改目标", author="李四")
    return folder


def goldens(name: str, folder: Path) -> dict[str, str]:
    """Return the files of a repository, which is in the folder, by their names."""
    said: dict[str, list[str]] = {}
    for argv in _asked(name):
        said.setdefault(argv[0], []).append(_ask(argv, folder))
    return {f"{name}/{command}.txt": "\n".join(texts) for command, texts in said.items()}


def _asked(name: str) -> Iterator[list[str]]:
    for argv, form in [*every(**NAMES[name]), *((argv, "") for argv in astray(**NAMES[name]))]:
        again = name == "邻居" or "--fail-under" in argv  # the other formats have been held
        if argv[0] in ABOUT_NO_REPOSITORY and name != next(iter(NAMES)):
            continue
        if form in ("", "text") or not again:
            yield argv


def _ask(argv: list[str], folder: Path) -> str:
    """Run a command and undo what it wrote; return all that it did."""
    before = _files(folder)
    streams = [io.BytesIO(), io.BytesIO()]
    out, err = (io.TextIOWrapper(stream, "utf-8", newline="") for stream in streams)
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    with (
        patch.dict(os.environ, {**kept, "GIT_CONFIG_GLOBAL": os.devnull}, clear=True),
        patch.object(sys, "argv", ["tuanscore", *argv]),
        chdir(folder),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as left:
            code = left.code
    out.flush()
    err.flush()
    texts = [stream.getvalue().decode() for stream in streams]
    written = {name: data for name, data in _files(folder).items() if before.get(name) != data}
    for name in written:
        (folder / name).unlink()
        if name in before:
            (folder / name).write_bytes(before[name])
    parts = [f"$ tuanscore {' '.join(argv)}\n", _shown(texts[0])]
    parts += ["── stderr\n", _shown(texts[1])] if texts[1] else []
    for name, data in sorted(written.items()):
        parts += [f"── wrote {name}\n", _shown(data.decode())]
    text = "".join([*parts, f"── exit {code}\n"])
    return text.replace(str(folder), "‹root›").replace(__version__, "‹version›")


def _shown(text: str) -> str:
    assert not re.search(r"^ *\t|␍", text, re.MULTILINE)
    text = _INDENTED.sub(lambda blanks: "\t" * (len(blanks[0]) // 2), text.replace("\r", "␍"))
    return text if text.endswith("\n") or not text else f"{text}\n── no line end\n"


def _files(folder: Path) -> Mapping[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix(): path for path in found}
    return {name: path.read_bytes() for name, path in names.items() if not name.startswith(".git/")}


def stored(name: str) -> dict[str, str]:
    """Return the files of a repository as they are kept."""
    paths = (HERE / name).glob("*.txt")
    return {f"{name}/{path.name}": path.read_bytes().decode() for path in paths}


def each(make: Callable[[str], Path]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each repository's name and files; ``make`` gives an empty folder for it."""
    for name in NAMES:
        yield name, goldens(name, build(name, make(name)))
