"""From a project's table and a 计分方案: what each class of indicators is worth, and each line.

Classes have the scheme's weights, which are the table's own where it prints any (`own_weights`);
inside a class 分值 counts where it is written and the rest is shared equally (format.md, What a
score is, 1). A class that the table does not have leaves its weight to the others in proportion,
unless every row of theirs has its 分值: then the table has done so itself, or goes without them.
Nothing of this goes without saying: see ``assumptions``.
Source of the weights: domain.md, Rules of the field (Weights of a project 自评).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tuanscore.finding import Finding, Related
from tuanscore.model import codes, direction, indicators, own_weights
from tuanscore.model.indicators import Line
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.scheme import DEFAULT, EXECUTION, Scheme
from tuanscore.scoring.cents import CENT, ZERO, share_out
from tuanscore.scoring.sharing import Share
from tuanscore.source.tree import Document


@dataclass(frozen=True, slots=True)
class Class:
    """A class of indicators (一级指标) with the points that its lines share."""

    name: str
    weight: Decimal
    """What the scheme gives it."""
    points: Decimal
    """What it has once the weights of missing classes are shared out."""
    lines: tuple[Line, ...]

    @property
    def given(self) -> list[Decimal | None]:
        """Return the 分值 of its lines as written."""
        return [line.indicator.points for line in self.lines]


@dataclass(frozen=True, slots=True)
class Weights:
    """What everything in a project is worth, and what had to be assumed."""

    scheme: Scheme
    execution: Decimal | None
    """The points of 预算执行率; None in a scheme without it."""
    classes: tuple[Class, ...]
    """The classes that the table has, in the order of the scheme."""
    missing: tuple[str, ...]
    assumptions: tuple[str, ...]
    as_rows: bool = False
    """Whether a class has what its rows add up to, as one of the scheme's classes is missing."""

    @property
    def full(self) -> Decimal:
        """Return full marks, before anything is 不适用."""
        return sum((c.points for c in self.classes), self.execution or ZERO)

    def share(self, name: str) -> Share:
        """Return the points of 预算执行率 or of a class, and how they came about."""
        by = "表上" if self.scheme.name == own_weights.NAME else f"计分方案“{self.scheme.name}”"
        said = f"{by}定 {self.scheme.weights[name]} 分"
        points = next((c.points for c in self.classes if c.name == name), self.execution or ZERO)
        if self.as_rows:
            said = f"各项写明的分值加起来 {points} 分"
        elif points != self.scheme.weights[name]:
            said += f"，加上表上没有的{'、'.join(self.missing)}按比例分来的，得 {points}"
        return Share(points.quantize(CENT), said)


def allot(project: Project, scheme: Scheme) -> Weights:
    """Give each class of a project its points by the scheme, which must know all of them."""
    lines = indicators.lines(project, scheme.classes)
    names = list(scheme.classes)
    by_class = {name: tuple(line for line in lines if line.counted == name) for name in names}
    absent = [not by_class[name] for name in names]
    weights = list(scheme.classes.values())
    amounts = share_out(sum(weights, ZERO), weights, absent)
    summed = _as_rows(scheme, by_class)
    if summed is not None:
        amounts = [summed.get(name, ZERO) for name in names]
    classes = tuple(
        Class(name, weight, amount, by_class[name])
        for name, weight, amount in zip(names, weights, amounts, strict=True)
        if by_class[name]
    )
    missing = tuple(name for name, gone in zip(names, absent, strict=True) if gone)
    execution = scheme.weights.get(EXECUTION)
    handed_on = missing if summed is None else ()
    said = tuple(_assumptions(project, scheme, classes, handed_on))
    if summed is not None:
        said += (_said_as_rows(scheme, summed, missing),)
    return Weights(scheme, execution, classes, missing, said, summed is not None)


def _as_rows(scheme: Scheme, by_class: Mapping[str, tuple[Line, ...]]) -> dict[str, Decimal] | None:
    """Return what the rows of each class add up to, where a class is missing and that makes sense.

    It does where every row has its 分值, and the classes that are there have what the scheme gives
    them, or all of them together what it gives to all.
    """
    present = {name: lines for name, lines in by_class.items() if lines}
    sums = {
        name: own_weights.written(line.indicator for line in lines)
        for name, lines in present.items()
    }
    known = {name: points for name, points in sums.items() if points is not None}
    if not known or len(known) < len(present) or len(present) == len(by_class):
        return None
    whole = sum(known.values(), ZERO) == sum(scheme.classes.values(), ZERO)
    same = all(points == scheme.weights[name] for name, points in known.items())
    return known if whole or same else None


def _said_as_rows(scheme: Scheme, summed: Mapping[str, Decimal], missing: Sequence[str]) -> str:
    """Say what becomes of the points of classes that the table does not have."""
    gone = "、".join(f"{name}（{scheme.weights[name]} 分）" for name in missing)
    now = "、".join(f"{name} {points}" for name, points in summed.items())
    return f"表上没有{gone}，各项的分值都写明了，照写明的计：{now}"


def examine(project: Project, document: Document, scheme: Scheme) -> list[Finding]:
    """Report 分值 written in the table that do not add up to what the scheme gives their class."""
    if all(indicator.points is None for *_, indicator in project.lines):
        return []
    weights = allot(project, scheme)
    return [
        finding
        for class_ in weights.classes
        for finding in _adds_up(class_, weights.share(class_.name).how, document)
    ]


def _adds_up(class_: Class, how: str, document: Document) -> Iterator[Finding]:
    given = [points for points in class_.given if points is not None]
    total, unwritten = sum(given, Decimal(0)), len(class_.lines) - len(given)
    if not given or (unwritten and total < class_.points):
        return
    if not unwritten and total == class_.points:
        return
    message = f"“{class_.name}”写明的分值加起来是 {' + '.join(map(str, given))} = {total} 分，{how}"
    if unwritten:
        message += f"，还有 {unwritten} 项没有分可分"
    written = [line for line in class_.lines if line.indicator.points is not None]
    yield Finding(
        codes.NOT_BY_SCHEME,
        message,
        document.place((*written[0].route, "分值")),
        "改分值；都不写就平均分摊；表上的权重是自己的，写 分值: {预算执行率: …, 一级指标: …}，"
        "或在 templates/ 里写一个计分方案",
        related=tuple(
            Related(document.place((*line.route, "分值")), f"{line.indicator.name}")
            for line in written[1:]
        ),
    )


def _own(project: Project, scheme: Scheme) -> Iterator[str]:
    """Say what the table's own weights are, and from where the rest of the rules is."""
    full, usual = scheme.full, Decimal(100)
    said = f"分值是表上自己的：{scheme.parts}，合计 {full} 分"
    yield said if full == usual else f"{said}，不是 {usual} 分，得分率按 {full} 分算"
    if EXECUTION not in scheme.weights:
        yield f"表上没有给{EXECUTION}分值，执行率只列出，不计分"
    yield f"等次标准按计分方案“{project.scheme or DEFAULT}”"


def _assumptions(
    project: Project, scheme: Scheme, classes: tuple[Class, ...], missing: tuple[str, ...]
) -> Iterator[str]:
    own = scheme.name == own_weights.NAME
    if own:
        yield from _own(project, scheme)
    elif project.scheme is None:
        yield f"表上没有写计分方案，按“{scheme.name}”计"
    by = "表上的分值" if own else f"计分方案“{scheme.name}”"
    given = [points for class_ in classes for points in class_.given]
    equally = "平均分摊（精确到 0.01 分，余数给前面的）"
    if all(points is None for points in given):
        classed = (
            "一级指标按表上的分值，其下" if own else f"表上没有写分值：一级指标按{by}定分，其下"
        )
        yield f"{classed}各项{equally}"
    elif None in given:
        yield f"表上没有写分值的指标，在{by}定的一级指标分值内{equally}"
    if missing and classes:
        gone = "、".join(f"{name}（{scheme.weights[name]} 分）" for name in missing)
        now = "、".join(f"{c.name} {c.points}" for c in classes)
        yield f"表上没有{gone}，分值按比例分给其余各类：{now}"
    lines = [line for class_ in classes for line in class_.lines]
    moved = [n.indicator.name for n in lines if n.counted not in (n.first, n.goal)]
    if moved:
        yield f"{by}把成本指标单列为一级指标：{'、'.join(moved)}移到那里计分"
    yield from direction.assumptions(
        (line.indicator.name, line.measure.target)
        for line in lines
        if line.measure.target is not None and direction.is_cost(line.first, line.second)
    )
