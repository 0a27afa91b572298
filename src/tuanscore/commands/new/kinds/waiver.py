"""豁免: a decision about one finding, which waives nothing until someone has filled it in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tuanscore.checks import manual
from tuanscore.commands.new.draft import Draft
from tuanscore.commands.new.known import bearers, refuse_second
from tuanscore.commands.new.request import Request, as_file_name, as_line, fit_for_file_name, need
from tuanscore.commands.new.writing import modeline, scalar
from tuanscore.errors import NotFoundError, TuanscoreError
from tuanscore.model.codes import leaves_unusable
from tuanscore.model.kinds.waiver import KIND
from tuanscore.model.messages import is_it, suggestion
from tuanscore.shelf import CARDS, lookup
from tuanscore.triage.severities import hint_for, known_codes
from tuanscore.triage.waivers import decisions_in

if TYPE_CHECKING:
    from tuanscore.shelf import Repository

__all__ = ["KIND", "NICKNAMES", "USES", "draft"]

NICKNAMES: tuple[str, ...] = ()
USES = ("year", "org", "file", "line")


def draft(request: Request, repository: Repository) -> Draft:
    """Draft a decision about one code, in the files of an organisation or in one file."""
    _need(request, repository)
    matter = {"检查": _code(request.name or "")}
    if request.org is not None:
        year, matter["单位"] = _organisation(request.org, request.year, repository)
    else:
        year, matter["文件"] = _file(request, repository)
    if line := as_line(request.line or "", "指标"):
        matter["指标"] = line
    _refuse_second(matter, year, repository)
    where = matter.get("单位") or matter["文件"].removeprefix(f"{CARDS}/{year}/").rpartition(".")[0]
    words = (matter["检查"], where, matter.get("指标"))
    stem = as_file_name(fit_for_file_name(" ".join(word for word in words if word)), "文件名")
    path = f"{CARDS}/{year}/{KIND}/{stem}.yaml"
    said = ", ".join(f"{key}: {scalar(value)}" for key, value in matter.items())
    about = manual.every()[matter["检查"]].sentence
    text = (
        f"{modeline(path)}"
        f"# {matter['检查']}：{about}\n"
        "# 批准以后才起作用：写好“待填”的三处，核对 到期。\n"
        f"类型: {KIND}\n"
        f"年度: {year}\n"
        f"批准文号: {scalar(f'待填（{stem}的批准文号）')}\n"
        "批准人: 待填（谁批准的）\n"
        f"# 批准日期: {request.today}       # 批准的那一天；去掉行首的“# ”就生效\n"
        "原因: 待填（为什么豁免）\n"
        f"到期: {max(year, request.today.year)}-12-31       # 先写到年底，按批准的改\n"
        f"事项:\n  - {{{said}}}\n"
    )
    notes = (
        "还有“待填”的不起作用：批准以后再填；到期先写到年底，按批准的改",
        "填好以后校验全部（tuanscore validate）：用上的显示“已豁免”，没有用上的会提醒",
    )
    return Draft(path, text, notes)


def _need(request: Request, repository: Repository) -> None:
    """Raise TuanscoreError unless a code and either an organisation or a file were said."""
    if request.org is not None and request.file is not None:
        raise TuanscoreError("--org、--file 二选一，这里两个都写了", "去掉其中一个")
    others = {"name": "TS701"}
    where = request.org if request.file is None else request.file
    if where is None or not where.strip():
        others["org"] = next(iter(lookup.scored_names(repository)), "苍溪")
    example = request.example(KIND, **others)
    need(KIND, example, **{"检查编号": request.name, "单位（--org）或文件（--file）": where})


def _code(written: str) -> str:
    """Return a whole code that can be waived."""
    code, known = written.strip().upper(), known_codes()
    if code not in known:
        raise NotFoundError(f"没有“{written.strip()}”这个检查编号", hint_for(code, known))
    if leaves_unusable(code):
        raise TuanscoreError(f"{code} 是读不出、展不开文件的错误，不能豁免", "把文件改好")
    return code


def _organisation(name: str, year: int | None, repository: Repository) -> tuple[int, str]:
    """Return the year, the latest unless one is given, and the 简称 of an organisation."""
    met = bearers(repository, name)
    of_year = [(known, owner) for known, owner in met if year in (None, known)]
    if of_year:
        return of_year[-1][0], of_year[-1][1].short_name
    if met:
        years = "、".join(map(str, sorted({known for known, _ in met})))
        raise NotFoundError(f"{name.strip()} 没有 {year} 年的文件", f"有的年度：{years}")
    names = lookup.scored_names(repository)
    near = suggestion(name.strip(), names)
    hint = is_it(name, near) or "写简称、全称或别名；说的是一份文件的，用 --file"
    raise NotFoundError(f"没有找到单位“{name.strip()}”", hint)


def _file(request: Request, repository: Repository) -> tuple[int, str]:
    """Return the year and the path of one file of the repository."""
    asked = request.file or ""
    file = repository.listed(asked)
    if file is None:
        near = suggestion(asked, repository.files())
        hint = f"是不是 {near}？" if near else "写 scorecards/、templates/ 下面的一份文件"
        raise NotFoundError(f"没有 {asked} 这份文件", hint)
    entry, _ = repository.read(file)
    lying = re.match(rf"{CARDS}/([0-9]{{4}})/", file)
    usual = int(lying[1]) if lying is not None else request.today.year
    return request.year or (entry.model.year if entry is not None else usual), file


def _refuse_second(matter: dict[str, str], year: int, repository: Repository) -> None:
    """Raise TuanscoreError when a decision of the year speaks of the same already."""
    for entry in decisions_in(repository):
        decision = entry.model
        told = [m.model_dump(by_alias=True, exclude_none=True) for m in decision.matters]
        if decision.year == year and matter in told:
            refuse_second(entry, f"{'、'.join(matter.values())} 的豁免")
