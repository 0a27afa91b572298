"""项目自评: what a budget project has spent and achieved."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import Field, model_validator
from pydantic.config import JsonDict

from tuanscore.finding import Route
from tuanscore.grammar.scalars import Day, FilledPoints, Money, Points, Text, YesNo, refuse
from tuanscore.model import heads, states
from tuanscore.model.base import Identity, Key, Kind
from tuanscore.model.funds import AnySource, FundRow, Spent, Whole, whole
from tuanscore.model.kinds import project
from tuanscore.model.kinds.results import SUBTOTALS, AnyResult, filed

KIND = "项目自评"

_SCHEMA: JsonDict = {
    "description": "一个预算项目的执行和完成情况",
    "anyOf": [{"required": ["项目编码"]}, {"required": ["项目名称"]}],
}


class Execution(Spent, title="执行"):
    """预算执行, the whole of it and by source; 进度 is cumulative."""

    sources: dict[Text, AnySource] = Field(
        default_factory=dict,
        alias="资金来源",
        description="按来源分的资金，如 {当年财政拨款: {全年预算数: 34.50, 全年执行数: 33.00}}",
    )
    progress: dict[Text, Money] = Field(
        default_factory=dict,
        alias="进度",
        description="到某一天为止的累计支出，如 {6月底: 24000}",
    )
    printed: FilledPoints | None = Field(
        None, alias="得分", description="表上填的预算执行率得分，照填的写；和按规则算的并列"
    )

    def rows(self, unit: str) -> Iterator[FundRow]:
        """Yield the whole and each source, with what their parts come to by column."""
        sources = self.sources.items()
        yield FundRow(
            "年度资金总额",
            ("执行",),
            {c: (self.own(c), [s.total(c, unit).yuan for _, s in sources]) for c in self.COLUMNS},
        )
        for name, source in sources:
            columns = {c: (source.own(c), source.inner(c, unit)) for c in self.COLUMNS}
            yield FundRow(name, ("执行", "资金来源", name), columns)

    def total(self, column: str, unit: str) -> Whole:
        """Return what a column comes to in all, in 元: the whole, else the sum of the sources."""
        parts = (source.total(column, unit).yuan for source in self.sources.values())
        return whole(self.own(column), parts, unit)


class SelfAssessment(Kind, title=KIND, json_schema_extra=_SCHEMA):
    """One 项目自评, tied to its table by 项目编码, or by its unit and 项目名称, and by 年度."""

    by_lines = True
    ledger = "budgets"
    reports_by = ("项目编码", "项目名称"), project.KIND

    code: Text | None = Field(
        None, alias="项目编码", description="和预算项目绩效目标表里的一样，加引号"
    )
    money_in: heads.MoneyIn = None
    budget_unit: heads.BudgetUnit = None
    implementing: heads.Implementing = None
    name: Text | None = Field(
        None, alias="项目名称", description="没有项目编码的，写单位和项目名称"
    )
    own_as_of: Day | None = Field(
        None, alias="截至", description="算到哪一天，如 2021-12-31；不写就是年底"
    )
    responsible: heads.Responsible = None
    phone: heads.Phone = None
    filled_on: heads.FilledOn = None
    others: heads.Others = Field(default_factory=dict)
    sample: YesNo = Field(False, alias="样例", description="虚构的演示数据")
    stated: Points | None = Field(
        None, alias="自评得分", description="自评表上写的总分，校验时重新计算核对"
    )
    stated_grade: Text | None = Field(
        None, alias="自评等次", description="自评表上写的等次，校验时核对"
    )
    subtotals: dict[Text, FilledPoints] = Field(
        default_factory=dict, alias="小计", description=SUBTOTALS
    )
    execution: Execution | None = Field(None, alias="执行", description="预算执行情况")
    achieved: Text | None = Field(None, alias="目标完成情况", description="年度总体目标完成得怎样")
    remarks: heads.Remarks = None
    results: dict[Text, AnyResult] = Field(
        default_factory=dict,
        alias="完成",
        description="指标名称和完成值，如 {活动开展次数: 6}；或 {自评: …, 审核: …}；"
        "几条同名的写 一级指标/二级指标/名称 或 目标1/名称，分项写 名称/分项",
    )
    deviation: Text | None = Field(
        None, alias="偏差原因", description="表后一并写的偏差大或目标未完成的原因"
    )
    remedy: Text | None = Field(
        None, alias="改进措施", description="表后一并写的改进措施和结果应用方案"
    )
    status: states.Status = None
    review_notes: states.ReviewNotes = ()

    @model_validator(mode="after")
    def _is_about_one(self) -> "SelfAssessment":
        if self.code is None and (self.name is None or self.unit is None):
            hint = "加上一行 “项目编码: …”；没有编码的，写 “项目名称: …”和 “实施单位: …”"
            raise refuse("lacks", "缺少“项目编码”", hint)
        return self

    @property
    def as_of(self) -> date:
        """Return the day up to which it counts: 截至, else the end of the year."""
        return self.own_as_of or date(self.year, 12, 31)

    @property
    def unit(self) -> str | None:
        """Return whose project it says it is about."""
        return next(iter(self.units), None)

    @property
    def units(self) -> tuple[str, ...]:
        """Return the units that it names."""
        told = (self.budget_unit, self.implementing)
        return tuple(unit for unit in told if unit is not None)

    @property
    def identity(self) -> Identity:
        """Return 类型, 年度, what the project is called by, and 截至."""
        return (self.kind, str(self.year), *self.subject, self.as_of.isoformat())

    @property
    def label(self) -> tuple[str, str]:
        """Return what the project is called by, and 截至."""
        detail = states.beside(f"截至 {self.as_of}", self.status)
        return self.called_by, detail + ("，样例数据" if self.sample else "")

    @property
    def subject(self) -> tuple[str, ...]:
        """Return 项目编码, else the unit and 项目名称."""
        whose = (self.unit, self.name) if self.code is None else (self.code,)
        return tuple(word for word in whose if word is not None)

    @property
    def called_by(self) -> str:
        """Return what the project is called by, in one text."""
        return " ".join(self.subject)

    @property
    def explained(self) -> bool:
        """Whether it says below the table why the lines are as they are."""
        return bool(self.deviation or self.remedy)

    def evidence(self) -> Iterator[tuple[Route, str]]:
        """Yield every 佐证 as it is written, with its route."""
        return filed(self.results)

    def funds(self, unit: str) -> Iterator[FundRow]:
        """Yield each row of funds that may have parts, in printed order."""
        if self.execution is not None:
            yield from self.execution.rows(unit)

    @property
    def about(self) -> Key:
        """Return what the project is called by."""
        *unit, name = self.subject
        return project.key_of(name, self.year, *unit)


def model_for(root: dict[str, Any]) -> type[SelfAssessment]:
    """Return the model of a document of this kind."""
    return SelfAssessment
