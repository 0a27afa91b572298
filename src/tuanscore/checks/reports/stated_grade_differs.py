"""自评写的等次和自评得分对不上。

**Why**: 等次是从总分读出来的（财预〔2020〕10号：90 分以上优，80–90 良，60–80 中，60 以下差；另有
等次标准的按它）；写的等次读不出来，不是总分写错，就是等次写错。

**Fail**:

```yaml
# scorecards/2014/甲.yaml
类型: 目标绩效指标
单位: 共青团甲县委
简称: 甲
年度: 2014
总分: 100
部分:
  - {名称: 绩效评价, 分值: 100, 计分: 评议, 内容: 服务对象代表评价分。}
```

```yaml
# scorecards/2014/完成情况/甲.yaml
类型: 完成情况
单位: 甲
年度: 2014
截至: 2014-12-31
自评得分: 86
自评等次: 优
评议:
  - {来源: 服务对象代表, 得分: 86, 人数: 30}
```

**Pass**:

```diff
# scorecards/2014/完成情况/甲.yaml
 自评得分: 86
-自评等次: 优
+自评等次: 良
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect, claimed, reports
from tuanscore.finding import Severity
from tuanscore.shelf import Repository

CODE = "TS835"
SEVERITY = Severity.WARNING
LOOKS_AT = reports.LOOKS_AT
ON_SCORE = reports.LOOKS_AT


def compare(told: reports.Told, repository: Repository) -> Iterator[Defect]:
    """Read the grade from the total as it was filled in, else from what is computed."""
    scored = claimed.score(told, repository) if told.stated_grade is not None else None
    if scored is None:
        return
    filled = scored.filled
    by_total = filled is not None and filled.rate is not None
    possible = filled.grades if filled is not None and by_total else scored.grades
    if told.stated_grade in possible:
        return
    by = "填的得分" if by_total else "按自评的完成值重新计算"
    yield Defect(
        ("自评等次",),
        f"自评等次写的是“{told.stated_grade}”，{by}是{'、'.join(possible)}（{scored.scale}）",
        "改正等次，或改正总分",
    )
