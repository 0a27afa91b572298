"""完成情况: what one organisation has done by a day, line by line."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic.config import JsonDict

from tuanscore import methods
from tuanscore.finding import Route
from tuanscore.grammar.scalars import (
    Count,
    Day,
    FilledPoints,
    Mark,
    Number,
    Points,
    Text,
    YesNo,
    refuse,
)
from tuanscore.grammar.target import Target
from tuanscore.model import states
from tuanscore.model.base import Entry, Identity, Key, Kind, Organisation
from tuanscore.model.kinds import scorecard

KIND = "完成情况"
_EVIDENCE = "佐证文件，相对本文件的路径"
_NO_REASON = r"[\s0/\\—–\-.。…]*|无|没有|同上|略"
SUBTOTALS = "表上印的各部分（一级指标）小计，如 {产出指标: 48.5}；校验时核对"


_TOLD = ("自评", "审核", "情况", "审核情况", "评分")
"""Keys by which something is said to be done."""


_SHORT: JsonDict = {"type": ["string", "number", "boolean", "object"], "minLength": 1}
"""What is written with keys, or as one value."""


class Event(Entry, title="一次", json_schema_extra=_SHORT):
    """One occurrence, or how many or how much there was."""

    number: Text | None = Field(None, alias="数", description="几次、多少，如 2处、96.4%")
    points: Points | None = Field(None, alias="分值", description="这一次几分；不写照规则")
    times: Count = Field(1, alias="次数", description="发生几次；不写是一次")
    day: Day | None = Field(None, alias="日期", description="哪一天，如 2023-06-01")
    reason: Text | None = Field(None, alias="原因", description="为什么")
    document: Text | None = Field(None, alias="文号", description="依据的文件、通报")
    decided_by: Text | None = Field(None, alias="决定人", description="由谁定")
    evidence: tuple[Text, ...] = Field((), alias="佐证", description=_EVIDENCE)

    @property
    def words(self) -> str:
        """Return what it says in a few words."""
        if self.number is not None:
            return self.number
        return f"{self.times} 次" if self.points is None else f"{self.points}分"


def _events(value: Any) -> Any:
    """Read the short forms: a number alone, or the points of each time."""
    if isinstance(value, str):
        return ({"数": value},)
    if isinstance(value, list):
        return [{"分值": each} if isinstance(each, str) else each for each in value]
    return value


_ONE_OR_ALL: JsonDict = {"type": ["string", "number", "boolean", "array"], "minLength": 1}
Facts = dict[
    Text,
    Annotated[tuple[Event, ...], BeforeValidator(_events), Field(json_schema_extra=_ONE_OR_ALL)],
]


def in_words(facts: Facts) -> str:
    """Return facts in one line, such as ``缺课 3人；表扬 1.2分、0.8分``."""
    return "；".join(
        f"{name} {'、'.join(event.words for event in events)}" for name, events in facts.items()
    )


class Figure(Entry, title="各单位的数", json_schema_extra=_SHORT):
    """What another organisation did, and how big it is."""

    value: Text = Field(alias="数值", description="做到多少")
    size: Text | None = Field(None, alias="规模", description="多大，如 1260人")


def _figure(value: Any) -> Any:
    """Read the short form, which is the number."""
    return {"数值": value} if isinstance(value, str) else value


AnyFigure = Annotated[Figure, BeforeValidator(_figure)]


_RESULT: JsonDict = {
    "type": ["string", "number", "boolean", "object"],
    "minLength": 1,
    "examples": ["4", "97%", "完成"],
    "anyOf": [{"required": [key]} for key in (*_TOLD, "不适用", "得分")],
    "dependencies": {
        "不适用": {"not": {"anyOf": [{"required": [key]} for key in _TOLD]}},
        "基数": ["基数来源"],
    },
}
"""What `_expand` reads: a 完成值 alone, or one with more to say."""


class Result(Entry, title="完成值", json_schema_extra=_RESULT):
    """What was done about one measure: 自评 by the organisation, 审核 by the reviewer."""

    claimed: Text | None = Field(None, alias="自评", description="本单位填的完成值")
    reviewed: Text | None = Field(None, alias="审核", description="审核后的完成值，优先于自评")
    not_applicable: Text | None = Field(None, alias="不适用", description="不适用的原因")
    evidence: tuple[Text, ...] = Field((), alias="佐证", description=_EVIDENCE)
    printed: FilledPoints | None = Field(
        None, alias="得分", description="表上填的得分，照填的写；和按规则算的并列，不代替它"
    )
    deviation: Text | None = Field(None, alias="偏差原因", description="为什么没有做到，照填的写")
    remedy: Text | None = Field(None, alias="改进措施", description="打算怎么改，照填的写")
    note: Text | None = Field(None, alias="说明", description="没有完成的原因等")
    base: Text | None = Field(None, alias="基数", description="对比 时和什么数比，如前三年平均值")
    base_source: Text | None = Field(None, alias="基数来源", description="基数从哪里来")
    facts: Facts = Field(
        default_factory=dict,
        alias="情况",
        description="计分是 增减 的，各条规则的情况，如 {缺课: 3人, 表扬: [1.2, 0.8]}",
    )
    marks: dict[Text, Points] = Field(
        default_factory=dict, alias="评分", description="各评分人给的分，如 {自评: 7, 群众: 5}"
    )
    size: Text | None = Field(
        None, alias="规模", description="名次按规模打折的，本单位多大，如 2300人"
    )
    others: dict[Text, AnyFigure] = Field(
        default_factory=dict,
        alias="各单位",
        description="排名次的，各单位的数，如 {甲: 14.2, 乙: {数值: 10, 规模: 1260人}}",
    )
    reviewed_facts: Facts = Field(
        default_factory=dict, alias="审核情况", description="审核后的情况，逐条优先于情况"
    )

    @property
    def actual(self) -> str | None:
        """Return the 完成值 that counts, 审核 before 自评; facts or marks where there is none."""
        told = self.reviewed if self.reviewed is not None else self.claimed
        if told is not None:
            return told
        said = [in_words(self.told)] if self.told else []
        said += [f"{rater} {mark}" for rater, mark in self.marks.items()]
        return "；".join(said) or None

    @property
    def both(self) -> tuple[str | None, str | None]:
        """Return what 自评 and what 审核 say, facts in words where they are told by name."""
        claimed, reviewed = self.claimed, self.reviewed
        if claimed is None and self.facts:
            claimed = in_words(self.facts)
        if reviewed is None and self.reviewed_facts:
            reviewed = in_words(self.told)
        return claimed, reviewed

    @property
    def all_evidence(self) -> tuple[str, ...]:
        """Return its 佐证 and those of each occurrence."""
        events = (*self.facts.values(), *self.reviewed_facts.values())
        each = (text for told in events for event in told for text in event.evidence)
        return (*self.evidence, *each)

    @property
    def told(self) -> Facts:
        """Return the facts that count: 审核情况 before 情况, each by its name."""
        return self.facts | self.reviewed_facts

    def case(
        self,
        target: Target | None,
        levels: methods.Levels,
        *,
        points: Decimal = methods.FULL,
        peers: methods.Peers | None = None,
        actual: str | None = None,
    ) -> methods.Case:
        """Return what a method judges: the 完成值 that counts, or another, with all beside it."""
        facts = {
            name: [methods.Event(e.number, e.points, e.times) for e in events]
            for name, events in self.told.items()
        }
        said = actual or self.actual or ""
        by_facts = self.claimed is None and self.reviewed is None
        others = [(figure.value, figure.size) for figure in self.others.values()]
        return methods.Case(
            *(target, said, levels, points, self.base, peers, facts, by_facts),
            marks=self.marks,
            size=self.size,
            others=others,
            filled=self.printed,
        )

    @property
    def reason(self) -> str | None:
        """Return all that is said about why it is so, as the form's one column prints it."""
        said = [text for text in (self.deviation, self.remedy, self.note) if text is not None]
        return "；".join(said) or None

    @property
    def explains(self) -> bool:
        """Whether it gives a reason; ``0``, 无 or a dash in its column is none."""
        said = (self.deviation, self.remedy, self.note)
        return any(text is not None and not re.fullmatch(_NO_REASON, text) for text in said)


def _expand(value: Any) -> Any:
    if isinstance(value, str):
        return {"自评": value}
    if isinstance(value, dict) and not value.keys() & {*_TOLD, "不适用", "得分"}:
        raise refuse("no_result", "没有写完成值", "写 自评（或 审核），或者 不适用: 原因")
    if isinstance(value, dict) and "不适用" in value and value.keys() & set(_TOLD):
        raise refuse("two_results", "写了 不适用，又写了完成值", "只留一样")
    if isinstance(value, dict) and "基数" in value and "基数来源" not in value:
        raise refuse("no_source", "写了 基数，没有写 基数来源", "写明这个数从哪里来")
    return value


AnyResult = Annotated[Result, BeforeValidator(_expand)]


def filed(results: Mapping[str, Result]) -> Iterator[tuple[Route, str]]:
    """Yield the 佐证 of the lines of a report, and of each occurrence, with their routes."""
    for name, result in results.items():
        yield from _each(("完成", name), result.evidence)
    for name, result in results.items():
        for key, facts in (("情况", result.facts), ("审核情况", result.reviewed_facts)):
            for fact, events in facts.items():
                for index, event in enumerate(events):
                    yield from _each(("完成", name, key, fact, index), event.evidence)


def _each(route: Route, evidence: Sequence[str]) -> Iterator[tuple[Route, str]]:
    yield from (((*route, "佐证", index), written) for index, written in enumerate(evidence))


class Deduction(Entry, title="扣分"):
    """One occurrence that costs points."""

    name: Text = Field(alias="指标", description="扣在哪个考核点或条目上")
    points: Points | None = Field(
        None, alias="分值", description="这一条一共扣几分，不再乘次数；不写时按指标的规定"
    )
    times: Count = Field(1, alias="次数", description="发生几次；不写是一次")
    kind: Text | None = Field(None, alias="情形", description="如 特别重大")
    reason: Text = Field(alias="原因", description="为什么扣")
    decided_by: Text | None = Field(None, alias="决定人", description="酌情扣分由谁决定")
    evidence: tuple[Text, ...] = Field((), alias="佐证", description=_EVIDENCE)


class Opinion(Entry, title="评议"):
    """What one group of people thinks."""

    name: Text | None = Field(
        None, alias="指标", description="评的是哪个部分、类别或条目；只有一个评议的部分时可以不写"
    )
    source: Text = Field(alias="来源", description="谁来评，如 服务对象代表")
    mark: Mark = Field(alias="得分", description="百分制")
    people: Count | None = Field(None, alias="人数", description="几个人评；没有权重时按它加权")
    weight: Number | None = Field(None, alias="权重", description="占多大比重；都写了才按它加权")


class BonusClaim(
    Entry,
    title="加分",
    json_schema_extra={"anyOf": [{"required": ["分值"]}, {"required": ["情形"]}]},
):
    """One bonus."""

    item: Text = Field(alias="项目", description="为什么加分；同一件事只加一次")
    points: Points | None = Field(None, alias="分值", description="加几分；评分表定了事项的写 情形")
    kind: Text | None = Field(None, alias="情形", description="评分表 加分 的哪种事项，如 县委发文")
    day: Day | None = Field(None, alias="日期", description="哪一天")
    document: Text | None = Field(None, alias="文号", description="文件的文号")
    evidence: tuple[Text, ...] = Field((), alias="佐证", description=_EVIDENCE)

    @model_validator(mode="after")
    def _gives(self) -> Self:
        if self.points is None and self.kind is None:
            raise refuse("no_points", "没有写加几分", "加上 分值，或评分表定的 情形")
        return self

    @property
    def proven(self) -> bool:
        """Whether it says what it rests on."""
        return bool(self.evidence or self.document)


class VetoClaim(Entry, title="一票否决"):
    """One 一票否决 that happened."""

    matter: Text = Field(alias="事项", description="评分表里 一票否决 的事项")
    reason: Text = Field(alias="原因", description="怎么回事")
    decided_by: Text | None = Field(None, alias="决定人", description="由谁认定")
    evidence: tuple[Text, ...] = Field((), alias="佐证", description=_EVIDENCE)


class Results(
    Kind,
    title=KIND,
    json_schema_extra={"description": "一个单位到某一天为止的完成情况，一个年度可以有几份"},
):
    """One report; several a year are told apart by 截至."""

    by_lines = True
    ledger = "cards"
    reports_by = ("单位",), scorecard.KIND

    org: Text = Field(alias="单位", description="评分表的 简称、单位 或 别名")
    as_of: Day = Field(alias="截至", description="算到哪一天，如 2014-12-31；后来的替换先前的")
    sample: YesNo = Field(False, alias="样例", description="虚构的演示数据")
    stated: Points | None = Field(
        None, alias="自评得分", description="自评表上写的总分，校验时重新计算核对"
    )
    stated_grade: Text | None = Field(
        None, alias="自评等次", description="自评表上写的等次，校验时核对"
    )
    subtotals: dict[Text, FilledPoints] = Field(
        default_factory=dict, alias="小计", description=SUBTOTALS
    )
    results: dict[Text, AnyResult] = Field(
        default_factory=dict,
        alias="完成",
        description="考核点和完成值，如 {技能比武: 4}；或 {自评: 19, 审核: 18, 佐证: […]}",
    )
    deductions: tuple[Deduction, ...] = Field(
        (), alias="扣分", description="扣了哪些分；不写就是没有扣"
    )
    opinions: tuple[Opinion, ...] = Field((), alias="评议", description="各方面的评价得分")
    bonuses: tuple[BonusClaim, ...] = Field((), alias="加分", description="申报的加分")
    vetoes: tuple[VetoClaim, ...] = Field((), alias="一票否决", description="发生了的一票否决事项")
    status: states.Status = None
    review_notes: states.ReviewNotes = ()

    @property
    def identity(self) -> Identity:
        """Return 类型, 单位, 年度 and 截至."""
        return (self.kind, self.org, str(self.year), self.as_of.isoformat())

    @property
    def label(self) -> tuple[str, str]:
        """Return 单位 and 截至."""
        detail = states.beside(f"截至 {self.as_of}", self.status)
        return self.org, detail + ("，样例数据" if self.sample else "")

    @property
    def owner(self) -> Organisation:
        """Return who hands it in, by the name that it uses."""
        return Organisation(self.org)

    @property
    def explained(self) -> bool:
        """Whether it says below the lines why they are as they are: this form has no such place."""
        return False

    def evidence(self) -> Iterator[tuple[Route, str]]:
        """Yield every 佐证 as it is written, with its route."""
        yield from filed(self.results)
        told = {
            "扣分": [deduction.evidence for deduction in self.deductions],
            "加分": [bonus.evidence for bonus in self.bonuses],
            "一票否决": [veto.evidence for veto in self.vetoes],
        }
        for key, entries in told.items():
            for index, evidence in enumerate(entries):
                yield from _each((key, index), evidence)

    @property
    def about(self) -> Key:
        """Return what the card is called by."""
        return scorecard.key_of(self.org, self.year)


def model_for(root: dict[str, Any]) -> type[Results]:
    """Return the model of a document of this kind."""
    return Results
