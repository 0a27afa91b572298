"""绩效标准的原文里，交界的百分数归哪一档说不清。

**Why**: 等次要首尾相接、互不重叠（山海关团区委绩效标准：90%以上的为优，85%-90%的为良，60%-85%的为
中，60%的为差，85 和 90 各在两档里，差没有写以下）。本程序读作含下限、不含上限，并且说出来。

**Fail**:

```yaml
类型: 部门整体绩效目标
单位: 共青团甲区委
简称: 甲
年度: 2021
年度发展规划目标: {标题: 目标, 内容: [做好工作。]}
职责分类绩效目标:
  标题: 职责
  职责:
    - 职责描述: 领导全区共青团工作。
      职责目标: 加强自身建设。
      绩效目标: 服务能力提高。
      绩效指标: 活动的完成率。
      绩效标准:
        等次标准: 团区委绩效标准
        内容: 完成率达到90%以上的为优；达到85%-90%的为良；达到60%-85%的为中；60%的为差。
工作保障措施: {标题: 措施, 内容: [健全制度。]}
```

**Pass**:

```diff
         等次标准: 团区委绩效标准
-        内容: 完成率达到90%以上的为优；达到85%-90%的为良；达到60%-85%的为中；60%的为差。
+        内容: 90%以上为优；85%（含）-90%（不含）为良；60%（含）-85%（不含）为中；60%以下为差。
```
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from tuanscore.checks import Defect
from tuanscore.finding import Severity
from tuanscore.model.bands import bands_in
from tuanscore.model.kinds.department import Department

CODE = "TS413"
SEVERITY = Severity.NOTE
LOOKS_AT = Department


def check(department: Department) -> Iterator[Defect]:
    """Find percentages that the sentence puts into two bands, or into none."""
    for index, duty in enumerate(department.duties.duties):
        said = bands_in(duty.standard.text)
        shared: list[Decimal] = [
            below.high
            for (_, above), (_, below) in pairwise(said)
            if below.closed and below.high is not None and below.high == above.low
        ]
        problems = []
        if shared:
            numbers = "、".join(f"{bound}%" for bound in sorted(shared))
            problems.append(f"{numbers} {'各' if len(shared) > 1 else ''}在两档里")
        problems += [
            f"“{grade}”没有写以上还是以下"
            for grade, band in said
            if band.low is None and band.high is None
        ]
        if problems:
            yield Defect(
                ("职责分类绩效目标", "职责", index, "绩效标准", "内容"),
                f"{'，'.join(problems)}；现在读作含下限、不含上限",
                "写成“85%（含）-90%（不含）为良”“60%以下为差”",
            )
