"""计分方案里有的一级指标，表上没有。

**Why**: 产出、效益、满意度三类都要有（财预〔2020〕10号：产出 50、效益 30、满意度 10；财预〔2021〕
101号起成本另成一类）。缺一类，它的分值只好分给其余各类，财政审核会退回来补。写了计分方案的按那个
方案的各类算，没写的按财政项目自评。

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
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```

**Pass**:

```diff
     数量指标: [{名称: 培训场次, 指标值: ≥5场}]
+  效益指标:
+    社会效益指标: [{名称: 学员就业率, 指标值: ≥60%}]
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tuanscore.checks import Defect
from tuanscore.finding import Severity
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.scheme import COST

if TYPE_CHECKING:
    from tuanscore.shelf import Repository

CODE = "TS504"
SEVERITY = Severity.WARNING
LOOKS_AT = Project


def compare(project: Project, repository: Repository) -> Iterator[Defect]:
    """Look for every class of the scheme among those that hold an indicator."""
    scheme = repository.scheme_of(project)
    if scheme is None or project.split:
        return
    present = {
        COST if second == COST and COST in scheme.weights else first
        for first, groups in project.indicators.items()
        for second, indicators in groups.items()
        if indicators
    }
    if not present <= scheme.weights.keys():
        return  # a class by another name is reported as such
    for name, points in scheme.classes.items():
        if name not in present:
            written = name in project.indicators
            yield Defect(
                ("绩效指标", name) if written else ("绩效指标",),
                f"没有一条{name}，计分方案“{scheme.name}”给它 {points} 分",
                f"在 {name} 下至少写一条" if written else f"加上 {name}，至少写一条",
                at_key=True,
            )
