"""部门整体绩效目标 scored duty by duty: 完成数 ÷ 计划数, graded by the duty's 绩效标准.

The rate is rounded half up to 0.01 and graded as it is printed, in half-open bands with the lower
bound inclusive: the text of the standard puts 85 and 90 into two bands each. Source: domain.md,
source document 2 and Bands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tuanscore.finding import Place
from tuanscore.model.kinds.department import Department, Duty
from tuanscore.scoring import grades, lines
from tuanscore.scoring.cents import quotient
from tuanscore.scoring.tree import Input
from tuanscore.source.tree import Document

READING = "等次按印出的完成率，各档含下限、不含上限：原文的界限同时写在两档里，这样读作一档"


@dataclass(frozen=True, slots=True)
class DutyScore:
    """One 职责: how much of the plan was done, and the grade."""

    description: str
    goal: str
    indicator: str
    planned: Decimal | None
    done: Decimal | None
    rate: Decimal | None
    """In percent; None where it is not reported."""
    rule: str
    """How the rate came about, in words with the numbers in it."""
    grades: tuple[str, ...]
    """The grades still possible, the best first; one when the grade is certain."""
    scale_name: str
    scale: str
    """The bands in words."""
    standard: str
    """The standard as it is printed."""
    inputs: tuple[Input, ...]
    place: Place
    year_end: tuple[str, ...] = ()
    """The grades that are possible at the end of the year; none once it is over."""

    @property
    def certain(self) -> bool:
        """Whether the grade is certain."""
        return len(self.grades) == 1


@dataclass(frozen=True, slots=True)
class DepartmentScore:
    """A scored 部门整体绩效目标."""

    org: str
    short_name: str
    year: int
    duties: tuple[DutyScore, ...]
    assumptions: tuple[str, ...]
    place: Place

    @property
    def missing(self) -> int:
        """Return how many duties have not been reported."""
        return sum(duty.rate is None for duty in self.duties)


def score(
    department: Department,
    document: Document,
    scales: Mapping[str, Mapping[str, Decimal]],
    until: date | None = None,
) -> DepartmentScore:
    """Score every duty by its standard, which ``scales`` must have by name.

    Only ``until``, the day asked for, can say that the year is not over: the document has no 截至.
    """
    day = lines.open_on(department.year, until)
    duties = tuple(
        _duty(duty, index, document, scales[duty.standard.grade_scale], day)
        for index, duty in enumerate(department.duties.duties)
    )
    return DepartmentScore(
        department.org,
        department.short_name,
        department.year,
        duties,
        (READING, lines.NOT_OVER) if day else (READING,),
        document.place(()),
    )


def _duty(
    duty: Duty,
    index: int,
    document: Document,
    bounds: Mapping[str, Decimal],
    day: date | None,
) -> DutyScore:
    route = ("职责分类绩效目标", "职责", index)
    rate, rule = _rate(duty)
    now = (*bounds, grades.LOWEST) if rate is None else (grades.grade_of(rate, bounds),)
    numbers = (("计划数", duty.planned), ("完成数", duty.done))
    return DutyScore(
        description=duty.description,
        goal=duty.goal,
        indicator=duty.indicator,
        planned=duty.planned,
        done=duty.done,
        rate=rate,
        rule=rule,
        grades=now,
        scale_name=duty.standard.grade_scale,
        scale=grades.explain(bounds),
        standard=duty.standard.text,
        inputs=tuple(
            Input(name, str(number), document.place((*route, name)))
            for name, number in numbers
            if number is not None
        ),
        place=document.place(route),
        year_end=_up_from(now[-1], bounds) if day else (),
    )


def _up_from(worst: str, bounds: Mapping[str, Decimal]) -> tuple[str, ...]:
    """Return a grade and all better ones, the best first: what is done can still grow."""
    order = [*bounds, grades.LOWEST]
    return tuple(order[: order.index(worst) + 1])


def _rate(duty: Duty) -> tuple[Decimal | None, str]:
    """Return 完成数 ÷ 计划数 in percent, and how it came about."""
    if duty.planned is None or duty.done is None:
        told = (("计划数", duty.planned), ("完成数", duty.done))
        return None, f"还没有填报{'和'.join(name for name, number in told if number is None)}"
    if not duty.planned:
        return None, "按未报计：计划数是 0，完成率算不出来"
    rate = quotient(duty.done * 100, duty.planned)
    return rate, f"完成 {duty.done} ÷ 计划 {duty.planned} × 100 = {rate}%"
