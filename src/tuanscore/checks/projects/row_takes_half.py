"""自己定分值的表，一条指标占了总分的一半。

**Why**: 分都压在一条上，别的做得怎样几乎不影响得分；财政审核会问为什么。真该这样的，可以不管。

**Fail**:

```yaml
类型: 预算项目绩效目标表
年度: 2023
实施单位: 甲县统计局
项目名称: 人员经费
绩效目标: [按月发放人员经费]
分值: {预算执行率: 10}
绩效指标:
  产出指标:
    数量指标: [{名称: 发放覆盖率, 指标值: =100%, 分值: 50}]
  效益指标:
    社会效益指标: [{名称: 参保率, 指标值: =100%, 分值: 30}]
  满意度指标:
    服务对象满意度指标: [{名称: 职工满意度, 指标值: ≥90%, 分值: 10}]
```

**Pass**:

```diff
   产出指标:
-    数量指标: [{名称: 发放覆盖率, 指标值: =100%, 分值: 50}]
+    数量指标:
+      - {名称: 发放覆盖率, 指标值: =100%, 分值: 30}
+      - {名称: 发放人数, 指标值: ≥42人, 分值: 20}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tuanscore.checks import Defect
from tuanscore.checks.projects import lines
from tuanscore.finding import Severity
from tuanscore.model.kinds.project import Project

if TYPE_CHECKING:
    from tuanscore.shelf import Repository

CODE = "TS575"
SEVERITY = Severity.NOTE
LOOKS_AT = Project


def compare(project: Project, repository: Repository) -> Iterator[Defect]:
    """Look for a row whose written 分值 is half of full marks or more, where it is not alone."""
    scheme = repository.scheme_of(project)
    rows = lines(project)
    if scheme is None or not project.weights or len(rows) < 2:
        return
    for _, _, route, row in rows:
        if row.points is not None and row.points * 2 >= scheme.full:
            yield Defect(
                (*route, "分值"),
                f"{row.name}一条就有 {row.points} 分，总分是 {scheme.full} 分",
                "分成几条，或把分值匀给别的指标",
            )
