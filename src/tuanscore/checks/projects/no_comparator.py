"""指标值没有写 ≥、≤ 或 =。

**Why**: 只写一个数，要读的人猜是至少、至多还是正好；我们按至少（≥）读，成本指标里的金额按不超过
（≤）读。0 和 100% 没有别的读法，不在此列。

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
from tuanscore.checks.projects import lines
from tuanscore.finding import Severity
from tuanscore.model.direction import is_cost, is_spent
from tuanscore.model.kinds.project import Project

CODE = "TS521"
SEVERITY = Severity.NOTE
LOOKS_AT = Project


def check(project: Project) -> Iterator[Defect]:
    """Find numbers that stand alone."""
    for first, second, route, indicator in lines(project):
        target = indicator.target
        if indicator.method or not target.number or not target.is_bare:
            continue
        whole = target.number == 100 and target.unit == "%"
        if not whole:
            plain = target.canonical
            spent = is_cost(first, second) and is_spent(indicator.name, target)
            least = "" if spent else f"至少写“≥{plain}”，"
            yield Defect(
                (*route, "指标值"),
                f"“{indicator.name}”的指标值“{target.text}”没有写 ≥、≤ 或 =",
                f"{least}至多写“≤{plain}”，正好写“={plain}”",
            )
