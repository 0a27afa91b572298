"""预算项目绩效目标表: what a budget project is to achieve."""

from typing import Any

from pydantic import Field

from tuanscore.model.base import Entry, Identity, Kind
from tuanscore.scalars import Number, Percent, Points, TargetText, Text, YesNo

KIND = "预算项目绩效目标表"


class Budget(Entry):
    """预算规模及资金用途, in 元."""

    total: Number = Field(alias="预算数")
    fiscal: Number = Field(alias="财政资金")
    other: Number = Field(alias="其他资金")
    purpose: Text = Field(alias="资金用途")


class Indicator(Entry):
    """One 三级指标."""

    name: Text = Field(alias="名称")
    description: Text | None = Field(None, alias="描述")
    target: TargetText = Field(alias="指标值")
    basis: Text | None = Field(None, alias="依据", description="指标值确定依据")
    points: Points | None = Field(None, alias="分值")


class Project(Kind):
    """One 预算项目绩效目标表; indicators by 一级指标 and 二级指标."""

    unit: Text = Field(alias="预算单位")
    short_name: Text = Field(alias="简称")
    aliases: tuple[Text, ...] = Field((), alias="别名")
    year_basis: Text | None = Field(
        None, alias="年度依据", description="年度不是印在表上时，从何得知"
    )
    code: Text = Field(alias="项目编码")
    name: Text = Field(alias="项目名称")
    sample: YesNo = Field(False, alias="样例")
    budget: Budget = Field(alias="预算")
    spending: dict[Text, Percent] = Field(alias="资金支出计划", min_length=1)
    goals: tuple[Text, ...] = Field(alias="绩效目标", min_length=1)
    scheme: Text | None = Field(None, alias="计分方案")
    indicators: dict[Text, dict[Text, tuple[Indicator, ...]]] = Field(
        alias="绩效指标", min_length=1
    )

    @property
    def identity(self) -> Identity:
        """Return 类型, 年度 and 项目编码."""
        return (self.kind, str(self.year), self.code)

    @property
    def label(self) -> tuple[str, str]:
        """Return 简称 and 项目名称."""
        return self.short_name, self.name


def model_for(root: dict[str, Any]) -> type[Project]:
    """Return the model of a document of this kind."""
    return Project
