"""完成值写了基数，这个考核点不和基数比。

**Why**: 只有按对比计分的考核点才看基数；别的办法只看目标，写了也不起作用，写的人以为起作用。

**Fail**:

```yaml
# scorecards/2014/甲.yaml
类型: 目标绩效指标
单位: 共青团甲县委
简称: 甲
年度: 2014
总分: 100
部分:
  - 名称: 职能指标
    分值: 100
    类别:
      - 名称: 服务
        条目:
          - {编号: 就业, 内容: 青年就业率达到95%。, 考核点: {就业率: ≥95%}}
```

```yaml
# scorecards/2014/完成情况/甲.yaml
类型: 完成情况
单位: 甲
年度: 2014
截至: 2014-12-31
完成: {就业率: {自评: 97%, 基数: 95%, 基数来源: 统计公报}}
```

**Pass**:

```diff
# scorecards/2014/完成情况/甲.yaml
 截至: 2014-12-31
-完成: {就业率: {自评: 97%, 基数: 95%, 基数来源: 统计公报}}
+完成: {就业率: 97%}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore import methods
from tuanscore.checks import Defect, reports
from tuanscore.finding import Severity
from tuanscore.shelf import Repository

CODE = "TS811"
SEVERITY = Severity.WARNING
LOOKS_AT = reports.LOOKS_AT


def compare(told: reports.Told, repository: Repository) -> Iterator[Defect]:
    """Find a 基数 that the method of its line does not read."""
    if all(result.base is None for result in told.results.values()):
        return
    subject = reports.subject(told, repository)
    if subject is None:
        return
    for name, result in told.results.items():
        measure = subject.lines.get(name)
        if measure is None or result.base is None:
            continue
        if "基数" not in methods.all_by_name()[measure.method].READS:
            yield Defect(
                ("完成", name, "基数"),
                f"{name}：按{measure.method}计分，用不到基数",
                "删掉 基数 和 基数来源；要和基数比的，考核点写 计分: 对比",
                at_key=True,
            )
