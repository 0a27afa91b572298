"""时效指标没有说时间。

**Why**: 时效指标要看得出什么时候做完：一个日期、几天以内、及时率、按期完成率。只写完成率，一年里
哪天做完都一样，说明不了时效，财政审核会退回。

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
    时效指标: [{名称: 培训计划落实率, 指标值: =100%}]
  效益指标:
    社会效益指标: [{名称: 学员就业率, 指标值: ≥60%}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```

**Pass**:

```diff
     数量指标: [{名称: 培训场次, 指标值: ≥5场}]
-    时效指标: [{名称: 培训计划落实率, 指标值: =100%}]
+    时效指标: [{名称: 培训按期完成率, 指标值: =100%}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect
from tuanscore.checks.projects import below, is_count, is_placeholder, says_when
from tuanscore.finding import Severity
from tuanscore.model.kinds.project import Project

CODE = "TS508"
SEVERITY = Severity.WARNING
LOOKS_AT = Project


def check(project: Project) -> Iterator[Defect]:
    """Find 时效指标 that speak of no time; what is a count there is reported as such."""
    for _, second, route, indicator in below(project, "时效"):
        if says_when(indicator) or is_count(indicator) or is_placeholder(indicator):
            continue
        yield Defect(
            (*route, "名称"),
            f"{second}“{indicator.name}”（{indicator.target.text}）没有说什么时候做完",
            "写日期（2021年12月底前）、几天内（≤5个工作日），或及时率、按期完成率",
        )
