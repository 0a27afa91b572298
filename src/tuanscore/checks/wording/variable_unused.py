"""变量写了，没有一处用它。

**Why**: 变量在文字里写成 {名称} 才起作用；名称写错一个字，印出来的还是模板原来的字
（例如区的表里印着县）。

**Fail**:

```yaml
类型: 目标绩效指标模板
名称: 例
年度: 2014
总分: 100
变量: {区划: 县}
部分:
  - 名称: 职能指标
    分值: 70
    类别:
      - 名称: 服务
        条目:
          - {编号: 活动, 内容: 开展活动。, 考核点: {活动: ≥3次}}
  - {名称: 绩效评价, 分值: 30, 计分: 评议, 内容: 代表评价分。}
```

**Pass**:

```diff
         条目:
-          - {编号: 活动, 内容: 开展活动。, 考核点: {活动: ≥3次}}
+          - {编号: 活动, 内容: '开展全{区划}活动。', 考核点: {活动: ≥3次}}
```
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tuanscore.checks import Defect
from tuanscore.finding import Severity
from tuanscore.model.card import PLACEHOLDER
from tuanscore.model.kinds.scorecard import Adjustment, Overlay
from tuanscore.model.kinds.template import Template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.shelf import Repository

CODE = "TS607"
SEVERITY = Severity.WARNING
LOOKS_AT = (Template, Overlay)

_OF_CARDS = ("单位", "简称")


def compare(model: Template | Overlay, repository: Repository) -> Iterator[Defect]:
    """Find variables that no text of the template or of the overlay speaks of."""
    if not model.variables:
        return
    if isinstance(model, Template):
        used = _used(model.title, *model.texts)
        if not used <= {*model.words(), *_OF_CARDS}:
            return  # a name written wrong is an error there; mended, the variable may be used
    else:
        used = _used(*_texts(model, repository))
    for name in model.variables:
        if name not in used:
            yield Defect(
                ("变量", name),
                f"变量“{name}”没有用到",
                f"在文字里写 {{{name}}}，或删掉它；看看名称有没有写错",
                at_key=True,
            )


def _texts(model: Overlay, repository: Repository) -> list[str]:
    """Return the texts that an overlay says and those it builds on."""
    base = repository.template(model.template)
    own = [a.text for a in model.adjustments.values() if isinstance(a, Adjustment)]
    said = [text for text in (model.title, *own) if text is not None]
    return said if base is None else [*said, base.model.title, *base.model.texts]


def _used(*texts: str) -> frozenset[str]:
    return frozenset[str]().union(*map(_words, texts))


@lru_cache(maxsize=65536)
def _words(text: str) -> frozenset[str]:
    return frozenset(name.strip() for name in PLACEHOLDER.findall(text))
