"""目标绩效指标: one organisation's new card, on the year's template."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tuanscore.commands.new.copying import copy
from tuanscore.commands.new.draft import Draft
from tuanscore.commands.new.known import organisation, refuse_second
from tuanscore.commands.new.request import Request, as_line, need
from tuanscore.commands.new.writing import flow, modeline, scalar
from tuanscore.errors import NotFoundError, TuanscoreError
from tuanscore.grammar.target import Form
from tuanscore.model.base import Organisation
from tuanscore.model.kinds.scorecard import KIND, Adjustment, AnyCard, Overlay, Scorecard
from tuanscore.model.kinds.template import Template
from tuanscore.model.messages import is_it, suggestion
from tuanscore.shelf import BUILT_IN, CARDS, TEMPLATES, lookup

if TYPE_CHECKING:
    from tuanscore.shelf import Base, Loaded, LoadedAs, Repository

__all__ = ["KIND", "NICKNAMES", "USES", "draft"]

NICKNAMES = ("评分表", "指标", "目标绩效")
USES = ("year", "unit", "template", "source", "source_year")


def draft(request: Request, repository: Repository) -> Draft:
    """Draft a card: empty on its template, or with what another card has different from its own."""
    year = request.year or request.today.year
    _need_name(request, year, repository)
    known = organisation(repository, request.name or "")
    name = known.short_name
    refuse_second(repository.find_card(name, year), f"{name} {year} 年的评分表")
    unit = as_line(request.unit, "单位") if request.unit else known.org
    source = _source(request, repository, known)
    whole = source is not None and isinstance(source.model, Scorecard)
    if whole and request.template is not None:
        raise TuanscoreError("照抄的是不用模板的整张表，用不上 --template", "去掉其中一个")
    base = None if whole else _template(request, repository, year, source)
    _need(request, unit, whole or base is not None, repository)
    named = Organisation(name, unit, known.aliases, known.former)
    path = f"{CARDS}/{year}/{name}.yaml"
    if source is not None:
        return _copied(repository, source, named, year, base, path)
    assert base is not None
    return Draft(path, _fresh(named, year, base, path), _remark(base, year))


def _need_name(request: Request, year: int, repository: Repository) -> None:
    """Raise TuanscoreError when nobody said whose card it is to be."""
    others = {"name": "城关", "unit": "共青团城关镇委员会"}
    if request.source is None and request.source_year is not None:
        others = {"name": next(iter(lookup.short_names(repository, request.source_year)), "苍溪")}
    elif request.source is None and _template(request, repository, year, None) is None:
        others["template"] = _usable(repository)[0].model.name
    need(KIND, request.example("评分表", **others), 单位简称=request.name)


def _need(request: Request, unit: str | None, based: bool, repository: Repository) -> None:
    """Raise TuanscoreError that names what nobody said and nothing tells."""
    missing: dict[str, str | None] = {}
    others: dict[str, str] = {}
    if unit is None:
        missing["单位全称（--unit）"] = None
        others["unit"] = f"共青团{(request.name or '').strip()}委员会"
    if not based:
        usable = [base.model.name for base in _usable(repository)]
        missing[f"模板（--template，可以用的：{'、'.join(usable)}）"] = None
        others["template"] = usable[0]
    need(KIND, request.example("评分表", **others), **missing)


def _source(
    request: Request, repository: Repository, known: Organisation
) -> LoadedAs[AnyCard] | None:
    """Return the card whose differences are taken over, if any is asked for."""
    if request.source is None and request.source_year is None:
        return None
    return lookup.card(repository, request.source or known.short_name, request.source_year)


def _template(
    request: Request, repository: Repository, year: int, source: Loaded | None
) -> Base | None:
    """Return the template: the one asked for, else the only one of the year.

    Raises NotFoundError where there is none at all.
    """
    usable = _usable(repository)
    if not usable:
        raise NotFoundError(
            "没有一个可用的模板", f"tuanscore validate {TEMPLATES} 看现有的错在哪里"
        )
    if request.template is not None:
        base = repository.template(request.template)
        if base is None or not base.sound:
            near = suggestion(request.template, [b.model.name for b in usable])
            listed = "可以用的：" + "、".join(b.model.name for b in usable)
            hint = is_it(request.template, near) + listed
            raise NotFoundError(f"没有可用的模板“{request.template}”", hint)
        return base
    of_year = [b for b in usable if b.model.year == year]
    own = [b for b in of_year if not b.document.file.startswith(BUILT_IN)] or of_year
    if len(own) > 1 and source is not None and isinstance(source.model, Overlay):
        heir = source.model.template.replace(str(source.model.year), str(year))
        own = [b for b in own if b.model.name == heir]
    return own[0] if len(own) == 1 else None


def _usable(repository: Repository) -> list[Base]:
    """Return the templates that cards may build on, the latest first.

    One that another refers to (引用) is a part of a table and no table.
    """
    models = [entry.model for entry in repository.templates()]
    parts = {s.reference for m in models for s in m.sections}
    names = [m.name for m in sorted(models, key=lambda m: -m.year) if m.name not in parts]
    bases = (repository.template(name) for name in names)
    return [base for base in bases if base is not None and base.sound]


def _remark(base: Base, year: int) -> tuple[str, ...]:
    if base.model.year == year:
        return ()
    return (f"模板“{base.model.name}”是 {base.model.year} 年的",)


def _fresh(named: Organisation, year: int, base: Base, path: str) -> str:
    """Return a card that takes everything from its template."""
    measures = [(n, m.target) for _, _, n, m in base.model.measures()]
    numbers = [(n, t.text) for n, t in measures if t is not None and t.form is Form.QUANTITY]
    name, target = numbers[0] if numbers else ("某考核点", "≥3次")
    item = next((item.id for _, item in base.model.items()), "某条目")
    parts = [
        modeline(path),
        f"类型: {KIND}\n",
        f"单位: {scalar(named.org or '')}\n",
        f"简称: {scalar(named.short_name)}\n",
        f"别名: {flow(named.aliases)}\n" if named.aliases else "",
        f"曾用名: {flow(named.former)}\n" if named.former else "",
        f"年度: {year}\n",
        f"模板: {scalar(base.model.name)}\n",
        "# 目标和模板不同的，写在 指标值 里；没有的条目，在 条目调整 里写 删除。\n",
        "# 去掉行首的“# ”（井号和后面一个空格）就生效：\n",
        f"# 指标值:\n#   {scalar(name)}: {target}\n",
        f"# 条目调整:\n#   {scalar(item)}: 删除\n",
    ]
    return "".join(parts)


def _unknown(card: Overlay, template: Template) -> dict[str, list[str]]:
    """Return what a card has different from a template that another does not have at all."""
    items = {item.id for _, item in template.items()}
    kept = {name: a for name, a in card.adjustments.items() if name in items}
    names = {name for _, _, name, _ in template.measures()}
    for adjustment in kept.values():
        if isinstance(adjustment, Adjustment):
            names.update(adjustment.measures or ())
    return {
        "指标值": [name for name in card.targets if name not in names],
        "条目调整": [name for name in card.adjustments if name not in kept],
    }


def _copied(
    repository: Repository,
    source: Loaded,
    named: Organisation,
    year: int,
    base: Base | None,
    path: str,
) -> Draft:
    """Return a card with what another has different from its template, where the new one has it."""
    changes: dict[str, Any] = {
        "单位": named.org,
        "简称": named.short_name,
        "别名": list(named.aliases) or None,
        "曾用名": list(named.former) or None,
        "年度": year,
    }
    gone: dict[str, list[str]] = {}
    if base is not None and isinstance(source.model, Overlay):
        changes["模板"] = base.model.name
        gone = _unknown(source.model, base.model)
    text = copy(repository, source, path, changes, gone)
    lost = [name for names in gone.values() for name in names]
    notes = [f"照抄 {source.document.file}，目标要逐项核对"]
    if lost:
        notes.append(f"模板里没有，没有抄：{'、'.join(lost)}")
    return Draft(path, text, (*notes, *(_remark(base, year) if base is not None else ())))
