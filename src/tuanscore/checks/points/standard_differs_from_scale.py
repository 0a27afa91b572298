"""绩效标准的原文和所用的等次标准不一样。

**Why**: 等次按 等次标准 评，原文印给人看，两处的界限要一样（山海关团区委绩效标准：90、85、60）。
不一样，印出来的标准就不是评分用的标准。

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
        内容: 90%以上为优；80%（含）-90%（不含）为良；60%（含）-80%（不含）为中；60%以下为差。
工作保障措施: {标题: 措施, 内容: [健全制度。]}
```

**Pass**:

```diff
         等次标准: 团区委绩效标准
-        内容: 90%以上为优；80%（含）-90%（不含）为良；60%（含）-80%（不含）为中；60%以下为差。
+        内容: 90%以上为优；85%（含）-90%（不含）为良；60%（含）-85%（不含）为中；60%以下为差。
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect
from tuanscore.finding import Severity
from tuanscore.model.bands import bands_in
from tuanscore.model.kinds.department import Department
from tuanscore.shelf import Repository

CODE = "TS414"
SEVERITY = Severity.WARNING
LOOKS_AT = Department


def compare(department: Department, repository: Repository) -> Iterator[Defect]:
    """Hold the bounds in the sentence against those of the 等次标准 that it is read as."""
    for index, duty in enumerate(department.duties.duties):
        standard = duty.standard
        scale = repository.settings.scale(standard.grade_scale) or {}
        said = {grade: band.low for grade, band in bands_in(standard.text)}
        route = ("职责分类绩效目标", "职责", index, "绩效标准")
        for grade, bound in scale.items():
            low = said.get(grade)
            if low is not None and low != bound:
                yield Defect(
                    (*route, "内容"),
                    f"原文写“{grade}”从 {low}% 起，等次标准“{standard.grade_scale}”里是 {bound}%",
                    "改成一样的：另写一个等次标准，或改原文",
                    (((*route, "等次标准"), "评分用的等次标准"),),
                )
