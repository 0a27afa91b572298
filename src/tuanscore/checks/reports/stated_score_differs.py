"""自评写的总分和按自评重新计算的不一样。

**Why**: 自评的总分是从各项得分加出来的；写的总分对不上，不是加错了，就是有的完成值没有填。
审计要能从完成值重新算出每一分。还有没有报的项时，总分应当落在最低和最高之间。

**Fail**:

```yaml
# scorecards/2014/甲.yaml
类型: 目标绩效指标
单位: 共青团甲县委
简称: 甲
年度: 2014
总分: 100
部分:
  - {名称: 绩效评价, 分值: 100, 计分: 评议, 内容: 服务对象代表评价分。}
```

```yaml
# scorecards/2014/完成情况/甲.yaml
类型: 完成情况
单位: 甲
年度: 2014
截至: 2014-12-31
自评得分: 95
评议:
  - {来源: 服务对象代表, 得分: 92, 人数: 30}
```

**Pass**:

```diff
# scorecards/2014/完成情况/甲.yaml
 截至: 2014-12-31
-自评得分: 95
+自评得分: 92
```
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from tuanscore.checks import Defect, claimed, reports
from tuanscore.finding import Severity
from tuanscore.model.messages import did_you_mean
from tuanscore.scoring.project import ProjectScore
from tuanscore.shelf import Repository

if TYPE_CHECKING:
    from tuanscore.finding import Route
    from tuanscore.scoring.special import Cap
    from tuanscore.scoring.tree import Node

CODE = "TS810"
SEVERITY = Severity.WARNING
LOOKS_AT = reports.LOOKS_AT

Span = tuple[Decimal, Decimal]
"""The lowest and the highest sum; they differ while lines are missing."""


def compare(told: reports.Told, repository: Repository) -> Iterator[Defect]:
    """Add up what was filled in, and what the rule gives where nothing was."""
    if told.stated is None and not told.subtotals:
        return
    scored = claimed.score(told, repository)
    if scored is None:
        return
    root = claimed.root(scored)
    named: dict[str, Node] = {}
    for part in root.nodes():
        if part.parts:
            named.setdefault(part.name, part)
    for name, stated in told.subtotals.items():
        if name in named:
            yield from _differs(("小计", name), f"“{name}”的小计", stated, named[name])
        else:
            message = f"小计里的“{name}”，表上没有这个部分"
            yield Defect(("小计", name), message, did_you_mean(name, named), at_key=True)
    if told.stated is not None:
        cap = scored.cap if isinstance(scored, ProjectScore) else None
        yield from _differs(("自评得分",), "自评得分", told.stated, root, cap)


def _differs(
    route: Route, what: str, stated: Decimal, node: Node, cap: Cap | None = None
) -> Iterator[Defect]:
    low, high = summed = _filled(node)
    if cap is not None:
        low, high = min(low, cap.most), min(high, cap.most)
    if low <= stated <= high:
        return
    again = "–".join(dict.fromkeys(f"{end:.2f}" for end in summed))
    how = "按自评的完成值重新计算"
    if any(line.filled is not None for line in node.leaves()):
        how = "各行填的得分加起来"
    most = f"，{cap.why}" if cap is not None else ""
    yield Defect(
        route,
        f"{what}写的是 {stated} 分，{how}是 {again} 分{most}",
        "用 tuanscore score 看每一项得几分；改正总分，或补上漏填的完成值",
    )


def _filled(node: Node) -> Span:
    """Return what a part comes to by the 得分 filled in, where none was by the rule."""
    if not node.parts and node.filled is not None:
        return node.filled, node.filled
    if all(line.filled is None for line in node.leaves()):
        if all(part.filled is None for below in node.parts for part in below.nodes()):
            return node.low, node.high
        ends = [(p.filled, p.filled) if p.filled is not None else _filled(p) for p in node.parts]
        low, high = (sum(end, Decimal(0)) for end in zip(*ends, strict=True))
        return low, high
    start = node.base or Decimal(0)
    low, high = (sum(ends, start) for ends in zip(*map(_filled, node.parts), strict=True))
    return low, high
