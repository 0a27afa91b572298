"""What the terminal view writes on: plain lines at once, rich tables when one is needed."""

from __future__ import annotations

from functools import cached_property
from io import StringIO
from typing import TYPE_CHECKING, Any

from tuanscore.views import visible

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table

SAMPLE = "【样例数据】这里有虚构的演示数据，不是真实结果"


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
        )

    def line(self, text: str = "") -> None:
        """Write one line, however long; of control characters only line ends are kept."""
        self._buffer.write(_harmless(text) + "\n")

    def styled(self, *parts: tuple[str, str]) -> None:
        """Write one line of (text, style) parts; styles show only in colour."""
        if not self.color:
            self.line("".join(text for text, _ in parts))
            return
        from rich.text import Text

        harmless = ((_harmless(text), style) for text, style in parts)
        self.console.print(Text.assemble(*harmless), soft_wrap=True)

    def put(self, thing: RenderableType) -> None:
        """Write a table or another renderable of rich."""
        self.console.print(thing)

    def table(self, *heads: tuple[str, str], **options: Any) -> Table:
        """Return an empty table; heads are (heading, justify)."""
        from rich import box
        from rich.table import Table

        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, **options)
        for heading, justify in heads:
            table.add_column(heading, justify=justify, overflow="fold")  # type: ignore[arg-type]
        return table

    def text(self) -> str:
        """Return what has been written, without blanks at the ends of lines."""
        lines = self._buffer.getvalue().split("\n")
        return "\n".join(line.rstrip() for line in lines).rstrip("\n") + "\n"


def _harmless(text: str) -> str:
    return "\n".join(map(visible, text.split("\n")))
