"""绩效目标调整 as it is printed: before and after, the reasons, and who agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.sheets.told import Line, Lines, Told, beside, one, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.model.kinds.adjustment import Change, GoalAdjustment

KIND = "绩效目标调整"


def told(model: GoalAdjustment) -> Told:
    """Return what an application has to print."""
    opinions = {
        f"{a.office}意见": f"{a.opinion or ''}　{a.day or ''}".strip() for a in model.approvals
    }
    others = {name: what or "" for name, what in model.others.items()}
    who = {
        "项目名称": model.name,
        "项目编码": model.code,
        "预算单位": model.budget_unit,
        "实施单位": model.implementing,
        "主管部门": model.superior,
    }
    applied, effective = str(model.applied), str(model.effective or "")
    named = {name: what for name, what in who.items() if what is not None}
    days = {"申请日期": applied, **opinions, "生效日期": effective}
    return Told(
        KIND,
        {
            "年度": text(model.year),
            "金额单位": text(model.money_in or "元"),
            **{name: text(what) for name, what in who.items()},
            "申请日期": text(applied),
            "生效日期": text(effective),
            **{f"其他栏目/{name}": text(what) for name, what in others.items()},
        },
        {
            "栏目": beside({**named, **others, **days}),
            "审批": beside(opinions),
            "调整": Lines(tuple(_lines(model))),
        },
        model.sample,
    )


def _lines(model: GoalAdjustment) -> Iterator[Line]:
    if model.budget is not None:
        unit = model.money_in or "元"
        before, after = model.budget.before.text, model.budget.after.text
        yield _line(f"预算（{unit}）", before, after, model.budget.reason)
    for change in model.changes:
        yield _line(_called(change), change.before or "—", change.after, change.reason)


def _line(name: str, before: str, after: str, reason: str | None) -> Line:
    words = {"项": name, "调整前": before, "调整后": after, "理由": reason}
    return Line({column: one(word) for column, word in words.items()})


def _called(change: Change) -> str:
    """Return the name of a row with its points, as they are and as they become."""
    if change.points is None:
        return change.name
    after = "" if change.points_after is None else f" → {change.points_after}分"
    return f"{change.name}（{change.points}分{after}）"
