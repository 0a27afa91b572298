"""What a scored card is: a tree in which every printed number is the sum of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tuanscore.finding import Place, Route
from tuanscore.model.prior import Prior


class Level(StrEnum):
    """What a node of the tree stands for."""

    CARD = "评分表"
    SECTION = "部分"
    CATEGORY = "类别"
    ITEM = "条目"
    MEASURE = "考核点"
    DEDUCTION = "扣分"
    BONUS = "加分"
    PROJECT = "项目"
    EXECUTION = "预算执行"
    CLASS = "一级指标"
    GROUP = "二级指标"
    INDICATOR = "三级指标"
    GOAL = "分组目标"
    PART = "其中"


class State(StrEnum):
    """How much is known about a node."""

    SCORED = "已评"
    PARTIAL = "部分未报"
    UNREPORTED = "未报"
    NOT_APPLICABLE = "不适用"

    @property
    def word(self) -> str:
        """Its name for machines, such as ``not_applicable``."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Actual:
    """What was reported about a measure, as written, and where."""

    text: str
    claimed: str | None
    reviewed: str | None
    note: str | None
    place: Place
    deviation: str | None = None
    remedy: str | None = None
    evidence: tuple[str, ...] = ()
    marks: tuple[tuple[str, Decimal], ...] = ()
    """What each rater gives, where several do."""

    @property
    def reason(self) -> str:
        """Return 偏差原因, 改进措施 and 说明 in one text, as the one column of a form has them."""
        return "；".join(t for t in (self.deviation, self.remedy, self.note) if t is not None)


@dataclass(frozen=True, slots=True)
class Input:
    """A value that a number was computed from, as it stands in a file."""

    name: str
    value: str
    place: Place


@dataclass(frozen=True, slots=True)
class Node:
    """One line of a scored card.

    ``low`` is the score if everything not reported turns out to be nothing, ``high`` if it turns
    out to be full; on a deduction line they are what is really taken off in either case (≤ 0), so
    that sums hold in both.
    """

    level: Level
    name: str
    points: Decimal | None
    """Points to be had; None on a line that can only lose or add."""
    low: Decimal
    high: Decimal
    state: State
    parts: tuple[Node, ...] = ()
    text: str = ""
    """The printed text of an item, with its numbers in it."""
    target: str = ""
    method: str = ""
    rule: str = ""
    """How the score came about, in words with the numbers in it."""
    share: str = ""
    """How the points came about, in words with the numbers in it."""
    formula: str = ""
    """The arithmetic of the score, such as ``1.50 × 18 ÷ 19 = 1.42``."""
    inputs: tuple[Input, ...] = ()
    """What the numbers were computed from."""
    route: Route = ()
    """The way to the line in the resolved card."""
    place: Place | None = None
    """Where the line's target stands."""
    actual: Actual | None = None
    limit: str = ""
    """What a deduction or a bonus comes to and why less counts, in words; empty where all does."""
    base: Decimal | None = None
    """What a 扣分 section starts from, before its lines take off."""
    reach: Decimal | None = None
    """The most that it may still come to by the end of the year; None once the year is over."""
    coefficient: Decimal | None = None
    """得分系数: what was done in percent, 0…100, where the table prints one; else None."""
    without_points: bool = False
    """Whether the card has no points at all, so that it only counts what is reached."""
    reached: str = ""
    """What is reached of a line of a card without points (争取, 达标, 未达标); else empty."""
    prospect: str = ""
    """What stands in the way of more by then, or that nothing does, in words."""
    filled: Decimal | None = None
    """The 得分 that a person filled in, as written; it never replaces the score."""
    prior: Prior | None = None
    """What was done last year, and what has changed since; None where nobody says."""
    span: tuple[Decimal, Decimal] | None = None
    """The least and the most that its word leaves open for a filled 得分, in points."""
    beside: bool = False
    """Whether a 得分 was filled in somewhere in the tree, so that there is a column for them."""
    key: str = ""
    """What a report calls the line, where its name alone would not tell it from another."""
    within: tuple[Node, ...] = ()
    """Its 其中: shown below it, without points, and never part of a sum."""

    @property
    def certain(self) -> bool:
        """Whether nothing that is missing could change the score."""
        return self.low == self.high

    @property
    def settled(self) -> Decimal | None:
        """Return the score; None where it is not certain, or nothing has points."""
        return self.low if self.certain and not self.without_points else None

    @property
    def number(self) -> int:
        """Return the printed number of the item that the line is or belongs to."""
        index = self.route[5] if len(self.route) > 5 else 0
        return int(index) + 1

    @property
    def arithmetic(self) -> str:
        """Return the arithmetic of the score: its own, or the sum of its parts."""
        if self.formula or not self.parts:
            return self.formula
        terms = [] if self.base is None else [f"{self.base:.2f}"]
        terms += [_span(p.low, p.high) for p in self.parts if p.low or p.high or p.points]
        total = " + ".join(terms).replace("+ -", "- ")
        return f"{total or '0.00'} = {_span(self.low, self.high)}"

    def nodes(self) -> Iterator[Node]:
        """Yield this line and all below it, in printed order."""
        yield self
        for part in self.parts:
            yield from part.nodes()

    def named(self, name: str) -> Iterator[Node]:
        """Yield the lines of this name, without those inside one that is yielded already."""
        if name in (self.name, self.key):
            yield self
            return
        for part in (*self.parts, *self.within):
            yield from part.named(name)

    def leaves(self) -> Iterator[Node]:
        """Yield the lines below that have no parts."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a year that is not over may still come to (年底可能): as reported, or all it can be."""

    day: date
    """The day at whose end it is looked at."""
    low: Decimal
    high: Decimal
    rate_low: Decimal | None
    rate_high: Decimal | None
    grades: tuple[str, ...]
    """The grades that are possible at the end of the year, the best first."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A line whose 自评 and 审核 are worth different scores."""

    name: str
    claimed: str
    reviewed: str
    claimed_score: Decimal
    score: Decimal
    note: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Claimed:
    """The score by 自评 alone, beside the one that counts."""

    low: Decimal
    high: Decimal
    rate_low: Decimal | None
    rate_high: Decimal | None
    grades: tuple[str, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """The totals of a form as they were filled in; they never replace the score or the grade."""

    total: Decimal | None
    """自评得分."""
    grade: str | None
    """自评等次."""
    rows: Decimal | None
    """What the 得分 of the rows add up to; None where a row with points has none."""
    rate: Decimal | None
    grades: tuple[str, ...]
    """The grade that the total, else the rows, would give."""


@dataclass(frozen=True, slots=True)
class Veto:
    """A 一票否决 that happened; the score stays, the grade or the title does not."""

    matter: str
    reason: str
    best_grade: str | None
    loses_title: bool
    place: Place
    decided_by: str | None = None

    @property
    def why(self) -> str:
        """Return what happened, and who decided that it did."""
        return self.reason if self.decided_by is None else f"{self.reason}，{self.decided_by}定"


@dataclass(frozen=True, slots=True)
class Attainment:
    """How many targets of a card without points are reached, and how many 争取值 of those."""

    targets: int
    reached: int
    stretch_targets: int
    stretched: int
    unreported: int
    rate: Decimal | None
    """达标率 in percent to 0.01, what is not reported not reached; None without any target."""
    stretch_rate: Decimal | None
    """争取率: of the targets that have a 争取值."""


@dataclass(frozen=True, slots=True)
class Honour:
    """A title (称号), for how many of the best, and whether a place that is lost is passed on."""

    title: str
    number: int
    passes_on: bool


@dataclass(frozen=True, slots=True)
class Score:
    """A scored card: its tree, the rate and the grade, and what they rest on."""

    org: str
    short_name: str
    year: int
    title: str
    card: Node
    full: Decimal
    """Full marks: 总分 less what does not apply at all, see ``less``."""
    rate_low: Decimal | None
    """None, with no grades, where nothing applies and so nothing can be rated."""
    rate_high: Decimal | None
    grades: tuple[str, ...]
    """The grades still possible, the best first; one when the grade is certain."""
    scale_name: str
    scale: str
    """The bands in words."""
    as_of: date | None
    """The day of the latest report; None without any."""
    sample: bool
    missing: tuple[str, ...]
    """Names of the lines that have not been reported."""
    assumptions: tuple[str, ...]
    place: Place
    grades_by_rate: tuple[str, ...] = ()
    """The grades that the rate alone would give, before any 一票否决."""
    vetoes: tuple[Veto, ...] = ()
    claimed: Claimed | None = None
    """The score by 自评; None where no 审核 differs from it."""
    less: str = ""
    """Why full marks are less than 总分, in words; empty where they are not."""
    year_end: Outlook | None = None
    """None once the year is over; until then all else is 到今天, as if it had ended that day."""
    filled: Filled | None = None
    """What a person filled in as the totals; None where nobody did."""
    attainment: Attainment | None = None
    """Instead of points, on a card that has none."""
    honour: Honour | None = None
    """The title that the best of the year are given, where there is one."""

    @property
    def certain(self) -> bool:
        """Whether the grade is certain."""
        return len(self.grades) == 1

    @property
    def loses_title(self) -> bool:
        """Whether a 一票否决 takes the title away."""
        return any(veto.loses_title for veto in self.vetoes)


def _span(low: Decimal, high: Decimal) -> str:
    return f"{low:.2f}" if low == high else f"({low:.2f}–{high:.2f})"
