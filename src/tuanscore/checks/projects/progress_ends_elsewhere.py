"""自评的年底进度不等于全年执行数。

**Why**: 到 12 月底为止累计执行的金额就是全年执行数，两个数说的是同一件事；对不上，预算执行率
（10 分）就不知道按哪个算。截至那一天的进度也一样。

**Fail**:

```yaml
# scorecards/2021/甲/P1.yaml
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
  效益指标:
    社会效益指标: [{名称: 学员就业率, 指标值: ≥60%}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```

```yaml
# scorecards/2021/甲/P1.自评.yaml
类型: 项目自评
项目编码: P1
年度: 2021
截至: 2021-12-31
执行: {全年预算数: 50000, 全年执行数: 48000, 进度: {6月底: 24000, 12月底: 47000}}
完成: {培训场次: 6, 学员就业率: 70%, 学员满意度: 95%}
```

**Pass**:

```diff
# scorecards/2021/甲/P1.自评.yaml
 截至: 2021-12-31
-执行: {全年预算数: 50000, 全年执行数: 48000, 进度: {6月底: 24000, 12月底: 47000}}
+执行: {全年预算数: 50000, 全年执行数: 48000, 进度: {6月底: 24000, 12月底: 48000}}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tuanscore.checks import Defect
from tuanscore.checks.projects import last_day, money_in
from tuanscore.finding import Severity
from tuanscore.grammar.amounts import said
from tuanscore.model.kinds.self_assessment import SelfAssessment
from tuanscore.shelf import Repository

CODE = "TS523"
SEVERITY = Severity.WARNING
LOOKS_AT = SelfAssessment


def compare(assessment: SelfAssessment, repository: Repository) -> Iterator[Defect]:
    """Compare what is told for the end of the year, or for 截至, with 全年执行数."""
    execution, until = assessment.execution, assessment.as_of
    if execution is None or not execution.progress:
        return
    unit = money_in(assessment, repository)
    if unit is None:
        return
    end, spent = min(until, date(assessment.year, 12, 31)), execution.total("全年执行数", unit).yuan
    for name, amount in execution.progress.items():
        yuan = amount.yuan(unit)
        if yuan is None or spent is None or yuan == spent:
            continue
        if last_day(name, assessment.year) == end:
            yield Defect(
                ("执行", "进度", name),
                f"{name}累计执行 {said(yuan, unit)}，全年执行数却是 {said(spent, unit)}",
                "说的是同一天为止的钱，改其中一个",
                ((("执行", "全年执行数"), f"全年执行数 {said(spent, unit)}"),),
            )
