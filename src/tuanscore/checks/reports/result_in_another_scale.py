"""完成值和目标的单位不是一个尺度。

**Why**: 目标按年、完成值按月，目标用‰、完成值用%，算得准（乘 12、乘 10），可是看表的人拿两个数直
接比就错了，应当换成一样的单位。只是万元和元、公里和米的，一看就明白，不在此列。一份报告只报一次，
列出各条。

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
          - {编号: 补贴, 内容: 足额发放补贴。, 考核点: {补贴标准: '≥7200元/人·年'}}
```

```yaml
# scorecards/2014/完成情况/甲.yaml
类型: 完成情况
单位: 甲
年度: 2014
截至: 2014-12-31
完成: {补贴标准: 620元/人·月}
```

**Pass**:

```diff
# scorecards/2014/完成情况/甲.yaml
 截至: 2014-12-31
-完成: {补贴标准: 620元/人·月}
+完成: {补贴标准: 7440元/人·年}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect, reports
from tuanscore.finding import Route, Severity
from tuanscore.grammar.target import TargetError, parse_quantity
from tuanscore.grammar.units import measure
from tuanscore.shelf import Repository

CODE = "TS842"
SEVERITY = Severity.NOTE
LOOKS_AT = reports.LOOKS_AT


def compare(told: reports.Told, repository: Repository) -> Iterator[Defect]:
    """Find results that had to be converted by more than a power of ten in front of a unit."""
    subject = reports.subject(told, repository)
    if subject is None:
        return
    rows: list[tuple[Route, str]] = []
    for name, result in subject.counting(told).items():
        target = subject.lines[name].target
        if target is None or target.number is None or result.actual is None:
            continue
        if _is_rescaled(result.actual, target.unit):
            key = "自评" if result.reviewed is None else "审核"
            rows.append((("完成", name, key), f"{name} {target.text}，完成 {result.actual}"))
    if rows:
        shown = "；".join(words for _, words in rows)
        yield Defect(
            rows[0][0],
            f"{len(rows)} 条的完成值和目标不是一个尺度（{shown}），换算后计分",
            "完成值写成和目标一样的单位",
            tuple(rows[1:]),
        )


def _is_rescaled(actual: str, unit: str) -> bool:
    try:
        own = parse_quantity(actual).unit
    except TargetError:
        return False
    if not own or not unit or not {"/", "%", "‰"} & set(own + unit):
        return False
    (kind, size), (wanted, other) = measure(own), measure(unit)
    return kind == wanted and size != other and own.lstrip("百千万亿") != unit.lstrip("百千万亿")
