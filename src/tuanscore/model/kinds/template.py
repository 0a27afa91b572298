"""目标绩效指标模板: the base table that a year's scorecards build on."""

from typing import Any

from pydantic import Field

from tuanscore.grammar.scalars import Text
from tuanscore.model.base import Identity, Key
from tuanscore.model.card import TEMPLATE, CardBody

KIND = TEMPLATE


class Template(
    CardBody,
    title=KIND,
    json_schema_extra={"description": "一个年度的底表，各单位的评分表在它上面改"},
):
    """A base template; overlays name it by its 名称."""

    asked = 2

    name: Text = Field(alias="名称", description="各单位的 模板 写这个名称")

    @property
    def identity(self) -> Identity:
        """Return 类型 and 名称: that is how others refer to it."""
        return (self.kind, self.name)

    @property
    def label(self) -> tuple[str, str]:
        """Return 名称 and how many lines there are."""
        return self.name, f"{sum(1 for _ in self.items())} 条"

    @property
    def thing(self) -> Identity:
        """Return 类型 and what of 名称 is the same every year."""
        return (self.kind, self.name.replace(str(self.year), ""))

    @property
    def title_beside(self) -> str:
        """Return 名称; it has the year in it."""
        return f"模板 {self.name}"

    @property
    def called(self) -> tuple[Key, ...]:
        """Return 类型 and 名称."""
        return ((KIND, self.name),)


def model_for(root: dict[str, Any]) -> type[Template]:
    """Return the model of a document of this kind."""
    return Template
