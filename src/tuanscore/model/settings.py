"""tuanscore.yaml: what a repository decides for itself, and what holds when it does not."""

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from tuanscore.finding import Severity
from tuanscore.model.base import Entry
from tuanscore.scalars import Level, LevelText, Percent, Text, refuse
from tuanscore.target import TargetError, parse

FILE = "tuanscore.yaml"
OFF = "关"

BUILT_IN_SCALES = {
    "团区委绩效标准": {"优": Decimal(90), "良": Decimal(85), "中": Decimal(60)},
    "财政项目自评": {"优": Decimal(90), "良": Decimal(80), "中": Decimal(60)},
}
"""团区委绩效标准: 山海关's own 绩效标准, read as half-open bands (domain.md, source document 2);
财政项目自评: the national bands (domain.md, Bands)."""

HUNDRED = Decimal(100)

LEVEL_PROFILES: dict[str, dict[str, Level]] = {
    "四档": {
        "完成": (HUNDRED, HUNDRED),
        "基本完成": (Decimal(80), Decimal(80)),
        "部分完成": (Decimal(60), Decimal(60)),
        "未完成": (Decimal(0), Decimal(0)),
    },
    "三档": {
        "达成": (Decimal(80), HUNDRED),
        "部分达成": (Decimal(60), Decimal(80)),
        "未达成": (Decimal(0), Decimal(60)),
    },
    "三档-旧": {
        "达成": (Decimal(80), HUNDRED),
        "部分达成": (Decimal(50), Decimal(80)),
        "未达成": (Decimal(0), Decimal(50)),
    },
}
"""定性档 by name: 四档 is the default (format.md); 三档 is that of the forms of 财预〔2020〕10号,
三档-旧 that of the older forms (domain.md, Rules of the field). Each word has the lowest and the
highest percentage it may stand for."""


def _profile(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if value not in LEVEL_PROFILES:
        known = "、".join(LEVEL_PROFILES)
        raise refuse(
            "no_profile", f"没有“{value}”这套定性档", f"可用的有：{known}；或写 {{完成: 100, …}}"
        )
    return LEVEL_PROFILES[value]


def _falling(bounds: dict[str, Decimal]) -> dict[str, Decimal]:
    values = list(bounds.values())
    if any(a <= b for a, b in pairwise(values)):
        raise refuse("not_falling", "等次下限要从高到低写", "例如 {优: 90, 良: 85, 中: 60}")
    return bounds


def _severity(value: Any) -> Any:
    words = [OFF, *Severity]
    if value not in words:
        raise refuse("not_severity", f"“{value}”不是级别", "写 错误、警告、提示 或 关")
    return None if value == OFF else Severity(value)


Bounds = Annotated[dict[Text, Percent], AfterValidator(_falling), Field(min_length=1)]
"""Grades from the best down with their lower bounds in percent, inclusive; below the last: 差."""


def _month_ends(limits: dict[str, Decimal]) -> dict[str, Decimal]:
    for text in limits:
        if deadline(text, 2000) is None:
            raise refuse("not_month_end", f"“{text}”不是一年里的一天", "写成 4月底 或 6月30日")
    return limits


def deadline(text: str, year: int) -> date | None:
    """Return the last day that words such as ``3月底`` mean in a year; None if they mean none."""
    try:
        return parse(f"{year}年{text}").deadline
    except TargetError:
        return None


class Monitoring(Entry):
    """监控: from where a light is green or yellow, and from where spending is warned about.

    The 执行率下限 and the 偏差 are those of one province; the rest is ours (domain.md, Monitoring).
    """

    green: Percent = Field(HUNDRED, alias="绿", description="进度到这个百分比亮绿灯")
    yellow: Percent = Field(Decimal(80), alias="黄", description="进度到这个百分比亮黄灯")
    gap: Percent = Field(Decimal(10), alias="偏差", description="容许差几个百分点")
    least: Annotated[dict[Text, Percent], AfterValidator(_month_ends)] = Field(
        default_factory=lambda: {
            "4月底": Decimal(25),
            "6月底": Decimal(40),
            "8月底": Decimal(60),
            "10月底": Decimal(80),
        },
        alias="执行率下限",
        description="到这一天执行率低于它就预警，如 {6月底: 40}",
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.green < self.yellow:
            raise refuse("not_in_order", "绿灯的下限比黄灯的还低", "例如 {绿: 100, 黄: 80}")
        return self


class Settings(Entry):
    """The settings of a repository; everything is optional."""

    grade_scales: dict[Text, Bounds] = Field(default_factory=dict, alias="等次标准")
    levels: Annotated[dict[Text, LevelText], BeforeValidator(_profile)] = Field(
        default_factory=lambda: dict(LEVEL_PROFILES["四档"]),
        alias="定性档",
        description="每一档的百分比，如 {完成: 100, 部分完成: 60-80}；或一套的名称",
    )
    checks: dict[Text, Annotated[Severity | None, BeforeValidator(_severity)]] = Field(
        default_factory=dict, alias="检查", description="每种发现的级别：错误 警告 提示 关"
    )
    monitoring: Monitoring = Field(
        default_factory=lambda: Monitoring.model_validate({}), alias="监控"
    )

    def scale(self, name: str) -> dict[str, Decimal] | None:
        """Return the bounds of a 等次标准 by its name; a repository's own wins."""
        return self.grade_scales.get(name) or BUILT_IN_SCALES.get(name)

    def scale_names(self) -> list[str]:
        """Return the names of all 等次标准 that may be used here."""
        return [*self.grade_scales, *(n for n in BUILT_IN_SCALES if n not in self.grade_scales)]
