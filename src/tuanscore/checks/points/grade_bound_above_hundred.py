"""等次的界限超过 100。

**Why**: 等次按得分率查，界限是百分数，不是分数（团委目标绩效总分150，优是 90%，不是 135）。
写成分数，谁也到不了。

**Fail**:

```yaml
类型: 计分方案
名称: 本县
年度: 2014
满分: 100
分值: {职能指标: 70, 绩效评价: 30}
等次标准: {优: 135, 良: 127.5, 中: 90}
```

**Pass**:

```diff
 分值: {职能指标: 70, 绩效评价: 30}
-等次标准: {优: 135, 良: 127.5, 中: 90}
+等次标准: {优: 90, 良: 85, 中: 60}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect
from tuanscore.checks.scales import DEFINING, scales
from tuanscore.finding import Severity
from tuanscore.model.kinds.scheme import Scheme
from tuanscore.model.settings import Settings

CODE = "TS412"
SEVERITY = Severity.WARNING
LOOKS_AT = DEFINING


def check(model: Settings | Scheme) -> Iterator[Defect]:
    """Find bounds that no rate reaches."""
    for route, scale in scales(model):
        for grade, band in scale.bands:
            bound = band.low if band.low is not None and band.low > 100 else band.high
            if bound is not None and bound > 100:
                yield Defect(
                    (*route, grade),
                    f"“{grade}”的界限 {bound} 超过 100，没有单位到得了",
                    "写得分率的百分数，例如 90，不写分数",
                )
