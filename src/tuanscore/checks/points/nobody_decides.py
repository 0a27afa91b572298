"""酌情扣分，没有说扣多少，也没有说由谁定。

**Why**: 同一件事两个人来扣，扣的分要一样（团委目标绩效指标原表：相比上升，酌情扣分，
没有写扣多少、由谁定）。写明扣多少或最多扣多少，或写明由谁认定。

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
        分值: 70
        条目:
          - 编号: 犯罪率
            内容: 青少年犯罪率低于前三年平均值，相比上升，酌情扣分。
            考核点:
              青少年犯罪率: {计分: 对比, 基数: 前三年平均值, 要求: 低于, 未达: 酌情}
  - {名称: 绩效评价, 分值: 30, 计分: 评议, 内容: 代表评价分。}
```

**Pass**:

```diff
           - 编号: 犯罪率
-            内容: 青少年犯罪率低于前三年平均值，相比上升，酌情扣分。
+            内容: 青少年犯罪率低于前三年平均值，相比上升，酌情扣分，最多扣2分，由权益部认定。
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tuanscore.checks import Defect
from tuanscore.finding import Severity
from tuanscore.methods import comparison, deduction
from tuanscore.model.card import CardBody, Item, Measure

CODE = "TS408"
SEVERITY = Severity.WARNING
LOOKS_AT = CardBody

_OPEN = frozenset((comparison.NAME, deduction.NAME))

_DISCRETION = re.compile(
    "(?:酌情|酌量|适当|视情(?:况|形|节(?:轻重)?)?)(?:予以|给予|给以)?倒?(?:扣|减)"
)
_AMOUNT = (
    "[扣减][0-9.]+(?:[-~～—至到][0-9.]+)?分|[0-9.]+分以内"
    "|(?:最多|至多|不超过)[^，。；]{0,4}?[0-9.]+分"
)
_VERB = "(?:决定|认定|审定|核定|评定|裁定|确定|商定|研究|审核)"
_DECIDER = f"由[^，。；]{{1,20}}{_VERB}|(?:部|室|处|科|党组|书记|委|小组|会议)(?:集体|研究)?{_VERB}"


def check(card: CardBody) -> Iterator[Defect]:
    """Find deductions that are left to discretion, and to nobody's."""
    for s, section in enumerate(card.sections):
        for c, category in enumerate(section.categories):
            for i, item in enumerate(category.items):
                if (_is_left_open(item.text) or _asks(item)) and not _is_settled(item.text):
                    yield Defect(
                        ("部分", s, "类别", c, "条目", i, "内容"),
                        f"“{item.id}”酌情扣分，没有写扣多少，也没有写由谁定",
                        "在内容里写明扣几分或最多扣几分，或写明由谁认定",
                    )


def _asks(item: Item) -> bool:
    """Say whether a measure costs what someone decides."""
    open_ended = [m for m in item.measures.values() if m.method in _OPEN]
    return any(map(_is_open, open_ended)) if open_ended else False


def _is_open(measure: Measure) -> bool:
    if isinstance(measure, comparison.Parameters):
        return measure.otherwise == "酌情"
    assert isinstance(measure, deduction.Parameters)
    return (measure.each, measure.at_most) == (None, None) and not measure.graver


@lru_cache(maxsize=65536)
def _is_left_open(text: str) -> bool:
    return _DISCRETION.search(text) is not None


@lru_cache(maxsize=65536)
def _is_settled(text: str) -> bool:
    return re.search(_AMOUNT, text) is not None or re.search(_DECIDER, text) is not None
