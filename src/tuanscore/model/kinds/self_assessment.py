"""项目自评: what a budget project has spent and achieved."""

from typing import Any

from pydantic import Field

from tuanscore.grammar.scalars import Day, FilledPoints, Number, Points, Text, YesNo
from tuanscore.model.base import Entry, Identity, Key, Kind
from tuanscore.model.kinds import project
from tuanscore.model.kinds.results import SUBTOTALS, AnyResult

KIND = "项目自评"


class Execution(Entry, title="执行"):
    """预算执行, in 元; 进度 is cumulative."""

    budget: Number = Field(alias="全年预算数", description="调整后的全年预算，元")
    spent: Number = Field(alias="全年执行数", description="实际支出，元")
    progress: dict[Text, Number] = Field(
        default_factory=dict,
        alias="进度",
        description="到某一天为止的累计支出，元，如 {6月底: 24000}",
    )
    printed: FilledPoints | None = Field(
        None, alias="得分", description="表上填的预算执行率得分，照填的写；和按规则算的并列"
    )


class SelfAssessment(
    Kind, title=KIND, json_schema_extra={"description": "一个预算项目的执行和完成情况"}
):
    """One 项目自评, tied to its table by 项目编码 and 年度."""

    by_lines = True
    ledger = "budgets"
    reports_by = "项目编码", project.KIND

    code: Text = Field(alias="项目编码", description="和预算项目绩效目标表里的一样，加引号")
    as_of: Day = Field(alias="截至", description="算到哪一天，如 2021-12-31")
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

    @property
    def identity(self) -> Identity:
        """Return 类型, 年度, 项目编码 and 截至."""
        return (self.kind, str(self.year), self.code, self.as_of.isoformat())

    @property
    def label(self) -> tuple[str, str]:
        """Return 项目编码 and 截至."""
        return self.code, f"截至 {self.as_of}" + ("，样例数据" if self.sample else "")

    @property
    def about(self) -> Key:
        """Return what the project is called by."""
        return project.key_of(self.code, self.year)


def model_for(root: dict[str, Any]) -> type[SelfAssessment]:
    """Return the model of a document of this kind."""
    return SelfAssessment
