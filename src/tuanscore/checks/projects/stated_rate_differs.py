"""写的执行率和全年执行数 ÷ 全年预算数不一样。

**Why**: 执行率是全年执行数 ÷ 全年预算数（不是年初预算数），财政按它给预算执行率的分。写的和算的
不一样，不是金额写错了，就是除错了数。写几位小数就比几位；没有预算的（0 ÷ 0）没有执行率，不比。

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
  执行率: 105.75%
完成: {维修场馆: 2处, 场馆开放率: 95%, 学员满意度: 96%}
```

**Pass**:

```diff
# scorecards/2023/甲/场馆维护.自评.yaml
   全年执行数: 38.07
-  执行率: 105.75%
+  执行率: 94%
```
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tuanscore.checks import Defect
from tuanscore.checks.projects import funds_of, money_in
from tuanscore.finding import Severity
from tuanscore.grammar import rates
from tuanscore.grammar.amounts import said
from tuanscore.model.kinds.self_assessment import SelfAssessment
from tuanscore.shelf import Repository

CODE = "TS551"
SEVERITY = Severity.WARNING
LOOKS_AT = SelfAssessment
_CENT = Decimal("0.01")


def compare(told: SelfAssessment, repository: Repository) -> Iterator[Defect]:
    """Compare 执行率 as written with what the amounts of its row give."""
    unit = money_in(told, repository)
    if unit is None:
        return
    for name, route, row in funds_of(told, unit):
        stated, rate = row.row.stated_rate, row.rate
        if stated is None or rate is None or row.from_parts or rates.agrees(stated, rate):
            continue
        yield Defect(
            (*route, "执行率"),
            f"{name}的执行率写的是 {stated}，{said(row.spent, unit)} ÷ {said(row.budget, unit)}"
            f" = {rates.printed(rate)}",
            "改执行率，或改这一行的金额",
        )
