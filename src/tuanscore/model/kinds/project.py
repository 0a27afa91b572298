"""预算项目绩效目标表: what a budget project is to achieve."""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import chain
from typing import Annotated, Any, ClassVar, Union

from pydantic import Discriminator, Field, GetPydanticSchema, Tag, create_model, model_validator
from pydantic.config import JsonDict
from pydantic_core import core_schema

from tuanscore import methods
from tuanscore.finding import Route
from tuanscore.grammar.scalars import (
    Money,
    Percent,
    Points,
    PrintedTarget,
    Text,
    YesNo,
    refuse,
)
from tuanscore.grammar.target import BLANK, Comparator, Form, Target
from tuanscore.model import heads
from tuanscore.model.base import LEFT_OPEN, Entry, Identity, Key, Kind, Organisation
from tuanscore.model.card import TAG
from tuanscore.model.funds import AnyGrant, FundRow, Whole, whole
from tuanscore.model.settings import LevelTable

KIND = "预算项目绩效目标表"
_FILLER = r"(?:(?:[一二三]级)?指标)?\s*[0-9一二三四五六七八九十]*[\s:：.…。—\-/]*"
"""The name of a row of a form that nobody has filled in."""


class Budget(Entry, title="预算"):
    """预算规模及资金用途, in the 金额单位 of the document."""

    total: Money | None = Field(None, alias="预算数", description="各项资金之和")
    fiscal: Money | None = Field(None, alias="财政资金", description="财政资金")
    other: Money | None = Field(None, alias="其他资金", description="其他资金")
    purpose: Text | None = Field(None, alias="资金用途", description="钱用来做什么")
    sources: dict[Text, AnyGrant] = Field(
        default_factory=dict,
        alias="资金来源",
        description="按来源分的资金，如 {中央补助: 120万元, 市县资金: {金额: 60, 其中: {…}}}",
    )

    def whole(self, unit: str) -> Whole:
        """Return what the project has in all, in 元."""
        if self.sources:
            return whole(self.total, (s.total(unit).yuan for s in self.sources.values()), unit)
        parts = (part.yuan(unit) for part in (self.fiscal, self.other) if part is not None)
        return whole(self.total, parts, unit)


class Part(Entry, title="其中"):
    """A row under a 三级指标 that has no points of its own."""

    name: Text = Field(alias="名称", description="分项的名称，如 其中月季")
    target: PrintedTarget = Field(alias="指标值", description="要做到多少，如 2.5亩")
    note: Text | None = Field(None, alias="说明", description="印在这一行的说明")


class Indicator(Entry, title="三级指标"):
    """One 三级指标, judged by its 计分 or its 指标值; one without by hand, or by its 其中."""

    by_method: ClassVar[dict[str, type["Indicator"]]] = {}

    name: Text = Field(alias="名称", description="三级指标的名称，如 活动开展次数")
    description: Text | None = Field(None, alias="描述", description="指标说明")
    prior: Text | None = Field(None, alias="上年值", description="上年实际做到多少，如 42个")
    target: PrintedTarget = Field(
        default_factory=lambda: BLANK,
        alias="指标值",
        description="要做到多少，如 ≥5次、≤0.1万元、≥95%；数都在 其中 的可以不写",
    )
    basis: Text | None = Field(None, alias="依据", description="指标值确定依据")
    points: Points | None = Field(None, alias="分值", description="分值；不写时平均分")
    core: YesNo = Field(False, alias="核心指标", description="核心指标（★）")
    department: Text | None = Field(None, alias="责任部门", description="哪个部门、哪个人负责")
    stages: dict[Text, Text] = Field(
        default_factory=dict,
        alias="分解",
        description="分到各季度、各月的指标值，照印的写，如 {一季度: 2次, 二季度: 3次}",
    )
    note: Text | None = Field(None, alias="说明", description="印在这一行的说明")
    parts: tuple[Part, ...] = Field(
        (),
        alias="其中",
        description="下面不另计分的分项；本行没有指标值的，按各分项完成率的平均数计分",
    )
    method: Text = Field("", alias="计分", description="怎么计分，和考核点一样；不写时由指标值决定")
    standard: Text | None = Field(None, alias="评分标准", description="印在表上的评分标准")

    @property
    def is_filler(self) -> bool:
        """Whether it is an empty row of a form (指标2, ……), which is printed and never scored."""
        asks = self.target.text or self.parts or self.points is not None
        return not asks and re.fullmatch(_FILLER, self.name) is not None


_OWN_GOAL = ("对比", "两级目标", "名次")
"""Methods whose own keys say what is asked for, beside which a form need print no 指标值."""


def types_of(row: type[Indicator]) -> dict[str, type[Indicator]]:
    """Make one type of a row for each method that can judge one; without 计分 it is plain."""
    types = {"": row}
    for name, method in methods.all_by_name().items():
        if hasattr(method, "judge"):
            bases, title = (row, method.Parameters), f"{row.__name__}[{name}]"
            types[name] = create_model(title, __base__=bases, __module__=row.__module__)
    return types


Indicator.by_method = types_of(Indicator)


def _tag(value: Any) -> str:
    """Name the method of a written indicator, so that one type is tried and never several."""
    if isinstance(value, Indicator):
        return TAG + value.method
    method = value.get("计分") if isinstance(value, dict) else None
    return TAG + (method if isinstance(method, str) else "")


def _read_indicator(value: Any, read: Any) -> Indicator:
    """Read an indicator; what its method asks stands for a 指标值 that is not written."""
    indicator: Indicator = read(value)
    if indicator.method in _OWN_GOAL and not indicator.target.text:
        asked = methods.describe(None, indicator.method, indicator)
        told = Target(asked, Form.QUALITATIVE, Comparator.EQUAL)
        return indicator.model_copy(update={"target": told})
    return indicator


def by_its_method(row: type[Indicator]) -> GetPydanticSchema:
    """Return how a row is read that may have a 计分: as the type that its method makes of it."""

    def schema(_: Any, handler: Any) -> core_schema.CoreSchema:
        choices = tuple(Annotated[t, Tag(TAG + name)] for name, t in row.by_method.items())
        union = handler(Annotated[Union[choices], Discriminator(_tag)])  # noqa: UP007
        return core_schema.no_info_wrap_validator_function(_read_indicator, union)

    return GetPydanticSchema(schema)


AnyIndicator = Annotated[Indicator, by_its_method(Indicator)]

Rows = dict[Text, dict[Text, tuple[AnyIndicator, ...]]]
"""三级指标 by 一级指标 and 二级指标."""

Line = tuple[str, str, Route, Indicator]
"""The 一级指标 and 二级指标 that an indicator stands under, its route, and itself."""

_UNITS = ("预算单位", "实施单位")
_SCHEMA: JsonDict = {
    "description": "一个预算项目要达到的目标和指标",
    "anyOf": [{"required": [key]} for key in _UNITS],
}


class Goal(Entry, title="分组目标"):
    """One of several annual goals that have their own indicators each."""

    text: Text = Field(alias="目标", description="这一个年度目标的文字")
    points: Points | None = Field(None, alias="分值", description="这一个目标几分；不写时平均分")
    indicators: Rows = Field(alias="绩效指标", description="这一个目标的指标，写法同 绩效指标")


class LongTerm(Entry, title="长期目标"):
    """The goals of several years and their indicators, which no year is scored by."""

    goals: tuple[Text, ...] = Field((), alias="绩效目标", description="一条一条的长期目标")
    indicators: Rows = Field(
        default_factory=dict, alias="绩效指标", description="长期指标，写法同 绩效指标；不计分"
    )


class Project(Kind, title=KIND, json_schema_extra=_SCHEMA):
    """One 预算项目绩效目标表; indicators by 一级指标 and 二级指标."""

    asked = 3
    scored = True
    ledger = "budgets"
    tabular = True

    budget_unit: heads.BudgetUnit = None
    own_short_name: Text | None = Field(
        None, alias="简称", description="命令里用的名字，如 山海关；不写就是预算单位（实施单位）"
    )
    aliases: tuple[Text, ...] = Field((), alias="别名", description="还可以叫什么")
    year_basis: Text | None = Field(
        None, alias="年度依据", description="年度不是印在表上时，从何得知"
    )
    money_in: heads.MoneyIn = None
    implementing: heads.Implementing = None
    superior: heads.Superior = None
    code: Text | None = Field(
        None, alias="项目编码", description="财政给的编码，加引号；没有的，以单位和项目名称为准"
    )
    name: Text = Field(alias="项目名称", description="印在表上的项目名称")
    attribute: Text | None = Field(None, alias="项目属性", description="如 新增项目、延续项目")
    sort: Text | None = Field(None, alias="项目类型", description="印在表上的项目类型")
    category: Text | None = Field(None, alias="项目类别", description="印在表上的项目类别")
    period: heads.Period = None
    responsible: heads.Responsible = None
    phone: heads.Phone = None
    filled_on: heads.FilledOn = None
    others: heads.Others = Field(default_factory=dict)
    sample: YesNo = Field(False, alias="样例", description="虚构的演示数据")
    budget: Budget = Field(
        default_factory=lambda: Budget.model_validate({}),
        alias="预算",
        description="预算规模及资金用途",
    )
    spending: dict[Text, Percent] = Field(
        default_factory=dict,
        alias="资金支出计划",
        min_length=1,
        description="累计百分比，如 {3月底: 25%, 6月底: 50%}",
    )
    goals: tuple[Text, ...] = Field(
        (), alias="绩效目标", min_length=1, description="一条一条的目标"
    )
    scheme: Text | None = Field(
        None,
        alias="计分方案",
        description="自评时怎么计分；不写就是 财政项目自评",
        examples=["财政项目自评", "财政项目自评-成本"],
    )
    weights: dict[Text, Points] = Field(
        default_factory=dict,
        alias="分值",
        description="表上自己印的，如 {预算执行率: 20, 产出指标: 60, 效益指标: 20}；先于计分方案",
    )
    levels: LevelTable = Field(
        default_factory=dict,
        alias="定性档",
        description="表下面自己印的各档，如 {是: 100, 基本达到: 80-90, 否: 0-60}；先于计分方案",
    )
    full: Points | None = Field(
        None, alias="总分", description="表上印的总分，校验时和各项分值之和核对"
    )
    raters: dict[Text, Percent] = Field(
        default_factory=dict,
        alias="评分人",
        description="计分是 评分 的指标由谁评、占多大比重，如 {单位: 40%, 主管部门: 60%}",
    )
    indicators: Rows = Field(
        default_factory=dict,
        alias="绩效指标",
        description="一级指标（产出指标、效益指标、满意度指标）、二级指标、三级指标",
    )
    split: tuple[Goal, ...] = Field(
        (),
        alias="分组目标",
        description="几个年度目标各有各的指标时，写在这里，代替 绩效指标",
    )
    long_term: LongTerm | None = Field(
        None, alias="长期目标", description="长期（几年的）目标和指标，不计分"
    )

    @model_validator(mode="after")
    def _has_a_unit(self) -> "Project":
        if not self.unit:
            hint = "加上一行 “预算单位: …”，或 “实施单位: …”"
            raise refuse("lacks", "缺少“预算单位”", hint)
        return self

    @property
    def unit(self) -> str:
        """Return whose it is: 预算单位, else 实施单位."""
        return self.budget_unit or self.implementing or ""

    @property
    def short_name(self) -> str:
        """Return 简称, else the name of the unit."""
        return self.own_short_name or self.unit

    @property
    def unit_of_money(self) -> str:
        """Return what an amount counts that is a number alone."""
        return self.money_in or "元"

    @property
    def units(self) -> tuple[str, ...]:
        """Return every name by which a 自评 may say whose the project is."""
        told = (self.budget_unit, self.implementing, self.own_short_name)
        return (*dict.fromkeys(name for name in told if name is not None), *self.aliases)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every 三级指标 of the year in printed order, without empty rows."""
        own = _lines(self.indicators, ("绩效指标",))
        split = (_lines(g.indicators, (*at, "绩效指标")) for at, g in self.goals_apart)
        return tuple(chain(own, *split))

    @property
    def goals_apart(self) -> Iterator[tuple[Route, Goal]]:
        """Yield each of several goals that have their own indicators, with its route."""
        yield from ((("分组目标", index), goal) for index, goal in enumerate(self.split))

    @cached_property
    def long_lines(self) -> tuple[Line, ...]:
        """Every 三级指标 of the 长期目标 in printed order, without empty rows."""
        if self.long_term is None:
            return ()
        return tuple(_lines(self.long_term.indicators, ("长期目标", "绩效指标")))

    @property
    def identity(self) -> Identity:
        """Return 类型, 年度 and 项目编码; without that, the unit and 项目名称."""
        whose = (self.unit, self.name) if self.code is None else (self.code,)
        return (self.kind, str(self.year), *whose)

    @property
    def label(self) -> tuple[str, str]:
        """Return 简称 and 项目名称."""
        return self.short_name, self.name

    @property
    def owner(self) -> Organisation:
        """Return the unit whose project it is."""
        also = self.implementing if self.budget_unit is not None else None
        aliases = self.aliases if also is None else (*self.aliases, also)
        return Organisation(self.short_name, aliases=aliases, budget_unit=self.unit)

    @property
    def names(self) -> tuple[str, ...]:
        """Return 项目编码, 项目名称 with its unit and alone, and the names of the unit."""
        code = () if self.code is None else (self.code,)
        return (*code, f"{self.short_name} {self.name}", self.name, *self.owner.names)

    @property
    def known_by(self) -> tuple[str, ...]:
        """Return 项目编码, or the unit and 项目名称."""
        return self.identity[2:]

    @property
    def thing(self) -> Identity:
        """Return 类型, 简称 and 项目名称: the 项目编码 is another every year."""
        return (self.kind, self.short_name, self.name)

    @property
    def title_beside(self) -> str:
        """Return 项目名称 and 年度."""
        return f"{self.name} {self.year}"

    @property
    def called(self) -> tuple[Key, ...]:
        """Return 类型, 项目编码 and 年度, and likewise 项目名称 with each name of the unit."""
        named = (key_of(self.name, self.year, unit) for unit in self.units)
        return (*([] if self.code is None else [key_of(self.code, self.year)]), *named)

    def funds(self, unit: str) -> Iterator[FundRow]:
        """Yield each row of funds that may have parts, in printed order."""
        sources = self.budget.sources
        parts = [source.total(unit).yuan for source in sources.values()]
        yield FundRow("预算数", ("预算",), {"预算数": (self.budget.total, parts)})
        for name, source in sources.items():
            columns = {"金额": (source.amount, source.inner(unit))}
            yield FundRow(name, ("预算", "资金来源", name), columns)

    def left_open(self) -> Iterator[tuple[Route, str | None]]:
        """Yield the purpose, the goals, and of each indicator what waits first."""
        if self.budget.purpose is not None:
            yield ("预算", "资金用途"), self.budget.purpose
        for index, goal in enumerate(self.goals):
            yield ("绩效目标", index), goal
        for _, _, route, indicator in self.lines:
            texts = {"名称": indicator.name, "描述": indicator.description, "依据": indicator.basis}
            left = [key for key, text in texts.items() if text and text.startswith(LEFT_OPEN)]
            yield from (((*route, key), texts[key]) for key in left[:1])


def _lines(rows: Rows, at: Route) -> Iterator[Line]:
    """Yield the rows that ask for something, in printed order."""
    for first, groups in rows.items():
        for second, indicators in groups.items():
            for index, indicator in enumerate(indicators):
                if not indicator.is_filler:
                    yield first, second, (*at, first, second, index), indicator


def key_of(name: str, year: int, unit: str | None = None) -> Key:
    """Return what others call a project by: its 项目编码, or its 项目名称 and its unit."""
    return (KIND, name, str(year), *([] if unit is None else [unit]))


def model_for(root: dict[str, Any]) -> type[Project]:
    """Return the model of a document of this kind."""
    return Project
