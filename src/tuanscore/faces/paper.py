"""What the terminal view writes on: plain lines at once, rich tables when one is needed."""

from __future__ import annotations

from functools import cached_property
from io import StringIO
from typing import TYPE_CHECKING, Any

from tuanscore.faces import visible

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.padding import Padding
    from rich.table import Column, Table
    from rich.text import Text

SAMPLE = "【样例数据】这里有虚构的演示数据，不是真实结果"
GRADE_STYLES = {"优": "bold green", "良": "green", "中": "yellow", "差": "bold red"}
_GAP = 3
"""Columns between two columns of a table; one less where words must be folded."""
_NARROWEST = 10
"""Columns that words need to be read when folded; figures and places are not folded at all."""


class Paper:
    """A page of a certain width; rich is imported only when something needs it."""

    def __init__(self, width: int, color: bool) -> None:
        """Take the number of columns, and whether colours may be used."""
        self.width = width
        self.color = color
        self._buffer = StringIO()

    @cached_property
    def console(self) -> Console:
        """Return the rich console that writes on this page."""
        from rich.console import Console

        return Console(
            file=self._buffer,
            width=self.width,
            force_terminal=self.color,
            color_system="standard" if self.color else None,
            no_color=not self.color,
            legacy_windows=False,
            highlight=False,
            markup=False,
            emoji=False,
            soft_wrap=False,
            force_jupyter=False,
            _environ={},  # a terminal called dumb would be 80 columns wide
        )

    def line(self, text: str = "") -> None:
        """Write one line, however long."""
        self._buffer.write(visible(text) + "\n")

    def styled(self, *parts: tuple[str, str]) -> None:
        """Write one line of (text, style) parts; styles show only in colour."""
        if not self.color:
            self.line("".join(text for text, _ in parts))
            return
        from rich.text import Text

        shown = ((visible(text), style) for text, style in parts)
        self.console.print(Text.assemble(*shown), soft_wrap=True)

    def put(self, thing: RenderableType) -> None:
        """Write a renderable of rich; a table too wide for the page becomes a list."""
        from rich.table import Table

        _show(thing)
        if isinstance(thing, Table) and thing.show_header:
            widths = [self._widest(column) for column in thing.columns]
            least = [
                width if column.no_wrap else min(width, _NARROWEST)
                for width, column in zip(widths, thing.columns, strict=True)
            ]
            if sum(widths) + _GAP * len(widths) > self.width:
                thing.padding = (0, 1, 0, 0)
            if sum(least) + (_GAP - 1) * len(least) > self.width:
                self._list(thing)
                return
        self.console.print(thing)

    def _widest(self, column: Column) -> int:
        from rich.text import Text

        cells = (Text(str(column.header)), *column.cells)
        return max(self.console.measure(cell).maximum for cell in cells)

    def _list(self, table: Table) -> None:
        """Write each row as an entry: its first cell, below it the others with heads, places."""
        from rich.text import Text

        heads = [f"{column.header}：" if column.header else "" for column in table.columns]
        first, *others = table.columns
        depth = 0
        self.line()
        for row, *cells in zip(table.rows, *(c.cells for c in table.columns), strict=True):
            (lead, name), *values = map(_unindented, cells)
            if name:
                depth = lead
                label = Text.assemble(heads[0], name) if first.no_wrap else name
                self.console.print(indented(label, depth), style=row.style)
            said, places = [], []
            for head, column, (_, value) in zip(heads[1:], others, values, strict=True):
                if value and column.no_wrap and column.justify == "left":
                    places.append(value)
                elif value:
                    said.append(Text.assemble(head, value))
            for line in (Text("  ").join(said), *places):
                if line:
                    self.console.print(indented(line, depth + 2), style=row.style)
            if row.end_section:
                self.line()
        self.line()

    def table(self, *heads: tuple[str, str], **options: Any) -> Table:
        """Return an empty table; heads are (heading, justify)."""
        from rich import box
        from rich.table import Table

        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, **options)
        for heading, justify in heads:
            figures = justify == "right"
            table.add_column(heading, justify=justify, overflow="fold", no_wrap=figures)  # type: ignore[arg-type]
        return table

    def text(self) -> str:
        """Return what has been written, without blanks at the ends of lines."""
        lines = self._buffer.getvalue().split("\n")
        return "\n".join(line.rstrip() for line in lines).rstrip("\n") + "\n"


def indented(text: Text, depth: int = 0) -> Padding | Text:
    """Return a text whose further lines are indented like its first."""
    from rich.padding import Padding

    lead, stripped = _unindented(text)
    depth += lead
    return Padding(stripped, (0, 0, 0, depth), expand=False) if depth else text


def _unindented(cell: RenderableType) -> tuple[int, Text]:
    """Return how far a cell is indented, and its text without that."""
    from rich.padding import Padding
    from rich.text import Text

    if isinstance(cell, Padding):
        lead, text = _unindented(cell.renderable)
        return cell.left + lead, text
    text = cell if isinstance(cell, Text) else Text(str(cell))
    lead = len(text.plain) - len(text.plain.lstrip(" "))
    return lead, text[lead:]


def _show(thing: Any) -> None:
    """Make every text in a renderable visible, as it lies in tables, trees and padding."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text
    from rich.tree import Tree

    if isinstance(thing, Text):
        if (plain := visible(thing.plain)) != thing.plain:
            thing.plain = plain
    elif isinstance(thing, Padding):
        _show(thing.renderable)
    elif isinstance(thing, Tree):
        for part in (thing.label, *thing.children):
            _show(part)
    elif isinstance(thing, Table):
        for column in thing.columns:
            column.header = _shown(column.header)
            column._cells[:] = map(_shown, column._cells)


def _shown(cell: Any) -> Any:
    if isinstance(cell, str):
        return visible(cell)
    _show(cell)
    return cell
