"""一次增减的分，不在规则写的范围里。

**Why**: 规则写每次 0.4-1.2 分的，由人在这中间定；定在外面的，计分按最近的一头算，写的和算的就不一
样。

**Fail**:

```yaml
# scorecards/2014/甲.yaml
类型: 目标绩效指标
单位: 共青团甲县委
简称: 甲
年度: 2014
总分: 12
部分:
  - 名称: 职能指标
    分值: 12
    类别:
      - 条目:
          - 编号: 夜巡
            内容: 夜巡，住户表扬每次加0.4-1.2分。
            分值: 12
            考核点: {夜巡: {计分: 增减, 基础分: 10, 增分: {表扬: 0.4-1.2}}}
```

```yaml
# scorecards/2014/完成情况/甲.yaml
类型: 完成情况
单位: 甲
年度: 2014
截至: 2014-12-31
完成: {夜巡: {情况: {表扬: [{分值: 1.6, 文号: 表扬信}]}}}
```

**Pass**:

```diff
# scorecards/2014/完成情况/甲.yaml
 截至: 2014-12-31
-完成: {夜巡: {情况: {表扬: [{分值: 1.6, 文号: 表扬信}]}}}
+完成: {夜巡: {情况: {表扬: [{分值: 1.2, 文号: 表扬信}]}}}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect, reports
from tuanscore.finding import Severity
from tuanscore.shelf import Repository

CODE = "TS852"
SEVERITY = Severity.WARNING
LOOKS_AT = reports.LOOKS_AT


def compare(told: reports.Told, repository: Repository) -> Iterator[Defect]:
    """Find occurrences whose points their rule does not allow."""
    for name, key, each, index, event in reports.occurrences(told, repository):
        low, high = each
        if event.points is not None and not low <= event.points <= high:
            span = f"{low}-{high}" if low != high else f"{low}"
            yield Defect(
                ("完成", name, *key, index),
                f"{name}：{key[-1]}一次 {event.points} 分，规则是每次 {span} 分",
                f"改成 {span}，或改规则",
            )
