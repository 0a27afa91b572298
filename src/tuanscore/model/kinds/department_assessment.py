"""部门整体支出绩效自评表: a department's table of indicators and its results, in one file."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from tuanscore.finding import Route
from tuanscore.grammar.scalars import Day, FilledPoints, Percent, Points, TargetText, Text, YesNo
from tuanscore.grammar.target import Target
from tuanscore.model import heads, states
from tuanscore.model.base import Entry, Identity, Kind, Organisation
from tuanscore.model.kinds import project
from tuanscore.model.kinds.project import Indicator
from tuanscore.model.kinds.results import SUBTOTALS, Result
from tuanscore.model.kinds.self_assessment import Execution

KIND = "部门整体支出绩效自评表"
UNGROUPED = ""
"""The 二级指标 of rows that stand directly under a 一级指标."""


class Row(Indicator, Result, title="部门的三级指标", json_schema_extra={}):
    """One row as it is printed: the indicator and what was done about it."""

    adjusted: TargetText | None = Field(
        None, alias="调整指标值", description="年中调整过的指标值，按它算；空着就是没有调整"
    )
    claimed: Text | None = Field(None, alias="完成值", description="全年实际完成值")
    coefficient: Percent | None = Field(
        None,
        alias="得分系数",
        description="表上填的得分系数；数字指标校验时重算核对，定性指标按它计分",
    )
    reviewed_printed: FilledPoints | None = Field(None, alias="复核得分", description="复核打的分")
    explanation: Text | None = Field(None, alias="指标解释", description="这一项看什么")

    @property
    def in_force(self) -> Target:
        """Return the target that counts: the adjusted one where there is one.

        Where that is a number alone, the comparator and the unit are those of the first.
        """
        adjusted, first = self.adjusted, self.target
        if adjusted is None:
            return first
        if not adjusted.is_bare or first.number is None:
            return adjusted
        unit = adjusted.unit or first.unit
        return replace(adjusted, comparator=first.comparator, unit=unit)


Row.by_method = project.types_of(Row)
AnyRow = Annotated[Row, project.by_its_method(Row)]


def _grouped(value: Any) -> Any:
    """Read the rows of a 一级指标 without 二级指标."""
    return {UNGROUPED: value} if isinstance(value, list) else value


Groups = Annotated[
    dict[str, tuple[AnyRow, ...]],
    BeforeValidator(
        _grouped, json_schema_input_type=dict[Text, tuple[AnyRow, ...]] | tuple[AnyRow, ...]
    ),
]


class CoreRule(Entry, title="核心指标规定"):
    """What a core row that is done badly does to the grade."""

    below: Percent = Field(Decimal(60), alias="低于", description="核心指标的得分系数低于百分之几")
    best_grade: Text | None = Field(
        None, alias="最高等次", description="那时最高评什么等次；不写就是不评最好的一等"
    )


Line = tuple[str, str, Route, Row]
"""The 一级指标 and 二级指标 that a row stands under, its route, and itself."""


class DepartmentAssessment(
    Kind,
    title=KIND,
    json_schema_extra={"description": "一个部门整体支出的指标、执行和完成情况，一张表"},
):
    """One 部门整体支出绩效自评表."""

    asked = 5
    scored = True
    ledger = "budgets"
    by_key = True

    org: Text = Field(alias="单位", description="印在表上的部门全称")
    short_name: Text = Field("", alias="简称", description="命令里用的名字；不写就是 单位")
    aliases: tuple[Text, ...] = Field((), alias="别名", description="还可以叫什么")
    money_in: heads.MoneyIn = None
    authority: heads.Superior = None
    sample: YesNo = Field(False, alias="样例", description="虚构的演示数据")
    as_of: Day | None = Field(None, alias="截至", description="算到哪一天；不写就是全年")
    responsible: heads.Responsible = None
    phone: heads.Phone = None
    filled_on: heads.FilledOn = None
    others: heads.Others = Field(default_factory=dict)
    remarks: heads.Remarks = None
    execution: Execution | None = Field(None, alias="执行", description="部门预算执行情况")
    goals: tuple[Text, ...] = Field((), alias="绩效目标", description="年初绩效目标，一条一项")
    adjusted_goals: tuple[Text, ...] = Field(
        (), alias="调整绩效目标", description="年中调整后的绩效目标"
    )
    achieved: Text | None = Field(None, alias="目标完成情况", description="目标实际完成得怎样")
    grade_scale: Text | None = Field(
        None, alias="等次标准", description="照哪一套等次标准；不写就是 财政项目自评"
    )
    weights: dict[Text, Points] = Field(
        default_factory=dict,
        alias="分值",
        description="预算执行率、一级指标、一级/二级指标 的分值，如 {预算执行率: 10, 规划/底数: 4}",
    )
    raters: dict[Text, Percent] = Field(
        default_factory=dict,
        alias="评分人",
        description="计分是 评分 的指标由谁评、占多大比重，如 {单位: 40%, 财政: 60%}",
    )
    core_rule: CoreRule = Field(
        default_factory=CoreRule.model_construct,
        alias="核心指标规定",
        description="核心指标差到多少就不评优；不写就是一项低于 60% 不评最好的一等",
    )
    indicators: dict[Text, Groups] = Field(
        alias="绩效指标",
        min_length=1,
        description="一级指标（履职、管理、产出……）、二级指标、三级指标；没有二级指标的直接列三级指标",
    )
    stated: Points | None = Field(
        None, alias="自评得分", description="表上写的自评总分，校验时核对"
    )
    stated_grade: Text | None = Field(
        None, alias="自评等次", description="表上写的等次，校验时核对"
    )
    subtotals: dict[Text, FilledPoints] = Field(
        default_factory=dict, alias="小计", description=SUBTOTALS
    )
    status: states.Status = None
    review_notes: states.ReviewNotes = ()

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every row in printed order."""
        return tuple(
            (first, second, (*_way(first, second), index), row)
            for first, groups in self.indicators.items()
            for second, rows in groups.items()
            for index, row in enumerate(rows)
        )

    @property
    def identity(self) -> Identity:
        """Return 类型, 简称, 年度 and, where there is one, 截至."""
        day = () if self.as_of is None else (self.as_of.isoformat(),)
        return (self.kind, self.owner.short_name, str(self.year), *day)

    @property
    def label(self) -> tuple[str, str]:
        """Return 简称, and 单位 with its 状态."""
        return self.owner.short_name, states.beside(self.org, self.status)

    @property
    def owner(self) -> Organisation:
        """Return the department."""
        return Organisation(self.short_name or self.org, self.org, self.aliases)

    def left_open(self) -> Iterator[tuple[Route, str | None]]:
        """Yield the goals and what was made of them, and the name of each row."""
        for key, goals in (("绩效目标", self.goals), ("调整绩效目标", self.adjusted_goals)):
            yield from (((key, index), goal) for index, goal in enumerate(goals))
        yield ("目标完成情况",), self.achieved
        yield from (((*route, "名称"), row.name) for _, _, route, row in self.lines)


def _way(first: str, second: str) -> Route:
    return ("绩效指标", first) if second == UNGROUPED else ("绩效指标", first, second)


def model_for(root: dict[str, Any]) -> type[DepartmentAssessment]:
    """Return the model of a document of this kind."""
    return DepartmentAssessment
