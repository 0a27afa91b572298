"""tuanscore.yaml: what a repository decides for itself, and what holds when it does not."""

from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from tuanscore.finding import Severity
from tuanscore.model.base import Entry
from tuanscore.scalars import Percent, Text, refuse

FILE = "tuanscore.yaml"
OFF = "关"

BUILT_IN_SCALES = {
    "团区委绩效标准": {"优": Decimal(90), "良": Decimal(85), "中": Decimal(60)},
    "财政项目自评": {"优": Decimal(90), "良": Decimal(80), "中": Decimal(60)},
}
"""团区委绩效标准: 山海关's own 绩效标准, read as half-open bands (domain.md, source document 2);
财政项目自评: the national bands (domain.md, Bands)."""

LEVELS = {
    "完成": Decimal(100),
    "基本完成": Decimal(80),
    "部分完成": Decimal(60),
    "未完成": Decimal(0),
}
"""The 定性档 in percent when a repository sets none (format.md)."""


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


class Settings(Entry):
    """The settings of a repository; everything is optional."""

    grade_scales: dict[Text, Bounds] = Field(default_factory=dict, alias="等次标准")
    levels: dict[Text, Percent] = Field(default_factory=lambda: dict(LEVELS), alias="定性档")
    checks: dict[Text, Annotated[Severity | None, BeforeValidator(_severity)]] = Field(
        default_factory=dict, alias="检查", description="每种发现的级别：错误 警告 提示 关"
    )

    def scale(self, name: str) -> dict[str, Decimal] | None:
        """Return the bounds of a 等次标准 by its name; a repository's own wins."""
        return self.grade_scales.get(name) or BUILT_IN_SCALES.get(name)

    def scale_names(self) -> list[str]:
        """Return the names of all 等次标准 that may be used here."""
        return [*self.grade_scales, *(n for n in BUILT_IN_SCALES if n not in self.grade_scales)]
