"""计分方案的各项分值加起来不等于满分。

**Why**: 满分是写明的，得分率按它算（财预〔2020〕10号：预算执行率 10、产出 50、效益 30、满意度 10，
共 100；团委目标绩效共 150）。预算执行率也算一项；各项加不拢，用这个方案的表都算不对。

**Fail**:

```yaml
类型: 计分方案
名称: 本市项目自评
年度: 2021
满分: 100
分值: {预算执行率: 20, 产出指标: 50, 效益指标: 30, 满意度指标: 10}
等次标准: {优: 90, 良: 80, 中: 60}
```

**Pass**:

```diff
 满分: 100
-分值: {预算执行率: 20, 产出指标: 50, 效益指标: 30, 满意度指标: 10}
+分值: {预算执行率: 20, 产出指标: 40, 效益指标: 30, 满意度指标: 10}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tuanscore.checks import Defect
from tuanscore.finding import Severity
from tuanscore.model.kinds.scheme import Scheme

CODE = "TS402"
SEVERITY = Severity.ERROR
LOOKS_AT = Scheme


def check(scheme: Scheme) -> Iterator[Defect]:
    """Compare the sum of the weights with 满分."""
    total = sum(scheme.weights.values(), Decimal(0))
    if total == scheme.full:
        return
    sums = " + ".join(str(points) for points in scheme.weights.values())
    gap = f"{'多' if total > scheme.full else '少'}了 {abs(total - scheme.full)} 分"
    yield Defect(
        ("满分",),
        f"满分写明 {scheme.full} 分，各项加起来是 {sums} = {total} 分",
        f"{gap}，改其中一处",
        tuple((("分值", name), f"{name} {points} 分") for name, points in scheme.weights.items()),
    )
