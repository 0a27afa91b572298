"""The container of old office files (.doc, .xls, .wps, .et) and of encrypted ones.

A small file system in a file ([MS-CFB]); only its table of contents is read, to tell what it is.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from tuanscore.commands.intake.papers.unreadable import UnreadableError

MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_ENTRY = 128
_NONE = 0xFFFFFFFA
"""From here on a number is no sector."""


def names(data: bytes) -> frozenset[str]:
    """Return the names of the streams and folders at the top; raises UnreadableError."""
    try:
        entries = list(_entries(data))
        waiting = [entries[0][3]]
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise UnreadableError("文件不完整，读不下去", "重新拷贝或下载一份") from error
    found: set[str] = set()
    seen: set[int] = set()
    while waiting:
        number = waiting.pop()
        if number < len(entries) and number not in seen:
            seen.add(number)
            name, left, right, _ = entries[number]
            found.add(name)
            waiting += [left, right]
    return frozenset(found)


def _entries(data: bytes) -> Iterator[tuple[str, int, int, int]]:
    """Yield names, neighbours left and right, and first children of all entries."""
    size = 1 << min(struct.unpack_from("<H", data, 30)[0], 16)
    first, more = struct.unpack_from("<I", data, 48)[0], struct.unpack_from("<I", data, 68)[0]
    sectors = list(struct.unpack_from("<109I", data, 76))
    seen: set[int] = set()
    while more < _NONE and more not in seen:
        seen.add(more)
        *some, more = struct.unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        sectors += some
    table: list[int] = []
    for sector in sectors:
        if sector < _NONE:
            table += struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size)
    seen.clear()
    while first < _NONE and first not in seen:
        seen.add(first)
        for at in range((first + 1) * size, (first + 2) * size, _ENTRY):
            length = struct.unpack_from("<H", data, at + 64)[0]
            name = data[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le")
            yield (name, *struct.unpack_from("<3I", data, at + 68))
        first = table[first]
