"""冒号后面一个空格，逗号后面一个空格，括号里面不留空格。

**Before**
```yaml
类型:   完成情况
单位 : 甲
年度: 2024
截至: 2024-12-31
完成:
  技能比武: { 自评: 4,审核:   4 , 佐证: [ 甲.md,乙.md ] }
```
**After**
```yaml
类型: 完成情况
单位: 甲
年度: 2024
截至: 2024-12-31
完成:
  技能比武: {自评: 4, 审核: 4, 佐证: [甲.md, 乙.md]}
```
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from tuanscore.mending.page import Edit
from tuanscore.mending.stage import Stage
from tuanscore.source import spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.mending.page import Page

NAME = "空格"
STAGE = Stage.LAYOUT
FORMATS_ONLY = True

_BLANKS = r"[ \t]*"
_COLON_AT_END = rf"{_BLANKS}:(?=\s)"


def edits(page: Page) -> Iterator[Edit]:
    """Yield the gaps of a line that hold more or fewer blanks than one layout has."""
    assert page.written is not None
    for part in spans.parts(page.written.root):
        if isinstance(part, spans.Pairs):
            for key, value in part.entries:
                yield from _colon(page.text, key, value)
        if not isinstance(part, spans.Scalar) and page.text[part.start] in "{[":
            yield from _brackets(page.text, part)


def _colon(text: str, key: spans.Scalar, value: spans.Part) -> Iterator[Edit]:
    if (isinstance(value, spans.Scalar) and value.missing) or value.line != key.last_line:
        match = re.compile(_COLON_AT_END).match(text, key.end)
        if match is not None:
            yield from _gap(text, key.end, match.end(), ":")
    elif re.fullmatch(rf"{_BLANKS}:{_BLANKS}", text[key.end : value.start]):
        yield from _gap(text, key.end, value.start, ": ")


def _brackets(text: str, part: spans.Pairs | spans.Entries) -> Iterator[Edit]:
    ends = []
    for entry in part.entries:
        first, last = entry if isinstance(entry, tuple) else (entry, entry)
        if isinstance(last, spans.Scalar) and last.missing:
            return
        ends.append((first.start, last.end))
    if not ends:
        return
    inside = [(part.start + 1, ends[0][0], ""), (ends[-1][1], part.end - 1, "")]
    inside += [(a[1], b[0], ", ") for a, b in pairwise(ends)]
    for start, end, wanted in inside:
        if re.fullmatch(rf"{_BLANKS},?{_BLANKS}", text[start:end]):
            yield from _gap(text, start, end, wanted)


def _gap(text: str, start: int, end: int, wanted: str) -> Iterator[Edit]:
    if text[start:end] != wanted:
        yield Edit(start, end, wanted)
