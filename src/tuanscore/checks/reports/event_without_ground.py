"""由人定的增减分，没有写依据。

**Why**: 规则只写了范围（每次 1-6 分），几分由人定；定的依据（佐证、文号、原因或谁定的）不写，事后说
不清为什么是这个分。

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
完成: {夜巡: {情况: {表扬: [{分值: 0.8}]}}}
```

**Pass**:

```diff
# scorecards/2014/完成情况/甲.yaml
 截至: 2014-12-31
-完成: {夜巡: {情况: {表扬: [{分值: 0.8}]}}}
+完成: {夜巡: {情况: {表扬: [{分值: 0.8, 文号: 表扬信}]}}}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect, reports
from tuanscore.finding import Severity
from tuanscore.shelf import Repository

CODE = "TS853"
SEVERITY = Severity.NOTE
LOOKS_AT = reports.LOOKS_AT


def compare(told: reports.Told, repository: Repository) -> Iterator[Defect]:
    """Find lines with occurrences of which nobody can say why they cost what they do."""
    seen: set[str] = set()
    for name, key, (low, high), _, event in reports.occurrences(told, repository):
        grounds = event.evidence or event.document or event.reason or event.decided_by
        if low == high or event.points is None or grounds or name in seen:
            continue
        seen.add(name)
        yield Defect(
            ("完成", name, *key),
            f"{name}：{key[-1]}每次 {low}-{high} 分由人定，没有写依据",
            "写成 {分值: …, 文号: …}，或 原因、佐证、决定人",
        )
