"""成本指标的描述说每月、每人，指标值却只写一个金额。

**Why**: “每月足额发放补助，0.1万元”看不出是每月 0.1 万元还是全年 0.1 万元，两种读法差十二倍，没
法核对也没法评分（山海关区 2021 年的表就有这一条）。名称里写明每次、人均的，意思清楚，不在此列。

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
    成本指标: [{名称: 讲课费, 描述: 每次课的讲课费, 指标值: ≤800元}]
  效益指标:
    社会效益指标: [{名称: 学员就业率, 指标值: ≥60%}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```

**Pass**:

```diff
     数量指标: [{名称: 培训场次, 指标值: ≥5场}]
-    成本指标: [{名称: 讲课费, 描述: 每次课的讲课费, 指标值: ≤800元}]
+    成本指标: [{名称: 讲课费, 描述: 每次课的讲课费, 指标值: ≤800元/次}]
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tuanscore.checks import Defect
from tuanscore.checks.projects import costs
from tuanscore.finding import Severity
from tuanscore.grammar.target import is_money
from tuanscore.model.kinds.project import Project

CODE = "TS512"
SEVERITY = Severity.WARNING
LOOKS_AT = Project

_EACH = (
    "每个?(?:月|季度?|学期|周|天|日|人|名|位|生|次|场|期|户|校|村|班|台|套|辆|件|株|棵|头|只|亩|公里|平方米)"
    "|[人户月次日周场]均"
)
_CLEAR = f"{_EACH}|单位|平均|单价|标准|总|合计|全年|年度|共"


def check(project: Project) -> Iterator[Defect]:
    """Find amounts that are described as being per something, and do not say so."""
    for _, second, route, indicator in costs(project):
        target, described = indicator.target, indicator.description
        if described is None or not is_money(target.unit):
            continue
        each = _each(indicator.name, described)
        if each and "/" not in target.unit and not target.each:
            yield Defect(
                (*route, "指标值"),
                f"{second}“{indicator.name}”的描述说“{each}”，指标值“{target.text}”没有说，"
                f"看不出是{each}的数还是总数",
                f"写成“{target.text}/{each.strip('每均')}”这样，或改成全年的总数",
            )


@lru_cache(maxsize=4096)
def _each(name: str, described: str) -> str:
    """Return the words that say per what, unless the name or the rest makes it clear."""
    found = re.search(_EACH, described)
    if found is None or re.search(_CLEAR, name) or re.search("总|合计|全年|共", described):
        return ""
    return found[0]
