"""率、比例、满意度的指标值超过 100%。

**Why**: 完成率、合格率、满意度最多 100%，写得更高永远做不到，这一条的分就丢了。增长率、倍数一类本
来可以超过 100%，不在此列。

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
  效益指标:
    社会效益指标: [{名称: 学员就业率, 指标值: ≥60%}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥110%}]
```

**Pass**:

```diff
   满意度指标:
-    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥110%}]
+    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tuanscore.checks import Defect
from tuanscore.checks.projects import is_rate, lines
from tuanscore.finding import Severity
from tuanscore.model.kinds.project import Project

CODE = "TS506"
SEVERITY = Severity.WARNING
LOOKS_AT = Project

_PARTS = {"%": 100, "‰": 1000}
_UNBOUNDED = "增|升|提高|保值|倍|产出比|回报|收益|杠杆|容积|流动|偿付|拨备|负荷|周转|指数|产销"


def check(project: Project) -> Iterator[Defect]:
    """Find rates that are to reach more than the whole."""
    for _, _, route, indicator in lines(project):
        target = indicator.target
        number = target.number if target.upper is None else target.upper
        if number is None or target.unit not in _PARTS or target.smaller_is_better:
            continue
        if number <= _PARTS[target.unit] or not is_rate(indicator):
            continue
        if not _is_unbounded(indicator.name):
            yield Defect(
                (*route, "指标值"),
                f"“{indicator.name}”的指标值“{target.text}”超过 100%，做不到",
                "最多写 100%；说的是增长，就在名称里写明“增长率”",
            )


@lru_cache(maxsize=4096)
def _is_unbounded(name: str) -> bool:
    return re.search(_UNBOUNDED, name) is not None
