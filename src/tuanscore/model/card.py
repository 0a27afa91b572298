"""The scorecard itself: 部分 › 类别 › 条目 › 考核点, shared by templates and whole cards."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Annotated, Any, ClassVar, Self, Union

from pydantic import (
    AfterValidator,
    Discriminator,
    Field,
    GetPydanticSchema,
    Tag,
    WithJsonSchema,
    create_model,
    model_validator,
)
from pydantic_core import core_schema

from tuanscore import methods
from tuanscore.finding import Route
from tuanscore.grammar.scalars import (
    Count,
    Number,
    Percent,
    Points,
    TargetText,
    Text,
    YesNo,
    refuse,
)
from tuanscore.grammar.target import Form, TargetError, parse
from tuanscore.methods import bonus, deduction, rating
from tuanscore.methods import raters as raters_
from tuanscore.model import direction
from tuanscore.model.base import Entry, Key, Kind

TAG = "计分:"
"""What marks a method's name in pydantic's error locations; no key of a file starts so."""

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class Measure(Entry, title="考核点"):
    """One 考核点: a target, the method that scores it, and that method's own parameters."""

    by_method: ClassVar[dict[str, type["Measure"]]] = {}

    target: TargetText | None = Field(
        None,
        alias="目标",
        description="要做到多少、什么时候前做到，或 定性；以 > 开头的加引号",
    )
    method: Text = Field(
        "", alias="计分", description="怎么计分；不写时由目标决定：数字 比例，期限 达标，定性 定性"
    )
    points: Points | None = Field(None, alias="分值", description="分值；不写时平均分")
    unit_cost: Number | None = Field(
        None, alias="单位成本", description="多做一个单位的成本，plan 用；定性从无到完成算一个单位"
    )
    standard: Text | None = Field(None, alias="评分标准", description="印在表上的评分标准")
    stages: dict[Text, Text] = Field(
        default_factory=dict,
        alias="分解",
        description="分到各单位、各季度多少，照印的写，如 {人社局: 100, 其余四个乡镇: 各1}",
    )

    @property
    def deducts(self) -> bool:
        """Whether it can only lose points, and so has none of its own."""
        return self.method == deduction.NAME


def _measure_types() -> dict[str, type[Measure]]:
    """Make one type of measure for each method that can score a single 考核点."""
    types: dict[str, type[Measure]] = {}
    for name, method in methods.all_by_name().items():
        if hasattr(method, "judge") or hasattr(method, "deduct"):
            bases = (Measure, method.Parameters)
            types[name] = create_model(f"Measure[{name}]", __base__=bases, __module__=__name__)
    return types


MEASURE_TYPES = Measure.by_method = _measure_types()


def _default_method(written: Any) -> str:
    try:
        return methods.default_for(parse(written) if isinstance(written, str) else None)
    except TargetError:
        return methods.default_for(None)


def _tag(value: Any) -> str:
    """Name the method of a written measure, so that one type is tried and never several."""
    if isinstance(value, Measure):
        return TAG + value.method
    method = value.get("计分") if isinstance(value, dict) else None
    return TAG + (method if isinstance(method, str) else methods.default_for(None))


_known: dict[tuple[tuple[str, Any], ...], Measure] = {}
"""Measures in the long form by what is written: the cards of a year share most of theirs."""
_MANY = 65536


def _read_measure(value: Any, read_long: Callable[[Any], Measure]) -> Measure:
    """Read the short form of a measure, which is its target; give the long form its method."""
    if isinstance(value, str):
        return short_measure(value)
    if not isinstance(value, dict):
        return read_long(value)
    written = tuple(value.items())
    try:
        measure = _known.get(written)
    except TypeError:  # a list or a mapping is in it
        return read_long(_with_method(value))
    if measure is None:
        measure = read_long(_with_method(value))
        if len(_known) < _MANY:
            _known[written] = measure
    return measure


def _with_method(value: dict[str, Any]) -> dict[str, Any]:
    """Give the long form its method where it has none."""
    if value.get("计分") is not None:
        return value
    return {**value, "计分": _default_method(value.get("目标"))}


@lru_cache(maxsize=65536)
def short_measure(text: str) -> Measure:
    """Return the measure that a target alone stands for, such as ``≥3次``."""
    try:
        target = parse(text)
    except TargetError as error:
        raise refuse("not_target", error.reason, error.hint) from None
    method = methods.default_for(target)
    return MEASURE_TYPES[method].model_construct(target=target, method=method)


def _measure_schema(_: Any, handler: Any) -> core_schema.CoreSchema:
    choices = tuple(Annotated[t, Tag(TAG + name)] for name, t in MEASURE_TYPES.items())
    union = handler(Annotated[Union[choices], Discriminator(_tag)])  # noqa: UP007
    return core_schema.no_info_wrap_validator_function(_read_measure, union)


AnyMeasure = Annotated[Measure, GetPydanticSchema(_measure_schema)]


def _sum(below: Sequence[Decimal | None]) -> Decimal | None:
    """Return the sum of points written one level below, where every part has some."""
    written = [points for points in below if points is not None]
    return sum(written, Decimal(0)) if below and len(written) == len(below) else None


class Item(Entry, title="条目"):
    """One printed row (条目): its text, and the measures in it."""

    id: Text = Field(alias="编号", description="条目的固定名称，跨单位、跨年度不变")
    text: Text = Field(alias="内容", description="印在表里的文字；{考核点} 换成它的数")
    group: Text | None = Field(None, alias="小类", description="类别之下的小标题")
    points: Points | None = Field(None, alias="分值", description="分值；不写时平均分")
    department: Text | None = Field(None, alias="责任部门", description="哪个部门、哪个人负责")
    note: Text | None = Field(None, alias="说明", description="印在这一行的说明，如要什么佐证")
    measures: dict[Text, AnyMeasure] = Field(
        default_factory=dict,
        alias="考核点",
        description="考核点的名称和目标，如 {技能比武: ≥3次}；名称在整份表里不能重复",
    )

    @property
    def deducts(self) -> bool:
        """Whether every measure in it can only lose points."""
        for measure in self.measures.values():
            if measure.method != deduction.NAME:
                return False
        return bool(self.measures)

    @property
    def declared(self) -> Decimal | None:
        """The points written for it: its own, else the sum of its measures' where all have some."""
        total = self.points
        if total is None:
            for measure in self.measures.values():
                if measure.method != deduction.NAME:
                    if measure.points is None:
                        return None
                    total = measure.points if total is None else total + measure.points
        return total


def _only_loss(item: Item) -> tuple[str, deduction.Parameters] | None:
    """Return the 扣分 measure of an item that has no other measure."""
    if len(item.measures) != 1:
        return None
    ((name, measure),) = item.measures.items()
    return (name, measure) if isinstance(measure, deduction.Parameters) else None


class Category(Entry, title="类别"):
    """One 类别; the source prints points at this level and none below."""

    name: Text | None = Field(None, alias="名称", description="类别的名称，如 服务党政中心")
    points: Points | None = Field(
        None, alias="分值", description="这一类几分；不写时是各条目分值之和"
    )
    items: tuple[Item, ...] = Field(
        alias="条目", min_length=1, description="表里的一行一行，每行以 “- 编号:” 开头"
    )

    @property
    def declared(self) -> Decimal | None:
        """The points written for it: its own, else the sum of its items' where all have some."""
        if self.points is not None:
            return self.points
        return _sum([i.declared for i in self.items if not i.deducts])


def _directed(item: Item, *classes: str | None) -> Item:
    if not direction.is_cost(*classes, item.group):
        return item
    measures = {
        name: measure
        if measure.target is None
        else measure.model_copy(update={"target": direction.directed(name, measure.target)})
        for name, measure in item.measures.items()
    }
    return item.model_copy(update={"measures": measures})


def _section_method(name: str) -> str:
    if name not in (deduction.NAME, rating.NAME):
        hint = "部分的计分只有“扣分”和“评议”；其余办法写在考核点里"
        raise refuse("not_method", f"没有“{name}”这种计分办法", hint)
    return name


_SectionMethod = Annotated[
    Text,
    AfterValidator(_section_method),
    WithJsonSchema({"enum": [deduction.NAME, rating.NAME]}),
]


class Section(Entry, title="部分"):
    """One 部分; without 类别 it is a single line, judged by its 计分."""

    name: Text = Field(alias="名称", description="部分的名称，如 职能指标")
    points: Points | None = Field(
        None, alias="分值", description="这一部分几分；不写时是各类别分值之和"
    )
    method: _SectionMethod | None = Field(
        None, alias="计分", description="扣分 或 评议；不写时逐条计分"
    )
    text: Text | None = Field(None, alias="内容", description="没有类别时，这一部分印在表里的文字")
    reference: Text | None = Field(None, alias="引用", description="条目在另一个模板里")
    categories: tuple[Category, ...] = Field(
        (), alias="类别", min_length=1, description="这一部分分几类；不写时整个部分是一行"
    )

    @model_validator(mode="after")
    def _directed(self) -> Self:
        """Read the numbers alone of lines in classes of 成本 as `direction` says."""
        lines = [(c, i) for c in self.categories for i in c.items]
        if not any(direction.is_cost(self.name, c.name, i.group) for c, i in lines):
            return self
        categories = tuple(
            c.model_copy(update={"items": tuple(_directed(i, self.name, c.name) for i in c.items)})
            for c in self.categories
        )
        return self.model_copy(update={"categories": categories})

    @property
    def declared(self) -> Decimal | None:
        """The points written for it: its own, else the sum of its categories'."""
        if self.points is not None or self.deducts:
            return self.points
        return _sum([c.declared for c in self.categories])

    @property
    def deducts(self) -> bool:
        """Whether its lines are not earned but deducted from the full points (实行扣分制)."""
        return self.method == deduction.NAME

    @property
    def rated(self) -> bool:
        """Whether people's opinions decide it (评议)."""
        return self.method == rating.NAME


def _remeasured(section: Section, change: Callable[[Measure], Measure]) -> Section:
    """Return a section with every measure as it is changed."""
    categories = []
    for category in section.categories:
        items = []
        for item in category.items:
            measures = {name: change(measure) for name, measure in item.measures.items()}
            items.append(item.model_copy(update={"measures": measures}))
        categories.append(category.model_copy(update={"items": tuple(items)}))
    return section.model_copy(update={"categories": tuple(categories)})


class Bonus(Entry, bonus.Parameters, title="加分"):
    """What 加分 a card allows."""

    name: Text | None = Field(None, alias="名称", description="印在表上叫什么；不写就是 加分")


class Honour(Entry, title="评优"):
    """The title that the best of a year are given."""

    title: Text = Field(alias="称号", description="授什么称号，如 红旗团委")
    number: Count = Field(alias="名额", description="前几名")
    passes_on: YesNo = Field(
        False, alias="递补", description="取消评优空出的名额，给不给后面的；不写就是不递补"
    )


class VetoRule(
    Entry,
    title="一票否决",
    json_schema_extra={"anyOf": [{"required": ["最高等次"]}, {"required": ["取消评优"]}]},
):
    """One 一票否决: what must not happen, and what it costs when it does."""

    matter: Text = Field(alias="事项", description="发生了什么就否决，如 重大责任事故")
    best_grade: Text | None = Field(None, alias="最高等次", description="等次不能高于它")
    loses_title: YesNo = Field(False, alias="取消评优", description="取消评优资格，等次不变")

    @model_validator(mode="after")
    def _has_an_effect(self) -> Self:
        if self.best_grade is None and not self.loses_title:
            raise refuse("no_effect", "一票否决没有写后果", "写 最高等次: 中，或 取消评优: true")
        return self


TEMPLATE = "目标绩效指标模板"
"""The 类型 of what cards build on; the file of the kind has nothing above it to import."""


class CardBody(Kind):
    """What a template and a whole card have in common."""

    levels: ClassVar[methods.Levels] = {}
    """The 定性档 that it prints itself: none."""

    title: Text = Field(
        "{单位}{年度}年度目标绩效指标",
        alias="标题",
        description="印在表头；不写就是 {单位}{年度}年度目标绩效指标",
    )
    total: Points | None = Field(None, alias="总分", description="满分；各部分分值之和")
    grade_scale: Text | None = Field(
        None,
        alias="等次标准",
        description="等次标准的名称：自带两套，tuanscore.yaml 里可以另写",
        examples=["团区委绩效标准", "财政项目自评"],
    )
    scheme: Text | None = Field(
        None, alias="计分方案", description="各部分的分值照它；不写等次标准时等次也照它"
    )
    variables: dict[Text, Text] = Field(
        default_factory=dict, alias="变量", description="文字里 {名称} 换成什么，如 {区划: 县}"
    )
    bonus: Bonus | None = Field(
        None, alias="加分", description="加分的规定，如 {上限: 5}；不写就不加分"
    )
    raters: dict[Text, Percent] = Field(
        default_factory=dict,
        alias="评分人",
        description="计分是 评分 的考核点由谁评、占多大比重，如 {自评: 20%, 群众: 30%, 街道: 50%}",
    )
    honour: Honour | None = Field(
        None, alias="评优", description="前几名授什么称号，如 {称号: 红旗团委, 名额: 2}"
    )
    vetoes: tuple[VetoRule, ...] = Field(
        (), alias="一票否决", description="哪些事项一票否决，有什么后果"
    )
    sections: tuple[Section, ...] = Field(
        alias="部分", min_length=1, description="评分表的几大部分，如 职能指标、重点工作、保障指标"
    )

    @model_validator(mode="after")
    def _dated(self) -> Self:
        """Read the dates that have no year as those of 年度."""
        items = (i for s in self.sections for c in s.categories for i in c.items)
        targets = (m.target for i in items for m in i.measures.values())
        if not any(target is not None and target.form is Form.DATE for target in targets):
            return self

        def dated(measure: Measure) -> Measure:
            if measure.target is None:
                return measure
            return measure.model_copy(update={"target": measure.target.of_year(self.year)})

        sections = tuple(_remeasured(section, dated) for section in self.sections)
        return self.model_copy(update={"sections": sections})

    @model_validator(mode="after")
    def _rated(self) -> Self:
        """Give the lines by 评分 that name no 评分人 those of the card."""
        if not self.raters:
            return self

        def rated(measure: Measure) -> Measure:
            if isinstance(measure, raters_.Parameters) and not measure.raters:
                return measure.model_copy(update={"raters": self.raters})
            return measure

        sections = tuple(_remeasured(section, rated) for section in self.sections)
        return self.model_copy(update={"sections": sections})

    @cached_property
    def lines(self) -> tuple[Item, ...]:
        """Every item, in printed order: what to look at before any route is needed."""
        return tuple(i for s in self.sections for c in s.categories for i in c.items)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Every printed text: those of the items, then those of the sections."""
        sections = (s.text for s in self.sections if s.text is not None)
        return (*(item.text for item in self.lines), *sections)

    def sentences(self) -> Iterator[tuple[Route, str]]:
        """Yield the texts of sections and items."""
        for s, section in enumerate(self.sections):
            if section.text is not None:
                yield ("部分", s, "内容"), section.text
            for c, category in enumerate(section.categories):
                for i, item in enumerate(category.items):
                    yield ("部分", s, "类别", c, "条目", i, "内容"), item.text

    def items(self) -> tuple[tuple[Route, Item], ...]:
        """Return every item with its route, in printed order."""
        return self._items

    @cached_property
    def _items(self) -> tuple[tuple[Route, Item], ...]:
        return tuple(
            (("部分", s, "类别", c, "条目", i), item)
            for s, section in enumerate(self.sections)
            for c, category in enumerate(section.categories)
            for i, item in enumerate(category.items)
        )

    def measures(self) -> tuple[tuple[Route, Item, str, Measure], ...]:
        """Return every written measure with its route, item and name, in printed order."""
        return self._measures

    @cached_property
    def _measures(self) -> tuple[tuple[Route, Item, str, Measure], ...]:
        return tuple(
            ((*route, "考核点", name), item, name, measure)
            for route, item in self._items
            for name, measure in item.measures.items()
        )

    def reportable(self) -> frozenset[str]:
        """Return the names that a report may use under 完成.

        These are measures, items without any, and sections that are a single judged line.
        """
        names: set[str] = set()
        for section in self.sections:
            if section.method is not None:
                continue
            if not section.categories:
                names.add(section.name)
            for category in section.categories:
                for item in category.items:
                    names.update(n for n, m in item.measures.items() if not m.deducts)
                    if not item.measures:
                        names.add(item.id)
        return frozenset(names)

    @cached_property
    def deductible(self) -> Mapping[str, tuple[str, deduction.Parameters]]:
        """What a report may name under 扣分: the line that loses the points, and its rules.

        That is any item and any measure, but for those of 部分 by 评议, and a 扣分 section that has
        none. An item with nothing but one 扣分 measure is that measure by another name.
        """
        found: dict[str, tuple[str, deduction.Parameters]] = {}
        for section in self.sections:
            if section.deducts and not section.categories:
                found[section.name] = section.name, deduction.FREE
            for category in section.categories if not section.rated else ():
                for item in category.items:
                    for name, measure in item.measures.items():
                        own = measure if isinstance(measure, deduction.Parameters) else None
                        found[name] = name, own or deduction.FREE
                    found.setdefault(item.id, _only_loss(item) or (item.id, deduction.FREE))
        return found

    @cached_property
    def ratable(self) -> Mapping[str, Route]:
        """What a report may name under 评议: the 部分 by 评议, and the 类别 and 条目 in them."""
        return {name: route for name, route in self.rated_parts() if name is not None}

    def rated_parts(self) -> Iterator[tuple[str | None, Route]]:
        """Yield the names and routes of the 部分 by 评议, and of the 类别 and 条目 in them."""
        for s, section in enumerate(self.sections):
            if section.rated:
                yield section.name, ("部分", s)
                for c, category in enumerate(section.categories):
                    yield category.name, ("部分", s, "类别", c)
                    for i, item in enumerate(category.items):
                        yield item.id, ("部分", s, "类别", c, "条目", i)

    def rated_part(self, name: str | None) -> str | None:
        """Return the part that an opinion is about; None where no part is, or it may be several.

        One that names none is about the 部分 by 评议, where there is only one.
        """
        if name is not None:
            return name if name in self.ratable else None
        rated = [section.name for section in self.sections if section.rated]
        return rated[0] if len(rated) == 1 else None

    @property
    def builds_on(self) -> tuple[Key, ...]:
        """Return what the templates are called by whose lines it refers to."""
        references = (section.reference for section in self.sections)
        return tuple((TEMPLATE, name) for name in references if name is not None)

    def words(self) -> dict[str, str]:
        """Return what each ``{name}`` in a text of this card stands for."""
        numbers = {
            name: target.digits
            for item in self.lines
            for name, measure in item.measures.items()
            if (target := measure.target) is not None and target.digits
        }
        return {"年度": str(self.year), **self.variables, **numbers}


def fill(text: str, words: Mapping[str, str]) -> str:
    """Replace each ``{name}`` in the text by its word; a name without one stays as written."""
    if "{" not in text:
        return text
    return PLACEHOLDER.sub(lambda m: words.get(m[1].strip(), m[0]), text)
