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

from collections.abc import Iterable, Iterator
from decimal import Decimal

from tuanscore.checks import Defect
from tuanscore.checks.projects import money_in, yuan_of
from tuanscore.finding import Route, Severity
from tuanscore.grammar.amounts import said
from tuanscore.model.funds import Spent
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.self_assessment import SelfAssessment
from tuanscore.shelf import Repository

CODE = "TS550"
SEVERITY = Severity.WARNING
LOOKS_AT = (Project, SelfAssessment)
ON_SCORE = SelfAssessment

Sums = dict[str, tuple[Decimal | None, list[Decimal | None]]]
"""By column what a row says, in 元, and what each of its parts does."""


def compare(model: Project | SelfAssessment, repository: Repository) -> Iterator[Defect]:
    """Compare every row of funds that has parts with the sum of these."""
    unit = money_in(model, repository)
    if unit is None:
        return
    rows = _budgeted(model, unit) if isinstance(model, Project) else _spent(model, unit)
    for name, route, sums in rows:
        gaps = {c: (own, total) for c, own, total in _gaps(sums)}
        if gaps:
            yield _defect(name, route, gaps, unit)


def _budgeted(project: Project, unit: str) -> Iterator[tuple[str, Route, Sums]]:
    budget = project.budget
    parts = [source.total(unit).yuan for source in budget.sources.values()]
    yield "预算数", ("预算",), {"预算数": (yuan_of(budget.total, unit), parts)}
    for name, source in budget.sources.items():
        inner = [yuan_of(part, unit) for part in source.parts.values()]
        yield name, ("预算", "资金来源", name), {"金额": (yuan_of(source.amount, unit), inner)}


def _spent(told: SelfAssessment, unit: str) -> Iterator[tuple[str, Route, Sums]]:
    execution = told.execution
    if execution is None:
        return
    sources = execution.sources
    yield (
        "年度资金总额",
        ("执行",),
        {
            column: (
                yuan_of(execution.own(column), unit),
                [source.total(column, unit).yuan for source in sources.values()],
            )
            for column in Spent.COLUMNS
        },
    )
    for name, source in sources.items():
        yield (
            name,
            ("执行", "资金来源", name),
            {
                column: (
                    yuan_of(source.own(column), unit),
                    [yuan_of(part.own(column), unit) for part in source.parts.values()],
                )
                for column in Spent.COLUMNS
            },
        )


def _gaps(sums: Sums) -> Iterator[tuple[str, Decimal, Decimal]]:
    for column, (own, parts) in sums.items():
        known = [part for part in parts if part is not None]
        if own is not None and known and own != sum(known):
            yield column, own, sum(known, Decimal(0))


def _defect(name: str, route: Route, gaps: dict[str, tuple[Decimal, Decimal]], unit: str) -> Defect:
    columns = "、".join(column for column in gaps if column != name)
    own = _listed((own for own, _ in gaps.values()), unit)
    total = _listed((total for _, total in gaps.values()), unit)
    counted = all(not own for own, _ in gaps.values())
    after = "；算的时候用各行之和" if counted else ""
    return Defect(
        (*route, next(iter(gaps))),
        f"{name}{'的' if columns else ''}{columns}写的是 {own}，下面各行加起来是 {total}{after}",
        "改总额，或改各行，补上漏掉的一行",
    )


def _listed(amounts: Iterable[Decimal], unit: str) -> str:
    *told, last = (said(amount, unit) for amount in amounts)
    return "、".join([*(text.removesuffix(f" {unit}") for text in told), last])
