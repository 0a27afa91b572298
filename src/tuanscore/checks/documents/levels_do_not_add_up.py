"""部门整体支出绩效自评表三级的分值加不起来。

**Why**: 一级指标的分值是它下面二级指标的分值之和，二级指标的是三级指标的之和；印的对不上时，哪一
级是对的只有填表的单位知道。计分用最下面一级写明的分值。

**Fail**:

```yaml
类型: 部门整体支出绩效自评表
单位: 甲县文化馆
年度: 2023
分值: {规划: 10, 规划/底数: 4, 规划/计划: 6}
绩效指标:
  规划:
    底数:
      - {名称: 底数可靠, 分值: 5, 得分: 4}
    计划:
      - {名称: 计划完整, 分值: 5, 得分: 5}
```

**Pass**:

```diff
 年度: 2023
-分值: {规划: 10, 规划/底数: 4, 规划/计划: 6}
+分值: {规划: 10, 规划/底数: 5, 规划/计划: 5}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect
from tuanscore.finding import Severity
from tuanscore.model import department_points
from tuanscore.model.kinds.department_assessment import DepartmentAssessment

CODE = "TS901"
SEVERITY = Severity.WARNING
LOOKS_AT = DepartmentAssessment


def check(model: DepartmentAssessment) -> Iterator[Defect]:
    """Hold the points of every 一级指标 and 二级指标 against those of what is in it."""
    for whole in department_points.amiss(model):
        total = sum(whole.parts)
        yield Defect(
            whole.route,
            f"“{whole.name}”写的是 {whole.points} 分，下面加起来是"
            f" {' + '.join(map(str, whole.parts))} = {total} 分",
            "改正其中一级；计分按下面写明的",
        )
