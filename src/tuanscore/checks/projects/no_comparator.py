"""指标值没有写 ≥、≤ 或 =。

**Why**: 只写一个数，要读的人猜是至少、至多还是正好；我们按至少（≥）读，成本指标里的金额按不超过
（≤）读。0 和 100% 没有别的读法，不在此列。一张表只报一次，列出各条。

**Fail**:

```yaml
类型: 预算项目绩效目标表
预算单位: 共青团甲县委本级
简称: 甲
年度: 2021
项目编码: P1
项目名称: 青年技能培训
预算: {预算数: 50000, 财政资金: 50000, 其他资金: 0, 资金用途: 场地和师资}
资金支出计划: {6月底: 50%, 12月底: 100%}
绩效目标: [培训青年，帮助就业]
绩效指标:
  产出指标:
    数量指标: [{名称: 培训场次, 指标值: 5场}]
  效益指标:
    社会效益指标: [{名称: 学员就业率, 指标值: ≥60%}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```

**Pass**:

```diff
   产出指标:
-    数量指标: [{名称: 培训场次, 指标值: 5场}]
+    数量指标: [{名称: 培训场次, 指标值: ≥5场}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect
from tuanscore.checks.projects import at_rows, lines, listed
from tuanscore.finding import Severity
from tuanscore.model.direction import is_cost, is_spent
from tuanscore.model.kinds.project import Line, Project

CODE = "TS521"
SEVERITY = Severity.NOTE
LOOKS_AT = Project


def check(project: Project) -> Iterator[Defect]:
    """Find numbers that stand alone, all of a table in one finding."""
    rows = [line for line in lines(project) if _stands_alone(line)]
    if len(rows) > 1:
        shown = listed(f"{row[3].name} {row[3].target.text}" for row in rows)
        yield at_rows(
            rows,
            f"{len(rows)} 条指标的指标值没有写 ≥、≤ 或 =（{shown}）",
            "至少写 ≥，至多写 ≤，正好写 =；不写的按至少读，成本里的金额按不超过读",
        )
    elif rows:
        first, second, _, indicator = rows[0]
        target = indicator.target
        plain = target.canonical
        spent = is_cost(first, second) and is_spent(indicator.name, target)
        least = "" if spent else f"至少写“≥{plain}”，"
        yield at_rows(
            rows,
            f"“{indicator.name}”的指标值“{target.text}”没有写 ≥、≤ 或 =",
            f"{least}至多写“≤{plain}”，正好写“={plain}”",
        )


def _stands_alone(line: Line) -> bool:
    """Say whether a number has a unit and no comparator; one without a unit is said elsewhere."""
    target = line[3].target
    whole = target.number == 100 and target.unit == "%"
    asked = bool(target.number and target.unit) and not line[3].method
    return asked and target.is_bare and not whole
