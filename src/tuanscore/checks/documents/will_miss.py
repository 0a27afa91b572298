"""全年预计达不到指标值。

**Why**: 监控就是为了早知道哪些目标完成不了：主管部门和财政据此督促、纠偏，或调整目标和预算。写了
原因的也提示；一项原因也没有写的见 TS915。

**Fail**:

```yaml
类型: 绩效运行监控表
年度: 2024
项目名称: 助餐点
实施单位: 甲县养老服务站
期间: 1-7月
绩效指标:
  产出指标:
    数量指标:
      - {名称: 助餐人次, 指标值: ≥36000人次, 全年预计完成情况: 32400人次, 偏差原因: [人员保障]}
```

**Pass**:

```diff
     数量指标:
-      - {名称: 助餐人次, 指标值: ≥36000人次, 全年预计完成情况: 32400人次, 偏差原因: [人员保障]}
+      - {名称: 助餐人次, 指标值: ≥36000人次, 全年预计完成情况: 36000人次}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tuanscore.checks import Defect, documents
from tuanscore.finding import Severity
from tuanscore.model.kinds.monitoring import Monitoring

if TYPE_CHECKING:
    from tuanscore.shelf import Repository

CODE = "TS914"
SEVERITY = Severity.NOTE
LOOKS_AT = Monitoring


def compare(model: Monitoring, repository: Repository) -> Iterator[Defect]:
    """Find rows that are expected to miss, with a reason, and that no graver finding names."""
    for line in documents.misses(model, repository):
        if line.explained:
            why = "、".join([*line.reasons, *([line.why] if line.why else [])])
            at = "" if line.expected_progress is None else f"（指标值的 {line.expected_progress}%）"
            yield Defect(
                (*line.route, "全年预计完成情况"),
                f"{line.name}：全年预计 {line.expected}{at}，达不到 {line.target}，原因：{why}",
                "督促纠偏；确实完成不了的，申请调整绩效目标",
            )
