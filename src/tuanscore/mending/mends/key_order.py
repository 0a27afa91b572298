"""键按固定的顺序写；注释跟着下面的键走。

**Before**
```yaml
# 一份完成情况
单位: 甲
类型: 完成情况
年度: 2024
# 县里的年底数
截至: 2024-12-31
加分:
  - 分值: 1
    # 省级表彰
    项目: 创先争优
完成: {次数: 4}
```
**After**
```yaml
# 一份完成情况
类型: 完成情况
单位: 甲
年度: 2024
# 县里的年底数
截至: 2024-12-31
完成: {次数: 4}
加分:
  # 省级表彰
  - 项目: 创先争优
    分值: 1
```
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tuanscore.mending import shapes
from tuanscore.mending.page import Edit
from tuanscore.mending.stage import Stage
from tuanscore.source import spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.mending.page import Page

NAME = "键的顺序"
STAGE = Stage.LAYOUT
REORDERS = True


@dataclass(frozen=True, slots=True)
class _Unit:
    """A key with all that moves with it."""

    key: str
    above: list[str]
    """Comments and blank lines above it, without indentation."""
    lines: list[str]
    """Its own lines; the first from the key on."""


def edits(page: Page) -> Iterator[Edit]:
    """Yield the mappings out of order; of two within each other the inner one first."""
    wrong = [part for part, wanted in _typed(page) if wanted != _keys(part)]
    for part in wrong:
        if not any(part.start <= o.start and o.end <= part.end and o is not part for o in wrong):
            yield from _flow(page, part) if part.flow else _block(page, part)


def _typed(page: Page) -> Iterator[tuple[spans.Pairs, list[str]]]:
    """Yield each mapping whose keys are all known, with its keys in order."""
    for shaped in page.shaped:
        if shaped.model is None or not isinstance(shaped.part, spans.Pairs):
            continue
        keys, order = _keys(shaped.part), shapes.order(shaped.model)
        if len(set(keys)) == len(keys) and set(keys) <= set(order):
            yield shaped.part, sorted(keys, key=order.index)


def _keys(part: spans.Pairs) -> list[str]:
    return [key.value for key, _ in part.entries]


def _sorted(part: spans.Pairs, page: Page) -> list[str]:
    return next(wanted for typed, wanted in _typed(page) if typed is part)


def _flow(page: Page, part: spans.Pairs) -> Iterator[Edit]:
    """Put other pairs in the places of the pairs; what is between them stays."""
    pieces = {k.value: page.text[k.start : v.end] for k, v in part.entries}
    if any(isinstance(v, spans.Scalar) and v.missing for _, v in part.entries):
        return
    for (key, value), name in zip(part.entries, _sorted(part, page), strict=True):
        yield Edit(key.start, value.end, pieces[name])


def _block(page: Page, part: spans.Pairs) -> Iterator[Edit]:
    """Put the lines of the keys in order."""
    first = part.entries[0][0]
    head = page.lines[first.line][: first.column]
    if head.strip(" -"):
        return
    last = _last_line(page, part)
    units = {unit.key: unit for unit in _units(page, part, last)}
    blank = " " * part.column
    out: list[str] = []
    for number, key in enumerate(_sorted(part, page)):
        indent = head if number == 0 else blank
        lead = indent.partition("-")[0]
        out += [(lead + line) if line else "" for line in units[key].above]
        out += [indent + units[key].lines[0], *units[key].lines[1:]]
    end = _last_beneath(page, part, last)
    beneath = (line.strip() for line in page.lines[last + 1 : end + 1])
    out += [(blank + line) if line else "" for line in beneath]
    start = page.starts[_first_line(page, part)]
    yield Edit(start, page.starts[end + 1] - 1, "\n".join(out))


def _last_line(page: Page, part: spans.Pairs) -> int:
    """Return the last line of a mapping, with comments after it that belong to its last key."""
    return _with_comments(page, part, len(part.entries) - 1)


def _last_beneath(page: Page, part: spans.Pairs, last: int) -> int:
    """Return the last of the comments after a mapping that would be inside another last key."""
    end = last
    for number in range(last + 1, len(page.lines)):
        bare = page.lines[number].strip()
        if bare and not (_is_aside(page, number) and _indent(page, number) > part.column):
            break
        end = number if bare else end
    return end


def _units(page: Page, part: spans.Pairs, last: int) -> Iterator[_Unit]:
    """Cut a mapping into its keys."""
    keys = [key for key, _ in part.entries]
    starts = [_first_line(page, part), *_starts(page, part)]
    for key, start, end in zip(keys, starts, [*starts[1:], last + 1], strict=True):
        above = [line.strip() for line in page.lines[start : key.line]]
        own = page.lines[key.line : end]
        yield _Unit(key.value, above, [own[0][key.column :], *own[1:]])


def _first_line(page: Page, part: spans.Pairs) -> int:
    """Return the first of the comment lines that go with the first key.

    What stands above it is about the list entry, or the whole file, unless a blank line sets it
    apart from that.
    """
    key = part.entries[0][0]
    number = key.line
    if page.lines[number][: key.column].strip():
        return number
    while number and _is_aside(page, number - 1) and page.lines[number - 1].strip():
        number -= 1
    return number or key.line


def _starts(page: Page, part: spans.Pairs) -> Iterator[int]:
    """Yield the first line of each further key, with the comments above it that go with it."""
    for index in range(len(part.entries) - 1):
        yield _with_comments(page, part, index) + 1


def _with_comments(page: Page, part: spans.Pairs, index: int) -> int:
    """Return the last line of a key, with the comments after it that go with what is in it."""
    key, value = part.entries[index]
    ends = [p.last_line for p in spans.parts(value) if isinstance(p, spans.Scalar) or p.flow]
    last = max(key.last_line, *ends)
    for number in range(last + 1, len(page.lines)):
        bare = page.lines[number].strip()
        if bare and not (_is_aside(page, number) and _is_inside(page, part, value, number)):
            break
        last = number if bare else last
    return last


def _is_aside(page: Page, number: int) -> bool:
    """Whether a line is a comment, or blank and no content."""
    bare = page.lines[number].strip()
    return bare.startswith("#") or (not bare and number not in page.texts)


def _is_inside(page: Page, part: spans.Pairs, value: spans.Part, number: int) -> bool:
    """Whether a comment after a value is set in as deep as that is on lines of its own."""
    column = _indent(page, number)
    own = not page.lines[value.line][: value.column].strip()
    return own and column > part.column and column >= value.column


def _indent(page: Page, number: int) -> int:
    return len(page.lines[number]) - len(page.lines[number].lstrip())
