"""行末的空白删掉；多行文字里面的不动。

**Before**
```yaml
类型: 完成情况 \u0020
单位: 甲 # 注\u0020
年度: 2024
截至: 2024-12-31
```
**After**
```yaml
类型: 完成情况
单位: 甲 # 注
年度: 2024
截至: 2024-12-31
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.mending.page import Edit
from tuanscore.mending.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.mending.page import Page

NAME = "行末空白"
STAGE = Stage.LAYOUT


def edits(page: Page) -> Iterator[Edit]:
    """Yield the blanks at the ends of lines, but not those that may be content."""
    for number, line in enumerate(page.lines):
        bare = line.rstrip(" \t\u00a0\u3000")
        if bare != line and number not in page.texts:
            start = page.starts[number]
            yield Edit(start + len(bare), start + len(line), "")
