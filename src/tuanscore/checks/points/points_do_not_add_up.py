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

```diff
       - 名称: 宣传
-        分值: 20
+        分值: 30
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from tuanscore.checks import Defect
from tuanscore.finding import Route, Severity
from tuanscore.model.card import CardBody, Category, Item, Section

CODE = "TS401"
SEVERITY = Severity.ERROR
LOOKS_AT = CardBody

Part = tuple[Route, str, Decimal | None]
"""Route, name and points of one part of a level."""


def check(card: CardBody) -> Iterator[Defect]:
    """Compare each declared number of points with the sum one level below."""
    if not _fits(card.total, [section.declared for section in card.sections]):
        parts = [
            (("部分", s), section.name, section.declared) for s, section in enumerate(card.sections)
        ]
        yield _defect(("总分",), "总分", card.total, parts)
    for s, section in enumerate(card.sections):
        if not section.deducts:
            yield from _section(section, ("部分", s))


def _section(section: Section, route: Route) -> Iterator[Defect]:
    if not _fits(section.points, [category.declared for category in section.categories]):
        parts: list[Part] = [
            ((*route, "类别", c), _name(category, c), category.declared)
            for c, category in enumerate(section.categories)
        ]
        yield _or_deducted(_defect((*route, "分值"), section.name, section.points, parts), section)
    for c, category in enumerate(section.categories):
        at = (*route, "类别", c)
        if category.points is not None and not _fits(
            category.points, [i.declared for i in category.items if not i.deducts]
        ):
            parts = [
                ((*at, "条目", i), item.id, item.declared)
                for i, item in enumerate(category.items)
                if not item.deducts
            ]
            yield _defect((*at, "分值"), _name(category, c), category.points, parts)
        for i, item in enumerate(category.items):
            if item.points is not None:
                yield from _item(item, (*at, "条目", i))


def _or_deducted(defect: Defect, section: Section) -> Defect:
    """Say what else a section may be whose lines have points and no targets (保障指标)."""
    bare = not any(item.measures for category in section.categories for item in category.items)
    if not (bare and defect.hint.startswith("多了")):
        return defect
    return replace(defect, hint=f"{defect.hint}；实行扣分制（从满分往下扣）的写上 计分: 扣分")


def _item(item: Item, route: Route) -> Iterator[Defect]:
    measures = {name: m for name, m in item.measures.items() if not m.deducts}
    if not _fits(item.points, [m.points for m in measures.values()]):
        parts: list[Part] = [((*route, "考核点", n), n, m.points) for n, m in measures.items()]
        yield _defect((*route, "分值"), item.id, item.points, parts)


def _name(category: Category, index: int) -> str:
    return category.name or f"第 {index + 1} 类"


def _fits(declared: Decimal | None, below: Sequence[Decimal | None]) -> bool:
    """Say whether points written one level below go into the declared ones."""
    given = [points for points in below if points is not None]
    if declared is None or not given:
        return True
    total = sum(given)
    return total == declared if len(given) == len(below) else total < declared


def _defect(route: Route, name: str, declared: Decimal | None, parts: Sequence[Part]) -> Defect:
    given = [(r, n, p) for r, n, p in parts if p is not None]
    total = sum((p for _, _, p in given), Decimal(0))
    missing = len(parts) - len(given)
    sums = " + ".join(str(p) for _, _, p in given)
    related = tuple(((*r, "分值"), f"{n} {p} 分") for r, n, p in given)
    if missing:
        return Defect(
            route,
            f"“{name}”{declared} 分，写了的已有 {sums} = {total} 分，还有 {missing} 项没有分可分",
            "改小写了的分值，或改大这里的分值",
            related,
        )
    gap = abs(total - (declared or 0))
    return Defect(
        route,
        f"“{name}”写明 {declared} 分，下一级加起来是 {sums} = {total} 分",
        f"{'多' if total > (declared or 0) else '少'}了 {gap} 分，改其中一处",
        related,
    )
