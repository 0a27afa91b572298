"""A scored card or project on one worksheet, line by line, every number a formula over the inputs.

On the left what is printed: the lines, what was reported, points and scores, sums, rate and grade.
On the right what that rests on: how points are shared out, the 定性档, the 等次标准, the 评议.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import xl_rowcol_to_cell as cell_name

from tuanscore import visible
from tuanscore.commands.workbook import live, sharing
from tuanscore.faces import grid, xlsx
from tuanscore.methods import rating
from tuanscore.scoring import grades
from tuanscore.scoring.cents import ZERO
from tuanscore.scoring.tree import Level, State
from tuanscore.sheets import figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter.worksheet import Worksheet

    from tuanscore.commands.workbook.ground import Ground
    from tuanscore.commands.workbook.live import Live
    from tuanscore.commands.workbook.sharing import Group
    from tuanscore.scoring.project import ProjectScore
    from tuanscore.scoring.tree import Node, Score

HEADS = ("目标", "目标值", "上限", "单位", "完成值", "分值", "完成比例", "得分", "最高可能", "说明")
_WIDTHS = (13, 8, 6, 6, 12, 7, 9, 8, 9, 34)
_CARD = (("部分", 9), ("类别", 13), ("条目", 14), ("考核点", 19))
_PROJECT = (("一级指标", 14), ("二级指标", 18), ("三级指标", 26))
_HELP = ("分值怎么分", "写明的分值", "不适用", "权重", "整分", "余数", "分值")
_LEGEND = (
    "浅黄的格可以改：完成值写数（单位见左边）、定性的词或 不适用，空着是没有报；其余的数跟着变。"
)
_FIXED = "写定的数，不随完成值变"
_SUMMED = (Level.SECTION, Level.CATEGORY, Level.CLASS, Level.GOAL)
_INPUT = xlsx.INPUT
_TOTALS = ("points", "usual", "rest", "open", "total", "over")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where on a worksheet the whole of a score stands, as names of cells."""

    full: str
    low: str
    high: str
    rate_low: str
    rate_high: str
    grade: str


def lay(
    worksheet: Worksheet, styles: xlsx.Styles, score: Score | ProjectScore, ground: Ground
) -> Standing:
    """Write a score onto a worksheet, and say where its sums stand."""
    return _Tree(worksheet, styles, score, ground).lay()


class _Tree:
    def __init__(
        self,
        worksheet: Worksheet,
        styles: xlsx.Styles,
        score: Score | ProjectScore,
        ground: Ground,
    ) -> None:
        self.worksheet, self.styles, self.score, self.ground = worksheet, styles, score, ground
        self.root: Node = getattr(score, "card", None) or getattr(score, "tree")  # noqa: B009
        self.is_card = self.root.level is Level.CARD
        self.labels = _CARD if self.is_card else _PROJECT
        self.widths = [*(width for _, width in self.labels), *_WIDTHS]
        start = len(self.labels)
        self.target, self.goal, self.upper, self.unit, self.value = range(start, start + 5)
        self.points, self.share, self.low, self.high, self.note = range(start + 5, start + 10)
        self.aside = self.note + 2
        self.row = 0
        self.plan: list[tuple[Node, tuple[str, ...]]] = []
        """Leaves, and what is summed up behind its leaves, each with the names that lead to it."""
        self.rows: dict[int, int] = {}
        """The row of each leaf, by its identity."""
        self.shared: dict[int, int] = {}
        """The row of each line in the block of how points are shared, likewise."""
        self.words, self.opinions = "", dict[str, tuple[int, int]]()

    # ---- the frame -------------------------------------------------------------------------------

    def lay(self) -> Standing:
        heads = [*(name for name, _ in self.labels), *HEADS]
        for column, width in enumerate(self.widths):
            self.worksheet.set_column(column, column, width)
        self.worksheet.set_column(self.aside, self.aside, 26)
        self.worksheet.set_column(self.aside + 1, self.aside + 6, 10)
        if self.score.sample:
            mark = self.styles.of(
                font_name=xlsx.HEI, font_size=12, font_color=xlsx.RED, border=1, align="center"
            )
            self._wide(xlsx.SAMPLE, mark, 22)
        title = f"{self.score.title}{'得分表' if self.is_card else ''}"
        self._wide(title, self.styles.of(font_name=xlsx.TITLE, font_size=18, align="center"), 32)
        self._wide(_LEGEND, self.styles.of(font_size=10, align="left"), 18)
        head = self.styles.of(
            font_name=xlsx.HEI, font_size=10, border=1, align="center", bg_color="#F0F0F0"
        )
        for column, name in enumerate(heads):
            self.worksheet.write_string(self.row, column, name, head)
        self.worksheet.repeat_rows(self.row)
        self.worksheet.freeze_panes(self.row + 1, len(self.labels))
        self.row += 1
        self._plan(self.root, (), self.row)
        self._aside()
        for node, path in self.plan:
            if node.parts:
                self._sum(node, path)
            elif node.level is Level.DEDUCTION:
                self._loss(node, path)
            elif node.level is Level.BONUS:
                self._bonus(node, path)
            else:
                self._leaf(node, path)
            self.row += 1
        standing = self._total()
        self._notes()
        self.worksheet.print_area(0, 0, self.row - 1, self.note)
        return standing

    def _wide(self, text: str, style: Any, height: float) -> None:
        self.worksheet.set_row(self.row, height)
        self.worksheet.merge_range(self.row, 0, self.row, self.note, "", style)
        self.worksheet.write_string(self.row, 0, visible.line(text), style)
        self.row += 1

    def _plan(self, node: Node, above: tuple[str, ...], first: int) -> int:
        """Give every line and every sum its row, as formulas name each other; return the next."""
        row = first
        for part in node.parts:
            path = (*above, part.name)
            if part.parts:
                row = self._plan(part, path, row)
            else:
                self.rows[id(part)] = row
                self.plan.append((part, path))
                row += 1
        if node.level in _SUMMED and (node.level is not Level.CATEGORY or len(node.parts) > 1):
            self.plan.append((node, above))
            row += 1
        return row

    # ---- what it rests on ------------------------------------------------------------------------

    def _aside(self) -> None:
        row = self._words(self.row)
        row = self._bounds(row + 1)
        for name, opinions in self.ground.opinions.items():
            row = self._opinions(name, opinions, row + 1)
        for group in sharing.groups(self.root, self.ground.total):
            row = self._group(group, row + 1)

    def _put(self, row: int, column: int, value: Any, **style: Any) -> None:
        """Write a value of the right side."""
        form = self.styles.of(font_size=9, **style)
        if isinstance(value, str):
            self.worksheet.write_string(row, column, visible.line(value), form)
        elif value is None:
            self.worksheet.write_blank(row, column, None, form)
        else:
            self.worksheet.write_number(row, column, float(value), form)

    def _calc(self, row: int, column: int, formula: str, cached: Any, **style: Any) -> None:
        form = self.styles.of(font_size=9, **style)
        self.worksheet.write_formula(row, column, "=" + formula, form, _cached(cached))

    def _heads(self, row: int, *names: str) -> int:
        for at, name in enumerate(names):
            self._put(row, self.aside + at, name, font_name=xlsx.HEI, bottom=1)
        return row + 1

    def _words(self, row: int) -> int:
        row = self._heads(row, "定性档", "至少 %", "最多 %")
        first = row
        for word, (low, high) in live.words_of(self.ground).items():
            self._put(row, self.aside, word)
            self._put(row, self.aside + 1, low, **_INPUT)
            self._put(row, self.aside + 2, high, **_INPUT)
            row += 1
        self.words = _range(first, self.aside, row - 1, self.aside + 2)
        self.first_word, self.last_word = first, row - 1
        return row

    def _bounds(self, row: int) -> int:
        row = self._heads(row, "等次", "得分率不低于")
        self.first_grade = row
        for grade, bound in self.ground.bounds.items():
            self._put(row, self.aside, grade)
            self._put(row, self.aside + 1, bound, **_INPUT)
            row += 1
        self._put(row, self.aside, grades.LOWEST)
        self.last_grade = row
        return row + 1

    def _opinions(self, name: str, opinions: Sequence[Any], row: int) -> int:
        row = self._heads(row, f"评议：{name}", "得分", "权重")
        first = row
        weights, _ = rating.weights(opinions)
        for opinion, weight in zip(opinions, weights, strict=True):
            self._put(row, self.aside, opinion.source)
            self._put(row, self.aside + 1, opinion.mark, **_INPUT)
            self._put(row, self.aside + 2, weight, **_INPUT)
            row += 1
        self.opinions[name] = (first, row - 1)
        return row

    def _group(self, group: Group, head: int) -> int:
        """Write how the points of a group are shared out; see `sharing`."""
        self._heads(head, *_HELP)
        self._put(head, self.aside, f"{group.parent.name}（各项）", font_name=xlsx.HEI, bottom=1)
        column = self.aside
        total, first = head + 1, head + 2
        last = first + len(group.children) - 1
        given, flag, weight, whole, rest, got = range(column + 1, column + 7)
        for row, child in enumerate(group.children, first):
            self.shared[id(child)] = row
            self._put(row, column, child.name)
            self._flag(row, flag, child)
        if not group.live:
            self._put(total, column, "写定")
            for row, child in enumerate(group.children, first):
                self._put(row, got, child.points or ZERO, num_format="0.00", **_INPUT)
            return last + 1
        at = {name: cell_name(total, column + n, True, True) for n, name in enumerate(_TOTALS, 1)}
        spread = {c: _range(first, c, last, c) for c in range(column + 1, column + 7)}
        found = sharing.cents(group)
        self._put(total, column, "要分的、平时的、余下、空的项、权重合计、剩几分")
        above = self.shared.get(id(group.parent))
        if above is None:
            self._put(total, given, group.points, num_format="0.00", **_INPUT)
        else:
            name = cell_name(above, got, True, True)
            self._calc(total, given, name, group.points, num_format="0.00")
        if group.usual == group.points:
            self._calc(total, flag, at["points"], group.usual, num_format="0.00")
        else:
            self._put(total, flag, group.usual, num_format="0.00")
        left = max(group.usual - sum((p for p in group.given if p is not None), ZERO), ZERO)
        open_ = sum(p is None for p in group.given)
        self._calc(total, weight, f"MAX({at['usual']}-SUM({spread[given]}),0)", left)
        self._calc(total, whole, f"{len(found)}-COUNT({spread[given]})", open_)
        self._calc(total, rest, f"SUM({spread[weight]})", sum(c.weight for c in found))
        over = round(group.points * 100) - sum(c.whole for c in found)
        self._calc(total, got, f"ROUND({at['points']}*100,0)-SUM({spread[whole]})", over)
        for row, own in enumerate(found, first):
            here = {c: cell_name(row, c) for c in range(column + 1, column + 7)}
            self._put(row, given, group.given[row - first], num_format="0.00", **_INPUT)
            self._calc(
                row,
                weight,
                f"IF({here[flag]}=1,0,IF({at['open']}=0,{here[given]},"
                f'IF({here[given]}="",{at["rest"]},{here[given]}*{at["open"]})))',
                own.weight,
            )
            exact = f"{at['points']}*100*{here[weight]}/{at['total']}"
            self._calc(row, whole, f"IF({at['total']}=0,0,INT(ROUND({exact},6)))", own.whole)
            self._calc(
                row,
                rest,
                f"IF({at['total']}=0,0,ROUND({exact}-{here[whole]},6))",
                round(own.rest, 6),
            )
            earlier = f"{cell_name(first, rest, True, True)}:{here[rest]}"
            place = (
                f"SUMPRODUCT(({spread[rest]}>{here[rest]})*1)"
                f"+SUMPRODUCT(({earlier}={here[rest]})*1)"
            )
            self._calc(
                row,
                got,
                f"IF({here[flag]}=1,0,({here[whole]}+IF({place}<={at['over']},1,0))/100)",
                own.points,
                num_format="0.00",
            )
        return last + 1

    def _flag(self, row: int, column: int, child: Node) -> None:
        """Write 1 where nothing of a line applies: a leaf says so, all others by their leaves."""
        if child.level in sharing.WHOLE:
            self._put(row, column, 0)
            return
        leaves = child.leaves()
        gone = int(sharing.is_gone(child))
        said = (f'{cell_name(self.rows[id(leaf)], self.value)}="{live.ABSENT}"' for leaf in leaves)
        self._calc(row, column, f"IF(AND({','.join(said)}),1,0)", gone)

    # ---- the lines -------------------------------------------------------------------------------

    def _leaf(self, node: Node, path: tuple[str, ...]) -> None:
        """Write a line with points."""
        made = live.of(node, self.ground)
        if node.method == rating.NAME and node.name in self.opinions:
            self._rated(node, path)
        elif made is None:
            self._fixed(node, path)
        else:
            self._live(node, path, made)

    def _live(self, node: Node, path: tuple[str, ...], made: Live) -> None:
        self._labels(path, node)
        open_ = (not made.words, made.upper is not None)
        for column, number, given in zip(
            (self.goal, self.upper), (made.goal, made.upper), open_, strict=True
        ):
            self._number(column, number, **(_INPUT if given else {}))
        self._text(self.unit, made.unit, align="center")
        if isinstance(made.value, str):
            self._text(self.value, made.value, align="center", **_INPUT)
        else:
            self._number(self.value, made.value, align="center", **_INPUT)
        if made.words:
            self._choices()
        names = {
            "v": self._here(self.value),
            "g": self._here(self.goal),
            "u": self._here(self.upper),
            "w": self.words,
        }
        share, most = (
            self._share((formula or made.share).format(**names), percent=made.words)
            for formula in (made.share, made.most)
        )
        earned = "" if made.earned is None else made.earned
        self._formula(self.share, share, earned, "0.00%")
        if most == share:
            most = self._here(self.share)
        self._scores(node, most)

    def _share(self, formula: str, *, percent: bool) -> str:
        """Return the share that is earned; nothing where nothing is reported."""
        value = self._here(self.value)
        if percent:
            wrapped = f'IFERROR({formula}/100,"看不懂")'
        else:
            wrapped = f'IF(ISNUMBER({value}),{formula},"看不懂")'
        return f'IF(OR({value}="",{value}="{live.ABSENT}"),"",{wrapped})'

    def _scores(self, node: Node, most: str) -> None:
        """Write points, score and the most that is possible of a line by its share."""
        self._points(node)
        points, share = self._here(self.points), self._here(self.share)
        earned = "ROUND(ROUND({}*{},11),2)"
        low = f"IF(ISNUMBER({share}),{earned.format(points, share)},0)"
        high = f"IFERROR({earned.format(points, f'({most})')},{points})"
        high = f"IF(ISNUMBER({share}),{high},{points})"
        self._formula(self.low, low, node.low)
        self._formula(self.high, high, node.high)
        self._text(self.note, node.rule, align="left")

    def _rated(self, node: Node, path: tuple[str, ...]) -> None:
        """Write a line that is rated: the mean of what people think, of 100."""
        self._labels(path, node)
        first, last = self.opinions[node.name]
        marks = _range(first, self.aside + 1, last, self.aside + 1)
        weights = _range(first, self.aside + 2, last, self.aside + 2)
        mean = f'SUMPRODUCT({marks},{weights})/SUMPRODUCT(({marks}<>"")*{weights})'
        given = self.ground.opinions[node.name]
        weighed, _ = rating.weights(given)
        top = sum((o.mark * w for o, w in zip(given, weighed, strict=True)), ZERO)
        value = float(top / sum(weighed))
        for column in (self.goal, self.upper):
            self._text(column, "")
        self._text(self.unit, "分", align="center")
        self._formula(self.value, f'IF(COUNT({marks})=0,"",{mean})', value, "0.00", align="center")
        here = self._here(self.value)
        self._formula(self.share, f'IF({here}="","",{here}/100)', value / 100, "0.00%")
        self._scores(node, self._here(self.share))

    def _fixed(self, node: Node, path: tuple[str, ...]) -> None:
        """Write a line that no formula works out."""
        self._labels(path, node)
        for column in (self.goal, self.upper, self.unit, self.share):
            self._text(column, "")
        gone = sharing.is_gone(node)
        said = live.ABSENT if gone else "" if node.actual is None else node.actual.text
        self._text(self.value, said, align="center")
        share = live.share_of(node)
        if node.state is State.UNREPORTED and node.high == (node.points or ZERO):
            self._text(self.share, "")
            self._scores(node, self._here(self.share))
        elif share is not None:
            self._number(self.share, share[0] / share[1], num_format="0.00%")
            self._scores(node, self._here(self.share))
        else:
            self._points(node)
            self._number(self.low, node.low, num_format="0.00")
            self._number(self.high, node.high, num_format="0.00")
        self._text(self.note, "；".join(filter(None, (_FIXED, node.rule))), align="left")

    def _loss(self, node: Node, path: tuple[str, ...]) -> None:
        """Write a line that takes points off, no more than there are left."""
        self._labels(path, node)
        for column in (self.goal, self.upper, self.points, self.share):
            self._text(column, "")
        top, earlier = self._container(node)
        base = [self._base(top)] if top.base is not None else []
        least = sum((n.low for n in earlier), top.base or ZERO)
        most = sum((n.high for n in earlier), top.base or ZERO)
        own = next((told.value for told in node.inputs if told.name == "最多"), None)
        amount = live.loss(node, self.ground)
        taken = amount if own is None else min(amount, Decimal(own))
        self._text(self.unit, "扣分", align="center")
        if (node.low, node.high) != (-min(taken, least), -min(taken, most)):
            self._text(self.value, figures.achieved(node), align="center")
            self._number(self.low, node.low, num_format="0.00")
            self._number(self.high, node.high, num_format="0.00")
            self._text(self.note, f"{_FIXED}；{node.rule}", align="left")
            return
        self._number(self.value, amount or None, align="center", num_format="0.00", **_INPUT)
        off = f"N({self._here(self.value)})"
        off = off if own is None else f"MIN({off},{own})"
        for column, score in ((self.low, node.low), (self.high, node.high)):
            terms = [*base, *self._cells(column, earlier)]
            left = f"MAX(0,SUM({','.join(terms)}))" if terms else "0"
            self._formula(column, f"-MIN({off},{left})", score)
        self._text(self.note, node.rule, align="left")

    def _bonus(self, node: Node, path: tuple[str, ...]) -> None:
        """Write what is added, no more than there is room for below full marks."""
        self._labels(path, node)
        for column in (self.goal, self.upper, self.points, self.share):
            self._text(column, "")
        self._text(self.unit, "加分", align="center")
        self._number(self.value, node.high, align="center", num_format="0.00", **_INPUT)
        leaves = [n for n, _ in self.plan if not n.parts and n.level is not Level.BONUS]
        full = self._whole(self.points, leaves)
        for column, score in ((self.low, node.low), (self.high, node.high)):
            added = f"N({self._here(self.value)})"
            if self.ground.bonus_to_full:
                room = f"MAX(0,SUM({full})-SUM({self._whole(column, leaves)}))"
                added = f"MIN({added},{room})"
            self._formula(column, added, score)
        self._text(self.note, node.rule, align="left")

    def _container(self, node: Node) -> tuple[Node, list[Node]]:
        """Return the part that points are taken off from, and what comes before a loss in it."""
        for part in self.root.nodes():
            found = part.base is not None or part.level is Level.CATEGORY
            if found and any(leaf is node for leaf in part.leaves()):
                leaves = [*part.leaves()]
                return part, leaves[: next(i for i, n in enumerate(leaves) if n is node)]
        raise AssertionError(node.name)

    # ---- sums ------------------------------------------------------------------------------------

    def _base(self, node: Node) -> str:
        """Return the cell of the points that losses are taken off from."""
        return str(cell_name(self.shared[id(node)], self.aside + 6, True, True))

    def _cells(self, column: int, leaves: Iterable[Node]) -> list[str]:
        """Return the cells of some lines in a column, those below each other as one range."""
        spans: list[list[int]] = []
        for row in sorted(self.rows[id(leaf)] for leaf in leaves):
            if spans and spans[-1][1] == row - 1:
                spans[-1][1] = row
            else:
                spans.append([row, row])
        return [_range(first, column, last, column) for first, last in spans]

    def _whole(self, column: int, leaves: Sequence[Node], top: Node | None = None) -> str:
        """Return the cells that add up to a part, with what losses start from."""
        within = (self.root if top is None else top).nodes()
        bases = [self._base(node) for node in within if node.base is not None]
        return ",".join([*self._cells(column, leaves), *bases])

    def _sum(self, node: Node, path: tuple[str, ...]) -> None:
        name = f"{node.name or '本类'}小计"
        leaves = [*node.leaves()]
        self._sums(name, node, leaves, bold=node.level in (Level.SECTION, Level.CLASS, Level.GOAL))

    def _sums(self, name: str, node: Node, leaves: Sequence[Node], *, bold: bool) -> None:
        style: dict[str, Any] = {"bg_color": "#F7F7F7", "bold": bold}
        for column in range(self.note + 1):
            self._text(column, "", **style)
        self._head(name, **style)
        for column, number in (
            (self.points, node.points),
            (self.low, node.low),
            (self.high, node.high),
        ):
            if column == self.points and node.points is None:
                continue
            formula = f"SUM({self._whole(column, leaves, node)})"
            if node is self.root and self.ground.most is not None and column != self.points:
                formula = f"MIN({formula},{self.ground.most})"
            self._formula(column, formula, number, **style)

    def _head(self, name: str, **style: Any) -> None:
        """Write what a row of sums is of, over all columns before the figures."""
        form = self.styles.of(font_size=10, border=1, align="center", **style)
        self.worksheet.merge_range(self.row, 0, self.row, self.points - 1, "", form)
        self.worksheet.write_string(self.row, 0, visible.line(name), form)

    def _total(self) -> Standing:
        """Write the sum of all, the rate and the grade."""
        leaves = [node for node, _ in self.plan if not node.parts]
        self._sums("合计", self.root, leaves, bold=True)
        total = self.row
        names = {c: cell_name(total, c, True, True) for c in (self.points, self.low, self.high)}
        self.row += 1
        rates = ((self.low, self.score.rate_low), (self.high, self.score.rate_high))
        found = []
        self._head("得分率（%）", bold=True)
        for column, rate in rates:
            formula = f"ROUND(ROUND({names[column]}/{names[self.points]}*100,11),2)"
            formula = f'IF({names[self.points]}=0,"",{formula})'
            self._formula(column, formula, "" if rate is None else rate, bold=True)
            found.append(cell_name(self.row, column, True, True))
        self.row += 1
        low, high = found
        self._head("等次", bold=True)
        best = self._grade(found)
        self.row += 1
        return Standing(names[self.points], names[self.low], names[self.high], low, high, best)

    def _grade(self, rates: Sequence[str]) -> str:
        """Write the grade, or from the worst to the best that is possible."""
        bounds = _range(self.first_grade, self.aside + 1, self.last_grade - 1, self.aside + 1)
        known = _range(self.first_grade, self.aside, self.last_grade, self.aside)
        order = [*self.ground.bounds, grades.LOWEST]
        limits = [order.index(g) for g in self.ground.best_grades if g in order]
        below = (f"SUMPRODUCT(({rate}<{bounds})*1)" for rate in rates)
        places = (",".join(map(str, [place, *limits])) for place in below)
        low, high = (f"INDEX({known},MAX({place})+1)" for place in places)
        formula = f'IF({rates[0]}="","{grades.NONE}",IF({low}={high},{low},{low}&"–"&{high}))'
        said = figures.grades(self.score.grades)
        self._formula(self.low, formula, said, "General", bold=True, align="center")
        return str(cell_name(self.row, self.low, True, True))

    def _notes(self) -> None:
        self.row += 1
        style = self.styles.of(font_size=9.5, align="left")
        said = [f"等次标准：{self.score.scale}", *self.score.assumptions]
        if self.ground.most is not None:
            said.append(f"总分最高 {self.ground.most} 分（执行率封顶），写定")
        for note in said:
            self.worksheet.merge_range(self.row, 0, self.row, self.note, "", style)
            self.worksheet.write_string(self.row, 0, visible.line(note), style)
            self.worksheet.set_row(self.row, 15 * (1 + len(note) // 95))
            self.row += 1

    # ---- cells -----------------------------------------------------------------------------------

    def _labels(self, path: tuple[str, ...], node: Node) -> None:
        wide = len(self.labels)
        first = path[: len(path) - wide + 1] if len(path) > wide else path[:1]
        rest = path[len(first) :]
        shown = [
            " › ".join(filter(None, first)),
            *rest[:-1],
            *[""] * (wide - 1 - len(rest)),
            *rest[-1:],
        ]
        for column, name in enumerate(shown):
            self._text(column, name, align="left")
        self._text(self.target, node.target, align="center")
        told = (
            (node.target, self.target),
            (node.rule, self.note),
            (path[-1], len(self.labels) - 1),
        )
        lines = max(grid.width_of(text) * 2 // self.widths[column] + 1 for text, column in told)
        if lines > 1:
            self.worksheet.set_row(self.row, min(15 * lines, 405))

    def _points(self, node: Node) -> None:
        """Write the points of a line, which are those of the block on the right."""
        name = cell_name(self.shared[id(node)], self.aside + 6, True, True)
        formula = f'IF({self._here(self.value)}="{live.ABSENT}",0,{name})'
        self._formula(self.points, formula, node.points or ZERO)

    def _choices(self) -> None:
        words = [*live.words_of(self.ground), live.ABSENT]
        self.worksheet.data_validation(
            self.row,
            self.value,
            self.row,
            self.value,
            {
                "validate": "list",
                "source": words,
                "error_type": "information",
                "error_title": "完成值",
                "error_message": "也可以写 0 到 100 的数（百分之几）",
            },
        )

    def _here(self, column: int) -> str:
        name: str = cell_name(self.row, column)
        return name

    def _text(self, column: int, text: str, **style: Any) -> None:
        form = self.styles.of(**{"font_size": 10, "border": 1, **style})
        self.worksheet.write_string(self.row, column, visible.line(text), form)

    def _number(self, column: int, number: Decimal | None, **style: Any) -> None:
        form = self.styles.of(**{"font_size": 10, "border": 1, "align": "right", **style})
        if number is None:
            self.worksheet.write_blank(self.row, column, None, form)
        else:
            self.worksheet.write_number(self.row, column, float(number), form)

    def _formula(
        self, column: int, formula: str, cached: Any, form: str = "0.00", **style: Any
    ) -> None:
        given = {"font_size": 10, "border": 1, "align": "right", "num_format": form, **style}
        made = self.styles.of(**given)
        self.worksheet.write_formula(self.row, column, "=" + formula, made, _cached(cached))


def _cached(value: Any) -> Any:
    """Return the number that a program shows until it has worked out a formula itself."""
    return value if isinstance(value, str | int) else float(value)


def _range(top: int, left: int, bottom: int, right: int) -> str:
    first, last = cell_name(top, left, True, True), cell_name(bottom, right, True, True)
    return first if first == last else f"{first}:{last}"
