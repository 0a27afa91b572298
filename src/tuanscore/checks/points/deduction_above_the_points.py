"""扣的分比能扣的还多：超过本类的分值，或超过自己的最多扣分。

**Why**: 扣分有上限，从同类的得分里扣，一类的得分不会低于 0（团委目标绩效指标原表：
每发生一起扣0.5分，最多扣5分，本类10分）。写得比能扣的还多，多出来的永远扣不到，多半是写错了数。

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
          - {编号: 活动, 内容: 开展活动。, 考核点: {活动: ≥3次}}
          - {编号: 案件, 内容: 每起扣1分。, 考核点: {案件: {计分: 扣分, 每次: 1, 最多: 80}}}
  - {名称: 绩效评价, 分值: 30, 计分: 评议, 内容: 代表评价分。}
```

**Pass**:

```diff
           - {编号: 活动, 内容: 开展活动。, 考核点: {活动: ≥3次}}
-          - {编号: 案件, 内容: 每起扣1分。, 考核点: {案件: {计分: 扣分, 每次: 1, 最多: 80}}}
+          - {编号: 案件, 内容: 每起扣1分。, 考核点: {案件: {计分: 扣分, 每次: 1, 最多: 5}}}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tuanscore.checks import Defect
from tuanscore.finding import Route, Severity
from tuanscore.methods import deduction
from tuanscore.model.card import CardBody, Category, Section

CODE = "TS404"
SEVERITY = Severity.WARNING
LOOKS_AT = CardBody


def check(card: CardBody) -> Iterator[Defect]:
    """Hold what can be lost against what there is to lose."""
    for s, section in enumerate(card.sections):
        if section.deducts:
            yield from _lines(section, ("部分", s))
            continue
        for c, category in enumerate(section.categories):
            for item in category.items:
                for measure in item.measures.values():
                    if measure.method == deduction.NAME:
                        break
                else:
                    continue
                yield from _measures(category, ("部分", s, "类别", c))
                break


def _lines(section: Section, route: Route) -> Iterator[Defect]:
    if section.points is None:
        return
    for c, category in enumerate(section.categories):
        for i, item in enumerate(category.items):
            if item.points is not None and item.points > section.points:
                yield Defect(
                    (*route, "类别", c, "条目", i, "分值"),
                    f"“{item.id}”最多扣 {item.points} 分，这一部分一共只有 {section.points} 分",
                    "改小这一条的分值，或改大这一部分的分值",
                    (((*route, "分值"), f"{section.name} {section.points} 分"),),
                )


def _measures(category: Category, route: Route) -> Iterator[Defect]:
    declared = category.declared
    for i, item in enumerate(category.items):
        for name, measure in item.measures.items():
            if not isinstance(measure, deduction.Parameters):
                continue
            at = (*route, "条目", i, "考核点", name)
            for key, amount in _amounts(measure):
                limit, of_whom = declared, "这一类一共"
                if key[0] != "最多" and measure.at_most is not None:
                    limit, of_whom = measure.at_most, "最多"
                if limit is not None and amount > limit:
                    yield Defect(
                        (*at, *key),
                        f"“{name}”{''.join(key)}扣 {amount} 分，{of_whom}只有 {limit} 分可扣",
                        "改小扣的分，或改大能扣的分",
                    )


def _amounts(measure: deduction.Parameters) -> Iterator[tuple[tuple[str, ...], Decimal]]:
    for key, amount in (("每次", measure.each), ("最多", measure.at_most)):
        if amount is not None:
            yield (key,), amount
    for kind, amount in measure.graver.items():
        yield ("加重", kind), amount
