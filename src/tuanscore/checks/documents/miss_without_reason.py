"""全年预计达不到指标值，没有写偏差原因。

**Why**: 监控表要求预计完成不了的写明偏差原因（经费保障、制度保障、人员保障、硬件条件保障、其他）
和说明，否则不知道该怎么纠偏。

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
      - {名称: 助餐人次, 指标值: ≥36000人次, 执行情况: 15120人次, 全年预计完成情况: 32400人次}
```

**Pass**:

```diff
     数量指标:
-      - {名称: 助餐人次, 指标值: ≥36000人次, 执行情况: 15120人次, 全年预计完成情况: 32400人次}
+      - {名称: 助餐人次, 指标值: ≥36000人次, 执行情况: 15120人次, 全年预计完成情况: 36000人次}
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

CODE = "TS915"
SEVERITY = Severity.WARNING
LOOKS_AT = Monitoring


def compare(model: Monitoring, repository: Repository) -> Iterator[Defect]:
    """Find rows that are expected to miss, and nobody says why."""
    for line in documents.misses(model, repository):
        if not line.explained:
            yield Defect(
                (*line.route, "全年预计完成情况"),
                f"{line.name}：全年预计 {line.expected}，达不到 {line.target}，没有写偏差原因",
                "加上 偏差原因: [人员保障] 和 原因说明: …",
            )
