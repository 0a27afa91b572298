"""全年预算数和年初预算数不一样，留了写原因的地方，没有写。

**Why**: 年中追加、调减、调剂过预算的，有的表要求写明原因。没有这一栏的表不用写；有这一栏，空着或者
还是填表说明的，财政会退回来补。

**Fail**:

```yaml
# scorecards/2023/甲/场馆维护.yaml
类型: 预算项目绩效目标表
年度: 2023
金额单位: 万元
实施单位: 甲县青少年宫
项目名称: 场馆维护
预算: {预算数: 40.50}
绩效目标: [修好场馆，开放使用]
绩效指标:
  产出指标:
    数量指标: [{名称: 维修场馆, 指标值: ≥2处}]
  效益指标:
    社会效益指标: [{名称: 场馆开放率, 指标值: ≥90%}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```

```yaml
# scorecards/2023/甲/场馆维护.自评.yaml
类型: 项目自评
年度: 2023
实施单位: 甲县青少年宫
项目名称: 场馆维护
执行:
  年初预算数: 36.00
  全年预算数: 40.50
  全年执行数: 38.07
  说明: 无
完成: {维修场馆: 2处, 场馆开放率: 95%, 学员满意度: 96%}
```

**Pass**:

```diff
# scorecards/2023/甲/场馆维护.自评.yaml
   全年执行数: 38.07
-  说明: 无
+  说明: 9月追加消防改造 4.50 万元
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect
from tuanscore.checks.projects import funds_of, is_reason, money_in
from tuanscore.finding import Severity
from tuanscore.grammar.amounts import said
from tuanscore.model.kinds.self_assessment import SelfAssessment
from tuanscore.shelf import Repository

CODE = "TS553"
SEVERITY = Severity.NOTE
LOOKS_AT = SelfAssessment


def compare(told: SelfAssessment, repository: Repository) -> Iterator[Defect]:
    """Compare 全年预算数 with 年初预算数 where the whole has a cell for the reason."""
    unit = money_in(told, repository)
    if unit is None:
        return
    for _, route, row in funds_of(told, unit):
        note = row.row.note
        if len(route) > 1 or note is None or is_reason(note):
            return
        if row.initial is not None and row.initial != row.budget:
            more = "多" if row.budget > row.initial else "少"
            change = said(abs(row.budget - row.initial), unit)
            yield Defect(
                ("执行", "说明"),
                f"全年预算数比年初预算数{more} {change}，没有写原因",
                "写预算追加、调减的原因和文号",
            )
