"""区的评分表里写着县，或县的评分表里写着区。

**Why**: 八个单位的原表由一张表改成，县、区、开发区各写各的（利州、昭化、朝天三个区的原表里还印着
“团县委”）。看单位的名称是县还是区；“县（区）”“县级”这样的通称不算。

**Fail**:

```yaml
类型: 目标绩效指标
单位: 共青团利州区委
简称: 利州
年度: 2014
总分: 100
变量: {区划: 区}
部分:
  - 名称: 职能指标
    分值: 70
    类别:
      - 名称: 服务
        条目:
          - {编号: 活动, 内容: '走访全{区划}青年，团县委委员参加。', 考核点: {活动: ≥3次}}
  - {名称: 绩效评价, 分值: 30, 计分: 评议, 内容: 代表评价分。}
```

**Pass**:

```diff
         条目:
-          - {编号: 活动, 内容: '走访全{区划}青年，团县委委员参加。', 考核点: {活动: ≥3次}}
+          - {编号: 活动, 内容: '走访全{区划}青年，团{区划}委委员参加。', 考核点: {活动: ≥3次}}
```
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tuanscore.checks import Defect
from tuanscore.finding import Severity
from tuanscore.model.kinds.scorecard import Scorecard

if TYPE_CHECKING:
    from collections.abc import Iterator

CODE = "TS603"
SEVERITY = Severity.WARNING
LOOKS_AT = Scorecard

_ORG = re.compile("([县区])(?:工作)?(?:团工?委|委)")
_BODIES = "(?:委(?!员会?成员)|政府|人大|政协|团委|直(?:机关|部门|单位))"
_FOREIGN = {
    "区": rf"(?:团|本|我|全)县(?!级|[（(、/]?区)委?|(?<!区)县{_BODIES}",
    "县": (
        rf"(?:团|本|我|全)区(?![（(、/]?县|域)委?|(?<![社园地灾山景牧林战小校厂发县街片])区{_BODIES}"
    ),
}
_OTHER = {"区": "县", "县": "区"}


def check(card: Scorecard) -> Iterator[Defect]:
    """Hold the words of a card against what its organisation calls itself."""
    district = _district(card.org)
    if not district:
        return
    other = _OTHER[district]
    if other in card.variables.values():
        yield from _variables(card, district, other)
    for text in card.texts:
        if _foreign(text, district):
            break
    else:
        return
    for route, text in card.sentences():
        if word := _foreign(text, district):
            yield Defect(
                route,
                f"{district}的评分表里写着“{word}”",
                f"{card.short_name}是{district}，改成“{word.replace(other, district)}”；"
                f"几个单位共用的，写成 {word.replace(other, '{区划}')}，在 变量 里写 区划",
            )


def _variables(card: Scorecard, district: str, other: str) -> Iterator[Defect]:
    """Find variables that print the other word into this card."""
    for name, value in card.variables.items():
        if value == other and any(f"{{{name}}}" in text for text in card.texts):
            yield Defect(
                ("单位",),
                f"单位是{district}，变量“{name}”是“{value}”，会印成“{value}”",
                f"写上 变量: {{{name}: {district}}}",
                ((("变量", name), f"{name}: {value}"),),
            )


@lru_cache(maxsize=4096)
def _district(org: str) -> str:
    """Return 县 or 区 as an organisation is named; empty for a city, a school, a company."""
    found = _ORG.findall(org)
    return found[-1] if found else ""


@lru_cache(maxsize=65536)
def _foreign(text: str, district: str) -> str:
    """Return the first word that belongs into the other kind of card; empty without any."""
    match = re.search(_FOREIGN[district], text)
    return match[0] if match is not None else ""
