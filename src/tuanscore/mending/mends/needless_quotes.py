"""用不着的引号去掉；去掉会变成别的意思的留着。

**Before**
```yaml
类型: "目标绩效指标"
'单位': '甲县委'
简称: '010'
年度: 2024
```
**After**
```yaml
类型: 目标绩效指标
单位: 甲县委
简称: '010'
年度: 2024
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tuanscore.mending.page import Edit
from tuanscore.mending.stage import Stage
from tuanscore.mending.words import looks_typed
from tuanscore.source import spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.mending.page import Page

NAME = "引号"
STAGE = Stage.LAYOUT
FORMATS_ONLY = True

_STARTS = tuple("-?:,[]{}#&*!|>'\"%@`=<~ ")
_NEEDED = r": |:$|：| #|[,\[\]{}\"']|[^\S ]|\s$"


def edits(page: Page) -> Iterator[Edit]:
    """Yield the words in quotes that say the same without."""
    assert page.written is not None
    for scalar in spans.scalars(page.written.root):
        if scalar.style in ("'", '"') and _is_plain(scalar.value):
            yield Edit(scalar.start, scalar.end, scalar.value)


def _is_plain(text: str) -> bool:
    if not text or not text.isprintable() or looks_typed(text) or text[0].isdigit():
        return False
    return not text.startswith(_STARTS) and re.search(_NEEDED, text) is None
