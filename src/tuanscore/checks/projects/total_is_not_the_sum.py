"""表上的总分和各项分值之和不一样，或合计不是 100 又没有写总分。

**Why**: 得分率按满分算，满分是各项分值之和（财预〔2020〕10号：预算执行率 10、产出 50、效益 30、
满意度 10，共 100）。合计 110、120、90 的表照它自己的分值算，不凑成 100；有意这样的，写明 总分。

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
分值: {预算执行率: 20, 产出指标: 60, 效益指标: 30, 满意度指标: 10}
绩效指标:
  产出指标:
    数量指标: [{名称: 培训场次, 指标值: ≥5场}]
  效益指标:
    社会效益指标: [{名称: 学员就业率, 指标值: ≥60%}]
  满意度指标:
    服务对象满意度指标: [{名称: 学员满意度, 指标值: ≥90%}]
```

**Pass**:

```diff
 绩效目标: [培训青年，帮助就业]
-分值: {预算执行率: 20, 产出指标: 60, 效益指标: 30, 满意度指标: 10}
+分值: {预算执行率: 20, 产出指标: 50, 效益指标: 20, 满意度指标: 10}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from tuanscore.checks import Defect
from tuanscore.finding import Severity
from tuanscore.model import indicators
from tuanscore.model.kinds.project import Project

if TYPE_CHECKING:
    from tuanscore.shelf import Repository

CODE = "TS571"
SEVERITY = Severity.WARNING
LOOKS_AT = Project

_USUAL = Decimal(100)


def compare(project: Project, repository: Repository) -> Iterator[Defect]:
    """Compare what everything is worth with the 总分 as printed, or with 100."""
    from tuanscore.scoring import weights

    own = bool(project.weights or project.split)
    scheme = repository.scheme_of(project) if own or project.full is not None else None
    if scheme is None:
        return
    if not indicators.classes(project, scheme.classes).keys() <= scheme.classes.keys():
        return  # a class by another name is reported as such
    full = weights.allot(project, scheme).full
    if full == (_USUAL if project.full is None else project.full):
        return
    sums = f"{'、'.join(f'{name} {points}' for name, points in scheme.weights.items())}，合计"
    if project.full is None:
        message, hint = f"{sums} {full} 分，不是 {_USUAL} 分", "改分值；有意这样的，写上 总分"
        yield Defect(("分值",) if project.weights else ("分组目标",), message, hint, at_key=True)
        return
    message = f"总分写的是 {project.full} 分，{sums} {full} 分"
    yield Defect(("总分",), message, "改其中一处；得分率按各项分值之和算")
