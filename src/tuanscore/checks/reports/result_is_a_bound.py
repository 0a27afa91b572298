"""完成值写的是界限或约数，不是实际做到的数。

**Why**: 完成值是做完以后数出来的，应当是一个准数；写“≥98.5%”“约100人”，多半是照抄指标值，审计没法核
对（本程序的约定）。按写的数计分，只提醒。

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
完成: {就业率: ≥95%}
```

**Pass**:

```diff
# scorecards/2014/完成情况/甲.yaml
 截至: 2014-12-31
-完成: {就业率: ≥95%}
+完成: {就业率: 96.2%}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect, reports
from tuanscore.finding import Severity
from tuanscore.grammar.target import Form, TargetError, parse_quantity
from tuanscore.shelf import Repository

CODE = "TS840"
SEVERITY = Severity.WARNING
LOOKS_AT = reports.LOOKS_AT


def compare(told: reports.Told, repository: Repository) -> Iterator[Defect]:
    """Find results of numbers that say ≥, 以上, 约 and the like."""
    subject = reports.subject(told, repository)
    if subject is None:
        return
    for name, result in subject.counting(told).items():
        target = subject.lines[name].target
        if result.actual is None or target is None or target.form is not Form.QUANTITY:
            continue
        try:
            hedged = parse_quantity(result.actual).hedged
        except TargetError:
            continue
        if hedged:
            yield Defect(
                ("完成", name, "自评" if result.reviewed is None else "审核"),
                f"{name}：完成值“{result.actual}”是界限或约数，不是准数；按写的数计分",
                "写实际做到的数，如“96.2%”“103人”",
            )
