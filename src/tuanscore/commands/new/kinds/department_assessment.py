"""部门整体支出绩效自评表: an empty form, with results beside the indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.new.draft import Draft
from tuanscore.commands.new.known import organisation, refuse_second
from tuanscore.commands.new.request import Request, as_line, need
from tuanscore.commands.new.writing import fill, modeline, scalar
from tuanscore.model.kinds.department_assessment import KIND
from tuanscore.shelf import CARDS

if TYPE_CHECKING:
    from tuanscore.shelf import Repository

__all__ = ["KIND", "NICKNAMES", "USES", "draft"]

NICKNAMES = ("部门自评", "整体自评")
USES = ("year", "unit")


def draft(request: Request, repository: Repository) -> Draft:
    """Draft a department's 自评; without its name in full the short one stands for it."""
    need(KIND, request.example("部门自评", name="城关"), 单位简称=request.name)
    known = organisation(repository, request.name or "")
    year = request.year or request.today.year
    budgets = repository.budgets(year, known.short_name)
    taken = next((e for e in budgets if e.model.kind == KIND), None)
    refuse_second(taken, f"{known.short_name} {year} 年的{KIND}")
    unit = request.unit or known.org or known.short_name
    path = f"{CARDS}/{year}/{known.short_name}/{KIND}.yaml"
    values = {
        "模式": modeline(path).rstrip(),
        "单位": scalar(as_line(unit, "单位")),
        "简称": scalar(known.short_name),
        "年度": str(year),
    }
    return Draft(path, fill(f"new/{KIND}.in", values))
