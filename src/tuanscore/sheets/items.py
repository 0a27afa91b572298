"""A scored card with one row per 条目: what was done, what the unit gives itself, what it gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.scoring.tree import State
from tuanscore.sheets import figures
from tuanscore.sheets.sheet import Cell
from tuanscore.sheets.spans import Slot
from tuanscore.sheets.told import Line, Lines, marks, one, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from tuanscore.finding import Route
    from tuanscore.scoring.tree import Node, Score

_Slots = dict[str, tuple[Slot, ...]]


def of(score: Score, texts: Mapping[Route, str], standards: Mapping[str, str]) -> Lines:
    """Return the rows; the score knows neither the texts of sections nor 评分标准 by 考核点."""
    told = () if score.claimed is None else score.claimed.differences
    table = _Table({d.name: d.claimed_score - d.score for d in told}, texts, standards)
    rows = [row for section in score.card.parts for row in table.section(section)]
    return Lines(tuple(rows), total=table.figures(score.card, "sum"))


class _Table:
    """The rows of one card."""

    def __init__(
        self,
        claimed: Mapping[str, Decimal],
        texts: Mapping[Route, str],
        standards: Mapping[str, str],
    ) -> None:
        """Take how much more each line is worth by 自评, by its name, and what is printed."""
        self.claimed, self.texts, self.standards = claimed, texts, standards

    def section(self, section: Node) -> Iterator[Line]:
        label = {"部分": (Slot(label_of(section), section.route),)}
        for row in self._lines(section):
            yield Line(label | row, None)
        caption = Cell((f"{section.name}小计",), style="sum")
        yield Line(label | self.figures(section, "sum"), caption)

    def _lines(self, section: Node) -> Iterator[_Slots]:
        said = self.texts.get(section.route, "")
        if section.base is not None:
            base = one(figures.cents(section.base), "number")
            start = {"分值": base, "自评分": base, "考核分": base}
            words = {"内容": said or section.rule, "评分标准": "", "完成情况": "起扣分"}
            yield {**{name: one(word) for name, word in words.items()}, **start}
        elif not section.parts:
            yield self._row(section, said or section.text or section.rule)
        for category in section.parts:
            many = len(category.parts) > 1 and section.base is None
            if not category.parts:  # judged as a whole
                text = self.texts.get(category.route) or category.rule
                yield labels(category) | self._row(category, text)
            for item in sorted(category.parts, key=lambda part: part.number):
                if section.base is None or item.actual is not None:
                    number = f"{item.number}." if many else ""
                    yield labels(category) | self._row(item, f"{number}{item.text or item.name}")

    def _row(self, node: Node, content: str) -> _Slots:
        leaves = [*node.leaves()]
        done = [figures.achieved(leaf) for leaf in leaves]
        if len(leaves) > 1:
            done = [f"{leaf.name}：{said}" for leaf, said in zip(leaves, done, strict=True)]
        return {
            "内容": one(content),
            "评分标准": one(self._standard(leaves)),
            "完成情况": (Slot(Cell(tuple(done))),),
            **marks(leaves),
            **self.figures(node, "number"),
        }

    def _standard(self, leaves: Sequence[Node]) -> str:
        told = (self.standards.get(leaf.name, "") for leaf in leaves)
        return "；".join(filter(None, told))

    def figures(self, node: Node, style: str) -> _Slots:
        """Return the points, what the unit gives itself, and what it gets."""
        more = sum(self.claimed.get(leaf.name, 0) for leaf in node.leaves())
        own = figures.interval(node.low + more, node.high + more)
        columns = {
            "分值": figures.points(node),
            "自评分": own,
            "考核分": figures.score(node),
            figures.FILLED: figures.filled(node),
        }
        return {name: (Slot(text(figure, style)),) for name, figure in columns.items()}


def labels(category: Node) -> _Slots:
    """Return the label of a category; one without a name leaves its room to the item."""
    return {"类别": (Slot(label_of(category), category.route),)} if category.name else {}


def label_of(node: Node) -> Cell:
    """Return the label of a section or a category, with its points."""
    if node.state is State.NOT_APPLICABLE:
        return Cell((node.name, f"（{node.state}）"), style="label")
    points: tuple[str, ...] = ()
    if node.points is not None and not node.without_points:
        points = (f"（{figures.plain(node.points)}分）",)
    return Cell((node.name, *points), style="label")
