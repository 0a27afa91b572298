"""tuanscore.yaml: what a repository decides for itself, and what holds when it does not."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetPydanticSchema,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import core_schema

from tuanscore.finding import Severity
from tuanscore.grammar.scalars import Level, LevelText, Percent, Text, refuse
from tuanscore.grammar.target import TargetError, parse
from tuanscore.model.bands import Band, Scale, read_band, read_scale
from tuanscore.model.base import Entry

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


def _severity(value: Any) -> Any:
    words = [OFF, *Severity]
    if isinstance(value, dict):
        hint = "这里写 编号: 级别；一部分文件的写在 分文件检查 下"
        raise refuse("not_severity", "这里要写一个级别", hint)
    if value not in words:
        raise refuse("not_severity", f"“{value}”不是级别", "写 错误、警告、提示 或 关")
    return None if value == OFF else Severity(value)


def _each_once(levels: dict[str, Severity | None]) -> dict[str, Severity | None]:
    """Refuse a code that is written twice, in large and in small letters."""
    seen: dict[str, str] = {}
    for code in levels:
        if code.upper() in seen:
            first = seen[code.upper()]
            raise refuse("code_twice", f"“{first}”和“{code}”是同一个编号", "只留一个")
        seen[code.upper()] = code
    return levels


SeverityWord = Annotated[
    Severity | None, BeforeValidator(_severity), WithJsonSchema({"enum": [*Severity, OFF]})
]
"""错误, 警告 or 提示; None for 关."""

Levels = Annotated[dict[Text, SeverityWord], AfterValidator(_each_once)]
"""Codes, or their beginnings, with how much their findings weigh."""


BandText = Annotated[
    Band,
    PlainValidator(read_band),
    WithJsonSchema({"type": ["number", "string"], "minLength": 1}),
]
"""One band: its lower bound, or as it is printed: ``90``, ``≥90%``, ``85-90``, ``<60``."""


def _scale_schema(_: Any, handler: Any) -> core_schema.CoreSchema:
    bands = handler(Annotated[dict[Text, BandText], Field(min_length=1)])
    return core_schema.no_info_after_validator_function(read_scale, bands)


Bounds = Annotated[Scale, GetPydanticSchema(_scale_schema)]
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


class Monitoring(Entry, title="监控"):
    """监控: from where a light is green or yellow, and from where spending is warned about.

    The 执行率下限 and the 偏差 are those of one province; the rest is ours (domain.md, Monitoring).
    """

    green: Percent = Field(HUNDRED, alias="绿", description="进度到这个百分比亮绿灯")
    yellow: Percent = Field(Decimal(80), alias="黄", description="进度到这个百分比亮黄灯")
    gap: Percent = Field(Decimal(10), alias="偏差", description="容许差几个百分点")
    excess: Percent = Field(Decimal(130), alias="超额", description="完成超过目标的百分之几就提示")
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


LevelTable = Annotated[
    dict[Text, LevelText],
    BeforeValidator(_profile),
    WithJsonSchema(
        {
            "type": ["object", "string"],
            "pattern": f"^({'|'.join(LEVEL_PROFILES)})$",
            "additionalProperties": {"type": ["number", "string"]},
            "examples": [*LEVEL_PROFILES],
        }
    ),
]
"""Words that a result may be judged by, each with its percentage or its range of them."""


Words = dict[Text, tuple[Text, ...]]


class Headings(Entry, title="导入标题"):
    """Headings of one's own forms, by what stands under them, beside those that import knows."""

    columns: Words = Field(
        default_factory=dict,
        alias="列",
        description="指标、条目上面的标题，如 {三级指标: [考核要素], 责任: [包联领导]}",
    )
    funds: Words = Field(
        default_factory=dict,
        alias="资金列",
        description="资金表上面的标题，如 {全年执行数: [已拨付]}",
    )
    sources: Words = Field(
        default_factory=dict,
        alias="资金行",
        description="资金表左边的标题：总额、来源，如 {来源: [福彩公益金]}",
    )
    labels: Words = Field(
        default_factory=dict,
        alias="栏目",
        description="表头里一个格子的标题，如 {单位: [创建单位]}",
    )
    levels: Words = Field(
        default_factory=dict,
        alias="级别",
        description="一级、二级指标的名称的别的写法，如 {效益指标: [效果]}",
    )


class Settings(Entry, title=FILE, json_schema_extra={"description": "这个仓库自己定的规矩"}):
    """The settings of a repository; everything is optional."""

    grade_scales: dict[Text, Bounds] = Field(
        default_factory=dict,
        alias="等次标准",
        description="自己的等次标准，从高到低写下限，如 {本市标准: {优: 90, 良: 80, 中: 60}}",
    )
    levels: Annotated[dict[Text, LevelText], BeforeValidator(_profile)] = Field(
        default_factory=lambda: dict(LEVEL_PROFILES["四档"]),
        alias="定性档",
        description="每一档的百分比，如 {完成: 100, 部分完成: 60-80}；或一套的名称",
        json_schema_extra={
            "type": ["object", "string"],
            "pattern": f"^({'|'.join(LEVEL_PROFILES)})$",
            "examples": [*LEVEL_PROFILES],
        },
    )
    checks: Levels = Field(
        default_factory=dict,
        alias="检查",
        description="每种发现的级别：错误 警告 提示 关；编号可以只写开头，如 TS7",
    )
    file_checks: dict[Text, Levels] = Field(
        default_factory=dict,
        alias="分文件检查",
        description="一部分文件的级别，如 {scorecards/2014/**: {TS601: 关}}；优先于 检查",
    )
    excluded: tuple[Text, ...] = Field(
        (),
        alias="排除",
        description="不是评分文件、不要看的文件和文件夹，如 [scorecards/2012, '**/草稿*.yaml']",
    )
    monitoring: Monitoring = Field(
        default_factory=Monitoring.model_construct,
        alias="监控",
        description="进度到多少亮绿灯、黄灯，执行率低于多少预警",
    )

    headings: Headings = Field(
        default_factory=Headings.model_construct,
        alias="导入标题",
        description="自己的表用的标题，导入时和程序自带的一起认",
    )

    def scale(self, name: str) -> dict[str, Decimal] | None:
        """Return the bounds of a 等次标准 by its name; a repository's own wins."""
        return self.grade_scales.get(name) or BUILT_IN_SCALES.get(name)

    def scale_names(self) -> list[str]:
        """Return the names of all 等次标准 that may be used here."""
        return [*self.grade_scales, *(n for n in BUILT_IN_SCALES if n not in self.grade_scales)]
