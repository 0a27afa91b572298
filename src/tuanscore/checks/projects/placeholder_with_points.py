"""指标只写了“*”“无”“不涉及”占位，却照样分得分值。

**Why**: 空着的一行也分得一份分值：没有什么可完成，这些分要么白得，要么白丢。项目没有这一类效益
的，删去这一行。

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
    社会效益指标: [{名称: 学员就业率, 指标值: ≥60%}]
    生态效益指标: [{名称: 不涉及, 指标值: 定性}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```

**Pass**:

```diff
     社会效益指标: [{名称: 学员就业率, 指标值: ≥60%}]
-    生态效益指标: [{名称: 不涉及, 指标值: 定性}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect
from tuanscore.checks.projects import is_placeholder, lines
from tuanscore.finding import Severity
from tuanscore.model.kinds.project import Project

CODE = "TS517"
SEVERITY = Severity.WARNING
LOOKS_AT = Project


def check(project: Project) -> Iterator[Defect]:
    """Find rows that are filled with nothing and have points."""
    for _, second, route, indicator in lines(project):
        if not is_placeholder(indicator) or indicator.points == 0:
            continue
        points = "一份分值" if indicator.points is None else f" {indicator.points} 分"
        yield Defect(
            (*route, "名称"),
            f"{second}“{indicator.name}”只是占位，却分得{points}",
            "没有这项指标就删去这一行",
        )
