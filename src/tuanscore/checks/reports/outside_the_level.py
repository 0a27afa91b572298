"""定性指标填的得分不在那一档的范围里。

**Why**: 定性指标分达成、部分达成、未达成三档，各是一个范围（财预〔2020〕10号：100–80%、80–60%、
60–0%），单位在范围里自己填得分；出了范围，不是档写错，就是分填错。

**Fail**:

```yaml
# tuanscore.yaml
定性档: 三档
```

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
    数量指标: [{名称: 培训场次, 指标值: ≥8场}]
  效益指标:
    社会效益指标: [{名称: 学员就业率, 描述: 过半就业为达成, 指标值: 定性}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```

```yaml
# scorecards/2021/甲/P1.自评.yaml
类型: 项目自评
项目编码: P1
年度: 2021
截至: 2021-12-31
执行: {全年预算数: 50000, 全年执行数: 50000}
完成:
  培训场次: {自评: 9, 得分: 50}
  学员就业率: {自评: 部分达成, 得分: 27, 偏差原因: 一个班延期}
  学员满意度: {自评: 95%, 得分: 10}
```

**Pass**:

```diff
# scorecards/2021/甲/P1.自评.yaml
   培训场次: {自评: 9, 得分: 50}
-  学员就业率: {自评: 部分达成, 得分: 27, 偏差原因: 一个班延期}
+  学员就业率: {自评: 部分达成, 得分: 22, 偏差原因: 一个班延期}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect, filled, reports
from tuanscore.finding import Severity
from tuanscore.shelf import Repository

CODE = "TS832"
SEVERITY = Severity.WARNING
LOOKS_AT = reports.LOOKS_AT
ON_SCORE = reports.LOOKS_AT


def compare(told: reports.Told, repository: Repository) -> Iterator[Defect]:
    """Find 得分 outside the range of their level."""
    for line in filled.lines(told, repository, filled.Verdict.OUTSIDE_LEVEL):
        yield Defect(
            line.route,
            f"{line.name}：完成值是“{line.actual}”，这一档是 {line.level}，"
            f"得分填了 {line.filled} 分",
            "改得分，或换一档",
        )
