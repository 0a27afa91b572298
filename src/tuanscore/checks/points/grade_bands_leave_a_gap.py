"""等次的各档之间、两头有得分率落不进任何一档。

**Why**: 每个得分率都要有一个等次，等次按印出来的得分率查（项目自评：优≥90、
良≥80、中≥60、差<60，首尾相接）。中间空着一段，这一段的单位就没有等次。

**Fail**:

```yaml
类型: 计分方案
名称: 本县
年度: 2014
满分: 100
分值: {职能指标: 70, 绩效评价: 30}
等次标准: {优: '90-100', 良: '[85, 90)', 中: '[60, 80)', 差: '<60'}
```

**Pass**:

```diff
 分值: {职能指标: 70, 绩效评价: 30}
-等次标准: {优: '90-100', 良: '[85, 90)', 中: '[60, 80)', 差: '<60'}
+等次标准: {优: '90-100', 良: '[85, 90)', 中: '[60, 85)', 差: '<60'}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect
from tuanscore.checks.scales import DEFINING, scales
from tuanscore.finding import Route, Severity
from tuanscore.model.bands import LOWEST, Scale
from tuanscore.model.kinds.scheme import Scheme
from tuanscore.model.settings import Settings

CODE = "TS409"
SEVERITY = Severity.ERROR
LOOKS_AT = DEFINING


def check(model: Settings | Scheme) -> Iterator[Defect]:
    """Find rates that no band takes in; a step of 1 between whole numbers is another matter."""
    for route, scale in scales(model):
        yield from _ends(scale, route)
        for upper, lower, bound, below in scale.seams:
            high = below.high
            if high is not None and high < bound and not (below.closed and bound - high == 1):
                yield Defect(
                    (*route, lower),
                    f"“{lower}”到 {high} 为止，“{upper}”从 {bound} 起，中间没有等次",
                    "把两档接起来，下一档的上限就是上一档的下限",
                    (((*route, upper), f"“{upper}”从 {bound} 起"),),
                )


def _ends(scale: Scale, route: Route) -> Iterator[Defect]:
    (best, top), (last, bottom) = scale.bands[0], scale.bands[-1]
    if top.high is not None and (top.high < 100 or (top.high == 100 and not top.closed)):
        message = f"“{best}”到 {top.high} 为止，满分没有等次"
        yield Defect((*route, best), message, f"写成 '{top.low}-100' 或 ≥{top.low}")
    if last == LOWEST and bottom.low:
        message = f"“{last}”从 {bottom.low} 起，再低的没有等次"
        yield Defect((*route, last), message, f"写成 {last}: '<…'，或不写这一档")
