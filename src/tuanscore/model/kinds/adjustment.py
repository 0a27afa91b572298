"""绩效目标调整: a project's targets and budget before and after, who agreed, and from when on."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from tuanscore.finding import Route
from tuanscore.grammar import amounts
from tuanscore.grammar.scalars import Day, Money, Points, Text, YesNo, refuse
from tuanscore.grammar.target import Target, TargetError, parse
from tuanscore.model import heads
from tuanscore.model.base import Entry, Identity, Key, Kind, Organisation
from tuanscore.model.kinds import project

KIND = "绩效目标调整"
NOTHING = ("—", "——", "－", "-", "/", "无", "新增")
"""What stands under 调整前 of a new row."""
DROPPED = ("取消", "删除", "撤销")
"""What stands under 调整后 of a row that is dropped."""
_AGREED = ("同意", "批准", "予以批复", "准予")


def _target(text: str) -> str:
    if text in NOTHING or text in DROPPED:
        return text
    try:
        parse(text)
    except TargetError as error:
        raise refuse("not_target", error.reason, error.hint) from None
    return text


ChangedTarget = Annotated[Text, AfterValidator(_target)]
"""A target as it is printed, or the word that there is none."""


class Approval(Entry, title="意见"):
    """What one office says to the application."""

    office: Text = Field(alias="部门", description="谁的意见，如 主管部门、财政")
    opinion: Text | None = Field(None, alias="意见", description="如 同意；空着就是还没有表态")
    day: Day | None = Field(None, alias="日期", description="哪一天")

    @property
    def agrees(self) -> bool:
        """Whether it says yes."""
        return self.opinion is not None and self.opinion.startswith(_AGREED)


class BudgetChange(Entry, title="预算调整"):
    """The budget before and after."""

    before: Money = Field(alias="调整前", description="原来的预算")
    after: Money = Field(alias="调整后", description="调整后的预算")
    reason: Text | None = Field(None, alias="理由", description="为什么调整")


class Change(Entry, title="指标调整"):
    """One row: changed, unchanged, dropped or new."""

    name: Text = Field(
        alias="名称", description="绩效目标表里的指标名称；几条同名的写 一级指标/二级指标/名称"
    )
    first: Text | None = Field(None, alias="一级指标", description="新增的写在哪个一级指标下")
    second: Text | None = Field(None, alias="二级指标", description="新增的写在哪个二级指标下")
    points: Points | None = Field(None, alias="分值", description="印在表上的分值")
    points_after: Points | None = Field(
        None, alias="调整后分值", description="分值也变了的，写调整后的"
    )
    before: ChangedTarget | None = Field(
        None, alias="调整前", description="原来的指标值；新增的写 — 或不写"
    )
    after: ChangedTarget = Field(alias="调整后", description="调整后的指标值；取消的写 取消")
    reason: Text | None = Field(None, alias="理由", description="为什么调整")

    @property
    def is_new(self) -> bool:
        """Whether there was no such row before."""
        return self.before is None or self.before in NOTHING

    @property
    def is_dropped(self) -> bool:
        """Whether the row is no more."""
        return self.after in DROPPED

    @property
    def targets(self) -> tuple[Target | None, Target | None]:
        """Return the targets before and after, None for a row that is not there."""
        old = None if self.is_new or self.before is None else parse(self.before)
        return old, None if self.is_dropped else parse(self.after)


class GoalAdjustment(
    Kind, title=KIND, json_schema_extra={"description": "年中调整一个项目的预算和指标"}
):
    """One application and what became of it; it counts from 生效 on, if all agreed."""

    asked = 7
    ledger = "budgets"
    reports_by = ("项目编码", "项目名称"), project.KIND
    by_key = True

    code: Text | None = Field(None, alias="项目编码", description="和绩效目标表里的一样；印了才写")
    name: Text | None = Field(None, alias="项目名称", description="没有项目编码的，写单位和名称")
    money_in: heads.MoneyIn = None
    budget_unit: heads.BudgetUnit = None
    implementing: heads.Implementing = None
    superior: heads.Superior = None
    sample: YesNo = Field(False, alias="样例", description="虚构的演示数据")
    others: heads.Others = Field(default_factory=dict)
    applied: Day = Field(alias="申请日期", description="哪一天申请")
    approvals: tuple[Approval, ...] = Field(
        (), alias="审批", description="各部门的意见，都同意了才起作用"
    )
    own_effective: Day | None = Field(
        None, alias="生效", description="从哪一天起按新的；不写就是最后一个同意的那天"
    )
    budget: BudgetChange | None = Field(None, alias="预算", description="预算调整前后")
    changes: tuple[Change, ...] = Field((), alias="指标", description="一条一条的指标，前后和理由")

    @property
    def units(self) -> tuple[str, ...]:
        """Return the units that it names."""
        told = (self.budget_unit, self.implementing)
        return tuple(unit for unit in told if unit is not None)

    @property
    def amounts(self) -> tuple[Decimal, Decimal] | None:
        """Return the budget before and after, in the 金额单位; None where it is not adjusted."""
        if self.budget is None:
            return None
        unit = self.money_in or "元"
        before, after = self.budget.before.yuan(unit), self.budget.after.yuan(unit)
        if before is None or after is None:
            return None
        return before / amounts.UNITS[unit], after / amounts.UNITS[unit]

    @property
    def effective(self) -> date | None:
        """Return the day from which it counts, if it ever does."""
        if self.own_effective is not None:
            return self.own_effective
        days = [approval.day for approval in self.approvals if approval.day is not None]
        return max(days, default=None)

    @property
    def idle_because(self) -> str:
        """Return why it has no effect; empty where it has, from `effective` on."""
        waiting = [a.office for a in self.approvals if not a.agrees]
        if not self.approvals or waiting:
            why = f"{'、'.join(waiting)}没有同意" if waiting else "没有部门同意"
        else:
            why = "" if self.effective is not None else "没有写哪一天同意、哪一天生效"
        days = (self.applied, self.effective or self.applied)
        late = "年度结束以后才申请、批准" if max(days).year > self.year else ""
        return "，".join(filter(None, (late, why)))

    @property
    def identity(self) -> Identity:
        """Return 类型, 年度, the project and the day of the application."""
        whose = (self.code,) if self.code is not None else (*self.units[:1], self.name or "")
        return (self.kind, str(self.year), *whose, self.applied.isoformat())

    @property
    def label(self) -> tuple[str, str]:
        """Return the project, and from when it counts or why it does not."""
        until = f"{self.effective} 生效" if not self.idle_because else self.idle_because
        return self.name or self.code or "", until + ("，样例数据" if self.sample else "")

    @property
    def owner(self) -> Organisation | None:
        """Return whose project it is."""
        return Organisation(self.units[0]) if self.units else None

    @property
    def names(self) -> tuple[str, ...]:
        """Return 项目名称, 项目编码 and the units."""
        return tuple(word for word in (self.name, self.code, *self.units) if word is not None)

    @property
    def called(self) -> tuple[Key, ...]:
        """Return what the project is called by."""
        return self.builds_on

    @property
    def builds_on(self) -> tuple[Key, ...]:
        """Return what the project is called by."""
        if self.code is not None:
            return (project.key_of(self.code, self.year),)
        return tuple(project.key_of(self.name or "", self.year, unit) for unit in self.units)

    def left_open(self) -> Iterator[tuple[Route, str | None]]:
        """Yield the reasons."""
        if self.budget is not None:
            yield ("预算", "理由"), self.budget.reason
        yield from ((("指标", index, "理由"), c.reason) for index, c in enumerate(self.changes))


def model_for(root: dict[str, Any]) -> type[GoalAdjustment]:
    """Return the model of a document of this kind."""
    return GoalAdjustment
