"""财政资金和其他资金加起来不等于预算数。

**Why**: 预算数由财政资金和其他资金组成，三个数印在同一张表上，加不拢就不知道哪一个是批下来的，执
行率也没法算（执行率 = 全年执行数 ÷ 全年预算数）。

**Fail**:

```yaml
类型: 预算项目绩效目标表
预算单位: 共青团甲县委本级
简称: 甲
年度: 2021
项目编码: P1
项目名称: 青年技能培训
预算: {预算数: 50000, 财政资金: 40000, 其他资金: 5000, 资金用途: 场地和师资}
资金支出计划: {6月底: 50%, 12月底: 100%}
绩效目标: [培训青年，帮助就业]
绩效指标:
  产出指标:
    数量指标: [{名称: 培训场次, 指标值: ≥5场}]
  效益指标:
    社会效益指标: [{名称: 学员就业率, 指标值: ≥60%}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```

**Pass**:

```diff
 项目名称: 青年技能培训
-预算: {预算数: 50000, 财政资金: 40000, 其他资金: 5000, 资金用途: 场地和师资}
+预算: {预算数: 50000, 财政资金: 45000, 其他资金: 5000, 资金用途: 场地和师资}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tuanscore.checks import Defect
from tuanscore.checks.projects import yuan_of
from tuanscore.finding import Severity
from tuanscore.grammar.amounts import said
from tuanscore.model.kinds.project import Project

CODE = "TS501"
SEVERITY = Severity.ERROR
LOOKS_AT = Project


def check(project: Project) -> Iterator[Defect]:
    """Compare 预算数 with the sum of its parts."""
    budget, unit = project.budget, project.unit_of_money
    parts = {"财政资金": yuan_of(budget.fiscal, unit), "其他资金": yuan_of(budget.other, unit)}
    told = {name: yuan for name, yuan in parts.items() if yuan is not None}
    whole, total = yuan_of(budget.total, unit), sum(told.values(), Decimal(0))
    if whole is None or not told or total == whole:
        return
    gap = f"{'多' if total > whole else '少'}了 {said(abs(total - whole), unit)}"
    added = " + ".join(said(yuan, unit).split()[0] for yuan in told.values())
    yield Defect(
        ("预算", "预算数"),
        f"预算数写明 {said(whole, unit)}，{'加'.join(told)}是 {added} = {said(total, unit)}",
        f"{gap}，改其中一处；单位都是{unit}",
        tuple((("预算", name), f"{name} {said(yuan, unit)}") for name, yuan in told.items()),
    )
