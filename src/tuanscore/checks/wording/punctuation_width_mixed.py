"""中文里夹着半角标点，同一份表的其他地方用全角。

**Why**: 同一份表的标点要一样宽（标点符号用法里中文用全角），半角全角混着用，多半是从别处粘来的
。数字里的逗号、小数点、英文里的标点不算。

**Fail**:

```yaml
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
          - {编号: 活动, 内容: '组织技能比武,培训志愿者。', 考核点: {活动: ≥3次}}
  - {名称: 绩效评价, 分值: 30, 计分: 评议, 内容: 代表评价分。}
```

**Pass**:

```diff
         条目:
-          - {编号: 活动, 内容: '组织技能比武,培训志愿者。', 考核点: {活动: ≥3次}}
+          - {编号: 活动, 内容: 组织技能比武，培训志愿者。, 考核点: {活动: ≥3次}}
```
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tuanscore.checks import Defect
from tuanscore.finding import Severity
from tuanscore.model.card import CardBody
from tuanscore.model.kinds.department import Department

if TYPE_CHECKING:
    from collections.abc import Iterator


CODE = "TS602"
SEVERITY = Severity.NOTE
LOOKS_AT = (CardBody, Department)

_HAN = "\u4e00-\u9fff"
_NEAR = re.compile(r'(?:[^\x00-\x7f]|[%}])[,;:!?.()"]|[,;:!?.()"][^\x00-\x7f]')
# Among what characters they stand takes a pattern that is slow to compile; few texts need it.
_HALF = (
    rf"(?<=[{_HAN}”’）》%％}}])[,;:!?]|[,;:!?](?=[{_HAN}“‘（《])"
    rf"|(?<=[{_HAN}”）》}}])\.(?=[{_HAN}“]|$)"
    rf"|(?<=[{_HAN}])[()\"]|[()\"](?=[{_HAN}])"
)
_FULL = "[，。；：！？（）]"


def check(model: CardBody | Department) -> Iterator[Defect]:
    """Find half-width marks beside Chinese characters where the document has full-width ones."""
    written = model.texts
    if any(map(_half, written)) and any(map(_has_full, written)):
        for route, text in model.sentences():
            if marks := _half(text):
                yield Defect(
                    route,
                    f"夹着半角标点 {marks} ，这份表的其他标点是全角",
                    "改成全角标点",
                )


@lru_cache(maxsize=65536)
def _half(text: str) -> str:
    """Return the half-width marks of a Chinese text, each once."""
    if _NEAR.search(text) is None:
        return ""
    return " ".join(dict.fromkeys(re.findall(_HALF, text)))


@lru_cache(maxsize=65536)
def _has_full(text: str) -> bool:
    return re.search(_FULL, text) is not None
