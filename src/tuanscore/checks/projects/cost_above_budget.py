"""成本指标的金额超过了项目的预算数。

**Why**: 预算数是批下来的全部的钱，成本（哪怕只是一人一次的标准）超过它，不是单位写错了（万元写成
元的一万倍），就是打算超预算。

**Fail**:

```yaml
类型: 预算项目绩效目标表
预算单位: 共青团甲县委本级
简称: 甲
年度: 2021
项目编码: P1
项目名称: 青年技能培训
预算: {预算数: 50000, 财政资金: 50000, 其他资金: 0, 资金用途: 场地和师资}
资金支出计划: {6月底: 50%, 12月底: 100%}
绩效目标: [培训青年，帮助就业]
绩效指标:
  产出指标:
    数量指标: [{名称: 培训场次, 指标值: ≥5场}]
    成本指标: [{名称: 培训总支出, 指标值: ≤50万元}]
  效益指标:
    社会效益指标: [{名称: 学员就业率, 指标值: ≥60%}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```

**Pass**:

```diff
     数量指标: [{名称: 培训场次, 指标值: ≥5场}]
-    成本指标: [{名称: 培训总支出, 指标值: ≤50万元}]
+    成本指标: [{名称: 培训总支出, 指标值: ≤5万元}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect
from tuanscore.checks.projects import amount, costs
from tuanscore.finding import Severity
from tuanscore.grammar.amounts import said
from tuanscore.model.kinds.project import Project

CODE = "TS510"
SEVERITY = Severity.WARNING
LOOKS_AT = Project


def check(project: Project) -> Iterator[Defect]:
    """Compare every amount of 成本 with 预算数."""
    unit = project.unit_of_money
    total = project.budget.whole(unit).yuan
    if total is None:
        return
    for _, second, route, indicator in costs(project):
        money = amount(indicator.target)
        if money is not None and money > total:
            yield Defect(
                (*route, "指标值"),
                f"{second}“{indicator.name}”的指标值“{indicator.target.text}”超过预算数"
                f" {said(total, unit)}",
                "检查单位是元还是万元；成本不能超过预算数",
                ((("预算", "预算数"), f"预算数 {said(total, unit)}"),),
            )
