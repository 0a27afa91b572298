"""想要的写了“≤”，不想要的写了“≥”。

**Why**: 要做的事写“≤6个”，做得越少分越高；要避免的事写“≥3起”，出得越多分越高，都和意思相反，多半
是符号选反了（财政审核会退回）。

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
    数量指标: [{名称: 培训场次, 指标值: ≤5场}]
  效益指标:
    社会效益指标: [{名称: 学员就业率, 指标值: ≥60%}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```

**Pass**:

```diff
   产出指标:
-    数量指标: [{名称: 培训场次, 指标值: ≤5场}]
+    数量指标: [{名称: 培训场次, 指标值: ≥5场}]
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tuanscore.checks import Defect
from tuanscore.checks.projects import is_cost, is_counted, lines
from tuanscore.finding import Severity
from tuanscore.model.direction import names_a_count
from tuanscore.model.kinds.project import Project

CODE = "TS544"
SEVERITY = Severity.WARNING
LOOKS_AT = Project

_UNWANTED = (
    "事故|投诉|差错|死亡|伤亡|违规|违纪|违法|犯罪|超标|逾期|故障|上访|信访|火灾|火情|灾害|病虫?害|鼠害|返贫|流失"
    "|纠纷|泄露|污染|失误|隐患|中毒|溺水|案件|发案|超支|拖欠|欠薪|缺勤|辍学|退订|受害|损毁|破损|返工"
)
_DEALT_WITH = (
    "下降|减少|降低|压减|处[理置]|办[理结]|整改|查处|消除|排查|化解|调解|治理|防[治控范]|预防|救[助援]|修复"
    "|演练|宣传|培训|回复|受理|打击|巡查|监测|控制|避免|遏制|扑救|处结|改造|清[理运]"
)
_LIMITED = (
    "时[间长限]|响应|等[候待]|周期|天数|能耗|用[电水量]|排放|浓度|费|成本|价|支出|经费|金额|排名|名次|误差|偏差"
    "|距离|间隔|噪|超|缺|漏|失|损|空置|不|未|无|次生|会议|参会|接待|出国|出境|公务|公车|停|限|压减|控制"
)


def check(project: Project) -> Iterator[Defect]:
    """Find ≤ on what is to be done and ≥ on what is to be avoided."""
    for first, second, route, indicator in lines(project):
        target, name = indicator.target, indicator.name
        if not target.number or target.upper is not None or is_cost(first, second):
            continue
        if target.smaller_is_better and _wanted(second, name, target.unit):
            said, sign = "是要做到的", "≥"
        elif target.more_is_better and not target.is_bare and _unwanted(name):
            said, sign = "是要避免的", "≤"
        else:
            continue
        yield Defect(
            (*route, "指标值"),
            f"“{name}”{said}，指标值却写“{target.text}”，符号像是反了",
            f"改成“{sign}{target.canonical.lstrip('≥≤<>')}”；没有写反的，在名称里写清楚要的是什么",
        )


@lru_cache(maxsize=16384)
def _wanted(second: str, name: str, unit: str) -> bool:
    if not second.startswith("数量") or re.search(f"{_UNWANTED}|{_LIMITED}", name):
        return False
    return is_counted(unit) or (not unit and names_a_count(name))


@lru_cache(maxsize=16384)
def _unwanted(name: str) -> bool:
    return re.search(_UNWANTED, name) is not None and re.search(_DEALT_WITH, name) is None
