"""分值加起来不等于上一级写明的分值。

**Why**: 总分是写明的（团委目标绩效 150 分），不默认是 100；各级分值加不拢，得分就没有意义
（团委目标绩效指标原表：70+50+15+15=150）。有的没写分值时，写了的加起来必须比上一级少，余下的平均分。

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
        分值: 40
        条目:
          - {编号: 活动, 内容: 开展活动。, 考核点: {活动: ≥3次}}
      - 名称: 宣传
        分值: 20
        条目:
          - {编号: 简报, 内容: 编发简报。, 考核点: {简报: ≥3期}}
  - {名称: 绩效评价, 分值: 30, 计分: 评议, 内容: 代表评价分。}
```

**Pass**:

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
        分值: 40
        条目:
          - {编号: 活动, 内容: 开展活动。, 考核点: {活动: ≥3次}}
      - 名称: 宣传
        分值: 30
        条目:
          - {编号: 简报, 内容: 编发简报。, 考核点: {简报: ≥3期}}
  - {名称: 绩效评价, 分值: 30, 计分: 评议, 内容: 代表评价分。}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tuanscore.checks import Defect
from tuanscore.finding import Route, Severity
from tuanscore.model.card import CardBody

CODE = "TS401"
SEVERITY = Severity.ERROR
LOOKS_AT = CardBody

Parts = list[tuple[Route, str, Decimal | None]]
"""Route, name and points of each part of a level."""


def check(card: CardBody) -> Iterator[Defect]:
    """Compare each declared number of points with the sum one level below."""
    sections: Parts = [
        (("部分", s), section.name, section.declared) for s, section in enumerate(card.sections)
    ]
    yield from _level(("总分",), "总分", card.total, sections)
    for s, section in enumerate(card.sections):
        if section.deducts:
            continue
        route: Route = ("部分", s)
        categories: Parts = [
            ((*route, "类别", c), category.name or f"第 {c + 1} 类", category.declared)
            for c, category in enumerate(section.categories)
        ]
        yield from _level((*route, "分值"), section.name, section.points, categories)
        for c, category in enumerate(section.categories):
            at = (*route, "类别", c)
            items: Parts = [
                ((*at, "条目", i), item.id, item.declared)
                for i, item in enumerate(category.items)
                if not item.deducts
            ]
            name = category.name or f"第 {c + 1} 类"
            yield from _level((*at, "分值"), name, category.points, items)
            for i, item in enumerate(category.items):
                measures: Parts = [
                    ((*at, "条目", i, "考核点", n), n, m.points)
                    for n, m in item.measures.items()
                    if not m.deducts
                ]
                yield from _level((*at, "条目", i, "分值"), item.id, item.points, measures)


def _level(route: Route, name: str, declared: Decimal | None, parts: Parts) -> Iterator[Defect]:
    given = [(r, n, p) for r, n, p in parts if p is not None]
    if declared is None or not given:
        return
    total = sum((p for _, _, p in given), Decimal(0))
    missing = len(parts) - len(given)
    if missing == 0 and total == declared:
        return
    if missing and total < declared:
        return
    sums = " + ".join(str(p) for _, _, p in given)
    related = tuple(((*r, "分值"), f"{n} {p} 分") for r, n, p in given)
    if missing:
        yield Defect(
            route,
            f"“{name}”{declared} 分，写了的已有 {sums} = {total} 分，还有 {missing} 项没有分可分",
            "改小写了的分值，或改大这里的分值",
            related,
        )
        return
    gap = abs(total - declared)
    yield Defect(
        route,
        f"“{name}”写明 {declared} 分，下一级加起来是 {sums} = {total} 分",
        f"{'多' if total > declared else '少'}了 {gap} 分，改其中一处",
        related,
    )
