"""同一个考核点，在指标值和条目调整里各写了一个目标。

**Why**: 一个目标只写在一处，才知道改哪里；两处都写时以指标值为准，条目调整里的不起作用。

**Fail**:

```yaml
# templates/例.yaml
类型: 目标绩效指标模板
名称: 例
年度: 2014
总分: 100
部分:
  - 名称: 职能指标
    分值: 70
    类别:
      - 名称: 服务
        条目:
          - {编号: 活动, 内容: '开展活动不少于{活动}次。', 考核点: {活动: ≥3次}}
  - {名称: 绩效评价, 分值: 30, 计分: 评议, 内容: 代表评价分。}
```

```yaml
# scorecards/2014/甲.yaml
类型: 目标绩效指标
单位: 共青团甲县委
简称: 甲
年度: 2014
模板: 例
指标值: {活动: ≥4次}
条目调整:
  活动: {考核点: {活动: ≥5次}}
```

**Pass**:

```diff
# scorecards/2014/甲.yaml
 模板: 例
-指标值: {活动: ≥4次}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.checks import Defect
from tuanscore.finding import Severity
from tuanscore.model.kinds.scorecard import Adjustment, Overlay

if TYPE_CHECKING:
    from collections.abc import Iterator

CODE = "TS609"
SEVERITY = Severity.WARNING
LOOKS_AT = Overlay


def check(overlay: Overlay) -> Iterator[Defect]:
    """Find measures that an overlay gives in both places."""
    for item, change in overlay.adjustments.items() if overlay.targets else ():
        measures = change.measures if isinstance(change, Adjustment) else None
        for name in measures or ():
            if name in overlay.targets:
                yield Defect(
                    ("指标值", name),
                    f"“{name}”在 条目调整 的“{item}”里也写了目标，现在以这里为准",
                    "删掉一处",
                    ((("条目调整", item, "考核点", name), "另一处"),),
                )
