"""句子没有写完：同一部分的条目都以句号结尾，这一条没有；或以逗号、顿号结尾。

**Why**: 八个单位的原表只差一个句号（旺苍的“工作有序开展”）；少了句末标点，看不出是漏了标点，
还是漏了后面的话。都不写句号的短语（如保障指标各条）不算。

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
          - {编号: 比武, 内容: 组织技能比武。, 考核点: {比武: ≥3次}}
          - {编号: 培训, 内容: 培训志愿者。, 考核点: {培训: 40名}}
          - {编号: 简报, 内容: 编发简报。, 考核点: {简报: ≥3期}}
          - {编号: 活动, 内容: 开展主题活动, 考核点: {活动: ≥3次}}
  - {名称: 绩效评价, 分值: 30, 计分: 评议, 内容: 代表评价分。}
```

**Pass**:

```diff
           - {编号: 简报, 内容: 编发简报。, 考核点: {简报: ≥3期}}
-          - {编号: 活动, 内容: 开展主题活动, 考核点: {活动: ≥3次}}
+          - {编号: 活动, 内容: 开展主题活动。, 考核点: {活动: ≥3次}}
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
    from collections.abc import Iterator, Sequence

    from tuanscore.finding import Route

CODE = "TS601"
SEVERITY = Severity.WARNING
LOOKS_AT = (CardBody, Department)

_CLOSERS = " \t\n”’\"')）》」』】"
_ENDS = ("。", "！", "？", "；", "…", ";", ".", "!", "?")
_CUTS = ("，", "、", ",")


def check(model: CardBody | Department) -> Iterator[Defect]:
    """Find texts that end in the middle, by themselves or by what their siblings do."""
    if isinstance(model, CardBody):
        for s, section in enumerate(model.sections):
            written = [item.text for category in section.categories for item in category.items]
            if _is_suspect(written):
                parts = [
                    (("部分", s, "类别", c, "条目", i, "内容"), item.text)
                    for c, category in enumerate(section.categories)
                    for i, item in enumerate(category.items)
                ]
                yield from _unfinished(parts, "同一部分的其他条目")
        return
    for key, paragraphs in model.passages:
        if _is_suspect(paragraphs):
            texts = [((key, "内容", index), text) for index, text in enumerate(paragraphs)]
            yield from _unfinished(texts, "同一栏的其他段落")


def _is_suspect(written: Sequence[str]) -> bool:
    """Say whether some of these texts are cut off, or few have no end and many have one."""
    ended = sum(map(_is_ended, written))
    return ended < len(written) and (_is_custom(ended, written) or any(map(_is_cut, written)))


def _is_custom(ended: int, written: Sequence[str]) -> bool:
    return ended >= 3 * max(1, len(written) - ended)


def _unfinished(parts: Sequence[tuple[Route, str]], others: str) -> Iterator[Defect]:
    written = [text for _, text in parts]
    custom = _is_custom(sum(map(_is_ended, written)), written)
    for route, text in parts:
        if _is_cut(text):
            message = f"以“{text.rstrip()[-1]}”结尾，像是没有写完"
            yield Defect(route, message, "补上后面的话，或改成句号")
        elif custom and not _is_ended(text):
            yield Defect(route, f"“{_tail(text)}”后面没有句号，{others}都有", "补上句号")


def _tail(text: str) -> str:
    """Return the last few words, for people to find the place by."""
    return re.split("[，。；、：]", text.rstrip())[-1][-12:]


@lru_cache(maxsize=65536)
def _is_ended(text: str) -> bool:
    return text.rstrip().endswith(_ENDS) or text.rstrip(_CLOSERS).endswith(_ENDS)


@lru_cache(maxsize=65536)
def _is_cut(text: str) -> bool:
    return text.rstrip().endswith(_CUTS)
