"""加分没有佐证，不计入得分。

**Why**: 加分要有佐证（团委目标绩效考核，创先争优加分）；没有佐证的加分审不了，得分里不算。

**Fail**:

```yaml
# scorecards/2014/甲.yaml
类型: 目标绩效指标
单位: 共青团甲县委
简称: 甲
年度: 2014
总分: 100
加分: {上限: 5}
部分:
  - {名称: 绩效评价, 分值: 100, 计分: 评议, 内容: 服务对象代表评价分。}
```

```yaml
# scorecards/2014/完成情况/甲.yaml
类型: 完成情况
单位: 甲
年度: 2014
截至: 2014-12-31
加分:
  - {项目: 全省五四红旗团委, 分值: 1}
```

**Pass**:

```diff
# scorecards/2014/完成情况/甲.yaml
 加分:
-  - {项目: 全省五四红旗团委, 分值: 1}
+  - {项目: 全省五四红旗团委, 分值: 1, 佐证: [川青〔2014〕3号]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect, reports
from tuanscore.finding import Severity
from tuanscore.model.kinds.results import Results
from tuanscore.shelf import Repository

CODE = "TS802"
SEVERITY = Severity.WARNING
LOOKS_AT = Results
ON_SCORE = Results


def compare(told: Results, repository: Repository) -> Iterator[Defect]:
    """Find bonuses without evidence, which do not count unless the card says otherwise."""
    first: dict[str, int] = {}
    for index, bonus in enumerate(told.bonuses):
        first.setdefault(bonus.item, index)
    bare = [(i, told.bonuses[i]) for i in first.values() if not told.bonuses[i].proven]
    subject = reports.subject(told, repository) if bare else None
    rules = subject.card.bonus if subject is not None and subject.card is not None else None
    counts = rules is not None and rules.unproven == "提醒"
    for index, bonus in bare:
        message = f"加分“{bonus.item}”没有佐证，{'请补上' if counts else '不计入'}"
        yield Defect(("加分", index), message, "加上 佐证: [文件]")
