"""表里还留着填表说明，没有换成自己的内容。

**Why**: “（请说明完成情况，100字以内）”是表上教人怎么填的话，不是内容。留着它交上去，
这一栏等于没有填。

**Fail**:

```yaml
# scorecards/2023/甲/场馆维护.yaml
类型: 预算项目绩效目标表
年度: 2023
金额单位: 万元
实施单位: 甲县青少年宫
项目名称: 场馆维护
预算: {预算数: 40.50}
绩效目标: [修好场馆，开放使用]
绩效指标:
  产出指标:
    数量指标: [{名称: 维修场馆, 指标值: ≥2处}]
  效益指标:
    社会效益指标: [{名称: 场馆开放率, 指标值: ≥90%}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```

```yaml
# scorecards/2023/甲/场馆维护.自评.yaml
类型: 项目自评
年度: 2023
实施单位: 甲县青少年宫
项目名称: 场馆维护
目标完成情况: （请说明完成情况，100字以内）
执行: {全年预算数: 40.50, 全年执行数: 38.07}
完成: {维修场馆: 2处, 场馆开放率: 95%, 学员满意度: 96%}
```

**Pass**:

```diff
# scorecards/2023/甲/场馆维护.自评.yaml
 项目名称: 场馆维护
-目标完成情况: （请说明完成情况，100字以内）
+目标完成情况: 修好两处场馆，九月起开放
```
"""

from __future__ import annotations

from collections.abc import Iterator

from tuanscore.checks import Defect
from tuanscore.checks.projects import is_instruction
from tuanscore.finding import Route, Severity
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.self_assessment import SelfAssessment

CODE = "TS554"
SEVERITY = Severity.WARNING
LOOKS_AT = (Project, SelfAssessment)


def check(model: Project | SelfAssessment) -> Iterator[Defect]:
    """Look for instructions in every cell that people write in; one defect for a document."""
    found = [(route, text) for route, text in _cells(model) if is_instruction(text)]
    if found:
        names = "、".join(str(route[-1]) for route, _ in found)
        yield Defect(
            found[0][0],
            f"有 {len(found)} 处还是填表说明：{names}",
            "换成自己的内容；没有要写的删掉",
            tuple(found[1:]),
        )


def _cells(model: Project | SelfAssessment) -> Iterator[tuple[Route, str]]:
    texts: dict[Route, str | None] = {}
    if isinstance(model, SelfAssessment):
        texts = {
            ("执行", "说明"): None if model.execution is None else model.execution.note,
            ("目标完成情况",): model.achieved,
            ("其他需要说明事项",): model.remarks,
            ("偏差原因",): model.deviation,
            ("改进措施",): model.remedy,
        }
        for name, result in model.results.items():
            told = (
                ("说明", result.note),
                ("偏差原因", result.deviation),
                ("改进措施", result.remedy),
            )
            texts |= {("完成", name, key): text for key, text in told}
    else:
        texts = {("绩效目标", index): goal for index, goal in enumerate(model.goals)}
    texts |= {("其他栏目", head): text for head, text in model.others.items()}
    yield from ((route, text) for route, text in texts.items() if text)
