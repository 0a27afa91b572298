"""完成值比上限小得太多。

**Why**: “不超过”的目标只做到几分之一，往往是上限定得太松、单位写错，或者填错了数（≤82，完成 3）。
没有全国统一的界限，不到上限的五分之一才提示，只提示，不扣分；0 和百分率不看。

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
          - {编号: 走访, 内容: 全年走访。, 考核点: {走访用时: ≤82天}}
```

```yaml
# scorecards/2014/完成情况/甲.yaml
类型: 完成情况
单位: 甲
年度: 2014
截至: 2014-12-31
完成: {走访用时: 3天}
```

**Pass**:

```diff
# scorecards/2014/完成情况/甲.yaml
 截至: 2014-12-31
-完成: {走访用时: 3天}
+完成: {走访用时: 73天}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect, reports
from tuanscore.finding import Severity
from tuanscore.grammar.target import TargetError, in_unit, parse_quantity
from tuanscore.shelf import Repository

CODE = "TS841"
SEVERITY = Severity.NOTE
LOOKS_AT = reports.LOOKS_AT

FACTOR = 5
"""How many times the limit is what was done, where that is far."""


def compare(told: reports.Told, repository: Repository) -> Iterator[Defect]:
    """Find results that are a small part of what was allowed."""
    subject = reports.subject(told, repository)
    if subject is None:
        return
    for name, result in subject.counting(told).items():
        target = subject.lines[name].target
        if target is None or not target.number or not target.smaller_is_better:
            continue
        if target.unit in ("%", "‰") or result.actual is None:
            continue
        try:
            done = in_unit(parse_quantity(result.actual), target.unit)
        except TargetError:
            continue
        if done and done * FACTOR < target.number:
            yield Defect(
                ("完成", name, "自评" if result.reviewed is None else "审核"),
                f"{name}：完成 {result.actual}，不到上限 {target.text} 的五分之一",
                "核对完成值和单位；没有写错的，下一年把上限定紧些",
            )
