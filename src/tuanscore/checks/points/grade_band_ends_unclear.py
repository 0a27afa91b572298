"""等次的两档在交界处说不清归哪一档。

**Why**: 85-90、60-85 这样两头都含的写法，85 在两档里；80-89、90-100 这样的写法，89.5 哪一档都不在
（山海关团区委绩效标准就是前一种）。一律读作含下限、不含上限；写成 '[85, 90)' 就没有疑问。

**Fail**:

```yaml
类型: 计分方案
名称: 本县
年度: 2014
满分: 100
分值: {职能指标: 70, 绩效评价: 30}
等次标准: {优: '90-100', 良: '85-90', 中: '60-85', 差: '<60'}
```

**Pass**:

```diff
 分值: {职能指标: 70, 绩效评价: 30}
-等次标准: {优: '90-100', 良: '85-90', 中: '60-85', 差: '<60'}
+等次标准: {优: '90-100', 良: '[85, 90)', 中: '[60, 85)', 差: '<60'}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect
from tuanscore.checks.scales import DEFINING, scales
from tuanscore.finding import Severity
from tuanscore.model.kinds.scheme import Scheme
from tuanscore.model.settings import Settings

CODE = "TS411"
SEVERITY = Severity.WARNING
LOOKS_AT = DEFINING


def check(model: Settings | Scheme) -> Iterator[Defect]:
    """Find bands closed at both ends that meet, or that leave a step between whole numbers."""
    for route, scale in scales(model):
        for upper, lower, bound, below in scale.seams:
            if not below.closed or below.high is None:
                continue
            if below.high == bound:
                problem = f"{bound} 又在“{upper}”又在“{lower}”"
            elif bound - below.high == 1:
                problem = (
                    f"“{lower}”到 {below.high}、“{upper}”从 {bound} 起，中间的小数哪一档都不在"
                )
            else:
                continue
            start = below.low if below.low is not None else ""
            cure = f"'[{start}, {bound})'" if start != "" else f"'<{bound}'"
            yield Defect(
                (*route, lower),
                f"{problem}；读作满 {bound} 为“{upper}”，不满为“{lower}”",
                f"写成 {lower}: {cure}",
                (((*route, upper), f"“{upper}”从 {bound} 起"),),
            )
