"""内容写着实行扣分制，却没有写 计分: 扣分。

**Why**: 保障指标 25 条、每条 1 分，放在 15 分的一部分里，只能从满分往下扣（团委目标绩效指标原表：
实行扣分制）。不写 计分: 扣分，就会逐条得分，没有报的条目都算没有得分。

**Fail**:

```yaml
类型: 目标绩效指标模板
名称: 例
年度: 2014
总分: 100
部分:
  - 名称: 职能指标
    分值: 85
    类别:
      - 名称: 服务
        条目:
          - {编号: 活动, 内容: 开展活动。, 考核点: {活动: ≥3次}}
  - 名称: 保障指标
    分值: 15
    内容: 见保障指标（实行扣分制）
    类别:
      - 名称: 社会治理
        条目:
          - {编号: 综治, 内容: 综治工作, 考核点: {综治: 定性}}
          - {编号: 维稳, 内容: 维稳工作, 考核点: {维稳: 定性}}
```

**Pass**:

```diff
     内容: 见保障指标（实行扣分制）
+    计分: 扣分
         条目:
-          - {编号: 综治, 内容: 综治工作, 考核点: {综治: 定性}}
-          - {编号: 维稳, 内容: 维稳工作, 考核点: {维稳: 定性}}
+          - {编号: 综治, 内容: 综治工作, 分值: 1}
+          - {编号: 维稳, 内容: 维稳工作, 分值: 1}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect
from tuanscore.finding import Severity
from tuanscore.model.card import CardBody

CODE = "TS405"
SEVERITY = Severity.WARNING
LOOKS_AT = CardBody


def check(card: CardBody) -> Iterator[Defect]:
    """Find sections whose words say that points are deducted, and whose method does not."""
    for s, section in enumerate(card.sections):
        words = section.name if section.text is None else section.name + section.text
        if "扣分制" in words and "不实行" not in words and section.method is None:
            yield Defect(
                ("部分", s, "名称"),
                f"“{section.name}”写着扣分制，没有写 计分: 扣分，现在是逐条得分",
                "在这一部分写上 计分: 扣分；不是扣分制的，改内容里的字",
            )
