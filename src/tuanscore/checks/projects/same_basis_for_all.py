"""所有指标都写同一个依据。

**Why**: 依据要说明这个数是怎么定的（上年完成数、标准、计划），各条不会都一样；全写一句，等于没有
写（山海关区 2021 年的表：九条都是“基层团组织建设要求”）。

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
    数量指标: [{名称: 培训场次, 指标值: ≥5场, 依据: 工作要求}]
  效益指标:
    社会效益指标: [{名称: 学员就业率, 指标值: ≥60%, 依据: 工作要求}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%, 依据: 工作要求}]
```

**Pass**:

```diff
   产出指标:
-    数量指标: [{名称: 培训场次, 指标值: ≥5场, 依据: 工作要求}]
+    数量指标: [{名称: 培训场次, 指标值: ≥5场, 依据: 年度培训计划}]
   效益指标:
-    社会效益指标: [{名称: 学员就业率, 指标值: ≥60%, 依据: 工作要求}]
+    社会效益指标: [{名称: 学员就业率, 指标值: ≥60%, 依据: 上年 57%}]
   满意度指标:
-    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%, 依据: 工作要求}]
+    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%, 依据: 上年问卷}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect
from tuanscore.checks.projects import lines
from tuanscore.finding import Severity
from tuanscore.model.kinds.project import Project

CODE = "TS520"
SEVERITY = Severity.NOTE
LOOKS_AT = Project


def check(project: Project) -> Iterator[Defect]:
    """Find tables of three and more indicators that all give one reason."""
    found = lines(project)
    if len(found) < 3:
        return
    _, _, route, indicator = found[0]
    basis = indicator.basis
    if basis is not None and all(other.basis == basis for _, _, _, other in found):
        yield Defect(
            (*route, "依据"),
            f"{len(found)} 条指标的依据都是“{basis}”，看不出每个数是怎么定的",
            "各写各的：上年完成数、行业标准、年度计划或文件规定",
        )
