"""A document as lines to be compared: one for each value, with its full name.

So `git diff` shows the lines that changed and nothing else, and each says what it is about, even
where one line of the file holds many values or a name stands a page above.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from tuanscore import visible
from tuanscore.commands.merge import naming
from tuanscore.commands.merge.lines import merge
from tuanscore.commands.merge.versions import Versions
from tuanscore.source.lines import lines_of
from tuanscore.source.spans import NotPlainError, Pairs, Scalar, meaning, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.source.spans import Part

_BOM = "\ufeff"
_CONFLICT = r"(?ms)^<{7} [^\n]*\n(.*?)^\|{7} [^\n]*\n(.*?)^={7}\n(.*?)^>{7} [^\n]*\n"

Line = tuple[int, str]
"""Where in the text it comes from, and what it says."""


def outline(data: bytes) -> bytes:
    """Return the lines of one of our documents; any other file comes back as it is, but visible.

    A merge that is not finished has its three versions between markers here, too.
    """
    lines = _outline(data)
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            return visible.lines(lines.decode(encoding)).encode(encoding)
    return visible.lines(lines.decode("latin-1")).encode("latin-1")


def _outline(data: bytes) -> bytes:
    try:
        text = data.decode().removeprefix(_BOM).replace("\r\n", "\n")
    except UnicodeDecodeError:
        return data
    versions = _unmerged(text)
    if versions is None:
        return _outlined(text) or data
    made = [lines for version in versions if (lines := _outlined(version)) is not None]
    return merge(Versions(*made), "--diff3").text if len(made) == 3 else data


def _unmerged(text: str) -> Versions[str] | None:
    """Return the three versions of a text with conflict markers; None where there are not three."""
    if text.count("\n|||||||") == 0:
        return None
    ours, base, theirs = (re.sub(_CONFLICT, kept, text) for kept in (r"\1", r"\2", r"\3"))
    return Versions(base, ours, theirs)


def _outlined(text: str) -> bytes | None:
    try:
        written = parse(text)
    except NotPlainError:
        return None
    if not any(key.value == "类型" for key, _ in written.root.entries):
        return None
    lines = [(start, text[start:end].rstrip()) for start, end in written.comments]
    lines += _lines(written.root, (), ())
    return "".join(
        f"{visible.line(line)}\n" for _, line in sorted(lines, key=lambda line: line[0])
    ).encode()


def _lines(part: Part, names: tuple[str, ...], keys: naming.Keys) -> Iterator[Line]:
    if isinstance(part, Scalar):
        for line in lines_of(part.value.removesuffix("\n")):
            yield part.start, f"{naming.full_name(names)}：{line}"
    elif not part.entries:
        yield part.start, f"{naming.full_name(names)}：（空）"
    elif isinstance(part, Pairs):
        for key, value in part.entries:
            name = naming.step(key.value, keys)
            yield from _lines(value, (*names, name), (*keys, key.value))
    else:
        for entry in part.entries:
            yield from _entry(entry, names, (*keys, ""))


def _entry(part: Part, names: tuple[str, ...], keys: naming.Keys) -> Iterator[Line]:
    """Yield the lines of an entry of a list; the first is its name, where it has one."""
    values = dict(meaning(part)) if isinstance(part, Pairs) else {}
    key, name = naming.name_key(values), naming.entry(values)
    if not isinstance(part, Pairs) or not name:
        yield from _lines(part, names, keys)
        return
    names = (*names, name)
    yield part.start, naming.full_name(names)
    for written, value in part.entries:
        if written.value != key or values[key] != name:
            name = naming.step(written.value, keys)
            yield from _lines(value, (*names, name), (*keys, written.value))
