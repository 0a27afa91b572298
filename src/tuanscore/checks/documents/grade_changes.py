"""照评分标准、复核得分算的等次，和自评得分的等次不一样。

**Why**: 等次关系到下一年的预算，自评和照标准算的差一个等次，要逐行核对差在哪里。

**Fail**:

```yaml
类型: 部门整体支出绩效自评表
单位: 甲县文化馆
年度: 2023
绩效指标:
  产出:
    - {名称: 底数可靠, 分值: 10, 得分: 9, 复核得分: 8, 说明: 更新不及时}
自评得分: 9
```

**Pass**:

```diff
   产出:
-    - {名称: 底数可靠, 分值: 10, 得分: 9, 复核得分: 8, 说明: 更新不及时}
+    - {名称: 底数可靠, 分值: 10, 得分: 9, 复核得分: 9}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tuanscore.checks import Defect
from tuanscore.finding import Severity
from tuanscore.model.kinds.department_assessment import DepartmentAssessment
from tuanscore.model.kinds.scheme import DEFAULT

if TYPE_CHECKING:
    from tuanscore.shelf import Repository

CODE = "TS905"
SEVERITY = Severity.WARNING
LOOKS_AT = DepartmentAssessment


def compare(model: DepartmentAssessment, repository: Repository) -> Iterator[Defect]:
    """Read the grade of 自评得分 and that of the score by the same bands."""
    from tuanscore.checks.documents import scored
    from tuanscore.scoring import grades, lines

    result = scored(model, repository) if model.stated is not None else None
    if result is None or model.stated is None or not result.certain:
        return
    own = lines.rate(model.stated, result.full)
    bounds = repository.scale(model.grade_scale or DEFAULT) or {}
    if own is None or not bounds:
        return
    told, right = grades.grade_of(own, bounds), result.grades[0]
    if told != right:
        yield Defect(
            ("自评得分",),
            f"自评得分 {model.stated} 分是{told}，"
            f"照评分标准和复核算是 {result.tree.low} 分，{right}",
            "用 tuanscore score 看差在哪几行",
        )
