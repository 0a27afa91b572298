"""自评的全年执行数超过了全年预算数。

**Why**: 预算执行率是全年执行数 ÷ 调整后全年预算数，最多 100%。年中追加过预算的，全年预算数写调整
后的数；没有追加就不能多花。

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
执行: {全年预算数: 50000, 全年执行数: 52000, 进度: {6月底: 24000, 12月底: 52000}}
完成: {培训场次: 6, 学员就业率: 70%, 学员满意度: 95%}
```

**Pass**:

```diff
# scorecards/2021/甲/P1.自评.yaml
 截至: 2021-12-31
-执行: {全年预算数: 50000, 全年执行数: 52000, 进度: {6月底: 24000, 12月底: 52000}}
+执行: {全年预算数: 55000, 全年执行数: 52000, 进度: {6月底: 24000, 12月底: 52000}}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect
from tuanscore.checks.projects import money_in
from tuanscore.finding import Severity
from tuanscore.grammar.amounts import said
from tuanscore.model.kinds.self_assessment import SelfAssessment
from tuanscore.shelf import Repository

CODE = "TS524"
SEVERITY = Severity.WARNING
LOOKS_AT = SelfAssessment


def compare(assessment: SelfAssessment, repository: Repository) -> Iterator[Defect]:
    """Compare 全年执行数 with 全年预算数."""
    execution = assessment.execution
    if execution is None:
        return
    unit = money_in(assessment, repository)
    if unit is None:
        return
    budget, spent = (execution.total(name, unit).yuan for name in ("全年预算数", "全年执行数"))
    if budget is not None and spent is not None and spent > budget:
        yield Defect(
            ("执行", "全年执行数"),
            f"全年执行数 {said(spent, unit)}超过全年预算数 {said(budget, unit)}",
            "年中追加过预算的，全年预算数写调整后的数",
            ((("执行", "全年预算数"), f"全年预算数 {said(budget, unit)}"),),
        )
