"""把投入的钱、人、物当成了目标。

**Why**: 钱花了、人去了不等于事办成了。绩效目标和产出、效益指标写办成什么、有什么用；预算执行率在
自评里另计分（财预〔2020〕10号：10 分），写成产出指标就算了两次。

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
    数量指标: [{名称: 投入资金, 指标值: ≥5万元}]
  效益指标:
    社会效益指标: [{名称: 学员就业率, 指标值: ≥60%}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```

**Pass**:

```diff
   产出指标:
-    数量指标: [{名称: 投入资金, 指标值: ≥5万元}]
+    数量指标: [{名称: 培训场次, 指标值: ≥5场}]
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tuanscore.checks import Defect
from tuanscore.checks.projects import BENEFIT, OUTPUT, is_cost, lines
from tuanscore.finding import Severity
from tuanscore.grammar.target import is_money
from tuanscore.model.kinds.project import Project

CODE = "TS518"
SEVERITY = Severity.WARNING
LOOKS_AT = Project

_INPUT = (
    "投入(?!使用|运行|产出|运营).{0,4}(?:资金|经费|财力|物力|人力|人员|设备|物资|车辆|力量|金额)"
    "|(?:资金|经费|财力|物力|人力|人员|物资|设备|车辆|财政)投入(?!使用|运行|产出|运营)"
    "|^(?:安排|使用|申请|列支)(?:财政|专项)?(?:资金|经费|预算)"
    "|抽调(?:人员|干部|力量)|^(?:参与)?工作人员(?:人数|数量|数)?$"
    "|预算执行率|资金(?:使用|支付|支出|执行)率$"
)
_MONEY = "(?:经费|资金|预算|费用|支出)(?:总额|金额|数额|规模|额|数)?$"
_NOT_SPENT = (
    "社会|民间|企业|带动|撬动|吸引|引导|拉动|增长|发放|补助|补贴|救助|资助|奖|筹|募|争取|引进"
    "|节约|下降|减少|降低|兑付|兑现"
)
_FUNDS = "(?:经费|资金|工程款|货款|价款|款项)(?:总额|金额|数额|规模|额|数)?$"
_EARNED = (
    "社会|民间|企业|带动|撬动|吸引|引导|拉动|增长|发放|救助|资助|奖|筹|募|争取|引进"
    "|节约|下降|减少|降低|兑付|兑现"
)
_PLAIN = "[^，,。；;用购建开保完办培]*"
_GOAL = (
    "(?:[一二三四五六七八九十0-9]+[、.]|本|项目|全年|计划|拟|共|预计|年度)*"
    f"(?:(?:投入|抽调){_PLAIN}(?:资金|经费|费用|元|人员|人力|[0-9]人|车|设备|物资){_PLAIN}"
    f"|(?:安排|使用|支出|列支|申请|花费){_PLAIN}(?:资金|经费|费用|预算|元){_PLAIN})。?"
)


def check(project: Project) -> Iterator[Defect]:
    """Find goals that say only what is spent, and indicators that measure it."""
    for index, goal in enumerate(project.goals):
        if _only_spends(goal):
            yield Defect(
                ("绩效目标", index),
                f"绩效目标“{goal}”只说了投入什么，没有说办成什么",
                "写这笔钱要办成的事和效果，投入写在预算和资金用途里",
            )
    for first, second, route, indicator in lines(project):
        if first not in (OUTPUT, BENEFIT) or is_cost(first, second):
            continue
        unit = indicator.target.unit
        money = first == OUTPUT and is_money(unit)
        amount = money or (first == OUTPUT and bool(indicator.target.number) and not unit)
        if _is_input(indicator.name, money=money) or (amount and _is_amount(indicator.name)):
            yield Defect(
                (*route, "名称"),
                f"{second}“{indicator.name}”是投入，不是做成的事",
                "换成办成了什么；花多少钱写在成本指标，预算执行率在自评里另计",
            )


@lru_cache(maxsize=4096)
def _only_spends(goal: str) -> bool:
    return len(goal) <= 60 and re.fullmatch(_GOAL, goal) is not None


@lru_cache(maxsize=16384)
def _is_amount(name: str) -> bool:
    """Say whether a name is that of the money itself: 补助经费, 工程款金额."""
    return re.search(_FUNDS, name) is not None and re.search(_EARNED, name) is None


@lru_cache(maxsize=16384)
def _is_input(name: str, *, money: bool) -> bool:
    if re.search(_NOT_SPENT, name):
        return False
    return bool(re.search(_INPUT, name) or (money and re.search(_MONEY, name)))
