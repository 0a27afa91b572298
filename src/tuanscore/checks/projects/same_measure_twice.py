"""同一件事写成了两条指标。

**Why**: 同一个数换个名称再写一遍（山海关区 2021 年的表：活动开展次数和活动开展情况都是 ≥5次），
或者写了次数又写它的完成率，一件事就占了两份分值，财政审核会退回。

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
      - {名称: 培训场次, 指标值: ≥5场}
      - {名称: 培训完成率, 指标值: =100%}
  效益指标:
    社会效益指标: [{名称: 学员就业率, 指标值: ≥60%}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```

**Pass**:

```diff
       - {名称: 培训场次, 指标值: ≥5场}
-      - {名称: 培训完成率, 指标值: =100%}
+      - {名称: 参训人数, 指标值: ≥200人}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tuanscore.checks import Defect
from tuanscore.checks.projects import lines
from tuanscore.finding import Route, Severity
from tuanscore.grammar.target import Target
from tuanscore.grammar.units import SAME_UNIT
from tuanscore.model.kinds.project import Project

CODE = "TS516"
SEVERITY = Severity.WARNING
LOOKS_AT = Project

_BEFORE = "(?:全年|年度|本年|当年|累计|共|总|开展|组织|举办|召开|完成|实施|活动|项目|工作|的)+(?=.)"
_AFTER = (
    "(?:情况|人次|次数|人数|场次|场数|期数|个数|份数|数量|总数|总量|面积|里程|长度|数|量|率|比例|指标"
    "|完成|开展|实施|举办)+$"
)
_DONE = "完成(?:率|比例|情况)$"
_SAME_UNIT = {**SAME_UNIT, "场": "次", "场次": "次", "人次": "人"}

Seen = dict[tuple[str, ...], tuple[Route, str]]
"""The route and the name of what has been read, by what it measures."""


def check(project: Project) -> Iterator[Defect]:
    """Find two indicators of one stem and one value, and a count beside its 完成率.

    Several annual goals with indicators of their own are looked at each by itself.
    """
    groups: dict[Route, Seen] = {}
    for _, _, route, indicator in lines(project):
        target, name = indicator.target, indicator.name
        seen = groups.setdefault(route[:-4], {})
        stem = _stem(name)
        key = (stem, _value(target))
        counted = (stem, "count")
        if key in seen:
            yield _defect(route, name, seen[key], f"都是“{target.text}”，说的是同一件事")
        elif target.unit == "%" and _is_done(name) and counted in seen:
            yield _defect(route, name, seen[counted], "是同一件事的个数和完成率")
        seen.setdefault(key, (route, name))
        if target.number is not None and target.unit != "%":
            seen.setdefault(counted, (route, name))


def _defect(route: Route, name: str, other: tuple[Route, str], said: str) -> Defect:
    first, first_name = other
    return Defect(
        (*route, "名称"),
        f"“{name}”和“{first_name}”{said}，占了两份分值",
        "只留一条，另一条换成别的指标，或删去",
        (((*first, "名称"), f"先写的“{first_name}”"),),
    )


def _value(target: Target) -> str:
    unit = _SAME_UNIT.get(target.unit)
    return target.canonical.removesuffix(target.unit) + unit if unit else target.canonical


@lru_cache(maxsize=16384)
def _stem(name: str) -> str:
    """Return a name without the words that say only that something is done or counted."""
    ended = re.sub(_AFTER, "", name) if len(name) <= 60 else ""
    if not ended:
        return name
    return re.sub(f"^{_BEFORE}", "", ended)


@lru_cache(maxsize=16384)
def _is_done(name: str) -> bool:
    return re.search(_DONE, name) is not None
