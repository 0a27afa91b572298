"""定性指标只说“提高”“改善”“显著”“有效”，没有分档。

**Why**: 定性指标按达成、部分达成、未达成三档给分（财预〔2020〕10号：100–80、80–60、60–0）。只
写“有效提升”，到年底谁也说不清算哪一档。在描述里写明怎样算达成、怎样算部分达成，或换成能数的指
标。

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
    社会效益指标: [{名称: 青年就业能力显著提升, 指标值: 定性}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```

**Pass**:

```diff
   效益指标:
-    社会效益指标: [{名称: 青年就业能力显著提升, 指标值: 定性}]
+    社会效益指标:
+      - 名称: 青年就业能力显著提升
+        描述: 全部学员取得证书为达成，过半为部分达成，不到一半为未达成
+        指标值: 定性
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tuanscore.checks import Defect
from tuanscore.checks.projects import is_cost, is_placeholder, lines, words
from tuanscore.finding import Severity
from tuanscore.grammar.target import Form
from tuanscore.model.kinds.project import Project

CODE = "TS515"
SEVERITY = Severity.WARNING
LOOKS_AT = Project

_VAGUE = (
    "提高|提升|改善|显著|有效(?!期)|明显|增强|促进|加强|推动|(?<!可)持续|长期|逐步|不断|进一步|较好|良好"
    "|^(?:经济|社会|生态|可持续)*(?:效益|影响)(?:指标)?，$"
)
_LEVEL = (
    "未|没有|部分|基本(?!公)|一般|优(?![化势先质惠抚])|良(?!好)|差|较低|不[明达到足合]|否则|达成|合格"
    "|[三四五][档级]"
)
_FIGURE = "[0-9] ?(?:%|‰|[个人次分名所项件家户场天]|百分点)"


def check(project: Project) -> Iterator[Defect]:
    """Find 定性 targets whose words only praise."""
    for first, second, route, indicator in lines(project):
        target = indicator.target
        if target.form is not Form.QUALITATIVE or target.is_in_words or is_placeholder(indicator):
            continue  # words of its own are the target, and the form's levels hold
        if is_cost(first, second):
            continue  # no money is what is wrong there
        if _is_vague(words(indicator)):
            yield Defect(
                (*route, "指标值"),
                f"{second}“{indicator.name}”说得含糊，又没有分档，没法评分",
                "在描述里写明怎样算达成、部分达成、未达成，或换成能数的指标",
            )


@lru_cache(maxsize=4096)
def _is_vague(text: str) -> bool:
    """Say whether a text praises, and names neither two levels nor a figure."""
    if re.search(_VAGUE, text) is None or re.search(_FIGURE, text):
        return False
    return len(set(re.findall(_LEVEL, text))) < 2
