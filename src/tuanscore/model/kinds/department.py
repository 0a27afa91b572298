"""部门整体绩效目标: a department's goals for the year, duty by duty."""

from typing import Any

from pydantic import Field

from tuanscore.model.base import Entry, Identity, Kind
from tuanscore.scalars import Number, Text

KIND = "部门整体绩效目标"


class Passage(Entry):
    """A heading and its paragraphs, as printed."""

    title: Text = Field(alias="标题")
    paragraphs: tuple[Text, ...] = Field(alias="内容", min_length=1)


class Standard(Entry):
    """绩效标准: the sentence as printed, and the 等次标准 it is read as."""

    grade_scale: Text = Field(alias="等次标准")
    text: Text = Field(alias="内容")


class Duty(Entry):
    """One 职责 with its goals; 完成数 ÷ 计划数 is graded by its standard."""

    description: Text = Field(alias="职责描述")
    duty_goal: Text = Field(alias="职责目标")
    goal: Text = Field(alias="绩效目标")
    indicator: Text = Field(alias="绩效指标")
    standard: Standard = Field(alias="绩效标准")
    planned: Number | None = Field(None, alias="计划数")
    done: Number | None = Field(None, alias="完成数")


class Duties(Entry):
    """The second part: 职责分类绩效目标."""

    title: Text = Field(alias="标题")
    duties: tuple[Duty, ...] = Field(alias="职责", min_length=1)


class Department(Kind):
    """One 部门整体绩效目标 in its three parts."""

    org: Text = Field(alias="单位")
    short_name: Text = Field(alias="简称")
    aliases: tuple[Text, ...] = Field((), alias="别名")
    year_basis: Text | None = Field(
        None, alias="年度依据", description="年度不是印在表上时，从何得知"
    )
    plan: Passage = Field(alias="年度发展规划目标")
    duties: Duties = Field(alias="职责分类绩效目标")
    safeguards: Passage = Field(alias="工作保障措施")

    @property
    def identity(self) -> Identity:
        """Return 类型, 简称 and 年度."""
        return (self.kind, self.short_name, str(self.year))

    @property
    def label(self) -> tuple[str, str]:
        """Return 简称 and 单位."""
        return self.short_name, self.org


def model_for(root: dict[str, Any]) -> type[Department]:
    """Return the model of a document of this kind."""
    return Department
