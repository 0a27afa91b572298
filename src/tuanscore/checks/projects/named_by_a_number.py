"""指标的名称是一个数。

**Why**: 名称要说出衡量的是什么；写成 77、2024 的，多半是填错了列或者占位没有改，看不出要做什么，
财政审核会退回。一张表只报一次，列出各条。

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
    数量指标: [{名称: 77, 指标值: ≥5场}]
  效益指标:
    社会效益指标: [{名称: 学员就业率, 指标值: ≥60%}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```

**Pass**:

```diff
   产出指标:
-    数量指标: [{名称: 77, 指标值: ≥5场}]
+    数量指标: [{名称: 培训场次, 指标值: ≥5场}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect
from tuanscore.checks.projects import is_number, listed
from tuanscore.finding import Severity
from tuanscore.model.kinds.project import Project

CODE = "TS542"
SEVERITY = Severity.WARNING
LOOKS_AT = Project


def check(project: Project) -> Iterator[Defect]:
    """Find the rows that a number names, in all sets of indicators."""
    rows = [line for line in (*project.lines, *project.long_lines) if is_number(line[3].name)]
    if rows:
        shown = listed(row[3].name for row in rows)
        yield Defect(
            (*rows[0][2], "名称"),
            f"{len(rows)} 条指标的名称是一个数（{shown}），看不出衡量什么",
            "名称写衡量的是什么，数写在指标值里",
            tuple(((*row[2], "名称"), row[3].name) for row in rows[1:]),
        )
