"""The way to a grade: what each open measure is worth, and the steps that reach it."""

from __future__ import annotations

from tuanscore.commands.plan.options import Option
from tuanscore.commands.plan.report import Plan, Standing, Step, Way, Worth
from tuanscore.faces.findings import findings
from tuanscore.faces.paper import SAMPLE, Paper
from tuanscore.sheets import figures
from tuanscore.visible import word


def render(report: Plan, paper: Paper) -> None:
    """Write where it stands, what is open, the ways or the proof that there is none."""
    findings(report.findings, paper)
    paper.styled((f"{report.short_name}{report.year}年 → {report.to}", "bold"))
    if report.sample:
        paper.styled((SAMPLE, "bold magenta"))
    until = f"完成情况截至 {report.as_of}" if report.as_of else "还没有完成情况"
    paper.line(f"{until}；现在 {_standing(report.now)}，没有报的按 0 算")
    paper.line(f"等次标准：{report.scale_name}（{report.scale}，按印出的得分率，含下限）")
    if report.there:
        paper.styled(("√ ", "green"), (f"已经是{report.now.grade}，不用再做什么", ""))
        return
    if report.vetoes:
        _vetoed(report, paper)
        return
    paper.line(f"到{report.to}要 {report.needed:.2f} 分，还差 {report.gap:.2f} 分")
    if report.worth:
        _open(report, paper)
    if report.cheapest is None or report.fewest is None:
        _proof(report, paper)
    elif report.cheapest == report.fewest:
        _way("最省也是最少的几步", report.cheapest, report, paper)
    else:
        _way("最省的几步", report.cheapest, report, paper)
        _way("最少的几步", report.fewest, report, paper)
    if report.cheapest is not None and report.lost:
        lost = "、".join(f"{one.name} {one.points:.2f}（{one.why}）" for one in report.lost)
        paper.line(f"不在计划里的：{lost}")
    for note in report.notes:
        paper.line(f"说明：{note}")


def _open(report: Plan, paper: Paper) -> None:
    from rich.text import Text

    table = paper.table(
        ("考核点", "left"),
        ("目标", "left"),
        ("完成", "left"),
        ("分值", "right"),
        ("得分", "right"),
        ("再做一点", "left"),
        ("加分", "right"),
        ("最多加", "right"),
    )
    for worth in report.worth:
        line = worth.line
        more, gain = _next(worth)
        cells = (
            line.measure,
            line.target,
            line.actual or "未报",
            f"{line.points:.2f}",
            f"{line.low:.2f}",
            more,
            gain,
            f"{worth.full_gain:.2f}" if line.options else "",
        )
        table.add_row(*(Text(cell) for cell in cells), style="" if line.options else "dim")
    paper.put(table)


def _next(worth: Worth) -> tuple[str, str]:
    """Return what to do next and what it is worth, or why nothing can be done."""
    if worth.more is None or not worth.line.options:
        return worth.line.why_not, ""
    return _far(worth.more, worth.line.unit), f"{worth.gain:.2f}"


def _far(option: Option, unit: str) -> str:
    """Return what is reached, and how many units that is away."""
    if option.units is None:
        return f"到 {option.value}"
    return f"到 {option.value}（{figures.plain(option.units)}{_unit(unit)}）"


def _unit(unit: str) -> str:
    return "个百分点" if unit == "%" else unit


def _way(heading: str, way: Way, report: Plan, paper: Paper) -> None:
    paper.styled((f"{heading}（{len(way.steps)} 个考核点，成本 {_cost(way)}）", "bold"))
    for number, step in enumerate(way.steps, 1):
        paper.line(f"  {number}. {_step(step)}")
    paper.line(f"  一共到 {_standing(way.reached)}")
    pairs = (f"{step.line.measure}={step.option.value}" for step in way.steps)
    words = " ".join(f"--what-if {word(pair)}" for pair in pairs)
    org = word(report.short_name)
    paper.line(f"  试一试：tuanscore score {report.year} --org {org} {words}")


def _step(step: Step) -> str:
    line, option = step.line, step.option
    units = f"（{figures.plain(option.units)}{_unit(line.unit)}）" if option.units else ""
    was = line.actual or "未报"
    return f"{line.measure}：{was} → {option.value}{units}，加 {step.gain:.2f} 分"


def _cost(way: Way) -> str:
    return f"{way.about}" if way.about == way.cost else f"约 {way.about}"


def _standing(standing: Standing) -> str:
    return f"{standing.total:.2f} 分（{standing.rate:.2f}%，{standing.grade}）"


def _vetoed(report: Plan, paper: Paper) -> None:
    paper.styled(("× ", "bold red"), (f"得多少分都到不了{report.to}", "bold"))
    for veto in report.vetoes:
        told = f"{veto.matter}（{veto.why}），等次最高 {veto.best_grade}"
        paper.line(f"  一票否决：{told}　← {veto.place.file}:{veto.place.line}")


def _proof(report: Plan, paper: Paper) -> None:
    paper.styled(("× ", "bold red"), (f"到不了{report.to}", "bold"))
    paper.line(f"  能做的全做满，也只有 {_standing(report.best)}，要 {report.needed:.2f} 分")
    bonus = f"，加分 {report.bonus:.2f} 分" if report.bonus else ""
    paper.line(f"  满分 {report.full:.2f} 分{bonus}，去掉下面拿不到的就是")
    for one in report.lost:
        paper.line(f"  拿不到的 {one.points:.2f} 分：{one.name}，{one.why}")
