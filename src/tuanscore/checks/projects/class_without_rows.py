"""表上印了的二级指标，下面一条也没有。

**Why**: 表是统一印的，没有的一类空着可以；但多半是漏填了，或者该删掉（财预〔2020〕10号的表各类都
印着）。整个一级指标都空着的，另有检查说它的分值怎么办。

**Fail**:

```yaml
类型: 预算项目绩效目标表
预算单位: 共青团甲县委本级
简称: 甲
年度: 2021
项目编码: P1
项目名称: 青年技能培训
预算: {预算数: 50000, 财政资金: 50000, 其他资金: 0, 资金用途: 场地和师资}
资金支出计划: {6月底: 50%, 12月底: 100%}
绩效目标: [培训青年，帮助就业]
绩效指标:
  产出指标:
    数量指标: [{名称: 培训场次, 指标值: ≥5场}]
  效益指标:
    社会效益指标: [{名称: 学员就业率, 指标值: ≥60%}]
    经济效益指标: []
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```

**Pass**:

```diff
     社会效益指标: [{名称: 学员就业率, 指标值: ≥60%}]
-    经济效益指标: []
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect
from tuanscore.finding import Route, Severity
from tuanscore.model.indicators import goal_name
from tuanscore.model.kinds.project import Indicator, Project, Rows

CODE = "TS570"
SEVERITY = Severity.NOTE
LOOKS_AT = Project


def check(project: Project) -> Iterator[Defect]:
    """List the classes of the year that hold no row, in one finding."""
    empty = [*_empty(project.indicators, ("绩效指标",), "", whole=False)]
    for number, (at, goal) in enumerate(project.goals_apart, 1):
        empty += _empty(goal.indicators, (*at, "绩效指标"), f"{goal_name(number)} ", whole=True)
    if empty:
        (first, _), *others = empty
        yield Defect(
            first,
            f"表上印了、下面没有指标的：{'、'.join(name for _, name in empty)}",
            "漏填的补上；没有的，表上留空",
            tuple(others),
            at_key=True,
        )


def _empty(rows: Rows, at: Route, goal: str, *, whole: bool) -> Iterator[tuple[Route, str]]:
    """Yield the 二级指标 without a row; those of a 一级指标 that has none at all if asked."""
    for first, groups in rows.items():
        if not whole and all(_holds_none(indicators) for indicators in groups.values()):
            continue
        for second, indicators in groups.items():
            if _holds_none(indicators):
                yield (*at, first, second), f"{goal}{first}·{second}"


def _holds_none(indicators: tuple[Indicator, ...]) -> bool:
    return all(indicator.is_filler for indicator in indicators)
