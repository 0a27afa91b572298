"""计分方案: what each part of a card, or each class of a project's indicators, is worth."""

from collections.abc import Iterator
from typing import Any

from pydantic import Field

from tuanscore.finding import Route
from tuanscore.grammar.scalars import Percent, Points, Text
from tuanscore.model.base import Entry, Identity, Kind
from tuanscore.model.settings import Bounds, LevelTable

KIND = "计分方案"

EXECUTION = "预算执行率"
"""The part that is no class of indicators but what was spent of the budget."""
DEFAULT = "财政项目自评"
"""The scheme of a project that names none (domain.md, Weights of a project 自评)."""

COST = "成本指标"
"""The class that a scheme may set apart; else it is a 二级指标 below 产出指标."""


class Excess(Entry, title="超额扣分"):
    """What it costs to overshoot a target of which more is better."""

    above: Percent = Field(alias="超过", description="完成值高出指标值百分之几（含）以上，如 30%")
    cost: Points = Field(alias="扣", description="每项扣几分，扣完为止")


class Scheme(
    Kind, title=KIND, json_schema_extra={"description": "各部分（一级指标）的分值和等次标准"}
):
    """One scheme; cards, templates and projects name it by its 名称."""

    bears_on_all = True

    name: Text = Field(alias="名称", description="评分表、项目的 计分方案 写这个名称")
    basis: Text | None = Field(None, alias="依据", description="方案出自哪份文件")
    full: Points = Field(alias="满分", description="各部分分值之和")
    weights: dict[Text, Points] = Field(
        alias="分值", min_length=1, description="每一部分（一级指标）几分"
    )
    levels: LevelTable = Field(
        default_factory=dict,
        alias="定性档",
        description="定性的各档，如 {是: 100, 基本达到: 80-90, 否: 0-60}；不写照 tuanscore.yaml",
    )
    bounds: Bounds = Field(alias="等次标准", description="各等次的下限（百分数，含下限）")
    caps: dict[Percent, Points] = Field(
        default_factory=dict,
        alias="执行率封顶",
        description="执行率不足百分之几的，总分最高几分，如 {80: 89, 70: 79}；不写就不封顶",
    )
    excess: Excess | None = Field(
        None, alias="超额扣分", description="完成值高出指标值太多的扣几分；不写就不扣"
    )

    @property
    def identity(self) -> Identity:
        """Return 类型 and 名称: that is how others refer to it."""
        return (self.kind, self.name)

    @property
    def label(self) -> tuple[str, str]:
        """Return 名称 and the weights in words."""
        return self.name, f"满分 {self.full}：{self.parts}"

    def left_open(self) -> Iterator[tuple[Route, str | None]]:
        """Yield 依据."""
        yield ("依据",), self.basis

    @property
    def parts(self) -> str:
        """Return the weights in words, such as ``产出指标 50、效益指标 30``."""
        return "、".join(f"{name} {points}" for name, points in self.weights.items())

    @property
    def classes(self) -> dict[str, Points]:
        """Return the weights without that of 预算执行率."""
        return {name: points for name, points in self.weights.items() if name != EXECUTION}


def model_for(root: dict[str, Any]) -> type[Scheme]:
    """Return the model of a document of this kind."""
    return Scheme
