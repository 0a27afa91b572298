"""Whether a receipt still holds, and the first thing that does not."""

from __future__ import annotations

from tuanscore.receipt import LISTED_AS, Change, Verification
from tuanscore.sheets import figures
from tuanscore.views.terminal.paper import SAMPLE, Paper

_SHOWN = 16
"""Characters of a digest that are shown; enough to tell two apart."""
_WORDS = {"True": "是", "False": "否", "None": "没有"}


def render(report: Verification, paper: Paper) -> None:
    """Write what agrees, or the first file and the first number that differ."""
    receipt = report.receipt
    total, rate = receipt.total, receipt.rate
    paper.styled((f"{report.file}：{receipt.org} {receipt.year} 年", "bold"))
    if receipt.sample:
        paper.styled((SAMPLE, "bold magenta"))
    score = f"{total.low}" if total.low == total.high else f"{total.low}–{total.high}"
    rates = f"{rate.low}%" if rate.low == rate.high else f"{rate.low}%–{rate.high}%"
    if rate.low is None:
        rates = "—"
    paper.line(f"凭据：{score} / {total.full}，{rates}，{figures.grades(receipt.grades)}")
    if report.agrees:
        counts = f"{len(receipt.inputs)} 个文件、{len(receipt.lines)} 行得分"
        paper.styled(("√ ", "green"), (f"一致：{counts}，重新计算的结果相同", ""))
        return
    if report.input_change is None:
        paper.line("文件都没有变")
    elif report.input_change.what == LISTED_AS:
        _other(report.input_change, paper)
    else:
        _file(report.input_change, paper)
    if report.score_change is not None:
        _other(report.score_change, paper)
    else:
        paper.line("得分没有变")


def _file(change: Change, paper: Paper) -> None:
    if change.now is None:
        what = "不见了"
    elif change.expected is None:
        what = "出凭据时没有"
    else:
        what = f"变了（sha256 凭据 {change.expected[:_SHOWN]}，现在 {change.now[:_SHOWN]}）"
    paper.styled(("× ", "bold red"), (f"{change.what} {change.name} {what}", ""))


def _other(change: Change, paper: Paper) -> None:
    expected, now = _said(change.expected), _said(change.now)
    if change.what == "得分" and change.now is None:
        now = "算不出来（运行 tuanscore validate 看看）"
    paper.styled(
        ("× ", "bold red"), (f"{change.what} {change.name}：凭据 {expected}，现在 {now}", "")
    )


def _said(value: str | None) -> str:
    """Return a value as people say it."""
    return _WORDS.get(str(value), str(value))
