"""How far a project has come within the year, by its 绩效运行监控表."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.progress import text_lights as lights
from tuanscore.commands.progress.monitoring import MonitoringProgress
from tuanscore.faces.findings import findings
from tuanscore.faces.paper import SAMPLE, Paper

if TYPE_CHECKING:
    from tuanscore.scoring.monitoring import Watch, Watched


def render(report: MonitoringProgress, paper: Paper) -> None:
    """Write the funds and the indicators, what is alerted in yellow."""
    findings(report.findings, paper)
    watch = report.watch
    paper.styled((report.title, "bold"))
    if report.sample:
        paper.styled((SAMPLE, "bold magenta"))
    paper.line(f"时间进度 {watch.gone}%（截至 {report.as_of}）；监控表不计分")
    for sentence in report.remarks:
        paper.styled(("! ", "yellow"), (sentence, ""))
    if watch.funds:
        _funds(watch, report.money_in, paper)
    _lines(watch, paper)
    told = f"{len(watch.alerted)} 项有预警，{len(watch.unreported)} 项还没有执行情况"
    mark = ("! ", "yellow") if watch.alerted else ("√ ", "green")
    paper.styled(mark, (told, ""))
    for line in watch.alerted:
        lights.listed(f"{line.name}：{'；'.join(line.alerts)}{_because(line)}", paper)


def _funds(watch: Watch, money_in: str, paper: Paper) -> None:
    from rich.text import Text

    names = ("年初预算数", "执行数", "执行率", "和时间差", "全年预计", "预计执行率")
    table = paper.table((f"资金（{money_in}）", "left"), *((name, "right") for name in names))
    for money in watch.funds:
        budget, spent, expected = money.written
        gap = "" if money.gap is None else f"{-money.gap:+.2f}"
        cells = (
            money.name,
            budget,
            spent,
            lights.percent(money.rate),
            gap,
            expected,
            lights.percent(money.expected_rate),
        )
        table.add_row(*map(Text, cells), style="yellow" if watch.is_off(money) else "")
    paper.put(table)


def _lines(watch: Watch, paper: Paper) -> None:
    from rich.text import Text

    names = ("指标", "年度指标值", "执行情况", "进度", "全年预计", "预计进度", "完成可能性")
    right = ("进度", "预计进度")
    table = paper.table(*((name, "right" if name in right else "left") for name in names))
    for line in watch.lines:
        cells = (
            line.name,
            line.target,
            line.so_far or "未报",
            lights.percent(line.progress),
            line.expected or "",
            lights.percent(line.expected_progress),
            line.likelihood or "",
        )
        table.add_row(*map(Text, cells), style="yellow" if line.alerts else "")
    paper.put(table)


def _because(line: Watched) -> str:
    told = [*line.reasons, *filter(None, (line.why, line.remark))]
    return f"（{'、'.join(told)}）" if told else "（没有写原因）"
