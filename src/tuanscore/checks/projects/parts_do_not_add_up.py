"""其中各项加起来和本行的数不一样。

**Why**: 其中各项是本行分出来的，加起来应当正好；不一样，不是本行写错，就是漏了一项。单位不同的
不加，比率不加；指标值本来就只列了一部分的，完成值也不要求加拢，只是不能更多。

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
    数量指标:
      - 名称: 培训人次
        指标值: ≥100人次
        其中:
          - {名称: 城镇青年, 指标值: 60人次}
          - {名称: 农村青年, 指标值: 50人次}
  效益指标:
    社会效益指标: [{名称: 学员就业率, 指标值: ≥60%}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```

**Pass**:

```diff
         其中:
-          - {名称: 城镇青年, 指标值: 60人次}
+          - {名称: 城镇青年, 指标值: 50人次}
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from tuanscore.checks import Defect
from tuanscore.finding import Severity
from tuanscore.grammar.target import Quantity, Target, TargetError, in_unit, parse_quantity
from tuanscore.model import indicators
from tuanscore.model.indicators import Line
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.self_assessment import SelfAssessment
from tuanscore.shelf import Repository

CODE = "TS572"
SEVERITY = Severity.WARNING
LOOKS_AT = (Project, SelfAssessment)


def compare(model: Project | SelfAssessment, repository: Repository) -> Iterator[Defect]:
    """Add up what is asked of the 其中 of each row, and what was done of them."""
    if isinstance(model, Project):
        yield from _asked(model)
        return
    entry = repository.find_project(model)
    if entry is not None:
        yield from _done(model, repository.in_force(entry, model.as_of).table.model)


def _asked(project: Project) -> Iterator[Defect]:
    for line in indicators.lines(project):
        total = _total(line)
        if total is not None and not _adds_up(line, *total):
            target = line.indicator.target
            said = _said(line.key, "指标值", target.text, total[1], target.unit)
            related = tuple(((*p.route, "指标值"), p.part.name) for p in line.parts)
            yield Defect((*line.route, "指标值"), said, "改其中一处，或补上漏了的一项", related)


def _done(told: SelfAssessment, project: Project) -> Iterator[Defect]:
    for line in indicators.lines(project):
        own, asked = line.of(told.results), _total(line)
        inner = [part.of(told.results) for part in line.parts]
        actuals = [entry[1].actual for entry in inner if entry is not None]
        known = [actual for actual in actuals if actual is not None]
        if own is None or own[1].actual is None or not known or len(known) < len(inner):
            continue
        unit = (line.measure.target or line.indicator.target).unit
        whole, parts = _read(own[1].actual, unit), [_read(actual, unit) for actual in known]
        summed = _sum(parts)
        if whole is None or summed is None or _is_rate(line.measure.target):
            continue
        partial = asked is not None and not _adds_up(line, *asked)
        if summed > whole or (summed < whole and len(parts) > 1 and not partial):
            key = "自评" if own[1].reviewed is None else "审核"
            said = _said(line.key, "完成值", own[1].actual, summed, unit)
            yield Defect(("完成", own[0], key), said, "改其中一处，或补上漏了的一项")


def _total(line: Line) -> tuple[Decimal, Decimal] | None:
    """Return what a row asks for and what its 其中 do in all, in its unit; None if not to add."""
    target = line.measure.target
    if not line.parts or target is None or target.number is None or target.upper is not None:
        return None
    parts = [_number(part.measure.target, target) for part in line.parts]
    summed = _sum(parts)
    return None if summed is None or _is_rate(target) else (target.number, summed)


def _adds_up(line: Line, whole: Decimal, summed: Decimal) -> bool:
    """Say whether parts make up the whole; a single one may be less, as may what is only some."""
    return summed == whole or (summed < whole and len(line.parts) == 1)


def _number(part: Target | None, whole: Target) -> Decimal | None:
    if part is None or part.number is None or part.upper is not None or not part.unit:
        return None if part is None or part.unit else part.number
    return in_unit(Quantity(part.text, part.number, part.unit), whole.unit)


def _read(actual: str, unit: str) -> Decimal | None:
    try:
        return in_unit(parse_quantity(actual), unit)
    except TargetError:
        return None


def _sum(parts: Sequence[Decimal | None]) -> Decimal | None:
    known = [part for part in parts if part is not None]
    return sum(known, Decimal(0)) if len(known) == len(parts) else None


def _is_rate(target: Target | None) -> bool:
    return target is not None and target.is_rate


def _said(name: str, what: str, own: str, summed: Decimal, unit: str) -> str:
    return f"{name}：{what}是 {own}，其中各项加起来是 {summed.normalize():f}{unit}"
