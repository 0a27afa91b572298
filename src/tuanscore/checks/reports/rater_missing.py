"""有的评分人还没有评这一行。

**Why**: 少一个评分人的分，这一行的得分就是一个范围，等次也可能定不下来；评过的人已经评了，补上就定
了。

**Fail**:

```yaml
# scorecards/2014/甲.yaml
类型: 目标绩效指标
单位: 共青团甲县委
简称: 甲
年度: 2014
总分: 8
部分:
  - 名称: 职能指标
    分值: 8
    类别:
      - 条目:
          - 编号: 居民会
            内容: 每季开一次居民会，少一次扣2分。
            分值: 8
            考核点:
              居民会: {计分: 评分, 分值: 8, 评分人: {自评: 40%, 街道: 60%}}
```

```yaml
# scorecards/2014/完成情况/甲.yaml
类型: 完成情况
单位: 甲
年度: 2014
截至: 2014-12-31
完成: {居民会: {评分: {自评: 8}}}
```

**Pass**:

```diff
# scorecards/2014/完成情况/甲.yaml
 截至: 2014-12-31
-完成: {居民会: {评分: {自评: 8}}}
+完成: {居民会: {评分: {自评: 8, 街道: 6}}}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect, reports
from tuanscore.finding import Severity
from tuanscore.methods import raters
from tuanscore.shelf import Repository

CODE = "TS851"
SEVERITY = Severity.NOTE
LOOKS_AT = reports.LOOKS_AT


def compare(told: reports.Told, repository: Repository) -> Iterator[Defect]:
    """Find lines that some have rated and others have not."""
    if not any(result.marks for result in told.results.values()):
        return
    subject = reports.subject(told, repository)
    if subject is None:
        return
    for name, result in told.results.items():
        measure = subject.lines.get(name)
        if isinstance(measure, raters.Parameters) and result.marks:
            missing = [rater for rater in measure.raters if rater not in result.marks]
            if missing:
                yield Defect(
                    ("完成", name, "评分"),
                    f"{name}：{'、'.join(missing)}还没有评，得分是一个范围",
                    "评了补上",
                )
