"""表上填的得分系数和按完成值算出来的不一样。

**Why**: 得分系数 = 完成值 ÷ 指标值（越小越好的反过来），最高 100%；年中调整过的按调整指标值。没有
完成却填了 100，得分就虚高了。定性指标的得分系数由单位自己评，不核对。

**Fail**:

```yaml
类型: 部门整体支出绩效自评表
单位: 甲县文化馆
年度: 2023
绩效指标:
  管理:
    - {名称: 采购执行率, 指标值: ≥100%, 完成值: 68.34%, 得分系数: 100, 分值: 2, 说明: 招标推迟}
```

**Pass**:

```diff
   管理:
-    - {名称: 采购执行率, 指标值: ≥100%, 完成值: 68.34%, 得分系数: 100, 分值: 2, 说明: 招标推迟}
+    - {名称: 采购执行率, 指标值: ≥100%, 完成值: 68.34%, 得分系数: 68.34, 分值: 2, 说明: 招标推迟}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from tuanscore.checks import Defect
from tuanscore.finding import Severity
from tuanscore.model.kinds.department_assessment import DepartmentAssessment

if TYPE_CHECKING:
    from tuanscore.shelf import Repository

CODE = "TS902"
SEVERITY = Severity.WARNING
LOOKS_AT = DepartmentAssessment


def compare(model: DepartmentAssessment, repository: Repository) -> Iterator[Defect]:
    """Work out every coefficient anew, and round it as finely as it is printed."""
    from tuanscore.scoring import department_assessment

    for first, second, route, row in model.lines:
        printed = row.coefficient
        right = department_assessment.coefficient(first, second, row, repository.settings.levels)
        if printed is None or right is None or _rounded(right, printed) == printed:
            continue
        target = f"调整指标值 {row.adjusted.text}" if row.adjusted else f"指标值 {row.target.text}"
        yield Defect(
            (*route, "得分系数"),
            f"{row.name}：得分系数写的是 {printed}%，按{target}、完成值 {row.actual} 算是 {right}%",
            f"写成 {right}，或改正完成值",
        )


def _rounded(right: Decimal, printed: Decimal) -> Decimal:
    """Return a coefficient with as many places as the printed one has."""
    return right.quantize(Decimal(1).scaleb(int(printed.as_tuple().exponent)), ROUND_HALF_UP)
