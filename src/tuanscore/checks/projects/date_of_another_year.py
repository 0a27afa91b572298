"""指标值的日期不是这份表年度的。

**Why**: 一年的表要做到的都在这一年；写着别的年份的，多半是去年的表改过来忘了改，按写的年份算，做
了也全是逾期。跨年的项目写“次年3月底前”。

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
    时效指标: [{名称: 培训完成时间, 指标值: 2020年11月30日前}]
  效益指标:
    社会效益指标: [{名称: 学员就业率, 指标值: ≥60%}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```

**Pass**:

```diff
   产出指标:
-    时效指标: [{名称: 培训完成时间, 指标值: 2020年11月30日前}]
+    时效指标: [{名称: 培训完成时间, 指标值: 2021年11月30日前}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect
from tuanscore.checks.projects import lines
from tuanscore.finding import Severity
from tuanscore.model.kinds.project import Project

CODE = "TS545"
SEVERITY = Severity.WARNING
LOOKS_AT = Project


def check(project: Project) -> Iterator[Defect]:
    """Find dates whose year is written and is not that of the table."""
    for _, _, route, indicator in lines(project):
        deadline = indicator.target.deadline
        if deadline is not None and deadline.year != project.year:
            yield Defect(
                (*route, "指标值"),
                f"“{indicator.name}”的指标值“{indicator.target.text}”是 {deadline.year} 年，"
                f"这份表是 {project.year} 年的；先按写的年份算",
                f"改成 {project.year} 年；跨年的写“次年”",
                ((("年度",), f"年度 {project.year}"),),
            )
