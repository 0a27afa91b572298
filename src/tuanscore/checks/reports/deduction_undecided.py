"""完成值该酌情扣分，扣多少还没有人定。

**Why**: 有的目标写着“相比上升，酌情扣分”（团委目标绩效指标原表，青少年涉罪率、犯罪率）：
扣多少由审核的人定，没有定之前这一行按满分算，得分偏高。
记在这个考核点、同一条目的别的考核点或条目上都算定了。

**Fail**:

```yaml
# scorecards/2014/甲.yaml
类型: 目标绩效指标
单位: 共青团甲县委
简称: 甲
年度: 2014
总分: 100
部分:
  - 名称: 职能指标
    分值: 100
    类别:
      - 名称: 维权
        条目:
          - 编号: 预防犯罪
            内容: 青少年涉罪率低于前三年平均值，相比上升，酌情扣分，最多扣1分。
            考核点: {涉罪率: {计分: 对比, 基数: 前三年平均值, 要求: 低于, 未达: 酌情}}
```

```yaml
# scorecards/2014/完成情况/甲.yaml
类型: 完成情况
单位: 甲
年度: 2014
截至: 2014-12-31
完成:
  涉罪率: {自评: 0.95‰, 基数: 0.92‰, 基数来源: 司法统计公报}
```

**Pass**:

```diff
# scorecards/2014/完成情况/甲.yaml
   涉罪率: {自评: 0.95‰, 基数: 0.92‰, 基数来源: 司法统计公报}
+扣分:
+  - {指标: 涉罪率, 分值: 0.5, 原因: 比前三年平均值上升, 决定人: 权益部}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect, reports
from tuanscore.finding import Severity
from tuanscore.model.kinds.results import Results
from tuanscore.shelf import Repository

CODE = "TS804"
SEVERITY = Severity.WARNING
LOOKS_AT = Results
ON_SCORE = Results


def compare(told: Results, repository: Repository) -> Iterator[Defect]:
    """Ask for the 扣分 that a 完成值 calls for and no report on the card has decided.

    One on the measure, on another of its item or on the item itself will do: one decision may
    stand for several measures. What a later report replaces is not asked about.
    """
    if all(result.base is None for result in told.results.values()):
        return
    subject = reports.subject(told, repository)
    if subject is None or subject.card is None:
        return
    counting = subject.counting(told)
    others = [report.model for report in repository.results_for(subject.card)]
    decided = {d.name for report in (told, *others) for d in report.deductions}
    for _, item, name, measure in subject.card.measures():
        if name not in counting or not decided.isdisjoint({item.id, *item.measures}):
            continue
        result = counting[name]
        outcome = reports.judge(measure, result, subject)
        if outcome is not None and outcome.pending:
            yield Defect(
                ("完成", name, "自评" if result.reviewed is None else "审核"),
                f"{name}：{outcome.pending}，酌情扣分还没有记",
                f"写上 扣分: - {{指标: {name}, 分值: …, 原因: …, 决定人: …}}；不扣的写 分值: 0",
            )
