"""指标值只有一个数，没有单位。

**Why**: 没有单位，看不出 58 是万元、台还是百分之几，也没法和完成值核对（指标值要可衡量）。
一张表只报一次，列出各条；0 不在此列。

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
    数量指标: [{名称: 技能培训, 指标值: ≥5}]
  效益指标:
    社会效益指标: [{名称: 学员就业率, 指标值: ≥60%}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```

**Pass**:

```diff
   产出指标:
-    数量指标: [{名称: 技能培训, 指标值: ≥5}]
+    数量指标: [{名称: 技能培训, 指标值: ≥5场}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect
from tuanscore.checks.projects import at_rows, listed, without_units
from tuanscore.finding import Severity
from tuanscore.model.kinds.project import Project

CODE = "TS543"
SEVERITY = Severity.NOTE
LOOKS_AT = Project


def check(project: Project) -> Iterator[Defect]:
    """Find numbers without a unit, all of a table in one finding."""
    rows = without_units(project)
    if rows:
        shown = listed(f"{row[3].name} {row[3].target.text}" for row in rows)
        yield at_rows(
            rows,
            f"{len(rows)} 条指标的指标值没有单位（{shown}）",
            "写上单位，如“58万元”“100%”“15年”",
        )
