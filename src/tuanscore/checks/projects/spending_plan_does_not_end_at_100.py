"""资金支出计划最后一期不是 100%。

**Why**: 资金支出计划是累计的百分数，到年底要把预算用完，最后一期就是 100%。不到 100% 等于还没有支
出就承认用不完，超过 100% 是超预算。

**Fail**:

```yaml
类型: 预算项目绩效目标表
预算单位: 共青团甲县委本级
简称: 甲
年度: 2021
项目编码: P1
项目名称: 青年技能培训
预算: {预算数: 50000, 财政资金: 50000, 其他资金: 0, 资金用途: 场地和师资}
资金支出计划: {6月底: 50%, 12月底: 95%}
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
 预算: {预算数: 50000, 财政资金: 50000, 其他资金: 0, 资金用途: 场地和师资}
-资金支出计划: {6月底: 50%, 12月底: 95%}
+资金支出计划: {6月底: 50%, 10月底: 95%, 12月底: 100%}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect
from tuanscore.checks.projects import in_order
from tuanscore.finding import Severity
from tuanscore.model.kinds.project import Project

CODE = "TS503"
SEVERITY = Severity.ERROR
LOOKS_AT = Project


def check(project: Project) -> Iterator[Defect]:
    """Compare the last share of the plan with 100%; a project without money plans none."""
    if not project.spending:
        return
    last = in_order(project.spending, project.year)[-1]
    share = project.spending[last]
    if share != 100 and project.budget.whole(project.unit_of_money).yuan != 0:
        yield Defect(
            ("资金支出计划", last),
            f"资金支出计划最后一期（{last}）是 {share}%，不是 100%",
            "写累计的百分数，最后一期写 100%；用不完的从预算里减下来",
        )
