"""评分表的年度和所用模板的年度不一样。

**Why**: 一年一张基础表（团市委每年写一次）；照着上一年的表新建，常常忘了换模板，
今年的单位就按去年的目标考核。

**Fail**:

```yaml
# templates/例.yaml
类型: 目标绩效指标模板
名称: 例
年度: 2014
总分: 100
部分:
  - 名称: 职能指标
    分值: 70
    类别:
      - 名称: 服务
        条目:
          - {编号: 活动, 内容: '开展活动不少于{活动}次。', 考核点: {活动: ≥3次}}
  - {名称: 绩效评价, 分值: 30, 计分: 评议, 内容: 代表评价分。}
```

```yaml
# scorecards/甲.yaml
类型: 目标绩效指标
单位: 共青团甲县委
简称: 甲
年度: 2015
模板: 例
```

**Pass**:

```diff
# scorecards/甲.yaml
 简称: 甲
-年度: 2015
+年度: 2014
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.checks import Defect
from tuanscore.finding import Related, Route, Severity
from tuanscore.model.kinds.scorecard import Overlay
from tuanscore.model.kinds.template import Template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.shelf import Repository

CODE = "TS608"
SEVERITY = Severity.WARNING
LOOKS_AT = (Template, Overlay)


def compare(model: Template | Overlay, repository: Repository) -> Iterator[Defect]:
    """Hold the year of a document against those of the templates that it names."""
    for route, name in _named(model):
        base = repository.template(name)
        if base is not None and base.model.year != model.year:
            yield Defect(
                route,
                f"模板“{name}”是 {base.model.year} 年的，这份是 {model.year} 年的",
                f"换成 {model.year} 年的模板；还没有的，先照旧模板写一份",
                elsewhere=(Related(base.document.place(("年度",)), "模板的年度"),),
            )


def _named(model: Template | Overlay) -> Iterator[tuple[Route, str]]:
    if isinstance(model, Overlay):
        yield ("模板",), model.template
        return
    for s, section in enumerate(model.sections):
        if section.reference is not None:
            yield ("部分", s, "引用"), section.reference
