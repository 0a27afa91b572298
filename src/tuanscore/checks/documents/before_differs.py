"""目标调整里写的调整前，和绩效目标表上的不一样。

**Why**: 调整是从批复的目标表改起的：调整前的指标值、分值、预算要和绩效目标表（调整过的，和上一次
调整后）一样，不一样的不知道是哪一份错了。

**Fail**:

```yaml
# scorecards/2023/甲/P1.yaml
类型: 预算项目绩效目标表
预算单位: 甲县园林所
简称: 甲
年度: 2023
项目编码: P1
项目名称: 古树保护
预算: {预算数: 240, 财政资金: 240, 其他资金: 0, 资金用途: 修复古树}
资金支出计划: {6月底: 50%, 12月底: 100%}
绩效目标: [保护古树]
绩效指标:
  产出指标:
    数量指标: [{名称: 古树修复, 指标值: ≥60株}]
  效益指标:
    社会效益指标: [{名称: 古树保存率, 指标值: ≥98%}]
  满意度指标:
    服务对象满意度指标: [{名称: 市民满意度, 指标值: ≥90%}]
```

```yaml
# scorecards/2023/甲/P1.调整.yaml
类型: 绩效目标调整
年度: 2023
项目编码: P1
申请日期: 2023-08-20
审批: [{部门: 财政, 意见: 同意, 日期: 2023-09-05}]
指标: [{名称: 古树修复, 调整前: ≥50株, 调整后: ≥70株, 理由: 追加任务}]
```

**Pass**:

```diff
# scorecards/2023/甲/P1.调整.yaml
 审批: [{部门: 财政, 意见: 同意, 日期: 2023-09-05}]
-指标: [{名称: 古树修复, 调整前: ≥50株, 调整后: ≥70株, 理由: 追加任务}]
+指标: [{名称: 古树修复, 调整前: ≥60株, 调整后: ≥70株, 理由: 追加任务}]
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from tuanscore.checks import Defect
from tuanscore.finding import Severity
from tuanscore.model.kinds.adjustment import GoalAdjustment
from tuanscore.shelf import adjusting

if TYPE_CHECKING:
    from tuanscore.model.kinds.project import Project
    from tuanscore.shelf import Repository

CODE = "TS923"
SEVERITY = Severity.WARNING
LOOKS_AT = GoalAdjustment


def compare(model: GoalAdjustment, repository: Repository) -> Iterator[Defect]:
    """Hold what is said to be before against the table as it is on the day before."""
    table = repository.table_of(model)
    if table is None:
        return
    day = (model.effective or model.applied) - timedelta(days=1)
    before = repository.in_force(table, day).table.model
    yield from _budget(model, before)
    for index, change in enumerate(model.changes):
        old = change.targets[0]
        found = adjusting.row_named(before, change.name)
        if old is None or found is None:
            continue
        row = found[1]
        if not adjusting.same_target(old, row.target, model.year):
            yield Defect(
                ("指标", index, "调整前"),
                f"{change.name}：调整前写的是 {change.before}，绩效目标表是 {row.target.text}",
                "改成一样的，或先改正绩效目标表",
            )
        if change.points is not None and row.points not in (None, change.points):
            yield Defect(
                ("指标", index, "分值"),
                f"{change.name}：写的是 {change.points} 分，绩效目标表是 {row.points} 分",
                "改成一样的；分值也调整的，写 调整后分值",
            )


def _budget(model: GoalAdjustment, before: Project) -> Iterator[Defect]:
    """Hold the budget before against that of the table."""
    if model.budget is None:
        return
    said = model.budget.before.yuan(model.money_in or "元")
    known = before.budget.whole(before.unit_of_money).yuan
    if said is not None and known is not None and said != known:
        yield Defect(
            ("预算", "调整前"),
            f"调整前的预算写的是 {said} 元，绩效目标表是 {known} 元",
            "改成一样的；看看 金额单位 有没有写",
        )
