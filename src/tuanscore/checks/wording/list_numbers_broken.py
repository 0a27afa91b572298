"""文字里的序号断了，或者重了。

**Why**: “一是…三是…”“（1）…（3）…”，看表的人会问第二条在哪里：不是漏了一条，就是删了没有改号。

**Fail**:

```yaml
类型: 目标绩效指标模板
名称: 例
年度: 2014
总分: 100
部分:
  - 名称: 职能指标
    分值: 70
    类别:
      - 名称: 服务
        条目:
          - {编号: 活动, 内容: 一是组织比武；三是培训队伍。, 考核点: {活动: ≥3次}}
  - {名称: 绩效评价, 分值: 30, 计分: 评议, 内容: 代表评价分。}
```

**Pass**:

```diff
         条目:
-          - {编号: 活动, 内容: 一是组织比武；三是培训队伍。, 考核点: {活动: ≥3次}}
+          - {编号: 活动, 内容: 一是组织比武；二是培训队伍。, 考核点: {活动: ≥3次}}
```
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tuanscore.checks import Defect
from tuanscore.finding import Severity
from tuanscore.model.card import CardBody
from tuanscore.model.kinds.department import Department

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.finding import Route

CODE = "TS606"
SEVERITY = Severity.WARNING
LOOKS_AT = (CardBody, Department)

_START = r"(?:^|(?<=[，。；：、:;,.\s“”（）]))"
_HAN = "[一二三四五六七八九十]{1,3}"
_STYLES = (
    re.compile(rf"{_START}({_HAN})是"),
    re.compile(r"[（(]([0-9]{1,2})[）)]"),
    re.compile(rf"[（(]({_HAN})[）)]"),
    re.compile("([①-⑳])"),
    re.compile(r"(?:^|(?<=[。；;：:\n]))\s*([0-9]{1,2})[.．、](?![0-9])"),
    re.compile(rf"{_START}第({_HAN})[，,、]"),
)
_DIGITS = "零一二三四五六七八九"


def check(model: CardBody | Department) -> Iterator[Defect]:
    """Find numbers that do not follow each other, in a text or over the paragraphs of a passage."""
    if any(map(_broken_in, model.texts)):
        for route, text in model.sentences():
            for _, before, marker in _broken_in(text):
                yield _defect(route, before, marker)
    if not isinstance(model, CardBody):
        for key, paragraphs in model.passages:
            if not any(map(_broken_in, paragraphs)):
                for index, before, marker in _broken(paragraphs):
                    yield _defect((key, "内容", index), before, marker)


def _defect(route: Route, before: str, marker: str) -> Defect:
    where = f"“{before}”后面" if before else "开头"
    return Defect(route, f"序号不连续：{where}是“{marker}”", "补上漏掉的一条，或改正序号")


@lru_cache(maxsize=65536)
def _broken_in(text: str) -> tuple[tuple[int, str, str], ...]:
    return _broken((text,))


def _broken(parts: tuple[str, ...]) -> tuple[tuple[int, str, str], ...]:
    """Return the first marker out of order: index of the part, the marker before, the marker."""
    for style in _STYLES:
        markers = [
            (index, match[0].strip(), _value(match[1]))
            for index, text in enumerate(parts)
            for match in style.finditer(text)
        ]
        before, last = "", 0
        for index, marker, value in markers if len(markers) > 1 else ():
            if value not in (1, last + 1):
                return ((index, before, marker),)
            before, last = marker, value
    return ()


def _value(marker: str) -> int:
    if marker.isascii():
        return int(marker)
    if "①" <= marker <= "⑳":
        return ord(marker) - ord("①") + 1
    tens, ten, ones = marker.rpartition("十")
    if not ten:
        return _DIGITS.find(marker)
    return 10 * (_DIGITS.find(tens) if tens else 1) + (_DIGITS.find(ones) if ones else 0)
