"""Whether a receipt still holds, and everything that does not."""

from __future__ import annotations

from tuanscore import __version__
from tuanscore.commands.verify.receipt import KINDS, Change, Verification
from tuanscore.faces.paper import SAMPLE, Paper
from tuanscore.sheets import figures

_SHOWN = 16
"""Characters of a digest that are shown; enough to tell two apart."""
_WORDS = {"True": "是", "False": "否", "None": "没有"}


def render(report: Verification, paper: Paper) -> None:
    """Write what agrees, or every file and every number that differs."""
    _head(report, paper)
    receipt = report.receipt
    if report.agrees:
        counts = f"{len(receipt.inputs)} 个文件、{len(receipt.lines)} 行得分"
        paper.styled(("√ ", "green"), (f"一致：{counts}，重新计算的结果相同", ""))
        return
    for change in report.inputs:
        (_file if change.what in KINDS else _other)(change, paper)
    if not report.inputs:
        paper.line("文件都没有变")
    for change in report.scores:
        _other(change, paper)
    if not report.scores:
        paper.line("得分没有变")
    if report.seal is not None:
        paper.styled(("× ", "bold red"), ("封签不对：凭据写出以后被改过", ""))


def _head(report: Verification, paper: Paper) -> None:
    """Write what the receipt says, and under which conditions."""
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
    if receipt.until is not None:
        paper.line(f"只算到 {receipt.until} 为止的完成情况")
    if receipt.tool.version != __version__:
        paper.line(f"凭据由 tuanscore {receipt.tool.version} 写出，现在用 {__version__} 核对")
    if receipt.seal is None:
        paper.line("凭据没有封签（旧版写出的），写出以后改没改过看不出来")


def _file(change: Change, paper: Paper) -> None:
    if change.now is None:
        what = f"读不到：{change.why}" if change.why else "不见了"
        what = what if change.expected is not None else f"{what}，凭据没有为它作证"
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
