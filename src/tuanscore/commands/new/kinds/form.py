"""表式: a copy of one that exists, under another name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.new.copying import copy
from tuanscore.commands.new.draft import Draft
from tuanscore.commands.new.request import Request, as_file_name, need
from tuanscore.errors import NotFoundError, TuanscoreError
from tuanscore.model.kinds.form import KIND
from tuanscore.model.messages import did_you_mean
from tuanscore.model.printed import PRINTED
from tuanscore.shelf import FORMS

if TYPE_CHECKING:
    from tuanscore.shelf import Repository

__all__ = ["KIND", "NICKNAMES", "USES", "draft"]

NICKNAMES = ("表样",)
USES = ("year", "source")

_FIRST = "项目支出绩效自评表"
"""What is copied where nothing is said."""


def draft(request: Request, repository: Repository) -> Draft:
    """Draft a form with the blocks of another, whose basis is still to be written."""
    need(KIND, request.example(KIND, name="本县项目自评表"), 表式名称=request.name)
    name = as_file_name(request.name or "", "表式名称")
    known = repository.forms(*PRINTED)
    source = repository.form(request.source or _FIRST)
    if source is None:
        hint = did_you_mean(request.source or _FIRST, known)
        raise NotFoundError(f"没有表式“{request.source}”", hint)
    if name in known and name != source.model.name:
        raise TuanscoreError(f"表式“{name}”已经有了，没有改动", "换一个名称")
    path = f"{FORMS}/{name}.yaml"
    changes = {"名称": name, "年度": request.year_of(name), "依据": "待填（表式出自哪份文件）"}
    text = copy(repository, source, path, changes, {})
    notes = (
        f"照抄“{source.model.name}”：删改栏目、表头、宽窄，用 render --form {name} 打印",
        "有哪些栏：docs/参考/表式.md",
    )
    return Draft(path, text, notes)
