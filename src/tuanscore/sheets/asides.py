"""What stands beside a score: what is only supposed, and who falls short of a gate, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.sheets import figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tuanscore.scoring.gates import Gate
    from tuanscore.scoring.supposition import Supposition
    from tuanscore.scoring.tree import Score


def supposed(told: Supposition, score: Score) -> Iterator[str]:
    """Yield what is supposed, and what it changes against the real score and grade."""
    values = "、".join(f"{s.measure} {s.was or '未报'} → {s.value}" for s in told.values)
    yield f"假设 {values}；不是真实结果"
    change = f"{told.change_low:+.2f}"
    if told.change_low != told.change_high:
        change = f"最低 {told.change_low:+.2f}，最高 {told.change_high:+.2f}"
    yield f"真实 {_standing(told.real)} → 假设 {_standing(score)}，相差 {change}"


def gate(judged: Gate) -> Iterator[str]:
    """Yield whether a gate is met, and each that falls short."""
    if judged.met:
        yield f"要求 {judged.asked}：都达到了"
        return
    yield f"要求 {judged.asked}：{len(judged.short)} 个单位没有达到"
    for short in judged.short:
        yield f"{short.org}：{short.reason}"


def unscored(files: Iterable[str], at_fault: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield each file that is not scored, and where else the fault is."""
    for file in files:
        others = at_fault.get(file, ())
        told = f"没有计分：{'、'.join(others)} 有错误" if others else "有错误，没有计分"
        yield f"{file} {told}"


def _standing(score: Score) -> str:
    total = figures.score(score.card)
    rate = figures.interval(score.rate_low, score.rate_high, "%")
    now = f"{total} 分（{rate}，{figures.grades(score.grades)}）"
    if score.year_end is None:
        return now
    return f"到今天 {now}、年底可能 {figures.outlook(score.year_end)}"
