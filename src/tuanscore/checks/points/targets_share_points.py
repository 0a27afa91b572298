"""一条印着分值的条目有几个目标，各占几分没有写。

**Why**: 一条里印着几个数（团委目标绩效指标原表：2所、3次、200个、15套，共15分），
原文没有说各占几分。没有写就平均分，这是本程序的假定；写明了，少做一样扣多少才有依据。

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
          - 编号: 关爱
            内容: 创建学生之家{学生之家}所，开展圆梦活动{圆梦活动}次。
            考核点:
              学生之家: 2所
              圆梦活动: 3次
  - {名称: 绩效评价, 分值: 30, 计分: 评议, 内容: 代表评价分。}
```

**Pass**:

```diff
             考核点:
-              学生之家: 2所
-              圆梦活动: 3次
+              学生之家: {目标: 2所, 分值: 40}
+              圆梦活动: {目标: 3次, 分值: 30}
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tuanscore.checks import Defect
from tuanscore.finding import Severity
from tuanscore.methods import deduction
from tuanscore.model.card import CardBody, Item

CODE = "TS407"
SEVERITY = Severity.NOTE
LOOKS_AT = CardBody


def check(card: CardBody) -> Iterator[Defect]:
    """Find lines that have points of their own and share them out equally for want of a word."""
    for s, section in enumerate(card.sections):
        for c, category in enumerate(section.categories if section.method is None else ()):
            items = category.items
            alone = category.points is not None and _earns_alone(items)
            for i, item in enumerate(items):
                if (alone or item.points is not None) and _unshared(item) > 1:
                    yield Defect(
                        ("部分", s, "类别", c, "条目", i, "内容"),
                        f"“{item.id}”一条有几个目标，各占几分没有写，现在平均分",
                        "给每个考核点写上分值，如 {目标: 3次, 分值: 5}",
                    )


def _earns_alone(items: Sequence[Item]) -> bool:
    """Say whether only one of these items can earn points."""
    earning = (item for item in items if not item.deducts)
    return next(earning, None) is not None and next(earning, None) is None


def _unshared(item: Item) -> int:
    """Count the measures that earn points and have none of their own."""
    measures = item.measures.values()
    return len([m for m in measures if m.points is None and m.method != deduction.NAME])
