"""比率、上限这类指标现在就没有达到，没有写原因。

**Why**: 场次、人次到年中没有做满是平常的；合格率、单价这样的指标每个月都该达到，现在达不到，年底
能不能达到要有个说法。

**Fail**:

```yaml
类型: 绩效运行监控表
年度: 2024
项目名称: 助餐点
实施单位: 甲县养老服务站
期间: 1-7月
绩效指标:
  产出指标:
    质量指标:
      - {名称: 抽检合格率, 指标值: ≥98%, 执行情况: 97.6%, 全年预计完成情况: 98%}
```

**Pass**:

```diff
     质量指标:
-      - {名称: 抽检合格率, 指标值: ≥98%, 执行情况: 97.6%, 全年预计完成情况: 98%}
+      - {名称: 抽检合格率, 指标值: ≥98%, 执行情况: 97.6%, 全年预计完成情况: 98%, 偏差原因: [其他]}
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

CODE = "TS916"
SEVERITY = Severity.NOTE
LOOKS_AT = Monitoring


def compare(model: Monitoring, repository: Repository) -> Iterator[Defect]:
    """Find rows that should hold all year and do not, and that nothing else is said of."""
    for line in documents.watch(model, repository).lines:
        if line.holds_all_year and line.met is False and not (line.explained or line.alerts):
            yield Defect(
                (*line.route, "执行情况"),
                f"{line.name}：现在 {line.so_far}，没有达到 {line.target}，没有写原因",
                "加上 偏差原因 和 原因说明，或核对执行情况",
            )
