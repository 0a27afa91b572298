"""目标、数字、日期、编码里的全角数字和符号改成半角。

**Before**
```yaml
类型: 完成情况
单位: 甲
年度: ２０２４
截至: 2024-12-31
完成:
  技能比武: ４次
  满意度: 97％
  说明材料: 完成
```
**After**
```yaml
类型: 完成情况
单位: 甲
年度: 2024
截至: 2024-12-31
完成:
  技能比武: 4次
  满意度: 97%
  说明材料: 完成
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tuanscore.mending.page import Edit
from tuanscore.mending.shapes import understood
from tuanscore.mending.stage import Stage
from tuanscore.source.spans import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.mending.page import Page
    from tuanscore.mending.shapes import Shaped

NAME = "全角数字和符号"
STAGE = Stage.VALUE

_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_CODE = r"[0-9A-Za-z\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+"
_CODES = ("项目编码",)
_BECOMES_BLOCK = (">", "|", "<", "=", "!", "%", "&", "*", "@", "`", "#", "-", "?")
_AMBIGUOUS = re.compile("[:,#]")


def edits(page: Page) -> Iterator[Edit]:
    """Yield the words that mean the same, or mean something at all, in half-width."""
    for shaped in page.shaped:
        part = shaped.part
        if (
            isinstance(part, Scalar)
            and part.style in ("", "'", '"')
            and part.line == part.last_line
        ):
            old = page.text[part.start : part.end]
            new = old.translate(_HALF)
            if new != old and _may(shaped, part.value):
                yield Edit(part.start, part.end, _quoted(new, part.style))


def _may(shaped: Shaped, value: str) -> bool:
    """Whether a value is understood in half-width, and not otherwise than before."""
    if shaped.key in _CODES:
        return re.fullmatch(_CODE, value) is not None
    if shaped.reader is None:
        return False
    after = understood(shaped.reader, value.translate(_HALF))
    return after is not None and understood(shaped.reader, value) in (None, after)


def _quoted(text: str, style: str) -> str:
    """Put quotes around what YAML would read otherwise."""
    if style:
        return text
    return f"'{text}'" if text.startswith(_BECOMES_BLOCK) or _AMBIGUOUS.search(text) else text
