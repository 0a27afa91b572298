"""产出、效益、满意度写错了类。

**Why**: 产出是做了什么（场次、完成率、发放率），效益是带来了什么变化，满意度另成一类，各有各的分
值（财预〔2020〕10号：50、30、10）。写错了类，效益就没有人衡量，财政审核会退回。

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
    社会效益指标: [{名称: 开展宣讲次数, 指标值: ≥10次}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```

**Pass**:

```diff
   产出指标:
-    数量指标: [{名称: 培训场次, 指标值: ≥5场}]
+    数量指标: [{名称: 培训场次, 指标值: ≥5场}, {名称: 开展宣讲次数, 指标值: ≥10次}]
   效益指标:
-    社会效益指标: [{名称: 开展宣讲次数, 指标值: ≥10次}]
+    社会效益指标: [{名称: 学员就业率, 指标值: ≥60%}]
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tuanscore.checks import Defect
from tuanscore.checks.projects import BENEFIT, LIKING, OUTPUT, is_cost, lines
from tuanscore.finding import Route, Severity
from tuanscore.model.kinds.project import Project

CODE = "TS519"
SEVERITY = Severity.WARNING
LOOKS_AT = Project

_AN_OUTPUT = (
    "(?:完成|及时|按时|按期|发放|拨付|支付|兑付|验收合格|验收通过|竣工|开工|采购|购置|参训)率$"
    "|(?:活动|培训|会议|宣传|宣讲|演出|比赛|讲座|巡查|检查)(?:开展|举办|组织)?(?:次数|场次|场数|期数)$"
    "|^(?:开展|举办|组织|召开|印发|发放|购置|采购|新建|改造|修建|维修|建设)"
    ".{0,30}(?:次数|场次|场数|期数|份数|台数|数量|面积|长度|里程|金额)$"
)
_A_BENEFIT = (
    "知晓率|增收|影响力|产值|营业收入|就业率|(?:收入|产值|效益)增长"
    "|带动.{0,30}(?:就业|增收|收入|投资|消费)"
)
_A_LIKING = "满意(?:度|率)"
_NO_LIKING = (
    "事故|伤亡|死亡|案件|差错|隐患|(?:完成|及时|按时|按期|发放|拨付|支付|合格|验收|通过|覆盖|达标|就业)率"
    "|(?:次数|场次|场数|期数|人数|件数|起数|份数|台数|数量|面积|长度|里程|金额)$"
)
_OF_CLASS = {
    "数量": OUTPUT,
    "质量": OUTPUT,
    "时效": OUTPUT,
    "经济效益": BENEFIT,
    "社会效益": BENEFIT,
    "生态效益": BENEFIT,
    "可持续": BENEFIT,
}
"""How the names of 二级指标 begin, and the 一级指标 they belong to; 满意 may stand under 效益."""
_MEANT = {OUTPUT: "做了什么、做得怎样", BENEFIT: "带来了什么变化"}


def check(project: Project) -> Iterator[Defect]:
    """Find indicators under 产出 and 效益 whose name belongs to another class.

    A benefit with the very number of an output is that output once more, and reported as such.
    A 二级指标 under another 一级指标 than its own is reported once for all in it.
    """
    astray = dict(_astray(project))
    yield from astray.values()
    outputs = set()
    for first, second, route, indicator in lines(project):
        target, belongs = indicator.target, None
        if route[:-1] in astray:
            continue
        if first == OUTPUT and not is_cost(first, second):
            outputs.add((target.number, target.unit) if target.unit != "%" else None)
            belongs = _elsewhere(_A_BENEFIT, BENEFIT, indicator.name)
        elif first == BENEFIT and "满意" not in second:
            if (target.number, target.unit) not in outputs:
                belongs = _elsewhere(_AN_OUTPUT, OUTPUT, indicator.name)
        elif first == LIKING and _likes_nothing(indicator.name):
            yield Defect(
                (*route, "名称"),
                f"“{indicator.name}”不是满意度，写在了“{second}”里",
                "做了多少移到产出指标，带来的变化移到效益指标；这里写服务对象满意不满意",
            )
            continue
        else:
            continue
        if belongs is not None or re.search(_A_LIKING, indicator.name):
            right = belongs or LIKING
            yield Defect(
                (*route, "名称"),
                f"“{indicator.name}”是{right.removesuffix('指标')}，写在了“{second}”里",
                f"移到{right}；这里写{_MEANT[first]}",
            )


def _astray(project: Project) -> Iterator[tuple[Route, Defect]]:
    for first, second, route, _ in lines(project):
        belongs = next((c for word, c in _OF_CLASS.items() if second.startswith(word)), first)
        if first in (OUTPUT, BENEFIT, LIKING) and belongs != first:
            message = f"“{second}”是{belongs}，写在了“{first}”里"
            yield route[:-1], Defect(route[:-1], message, f"移到{belongs}下面", at_key=True)


@lru_cache(maxsize=16384)
def _likes_nothing(name: str) -> bool:
    return re.search(_NO_LIKING, name) is not None and re.search(_A_LIKING, name) is None


@lru_cache(maxsize=16384)
def _elsewhere(pattern: str, where: str, name: str) -> str | None:
    return where if re.search(pattern, name) else None
