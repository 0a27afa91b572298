"""做到了，得分填得比满分少，没有写原因。

**Why**: 做到指标值就得满分；少填的分不知道扣在哪里（自评表有“偏差原因分析及改进措施”一栏，
财预〔2020〕10号）。有原因的写上 偏差原因，没有的填满分。

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
    数量指标: [{名称: 培训场次, 指标值: ≥8场}]
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
执行: {全年预算数: 50000, 全年执行数: 50000}
完成:
  培训场次: {自评: 9, 得分: 45}
  学员就业率: {自评: 65%, 得分: 30}
  学员满意度: {自评: 95%, 得分: 10}
```

**Pass**:

```diff
# scorecards/2021/甲/P1.自评.yaml
 完成:
-  培训场次: {自评: 9, 得分: 45}
+  培训场次: {自评: 9, 得分: 45, 偏差原因: 两场人数不足，自行扣分}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect, filled, reports
from tuanscore.finding import Severity
from tuanscore.shelf import Repository

CODE = "TS831"
SEVERITY = Severity.WARNING
LOOKS_AT = reports.LOOKS_AT
ON_SCORE = reports.LOOKS_AT


def compare(told: reports.Told, repository: Repository) -> Iterator[Defect]:
    """Find what is met, has less than full marks, and no reason."""
    for line in filled.lines(told, repository, filled.Verdict.BELOW_THOUGH_MET):
        yield Defect(
            line.route,
            f"{line.name}：做到了，按规则是 {line.score} 分，得分只填了 {line.filled} 分，"
            "没有写原因",
            "填满分，或写上 偏差原因",
        )
