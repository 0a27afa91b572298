"""这一类有分值，却只有扣分的条目，一分也得不到。

**Why**: 扣分项本身没有分值，从同类的得分里扣（团委目标绩效指标原表：每发生一起扣0.5分，最多扣
5分）。一类里全是扣分项，就没有分可扣，分值也就永远得不到。满分起扣的写成 计分: 扣分 的部分
（如保障指标）。

**Fail**:

```yaml
类型: 目标绩效指标模板
名称: 例
年度: 2014
总分: 100
部分:
  - 名称: 职能指标
    分值: 100
    类别:
      - 名称: 服务
        分值: 90
        条目:
          - {编号: 活动, 内容: 开展活动。, 考核点: {活动: ≥3次}}
      - 名称: 安全
        分值: 10
        条目:
          - {编号: 案件, 内容: 每起扣1分。, 考核点: {案件: {计分: 扣分, 每次: 1}}}
```

**Pass**:

```diff
   - 名称: 职能指标
-    分值: 100
+    分值: 90
           - {编号: 活动, 内容: 开展活动。, 考核点: {活动: ≥3次}}
+  - 名称: 安全
+    分值: 10
+    计分: 扣分
+    类别:
       - 名称: 安全
-        分值: 10
         条目:
-          - {编号: 案件, 内容: 每起扣1分。, 考核点: {案件: {计分: 扣分, 每次: 1}}}
+          - {编号: 案件, 内容: 每起扣1分。, 分值: 10}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect
from tuanscore.finding import Severity
from tuanscore.model.card import CardBody

CODE = "TS403"
SEVERITY = Severity.ERROR
LOOKS_AT = CardBody


def check(card: CardBody) -> Iterator[Defect]:
    """Find categories with points and nothing to earn them by."""
    for s, section in enumerate(card.sections):
        for c, category in enumerate(section.categories if section.method is None else ()):
            if all(item.deducts for item in category.items):
                yield Defect(
                    ("部分", s, "类别", c),
                    f"“{category.name or f'第 {c + 1} 类'}”只有扣分的条目，分值永远得不到",
                    "加上能得分的条目，或写成 计分: 扣分 的部分",
                )
