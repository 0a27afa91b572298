"""Which reports a workbook that came back changed, and which of its cells are wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.faces import visible

if TYPE_CHECKING:
    from tuanscore.commands.intake.report import Answers
    from tuanscore.faces.paper import Paper


def render(report: Answers, paper: Paper) -> None:
    """Write the files of each workbook, then its cells that are wrong."""
    for book in report.books:
        paper.styled(
            (f"{visible(book.file)}：", "bold"),
            (f"填报表，{len(book.answered.written.files)} 张", ""),
        )
        for file in book.answered.written.files:
            about = f"（{file.why}）" if file.why else ""
            paper.line(f"  {file.state} {visible(file.path)}{about}")
        for one in book.answered.wrong:
            paper.styled((f"  × {one.at}：", "red"), (visible(one.message), ""))
            if one.hint:
                paper.line(f"    {visible(one.hint)}")
        if book.answered.wrong:
            paper.line("  有填得不对的格子，一个文件也没有写")
        if book.annotated is not None:
            paper.line(f"  写好批注：{visible(book.annotated)}")
