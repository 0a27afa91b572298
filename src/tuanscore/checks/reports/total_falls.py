"""累计的完成值比前一份报告还少。

**Why**: 完成情况报的是从年初起的累计数，只会多，不会少；少了，总有一份写错，
或者前一份里的后来核减了，要写 说明。百分比、频次不是累计数，不看。

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
# scorecards/2014/完成情况/甲-6月.yaml
类型: 完成情况
单位: 甲
年度: 2014
截至: 2014-06-30
完成: {志愿服务: 5次}
```

```yaml
# scorecards/2014/完成情况/甲-9月.yaml
类型: 完成情况
单位: 甲
年度: 2014
截至: 2014-09-30
完成: {志愿服务: 4次}
```

**Pass**:

```diff
# scorecards/2014/完成情况/甲-9月.yaml
 截至: 2014-09-30
-完成: {志愿服务: 4次}
+完成: {志愿服务: 6次}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tuanscore.checks import Defect, reports
from tuanscore.finding import Related, Severity
from tuanscore.grammar.target import Target, TargetError, in_unit, parse_quantity
from tuanscore.model.kinds.results import Result
from tuanscore.shelf import Repository

CODE = "TS809"
SEVERITY = Severity.WARNING
LOOKS_AT = reports.LOOKS_AT


def compare(told: reports.Told, repository: Repository) -> Iterator[Defect]:
    """Compare each number with that of the nearest earlier report that has it."""
    subject = reports.subject(told, repository)
    if subject is None:
        return
    earlier = [report for report in reversed(subject.reports) if report.model.as_of < told.as_of]
    for name, result in told.results.items() if earlier else ():
        measure = subject.lines.get(name)
        before = next((r for r in earlier if name in r.model.results), None)
        target = measure.target if measure is not None else None
        if target is None or before is None or result.note is not None or not _adds_up(target):
            continue
        key, old, new = _pair(before.model.results[name], result)
        was, now = _number(old, target), _number(new, target)
        if was is not None and now is not None and now < was:
            place = before.document.place(("完成", name, key))
            yield Defect(
                ("完成", name, key),
                f"{name}：累计完成 {new}，比 {before.model.as_of} 报的 {old} 还少",
                "累计数不会变少：改对写错的一份；核减了的加上 说明",
                elsewhere=(Related(place, f"截至 {before.model.as_of} 完成 {old}"),),
            )


def _adds_up(target: Target) -> bool:
    return target.more_is_better and not target.is_rate


def _pair(before: Result, after: Result) -> tuple[str, str | None, str | None]:
    """Return what to compare: like with like, so that a review alone is no fall."""
    if before.reviewed is not None and after.reviewed is not None:
        return "审核", before.reviewed, after.reviewed
    if before.claimed is not None and after.claimed is not None:
        return "自评", before.claimed, after.claimed
    return "审核" if after.claimed is None else "自评", before.actual, after.actual


def _number(text: str | None, target: Target) -> Decimal | None:
    try:
        return in_unit(parse_quantity(text), target.unit) if text is not None else None
    except TargetError:
        return None
