"""绩效目标调整: every target of a project beside itself, to be changed where it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.new import known
from tuanscore.commands.new.draft import Draft
from tuanscore.commands.new.request import Request, fit_for_file_name, need
from tuanscore.commands.new.writing import modeline, scalar
from tuanscore.model.kinds.adjustment import KIND
from tuanscore.model.kinds.project import KIND as PROJECT
from tuanscore.model.kinds.project import Project
from tuanscore.shelf import CARDS, lookup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.shelf import Repository

__all__ = ["KIND", "NICKNAMES", "USES", "draft"]

NICKNAMES = ("目标调整",)
USES = ("year", "as_of")

_HEAD = """\
# 调整后写新的指标值，不变的留着或整行删掉，取消的写 取消；
# 新增的加一行，调整前写 —，写明一级指标、二级指标和分值。
# 各部门都同意、到了生效那天才起作用：以后截至的自评按新的目标和预算算。
"""


def draft(request: Request, repository: Repository) -> Draft:
    """Draft an application for the latest project of this code, name or organisation."""
    code = next(iter(lookup.project_names(repository)), "130303210YA09YBACA1M9")
    need(KIND, request.example("调整", name=code), 项目=request.name)
    entry = known.source(repository, request.name or "", request.year, PROJECT, Project)
    model = entry.model
    applied = request.as_of or request.today
    stem = f"{fit_for_file_name(model.name)}.调整-{applied}"
    path = f"{CARDS}/{model.year}/{fit_for_file_name(model.owner.short_name)}/{stem}.yaml"
    head = f"类型: {KIND}\n年度: {model.year}\n"
    if model.code is not None:
        head += f"项目编码: {scalar(model.code)}\n"
    head += f"项目名称: {scalar(model.name)}\n预算单位: {scalar(model.unit)}\n申请日期: {applied}\n"
    body = "\n".join(_body(model))
    return Draft(path, f"{modeline(path)}{_HEAD}{head}{body}\n")


def _body(model: Project) -> Iterator[str]:
    yield "审批:"
    yield "  - {部门: 主管部门}  # 同意了就写 {部门: 主管部门, 意见: 同意, 日期: 年-月-日}"
    yield "  - {部门: 财政}"
    yield "# 生效: 年-月-日"
    yield "# 预算: {调整前: , 调整后: , 理由: }"
    yield "指标:"
    for _, _, _, row in model.lines:
        target = scalar(row.target.text)
        points = "" if row.points is None else f"分值: {row.points}, "
        told = f"{points}调整前: {target}, 调整后: {target}, 理由: 待填"
        yield f"  - {{名称: {scalar(row.name)}, {told}}}"
