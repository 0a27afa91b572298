"""别的单位都有的条目，只有一个单位没有。

**Why**: 一年的目标由团市委统一下达；只有一个单位少一条，多半是漏了，或者删得没有说明，
它的这一类分值就由剩下的条目分，比别的单位容易。至少 5 个单位才比。

**Fail**:

```yaml
# templates/例.yaml
类型: 目标绩效指标模板
名称: 例
年度: 2014
总分: 100
部分:
  - 名称: 职能指标
    分值: 100
    类别:
      - 名称: 服务
        条目:
          - {编号: 志愿者培训, 内容: '培训志愿者{志愿者培训}名。', 考核点: {志愿者培训: 40名}}
          - {编号: 法制宣传, 内容: '开展法制宣传{法制宣传}次。', 考核点: {法制宣传: ≥8次}}
```

```yaml
# scorecards/2014/甲.yaml
类型: 目标绩效指标
单位: 共青团甲县委
简称: 甲
年度: 2014
模板: 例
```

```yaml
# scorecards/2014/乙.yaml
类型: 目标绩效指标
单位: 共青团乙县委
简称: 乙
年度: 2014
模板: 例
```

```yaml
# scorecards/2014/丙.yaml
类型: 目标绩效指标
单位: 共青团丙县委
简称: 丙
年度: 2014
模板: 例
```

```yaml
# scorecards/2014/丁.yaml
类型: 目标绩效指标
单位: 共青团丁县委
简称: 丁
年度: 2014
模板: 例
```

```yaml
# scorecards/2014/戊.yaml
类型: 目标绩效指标
单位: 共青团戊县委
简称: 戊
年度: 2014
模板: 例
条目调整: {法制宣传: 删除}
```

**Pass**:

```diff
# scorecards/2014/戊.yaml
 模板: 例
-条目调整: {法制宣传: 删除}
```
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from tuanscore.checks import Row, Standout
from tuanscore.finding import Severity
from tuanscore.model.kinds.scorecard import Scorecard

CODE = "TS702"
SEVERITY = Severity.NOTE
LOOKS_AT = Scorecard

FEWEST = 5
"""How many organisations make a usual list of items."""


def over(rows: Sequence[Row]) -> Iterator[Standout]:
    """Find the items that all organisations but one have."""
    if len(rows) < FEWEST:
        return
    having = Counter(item for row in rows for item in row.items)
    nearly_all = [item for item, count in having.items() if count == len(rows) - 1]
    if not nearly_all:
        return
    for row in rows:
        missing = [item for item in nearly_all if item not in row.items]
        if missing:
            named = "".join(f"“{item}”" for item in missing)
            yield Standout(
                row.file,
                "",
                f"只有{row.short_name}没有条目{named}，其余 {len(rows) - 1} 个单位都有",
                "漏了的补上；确实没有的，批准后写一份 豁免：tuanscore new 豁免 TS702",
                named,
            )
