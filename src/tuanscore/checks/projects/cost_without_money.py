"""成本指标不是金额。

**Why**: 成本指标看花多少钱：总额、每人每次的标准，或成本节约率、超支率。写成次数或“定性”，就没
法拿它控制支出，财政审核会退回。财预〔2021〕101号起成本另成一类，其中社会成本、生态环境成本不是
钱，不在此列。

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
    成本指标: [{名称: 严格控制成本, 指标值: 定性}]
  效益指标:
    社会效益指标: [{名称: 学员就业率, 指标值: ≥60%}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```

**Pass**:

```diff
     数量指标: [{名称: 培训场次, 指标值: ≥5场}]
-    成本指标: [{名称: 严格控制成本, 指标值: 定性}]
+    成本指标: [{名称: 每场培训支出, 指标值: ≤1万元}]
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tuanscore.checks import Defect
from tuanscore.checks.projects import costs, is_placeholder, is_rate, without_units, words
from tuanscore.finding import Severity
from tuanscore.grammar.target import is_money
from tuanscore.model.kinds.project import Project

CODE = "TS509"
SEVERITY = Severity.WARNING
LOOKS_AT = Project

_OF_COST = "成本|费|支出|造价|预算|节约|节省|节支|超支|价|投资|标准|开支"


def check(project: Project) -> Iterator[Defect]:
    """Find 成本指标 whose target is no money, and no percentage of any."""
    listed = without_units(project)
    for first, second, route, indicator in costs(project):
        target = indicator.target
        if is_money(target.unit) or target.is_in_words or is_placeholder(indicator):
            continue
        rate = target.unit in ("%", "‰") or (not target.unit and is_rate(indicator))
        if rate and _is_of_cost(words(indicator)):
            continue
        if "社会成本" in indicator.name or "环境成本" in indicator.name:
            continue
        no_unit = target.number is not None and not target.unit
        if (first, second, route, indicator) in listed:
            continue  # said once for the table
        said = "没有写元还是万元" if no_unit else "不是金额"
        yield Defect(
            (*route, "指标值"),
            f"{second}“{indicator.name}”的指标值“{target.text}”{said}",
            "写成金额，如“≤5万元”“≤200元/人”，或成本节约率、超支率",
        )


@lru_cache(maxsize=4096)
def _is_of_cost(text: str) -> bool:
    return re.search(_OF_COST, text) is not None
