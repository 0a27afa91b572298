"""评分人给的分，照这一行的扣法扣不出来。

**Why**: 每个评分人都从这一行的分值起、照写明的扣法扣；扣不出来的分，不是看错了行，就是没有照扣法。

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
              居民会: {计分: 评分, 分值: 8, 评分人: {自评: 40%, 街道: 60%}, 扣法: {每次: 2}}
```

```yaml
# scorecards/2014/完成情况/甲.yaml
类型: 完成情况
单位: 甲
年度: 2014
截至: 2014-12-31
完成: {居民会: {评分: {自评: 8, 街道: 7}}}
```

**Pass**:

```diff
# scorecards/2014/完成情况/甲.yaml
 截至: 2014-12-31
-完成: {居民会: {评分: {自评: 8, 街道: 7}}}
+完成: {居民会: {评分: {自评: 8, 街道: 6}}}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect, reports
from tuanscore.finding import Severity
from tuanscore.methods import raters
from tuanscore.shelf import Repository

CODE = "TS850"
SEVERITY = Severity.WARNING
LOOKS_AT = reports.LOOKS_AT


def compare(told: reports.Told, repository: Repository) -> Iterator[Defect]:
    """Find marks that the rule of their line cannot give."""
    if not any(result.marks for result in told.results.values()):
        return
    subject = reports.subject(told, repository)
    if subject is None:
        return
    for name, result in told.results.items():
        measure = subject.lines.get(name)
        if not isinstance(measure, raters.Parameters) or measure.rule is None:
            continue
        full = measure.out_of if measure.out_of is not None else subject.points.get(name)
        for rater, mark in result.marks.items():
            if full is not None and not raters.reachable(mark, full, measure.rule):
                yield Defect(
                    ("完成", name, "评分", rater),
                    f"{name}：{rater}评了 {mark} 分，从 {full} 分起照扣法扣不出这个分",
                    "对一对是不是这一行，或写 说明",
                )
