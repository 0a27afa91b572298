"""表上没有一条满意度指标。

**Why**: 财预〔2020〕10号的表有满意度一类；自己定分值的表可以没有，可是
服务对象满不满意就没有人问了。

**Fail**:

```yaml
类型: 预算项目绩效目标表
年度: 2023
实施单位: 甲县统计局
项目名称: 统计培训
绩效目标: [培训统计员]
分值: {预算执行率: 10, 产出指标: 50, 效益指标: 40}
绩效指标:
  产出指标:
    数量指标: [{名称: 培训场次, 指标值: ≥4场}, {名称: 培训人数, 指标值: ≥200人}]
  效益指标:
    社会效益指标: [{名称: 数据被采用次数, 指标值: ≥6次}, {名称: 群众投诉, 指标值: ≤1起}]
```

**Pass**:

```diff
 绩效目标: [培训统计员]
-分值: {预算执行率: 10, 产出指标: 50, 效益指标: 40}
+分值: {预算执行率: 10, 产出指标: 50, 效益指标: 30, 满意度指标: 10}
     社会效益指标: [{名称: 数据被采用次数, 指标值: ≥6次}, {名称: 群众投诉, 指标值: ≤1起}]
+  满意度指标:
+    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect
from tuanscore.checks.projects import BENEFIT, OUTPUT, words
from tuanscore.finding import Severity
from tuanscore.model.kinds.project import Project

CODE = "TS576"
SEVERITY = Severity.NOTE
LOOKS_AT = Project

_ASKED = "满意"


def check(project: Project) -> Iterator[Defect]:
    """Look for 满意度 in a table with weights of its own; others have it by their scheme."""
    if not {OUTPUT, BENEFIT} <= project.indicators.keys() or not project.weights:
        return
    said = (f"{first}{second}{words(row)}" for first, second, _, row in project.lines)
    if not any(_ASKED in text for text in said):
        yield Defect(
            ("绩效指标",),
            "没有一条满意度指标",
            "加上一条，如 满意度指标 › 服务对象满意度指标；不该有的可以不管",
            at_key=True,
        )
