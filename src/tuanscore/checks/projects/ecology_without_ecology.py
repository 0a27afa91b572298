"""生态效益指标说的不是生态环境。

**Why**: 生态效益是对环境的影响：绿化、水质、空气、排放、节能、垃圾。别的内容放在这里，财政审核会
退回（山海关区 2021 年的表：生态效益 = 人才留用率）。项目与生态无关的，不写这一类就是。

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
    生态效益指标: [{名称: 学员留用率, 指标值: ≥70%}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```

**Pass**:

```diff
     社会效益指标: [{名称: 学员就业率, 指标值: ≥60%}]
-    生态效益指标: [{名称: 学员留用率, 指标值: ≥70%}]
+    生态效益指标: [{名称: 教室垃圾分类率, 指标值: ≥90%}]
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tuanscore.checks import Defect
from tuanscore.checks.projects import below, is_placeholder, words
from tuanscore.finding import Severity
from tuanscore.model.direction import is_cost
from tuanscore.model.kinds.project import Project

CODE = "TS513"
SEVERITY = Severity.WARNING
LOOKS_AT = Project

_ECOLOGY = (
    "(?<!政治)(?<!网络)(?<!创业)(?<!教育)(?<!创新)(?<!产业)生态|环保|绿|植|树|苗|林|草|花卉|湿地|鼠|虫|受害"
    "|(?<!营商)(?<!学习)(?<!育人)(?<!成长)(?<!社会)(?<!投资)(?<!创业)(?<!消费)环境"
    "|水(?!平)|河|湖|海域|空气|大气|PM|污|废|垃圾|回收|节能|能[耗源]|节[电油材]|用[电油纸]|耗|碳|COD|CO2|二氧化"
    "|噪|扬尘|粉尘|烟|臭|尾气|排放|减排|土壤|土地|耕地|沙|荒|石漠|滑坡|地质|生物|物种|鸟|动物|清洁|保洁"
    "|循环|秸秆|粪|农药|化肥|地膜|降解|资源|景观|美化|无纸|纸张|光伏|风电|辐射|消毒|卫生|防疫|矿山"
)


def check(project: Project) -> Iterator[Defect]:
    """Find 生态效益指标 without a word about nature, waste or energy."""
    for first, second, route, indicator in below(project, "生态"):
        if is_cost(first, second) or is_placeholder(indicator):
            continue
        if not _is_ecological(words(indicator)):
            yield Defect(
                (*route, "名称"),
                f"{second}“{indicator.name}”说的不是生态环境",
                "移到合适的类别；项目与生态无关的，删去这一行",
            )


@lru_cache(maxsize=4096)
def _is_ecological(text: str) -> bool:
    return re.search(_ECOLOGY, text) is not None
