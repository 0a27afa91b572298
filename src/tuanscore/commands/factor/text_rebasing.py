"""Entries of overlays that are redundant, contradictory or point at nothing, by file."""

from __future__ import annotations

from itertools import groupby

from tuanscore.commands.factor.report import Note, Rebasing, Standing
from tuanscore.faces.paper import Paper

_STYLES = {
    Standing.REDUNDANT: "cyan",
    Standing.CONTRADICTORY: "yellow",
    Standing.LOST: "bold red",
}


def render(report: Rebasing, paper: Paper) -> None:
    """Write every entry, what was taken away, and how many there are."""
    for file, notes in groupby(report.notes, key=lambda note: note.finding.place.file):
        paper.styled((file, "bold underline"))
        for note in notes:
            _note(note, paper)
        paper.line()
    for file in report.unread:
        paper.styled(("× ", "bold red"), (f"{file} 有错误，没有看；先改好再运行", ""))
    for one in report.removed:
        same = "展开意思不变，目标的写法照模板" if one.spelled else "展开和原来一模一样"
        paper.styled(("√ ", "green"), (f"{one.file} 多余的删掉了，{same}", ""))
        for comment in one.comments:
            said = f"注释一起删了：{comment.text}（原来的第 {comment.line} 行）"
            paper.styled(("    ", ""), (said, "yellow"))
    _sum(report, paper)


def _note(note: Note, paper: Paper) -> None:
    found = note.finding
    code = f" {found.code}" if found.code else ""
    paper.styled(
        (str(found.place), "bold"),
        (f" {note.standing}{code}", _STYLES[note.standing]),
        (f" {found.message}", ""),
    )
    for related in found.related:
        paper.styled(("    ", ""), (f"{related.place} {related.message}", "dim"))
    if found.hint:
        paper.styled(("    → ", "green"), (found.hint, ""))


def _sum(report: Rebasing, paper: Paper) -> None:
    asked = f"模板“{report.template}”的 " if report.template else ""
    counts = [f"{s} {report.count(s)} 处" for s in Standing if report.count(s)]
    if report.unread:
        counts.append(f"{len(report.unread)} 份没有看")
    said = f"{asked}{report.overlays} 份评分表，" + ("，".join(counts) or "没有要改的")
    fine = report.done
    paper.styled(("√ " if fine else "! ", "green" if fine else "yellow"), (said, ""))
