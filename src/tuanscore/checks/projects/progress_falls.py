"""自评的累计进度越往后反而越少。

**Why**: 进度是到那一天为止累计执行的金额，只会增加或不变，也不会超过全年执行数。变少了，多半是把
当期的数当成累计的填了。退回的款项在最后一期和全年执行数里一并减。

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
执行: {全年预算数: 50000, 全年执行数: 48000, 进度: {6月底: 24000, 10月底: 12000, 12月底: 48000}}
完成: {培训场次: 6, 学员就业率: 70%, 学员满意度: 95%}
```

**Pass**:

```diff
# scorecards/2021/甲/P1.自评.yaml
 截至: 2021-12-31
-执行: {全年预算数: 50000, 全年执行数: 48000, 进度: {6月底: 24000, 10月底: 12000, 12月底: 48000}}
+执行: {全年预算数: 50000, 全年执行数: 48000, 进度: {6月底: 24000, 12月底: 48000}}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from tuanscore.checks import Defect
from tuanscore.checks.projects import in_order, last_day, money_in, yuan_of
from tuanscore.finding import Severity
from tuanscore.grammar.amounts import said
from tuanscore.model.kinds.self_assessment import SelfAssessment
from tuanscore.shelf import Repository

CODE = "TS522"
SEVERITY = Severity.WARNING
LOOKS_AT = SelfAssessment


def compare(assessment: SelfAssessment, repository: Repository) -> Iterator[Defect]:
    """Compare every amount with the one before it in the year, and the last with the whole."""
    execution = assessment.execution
    if execution is None or not execution.progress:
        return
    unit = money_in(assessment, repository)
    if unit is None:
        return
    amounts = {name: yuan_of(amount, unit) for name, amount in execution.progress.items()}
    told = {name: yuan for name, yuan in amounts.items() if yuan is not None}
    names = in_order(told, assessment.year)
    for before, name in pairwise(names):
        if told[name] < told[before]:
            less = said(told[before], unit)
            yield Defect(
                ("执行", "进度", name),
                f"{name}累计执行 {said(told[name], unit)}，比{before}的 {less}还少",
                "写到那一天为止累计的金额，不是当期的",
                ((("执行", "进度", before), f"{before} {less}"),),
            )
    spent, last = execution.total("全年执行数", unit).yuan, names[-1] if names else ""
    day = last_day(last, assessment.year)
    if (
        day is not None
        and day < assessment.as_of
        and day.month < 12
        and spent is not None
        and told[last] > spent
    ):
        yield Defect(
            ("执行", "全年执行数"),
            f"{last}已经执行 {said(told[last], unit)}，全年执行数却只有 {said(spent, unit)}",
            "检查这两个数；全年执行数不会比中间的累计数少",
            ((("执行", "进度", last), f"{last} {said(told[last], unit)}"),),
        )
