"""目标调整里，任务量减得比预算多。

**Why**: 预算压减多少，任务量跟着减多少；减得更多，就是单位成本涨了、目标压低了，要说明为什么。

**Fail**:

```yaml
# scorecards/2023/甲/P1.yaml
类型: 预算项目绩效目标表
预算单位: 甲县园林所
简称: 甲
年度: 2023
项目编码: P1
项目名称: 古树保护
预算: {预算数: 240, 财政资金: 240, 其他资金: 0, 资金用途: 修复古树}
资金支出计划: {6月底: 50%, 12月底: 100%}
绩效目标: [保护古树]
绩效指标:
  产出指标:
    数量指标: [{名称: 古树修复, 指标值: ≥60株}]
  效益指标:
    社会效益指标: [{名称: 古树保存率, 指标值: ≥98%}]
  满意度指标:
    服务对象满意度指标: [{名称: 市民满意度, 指标值: ≥90%}]
```

```yaml
# scorecards/2023/甲/P1.调整.yaml
类型: 绩效目标调整
年度: 2023
项目编码: P1
申请日期: 2023-08-20
审批: [{部门: 财政, 意见: 同意, 日期: 2023-09-05}]
预算: {调整前: 240, 调整后: 204, 理由: 压减一般性支出}
指标: [{名称: 古树修复, 调整前: ≥60株, 调整后: ≥48株, 理由: 随预算压减}]
```

**Pass**:

```diff
# scorecards/2023/甲/P1.调整.yaml
 预算: {调整前: 240, 调整后: 204, 理由: 压减一般性支出}
-指标: [{名称: 古树修复, 调整前: ≥60株, 调整后: ≥48株, 理由: 随预算压减}]
+指标: [{名称: 古树修复, 调整前: ≥60株, 调整后: ≥51株, 理由: 随预算压减}]
```
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tuanscore.checks import Defect
from tuanscore.finding import Severity
from tuanscore.model.kinds.adjustment import Change, GoalAdjustment

CODE = "TS921"
SEVERITY = Severity.WARNING
LOOKS_AT = GoalAdjustment

_CENT = Decimal("0.01")


def check(model: GoalAdjustment) -> Iterator[Defect]:
    """Hold every count that is lowered against the change of the budget."""
    money = model.amounts
    for index, change in enumerate(model.changes):
        counts = _counts(change)
        if counts is None or counts[1] >= counts[0]:
            continue
        old, new = counts
        fewer = (old - new) * 100 / old
        less = Decimal(0) if money is None or not money[0] else _less(*money)
        if fewer <= less:
            continue
        said = f"预算只减 {less.quantize(_CENT)}%" if less > 0 else "预算没有减"
        if money is not None and new:
            before, after = (amount / count for amount, count in zip(money, counts, strict=True))
            more = ((after - before) * 100 / before).quantize(_CENT)
            said += f"；每一单位从 {before.quantize(_CENT)} 到 {after.quantize(_CENT)}（+{more}%）"
        yield Defect(
            ("指标", index, "调整后"),
            f"{change.name}：从 {change.before} 减到 {change.after}，"
            f"减 {fewer.quantize(_CENT)}%，{said}",
            "说明为什么减得更多，或把目标调得和预算一样",
        )


def _counts(change: Change) -> tuple[Decimal, Decimal] | None:
    """Return how many before and after, where both count alike and more is better."""
    old, new = change.targets
    if old is None or new is None or not old.measures_alike(new) or old.is_rate:
        return None
    if not (old.more_is_better and new.more_is_better):
        return None
    (_, (before, *_)), (_, (after, *_)) = old.amount, new.amount
    return (before, after) if before else None


def _less(before: Decimal, after: Decimal) -> Decimal:
    return (before - after) * 100 / before
