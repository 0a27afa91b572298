"""A 部门整体支出绩效自评表 under the checks of a project's table and of a 项目自评.

The file is both at once. Whatever those checks ask the repository about its project and its 自评 is
answered from the file itself. What only a project is asked for is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from tuanscore.model.kinds.department_assessment import DepartmentAssessment, Row
from tuanscore.model.kinds.scheme import DEFAULT
from tuanscore.shelf import Assessment, LoadedAs, Repository

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from datetime import date

    from tuanscore.methods import Levels
    from tuanscore.model.base import Entry, Key
    from tuanscore.model.card import CardBody
    from tuanscore.model.kinds.project import Project
    from tuanscore.model.kinds.scheme import Scheme
    from tuanscore.model.kinds.self_assessment import SelfAssessment
    from tuanscore.scoring.department_assessment import Reading
    from tuanscore.shelf import Loaded
    from tuanscore.source.tree import Document

T = TypeVar("T")

_ONLY_OF_PROJECTS = frozenset(
    (
        "class_is_missing",  # of those that 财政 asks of projects
        "class_without_rows",
        "output_and_benefit_mixed_up",  # where a department may have 履职 and 管理
        "no_comparator",  # a table that prints 指标性质 apart has numbers alone in 指标值
        "target_is_missing",  # a row with a 评分标准 need not have one
        "evidence_missing",  # 佐证材料 are named in a column, not filed beside it
        "row_takes_half",
        "nobody_is_asked",
    )
)
"""Checks that only a project is asked, by their modules."""
_ASK_WHY = frozenset(
    ("low_rate_without_reason", "budget_changed_without_reason", "unmet_without_reason")
)
"""Checks that ask for a reason, which a form without a column for it has no place for."""


@dataclass(frozen=True, slots=True)
class View:
    """One way to read a document: as what, where everything stands, and among what."""

    model: Entry
    document: Document
    repository: Repository
    without: frozenset[str]
    """The checks that are not asked."""


def views(
    model: DepartmentAssessment, document: Document, repository: Repository
) -> tuple[View, ...]:
    """Return a department's file as the table of a project, and as the 自评 of it."""
    from tuanscore.scoring import department_assessment as scoring

    usual, levels = repository.scheme(DEFAULT), repository.settings.levels
    bounds = repository.scale(model.grade_scale or DEFAULT) or {}
    read = scoring.reading(model, document, bounds, levels, usual)
    if read is None:
        return ()
    within = _Within(repository, read)
    has_reasons = any(row.reason is not None for _, _, _, row in model.lines)
    without = _ONLY_OF_PROJECTS if has_reasons else _ONLY_OF_PROJECTS | _ASK_WHY
    told = _without_what_the_coefficient_says(read)
    return tuple(View(each, read.document, within, without) for each in (read.table, told))


def _without_what_the_coefficient_says(read: Reading) -> SelfAssessment:
    """Leave the 得分 out that is 分值 × 得分系数: where that is wrong, the 得分系数 is told of."""
    report = read.report.model
    results = {
        key: row.model_copy(update={"printed": None}) if _is_by_coefficient(row) else row
        for key, row in report.results.items()
        if isinstance(row, Row)
    }
    return report.model_copy(update={"results": results})


def _is_by_coefficient(row: Row) -> bool:
    if row.coefficient is None or row.printed is None or row.points is None:
        return False
    return abs(row.points * row.coefficient / 100 - row.printed) < 1


class _Within(Repository):
    """The repository as it answers a file that is a table and the only 自评 of it."""

    def __init__(self, repository: Repository, read: Reading) -> None:
        self._real, self._read = repository, read
        self._table = LoadedAs(read.document, read.table)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def lately(self, work: Callable[..., T], *about: Hashable) -> T:
        return work(self, *about)

    def sound(self, name: str) -> Loaded | None:
        return self._table if name == self._read.document.file else self._real.sound(name)

    def find(self, key: Key) -> Loaded | None:
        return self._table

    def find_project(self, told: SelfAssessment) -> LoadedAs[Project] | None:
        return self._table

    def in_force(self, table: LoadedAs[Project], day: date) -> Any:
        return self._real.in_force(table, day)

    def assessments_for(self, project: Project) -> list[Assessment]:
        return [self._read.report]

    def scheme_of(self, project: Project) -> Scheme | None:
        return self._read.scheme

    def levels(self, table: Project | CardBody) -> Levels:
        return self._real.settings.levels
