"""部门整体绩效目标: a department's goals for the year, duty by duty."""

from collections.abc import Iterator
from typing import Any

from pydantic import Field

from tuanscore.finding import Route
from tuanscore.grammar.scalars import Number, Text
from tuanscore.model.base import Entry, Identity, Kind, Organisation

KIND = "部门整体绩效目标"
_DUTY = {
    "职责描述": "description",
    "职责目标": "duty_goal",
    "绩效目标": "goal",
    "绩效指标": "indicator",
}


class Passage(Entry, title="文字"):
    """A heading and its paragraphs, as printed."""

    title: Text = Field(alias="标题", description="印在表上的标题")
    paragraphs: tuple[Text, ...] = Field(alias="内容", min_length=1, description="一段一项")


class Standard(Entry, title="绩效标准"):
    """绩效标准: the sentence as printed, and the 等次标准 it is read as."""

    grade_scale: Text = Field(
        alias="等次标准",
        description="照哪一套等次标准读",
        examples=["团区委绩效标准", "财政项目自评"],
    )
    text: Text = Field(alias="内容", description="印在表上的原话")


class Duty(Entry, title="职责"):
    """One 职责 with its goals; 完成数 ÷ 计划数 is graded by its standard."""

    description: Text = Field(alias="职责描述", description="这项职责是什么")
    duty_goal: Text = Field(alias="职责目标", description="这项职责要做到什么")
    goal: Text = Field(alias="绩效目标", description="今年要达到什么")
    indicator: Text = Field(alias="绩效指标", description="用什么衡量")
    standard: Standard = Field(alias="绩效标准", description="完成数 ÷ 计划数 到多少是优、良、中")
    planned: Number | None = Field(None, alias="计划数", description="计划做多少")
    done: Number | None = Field(None, alias="完成数", description="做了多少")


class Duties(Entry, title="职责分类绩效目标"):
    """The second part: 职责分类绩效目标."""

    title: Text = Field(alias="标题", description="印在表上的标题")
    duties: tuple[Duty, ...] = Field(alias="职责", min_length=1, description="一项一项的职责")


class Department(
    Kind, title=KIND, json_schema_extra={"description": "一个部门一年的整体目标、职责和保障措施"}
):
    """One 部门整体绩效目标 in its three parts."""

    asked = 4
    scored = True
    ledger = "budgets"

    org: Text = Field(alias="单位", description="印在表上的全称")
    short_name: Text = Field(alias="简称", description="命令里用的名字，如 山海关")
    aliases: tuple[Text, ...] = Field((), alias="别名", description="还可以叫什么")
    year_basis: Text | None = Field(
        None, alias="年度依据", description="年度不是印在表上时，从何得知"
    )
    plan: Passage = Field(alias="年度发展规划目标", description="第一部分：总体目标")
    duties: Duties = Field(alias="职责分类绩效目标", description="第二部分：各项职责")
    safeguards: Passage = Field(alias="工作保障措施", description="第三部分：保障措施")

    @property
    def identity(self) -> Identity:
        """Return 类型, 简称 and 年度."""
        return (self.kind, self.short_name, str(self.year))

    @property
    def label(self) -> tuple[str, str]:
        """Return 简称 and 单位."""
        return self.short_name, self.org

    @property
    def owner(self) -> Organisation:
        """Return the department."""
        return Organisation(self.short_name, self.org, self.aliases)

    @property
    def passages(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return the paragraphs of each passage, by its key."""
        plan, safeguards = self.plan.paragraphs, self.safeguards.paragraphs
        return ("年度发展规划目标", plan), ("工作保障措施", safeguards)

    @property
    def texts(self) -> tuple[str, ...]:
        """Return every printed sentence."""
        return tuple(text for _, text in self.sentences())

    def sentences(self) -> Iterator[tuple[Route, str]]:
        """Yield the paragraphs, then what is said of each duty."""
        for key, paragraphs in self.passages:
            for index, paragraph in enumerate(paragraphs):
                yield (key, "内容", index), paragraph
        for index, duty in enumerate(self.duties.duties):
            route = ("职责分类绩效目标", "职责", index)
            for key, attribute in _DUTY.items():
                yield (*route, key), getattr(duty, attribute)
            yield (*route, "绩效标准", "内容"), duty.standard.text


def model_for(root: dict[str, Any]) -> type[Department]:
    """Return the model of a document of this kind."""
    return Department
