"""质量指标或时效指标写成了人数、次数、个数。

**Why**: 做了多少是数量指标；质量看做得好不好（合格率、通过率、等级），时效看什么时候做完（日期、
几天内、及时率）。写成个数，等于一件事算两次数量，财政审核会退回（山海关区 2021 年的表：质量 = 覆
盖人数，时效 = 资助人数 1人）。事故、投诉一类越少越好的个数和获奖数可以作质量指标。

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
    质量指标: [{名称: 参训人数, 指标值: ≥200人}]
  效益指标:
    社会效益指标: [{名称: 学员就业率, 指标值: ≥60%}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```

**Pass**:

```diff
     数量指标: [{名称: 培训场次, 指标值: ≥5场}]
-    质量指标: [{名称: 参训人数, 指标值: ≥200人}]
+    质量指标: [{名称: 结业考试通过率, 指标值: ≥90%}]
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tuanscore.checks import Defect
from tuanscore.checks.projects import below, is_count, says_when, words
from tuanscore.finding import Severity
from tuanscore.model.kinds.project import Project

CODE = "TS507"
SEVERITY = Severity.WARNING
LOOKS_AT = Project

_OF_QUALITY = "获|奖|优秀|优良|优质|认定|等级|星级|[省国部市]级|示范|核心期刊|SCI|专利|高水平"


def check(project: Project) -> Iterator[Defect]:
    """Find numbers of things under 质量指标 and 时效指标."""
    for _, second, route, indicator in below(project, "质量", "时效"):
        if not is_count(indicator):
            continue
        kind = second[:2]
        text = words(indicator)
        if (
            _is_of_quality(text)
            if kind == "质量"
            else "每" in text and indicator.target.unit == "次"
        ):
            continue  # 获奖数; 每月一次
        said = f"{second}“{indicator.name}”写的是个数（{indicator.target.text}）"
        if kind == "质量":
            yield Defect(
                (*route, "指标值"),
                f"{said}，没有说做得好不好",
                "个数移到数量指标；这里写合格率、通过率、等级一类",
            )
            continue
        yield Defect(
            (*route, "指标值"),
            said if says_when(indicator) else f"{said}，也没有说什么时候做完",
            "个数移到数量指标；这里写日期（2021年12月底前）、几天内或及时率",
        )


@lru_cache(maxsize=4096)
def _is_of_quality(text: str) -> bool:
    return re.search(_OF_QUALITY, text) is not None
