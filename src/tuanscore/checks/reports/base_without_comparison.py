"""完成值写了基数、情况、评分这样的键，这一条的计分用不到。

**Why**: 计分办法各看各的：基数给对比和按相差百分之几的分档，情况给增减，评分给评分，规模、各单位给
名次；别的办法不看，写了也不起作用，写的人以为起作用。

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
from tuanscore.model.kinds.results import Result
from tuanscore.shelf import Repository

CODE = "TS811"
SEVERITY = Severity.WARNING
LOOKS_AT = reports.LOOKS_AT
_HINTS = {"基数": "删掉 基数 和 基数来源；要和基数比的，考核点写 计分: 对比"}


def compare(told: reports.Told, repository: Repository) -> Iterator[Defect]:
    """Find what a report says of a line beside its 完成值 and the line's method does not read."""
    if not any(_written(result) for result in told.results.values()):
        return
    subject = reports.subject(told, repository)
    if subject is None:
        return
    for name, result in told.results.items():
        measure = subject.lines.get(name)
        if measure is None:
            continue
        for key in _written(result):
            if key not in methods.all_by_name()[measure.method].READS:
                yield Defect(
                    ("完成", name, key),
                    f"{name}：按{measure.method}计分，用不到{key}",
                    _HINTS.get(key, f"删掉 {key}，或换一种 计分"),
                    at_key=True,
                )


def _written(result: Result) -> list[str]:
    """Return the keys of a 完成值 that only some methods read."""
    keys = {
        "基数": result.base,
        "情况": result.facts,
        "审核情况": result.reviewed_facts,
        "评分": result.marks,
        "规模": result.size,
        "各单位": result.others,
    }
    return [key for key, value in keys.items() if value]
