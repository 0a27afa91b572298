"""内容里要求的数，没有一个考核点管它。

**Why**: 印在表里的数就是要做到的数（团委目标绩效指标原表一条里常有几个：2所、3次、200个、15套）
；没有考核点的数不计分，和考核点不一样的数，印的和评的就是两回事。写成 {考核点} 的不会错。

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
          - {编号: 活动, 内容: 开展活动不少于5次。, 考核点: {活动: ≥3次}}
  - {名称: 绩效评价, 分值: 30, 计分: 评议, 内容: 代表评价分。}
```

**Pass**:

```diff
         条目:
-          - {编号: 活动, 内容: 开展活动不少于5次。, 考核点: {活动: ≥3次}}
+          - {编号: 活动, 内容: '开展活动不少于{活动}次。', 考核点: {活动: ≥3次}}
```
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import normalize

from tuanscore.checks import Defect
from tuanscore.finding import Severity
from tuanscore.model.card import CardBody, Item

if TYPE_CHECKING:
    from collections.abc import Iterator

CODE = "TS604"
SEVERITY = Severity.WARNING
LOOKS_AT = CardBody

_PLAIN = frozenset(("比例", "达标", "定性"))
"""Methods without numbers of their own, which a text may well mention."""
_UNITS = "人次|场次|万元|小时|[次个名人所场篇条套件份户家支期项本册部座间台元%％]"
_DIGITS = re.compile(
    r"(?<![0-9+\-~～—〔\[{A-Za-z第前每扣加减近])(?<![0-9][.,])(?<!排名)(?<!全[县区市省])"
    rf"([0-9][0-9,]*(?:\.[0-9]+)?)\s?(?:{_UNITS})(?![0-9]|乡镇|街道|县|区(?!级))"
)
_ASKED = re.compile(
    "(?:不少于|不低于|不得少于|不得低于|至少|不超过|最少)"
    rf"[^0-9，。；、{{}}一二两三四五六七八九十]{{0,4}}([一二两三四五六七八九十])(?:{_UNITS})"
)
_CHINESE = {word: Decimal(value) for value, word in enumerate("一二三四五六七八九十", 1)}
_CHINESE["两"] = Decimal(2)
_ALWAYS = frozenset(("24小时", "100%", "12小时", "8小时"))


_RULE = re.compile(
    r"[^。；;，,、]*(?:[每再]|不足|低于|高于|超过|少于|未达|达到|完成|比|以上|以下|以内)[^。；;]{0,24}?"
    r"[，,]?[^。；;，,]{0,10}(?:扣|加|得|计|减)[^。；;，,0-9]{0,6}[0-9.]+分"
)
"""What a number costs or earns, which is asked of nobody: 每减少1%，扣1分."""


def check(card: CardBody) -> Iterator[Defect]:
    """Find numbers with a unit that no measure of the item asks for."""
    if not any(map(_numbers, card.texts)):
        return
    for s, section in enumerate(card.sections):
        for c, category in enumerate(section.categories if section.method is None else ()):
            for i, item in enumerate(category.items):
                for shown in _uncovered(item):
                    yield Defect(
                        ("部分", s, "类别", c, "条目", i, "内容"),
                        f"“{shown}”没有考核点管它，“{item.id}”的目标里没有这个数",
                        "加一个考核点，或改成一样的数；内容里写成 {考核点的名称} 就总是一样",
                    )


def _uncovered(item: Item) -> list[str]:
    numbers = _numbers(item.text)
    if not numbers or not item.measures:
        return []
    if not all(measure.method in _PLAIN for measure in item.measures.values()):
        return []
    targets = [m.target for m in item.measures.values() if m.target is not None]
    asked = {bound for target in targets for bound in (target.number, target.upper)}
    return [shown for number, shown in numbers if number not in asked]


@lru_cache(maxsize=65536)
def _numbers(text: str) -> tuple[tuple[Decimal, str], ...]:
    """Return each number that a text asks for, and as it is written."""
    folded = normalize("NFKC", text) if not text.isascii() else text
    folded = _RULE.sub("", folded)
    found = [
        (Decimal(match[1].replace(",", "")), match[0].strip())
        for match in _DIGITS.finditer(folded)
        if match[0] not in _ALWAYS
    ]
    found += [(_CHINESE[match[1]], match[0]) for match in _ASKED.finditer(folded)]
    return tuple(found)
