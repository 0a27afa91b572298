"""文字以“待填”开头，还没有填。

**Why**: `tuanscore new` 新建的文件里，只有人才知道的内容写着“待填”；忘了填就印出去，表上会留下
这两个字（本程序的约定）。

**Fail**:

```yaml
类型: 目标绩效指标模板
名称: 例
年度: 2026
总分: 100
部分:
  - 名称: 重点工作
    分值: 100
    类别:
      - 名称: 服务青年
        条目:
          - {编号: 活动, 内容: '待填：开展活动。', 考核点: {活动: ≥3次}}
```

**Pass**:

```diff
         条目:
-          - {编号: 活动, 内容: '待填：开展活动。', 考核点: {活动: ≥3次}}
+          - {编号: 活动, 内容: 开展活动。, 考核点: {活动: ≥3次}}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.checks import Defect
from tuanscore.finding import Severity
from tuanscore.model.base import LEFT_OPEN, Kind
from tuanscore.model.card import CardBody

if TYPE_CHECKING:
    from collections.abc import Iterator

CODE = "TS690"
SEVERITY = Severity.WARNING
LOOKS_AT = Kind


def check(model: Kind) -> Iterator[Defect]:
    """Find texts that still wait for someone to write them."""
    if isinstance(model, CardBody) and not any(text.startswith(LEFT_OPEN) for text in model.texts):
        return
    for route, text in model.left_open():
        if text is not None and text.startswith(LEFT_OPEN):
            yield Defect(route, "还没有填：这里写着“待填”", f"写上内容，去掉“{LEFT_OPEN}”")
