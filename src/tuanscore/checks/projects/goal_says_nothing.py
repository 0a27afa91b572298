"""绩效目标只是一个数，或者就是项目名称。

**Why**: 绩效目标要说清这笔钱办成什么事、达到什么效果（财预〔2020〕10号）；只写“58”或者抄一遍项目
名称，等于没有写，年底也没法说完成了没有。

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
绩效目标: [青年技能培训]
绩效指标:
  产出指标:
    数量指标: [{名称: 培训场次, 指标值: ≥5场}]
  效益指标:
    社会效益指标: [{名称: 学员就业率, 指标值: ≥60%}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```

**Pass**:

```diff
 资金支出计划: {6月底: 50%, 12月底: 100%}
-绩效目标: [青年技能培训]
+绩效目标: [办 5 场技能培训，六成学员就业]
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

from tuanscore.checks import Defect
from tuanscore.finding import Severity
from tuanscore.model.kinds.project import Project

CODE = "TS541"
SEVERITY = Severity.WARNING
LOOKS_AT = Project

_NUMBER = r"[\d\s.,，%％/\-—]+(?:万?元|亿元)?[。.]?"


def check(project: Project) -> Iterator[Defect]:
    """Find goals that are a number, and goals that are the name of the project."""
    named = _plain(project.name)
    for index, goal in enumerate(project.goals):
        said = "只是一个数" if re.fullmatch(_NUMBER, goal.strip()) else ""
        if _plain(goal) == named:
            said = "就是项目名称"
        if said:
            yield Defect(
                ("绩效目标", index),
                f"绩效目标“{goal}”{said}，没有说办成什么",
                "写这笔钱要办成的事和效果",
            )


def _plain(text: str) -> str:
    return re.sub(r"[\W_]|项目|经费|资金|专项", "", normalize("NFKC", text))
