"""目标调整以后，分值合起来和原来不一样。

**Why**: 取消一个指标，它的分值要由新增的指标接过去，或加到别的指标上；不然总分就不是原来的总分了。

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
    数量指标: [{名称: 古树修复, 指标值: ≥60株, 分值: 45}, {名称: 宣传牌, 指标值: ≥30块, 分值: 5}]
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
指标:
  - {名称: 宣传牌, 分值: 5, 调整前: ≥30块, 调整后: 取消, 理由: 由社区承担}
  - {名称: 白蚁防治面积, 分值: 3, 调整前: —, 调整后: ≥3000平方米, 理由: 新增}
```

**Pass**:

```diff
# scorecards/2023/甲/P1.调整.yaml
   - {名称: 宣传牌, 分值: 5, 调整前: ≥30块, 调整后: 取消, 理由: 由社区承担}
-  - {名称: 白蚁防治面积, 分值: 3, 调整前: —, 调整后: ≥3000平方米, 理由: 新增}
+  - {名称: 白蚁防治面积, 分值: 5, 调整前: —, 调整后: ≥3000平方米, 理由: 新增}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tuanscore.checks import Defect
from tuanscore.finding import Severity
from tuanscore.model.kinds.adjustment import GoalAdjustment

CODE = "TS924"
SEVERITY = Severity.WARNING
LOOKS_AT = GoalAdjustment


def check(model: GoalAdjustment) -> Iterator[Defect]:
    """Add up the points before and after, where every row that comes or goes has some."""
    before = after = Decimal(0)
    for change in model.changes:
        if change.points is None:
            if change.is_new or change.is_dropped or change.points_after is not None:
                return
            continue
        before += 0 if change.is_new else change.points
        later = change.points if change.points_after is None else change.points_after
        after += 0 if change.is_dropped else later
    if before != after:
        yield Defect(
            ("指标",),
            f"调整前的分值合计 {before} 分，调整后 {after} 分",
            "取消的分值由新增的指标接过去，或写上别的指标的 调整后分值",
            at_key=True,
        )
