"""What a score was worked out from, beside the score itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tuanscore.commands.score import budgeting
from tuanscore.methods import deduction, rating
from tuanscore.model import indicators
from tuanscore.scoring import department_assessment as overall
from tuanscore.scoring import grades
from tuanscore.scoring.cents import ZERO
from tuanscore.scoring.merge import merge
from tuanscore.scoring.rules import of_card as rules_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from tuanscore.methods import Levels
    from tuanscore.model.card import Measure
    from tuanscore.model.indicators import Line
    from tuanscore.model.kinds.department_assessment import DepartmentAssessment
    from tuanscore.model.kinds.project import Project
    from tuanscore.scoring.project import ProjectScore
    from tuanscore.shelf import Card, LoadedAs, Repository


@dataclass(frozen=True, slots=True)
class Ground:
    """Measures and opinions by the names of the lines, and the rules that all go by."""

    levels: Levels
    bounds: Mapping[str, Decimal]
    """The lower bound of each grade in percent, the best first."""
    total: Decimal = ZERO
    """What a card shares out."""
    measures: Mapping[str, Measure] = field(default_factory=dict)
    opinions: Mapping[str, Sequence[rating.Opinion]] = field(default_factory=dict)
    losses: Mapping[str, Sequence[deduction.Occurrence]] = field(default_factory=dict)
    """What is taken off, by the name of the line that it is recorded on."""
    best_grades: tuple[str, ...] = ()
    """No grade better than any of these may be given."""
    bonus_to_full: bool = True
    """Whether a bonus ends at full marks."""
    most: Decimal | None = None
    """What the total may be at most."""
    spent: tuple[Decimal | None, Decimal | None] = (None, None)
    """全年预算数 and 全年执行数 of a project, in 元."""


def of_project(entry: LoadedAs[Project], score: ProjectScore, repository: Repository) -> Ground:
    """Return what a project is scored by, as its table is on the day that it is scored for."""
    table = budgeting.table_of_day(entry, repository).table.model
    scheme = repository.scheme_of(table)
    assert scheme is not None  # it is scored
    lines = indicators.lines(table, scheme.classes)
    return _budget(score, scheme.bounds, repository.levels(entry.model), lines)


def of_overall(
    entry: LoadedAs[DepartmentAssessment], score: ProjectScore, repository: Repository
) -> Ground:
    """Return what a 部门整体支出绩效自评表 is scored by."""
    bounds = repository.scale(entry.model.grade_scale or overall.SCALE) or {}
    levels, usual = repository.settings.levels, repository.scheme(overall.SCALE)
    read = overall.reading(entry.model, entry.document, bounds, levels, usual)
    assert read is not None  # it is scored
    return _budget(score, bounds, levels, [judged.line for judged in read.rows.values()])


def _budget(
    score: ProjectScore, bounds: Mapping[str, Decimal], levels: Levels, lines: Iterable[Line]
) -> Ground:
    by_rate = grades.grades_between(score.rate_low, score.rate_high, bounds)
    spending = score.spending
    return Ground(
        levels,
        bounds,
        measures={line.key: line.measure for line in lines},
        best_grades=score.grades[:1] if by_rate != score.grades else (),
        most=None if score.cap is None else score.cap.most,
        spent=(None, None) if spending is None else (spending.budget, spending.spent),
    )


def of_card(card: Card, repository: Repository) -> Ground:
    """Return what a card is scored by."""
    model, rules = card.model, rules_of(card, repository)
    merged = merge(repository.results_for(model), model)
    vetoes = [v.best_grade for v in model.vetoes if merged.vetoes.get(v.matter)]
    return Ground(
        rules.levels,
        rules.bounds,
        model.total,
        {name: measure for _, _, name, measure in model.measures()},
        {
            name: [
                rating.Opinion(o.value.source, o.value.mark, o.value.people, o.value.weight)
                for o in told
            ]
            for name, told in merged.opinions.items()
        },
        {
            name: [
                deduction.Occurrence(e.value.points, e.value.times, e.value.kind) for e in entries
            ]
            for name, entries in merged.deductions.items()
        },
        tuple(grade for grade in vetoes if grade is not None),
        model.bonus is None or model.bonus.cap is not None,
    )
