"""监控时期限已经过了，还没有完成。

**Why**: 时效指标的期限在监控期间之内，到期没有按期完成的，全年已经达不到，要说明原因、采取措施，
或申请调整目标。

**Fail**:

```yaml
类型: 绩效运行监控表
年度: 2024
项目名称: 助餐点
实施单位: 甲县养老服务站
期间: 1-7月
绩效指标:
  产出指标:
    时效指标:
      - {名称: 设备验收, 指标值: 2024年6月底前, 执行情况: 未完成, 偏差原因: [其他], 原因说明: 流标}
```

**Pass**:

```diff
     时效指标:
-      - {名称: 设备验收, 指标值: 2024年6月底前, 执行情况: 未完成, 偏差原因: [其他], 原因说明: 流标}
+      - {名称: 设备验收, 指标值: 2024年6月底前, 执行情况: 2024-06-20}
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

CODE = "TS913"
SEVERITY = Severity.WARNING
LOOKS_AT = Monitoring


def compare(model: Monitoring, repository: Repository) -> Iterator[Defect]:
    """Find rows whose day has passed and that are not done in time."""
    for line in documents.watch(model, repository).lines:
        if line.overdue:
            told = f"执行情况是“{line.so_far}”" if line.so_far is not None else "没有执行情况"
            yield Defect(
                (*line.route, "执行情况"),
                f"{line.name}：期限 {line.target} 已过，{told}",
                "说明原因和措施；确实要推迟的，申请调整绩效目标",
            )
