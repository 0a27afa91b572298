"""From a paper to what its tables mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tuanscore.commands.intake.meaning import classing, lines, projects, prose, titles, wording
from tuanscore.commands.intake.meaning import columns as over
from tuanscore.commands.intake.meaning.grid import Grid
from tuanscore.commands.intake.meaning.heads import Head
from tuanscore.commands.intake.meaning.joining import joined
from tuanscore.commands.intake.meaning.ledger import Ledger
from tuanscore.commands.intake.meaning.lines import Lines, Row
from tuanscore.commands.intake.meaning.loose import straightened
from tuanscore.commands.intake.meaning.recognised import Intake, Recognised, Sure, Told
from tuanscore.commands.intake.meaning.trimming import trimmed
from tuanscore.commands.intake.meaning.unread import marked
from tuanscore.commands.intake.papers.paper import Cell, Paper, Table, Text

if TYPE_CHECKING:
    from tuanscore.commands.intake.meaning.headings import Headings
    from tuanscore.commands.intake.meaning.recognised import Value

_CODE = re.compile(
    r"^(?P<code>(?=[^-—]*\d{4})[0-9A-Za-z]{8,})\s*[-—－_]\s*(?P<name>\S.*)$", re.DOTALL
)
_SHORT = 12
"""Characters of a text that may be a heading."""
_CARD = re.compile(r"保障指标|考核|考评|目标绩效|责任[书状]|目标任务")
_LABELS = 2
"""So many headings of its own make a table one that is read, whatever its cells hold."""
_LONG_TERM = re.compile(r"长期|中期|实施期")


def recognise(paper: Paper, headings: Headings, kind: str | None = None) -> Intake:
    """Return the projects, cards and sets of targets of a paper, and all that went nowhere.

    ``kind`` is what its tables are, of those that their columns allow.
    """
    return _Recogniser(paper, headings, kind).run()


@dataclass(slots=True)
class _Draft:
    """A project or a card of which not all is read yet."""

    at: str
    head: Head
    texts: list[Cell | Text] = field(default_factory=list)
    """What stands alone above its lines."""
    sets: list[tuple[str, Lines]] = field(default_factory=list)
    """Its lines, with 长期 or 年度 where both are printed."""


class _Recogniser:
    def __init__(self, paper: Paper, headings: Headings, kind: str | None) -> None:
        self.kind = kind
        self.paper = trimmed(joined(straightened(paper, headings), headings))
        self.headings = headings
        self.ledger = Ledger(self.paper)
        self.found: list[Recognised] = []
        self.above: list[Cell | Text] = []
        """Paragraphs since the last table."""
        self.draft: _Draft | None = None
        self.year: Told | None = None
        """The last year that was read in a paragraph."""
        self.at = ""
        """Which table is being read."""

    def run(self) -> Intake:
        for part in _unfolded(self.paper.parts, self.headings):
            if isinstance(part, Table):
                self._table(part)
            else:
                self.above.append(part)
        self._finish()
        self.found += prose.read(
            (part for part in self.paper.parts if isinstance(part, Text)),
            self.headings,
            self.ledger,
        )
        return Intake(self.paper.name, tuple(self.found), self.ledger.close(self.found))

    def _is_title(self, text: str) -> bool:
        word = self.headings.is_known(text) or self.headings.level(text)
        return titles.is_title(text) and not word

    # ---- tables ----------------------------------------------------------------------------------

    def _table(self, table: Table) -> None:
        grid = Grid(table)
        self.at = table.at or table.cells[0].at.rpartition(" ")[0]
        if not self._goes_on(grid):
            self._new()
        row = 0
        while row < grid.rows:
            row = self._row(grid, row)

    def _goes_on(self, grid: Grid) -> bool:
        """Say whether a table is still about what the one before it is about."""
        draft = self.draft
        sheet = grid.table.at.startswith("工作表")
        if draft is None or sheet or any(self._is_title(text.text) for text in self.above):
            return False
        if not draft.sets:
            return True
        first = next((row for row in range(grid.rows) if grid.filled(row)), 0)
        found = over.find(grid, first, self.headings)
        last = draft.sets[-1][1].columns
        return found is not None and found.roles == last.roles and not self.above

    def _row(self, grid: Grid, row: int) -> int:
        """Read what begins in a row of a grid; return the next row to be read."""
        columns = over.find(grid, row, self.headings)
        if columns is not None and columns.levels:
            return self._wide(grid, columns)
        if columns is not None:
            return self._lines(grid, columns)
        filled = grid.filled(row)
        assert self.draft is not None
        begins = any(self.headings.begins(cell.text) for cell in filled)
        lone = len(filled) == 1 and not self.draft.head.said(filled[0])
        if self.draft.sets and (begins or (lone and self._is_title(filled[0].text))):
            self._new()
        if lone and self._is_text(grid, row, filled[0]):
            self.draft.texts.append(filled[0])
            return row + 1
        return self.draft.head.read(grid, row)

    def _is_text(self, grid: Grid, row: int, cell: Cell) -> bool:
        if not (self._is_title(cell.text) or titles.is_year(cell.text)):
            return False
        return cell.column == 0 or not any(
            other.text.strip() for other in grid.between(row, 0, cell.column)
        )

    def _lines(self, grid: Grid, columns: over.Columns) -> int:
        assert self.draft is not None
        for column in columns.columns:
            if column.role in over.ABOUT:
                self.draft.head.unit(column.text)
        lines.mark(columns, self.ledger)
        if self._is_card(self.draft):
            columns = over.as_card(columns)
        sides = [columns] if columns.second is None else [columns, columns.second]
        several = len(sides) > 1
        return max(self._set(grid, side, _period(grid, side, above=several)) for side in sides)

    def _is_card(self, draft: _Draft) -> bool:
        """Say whether a title speaks of a card and nothing of a project."""
        said = "".join(wording.flat(text.text) for text in draft.texts)
        return "项目名称" not in draft.head.values and _CARD.search(said) is not None

    def _set(self, grid: Grid, columns: over.Columns, period: str) -> int:
        """Read the lines of one set of headings."""
        assert self.draft is not None
        known = [one for one in self.draft.sets if one[0] == period]
        if known and known[-1][1].columns.name == columns.name:
            read = known[-1][1]
            read.columns = columns
        else:
            read = Lines(columns)
            self.draft.sets.append((period, read))
        return lines.read(grid, columns.stop, read, self.headings, self.ledger)

    def _wide(self, grid: Grid, columns: over.Columns) -> int:
        """Take every row for a project of its own."""
        draft = self.draft
        assert draft is not None
        for column in columns.columns:
            for cell in column.cells:
                draft.head.unit(cell.text)
        title, year, names = self._titles(draft)
        for about, rows, at in projects.read(grid, columns, self.headings, self.ledger):
            head = {**year, **draft.head.values, **about}
            kind = classing.of(columns.roles, head, names, card=False)
            self._add(kind, title, head, rows, at)
        self.draft = _Draft(self.at, Head(self.headings, self.ledger))
        return grid.rows

    # ---- drafts ----------------------------------------------------------------------------------

    def _new(self) -> None:
        self._finish()
        self.draft = _Draft(self.at, Head(self.headings, self.ledger), list(self.above))
        for text in self.above:
            self.draft.head.said(text)
        self.above = []

    def _finish(self) -> None:
        draft, self.draft = self.draft, None
        if draft is None:
            return
        if not any(read.rows for _, read in draft.sets) and not _is_head(draft.head.values):
            self._years(draft)
            return
        title, year, names = self._titles(draft)
        if not draft.sets:
            self._add_set(title, names, {**year, **draft.head.values}, None, draft.at)
        several = len({period for period, _ in draft.sets if period}) > 1
        for period, read in sorted(draft.sets, key=lambda one: several and one[0] == "长期"):
            head = {**year, **draft.head.values}
            if several and period:
                head["期间"] = Told(period, "")
            self._add_set(title, names, {**self._months(draft, read), **head}, read, draft.at)

    def _months(self, draft: _Draft, read: Lines) -> dict[str, Value]:
        """Return the months that a table watches (1-7月执行情况), as title or headings say."""
        if not classing.WATCHED & set(read.columns.roles):
            return {}
        headings = (cell for column in read.columns.columns for cell in column.cells)
        for piece in (*draft.texts, *headings):
            if found := wording.months(piece.text):
                return {"期间": self.ledger.told(piece, found)}
        return {}

    def _years(self, draft: _Draft) -> None:
        for text in draft.texts:
            if found := wording.year(text.text):
                self.year = self.ledger.told(text, found, weak=True)

    def _titles(self, draft: _Draft) -> tuple[Told | None, dict[str, Value], list[str]]:
        """Return the title, the year, and all the words that say what kind of table it is."""
        known = [text for text in draft.texts if self._is_title(text.text)]
        inside = [text for text in known if isinstance(text, Cell)]
        title = (inside[:1] or known[-1:] or [None])[0]
        start = draft.texts.index(title) if title is not None else len(draft.texts)
        year: dict[str, Value] = {}
        for text in (*draft.texts[start:], *reversed(draft.texts[:start])):
            if (found := wording.year(text.text)) and not year:
                weak = not (text is title or titles.is_year(text.text))
                year["年度"] = self.ledger.told(text, found, weak=weak)
        if not year and self.year is not None:
            year["年度"] = self.year
        self._years(draft)
        told = None
        if title is not None:
            told = self.ledger.told(title, wording.joined(title.text))
        return told, year, [told.text] if told else []

    def _add_set(
        self,
        title: Told | None,
        names: list[str],
        head: dict[str, Value],
        read: Lines | None,
        at: str,
    ) -> None:
        if read is None:
            self._add(classing.of((), head, names, card=False), title, head, [], at)
            return
        card = read.is_card
        roles = read.columns.roles
        if not any(read.about):
            kind = classing.of(roles, head, names, card=card)
            head |= _totals(kind, read)
            self._add(kind, title, head, _as_card(read, kind) if card else read.rows, at)
            return
        for about, rows in _by_project(read):
            both = {**head, **about}
            self._add(classing.of(roles, both, names, card=card), title, both, rows, at)

    def _add(
        self, kind: str, title: Told | None, head: dict[str, Value], rows: list[Row], at: str
    ) -> None:
        kind = classing.settled(kind, self.kind)
        shown = ""
        if title is not None:
            shown, head = title.text, {"标题": title, **head}
        self.found.append(
            Recognised(
                kind, shown, marked(_headed(kind, title, head)), tuple(map(marked, rows)), at
            )
        )


def _unfolded(parts: tuple[Table | Text, ...], headings: Headings) -> Iterator[Table | Text | Cell]:
    """Yield tables and paragraphs; what stands in a layout table as if there were none."""
    for part in parts:
        if isinstance(part, Text):
            yield part
            continue
        inner = [cell for cell in part.cells if cell.inner]
        tables = any(isinstance(one, Table) for cell in inner for one in cell.inner)
        layout = tables and sum(map(headings.is_known, (c.text for c in part.cells))) < _LABELS
        if not layout:
            yield part
        for cell in part.cells if layout else inner:
            if layout and cell.text.strip():
                yield cell
            if tables:
                yield from _unfolded(cell.inner, headings)


def _period(grid: Grid, columns: over.Columns, *, above: bool) -> str:
    """Return 长期 or 年度 as it stands beside a set of lines, or above it; or nothing."""
    texts = [columns.block]
    name = columns.get(columns.name)
    if above and name is not None:
        texts += [cell.text for cell in name.cells[:-1]]
        cells = (grid.at(row, name.start) for row in range(columns.row - 1, -1, -1))
        texts += [cell.text for cell in cells if cell is not None and len(cell.text) <= _SHORT]
    for text in map(wording.flat, texts):
        if _LONG_TERM.search(text):
            return "长期"
        if "年度" in text:
            return "年度"
    return ""


def _is_head(head: dict[str, Value]) -> bool:
    """Say whether a head alone is a project: it has a name and amounts or goals."""
    return "项目名称" in head and bool(
        {"预算数", "预期目标", "全年预算数", "年初预算数"} & set(head)
    )


def _totals(kind: str, read: Lines) -> dict[str, Value]:
    """Return what is printed of whole categories, and of the whole: scores where there are any."""
    found: dict[str, Value] = {}
    if read.by_category:
        found["类别得分"] = dict(read.by_category)
    filled = kind in (classing.ASSESSMENT, classing.DEPARTMENT_ASSESSMENT)
    key, role = ("自评得分", "得分") if filled else ("总分", "总分")
    total = read.totals.get(role)
    if total is not None and total.text and (filled or read.is_card):
        found[key] = total
    return found


def _by_project(read: Lines) -> Iterator[tuple[Row, list[Row]]]:
    """Yield what is said of each project, and its lines."""
    found: dict[tuple[str, ...], tuple[Row, list[Row]]] = {}
    for about, row in zip(read.about, read.rows, strict=True):
        key = tuple(
            told.text
            for role in ("项目编码", "项目名称")
            if isinstance(told := about.get(role), Told)
        )
        found.setdefault(key, (about, []))[1].append(row)
    yield from found.values()


def _as_card(read: Lines, kind: str) -> list[Row]:
    """Return the lines of a card: several items of one cell as 条目, its labels by its kind."""
    several = any(
        isinstance(told := row["内容"], Told) and wording.numbers(told.text) > 0
        for row in read.rows
    )
    rows = []
    lower = {"部分": "类别", "类别": "小类"}
    shift = kind == classing.SAFEGUARD and any("部分" in row for row in read.rows)
    for row in read.rows:
        line = {lower.get(key, key) if shift else key: value for key, value in row.items()}
        told = line["内容"]
        if several and isinstance(told, Told):
            texts = wording.items(told.text)
            line["条目"] = tuple(replace(told, text=text) for text in texts)
            del line["内容"]
        elif isinstance(told, Told):
            line["内容"] = replace(told, text=wording.joined(told.text))
        rows.append(line)
    return rows


def _headed(kind: str, title: Told | None, head: dict[str, Value]) -> dict[str, Value]:
    """Return a head with what its parts say together: code and name, goals, whose it is."""
    found = dict(head)
    _with_year(found)
    named = found.get("项目名称")
    if isinstance(named, Told) and (match := _CODE.match(wording.joined(named.text))):
        found.setdefault("项目编码", replace(named, text=match["code"]))
        found["项目名称"] = replace(named, text=match["name"])
    if kind in (classing.CARD, classing.SAFEGUARD):
        if title is not None and "单位" not in found and (whose := titles.whose(title.text)):
            found["单位"] = replace(title, text=whose)
        return found
    if title is not None and "项目名称" not in found and (own := titles.project(title.text)):
        found["项目名称"] = replace(title, text=own)
    if kind == classing.ASSESSMENT and "预算数" in found:
        found.setdefault("年初预算数", found.pop("预算数"))
    _with_goals(kind, found)
    if "单位" not in found and "实施单位" in found:
        found["单位"] = found["实施单位"]
    return found


def _with_year(head: dict[str, Value]) -> None:
    """Put the year as a number; where none is printed, that in the project's name may be it."""
    year, name = head.get("年度"), head.get("项目名称")
    if isinstance(year, Told):
        head["年度"] = replace(year, text=wording.year(year.text) or year.text)
    elif isinstance(name, Told) and (found := wording.year(name.text)):
        head["年度"] = replace(name, text=found, sure=Sure.WEAK)


def _with_goals(kind: str, head: dict[str, Value]) -> None:
    """Put the goals where the kind has them: a list in a plan, a text in an assessment."""
    goal = head.pop("预期目标", None)
    period = head.get("期间")
    if isinstance(period, Told) and period.text == "长期":
        goal = head.pop("长期目标", goal)
    if not isinstance(goal, Told):
        return
    if kind == classing.PLAN:
        head["绩效目标"] = tuple(replace(goal, text=text) for text in wording.items(goal.text))
    else:
        head["总体目标"] = goal
