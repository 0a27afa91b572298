"""监控时执行率和时间进度差得太多。

**Why**: 年中监控看钱花得跟不跟得上：执行率比时间进度慢（或快）10 个百分点以上要说明原因、调整用款
计划。差多少算多，在 tuanscore.yaml 的 监控 里用 偏差 改。

**Fail**:

```yaml
类型: 绩效运行监控表
年度: 2024
项目名称: 助餐点
实施单位: 甲县养老服务站
期间: 1-7月
执行: {年初预算数: 96, 执行数: 43.2, 全年预计执行数: 91.2}
绩效指标:
  产出指标:
    数量指标: [{名称: 助餐点, 指标值: ≥12个, 执行情况: 7个, 全年预计完成情况: 12个}]
```

**Pass**:

```diff
 期间: 1-7月
-执行: {年初预算数: 96, 执行数: 43.2, 全年预计执行数: 91.2}
+执行: {年初预算数: 96, 执行数: 53.2, 全年预计执行数: 91.2}
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

CODE = "TS911"
SEVERITY = Severity.WARNING
LOOKS_AT = Monitoring


def compare(model: Monitoring, repository: Repository) -> Iterator[Defect]:
    """Hold every rate of the funds against the time that has gone."""
    told = documents.watch(model, repository)
    for money in told.funds:
        if money.gap is not None and told.is_off(money):
            side = "慢" if money.gap > 0 else "快"
            yield Defect(
                (*money.route, "执行数"),
                f"{money.name}：执行率 {money.rate}%，比时间进度 {told.gone}% {side}"
                f" {abs(money.gap)} 个百分点",
                "查明原因，调整用款计划，或压减、收回预算",
            )
