"""One page of ruled tables: which characters stand in which cell, and which around them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pdfplumber.page import Page

SAME_EDGE = 3.0
"""Points by which edges of one rule may differ."""

_PADDING = 6.0
"""Points that a cell keeps free at its right edge."""
_TOUCH = 1.0
"""Points between characters of one text; cells keep theirs farther apart."""
_GAP = 0.5
"""Of a character's size: a wider gap is a blank."""
_WORD = re.compile(r"[（“‘《【(]*(?:[0-9A-Za-z.,%％≥≤＞＜±+-]+|.)[）”’》】)，。、；：！？,.;:%％]*")
"""What is not parted at the end of a line: a number, or a character with its punctuation."""
_ITEM = re.compile(
    r"(\d+|[一二三四五六七八九十]+)[.．、:：]|[（(](\d+|[一二三四五六七八九十]+)[）)]|[①-⑳]|指标\d"
)
"""What a line begins with that does not go on with the one above, however full that is."""
_PAGE_NUMBER = re.compile(
    r"[-—–·\s]*(第\s*)?\d{1,4}\s*(页)?\s*([/，,共]\s*共?\s*\d{1,4}\s*页?)?[-—–·\s]*"
)

Char = Mapping[str, Any]
Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in points from the page's upper left corner."""
Rule = tuple[float, float, float]
"""Where a rule is across its direction, and where it begins and ends."""


@dataclass(slots=True)
class Boxed:
    """A cell between rules; its columns are known when its table is whole."""

    row: int
    rows: int
    left: float
    right: float
    text: str = ""
    room: float = 0.0
    """How many characters its last line has room for."""
    open_above: bool = False
    open_below: bool = False
    """No rule closes it: it is part of a merged cell that pages cut."""
    inner: tuple[Grid, ...] = ()

    @property
    def end(self) -> int:
        """Return the row below it."""
        return self.row + self.rows


@dataclass(slots=True)
class Grid:
    """A ruled table, or the part of one that a page has."""

    page: int
    rows: int
    edges: list[float]
    cells: list[Boxed]


@dataclass(slots=True)
class Line:
    """A line outside of tables."""

    page: int
    text: str

    @property
    def is_number(self) -> bool:
        """Say whether it is the page's number."""
        return _PAGE_NUMBER.fullmatch(self.text) is not None


def ruled(page: Page) -> list[Grid | Line]:
    """Return tables and lines from top to bottom."""
    rules = _Rules(page)
    tables = [table for table in page.find_tables(rules.settings()) if not _is_frame(page, table)]
    tables.sort(key=lambda table: _area(table.bbox))
    boxes = [cell for table in tables for cell in table.cells]
    free: list[Char] = []
    inside: dict[Box, list[Char]] = {}
    for run in _runs(page.chars):
        box = _owner(run, boxes)
        (free if box is None else inside.setdefault(box, [])).extend(run)
    lines = []
    for line in _lines(free):
        cut = [next((box for box in boxes if rules.cuts(box, char)), None) for char in line]
        if None in cut or Line(0, _text(line)).is_number:
            lines.append(line)
            continue
        for box, hidden in zip(cut, line, strict=True):  # by a page's end, of merged cells
            if box is not None:
                inside.setdefault(box, []).append(hidden)
    order = {id(char): number for number, char in enumerate(page.chars)}
    for chars in inside.values():
        chars.sort(key=lambda char: order[id(char)])
    done: list[tuple[Box, Grid]] = []
    for table in tables:  # the smaller first: it may lie in a cell of a larger one
        grid, within = _grid(page.page_number, table.cells, inside, done, rules)
        done = [each for each in done if each not in within]
        if any(cell.text or cell.inner for cell in grid.cells):
            done.append((table.bbox, grid))
    parts: list[tuple[float, Grid | Line]] = [(box[1], grid) for box, grid in done]
    parts += [(line[0]["top"], Line(page.page_number, _text(line))) for line in lines]
    return [part for _, part in sorted(parts, key=lambda each: each[0])]


def _runs(chars: Sequence[Char]) -> Iterator[list[Char]]:
    """Yield characters that were written one right behind another."""
    run: list[Char] = []
    for char in chars:
        if run and not (
            abs(char["top"] - run[-1]["top"]) <= _TOUCH
            and abs(char["x0"] - run[-1]["x1"]) <= _TOUCH
        ):
            yield run
            run = []
        run.append(char)
    if run:
        yield run


def _owner(run: Sequence[Char], boxes: Sequence[Box]) -> Box | None:
    """Return the cell of a run; one too long for its cell runs over the next, if not cut off."""
    first, last = (
        next((box for box in boxes if _has(box, *_center(_box(char)))), None)
        for char in (run[0], run[-1])
    )
    if first == last:
        return first
    if first is not None and run[0]["x0"] - first[0] <= _PADDING:
        return first
    if last is not None and last[2] - run[-1]["x1"] <= _PADDING:
        return last
    middle = (run[0]["x0"] + run[-1]["x1"]) / 2
    height = _center(_box(run[0]))[1]
    return next((box for box in boxes if _has(box, middle, height)), first or last)


def _is_frame(page: Page, table: Any) -> bool:
    """Say whether a table is one box round most of a page: a background, or a frame."""
    return len(table.cells) == 1 and _area(table.bbox) * 2 > page.width * page.height


class _Rules:
    """The rules of a page, and those that a page's end took from merged cells."""

    def __init__(self, page: Page) -> None:
        edges = page.edges
        self._down = _joined((e["x0"], e["top"], e["bottom"]) for e in edges if _is(e, "v"))
        self._across = _joined((e["top"], e["x0"], e["x1"]) for e in edges if _is(e, "h"))

    def settings(self) -> dict[str, Any]:
        """Return the rules that are not drawn, for pdfplumber."""
        return {
            "explicit_horizontal_lines": [
                _as_line(start, at, end, at)
                for at, start, end in _missing(self._down, self._across)
            ],
            "explicit_vertical_lines": [
                _as_line(at, start, at, end)
                for at, start, end in _missing(self._across, self._down)
            ],
        }

    def is_open(self, box: Box, y: float) -> bool:
        """Say whether no rule is drawn along a box at that height."""
        return not _crossed((box[0] + box[2]) / 2, y, self._across)

    def cuts(self, box: Box, char: Char) -> bool:
        """Say whether a character is in the column of an open cell, beyond where it is cut."""
        x, y = _center(_box(char))
        if not box[0] <= x < box[2] or box[1] <= y < box[3]:
            return False
        return self.is_open(box, box[1] if y < box[1] else box[3])


def _is(edge: Mapping[str, Any], direction: str) -> bool:
    return bool(edge["orientation"] == direction)


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Return rules, pieces of one as one."""
    found: list[Rule] = []
    for at, start, end in sorted((round(at), start, end) for at, start, end in rules):
        if found and abs(at - found[-1][0]) <= SAME_EDGE and start <= found[-1][2] + SAME_EDGE:
            found[-1] = (found[-1][0], found[-1][1], max(end, found[-1][2]))
        else:
            found.append((at, start, end))
    return found


def _crossed(along: float, at: float, rules: Sequence[Rule]) -> bool:
    """Say whether one of the rules is at that place, over that point."""
    return any(
        abs(rule - at) <= SAME_EDGE and start - SAME_EDGE <= along <= end + SAME_EDGE
        for rule, start, end in rules
    )


def _missing(rules: Sequence[Rule], across: Sequence[Rule]) -> list[Rule]:
    """Return a rule wherever rules end side by side and nothing closes some of them."""
    ends = sorted((end, at) for at, *both in rules for end in both)
    found: list[Rule] = []
    while ends:
        level = ends[0][0]
        here = [at for end, at in ends if end - level <= SAME_EDGE]
        ends = [each for each in ends if each[0] - level > SAME_EDGE]
        is_open = any(not _crossed(at, level, across) for at in here)
        if is_open and max(here) - min(here) > SAME_EDGE and across:
            found.append((level, min(here), max(here)))
    return found


def _as_line(x0: float, top: float, x1: float, bottom: float) -> dict[str, Any]:
    size = {"width": x1 - x0, "height": bottom - top}
    return {"object_type": "line", "x0": x0, "top": top, "x1": x1, "bottom": bottom, **size}


def _grid(
    page: int,
    boxes: Sequence[Box],
    inside: Mapping[Box, Sequence[Char]],
    done: Sequence[tuple[Box, Grid]],
    rules: _Rules,
) -> tuple[Grid, list[tuple[Box, Grid]]]:
    """Return a table, and those done before that lie in its cells."""
    tops = edges_of(edge for box in boxes for edge in (box[1], box[3]))
    cells, within = [], []
    for box in boxes:
        first, end = nearest(tops, box[1]), nearest(tops, box[3])
        cell = Boxed(first, end - first, box[0], box[2])
        cell.text, cell.room = _cell_text(inside.get(box, ()), box)
        cell.open_above, cell.open_below = rules.is_open(box, box[1]), rules.is_open(box, box[3])
        here = [each for each in done if _has(box, *_center(each[0]))]
        cell.inner = tuple(grid for _, grid in here)
        within += here
        cells.append(cell)
    edges = edges_of(edge for box in boxes for edge in (box[0], box[2]))
    return Grid(page, len(tops) - 1, edges, cells), within


def edges_of(positions: Iterable[float]) -> list[float]:
    """Return the rules at these positions, those nearly in one place as one."""
    found: list[float] = []
    for position in sorted(positions):
        if not found or position - found[-1] > SAME_EDGE:
            found.append(position)
    return found


def nearest(edges: Sequence[float], position: float) -> int:
    """Return which of the edges is nearest."""
    return min(range(len(edges)), key=lambda n: abs(edges[n] - position))


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _box(char: Char) -> Box:
    return char["x0"], char["top"], char["x1"], char["bottom"]


def _center(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _has(box: Box, x: float, y: float) -> bool:
    return box[0] <= x < box[2] and box[1] <= y < box[3]


def goes_on(room: float, text: str) -> bool:
    """Say whether a text stands on a new line only because the one above had no room for it."""
    word = _WORD.match(text)
    if word is None or _ITEM.match(text):
        return False
    return room < sum(1 if ord(sign) > 0xFF else 0.5 for sign in word[0])


def _cell_text(chars: Sequence[Char], box: Box) -> tuple[str, float]:
    """Return a cell's text, lines that were only full joined, and the room at its end."""
    if _is_vertical(chars):
        return "".join(char["text"] for char in chars).strip(), math.inf
    text, room = "", math.inf
    for line in _lines(chars):
        part = _text(line)
        text += ("" if not text or goes_on(room, part) else "\n") + part
        room = (box[2] - line[-1]["x1"] - _PADDING) / line[-1]["size"]
    return text, room


def _is_vertical(chars: Sequence[Char]) -> bool:
    """Say whether a text runs downwards: in a rotated cell, or one character a line."""
    if any(not char["upright"] for char in chars):
        return True
    steps = [(_center(_box(one)), _center(_box(next_one))) for one, next_one in pairwise(chars)]
    down = sum(abs(a[0] - b[0]) < SAME_EDGE and b[1] > a[1] for a, b in steps)
    return down * 2 > len(steps)


def _lines(chars: Sequence[Char]) -> list[list[Char]]:
    """Return characters by the lines they stand on, from left to right."""
    lines: list[list[Char]] = []
    for char in sorted(chars, key=lambda each: _center(_box(each))[1]):
        if lines and _center(_box(char))[1] - _center(_box(lines[-1][-1]))[1] < char["size"] / 2:
            lines[-1].append(char)
        else:
            lines.append([char])
    ordered = [sorted(line, key=lambda char: char["x0"]) for line in lines]
    return [line for line in ordered if _text(line)]


def _text(line: Sequence[Char]) -> str:
    text = line[0]["text"]
    for before, char in pairwise(line):
        gap = char["x0"] - before["x1"] > char["size"] * _GAP
        text += (" " if gap and not text.endswith(" ") else "") + char["text"]
    return str(text).strip()
