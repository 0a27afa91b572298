"""率、比例、满意度的指标值用了人、次、个、万元这样的单位，或者没有写 %。

**Why**: 率是两个数的比，写成“1人”就不知道完成了多少才算达标，财政审核会退回（山海关区 2021 年的
表：人才留用率 1人）。满意度按百分制打分的，单位写“分”。

**Fail**:

```yaml
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
    社会效益指标: [{名称: 学员就业率, 指标值: ≥60人}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```

**Pass**:

```diff
   效益指标:
-    社会效益指标: [{名称: 学员就业率, 指标值: ≥60人}]
+    社会效益指标: [{名称: 学员就业率, 指标值: ≥60%}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect
from tuanscore.checks.projects import is_counted, is_rate, lines, without_units
from tuanscore.finding import Severity
from tuanscore.grammar.target import is_money
from tuanscore.model.kinds.project import Project

CODE = "TS505"
SEVERITY = Severity.WARNING
LOOKS_AT = Project


def check(project: Project) -> Iterator[Defect]:
    """Find rates whose target counts things or money, or has no unit at all."""
    listed = without_units(project)
    for first, second, route, indicator in lines(project):
        target = indicator.target
        if not target.number or not is_rate(indicator):
            continue
        unit = target.unit
        if (first, second, route, indicator) in listed:
            continue  # said once for the table
        if not unit:
            said = f"指标值“{target.text}”没有写 %"
        elif is_counted(unit) or (is_money(unit) and "/" not in unit):
            said = f"指标值“{target.text}”的单位却是“{unit}”"
        else:
            continue
        yield Defect(
            (*route, "指标值"),
            f"“{indicator.name}”是比率，{said}",
            "写成百分数，如“≥90%”；要数的是人或事，就改名称",
        )
