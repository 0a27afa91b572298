"""率的目标低于 50%，不费力就能完成。

**Why**: 完成率、发放率、合格率写“≥1%”，做不做都达标，这一条就失去了意义，财政审核会退回（山海
关区 2021 年的表：补贴发放率 ≥1%）。增长、下降、占比一类本来不高；确实只能这么高的，在描述里写明
上年或平均是多少。

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
    社会效益指标: [{名称: 学员就业率, 指标值: ≥5%}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```

**Pass**:

```diff
   效益指标:
-    社会效益指标: [{名称: 学员就业率, 指标值: ≥5%}]
+    社会效益指标: [{名称: 学员就业率, 描述: 上年为 38%, 指标值: ≥45%}]
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tuanscore.checks import Defect
from tuanscore.checks.projects import lines
from tuanscore.finding import Severity
from tuanscore.model.kinds.project import Project

CODE = "TS514"
SEVERITY = Severity.WARNING
LOOKS_AT = Project

_RATE = "(?:率|满意度)(?:情况|水平)?(?:[(（].{0,30})?$"
_LOW_BY_NATURE = (
    "增|提高|提升|上升|降|减|节|占|比重|贡献|森林|林草|绿化|绿地|植被|利率|税率|收益|回报|利润|录取|录用"
    "|转化|中标|失|死亡|病|投诉|差错|事故|逾期|违|误|超支|不良|空置|淘汰|返贫|损|犯罪|发生|[效频功速心倍]率"
)
_WITH_REASON = (
    "上年|去年|往年|上期|同期|基期|基数|全[省市县国区]|平均|历史|现状|目前|原有|现有|试点"
)


def check(project: Project) -> Iterator[Defect]:
    """Find rates to be reached that are below 50%, where nothing says why."""
    for _, _, route, indicator in lines(project):
        target = indicator.target
        if target.unit != "%" or target.number is None or not 0 < target.number < 50:
            continue
        if target.smaller_is_better or target.upper is not None:
            continue
        if _is_high_by_nature(indicator.name, indicator.description or ""):
            yield Defect(
                (*route, "指标值"),
                f"“{indicator.name}”的指标值“{target.text}”低于 50%，不费力就能完成",
                "按应当做到的写，如“≥95%”；确实只能这么高的，在描述里写明上年是多少",
            )


@lru_cache(maxsize=16384)
def _is_high_by_nature(name: str, described: str) -> bool:
    if re.search(_RATE, name) is None or re.search(_LOW_BY_NATURE, name):
        return False
    return re.search(_WITH_REASON, described) is None
