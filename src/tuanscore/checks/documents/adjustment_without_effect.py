"""目标调整不起作用：还没有都同意，或年度结束以后才申请、批准。

**Why**: 目标和预算年中可以调整，要在年度之内经主管部门和财政同意；没有批的、过了年才申请的，自评仍
然按原来的目标和预算算。

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
申请日期: 2024-01-10
审批: [{部门: 财政}]
指标: []
```

**Pass**:

```diff
# scorecards/2023/甲/P1.调整.yaml
 项目编码: P1
-申请日期: 2024-01-10
-审批: [{部门: 财政}]
+申请日期: 2023-08-10
+审批: [{部门: 财政, 意见: 同意, 日期: 2023-09-05}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect
from tuanscore.finding import Severity
from tuanscore.model.kinds.adjustment import GoalAdjustment

CODE = "TS922"
SEVERITY = Severity.WARNING
LOOKS_AT = GoalAdjustment


def check(model: GoalAdjustment) -> Iterator[Defect]:
    """Find applications that never count."""
    if model.idle_because:
        yield Defect(
            ("申请日期",),
            f"这份调整不起作用：{model.idle_because}，自评按原来的目标和预算算",
            "补上各部门的意见和日期；过了年的不能再调整",
        )
