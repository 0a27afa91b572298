"""指标值一列填的是分值。

**Why**: 每一条的指标值都是没有单位的数，加起来正好是满分，多半是把分值填进了指标值一列；真正要做
到的数写在名称里，完成值照抄，什么也没有衡量。

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
    数量指标: [{名称: 办培训5场, 指标值: 50}]
  效益指标:
    社会效益指标: [{名称: 学员就业, 指标值: 30}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意, 指标值: 20}]
```

**Pass**:

```diff
   产出指标:
-    数量指标: [{名称: 办培训5场, 指标值: 50}]
+    数量指标: [{名称: 办培训, 指标值: ≥5场}]
   效益指标:
-    社会效益指标: [{名称: 学员就业, 指标值: 30}]
+    社会效益指标: [{名称: 学员就业, 指标值: ≥60%}]
   满意度指标:
-    服务对象满意度指标: [{名称: 学员满意, 指标值: 20}]
+    服务对象满意度指标: [{名称: 学员满意, 指标值: ≥90%}]
```
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tuanscore.checks import Defect
from tuanscore.checks.projects import are_points, at_rows, lines
from tuanscore.finding import Severity
from tuanscore.model.kinds.project import Project

CODE = "TS546"
SEVERITY = Severity.WARNING
LOOKS_AT = Project


def check(project: Project) -> Iterator[Defect]:
    """Find tables whose values add up to full marks and measure nothing."""
    if are_points(project):
        rows = lines(project)
        total = sum((row[3].target.number or Decimal(0) for row in rows), Decimal(0))
        yield at_rows(
            rows,
            f"{len(rows)} 条指标的指标值都没有单位，加起来是 {total}，像是把分值填在了指标值里",
            "分值写在 分值 里，指标值写要做到的数和单位",
        )
