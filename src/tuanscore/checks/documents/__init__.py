"""TS9xx: documents that carry their own table and its results, and what changes a table.

They are 部门整体支出绩效自评表, 绩效运行监控表 and 绩效目标调整.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from tuanscore.model.kinds.adjustment import GoalAdjustment
from tuanscore.model.kinds.department_assessment import KIND, DepartmentAssessment
from tuanscore.model.kinds.monitoring import SURE, Monitoring
from tuanscore.model.kinds.scheme import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.checks.otherwise import View
    from tuanscore.model.base import Entry
    from tuanscore.scoring.department_assessment import Judged
    from tuanscore.scoring.monitoring import Watch, Watched
    from tuanscore.scoring.project import ProjectScore
    from tuanscore.shelf import Repository
    from tuanscore.source.tree import Document

LOOKS_AT = (GoalAdjustment, DepartmentAssessment, Monitoring)


def views(model: Entry, document: Document, repository: Repository) -> tuple[View, ...]:
    """Return the other ways in which a document can be read; of most there are none."""
    from tuanscore.checks import otherwise

    if getattr(model, "kind", "") != KIND:
        return ()
    return otherwise.views(cast("DepartmentAssessment", model), document, repository)


def watch(model: Monitoring, repository: Repository) -> Watch:
    """Return a 绩效运行监控表 held against the calendar."""
    from tuanscore.scoring import monitoring

    settings = repository.settings
    return monitoring.watch(model, None, settings.levels, settings.monitoring.gap)


def misses(model: Monitoring, repository: Repository) -> Iterator[Watched]:
    """Yield rows that are expected to miss, without those whose day has passed or that are sure."""
    for line in watch(model, repository).lines:
        if line.will_meet is False and not line.overdue and line.likelihood != SURE:
            yield line


def judged(model: DepartmentAssessment, repository: Repository) -> tuple[Judged, ...]:
    """Return every row of a department's table judged; none where it has no points."""
    from tuanscore.scoring import department_assessment

    usual, levels = repository.scheme(DEFAULT), repository.settings.levels
    return department_assessment.judged(model, usual, levels)


def scored(model: DepartmentAssessment, repository: Repository) -> ProjectScore | None:
    """Return the score of a department's table; None where it has no points."""
    from tuanscore.scoring import department_assessment

    entry = next((e for e in repository.budgets(model.year) if e.model == model), None)
    bounds = repository.scale(model.grade_scale or DEFAULT)
    if entry is None or bounds is None:
        return None
    rest = (bounds, repository.settings.levels, repository.scheme(DEFAULT))
    return department_assessment.score(model, entry.document, *rest)
