"""自评写的总分和按自评重新计算的不一样。

**Why**: 自评的总分是从各项得分加出来的；写的总分对不上，不是加错了，就是有的完成值没有填。
审计要能从完成值重新算出每一分。还有没有报的项时，总分应当落在最低和最高之间。

**Fail**:

```yaml
# scorecards/2014/甲.yaml
类型: 目标绩效指标
单位: 共青团甲县委
简称: 甲
年度: 2014
总分: 100
部分:
  - {名称: 绩效评价, 分值: 100, 计分: 评议, 内容: 服务对象代表评价分。}
```

```yaml
# scorecards/2014/完成情况/甲.yaml
类型: 完成情况
单位: 甲
年度: 2014
截至: 2014-12-31
自评得分: 95
评议:
  - {来源: 服务对象代表, 得分: 92, 人数: 30}
```

**Pass**:

```diff
# scorecards/2014/完成情况/甲.yaml
 截至: 2014-12-31
-自评得分: 95
+自评得分: 92
```
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from tuanscore import checks
from tuanscore.checks import Defect, reports
from tuanscore.finding import Severity
from tuanscore.model import indicators
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.results import Results
from tuanscore.model.kinds.scheme import Scheme
from tuanscore.model.kinds.self_assessment import SelfAssessment
from tuanscore.shelf import Repository

if TYPE_CHECKING:
    from tuanscore.scoring.tree import Claimed, Node

CODE = "TS810"
SEVERITY = Severity.WARNING
LOOKS_AT = reports.LOOKS_AT

Span = tuple[Decimal, Decimal]
"""The lowest and the highest score by 自评; they differ while lines are missing."""


def compare(told: reports.Told, repository: Repository) -> Iterator[Defect]:
    """Score what had been reported by then anew, as the organisation itself sees it."""
    if told.stated is None:
        return
    span = _card(told, repository) if isinstance(told, Results) else _project(told, repository)
    if span is None or span[0] <= told.stated <= span[1]:
        return
    low, high = span
    again = f"{low:.2f}" if low == high else f"{low:.2f}–{high:.2f}"
    yield Defect(
        ("自评得分",),
        f"自评得分写的是 {told.stated} 分，按自评的完成值重新计算是 {again} 分",
        "用 tuanscore score 看每一项得几分；改正总分，或补上漏填的完成值",
    )


def _card(told: Results, repository: Repository) -> Span | None:
    from tuanscore.scoring import rules, walk

    entry = repository.find_card(told.org, told.year)
    card = repository.card(entry)[0] if entry is not None else None
    if card is None or checks.errors(card.model, card.document, repository):
        return None
    if repository.scale(card.model.grade_scale or card.model.scheme or rules.DEFAULT_SCALE) is None:
        return None
    by_then = [r for r in repository.results_for(card.model) if r.model.as_of <= told.as_of]
    score = walk.score(card.model, card.document, by_then, rules.of_card(card, repository))
    return _span(score.claimed, score.card)


def _project(told: SelfAssessment, repository: Repository) -> Span | None:
    from tuanscore.scoring import project, weights

    entry = repository.find_project(told)
    if entry is None:
        return None
    scheme = repository.scheme_of(entry.model)
    if scheme is None or not _fits(entry.model, scheme):
        return None
    if weights.examine(entry.model, entry.document, scheme):
        return None
    by_then = [a for a in repository.assessments_for(entry.model) if a.model.as_of <= told.as_of]
    score = project.score(entry.model, entry.document, by_then, scheme, repository.settings.levels)
    return _span(score.claimed, score.tree)


def _fits(table: Project, scheme: Scheme) -> bool:
    return indicators.classes(table, scheme.classes).keys() <= scheme.classes.keys()


def _span(claimed: Claimed | None, counted: Node) -> Span:
    """Return the score by 自评, which is the one that counts where no 审核 differs."""
    return (claimed.low, claimed.high) if claimed else (counted.low, counted.high)
