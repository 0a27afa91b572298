"""What a workbook that goes round asks: sheets, and on each the rows of one report."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from tuanscore.finding import Route
    from tuanscore.grammar.target import Target

WORKBOOK = "tuanscore-form-1"
"""What the first cell of a sheet of ours holds, with whose it is."""
MARK = "#标识"
"""Heads the column of keys, in the row of headings."""
DONE, SCORE, WHY, PROOF = INPUTS = ("完成值", "自评得分", "原因", "佐证")
NAMED = "考核点"
"""The column that is filled in too where a row is about something that the clerk names."""
BEFORE = "原"
"""Heads the hidden columns of what a cell held when the workbook was made."""


class Way(StrEnum):
    """Where the cells of a row go."""

    RESULT = "结果"
    """Into an entry of 完成: 自评, 得分, 偏差原因 or 说明, 佐证."""
    ROW = "行"
    """Into a row that has its results beside its target: 完成值, 得分, 偏差原因, 佐证."""
    VALUE = "值"
    """The one cell is the value at the route."""
    DEDUCTION = "扣分"
    OPINION = "评议"
    BONUS = "加分"


COLUMNS: Mapping[Way, Mapping[str, str]] = {
    Way.RESULT: {DONE: "自评", SCORE: "得分", WHY: "说明", PROOF: "佐证"},
    Way.ROW: {DONE: "完成值", SCORE: "得分", WHY: "偏差原因", PROOF: "佐证"},
    Way.VALUE: {DONE: ""},
    Way.DEDUCTION: {NAMED: "指标", DONE: "次数", SCORE: "分值", WHY: "原因", PROOF: "佐证"},
    Way.OPINION: {NAMED: "指标", DONE: "人数", SCORE: "得分", WHY: "来源"},
    Way.BONUS: {NAMED: "项目", SCORE: "分值", PROOF: "佐证"},
}
"""The key in a file of each cell of a row that is to be filled in."""


ASKED: Mapping[Way, tuple[str, ...]] = {
    Way.RESULT: ("完成",),
    Way.ROW: ("绩效指标",),
    Way.VALUE: ("执行", "完成", "目标完成情况", "其他需要说明事项", "职责分类绩效目标"),
    Way.DEDUCTION: ("扣分",),
    Way.OPINION: ("评议",),
    Way.BONUS: ("加分",),
}
"""Where in a file the cells of a row may go, by the first step of its route."""
HEAD = {"类型", "单位", "年度", "截至", "项目编码", "项目名称", "预算单位", "实施单位"}
"""What a new file may begin with."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what is asked, and what is told already."""

    way: Way
    route: Route
    """To the entry or the value in the file."""
    labels: tuple[str, str, str, str] = ("", "", "", "")
    """部分, 类别, 条目 and 考核点, or what a form of a project has there."""
    target: str = ""
    unit: str = ""
    points: Decimal | None = None
    told: Mapping[str, str] = field(default_factory=dict)
    """What stands in the cells that may be filled in, by their columns."""
    choices: tuple[str, ...] = ()
    """What may be chosen as 完成值, or in the column of names."""
    read: Target | None = None
    """What the score so far is reckoned by; None where nobody but a person can."""
    method: str = ""
    levels: Mapping[str, Decimal] = field(default_factory=dict)
    """Percent of each word that may be chosen."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One sheet: the report of one organisation, project or department."""

    tab: str
    title: str
    kind: str
    """The 类型 of the file that it goes into."""
    path: str
    """That file, by its name below the root; it need not be there yet."""
    head: Mapping[str, str]
    """What a new file begins with."""
    rows: tuple[Row, ...]
    heads: tuple[str, str, str, str]
    """The headings of the labels."""
