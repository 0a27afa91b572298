"""缩进统一：每层两个空格，“- ”也缩进两个空格。

**Before**
```yaml
类型: 目标绩效指标模板
名称: 甲
年度: 2024
部分:
-   名称: 职能
    分值: 10
    # 只有一类
    类别:
    - 条目:
       - 编号: 活动
         内容: 开展活动。
```
**After**
```yaml
类型: 目标绩效指标模板
名称: 甲
年度: 2024
部分:
  - 名称: 职能
    分值: 10
    # 只有一类
    类别:
      - 条目:
          - 编号: 活动
            内容: 开展活动。
```
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tuanscore.mending.page import Edit
from tuanscore.mending.stage import Stage
from tuanscore.source import spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.mending.page import Page

NAME = "缩进"
STAGE = Stage.LAYOUT
FORMATS_ONLY = True

_STEP = 2
_DASHES = r"(?:-[ \t]+)*(?:-(?=\n|$))?"


@dataclass(slots=True)
class _Plan:
    """Where lines begin: the column that each has, and the one that it is to have."""

    wanted: dict[int, int] = field(default_factory=dict)
    """Lines that begin with a key, a dash or a value of their own."""
    following: dict[int, int] = field(default_factory=dict)
    """Lines within a text or in brackets → the line that they move with."""
    blocks: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Lines of a text under ``|`` or ``>`` → the column its text has, and is to have."""


def edits(page: Page) -> Iterator[Edit]:
    """Yield the blanks at the beginning of lines and after dashes that are to be others."""
    assert page.written is not None
    plan = _Plan()
    _plan(page, page.written.root, 0, plan)
    columns = _columns(page, plan)
    for number, line in enumerate(page.lines):
        if number not in columns:
            continue
        bare = line.lstrip(" \t")
        start = page.starts[number]
        indent = len(line) - len(bare)
        new, old = " " * columns[number], line[:indent]
        if number in plan.wanted:
            dashes = re.match(_DASHES, bare)[0]  # type: ignore[index]
            tight = "- " * dashes.count("-") if not dashes.endswith("-") else dashes
            old, new = old + dashes, new + tight
        if old != new:
            yield Edit(start, start + len(old), new)


def _plan(page: Page, part: spans.Part, column: int, plan: _Plan) -> None:
    """Say where the lines of a part belong, whose block begins in this column."""
    if isinstance(part, spans.Scalar) or part.flow:
        _plan_inside(page, part, column, plan)
    elif isinstance(part, spans.Pairs):
        for key, value in part.entries:
            _begin(page, key.line, key.column, column, plan)
            _plan_value(page, key.last_line, value, column, plan)
    else:
        for number in _dash_lines(page, part):
            plan.wanted[number] = column
        for entry in part.entries:
            _plan_value(page, -1, entry, column, plan)


def _plan_value(page: Page, line: int, value: spans.Part, column: int, plan: _Plan) -> None:
    """Plan what belongs to a key (on this line) or a dash in this column."""
    inner = column + _STEP
    if isinstance(value, spans.Scalar) or value.flow:
        if value.line != line and value.start != value.end:
            _begin(page, value.line, value.column, inner, plan)
        _plan_inside(page, value, column, plan)
    else:
        _plan(page, value, inner, plan)


def _begin(page: Page, line: int, column: int, wanted: int, plan: _Plan) -> None:
    """Note where a line belongs, if it begins with what stands in this column."""
    if not page.lines[line][:column].strip():
        plan.wanted.setdefault(line, wanted)


def _plan_inside(page: Page, part: spans.Part, column: int, plan: _Plan) -> None:
    """Plan the further lines of a text or of brackets."""
    inside = range(part.line + 1, part.last_line + 1)
    if isinstance(part, spans.Scalar) and part.style in ("|", ">"):
        first = next((n for n in inside if page.lines[n].strip()), None)
        if first is not None and not any(c.isdigit() for c in page.lines[part.line].split()[-1]):
            has = len(page.lines[first]) - len(page.lines[first].lstrip(" "))
            plan.blocks |= dict.fromkeys(inside, (has, column + _STEP))
    else:
        plan.following |= dict.fromkeys(inside, part.line)


def _dash_lines(page: Page, part: spans.Entries) -> Iterator[int]:
    """Yield the lines that begin with a dash of this list."""
    inner = {n for entry in part.entries for n in _lines_inside(entry)}
    end = max(part.end, part.start + 1)
    for number in range(part.line, max(part.last_line, part.line + 1) + 1):
        if number in inner or page.starts[number] >= end:
            continue
        before, after = page.lines[number][: part.column], page.lines[number][part.column :]
        if not before.strip() and re.match(r"-(\s|$)", after):
            yield number


def _lines_inside(entry: spans.Part) -> Iterator[int]:
    """Yield the further lines of texts and brackets in an entry: no dash there is one."""
    for part in spans.parts(entry):
        if isinstance(part, spans.Scalar) or part.flow:
            yield from range(part.line + 1, part.last_line + 1)


def _columns(page: Page, plan: _Plan) -> dict[int, int]:
    """Return the column for every line that is to begin in a certain one."""
    columns: dict[int, int] = {}
    above: list[tuple[int, int]] = []
    comments: list[int] = []
    for number, line in enumerate(page.lines):
        has = len(line) - len(line.lstrip(" \t"))
        if number in plan.wanted:
            wanted = plan.wanted[number]
            columns |= _for_comments(page, comments, above, (has, wanted))
            comments = []
            columns[number] = wanted
            above = [a for a in above if a[0] < has and a[1] < wanted] + [(has, wanted)]
            above += _after_dashes(line, has, wanted)
        elif number in plan.blocks:
            before, wanted = plan.blocks[number]
            if line.strip():
                columns[number] = max(has + wanted - before, 0)
        elif number in plan.following:
            lead = plan.following[number]
            if lead in columns and line.strip():
                deeper = has - _indent(page.lines[lead])
                columns[number] = columns[lead] + (deeper if deeper >= 0 else 1)
        elif line.lstrip().startswith("#"):
            comments.append(number)
    return columns | _for_comments(page, comments, above, None)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


def _after_dashes(line: str, has: int, wanted: int) -> list[tuple[int, int]]:
    """Return the columns of what stands after each dash of a line, before and after."""
    found = []
    bare = line[has:]
    while re.match(r"-[ \t]+", bare):
        gap = re.match(r"-[ \t]+", bare)[0]  # type: ignore[index]
        has, wanted, bare = has + len(gap), wanted + _STEP, bare[len(gap) :]
        found.append((has, wanted))
    return found


def _for_comments(
    page: Page,
    comments: list[int],
    above: list[tuple[int, int]],
    below: tuple[int, int] | None,
) -> dict[int, int]:
    """Return the columns of comments: that of the line below unless they go with those above.

    What is set in deeper than the comment before it goes where that goes.
    """
    columns: dict[int, int] = {}
    column = max((new for _, new in (*above, *([below] if below is not None else ()))), default=0)
    for comment in comments:
        has = _indent(page.lines[comment])
        own = max((new for old, new in above if old <= has), default=0)
        if below is not None and has <= below[0]:
            own = below[1]
        columns[comment] = column = min(column, own)
    return columns
