"""年底的自评一项完成值都没有填。

**Why**: 没有填的不是 0 分，也不是满分，总分只能是一段（低的当作 0，高的当作满分），等次定不下来。
表是空着交的，或者还没有填完。

**Fail**:

```yaml
# scorecards/2023/甲/场馆维护.yaml
类型: 预算项目绩效目标表
年度: 2023
金额单位: 万元
实施单位: 甲县青少年宫
项目名称: 场馆维护
预算: {预算数: 40.50}
绩效目标: [修好场馆，开放使用]
绩效指标:
  产出指标:
    数量指标: [{名称: 维修场馆, 指标值: ≥2处}]
  效益指标:
    社会效益指标: [{名称: 场馆开放率, 指标值: ≥90%}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```

```yaml
# scorecards/2023/甲/场馆维护.自评.yaml
类型: 项目自评
年度: 2023
实施单位: 甲县青少年宫
项目名称: 场馆维护
执行:
  全年预算数: 40.50
  全年执行数: 38.07
```

**Pass**:

```diff
# scorecards/2023/甲/场馆维护.自评.yaml
   全年执行数: 38.07
+完成: {维修场馆: 2处, 场馆开放率: 95%, 学员满意度: 96%}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect
from tuanscore.finding import Severity
from tuanscore.model import indicators
from tuanscore.model.kinds.self_assessment import SelfAssessment
from tuanscore.shelf import Repository

CODE = "TS554"
SEVERITY = Severity.WARNING
LOOKS_AT = SelfAssessment


def compare(told: SelfAssessment, repository: Repository) -> Iterator[Defect]:
    """Ask for the results of a year that is over where no 自评 tells any."""
    if told.execution is None and told.achieved is None:
        return  # a draft that nobody has begun
    table = repository.find_project(told)
    if table is None or (told.as_of.year, told.as_of.month) < (told.year, 12):
        return
    reports = [report.model for report in repository.assessments_for(table.model)]
    if told not in reports or any(r.as_of > told.as_of or r.results for r in reports):
        return  # one with errors may have told some
    names = [line.key for line in indicators.lines(table.model)]
    if names:
        yield Defect(
            (),
            f"到年底了，{len(names)} 项都没有填完成值：{'、'.join(names)}",
            "填上完成值；不适用的写 不适用 和原因",
        )
