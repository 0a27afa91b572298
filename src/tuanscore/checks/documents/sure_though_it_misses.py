"""完成可能性写的是“确定能”，全年预计却达不到指标值。

**Why**: 两栏说的是同一件事：确定能完成的，全年预计完成情况要达到年度指标值；达不到就写 有可能 或
完全不可能，并说明原因。

**Fail**:

```yaml
类型: 绩效运行监控表
年度: 2024
项目名称: 助餐点
实施单位: 甲县养老服务站
期间: 1-7月
绩效指标:
  产出指标:
    成本指标:
      - {名称: 单餐成本, 指标值: ≤15元, 全年预计完成情况: 15.5元, 完成可能性: 确定能}
```

**Pass**:

```diff
     成本指标:
-      - {名称: 单餐成本, 指标值: ≤15元, 全年预计完成情况: 15.5元, 完成可能性: 确定能}
+      - {名称: 单餐成本, 指标值: ≤15元, 全年预计完成情况: 15元, 完成可能性: 确定能}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tuanscore.checks import Defect, documents
from tuanscore.finding import Severity
from tuanscore.model.kinds.monitoring import SURE, Monitoring

if TYPE_CHECKING:
    from tuanscore.shelf import Repository

CODE = "TS912"
SEVERITY = Severity.WARNING
LOOKS_AT = Monitoring


def compare(model: Monitoring, repository: Repository) -> Iterator[Defect]:
    """Find rows whose forecast does not fit their likelihood."""
    for line in documents.watch(model, repository).lines:
        if line.will_meet is False and line.likelihood == SURE:
            yield Defect(
                (*line.route, "完成可能性"),
                f"{line.name}：写的是“{SURE}”，全年预计 {line.expected}，达不到 {line.target}",
                "改成 有可能 或 完全不可能 并说明原因，或改正全年预计完成情况",
            )
