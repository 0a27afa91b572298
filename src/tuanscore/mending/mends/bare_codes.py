"""别的程序会读成数字、日期或真假的编码和名称，加上引号。

**Before**
```yaml
类型: 项目自评
项目编码: 1303E10  # 不加引号，有的程序读成一个很大的数
年度: 2024
截至: 2024-12-31
完成: {次数: 4}
```
**After**
```yaml
类型: 项目自评
项目编码: '1303E10'  # 不加引号，有的程序读成一个很大的数
年度: 2024
截至: 2024-12-31
完成: {次数: 4}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.mending.page import Edit
from tuanscore.mending.stage import Stage
from tuanscore.mending.words import looks_typed
from tuanscore.source.spans import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.mending.page import Page

NAME = "编码的引号"
STAGE = Stage.VALUE


def edits(page: Page) -> Iterator[Edit]:
    """Yield quotes for words that are text by their key and look like something else."""
    for shaped in page.shaped:
        part = shaped.part
        if not isinstance(part, Scalar) or not shaped.text or not shaped.key:
            continue
        if not part.style and not part.missing and looks_typed(part.value):
            yield Edit(part.start, part.start, "'")
            yield Edit(part.end, part.end, "'")
