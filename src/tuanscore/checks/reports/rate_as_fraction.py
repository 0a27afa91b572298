"""百分率写成了小数，得分差得很远。

**Why**: 表格软件里的 97%，抄出来常常是 0.97；没有写单位，就照目标的单位读成 0.97%，几乎得不到分。
两种读法得分不一样的才问。真是百分之零点几的，写上 %。

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
完成: {就业率: {自评: 0.97, 说明: 三人待业}}
```

**Pass**:

```diff
# scorecards/2014/完成情况/甲.yaml
 截至: 2014-12-31
-完成: {就业率: {自评: 0.97, 说明: 三人待业}}
+完成: {就业率: 97%}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tuanscore.checks import Defect, reports
from tuanscore.finding import Severity
from tuanscore.grammar.target import TargetError, parse_quantity
from tuanscore.model.kinds.results import Results
from tuanscore.model.kinds.self_assessment import SelfAssessment
from tuanscore.shelf import Repository

CODE = "TS812"
SEVERITY = Severity.WARNING
LOOKS_AT = reports.LOOKS_AT
ON_SCORE = (Results, SelfAssessment)


def compare(told: reports.Told, repository: Repository) -> Iterator[Defect]:
    """Ask about numbers up to 1 without a unit that would be worth something else as a rate."""
    subject = reports.subject(told, repository)
    if subject is None:
        return
    for name, result in subject.counting(told).items():
        for key, field in (("审核", "reviewed"), ("自评", "claimed")):
            text = getattr(result, field)
            rate = _as_rate(text) if text is not None else None
            if rate is None:
                continue
            read, meant = (
                reports.judge(
                    subject.lines[name],
                    result.model_copy(update={"claimed": None, "reviewed": value}),
                    subject,
                )
                for value in (text, rate)
            )
            if read is None or meant is None:
                continue
            if read.numerator * meant.denominator != meant.numerator * read.denominator:
                yield Defect(
                    ("完成", name, key),
                    f"{name}：{key} {text} 没有写单位，照目标的单位读；是不是 {rate}？",
                    f"是的写成 {rate}；不是的写上单位",
                )


def _as_rate(text: str) -> str | None:
    """Return a number above 0 and up to 1 without a unit as a percentage; None for all else."""
    try:
        quantity = parse_quantity(text)
    except TargetError:
        return None
    if quantity.unit or not 0 < quantity.number <= 1:
        return None
    percent = quantity.number * Decimal(100)
    return f"{percent.normalize():f}%"
