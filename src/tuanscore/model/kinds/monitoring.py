"""绩效运行监控表: how far a project has come within the year, and how it will end; never scored."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from tuanscore.finding import Route
from tuanscore.grammar.scalars import Day, Money, Text, YesNo, refuse
from tuanscore.model import heads, states
from tuanscore.model.base import Entry, Identity, Kind, Organisation
from tuanscore.model.kinds import project
from tuanscore.model.kinds.project import Indicator

KIND = "绩效运行监控表"
REASONS = ("经费保障", "制度保障", "人员保障", "硬件条件保障", "其他")
SURE, MAYBE, NEVER = LIKELY = ("确定能", "有可能", "完全不可能")
_PERIOD = r"(?:0?1月?|一月)?\s*[-—–~～至到]*\s*(?P<month>1[0-2]|0?[1-9])月(?:底|末)?"
MONTHS = 12


def _one_of(words: tuple[str, ...], what: str) -> Any:
    def check(text: str) -> str:
        if text not in words:
            raise refuse("not_one_of", f"“{text}”不是{what}", f"写 {'、'.join(words)}")
        return text

    return AfterValidator(check)


Reason = Annotated[
    Text, _one_of(REASONS, "偏差原因"), WithJsonSchema({"type": "string", "enum": [*REASONS]})
]
Likelihood = Annotated[
    Text, _one_of(LIKELY, "完成可能性"), WithJsonSchema({"type": "string", "enum": [*LIKELY]})
]


class Fund(Entry, title="监控的资金"):
    """What was budgeted, spent in the period, and will be spent by the end of the year."""

    budget: Money | None = Field(None, alias="年初预算数", description="年初批复的预算")
    spent: Money | None = Field(None, alias="执行数", description="到期间末为止的执行数")
    stated_rate: Text | None = Field(
        None, alias="执行率", description="表上印的执行率，校验时重新计算核对"
    )
    expected: Money | None = Field(None, alias="全年预计执行数", description="全年预计执行多少")


def _blank(value: Any) -> Any:
    return {} if value is None or value == "" else value


AnyFund = Annotated[Fund, BeforeValidator(_blank)]
"""A source; one without any amount may be left empty."""


class Funds(Fund, title="监控的执行"):
    """年度资金总额, and each source of it."""

    sources: dict[Text, AnyFund] = Field(
        default_factory=dict, alias="资金来源", description="按来源分，如 {上年结转: {…}}"
    )


class Row(Indicator, title="监控的三级指标"):
    """One row: what was done so far, what is expected, why, and how likely the target is."""

    so_far: Text | None = Field(
        None, alias="执行情况", description="到期间末为止的完成值；年底才测的不写"
    )
    expected: Text | None = Field(None, alias="全年预计完成情况", description="全年预计的完成值")
    reasons: tuple[Reason, ...] = Field(
        (), alias="偏差原因", description="打勾的原因，可以几样：" + "、".join(REASONS)
    )
    why: Text | None = Field(None, alias="原因说明", description="偏差原因的文字说明")
    likelihood: Likelihood | None = Field(
        None, alias="完成可能性", description="、".join(LIKELY) + "，只写一样"
    )


Row.by_method = project.types_of(Row)
AnyRow = Annotated[Row, project.by_its_method(Row)]

Line = tuple[str, str, Route, Row]
"""The 一级指标 and 二级指标 that a row stands under, its route, and itself."""


class Monitoring(
    Kind,
    title=KIND,
    json_schema_extra={"description": "一个项目到年中某个月的执行和完成情况，不计分"},
):
    """One 绩效运行监控表; several a year are told apart by 期间 or 截至."""

    asked = 6
    by_key = True

    name: Text = Field(alias="项目名称", description="印在表上的项目名称")
    code: Text | None = Field(None, alias="项目编码", description="印了才写")
    money_in: heads.MoneyIn = None
    budget_unit: heads.BudgetUnit = None
    implementing: heads.Implementing = None
    superior: heads.Superior = None
    responsible: heads.Responsible = None
    phone: heads.Phone = None
    filled_on: heads.FilledOn = None
    sample: YesNo = Field(False, alias="样例", description="虚构的演示数据")
    others: heads.Others = Field(default_factory=dict)
    period: Text | None = Field(None, alias="期间", description="监控到几月，如 1-7月")
    own_as_of: Day | None = Field(
        None, alias="截至", description="算到哪一天；不写就是 期间 的最后一天"
    )
    goals: tuple[Text, ...] = Field((), alias="绩效目标", description="年度总体目标，一条一项")
    funds: Funds | None = Field(None, alias="执行", description="资金执行情况")
    indicators: dict[Text, dict[Text, tuple[AnyRow, ...]]] = Field(
        alias="绩效指标", min_length=1, description="一级指标、二级指标、三级指标"
    )
    status: states.Status = None
    review_notes: states.ReviewNotes = ()

    @model_validator(mode="after")
    def _says_until_when(self) -> Self:
        if self.months is None and self.own_as_of is None:
            said = f"“{self.period}”看不出到几月" if self.period else "没有写监控到什么时候"
            raise refuse("no_period", said, "写 期间: 1-7月，或 截至: 2024-07-31")
        return self

    @cached_property
    def months(self) -> int | None:
        """Return how many whole months it is about; None where it says only a day in one."""
        match = re.fullmatch(_PERIOD, self.period.strip()) if self.period else None
        if match is not None:
            return int(match["month"])
        day = self.own_as_of
        ends = day is not None and day.day == monthrange(day.year, day.month)[1]
        return day.month if day is not None and ends else None

    @property
    def as_of(self) -> date:
        """Return the day up to which it counts."""
        if self.own_as_of is not None:
            return self.own_as_of
        month = self.months or MONTHS
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def gone(self) -> Fraction:
        """Return the share of the year that has gone: whole months, else days."""
        if self.months is not None:
            return Fraction(self.months, MONTHS)
        days = date(self.year, 12, 31).timetuple().tm_yday
        return Fraction(self.as_of.timetuple().tm_yday, days)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every row in printed order, without empty ones."""
        return tuple(
            (first, second, ("绩效指标", first, second, index), row)
            for first, groups in self.indicators.items()
            for second, rows in groups.items()
            for index, row in enumerate(rows)
            if not row.is_filler
        )

    @property
    def unit_of_money(self) -> str:
        """Return what an amount counts that is a number alone."""
        return self.money_in or "元"

    @property
    def raters(self) -> dict[str, Decimal]:
        """Return who rates its rows: nobody, for nothing here is scored."""
        return {}

    @property
    def unit(self) -> str | None:
        """Return whose project it is, as printed."""
        return self.budget_unit or self.implementing or self.superior

    @property
    def identity(self) -> Identity:
        """Return 类型, 年度, whose project, its name and the day."""
        whose = self.code or self.unit or ""
        return (self.kind, str(self.year), whose, self.name, self.as_of.isoformat())

    @property
    def label(self) -> tuple[str, str]:
        """Return 项目名称 and the period."""
        until = self.period or f"截至 {self.as_of}"
        until = states.beside(until, self.status)
        return self.name, until + ("，样例数据" if self.sample else "")

    @property
    def owner(self) -> Organisation | None:
        """Return whose project it is."""
        return None if self.unit is None else Organisation(self.unit)

    @property
    def names(self) -> tuple[str, ...]:
        """Return 项目名称, 项目编码 and the units."""
        told = (self.name, self.code, self.budget_unit, self.implementing)
        return tuple(dict.fromkeys(word for word in told if word is not None))

    def left_open(self) -> Iterator[tuple[Route, str | None]]:
        """Yield the goals and the name of each row."""
        yield from ((("绩效目标", index), goal) for index, goal in enumerate(self.goals))
        yield from (((*route, "名称"), row.name) for _, _, route, row in self.lines)


def model_for(root: dict[str, Any]) -> type[Monitoring]:
    """Return the model of a document of this kind."""
    return Monitoring
