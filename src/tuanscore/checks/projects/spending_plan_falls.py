"""资金支出计划越往后百分数反而越小。

**Why**: 资金支出计划是到那一天为止累计要用掉预算的百分之几（3月底、6月底、10月底、12月底），只会
增加或不变。变小了，多半是把当期的数当成累计的填了，监控时没法拿它比执行率。

**Fail**:

```yaml
类型: 预算项目绩效目标表
预算单位: 共青团甲县委本级
简称: 甲
年度: 2021
项目编码: P1
项目名称: 青年技能培训
预算: {预算数: 50000, 财政资金: 50000, 其他资金: 0, 资金用途: 场地和师资}
资金支出计划: {3月底: 40%, 6月底: 30%, 12月底: 100%}
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
-资金支出计划: {3月底: 40%, 6月底: 30%, 12月底: 100%}
+资金支出计划: {3月底: 40%, 6月底: 70%, 12月底: 100%}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from tuanscore.checks import Defect
from tuanscore.checks.projects import in_order
from tuanscore.finding import Severity
from tuanscore.model.kinds.project import Project

CODE = "TS502"
SEVERITY = Severity.ERROR
LOOKS_AT = Project


def check(project: Project) -> Iterator[Defect]:
    """Compare every share of the plan with the one before it in the year."""
    plan = project.spending
    for before, name in pairwise(in_order(plan, project.year)):
        if plan[name] < plan[before]:
            yield Defect(
                ("资金支出计划", name),
                f"资金支出计划{name} {plan[name]}%，比{before}的 {plan[before]}% 还小",
                "写到那一天为止累计的百分数，不是当期的",
                ((("资金支出计划", before), f"{before} {plan[before]}%"),),
            )
