"""What a code means, with what fails and passes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.manual import FAILS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tuanscore.commands.explain.report import Guide
    from tuanscore.faces.paper import Paper

OFF = "关"
_MARKS = {"-": "red", "+": "green"}


def render(report: Guide, paper: Paper) -> None:
    """Write the sentence, why, the examples, and how to change the level."""
    manual = report.manual
    paper.styled((f"{manual.code} {manual.name}", "bold"), (f"　{_level(report)}", ""))
    paper.line(manual.sentence)
    paper.line()
    paper.styled(("为什么", "bold"))
    paper.line(f"  {manual.why}")
    for heading, files in manual.examples().items():
        _example(heading, files, paper)
    paper.line()
    if report.fixed:
        paper.line("这种错误让文件没法用，关不掉，也不能改级别。")
        return
    paper.styled(("改级别", "bold"), ("　在 tuanscore.yaml 里写（错误、警告、提示 或 关）：", ""))
    paper.line(f"  检查: {{{manual.code}: 关}}")


def _level(report: Guide) -> str:
    here = report.severity or OFF
    usual = report.manual.severity
    return here if here == usual else f"{here}（tuanscore.yaml 改的，原来是 {usual}）"


def _example(heading: str, files: Mapping[str, str], paper: Paper) -> None:
    head, marks = ("bold red", {}) if heading == FAILS else ("bold green", _MARKS)
    paper.line()
    paper.styled((heading, head))
    for name, text in files.items():
        paper.styled((f"  {name}", "dim"))
        for line in text.splitlines():
            paper.styled((f"    {line}", marks.get(line[:1], "")))
