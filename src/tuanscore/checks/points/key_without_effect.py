"""写了的键，这里的计分用不到它。

**Why**: 计分办法只看自己要的键：扣分的考核点自己没有分，写了 分值 也不会得分，扣几分看 每次、最多；
实行扣分制、评议的部分不逐条计分，里面的目标没有人去比。写了没有用的键，写的人以为有用。

**Fail**:

```yaml
类型: 目标绩效指标模板
名称: 例
年度: 2014
总分: 100
部分:
  - 名称: 职能指标
    分值: 100
    类别:
      - 名称: 维权
        条目:
          - {编号: 宣传, 内容: '开展法制宣传{法制宣传}次。', 考核点: {法制宣传: ≥3次}}
          - 编号: 违规问题
            内容: 发生违规问题的，每起扣1分，最多扣5分。
            考核点: {违规问题: {计分: 扣分, 分值: 5, 每次: 1}}
```

**Pass**:

```diff
             内容: 发生违规问题的，每起扣1分，最多扣5分。
-            考核点: {违规问题: {计分: 扣分, 分值: 5, 每次: 1}}
+            考核点: {违规问题: {计分: 扣分, 每次: 1, 最多: 5}}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore import methods
from tuanscore.checks import Defect
from tuanscore.finding import Route, Severity
from tuanscore.methods import deduction
from tuanscore.model.card import PLACEHOLDER, CardBody, Item, Measure, Section

CODE = "TS415"
SEVERITY = Severity.WARNING
LOOKS_AT = CardBody

_COMMON = (("目标", "target"), ("分值", "points"), ("单位成本", "unit_cost"))
"""The keys that every 考核点 may have, whatever its 计分."""


def check(card: CardBody) -> Iterator[Defect]:
    """Find what is written and decides nothing, by what each 计分 says that it reads."""
    for s, section in enumerate(card.sections):
        if section.method is not None:
            yield from _in_section(section, ("部分", s))
        for c, category in enumerate(section.categories):
            for i, item in enumerate(category.items):
                route: Route = ("部分", s, "类别", c, "条目", i)
                if item.points is not None and item.deducts and section.method is None:
                    said = f"“{item.id}”只有扣分的考核点，自己没有分，分值用不到"
                    yield _unused((*route, "分值"), said, "删掉分值；最多扣几分，在考核点里写 最多")
                for name, measure in item.measures.items():
                    for key in _unread_keys(name, measure, card):
                        said = f"“{name}”按{measure.method}计分，用不到 {key}"
                        hint = f"删掉 {key}；要用它，换一种 计分"
                        yield _unused((*route, "考核点", name, key), said, hint)


def _in_section(section: Section, route: Route) -> Iterator[Defect]:
    """Find what a 部分 by 扣分 or 评议 as a whole does not look at."""
    for c, category in enumerate(section.categories):
        at: Route = (*route, "类别", c)
        if section.deducts and category.points is not None:
            said = f"“{section.name}”从满分往下扣，类别的分值用不到"
            yield _unused((*at, "分值"), said, "删掉分值；一条最多扣几分，写在条目的 分值 上")
        for i, item in enumerate(category.items):
            for name in _unread(item, section):
                said = f"“{section.name}”按{section.method}计分，考核点“{name}”的目标没有人比"
                hint = "删掉它" + ("，或写成 计分: 扣分" if section.deducts else "")
                yield _unused((*at, "条目", i, "考核点", name), said, hint)


def _unread(item: Item, section: Section) -> Iterator[str]:
    for name, measure in item.measures.items():
        if section.rated or measure.method != deduction.NAME:
            yield name


def _unread_keys(name: str, measure: Measure, card: CardBody) -> Iterator[str]:
    reads = methods.all_by_name()[measure.method].READS
    for key, field in _COMMON:
        unread = key not in reads and getattr(measure, field) is not None
        if unread and not (key == "目标" and _is_printed(name, card)):
            yield key


def _is_printed(name: str, card: CardBody) -> bool:
    """Say whether the number of a measure stands in a text."""
    return any(m[1].strip() == name for text in card.texts for m in PLACEHOLDER.finditer(text))


def _unused(route: Route, message: str, hint: str) -> Defect:
    return Defect(route, message, hint, at_key=True)
