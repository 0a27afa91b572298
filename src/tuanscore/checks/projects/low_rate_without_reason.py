"""预算执行率低，没有写原因。

**Why**: 执行率低于 80% 的，自评表要写原因：钱少用了一截，任务却都完成了，不是预算编多了，就是完成得
不实。总的不低、其中一个来源比总的低 10 个百分点以上（又低于 90%）的，也要说明那一笔为什么没有用完。
原因写在这一行的 说明、表后的 偏差原因 或 其他需要说明事项。

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
  全年预算数: 40.50
  全年执行数: 18.20
完成: {维修场馆: 2处, 场馆开放率: 95%, 学员满意度: 96%}
```

**Pass**:

```diff
# scorecards/2023/甲/场馆维护.自评.yaml
   全年执行数: 18.20
+  说明: 上年结转的一半用于下年暑期维修，合同已签
```
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tuanscore.checks import Defect
from tuanscore.checks.projects import funds_of, is_reason, money_in
from tuanscore.finding import Route, Severity
from tuanscore.grammar import rates
from tuanscore.grammar.amounts import said
from tuanscore.model.kinds.self_assessment import SelfAssessment
from tuanscore.shelf import Repository

CODE = "TS552"
SEVERITY = Severity.WARNING
LOOKS_AT = SelfAssessment
_LOW, _ROW_LOW, _BEHIND = Fraction(80), Fraction(90), Fraction(10)
"""In percent: a whole that is low; a row that is, and how far it is behind the whole."""


def compare(told: SelfAssessment, repository: Repository) -> Iterator[Defect]:
    """Ask for the reason of a low rate: of the whole, else of each source far behind it."""
    if any(map(is_reason, (told.deviation, told.remarks))):
        return
    unit = money_in(told, repository)
    if unit is None:
        return
    whole: Fraction | None = None
    for name, route, row in funds_of(told, unit):
        rate = row.rate
        if len(route) == 1:
            whole = rate
        low = rate is not None and whole is not None and _is_low(rate, whole, route)
        if rate is None or not low or is_reason(row.row.note):
            continue
        yield Defect(
            (*route, "全年执行数"),
            f"{name}只执行了 {rates.printed(rate)}（{said(row.spent, unit)} ÷"
            f" {said(row.budget, unit)}），没有写原因",
            "在这一行加上 说明: 没有执行完的原因",
        )
        if len(route) == 1:
            return


def _is_low(rate: Fraction, whole: Fraction, route: Route) -> bool:
    return rate < _LOW if len(route) == 1 else rate < _ROW_LOW and whole - rate > _BEHIND
