"""三级指标没有指标值。

**Why**: 没有指标值就不知道做到多少算做到，年底只能由人来评（财预〔2020〕10号：指标要细化、量化）。
统一印的空行（指标2、……）不算。

**Fail**:

```yaml
类型: 预算项目绩效目标表
预算单位: 共青团甲县委本级
简称: 甲
年度: 2021
项目编码: P1
项目名称: 青年技能培训
预算: {预算数: 50000, 财政资金: 50000, 其他资金: 0, 资金用途: 场地和师资}
资金支出计划: {6月底: 50%, 12月底: 100%}
绩效目标: [培训青年，帮助就业]
绩效指标:
  产出指标:
    数量指标:
      - 名称: 培训人次
        描述: 全年培训的青年
  效益指标:
    社会效益指标: [{名称: 学员就业率, 指标值: ≥60%}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```

**Pass**:

```diff
         描述: 全年培训的青年
+        指标值: ≥100人次
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect
from tuanscore.checks.projects import lines
from tuanscore.finding import Severity
from tuanscore.model.kinds.project import KIND, Project

CODE = "TS574"
SEVERITY = Severity.WARNING
LOOKS_AT = Project


def check(project: Project) -> Iterator[Defect]:
    """Find rows that ask for nothing, neither themselves nor by their 其中 or 计分."""
    if project.kind != KIND:
        return
    for _, _, route, indicator in lines(project):
        if not (indicator.target.text or indicator.parts or indicator.method):
            message = f"“{indicator.name}”没有指标值，做到多少算做到由人来评"
            yield Defect((*route, "名称"), message, "写上 指标值；空行删去")
