"""内容里写的年份不是这份表的年度。

**Why**: 去年的表改成今年的，文字里的年份常常忘了改。和往年相比的（比2013年增长）、一段时间的（
2011—2015年）、截至某年的不算。写成 {年度} 的不会错。

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
          - {编号: 活动, 内容: 完成2013年度活动任务。, 考核点: {活动: ≥3次}}
  - {名称: 绩效评价, 分值: 30, 计分: 评议, 内容: 代表评价分。}
```

**Pass**:

```diff
         条目:
-          - {编号: 活动, 内容: 完成2013年度活动任务。, 考核点: {活动: ≥3次}}
+          - {编号: 活动, 内容: '完成{年度}年度活动任务。', 考核点: {活动: ≥3次}}
```
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tuanscore.checks import Defect
from tuanscore.finding import Severity
from tuanscore.model.card import CardBody

if TYPE_CHECKING:
    from collections.abc import Iterator

CODE = "TS605"
SEVERITY = Severity.WARNING
LOOKS_AT = CardBody

_BEFORE = ("截至", "截止", "相比", "高于", "低于", "超过", "巩固", "按照", "根据", "依据", "执行")
"""Words before a year of which a text speaks without asking for anything in it."""
_AFTER = (
    "至|到|-|—|~|～|、|和|以来|起|相比|同期|的?基础|平均|初|[1-3]月(?![0-9])|第一季度"
    "|出台|印发|发布|下发|颁布|制定|修订|通过"
)
"""And words after it; the first months are when last year's work is summed up."""
_YEAR = re.compile(
    r"(?<![0-9〔\[(（\-—~～至到、比较与同和超自从])"
    + "".join(f"(?<!{word})" for word in _BEFORE)
    + f"((?:19|20)[0-9]{{2}})年度?(?!{_AFTER})"
)


def check(card: CardBody) -> Iterator[Defect]:
    """Find years that a text speaks of as its own."""
    if any(map(_years, (card.title, *card.texts))):
        year = str(card.year)
        for route, text in ((("标题",), card.title), *card.sentences()):
            for written in _years(text):
                if written != year:
                    yield Defect(
                        route,
                        f"写着 {written} 年，这份表是 {year} 年的",
                        "改成 {年度}，印的时候换成这份表的年度",
                    )


@lru_cache(maxsize=65536)
def _years(text: str) -> tuple[str, ...]:
    """Return the years that a text names without comparing with them."""
    return tuple(dict.fromkeys(_YEAR.findall(text)))
