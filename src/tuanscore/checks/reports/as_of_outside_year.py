"""截至的日子不在报告的年度里。

**Why**: 一个年度的目标只看这一年做的；截至写到别的年度，时间进度、先后都会算错。
次年初补报的，截至仍写 12月31日。

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
截至: 2015-01-15
评议:
  - {来源: 服务对象代表, 得分: 92, 人数: 30}
```

**Pass**:

```diff
# scorecards/2014/完成情况/甲.yaml
 年度: 2014
-截至: 2015-01-15
+截至: 2014-12-31
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect, reports
from tuanscore.finding import Severity
from tuanscore.shelf import Repository

CODE = "TS808"
SEVERITY = Severity.WARNING
LOOKS_AT = reports.LOOKS_AT


def compare(told: reports.Told, repository: Repository) -> Iterator[Defect]:
    """Compare the day of a report with its year, where there is a table for that year."""
    if told.as_of.year != told.year and reports.subject(told, repository) is not None:
        yield Defect(
            ("截至",),
            f"截至 {told.as_of} 不在 {told.year} 年",
            f"年度或截至写错了；年底的写 {told.year}-12-31",
            ((("年度",), f"年度 {told.year}"),),
        )
