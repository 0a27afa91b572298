"""同一件事加了两次分，只计第一次。

**Why**: 一件事只加一次分（团委目标绩效考核，创先争优加分）：同一项荣誉不重复加分。

**Fail**:

```yaml
# scorecards/2014/甲.yaml
类型: 目标绩效指标
单位: 共青团甲县委
简称: 甲
年度: 2014
总分: 100
加分: {上限: 5}
部分:
  - {名称: 绩效评价, 分值: 100, 计分: 评议, 内容: 服务对象代表评价分。}
```

```yaml
# scorecards/2014/完成情况/甲.yaml
类型: 完成情况
单位: 甲
年度: 2014
截至: 2014-12-31
加分:
  - {项目: 全省五四红旗团委, 分值: 1, 佐证: [川青〔2014〕3号]}
  - {项目: 全省五四红旗团委, 分值: 1, 佐证: [川青〔2014〕3号]}
```

**Pass**:

```diff
# scorecards/2014/完成情况/甲.yaml
   - {项目: 全省五四红旗团委, 分值: 1, 佐证: [川青〔2014〕3号]}
-  - {项目: 全省五四红旗团委, 分值: 1, 佐证: [川青〔2014〕3号]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect
from tuanscore.finding import Severity
from tuanscore.model.kinds.results import Results

CODE = "TS803"
SEVERITY = Severity.WARNING
LOOKS_AT = Results
ON_SCORE = Results


def check(told: Results) -> Iterator[Defect]:
    """Find bonuses for a matter that has one already."""
    first: dict[str, int] = {}
    for index, bonus in enumerate(told.bonuses):
        before = first.setdefault(bonus.item, index)
        if before != index:
            yield Defect(
                ("加分", index),
                f"加分“{bonus.item}”写了两次，{'只计高的一次' if bonus.kind else '只计第一次'}",
                "一件事只加一次分，删掉一行",
                ((("加分", before), "第一次"),),
            )
