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

from tuanscore.checks import Defect, documents
from tuanscore.finding import Severity
from tuanscore.model.kinds.department_assessment import DepartmentAssessment

if TYPE_CHECKING:
    from tuanscore.shelf import Repository

CODE = "TS902"
SEVERITY = Severity.WARNING
LOOKS_AT = DepartmentAssessment


def compare(model: DepartmentAssessment, repository: Repository) -> Iterator[Defect]:
    """Work out every coefficient anew, and round it as finely as it is printed."""
    for judged in documents.judged(model, repository):
        printed, right, row = judged.row.coefficient, judged.coefficient, judged.row
        if printed is None or right is None or not judged.by_number:
            continue
        if _rounded(right, printed) != printed:
            target = "调整指标值" if row.adjusted else "指标值"
            asked = f"{target} {judged.line.indicator.target.text}、"
            yield Defect(
                (*judged.at, "得分系数"),
                f"{row.name}：得分系数写的是 {printed}%，按{asked}"
                f"完成值 {row.actual} 算是 {right}%",
                f"写成 {right}，或改正完成值",
            )


def _rounded(right: Decimal, printed: Decimal) -> Decimal:
    """Return a coefficient with as many places as the printed one has."""
    return right.quantize(Decimal(1).scaleb(int(printed.as_tuple().exponent)), ROUND_HALF_UP)
