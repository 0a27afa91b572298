"""指标值像是数，可是没有读懂，只能当文字评。

**Why**: 指标值照表上的写，看得懂的按数、日期计分，文字的（及时、专款专用）按定性评。像数又没有读懂
的（含糊、有两个数、负数），按定性评就和填表人的意思不一样，财政审核会退回；不猜，也不放过（本程序的
约定）。

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
    数量指标: [{名称: 培训场次, 指标值: 约5场}]
  效益指标:
    社会效益指标: [{名称: 学员就业率, 指标值: ≥60%}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```

**Pass**:

```diff
   产出指标:
-    数量指标: [{名称: 培训场次, 指标值: 约5场}]
+    数量指标: [{名称: 培训场次, 指标值: ≥5场}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect
from tuanscore.checks.projects import lines
from tuanscore.finding import Severity
from tuanscore.grammar import sentences
from tuanscore.grammar.target import TargetError, parse
from tuanscore.model.kinds.project import Project

CODE = "TS540"
SEVERITY = Severity.WARNING
LOOKS_AT = Project


def check(project: Project) -> Iterator[Defect]:
    """Find every 指标值 that was not read, with the reason."""
    for _, _, route, indicator in lines(project):
        text = indicator.target.text
        if not text or indicator.method or sentences.target_in(text) is not None:
            continue
        try:
            parse(text)
        except TargetError as error:
            message = f"“{indicator.name}”的指标值“{text}”没有读懂：{error.reason}；先按文字评"
            yield Defect((*route, "指标值"), message, error.hint)
