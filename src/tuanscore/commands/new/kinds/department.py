"""部门整体绩效目标: an empty form in its three parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.new.draft import Draft
from tuanscore.commands.new.known import organisation, refuse_second
from tuanscore.commands.new.request import Request, as_line, need
from tuanscore.commands.new.writing import fill, modeline, scalar
from tuanscore.model.kinds.department import KIND
from tuanscore.shelf import CARDS

if TYPE_CHECKING:
    from tuanscore.shelf import Repository

__all__ = ["KIND", "NICKNAMES", "USES", "draft"]

NICKNAMES = ("部门", "整体")
USES = ("year", "unit")


def draft(request: Request, repository: Repository) -> Draft:
    """Draft a department's goals, graded by the repository's first 等次标准."""
    name = (request.name or "").strip() or "城关"
    example = request.example("部门", name=name, unit=f"共青团{name}委员会")
    need(KIND, example, 单位简称=request.name)
    known = organisation(repository, request.name or "")
    year = request.year or request.today.year
    budgets = repository.budgets(year, known.short_name)
    taken = next((e for e in budgets if e.model.kind == KIND), None)
    refuse_second(taken, f"{known.short_name} {year} 年的{KIND}")
    unit = request.unit or known.org
    need(KIND, example, **{"单位全称（--unit）": unit})
    path = f"{CARDS}/{year}/{known.short_name}/{KIND}.yaml"
    values = {
        "模式": modeline(path).rstrip(),
        "单位": scalar(as_line(unit or "", "单位")),
        "简称": scalar(known.short_name),
        "年度": str(year),
        "等次标准": scalar(repository.settings.scale_names()[0]),
    }
    return Draft(path, fill(f"new/{KIND}.in", values))
