"""连着的空行留一行，开头和末尾的空行删掉。

**Before**
```yaml

类型: 完成情况


单位: 甲
年度: 2024
截至: 2024-12-31


```
**After**
```yaml
类型: 完成情况

单位: 甲
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

NAME = "空行"
STAGE = Stage.LAYOUT
FORMATS_ONLY = True


def edits(page: Page) -> Iterator[Edit]:
    """Yield every blank line after another, at the start or at the end."""
    last = max((n for n, line in enumerate(page.lines) if line.strip()), default=0)
    before = ""
    for number, line in enumerate(page.lines[:-1]):
        if not line.strip() and number not in page.texts and (not before or number > last):
            yield Edit(page.starts[number], page.starts[number + 1], "")
        before = line.strip()
