"""TS9xx: documents that carry their own table and its results.

They are 部门整体支出绩效自评表 and 绩效运行监控表.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.model.kinds.department_assessment import DepartmentAssessment
from tuanscore.model.kinds.monitoring import Monitoring

if TYPE_CHECKING:
    from tuanscore.scoring.monitoring import Watch
    from tuanscore.shelf import Repository

LOOKS_AT = (DepartmentAssessment, Monitoring)


def watch(model: Monitoring, repository: Repository) -> Watch:
    """Return a 绩效运行监控表 held against the calendar."""
    from tuanscore.scoring import monitoring

    settings = repository.settings
    return monitoring.watch(model, None, settings.levels, settings.monitoring.gap)
