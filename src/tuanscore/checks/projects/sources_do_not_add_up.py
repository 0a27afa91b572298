"""资金的总额和它下面各行之和不一样。

**Why**: 年度资金总额是各项来源之和，“其中”各行加起来就是它所在的那一行。总额写 0、下面各行却有钱
的，按总额算执行率就没有了，一定是漏填；预算执行率这时按各行之和计。

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
  全年预算数: 0
  全年执行数: 0
  资金来源:
    当年财政拨款: {全年预算数: 34.50, 全年执行数: 33.00}
    上年结转资金: {全年预算数: 6.00, 全年执行数: 5.07}
完成: {维修场馆: 2处, 场馆开放率: 95%, 学员满意度: 96%}
```

**Pass**:

```diff
# scorecards/2023/甲/场馆维护.自评.yaml
 执行:
-  全年预算数: 0
-  全年执行数: 0
+  全年预算数: 40.50
+  全年执行数: 38.07
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from tuanscore.checks import Defect
from tuanscore.checks.projects import money_in
from tuanscore.finding import Route, Severity
from tuanscore.grammar.amounts import Amount, said
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.self_assessment import SelfAssessment
from tuanscore.shelf import Repository

CODE = "TS550"
SEVERITY = Severity.WARNING
LOOKS_AT = (Project, SelfAssessment)
ON_SCORE = SelfAssessment


class Gap(NamedTuple):
    """A column of a row that says another amount than its parts do together."""

    column: str
    own: Amount
    total: Decimal


def compare(model: Project | SelfAssessment, repository: Repository) -> Iterator[Defect]:
    """Compare every row of funds that has parts with the sum of these."""
    unit = money_in(model, repository)
    if unit is None:
        return
    for name, route, columns in model.funds(unit):
        gaps = [
            Gap(column, own, sum(known, Decimal(0)))
            for column, (own, parts) in columns.items()
            if own is not None and own.number is not None
            if (known := [part for part in parts if part is not None])
            if own.yuan(unit) != sum(known)
        ]
        if gaps:
            yield _defect(name, route, gaps, unit)


def _defect(name: str, route: Route, gaps: Sequence[Gap], unit: str) -> Defect:
    columns = "、".join(gap.column for gap in gaps if gap.column != name)
    own = "、".join(gap.own.text for gap in gaps) + ("" if gaps[-1].own.unit else f" {unit}")
    total = "、".join(said(gap.total, unit).split()[0] for gap in gaps)
    after = "" if any(gap.own.number for gap in gaps) else "；算的时候用各行之和"
    what = f"{name}的{columns}" if columns else name
    return Defect(
        (*route, gaps[0].column),
        f"{what}写的是 {own}，下面各行加起来是 {total} {unit}{after}",
        "改总额，或改各行，补上漏掉的一行",
    )
