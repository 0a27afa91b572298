"""完成值远远超过目标。

**Why**: 超过太多，往往是目标定得太低、单位写错，或把几年的数加在了一起。没有全国统一的界限，
默认超过目标的 130% 就提示，只提示，不扣分；界限在 tuanscore.yaml 的 监控 里写 超额 改。
只看越多越好的数量，期限、≤ 的目标和范围不看。

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
          - {编号: 志愿服务, 内容: '开展志愿服务{志愿服务}次。', 考核点: {志愿服务: ≥6次}}
```

```yaml
# scorecards/2014/完成情况/甲.yaml
类型: 完成情况
单位: 甲
年度: 2014
截至: 2014-12-31
完成: {志愿服务: 60次}
```

**Pass**:

```diff
# scorecards/2014/完成情况/甲.yaml
 截至: 2014-12-31
-完成: {志愿服务: 60次}
+完成: {志愿服务: 7次}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from tuanscore.checks import Defect, reports
from tuanscore.finding import Severity
from tuanscore.grammar.target import Target, TargetError, in_unit, parse_quantity
from tuanscore.model.kinds.results import Result
from tuanscore.shelf import Repository

CODE = "TS807"
SEVERITY = Severity.NOTE
LOOKS_AT = reports.LOOKS_AT

HUNDRED = Decimal(100)


def compare(told: reports.Told, repository: Repository) -> Iterator[Defect]:
    """Find what was done many times over."""
    subject = reports.subject(told, repository)
    if subject is None or (subject.scheme is not None and subject.scheme.excess is not None):
        return  # the score says so
    limit = repository.settings.monitoring.excess
    for name, result in subject.counting(told).items():
        target = subject.lines[name].target
        rate = _rate(result, target) if target is not None else None
        if target is not None and rate is not None and rate > limit:
            shown = f"{rate.quantize(Decimal('0.1'), ROUND_HALF_UP)}".removesuffix(".0")
            yield Defect(
                ("完成", name, "自评" if result.reviewed is None else "审核"),
                f"{name}：完成 {result.actual}，是目标 {target.text} 的 {shown}%，超过 {limit}%",
                "核对完成值和单位；没有写错的，下一年把目标定高些",
            )


def _rate(result: Result, target: Target) -> Decimal | None:
    """Return 完成值 ÷ 目标 in percent, where more is better and both can be read."""
    if not target.number or not target.more_is_better or result.actual is None:
        return None
    try:
        done = in_unit(parse_quantity(result.actual), target.unit)
    except TargetError:
        return None
    return None if done is None else done / target.number * HUNDRED
