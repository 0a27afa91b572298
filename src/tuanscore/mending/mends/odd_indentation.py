"""缩进里的制表符、不间断空格（U+00A0）、全角空格换成半角空格。

**Before**
```yaml
类型: 完成情况
单位: 甲
年度: 2024
截至: 2024-12-31
完成:
\u3000技能比武: 4
\u3000座谈会: 2
```
**After**
```yaml
类型: 完成情况
单位: 甲
年度: 2024
截至: 2024-12-31
完成:
  技能比武: 4
  座谈会: 2
```
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from tuanscore.mending.stage import Stage
from tuanscore.source import codes

if TYPE_CHECKING:
    from tuanscore.mending.page import Page

NAME = "缩进里的空白"
STAGE = Stage.CURE

_INDENT = r"[ \t\u00a0\u3000]*"
_TAB, _WIDE = "\t", "\u3000"
_ROUNDS = 200  # a round mends every line that the reader names, which are at most twenty


def offers(page: Page) -> list[Page]:
    """Return the page for each width that a tab and a full-width blank may have been meant as."""
    if not _odd_lines(page):
        return []
    tabs = (2, 4, 8) if _TAB in page.text else (2,)
    wides = (2, 1) if _WIDE in page.text else (2,)
    pages = [_widened(page, tab, wide) for tab, wide in product(tabs, wides)]
    return list({p.text: p for p in pages}.values())


def _odd_lines(page: Page) -> list[int]:
    return [f.place.line - 1 for f in page.findings if f.code == codes.ODD_INDENTATION]


def _widened(page: Page, tab: int, wide: int) -> Page:
    for _ in range(_ROUNDS):
        odd = _odd_lines(page)
        if not odd:
            break
        lines = list(page.lines)
        for number in odd:
            lines[number] = _spaces(lines[number], tab, wide)
        page = type(page)("\n".join(lines), page.name)
    return page


def _spaces(line: str, tab: int, wide: int) -> str:
    indent = re.match(_INDENT, line)[0]  # type: ignore[index]
    column = 0
    for char in indent:
        column += tab - column % tab if char == _TAB else wide if char == _WIDE else 1
    return " " * column + line[len(indent) :]
