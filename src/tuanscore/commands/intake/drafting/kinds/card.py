"""Cards: 目标绩效指标 of an organisation, and the template of 保障指标 that they refer to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tuanscore.commands.intake.drafting import asking, naming
from tuanscore.commands.intake.drafting.document import Context, Document, lacking, points, remark
from tuanscore.commands.intake.drafting.results import Line, results
from tuanscore.commands.intake.drafting.said import Said, Values, filled, joined, left
from tuanscore.commands.new.request import fit_for_file_name
from tuanscore.model.base import Organisation
from tuanscore.model.kinds.scorecard import KIND
from tuanscore.model.kinds.template import KIND as TEMPLATE
from tuanscore.shelf import CARDS, TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tuanscore.commands.intake.meaning.recognised import Left, Recognised

SAFEGUARDS = "保障指标"
KINDS = (KIND, SAFEGUARDS)

_USUAL = "{单位}{年度}年度目标绩效指标"
_DEDUCTED, _RATED = re.compile("扣分制|倒扣"), re.compile("评价分|评议|测评")
_REFERRED = re.compile("见.*保障指标")
_REPORTED = ("完成值", "自评", "审核", "得分")
_NO_KEY = "评分表里没有这一栏，写在备注里"


@dataclass(slots=True)
class Card:
    """One table on its way into a file."""

    sections: list[dict[str, Any]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    proposed: list[str] = field(default_factory=list)
    kept: list[Left] = field(default_factory=list)
    whole: set[str] = field(default_factory=set)
    """What lines of one clause are about; it is asked for there, and nowhere else."""


def documents(tables: Sequence[Recognised], context: Context) -> Iterator[Document]:
    """Yield templates of 保障指标, the cards, and the 完成情况 that are filled in."""
    safeguards = {}
    for table in tables:
        if table.kind == SAFEGUARDS:
            made = _safeguards(table, context)
            safeguards[made.tree.get("年度", "")] = made.tree["名称"]
            yield made
    for table in tables:
        if table.kind == KIND:
            yield from _card(table, context, safeguards)


# ---- 保障指标 ------------------------------------------------------------------------------------


def _safeguards(table: Recognised, context: Context) -> Document:
    head = Values(table.head)
    year = context.year_of(head, table.title)
    card = _read(table, asks=False)
    name = f"{SAFEGUARDS}-{year or ''}".removesuffix("-")
    for section in card.sections:
        section["计分"] = "扣分"
    head.drop("标题", "单位")  # whom the title names
    title = table.title.replace(str(year), "{年度}") if year else table.title
    tree = filled(
        {
            "类型": TEMPLATE,
            "名称": name,
            "年度": year,
            "标题": Said(title, table.at) if title else None,
            "部分": [_ordered(section) for section in card.sections],
            "备注": remark(head.take("备注"), _rest(head, card)),
        }
    )
    path = f"{TEMPLATES}/{name}.yaml"
    return Document(TEMPLATE, name, path, tree, kept=tuple(card.kept), lacks=lacking(year=year))


# ---- 目标绩效指标 --------------------------------------------------------------------------------


def _card(table: Recognised, context: Context, safeguards: dict[str, str]) -> Iterator[Document]:
    head = Values(table.head)
    year, unit = context.year_of(head, table.title), head.take("单位")
    known = context.owner(unit)
    owner = known or Organisation("")
    card = _read(table, asks=True)
    for section in card.sections:
        _refer(section, str(year), safeguards, context)
    total = points(head.take("总分"))
    if total is None and not _adds_up(card.sections):
        total = Said(_sum(card.sections))
    title = table.title
    for word, name in ((unit, "{单位}"), (year, "{年度}")):
        title = title.replace(word, name) if word else title
    head.drop("标题", "类别得分")
    tree = filled(
        {
            "类型": KIND,
            "单位": unit or owner.org or owner.short_name,
            "简称": owner.short_name,
            "年度": year,
            "标题": None if title in ("", _USUAL) else Said(title, table.at),
            "总分": total,
            "部分": [_ordered(section) for section in card.sections],
            "备注": remark(head.take("备注"), _rest(head, card)),
        }
    )
    path = f"{CARDS}/{year}/{fit_for_file_name(owner.short_name)}.yaml"
    label = f"{owner.short_name} {year or ''}".strip()
    lacks = lacking(year=year, org=known)
    proposed, told = tuple(card.proposed), tuple(card.kept)
    yield Document(KIND, label, path, tree, proposed, told, lacks)
    levels = context.repository.settings.levels
    yield from results(card.lines, owner.short_name, year, lacks, levels)


def _rest(head: Values, card: Card) -> list[tuple[str, Said]]:
    told = list(head.rest())
    card.kept += left(told, _NO_KEY)
    return told


def _ordered(section: dict[str, Any]) -> dict[str, Any]:
    """Return a 部分 in the order of its keys, without those that are for reading only."""
    order = ("名称", "分值", "计分", "内容", "引用", "类别")
    told = filled({key: section.get(key) for key in order})
    if "类别" in told:
        told["类别"] = [filled(category) for category in told["类别"]]
    return told


# ---- reading the rows ----------------------------------------------------------------------------


def _read(table: Recognised, *, asks: bool) -> Card:
    """Return the 部分 of a table in printed order; ``asks``: with what their texts ask for."""
    card = Card(whole=set(_whole(table)) if asks else set())
    usual = table.kind if table.kind == SAFEGUARDS else table.title or KIND
    for values in table.rows:
        row = Values(values)
        name = row.take("部分")
        section = _section(card, name or (None if card.sections else Said(usual)), row)
        texts = row.every("条目") or row.every("内容")
        if not texts:
            card.kept += left(row.rest(), "这一行没有内容，没有写进文件")
            continue
        listed = "条目" in values
        category = _category(section, row, listed=listed)
        own = row.take("分值")
        if listed and own is not None:
            category["分值"] = points(own) or category["分值"]
            own = None
        for text in texts:
            category["条目"].append(_line(card, text, row, own, asks=asks).tree)
    _settle(card)
    return card


def _category(section: dict[str, Any], row: Values, *, listed: bool) -> dict[str, Any]:
    """Return the 类别 that a row belongs to; one without a label goes on with one without.

    ``listed``: the row is a cell of several items, which is a 类别 by itself.
    """
    name = row.take("类别")
    last: dict[str, Any] | None = section["类别"][-1] if section["类别"] else None
    if last is not None and last["名称"] == name and not (listed and name is None):
        return last
    made: dict[str, Any] = {"名称": name, "分值": points(row.take("类别分值")), "条目": []}
    section["类别"].append(made)
    return made


def _whole(table: Recognised) -> Iterator[str]:
    for values in table.rows:
        row = Values(values)
        for text in row.every("条目") or row.every("内容"):
            asked = asking.asks(text)
            if len(asked) == 1 and asked[0].value == "定性":
                yield asked[0].name


def _section(card: Card, name: Said | None, row: Values) -> dict[str, Any]:
    known = {section["名称"]: section for section in card.sections}
    if name is None:
        return card.sections[-1]
    if name not in known:
        known[name] = {"名称": name, "类别": []}
        card.sections.append(known[name])
    if given := points(row.take("部分分值")):
        known[name].setdefault("分值", given)
    return known[name]


def _line(card: Card, text: Said, row: Values, own: Said | None, *, asks: bool) -> Line:
    """Return one 条目 with what it asks for."""
    worth = points(own)
    standard = row.take("评分标准")
    note = joined([row.take("依据"), row.take("说明")], "；")
    tree = {
        "小类": row.take("小类"),
        "内容": text,
        "分值": worth,
        "责任部门": row.take("责任"),
        "说明": note,
    }
    asked = asking.asks(text, costs=worth is None) if asks else []
    if len(asked) > 1:
        asked = [ask for ask in asked if ask.span is not None or ask.name not in card.whole]
    first = asked[0].name if asked else naming.subject(text) or str(text)
    id_ = first if len(asked) == 1 else asking.about(text) or first
    id_ = naming.unique(id_ if asks else str(text), card.taken)
    card.taken.add(id_)
    names = _names(card, id_, asked)
    measures = {name: ask.value for name, ask in zip(names, asked, strict=True)}
    if standard is not None and len(measures) == 1:
        ((name, value),) = measures.items()
        long = value if isinstance(value, dict) else {"目标": value}
        measures[name] = {**long, "评分标准": standard}
    elif standard is not None:
        tree["说明"] = joined([note, Said(f"评分标准：{standard}", standard.at)], "；")
    tree["内容"] = Said(asking.with_names(text, zip(names, asked, strict=True)), text.at)
    card.proposed += [
        f"{name}：{ask.doubt}" for name, ask in zip(names, asked, strict=True) if ask.doubt
    ]
    row.drop("序号", *_REPORTED)
    more = list(row.rest()) + ([("分值", own)] if own is not None and worth is None else [])
    card.kept += left(more, _NO_KEY)
    extra = remark(None, more)
    row.drop(*(key for key, _ in more))
    made = {"编号": id_, **filled(tree), **filled({"考核点": measures, "备注": extra})}
    line = Line(text, made, row, names)
    card.lines.append(line)
    return line


def _names(card: Card, id_: str, asked: list[asking.Ask]) -> list[str]:
    names: list[str] = []
    for ask in asked:
        own = ask.name == id_ and id_ not in names
        name = id_ if own else naming.unique(ask.name, card.taken, id_)
        card.taken.add(name)
        names.append(name)
    return names


def _settle(card: Card) -> None:
    """Make the 部分 that are one line, or only cost, what they are: by 扣分 or 评议."""
    for section in card.sections:
        items = [item for category in section["类别"] for item in category["条目"]]
        texts = "".join(str(item["内容"]) for item in items)
        method = "扣分" if _DEDUCTED.search(texts) else "评议" if _RATED.search(texts) else ""
        alone = len(items) == 1 and not section["类别"][0]["名称"] and not items[0].get("分值")
        if alone and method:
            _one_line(card, section, method)
        elif items and all(_costs(item) for item in items):
            section["计分"] = "扣分"
        else:
            for category in section["类别"]:
                _keep_points(category)


def _costs(item: dict[str, Any]) -> bool:
    """Say whether a line has nothing to earn."""
    measures = [*item.get("考核点", {}).values()]
    return bool(measures) and all(isinstance(m, dict) and m.get("计分") == "扣分" for m in measures)


def _keep_points(category: dict[str, Any]) -> None:
    """Leave what only costs to a person where nothing else in the 类别 could earn its 分值."""
    if all(_costs(item) for item in category["条目"]):
        for item in category["条目"]:
            del item["考核点"]


def _one_line(card: Card, section: dict[str, Any], method: str) -> None:
    (category,) = section.pop("类别")
    line = next(line for line in card.lines if line.tree is category["条目"][0])
    section.setdefault("分值", category.get("分值"))
    section |= {"计分": method, "内容": line.text, "类别": None}
    line.names = [section["名称"]]


def _refer(
    section: dict[str, Any], year: str, safeguards: dict[str, str], context: Context
) -> None:
    """Let a 部分 that says 见保障指标 refer to their template, where there is one."""
    if section.get("计分") != "扣分" or not _REFERRED.search(section.get("内容") or ""):
        return
    name = safeguards.get(year, f"{SAFEGUARDS}-{year}")
    if year in safeguards or context.repository.template(name) is not None:
        section["引用"] = name


def _adds_up(sections: list[dict[str, Any]]) -> bool:
    """Say whether the model can tell the 总分: all 部分 have points, or none has any."""
    given = [_declared(section) is not None for section in sections]
    return all(given) or not any(_any_points(section) for section in sections)


def _sum(sections: list[dict[str, Any]]) -> str:
    return str(sum((Decimal(_declared(s) or 0) for s in sections), Decimal(0)))


def _declared(section: dict[str, Any]) -> str | None:
    if section.get("分值") or section.get("计分") == "扣分":
        return section.get("分值")
    parts: list[str] = []
    for category in section.get("类别") or ():
        own = (
            [category.get("分值")]
            if category.get("分值")
            else [i.get("分值") for i in category["条目"]]
        )
        if None in own:
            return None
        parts += own
    return str(sum(map(Decimal, parts), Decimal(0))) if parts else None


def _any_points(section: dict[str, Any]) -> bool:
    return bool(section.get("分值")) or any(
        category.get("分值") or any(item.get("分值") for item in category["条目"])
        for category in section.get("类别") or ()
    )
