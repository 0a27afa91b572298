"""一行自己的等次标准有空档、有重叠，或看不出高低。

**Why**: 每一行印着优、良、中、差各要做到什么的，标准之间留了空档，落在里面的算哪一档就要争；一个数
在两档里、“良好”写在“好”上面，各人读法不一样；最低一档写的下限不起作用，比它还低的也是这一档。计分时
先写的优先，空档归下面一档。

**Fail**:

```yaml
类型: 目标绩效指标模板
名称: 例
年度: 2014
总分: 10
部分:
  - 名称: 职能指标
    分值: 10
    类别:
      - 条目:
          - 编号: 资金
            内容: 资金按时到位。
            考核点:
              到位率: {计分: 等次, 等次: {优: 100%, 良: 75%-100%, 中: 55%-75%, 差: <45%}}
```

**Pass**:

```diff
             考核点:
-              到位率: {计分: 等次, 等次: {优: 100%, 良: 75%-100%, 中: 55%-75%, 差: <45%}}
+              到位率: {计分: 等次, 等次: {优: 100%, 良: 75%-100%, 中: 55%-75%, 差: <55%}}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from tuanscore.checks import Defect
from tuanscore.finding import Route, Severity
from tuanscore.grammar.target import Comparator, Target
from tuanscore.methods import condition, row_bands
from tuanscore.methods.condition import Condition, Kind
from tuanscore.model.card import CardBody
from tuanscore.model.kinds.project import Project

CODE = "TS430"
SEVERITY = Severity.WARNING
LOOKS_AT = (CardBody, Project)


def check(model: CardBody | Project) -> Iterator[Defect]:
    """Find bands of a row that leave something open, one finding for each row."""
    for route, name, rules in _rows(model):
        said = list(_unclear(rules))
        if said:
            hint = "对着印的标准改；印的就是这样的，先和定标准的人说定"
            yield Defect((*route, "等次"), f"“{name}”的等次：{'；'.join(said)}", hint)


def _rows(model: CardBody | Project) -> Iterator[tuple[Route, str, row_bands.Parameters]]:
    if isinstance(model, CardBody):
        for route, _, name, measure in model.measures():
            if isinstance(measure, row_bands.Parameters):
                yield route, name, measure
        return
    for _, _, route, indicator in model.lines:
        if isinstance(indicator, row_bands.Parameters):
            yield route, indicator.name, indicator


def _unclear(rules: row_bands.Parameters) -> Iterator[str]:
    asked = [condition.understand(text) for text in rules.bands.values()]
    reached = rules.conditions
    for (upper, lower), nearer in zip(pairwise(asked), reached, strict=False):
        if {upper.kind, lower.kind} == {Kind.WORD}:
            if lower.text in upper.text:
                yield f"“{upper.text}”写在“{lower.text}”上面，看不出谁高"
        elif nearer.bound is not None and lower.bound is not None:
            yield from _between(upper, nearer.bound, lower)
    yield from _last(asked, reached)


def _between(upper: Condition, nearer: Target, lower: Condition) -> Iterator[str]:
    """Say where a band does not begin where the one above it ends."""
    less = nearer.smaller_is_better
    edge = _far_edge(lower.bound, less=less)
    bound = nearer.number
    if edge is None or bound is None:
        return
    if edge > bound if less else edge < bound:
        low, high = sorted((edge, bound))
        yield f"{low}{nearer.unit} 到 {high}{nearer.unit} 没有写在哪一档"
    ranged = lower.bound is not None and lower.bound.upper is not None
    said = upper.bound is not None and upper.bound.comparator is Comparator.AT_MOST
    if edge == bound and less and ranged and said:
        yield f"{bound}{nearer.unit} 在“{upper.text}”和“{lower.text}”两档里"


def _far_edge(bound: Target | None, *, less: bool) -> Decimal | None:
    """Return where a band ends towards the better ones; None where it does not say."""
    if bound is None or bound.is_bare:
        return None
    if less:
        ranged = bound.upper is not None or bound.comparator is not Comparator.AT_MOST
        return bound.number if ranged else None
    if bound.upper is not None:
        return bound.upper
    return bound.number if bound.smaller_is_better else None


def _last(asked: list[Condition], reached: list[Condition]) -> Iterator[str]:
    """Say where the least band names a bound that everything beyond it passes as well."""
    bound, above = asked[-1].bound, reached[-2].bound
    if asked[-1].kind is not Kind.NUMBER or bound is None or above is None:
        return
    reached_from = bound.is_bare or bound.more_is_better
    if not above.smaller_is_better and bound.upper is None and reached_from:
        yield f"最低一档的“{asked[-1].text}”不起作用，不到 {above.number}{above.unit} 的都是这一档"
