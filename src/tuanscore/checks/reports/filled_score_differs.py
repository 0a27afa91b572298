"""填的得分和按规则算的不一样。

**Why**: 审计要能从完成值重新算出每一分；填的得分算不出来，要么完成值填错了，要么扣分的办法没有写
进来。只差在进位的另有提示。

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
  培训场次: {自评: 6, 得分: 40, 偏差原因: 一个班延期}
  学员就业率: {自评: 65%, 得分: 30}
  学员满意度: {自评: 95%, 得分: 10}
```

**Pass**:

```diff
# scorecards/2021/甲/P1.自评.yaml
 完成:
-  培训场次: {自评: 6, 得分: 40, 偏差原因: 一个班延期}
+  培训场次: {自评: 6, 得分: 37.50, 偏差原因: 一个班延期}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect, filled, reports
from tuanscore.finding import Severity
from tuanscore.shelf import Repository

CODE = "TS833"
SEVERITY = Severity.WARNING
LOOKS_AT = reports.LOOKS_AT
ON_SCORE = reports.LOOKS_AT


def compare(told: reports.Told, repository: Repository) -> Iterator[Defect]:
    """Find 得分 that the rule does not give."""
    for line in filled.lines(told, repository, filled.Verdict.DIFFERS):
        yield Defect(
            line.route,
            f"{line.name}：得分填了 {line.filled} 分，按规则是 {line.score} 分",
            "改得分，或改完成值；扣分另有规定的，写进指标或计分方案",
        )
