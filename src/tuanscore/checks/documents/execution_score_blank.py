"""预算执行率没有填得分，自评总分却把它算进去了。

**Why**: 印了分值的每一行都要填得分，合计才对得上；执行率的得分空着，总分就看不出是怎么来的。

**Fail**:

```yaml
类型: 部门整体支出绩效自评表
单位: 甲县文化馆
年度: 2023
执行: {全年预算数: 400, 全年执行数: 400}
分值: {预算执行率: 10}
绩效指标:
  产出:
    - {名称: 场次, 指标值: ≥10场, 完成值: 10场, 分值: 90, 得分: 90}
自评得分: 100
```

**Pass**:

```diff
 年度: 2023
-执行: {全年预算数: 400, 全年执行数: 400}
+执行: {全年预算数: 400, 全年执行数: 400, 得分: 10}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect
from tuanscore.finding import Severity
from tuanscore.model.kinds.department_assessment import DepartmentAssessment
from tuanscore.model.kinds.scheme import EXECUTION

CODE = "TS903"
SEVERITY = Severity.NOTE
LOOKS_AT = DepartmentAssessment


def check(model: DepartmentAssessment) -> Iterator[Defect]:
    """Find a total above what the rows add up to, and no 得分 of 预算执行率."""
    execution, worth = model.execution, model.weights.get(EXECUTION)
    if execution is None or not worth or execution.printed is not None or model.stated is None:
        return
    filled = [row.printed for _, _, _, row in model.lines if row.printed is not None]
    if filled and len(filled) == len(model.lines) and model.stated > sum(filled):
        yield Defect(
            ("执行",),
            f"{EXECUTION}（{worth} 分）没有填得分，自评得分 {model.stated} 分把它算进去了",
            "在 执行 里加上 得分",
            at_key=True,
        )
