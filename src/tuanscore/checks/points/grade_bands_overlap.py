"""等次的两档重叠，同一个得分率有两个等次。

**Why**: 一个得分率只能有一个等次，各档首尾相接、互不重叠（项目自评：优≥90、
良≥80、中≥60、差<60）。

**Fail**:

```yaml
类型: 计分方案
名称: 本县
年度: 2014
满分: 100
分值: {职能指标: 70, 绩效评价: 30}
等次标准: {优: '90-100', 良: '[80, 92)', 中: '[60, 80)', 差: '<60'}
```

**Pass**:

```diff
 分值: {职能指标: 70, 绩效评价: 30}
-等次标准: {优: '90-100', 良: '[80, 92)', 中: '[60, 80)', 差: '<60'}
+等次标准: {优: '90-100', 良: '[80, 90)', 中: '[60, 80)', 差: '<60'}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect
from tuanscore.checks.scales import DEFINING, scales
from tuanscore.finding import Severity
from tuanscore.model.kinds.scheme import Scheme
from tuanscore.model.settings import Settings

CODE = "TS410"
SEVERITY = Severity.ERROR
LOOKS_AT = DEFINING


def check(model: Settings | Scheme) -> Iterator[Defect]:
    """Find bands that reach into the one above."""
    for route, scale in scales(model):
        for upper, lower, bound, below in scale.seams:
            if below.high is not None and below.high > bound:
                yield Defect(
                    (*route, lower),
                    f"{bound} 到 {below.high} 之间，又是“{upper}”又是“{lower}”",
                    f"“{lower}”的上限改成 {bound}",
                    (((*route, upper), f"“{upper}”从 {bound} 起"),),
                )
