"""填的得分进了位。

**Why**: 得分按规则算到 0.01 分，各项相加才等于总分；填成整数或一位小数，总分就差出零点几分，正在
等次线上的会差出一等。

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
  培训场次: {自评: 6, 得分: 37.5, 偏差原因: 一个班延期}
  学员就业率: {自评: 50%, 得分: 25, 偏差原因: 一个班延期}
  学员满意度: {自评: 88%, 得分: 9.8, 偏差原因: 场地远}
```

**Pass**:

```diff
# scorecards/2021/甲/P1.自评.yaml
   学员就业率: {自评: 50%, 得分: 25, 偏差原因: 一个班延期}
-  学员满意度: {自评: 88%, 得分: 9.8, 偏差原因: 场地远}
+  学员满意度: {自评: 88%, 得分: 9.78, 偏差原因: 场地远}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect, filled, reports
from tuanscore.finding import Severity
from tuanscore.shelf import Repository

CODE = "TS834"
SEVERITY = Severity.NOTE
LOOKS_AT = reports.LOOKS_AT


def compare(told: reports.Told, repository: Repository) -> Iterator[Defect]:
    """Find 得分 in whole points or tenths where the rule gives cents."""
    for line in filled.lines(told, repository, filled.Verdict.ROUNDED):
        yield Defect(
            line.route,
            f"{line.name}：得分填了 {line.filled} 分，按规则是 {line.score} 分，进了位",
            "得分填到 0.01 分",
        )
