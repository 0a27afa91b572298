"""Damage office files, read them, and see that a paper or one clear message comes of it.

By hand: ``python tests/fuzz/office.py --minutes 30 [--seed S]``; the test command runs a short
slice. Every case follows from its number alone and is read in a fork with limits; what is wrong is
kept in ``.fuzz/``. Documents for LibreOffice are left out: that is its own program.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

ROOT = Path(__file__).resolve().parent.parent.parent
DATA = ROOT / "tests/intake/data"
SECONDS = 20
"""Of processor time for one file."""
_ADDRESSES = 2 << 30
_THROUGH_LIBREOFFICE = (".doc", ".wps")
_NOT_INPUT = (".json", ".grid")
_NUMBERS = ("0", "-1", "1", "65535", "99999999999", "1e400", "", "x", "\u0663", "A1:XFD1048576")
_TEXTS = ("\0", "<", "&", "]]>", "\ud7ff", "甲" * 5000, "=1+1", "|", "\t", '"', "<table>", "\u2028")


def inputs() -> dict[str, bytes]:
    """Return the files of the corpus that are damaged."""
    return {
        path.name: path.read_bytes()
        for path in sorted(DATA.iterdir())
        if path.suffix not in (*_NOT_INPUT, *_THROUGH_LIBREOFFICE)
    }


def damaged(random: Random, files: dict[str, bytes]) -> tuple[str, bytes]:
    """Return a file's name and what is left of it."""
    name = random.choice(sorted(files))
    data = files[name]
    if data.startswith(b"PK") and random.random() < 0.8:
        return name, _repacked(random, data)
    for _ in range(random.choice((1, 1, 2, 8))):
        data = random.choice(_BYTES)(random, data)
    return name, data


def _repacked(random: Random, data: bytes) -> bytes:
    """Damage a part and make a proper zip again, or drop, double or rename a part."""
    with ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = random.choice(sorted(parts))
    for _ in range(random.choice((1, 1, 3, 10))):
        parts[name] = random.choice((_insert, _flip, *_MARKUP * 4))(random, parts[name])
    if random.random() < 0.1:
        del parts[random.choice(sorted(parts))]
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return written.getvalue()


def _flip(random: Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 4, 50)) if data else 0):
        changed[random.randrange(len(data))] = random.randrange(256)
    return bytes(changed)


def _cut(random: Random, data: bytes) -> bytes:
    start = random.randrange(len(data) + 1)
    return data[:start] + data[start + random.choice((1, 100, len(data))) :]


def _double(random: Random, data: bytes) -> bytes:
    start = random.randrange(len(data) + 1)
    return data[:start] + data[start : start + random.randrange(1, 500)] * 3 + data[start:]


def _fill(random: Random, data: bytes) -> bytes:
    start, size = random.randrange(len(data) + 1), random.choice((4, 64, 512))
    return data[:start] + random.choice((b"\0", b"\xff", b"<")) * size + data[start + size :]


def _insert(random: Random, data: bytes) -> bytes:
    start = random.randrange(len(data) + 1)
    text = random.choice(_TEXTS).encode("utf-8", "surrogatepass")
    return data[:start] + text + data[start:]


def _number(random: Random, data: bytes) -> bytes:
    """Put something else where an attribute, an element or a word is a number."""
    found = list(re.finditer(rb'(?<=[">])-?\d+(?=["<])', data))
    if not found:
        return data
    at = random.choice(found)
    return data[: at.start()] + random.choice(_NUMBERS).encode() + data[at.end() :]


def _tag(random: Random, data: bytes) -> bytes:
    """Take away, double or rename a tag, or change a tag with another."""
    found = list(re.finditer(rb"<[^<>]*>", data))
    if not found:
        return data
    at, other = random.choice(found), random.choice(found)
    new = random.choice((b"", at[0] * 2, other[0], at[0].replace(b"w:", b"w:x"), b"<w:tbl>"))
    return data[: at.start()] + new + data[at.end() :]


def _move(random: Random, data: bytes) -> bytes:
    """Put whatever stands between two tags somewhere else."""
    found = [at.start() for at in re.finditer(rb"<", data)]
    if len(found) < 4:
        return data
    start, end, to = sorted(random.sample(found, 3))
    return data[:start] + data[end:to] + data[start:end] + data[to:]


Damage = Callable[[Random, bytes], bytes]
_BYTES: tuple[Damage, ...] = (_flip, _cut, _double, _fill, _insert)
_MARKUP: tuple[Damage, ...] = (_number, _tag, _move)


def outcome(name: str, data: bytes) -> str:
    """Return ``read`` or the message; whatever else is raised goes on."""
    from tuanscore.commands.intake.papers.reading import read
    from tuanscore.commands.intake.papers.unreadable import UnreadableError

    try:
        read(data, name)
    except UnreadableError as error:
        message = error.message.removeprefix(f"{name} 没有读：")
        assert re.search("[\u4e00-\u9fff]", message), message
        assert "\n" not in message, message
        return re.sub(r"\d+", "N", message)
    return "读了"


def _forked(name: str, data: bytes) -> tuple[str, str]:
    """Return what came of a file in a process of its own, and what is wrong with that."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_AS, (_ADDRESSES, _ADDRESSES))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        try:
            told, code = outcome(name, data), 0
        except BaseException:
            told, code = traceback.format_exc(), 1
        os.write(writing, told.encode("utf-8", "replace")[-60_000:])
        os._exit(code)
    os.close(writing)
    with open(reading, "rb") as pipe:
        told = pipe.read().decode("utf-8", "replace")
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return told, "" if code == 0 else f"退出码 {code}\n{told}"


def main() -> int:
    """Damage and read files until the time is up; 0 when nothing was wrong."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=1)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    files, ends = inputs(), time.monotonic() + 60 * given.minutes
    for name, data in files.items():  # what is imported once is not again in every fork
        outcome(name, data)
    came: Counter[str] = Counter()
    wrong = case = 0
    while time.monotonic() < ends:
        case += 1
        name, data = damaged(Random(f"{given.seed}/{case}"), files)
        told, complaint = _forked(name, data)
        came[told if not complaint else complaint.splitlines()[-1][:80]] += 1
        if complaint:
            wrong += 1
            kept = ROOT / ".fuzz" / f"office-{given.seed}-{case}-{name}"
            kept.parent.mkdir(exist_ok=True)
            kept.write_bytes(data)
            print(f"× {kept}\n{complaint}")
    for told, times in came.most_common():
        print(f"{times:6} {told}")
    print(f"{case} 个，{wrong} 个不对")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
