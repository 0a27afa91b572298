"""有的行复核了，有的行还没有。

**Why**: 复核得分空着是还没有复核，不是 0 分；要等各行都复核了，复核的合计才算数。

**Fail**:

```yaml
类型: 部门整体支出绩效自评表
单位: 甲县文化馆
年度: 2023
绩效指标:
  规划:
    - {名称: 底数可靠, 分值: 4, 得分: 4, 复核得分: 4}
    - {名称: 计划完整, 分值: 3, 得分: 3}
```

**Pass**:

```diff
     - {名称: 底数可靠, 分值: 4, 得分: 4, 复核得分: 4}
-    - {名称: 计划完整, 分值: 3, 得分: 3}
+    - {名称: 计划完整, 分值: 3, 得分: 3, 复核得分: 3}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect
from tuanscore.finding import Severity
from tuanscore.model.kinds.department_assessment import DepartmentAssessment

CODE = "TS904"
SEVERITY = Severity.NOTE
LOOKS_AT = DepartmentAssessment


def check(model: DepartmentAssessment) -> Iterator[Defect]:
    """Count the rows that were not re-checked, where others were."""
    left = [(route, row.name) for *_, route, row in model.lines if row.reviewed_printed is None]
    if left and len(left) < len(model.lines):
        names = "、".join(name for _, name in left[:3]) + ("等" if len(left) > 3 else "")
        yield Defect(
            left[0][0],
            f"{len(left)} 行还没有复核（{names}），不是 0 分",
            "复核以后填上 复核得分",
        )
