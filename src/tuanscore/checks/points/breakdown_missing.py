"""别的指标都分解到了各单位，这几条没有分解。

**Why**: 分解表把每个指标落到各单位；有的分解了，有的没有，没有分解的就没有人认领。比率和“0起”不用分
解。

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
            内容: 开发见习岗位{见习岗位}个，办联谊{联谊}场。
            考核点:
              见习岗位: {目标: ≥140个, 分解: {人社局: 100, 国资中心: 40}}
              联谊: ≥6场
```

**Pass**:

```diff
               见习岗位: {目标: ≥140个, 分解: {人社局: 100, 国资中心: 40}}
-              联谊: ≥6场
+              联谊: {目标: ≥6场, 分解: {宣传部: 6}}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect
from tuanscore.finding import Severity
from tuanscore.methods import two_targets
from tuanscore.model.card import CardBody

CODE = "TS432"
SEVERITY = Severity.NOTE
LOOKS_AT = CardBody


def check(card: CardBody) -> Iterator[Defect]:
    """Find numbers that nobody has taken a part of where others are shared out; one for a card."""
    measures = card.measures()
    if not any(measure.stages for _, _, _, measure in measures):
        return
    bare = []
    for route, _, name, measure in measures:
        least = measure.basic if isinstance(measure, two_targets.Parameters) else measure.target
        if not measure.stages and least is not None and least.more_is_better and not least.is_rate:
            bare.append((route, name))
    if bare:
        names = "、".join(f"“{name}”" for _, name in bare)
        yield Defect(bare[0][0], f"别的指标有分解，{names}没有", "加上 分解，或说明不分解")
