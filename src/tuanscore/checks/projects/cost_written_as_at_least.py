"""成本指标写成了“≥”，花得越多越好。

**Why**: 成本（经济、社会、生态环境成本）越少越好，要写“≤”（不超过）。写成“≥”，计分时花得多反而满
分。节约、降低多少的金额本来越多越好，不在此列。

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
    数量指标: [{名称: 培训场次, 指标值: ≥5场}]
    成本指标: [{名称: 培训总支出, 指标值: ≥5万元}]
  效益指标:
    社会效益指标: [{名称: 学员就业率, 指标值: ≥60%}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```

**Pass**:

```diff
     数量指标: [{名称: 培训场次, 指标值: ≥5场}]
-    成本指标: [{名称: 培训总支出, 指标值: ≥5万元}]
+    成本指标: [{名称: 培训总支出, 指标值: ≤5万元}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect
from tuanscore.checks.projects import lines, words
from tuanscore.finding import Severity
from tuanscore.grammar.target import Comparator, is_money
from tuanscore.model import direction
from tuanscore.model.kinds.project import Project

CODE = "TS511"
SEVERITY = Severity.WARNING
LOOKS_AT = Project


def check(project: Project) -> Iterator[Defect]:
    """Find amounts of 成本 that ask for more."""
    for first, second, route, indicator in lines(project):
        target = indicator.target
        upward = target.comparator in (Comparator.AT_LEAST, Comparator.MORE_THAN)
        if not upward or not is_money(target.unit) or not direction.is_cost(first, second):
            continue
        if direction.is_spent(words(indicator), target):
            yield Defect(
                (*route, "指标值"),
                f"{second}“{indicator.name}”写成“{target.text}”，花得越多得分越高",
                f"写成“≤{target.canonical.lstrip('≥>')}”；发放标准是定数的，写“=”",
            )
