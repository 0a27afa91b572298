"""One budget project against its 资金支出计划 and the calendar."""

from __future__ import annotations

from tuanscore.commands.progress import text_lights as lights
from tuanscore.commands.progress.lights import Verdict
from tuanscore.commands.progress.project import ProjectProgress
from tuanscore.commands.progress.spending import Month
from tuanscore.faces.paper import Paper

_NAMES: lights.Row = ("灯", ("", "执行率", "计划", "差", "支出计划", "执行数", "依据"))


def render(report: ProjectProgress, paper: Paper) -> None:
    """Write spending by month, the warnings, the indicators, and what is overdue."""
    lights.head(report, paper)
    paper.styled((f"资金支出（全年预算数 {report.budget:.2f} 元）", "bold"))
    rows = [_month(month) for month in report.months]
    columns = lights.widths(_NAMES, rows, paper)
    lights.grid(_NAMES, [_NAMES, *rows], columns, paper)
    verdicts = [*(limit.verdict for limit in report.limits), report.balance.verdict]
    paper.line()
    paper.styled(("预警", "bold"))
    for verdict in verdicts:
        _warning(verdict, paper)
    if report.balance.unreported and report.balance.progress is not None:
        lights.listed(f"其中 {report.balance.unreported} 个指标没有报，按 0 算", paper)
    paper.line()
    lights.targets(report.lines, paper)
    lights.closing(report, paper)


def _month(month: Month) -> lights.Row:
    gap = "" if month.gap is None else f"{month.gap:+.2f}" if month.gap else "0.00"
    spent = "" if month.spent is None else f"{month.spent:.2f}"
    rate, planned = lights.percent(month.rate), lights.percent(month.planned)
    told = (month.bar, rate, planned, gap, month.name, spent, month.verdict.rule)
    return month.verdict.light, told


def _warning(verdict: Verdict, paper: Paper) -> None:
    paper.styled((f"  {verdict.light} ", lights.STYLES[verdict.light]), (verdict.rule, ""))
