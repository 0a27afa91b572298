"""没有完成的指标没有写原因。

**Why**: 没有完成的要说明原因（团委目标绩效考核：自查、部室审核、党组评定，没有完成的逐项说明；
项目自评表有“偏差原因分析及改进措施”一栏，财预〔2020〕10号）。完成情况从12月起、
期限到了的那一份起要写，年中没有做满的不算没有完成；后一份报告改报了的只看后一份。

**Fail**:

```yaml
# scorecards/2014/甲.yaml
类型: 目标绩效指标
单位: 共青团甲县委
简称: 甲
年度: 2014
总分: 100
部分:
  - 名称: 职能指标
    分值: 100
    类别:
      - 名称: 服务
        条目:
          - {编号: 志愿服务, 内容: '开展志愿服务{志愿服务}次。', 考核点: {志愿服务: ≥6次}}
```

```yaml
# scorecards/2014/完成情况/甲.yaml
类型: 完成情况
单位: 甲
年度: 2014
截至: 2014-12-31
完成: {志愿服务: 4次}
```

**Pass**:

```diff
# scorecards/2014/完成情况/甲.yaml
 截至: 2014-12-31
-完成: {志愿服务: 4次}
+完成:
+  志愿服务: {自评: 4次, 说明: 两次活动因汛情取消，次年一季度补办}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tuanscore import methods
from tuanscore.checks import Defect, filled, reports
from tuanscore.finding import Severity
from tuanscore.methods import NoGoalError, Outcome, describe, plus_minus, row_bands
from tuanscore.model.card import Measure
from tuanscore.model.kinds.results import Result
from tuanscore.model.kinds.self_assessment import SelfAssessment
from tuanscore.shelf import Repository

CODE = "TS801"
SEVERITY = Severity.WARNING
LOOKS_AT = reports.LOOKS_AT
ON_SCORE = SelfAssessment

_RULED = (plus_minus.NAME, row_bands.NAME)
YEAR_ENDS = 12
"""The month from which what is not done is unmet: reports of the year's end are made in it."""


def compare(told: reports.Told, repository: Repository) -> Iterator[Defect]:
    """Ask for the reason of everything that is unmet (偏差原因分析及改进措施)."""
    subject = reports.subject(told, repository)
    if subject is None:
        return
    if told.explained:
        return
    full = filled.lines(told, repository, filled.Verdict.FULL_THOUGH_MISSED)
    elsewhere = {line.name for line in full}
    for name, result in subject.counting(told).items():
        measure = subject.lines[name]
        if _says_why(result) or _rule_says(measure, subject) or not _is_over(told, measure):
            continue
        if name in elsewhere:
            continue
        outcome = reports.judge(measure, result, subject)
        if outcome is not None and not _is_met(outcome):
            wanted = describe(measure.target, measure.method, measure)
            against = f"目标 {wanted}，" if wanted else ""
            yield Defect(
                ("完成", name),
                f"{name}：没有完成（{against}完成 {result.actual}），没有写原因",
                _cure(name, result),
            )


def _is_met(outcome: Outcome) -> bool:
    """Say whether what was asked is done; 增分 that nobody earned is not asked for."""
    return outcome.numerator >= outcome.denominator if outcome.met is None else outcome.met


def _rule_says(measure: Measure, subject: reports.Subject) -> bool:
    """Say whether the line's own rule tells what being short costs, so that no reason is due."""
    if subject.card is None:
        return measure.method != methods.default_for(measure.target)
    try:
        methods.goal(measure.method, measure, "1")
    except NoGoalError:
        return True
    return measure.method in _RULED


def _says_why(result: Result) -> bool:
    """Say whether a reason is given: as a whole, or for each occurrence."""
    events = [event for told in result.told.values() for event in told]
    return result.explains or (bool(events) and all(event.reason for event in events))


def _cure(name: str, result: Result) -> str:
    if result.model_fields_set == {"claimed"}:
        return f"写成 {name}: {{自评: {result.claimed}, 说明: 偏差原因和改进措施}}"
    return "加上 偏差原因 和 改进措施"


def _is_over(told: reports.Told, measure: Measure) -> bool:
    """Say whether nothing more can be done about a measure by the day of the report."""
    if told.ledger == "budgets" or told.as_of >= date(told.year, YEAR_ENDS, 1):
        return True
    deadline = measure.target.deadline if measure.target is not None else None
    return deadline is not None and told.as_of >= deadline
