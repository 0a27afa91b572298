"""目标绩效指标: one organisation's scorecard, an overlay on a template or whole by itself."""

from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import Field, GetPydanticSchema, model_validator
from pydantic.config import JsonDict
from pydantic_core import core_schema

from tuanscore.grammar.scalars import Points, Text, refuse
from tuanscore.model.base import Entry, Identity, Key, Kind, Organisation
from tuanscore.model.card import TEMPLATE, AnyMeasure, CardBody, Section
from tuanscore.model.messages import suggestion

KIND = "目标绩效指标"
DROP = "删除"


_DESCRIPTION: JsonDict = {"description": "一个单位一年的评分表：写明 模板 和不同之处，或整份自己写"}


def key_of(name: str, year: int) -> Key:
    """Return what others call the card of an organisation by."""
    return (KIND, name, str(year))


class AnyCard(Kind):
    """One organisation's card of a year: whole, or what it has different from its template."""

    asked = 1
    scored = True
    ledger = "cards"

    org: Text = Field(alias="单位", description="印在标题里的全称")
    short_name: Text = Field(alias="简称", description="命令和完成情况里用的名字，如 苍溪")
    aliases: tuple[Text, ...] = Field((), alias="别名", description="还可以叫什么")
    former: tuple[Text, ...] = Field((), alias="曾用名", description="以前叫什么，改过名的写")

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
        """Return whose card it is."""
        return Organisation(self.short_name, self.org, self.aliases, self.former)

    @property
    def called(self) -> tuple[Key, ...]:
        """Return 类型, each name of the organisation and 年度."""
        return tuple(key_of(name, self.year) for name in self.names)


class Scorecard(AnyCard, CardBody, title=KIND, json_schema_extra=_DESCRIPTION):
    """A whole scorecard: what an overlay resolves to, or a file without 模板."""

    total: Points = Field(
        Decimal(0), alias="总分", description="满分；各部分分值之和；整份表都没有分的不写"
    )

    @model_validator(mode="after")
    def _totalled(self) -> Self:
        """Take what the 部分 add up to where no 总分 is printed; a card without points has none."""
        if "total" in self.model_fields_set:
            return self
        given = [section.declared for section in self.sections]
        if all(points is not None for points in given):
            return self.model_copy(update={"total": sum(filter(None, given), Decimal(0))})
        if any(_has_points(section) for section in self.sections):
            hint = "加上 总分，或每一部分都写 分值；整份表都没有分的，一个也不写"
            raise refuse("no_total", "没有写总分，有的部分有分值，有的没有", hint)
        return self

    def words(self) -> dict[str, str]:
        """Return what each ``{name}`` in a text of this card stands for."""
        return {"单位": self.org, "简称": self.short_name, **super().words()}


class Adjustment(Entry, title="条目调整"):
    """Another wording, other measures or other points for one item of the template."""

    text: Text | None = Field(None, alias="内容", description="换成这样的文字")
    points: Points | None = Field(None, alias="分值", description="换成这么多分")
    measures: dict[Text, AnyMeasure] | None = Field(
        None, alias="考核点", description="换成这些考核点，原来的都不要"
    )


def _has_points(section: Section) -> bool:
    """Say whether points stand anywhere in a 部分."""
    given = [section.points]
    for category in section.categories:
        given.append(category.points)
        for item in category.items:
            given += [item.points, *(measure.points for measure in item.measures.values())]
    return any(points is not None for points in given)


def _drop_or(_: Any, handler: Any) -> core_schema.CoreSchema:
    def dropped(value: Any) -> Any:
        if isinstance(value, str) and value != DROP:
            raise refuse(
                "not_adjustment", f"“{value}”不是条目调整", "写 删除，或 {内容: …, 考核点: …}"
            )
        return value

    union = core_schema.tagged_union_schema(
        {"drop": core_schema.literal_schema([DROP]), "adjust": handler(Adjustment)},
        discriminator=lambda value: "drop" if value == DROP else "adjust",
    )
    return core_schema.no_info_before_validator_function(dropped, union)


class Overlay(AnyCard, title=KIND, json_schema_extra=_DESCRIPTION):
    """What one organisation has different from its template."""

    by_lines = True

    template: Text = Field(
        alias="模板", description="在哪份模板上改，写模板的 名称；有了它就不写 部分"
    )
    title: Text | None = Field(None, alias="标题", description="和模板不同的标题")
    variables: dict[Text, Text] = Field(
        default_factory=dict, alias="变量", description="和模板不同的变量，如 {区划: 区}"
    )
    targets: dict[Text, AnyMeasure] = Field(
        default_factory=dict,
        alias="指标值",
        description="和模板不同的目标，如 {西部计划志愿者: 20名}；相同的不写",
    )
    adjustments: dict[
        Text, Annotated[Literal["删除"] | Adjustment, GetPydanticSchema(_drop_or)]
    ] = Field(
        default_factory=dict,
        alias="条目调整",
        description="和模板不同的条目：编号后面写 删除，或 {内容: …, 考核点: …}",
    )

    @property
    def label(self) -> tuple[str, str]:
        """Return 简称 and the template."""
        return self.short_name, f"{self.org}，模板 {self.template}"

    @property
    def builds_on(self) -> tuple[Key, ...]:
        """Return what its template is called by."""
        return ((TEMPLATE, self.template),)


def model_for(root: dict[str, Any]) -> type[Overlay] | type[Scorecard]:
    """Return the model of the document: an overlay when it names a 模板, or was meant to."""
    return Overlay if "模板" in root or _means_overlay(root) else Scorecard


def _means_overlay(root: dict[str, Any]) -> bool:
    """Say whether a document without 部分 changes a template, or misspells its key."""
    if "部分" in root:
        return False
    keys = [field.alias or name for name, field in Overlay.model_fields.items()]
    texts = [key for key, value in root.items() if isinstance(value, str)]
    return not root.keys().isdisjoint(("指标值", "条目调整")) or any(
        suggestion(key, keys) == "模板" for key in texts
    )
