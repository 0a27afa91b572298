"""今年的指标值比上年实际做到的还低。

**Why**: 目标一年比一年高，至少不低于上年实际；低了要有理由（业务少了、范围变了）。降多少写在这里：
降 1 个百分点和降一半不是一回事，由审核的人掂量。

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
    数量指标:
      - 名称: 培训人次
        指标值: ≥100人次
        上年值: 120人次
  效益指标:
    社会效益指标: [{名称: 学员就业率, 指标值: ≥60%}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```

**Pass**:

```diff
       - 名称: 培训人次
-        指标值: ≥100人次
+        指标值: ≥130人次
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect
from tuanscore.finding import Severity
from tuanscore.model.indicators import lines
from tuanscore.model.kinds.project import Project
from tuanscore.model.prior import prior

CODE = "TS573"
SEVERITY = Severity.WARNING
LOOKS_AT = Project


def check(project: Project) -> Iterator[Defect]:
    """Hold each target against last year's value, in the direction of the indicator."""
    for line in lines(project):
        before = prior(line)
        if before is None or not before.easier:
            continue
        yield Defect(
            (*line.route, "指标值"),
            f"{line.key}：指标值 {line.indicator.target.text}，比上年实际 {before.text}"
            f"容易（{before.words}）",
            "提高指标值；有理由的写在 说明 里",
        )
