"""项目自评: what a budget project has spent and achieved."""

from typing import Any

from pydantic import Field

from tuanscore.model.base import Entry, Identity, Kind
from tuanscore.model.kinds.results import AnyResult
from tuanscore.scalars import Day, Number, Text, YesNo

KIND = "项目自评"


class Execution(Entry):
    """预算执行, in 元; 进度 is cumulative."""

    budget: Number = Field(alias="全年预算数")
    spent: Number = Field(alias="全年执行数")
    progress: dict[Text, Number] = Field(default_factory=dict, alias="进度")


class SelfAssessment(Kind):
    """One 项目自评, tied to its table by 项目编码 and 年度."""

    code: Text = Field(alias="项目编码")
    as_of: Day = Field(alias="截至")
    sample: YesNo = Field(False, alias="样例")
    execution: Execution | None = Field(None, alias="执行")
    achieved: Text | None = Field(None, alias="目标完成情况", description="年度总体目标完成得怎样")
    results: dict[Text, AnyResult] = Field(default_factory=dict, alias="完成")

    @property
    def identity(self) -> Identity:
        """Return 类型, 年度, 项目编码 and 截至."""
        return (self.kind, str(self.year), self.code, self.as_of.isoformat())

    @property
    def label(self) -> tuple[str, str]:
        """Return 项目编码 and 截至."""
        return self.code, f"截至 {self.as_of}" + ("，样例数据" if self.sample else "")


def model_for(root: dict[str, Any]) -> type[SelfAssessment]:
    """Return the model of a document of this kind."""
    return SelfAssessment
