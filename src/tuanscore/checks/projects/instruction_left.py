"""表格里的填写说明没有删掉，当成了内容。

**Why**: 空白表的格子里印着怎么填（“请说明完成情况，100字以内”“低于90%的说明原因”），没有填就交上
来，看的人以为填了。一份文件只报一次，列出各处。

**Fail**:

```yaml
# scorecards/2021/甲/P1.yaml
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
    数量指标: [{名称: 培训场次, 指标值: ≥5场}]
  效益指标:
    社会效益指标: [{名称: 学员就业率, 指标值: ≥60%}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```

```yaml
# scorecards/2021/甲/P1.自评.yaml
类型: 项目自评
项目编码: P1
年度: 2021
截至: 2021-12-31
目标完成情况: （请说明完成情况，100字以内）
执行: {全年预算数: 50000, 全年执行数: 50000}
完成: {培训场次: 6, 学员就业率: 70%, 学员满意度: 95%}
```

**Pass**:

```diff
# scorecards/2021/甲/P1.自评.yaml
 截至: 2021-12-31
-目标完成情况: （请说明完成情况，100字以内）
+目标完成情况: 办了 6 场培训，七成学员就业
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from tuanscore.checks import Defect
from tuanscore.checks.projects import is_instruction, listed
from tuanscore.finding import Route, Severity
from tuanscore.model.base import Kind
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.self_assessment import SelfAssessment

CODE = "TS547"
SEVERITY = Severity.WARNING
LOOKS_AT = (Project, SelfAssessment)


def check(model: Kind) -> Iterator[Defect]:
    """Find texts that say how a cell is to be filled in, all of a file in one finding."""
    found = [(route, text) for route, text in _texts(model, ()) if is_instruction(text)]
    if found:
        shown = listed(text if len(text) <= 16 else f"{text[:16]}…" for _, text in found)
        yield Defect(
            found[0][0],
            f"{len(found)} 处还是表格自带的填写说明，不是内容：{shown}",
            "写上内容；没有要写的删掉这一行",
            tuple(found[1:]),
        )


def _texts(value: Any, route: Route) -> Iterator[tuple[Route, str]]:
    """Yield every text of a document with its route."""
    if isinstance(value, str):
        yield route, value
    elif isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            if name in value.model_fields_set:
                yield from _texts(getattr(value, name), (*route, field.alias or name))
    elif isinstance(value, Mapping):
        for key, below in value.items():
            yield from _texts(below, (*route, key))
    elif isinstance(value, tuple):
        for index, below in enumerate(value):
            yield from _texts(below, (*route, index))
