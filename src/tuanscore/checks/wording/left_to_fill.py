"""文字以“待填”开头，还没有填。

**Why**: `tuanscore new` 新建的文件里，只有人才知道的内容写着“待填”；忘了填就印出去，表上会留下
这两个字（本程序的约定）。

**Fail**:

```yaml
类型: 目标绩效指标模板
名称: 例
年度: 2026
总分: 100
部分:
  - 名称: 重点工作
    分值: 100
    类别:
      - 名称: 服务青年
        条目:
          - {编号: 活动, 内容: '待填：开展活动。', 考核点: {活动: ≥3次}}
```

**Pass**:

```yaml
类型: 目标绩效指标模板
名称: 例
年度: 2026
总分: 100
部分:
  - 名称: 重点工作
    分值: 100
    类别:
      - 名称: 服务青年
        条目:
          - {编号: 活动, 内容: 开展活动。, 考核点: {活动: ≥3次}}
```
"""

from __future__ import annotations

from collections.abc import Iterator  # singledispatch reads annotations as it runs
from functools import singledispatch

from tuanscore.checks import Defect
from tuanscore.finding import Route, Severity
from tuanscore.model.base import Kind
from tuanscore.model.card import CardBody
from tuanscore.model.kinds.department import Department, Passage
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.scheme import Scheme
from tuanscore.model.kinds.waiver import Decision

CODE = "TS690"
SEVERITY = Severity.WARNING
LOOKS_AT = (CardBody, Project, Department, Scheme, Decision)
MARK = "待填"

_DUTY = {
    "职责描述": "description",
    "职责目标": "duty_goal",
    "绩效目标": "goal",
    "绩效指标": "indicator",
}


def check(model: Kind) -> Iterator[Defect]:
    """Find texts that still wait for someone to write them."""
    if isinstance(model, CardBody) and not any(text.startswith(MARK) for text in model.texts):
        return
    for route, text in _texts(model):
        if text is not None and text.startswith(MARK):
            yield Defect(route, "还没有填：这里写着“待填”", f"写上内容，去掉“{MARK}”")


@singledispatch
def _texts(model: Kind) -> Iterator[tuple[Route, str | None]]:
    """Yield the texts of a document that a draft leaves open, one for each line of a table."""
    assert isinstance(model, Scheme)  # the others are registered below
    yield ("依据",), model.basis


@_texts.register
def _card(model: CardBody) -> Iterator[tuple[Route, str | None]]:
    for index, section in enumerate(model.sections):
        yield ("部分", index, "内容"), section.text
    for route, item in model.items():
        yield (*route, "内容"), item.text


@_texts.register
def _project(model: Project) -> Iterator[tuple[Route, str | None]]:
    yield ("预算", "资金用途"), model.budget.purpose
    for index, goal in enumerate(model.goals):
        yield ("绩效目标", index), goal
    for first, groups in model.indicators.items():
        for second, indicators in groups.items():
            for index, indicator in enumerate(indicators):
                route = ("绩效指标", first, second, index)
                texts = {
                    "名称": indicator.name,
                    "描述": indicator.description,
                    "依据": indicator.basis,
                }
                left = [key for key, text in texts.items() if text and text.startswith(MARK)]
                yield from (((*route, key), texts[key]) for key in left[:1])


@_texts.register
def _decision(model: Decision) -> Iterator[tuple[Route, str | None]]:
    yield ("批准文号",), model.number
    yield ("批准人",), model.approver
    yield ("原因",), model.reason


@_texts.register
def _department(model: Department) -> Iterator[tuple[Route, str | None]]:
    yield from _passage("年度发展规划目标", model.plan)
    for index, duty in enumerate(model.duties.duties):
        route = ("职责分类绩效目标", "职责", index)
        for key, field in _DUTY.items():
            yield (*route, key), getattr(duty, field)
        yield (*route, "绩效标准", "内容"), duty.standard.text
    yield from _passage("工作保障措施", model.safeguards)


def _passage(key: str, passage: Passage) -> Iterator[tuple[Route, str | None]]:
    for index, text in enumerate(passage.paragraphs):
        yield (key, "内容", index), text
