"""审核改了自评，没有写理由，也没有佐证。

**Why**: 审核改了自评就改了得分，要让被考核的单位和审计都看得到凭什么
（团委目标绩效考核：自查、部室审核、党组评定）。写 说明，或附 佐证。

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
完成:
  志愿服务: {自评: 7次, 审核: 6次}
```

**Pass**:

```diff
# scorecards/2014/完成情况/甲.yaml
 完成:
-  志愿服务: {自评: 7次, 审核: 6次}
+  志愿服务: {自评: 7次, 审核: 6次, 说明: 1次由区人社局主办，不计入}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tuanscore.checks import Defect, reports
from tuanscore.finding import Severity
from tuanscore.grammar.target import Form, TargetError, parse_quantity
from tuanscore.methods import Case, UnreadableError, qualitative
from tuanscore.methods.proportion import read
from tuanscore.shelf import Repository

CODE = "TS805"
SEVERITY = Severity.WARNING
LOOKS_AT = reports.LOOKS_AT


def compare(told: reports.Told, repository: Repository) -> Iterator[Defect]:
    """Find lines that the reviewer changed without saying why."""
    for name, result in told.results.items():
        claimed, reviewed = result.claimed, result.reviewed
        if result.note is not None or result.evidence or claimed is None or reviewed is None:
            continue
        subject = reports.subject(told, repository) if claimed != reviewed else None
        if subject is None or name not in subject.lines:
            continue
        target, levels = subject.lines[name].target, subject.levels
        before = _meaning(Case(target, claimed, levels))
        after = _meaning(Case(target, reviewed, levels))
        if before is not None and after is not None and before != after:
            yield Defect(
                ("完成", name, "审核"),
                f"{name}：自评 {claimed}，审核改为 {reviewed}，没有写理由",
                "加上 说明: 为什么改，或 佐证: [文件]",
            )


def _meaning(case: Case) -> tuple[Decimal | str, str] | None:
    """Return what a 完成值 says (``18`` is ``18名``, ``完成`` is ``100%``); None if unreadable."""
    target = case.target
    if target is not None and target.form is Form.DATE:
        return case.actual.strip(), "日期"
    try:
        if target is not None and target.form is Form.QUANTITY:
            return read(case)[1], target.unit
        return qualitative.share(case), "%"
    except UnreadableError:
        return _number(case.actual) if target is None else None


def _number(text: str) -> tuple[Decimal, str] | None:
    """Read what is compared with a 基数 or ranked."""
    try:
        quantity = parse_quantity(text)
    except TargetError:
        return None
    return quantity.number, quantity.unit
