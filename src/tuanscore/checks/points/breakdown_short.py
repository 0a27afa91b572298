"""分解到各单位的数，加起来不到目标。

**Why**: 指标分解到各单位、各季度的，各家都做到了，加起来还不到目标（有达标值的，不到达标值），
从一开始就完不成。写“各1”的按名称里的个数算。

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
          - 编号: 见习
            内容: 开发见习岗位{见习岗位}个。
            考核点:
              见习岗位: {目标: ≥150个, 分解: {人社局: 100, 国资中心: 40}}
```

**Pass**:

```diff
             考核点:
-              见习岗位: {目标: ≥150个, 分解: {人社局: 100, 国资中心: 40}}
+              见习岗位: {目标: ≥150个, 分解: {人社局: 100, 国资中心: 50}}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from tuanscore.checks import Defect
from tuanscore.finding import Route, Severity
from tuanscore.grammar.target import Quantity, Target, TargetError, in_unit, parse
from tuanscore.methods import two_targets
from tuanscore.model.card import CardBody
from tuanscore.model.kinds.project import Project

CODE = "TS431"
SEVERITY = Severity.WARNING
LOOKS_AT = (CardBody, Project)


def check(model: CardBody | Project) -> Iterator[Defect]:
    """Find targets whose parts come to less."""
    for route, name, target, stages in _lines(model):
        if target is None or not target.more_is_better or target.is_rate or target.number is None:
            continue
        parts = [_part(whose, text, target.unit) for whose, text in stages.items()]
        known = [part for part in parts if part is not None]
        if not stages or len(known) < len(parts):
            continue
        total = sum(known, Decimal(0))
        if total < target.number:
            yield Defect(
                (*route, "分解"),
                f"“{name}”分解加起来是 {total.normalize():f}，不到 {target.text}",
                "改分解的数，或改目标",
            )


def _lines(model: CardBody | Project) -> Iterator[tuple[Route, str, Target | None, Stages]]:
    if isinstance(model, CardBody):
        for route, _, name, measure in model.measures():
            if measure.stages:
                least = measure.basic if isinstance(measure, two_targets.Parameters) else None
                yield route, name, least or measure.target, measure.stages
        return
    for _, _, route, row in model.lines:
        if row.stages:
            least = row.basic if isinstance(row, two_targets.Parameters) else None
            yield route, row.name, least or row.target, row.stages


Stages = Mapping[str, str]


def _part(whose: str, text: str, unit: str) -> Decimal | None:
    """Return what one of the parts is to do; None where that is no number in the unit."""
    try:
        part = parse(text)
    except TargetError:
        return None
    if part.number is None or part.is_rate:
        return None
    number = in_unit(Quantity(part.text, part.number, part.unit), unit)
    if number is None or not part.each:
        return number
    count = re.search("([0-9]+|[一二两三四五六七八九十]+)个", whose)
    try:
        how_many = parse(f"{count[1]}个").number if count is not None else None
    except TargetError:
        return None
    return None if how_many is None else number * how_many
