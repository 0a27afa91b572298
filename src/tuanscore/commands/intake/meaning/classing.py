"""What kind of document lines and head are: by the columns first, by the title second."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.intake.meaning import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tuanscore.commands.intake.meaning.recognised import Value

CARD = "目标绩效指标"
SAFEGUARD = "保障指标"
PLAN = "预算项目绩效目标表"
ASSESSMENT = "项目支出绩效自评表"
DEPARTMENT_ASSESSMENT = "部门整体支出绩效自评表"
DEPARTMENT = "部门整体绩效目标"
MONITORING = "绩效运行监控表"
KINDS = (CARD, SAFEGUARD, PLAN, ASSESSMENT, DEPARTMENT_ASSESSMENT, DEPARTMENT, MONITORING)

_CARDS = (CARD, SAFEGUARD)

_DONE = {"完成值", "得分", "自评", "偏差原因", "折算得分"}
WATCHED = {"执行情况", "预计完成", "完成可能性"}
"""Columns of a table that looks on during the year."""
_SPENT = {"全年执行数", "执行率", "自评得分"}


def of(
    roles: Iterable[str], head: Mapping[str, Value], titles: Iterable[str], *, card: bool
) -> str:
    """Return the kind of a table from its columns, its head and its titles."""
    said = wording.flat("".join(titles))
    if card:
        return SAFEGUARD if "保障指标" in said else CARD
    columns = set(roles)
    if columns & WATCHED or "运行监控" in said or "监控表" in said:
        return MONITORING
    whole = "项目名称" not in head and ("整体" in said or ("单位" in head and "部门" in said))
    if columns & _DONE or _SPENT & {*columns, *head}:
        return DEPARTMENT_ASSESSMENT if whole and "整体" in said else ASSESSMENT
    return DEPARTMENT if whole and "整体" in said else PLAN


def settled(kind: str, wanted: str | None) -> str:
    """Return the kind that the user says, where a table can be of it; else its own."""
    return wanted if wanted and (wanted in _CARDS) == (kind in _CARDS) else kind
