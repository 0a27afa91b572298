"""占分的条目没有一个目标。

**Why**: 每一条都要说得出做到什么才得分（团委目标绩效指标原表里，“团市委交办的
其他工作”占 15 分，没有目标）。没有考核点，得几分就只凭印象；说不清数量的，写明定性。

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
          - {编号: 交办, 内容: 交办的其他工作。}
  - {名称: 绩效评价, 分值: 30, 计分: 评议, 内容: 代表评价分。}
```

**Pass**:

```diff
           - {编号: 活动, 内容: 开展活动。, 考核点: {活动: ≥3次}}
-          - {编号: 交办, 内容: 交办的其他工作。}
+          - {编号: 交办, 内容: 交办的其他工作。, 考核点: {交办工作完成情况: 定性}}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect
from tuanscore.finding import Severity
from tuanscore.model.card import CardBody

CODE = "TS406"
SEVERITY = Severity.WARNING
LOOKS_AT = CardBody
_HINT = "加上 考核点，写明目标（≥3次）；没有数量的写 定性，并在内容里写明由谁评定"


def check(card: CardBody) -> Iterator[Defect]:
    """Find lines that earn points and ask for nothing that can be looked at."""
    for s, section in enumerate(card.sections):
        if section.method is not None:
            continue
        if not section.categories:
            message = f"“{section.name}”占分，却没有目标，得几分没有依据"
            yield Defect(("部分", s, "名称"), message, "加上 类别 和 条目，或写 计分: 评议")
        for c, category in enumerate(section.categories):
            for i, item in enumerate(category.items):
                if not item.measures and item.points != 0:
                    yield Defect(
                        ("部分", s, "类别", c, "条目", i, "内容"),
                        f"“{item.id}”占分，却没有考核点，得几分没有依据",
                        _HINT,
                    )
