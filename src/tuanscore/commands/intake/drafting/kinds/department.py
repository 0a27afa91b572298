"""部门整体绩效目标: three passages of prose, the second of which tells the duties."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tuanscore.commands.intake.drafting.document import Context, Document, lacking, remark
from tuanscore.commands.intake.drafting.said import Said, Values, filled, joined, left
from tuanscore.commands.new.request import fit_for_file_name
from tuanscore.model.base import Organisation
from tuanscore.model.kinds.department import KIND
from tuanscore.shelf import CARDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tuanscore.commands.intake.meaning.recognised import Left, Recognised

KINDS = (KIND,)

_PASSAGES = {
    "年度发展规划目标": ("年度发展规划目标", "总体绩效目标", "总体目标", "绩效目标", "预期目标"),
    "职责分类绩效目标": ("职责分类绩效目标", "分项绩效目标"),
    "工作保障措施": ("工作保障措施", "保障措施"),
}
_DUTY = ("职责描述", "职责目标", "绩效目标", "绩效指标", "绩效标准")
_LEADS = {
    "职责描述": "主要职责|职责描述|职责是",
    "职责目标": "职责目标",
    "绩效目标": "绩效目标",
    "绩效指标": "绩效指标",
    "绩效标准": "绩效标准|评价标准",
}
_GRADES = "优良中差"
_BOUND = re.compile("([0-9]+)(?:%|％)?")
_OPEN = "待填"


def documents(tables: Sequence[Recognised], context: Context) -> Iterator[Document]:
    """Yield one file for each department."""
    for table in tables:
        head = Values(table.head)
        year, unit = context.year_of(head, table.title), head.take("单位", "部门", "主管部门")
        unit = unit or _unit_elsewhere(context)
        known = context.owner(unit)
        owner = known or Organisation("")
        head.drop("标题")
        passages = {key: _passage(key, head, words) for key, words in _PASSAGES.items()}
        kept: list[Left] = []
        duties = [*_duties_in_rows(table), *_duties(passages["职责分类绩效目标"][1])] or [{}]
        standards = head.named("绩效标准")
        for duty in duties:
            duty["绩效标准"] = _standard(duty.get("绩效标准"), standards, context)
        title, _ = passages["职责分类绩效目标"]
        rest = list(head.rest())
        kept += left(rest, "没有这一栏，写在备注里")
        tree = {
            "类型": KIND,
            "单位": unit or owner.org or owner.short_name,
            "简称": owner.short_name,
            "年度": year,
            "年度发展规划目标": _written(*passages["年度发展规划目标"]),
            "职责分类绩效目标": {"标题": title, "职责": [_whole(duty) for duty in duties]},
            "工作保障措施": _written(*passages["工作保障措施"]),
            "备注": remark(None, rest),
        }
        path = f"{CARDS}/{year}/{fit_for_file_name(owner.short_name)}/{KIND}.yaml"
        label = f"{owner.short_name} {year or ''}".strip()
        lacks = lacking(year=year, org=known)
        yield Document(KIND, label, path, filled(tree), kept=tuple(kept), lacks=lacks)


def _unit_elsewhere(context: Context) -> Said | None:
    """Return the unit of the other tables of the paper, where they have but one."""
    heads = [Values(table.head) for table in context.tables]
    units = {unit: unit for head in heads if (unit := head.take("单位")) is not None}
    if len(units) != 1 or context.org is not None:
        return None
    (unit,) = units
    return Said(re.sub("^[0-9]+|本级$", "", unit), unit.at)  # as a budget unit: with its code


def _passage(key: str, head: Values, words: Sequence[str]) -> tuple[Said, list[Said]]:
    """Return the heading of a passage, its first line where that is no sentence, and the rest."""
    paragraphs = head.every(*words)
    title = head.take(*(f"{word}标题" for word in words))
    if title is None and paragraphs and not re.search("[。；：]$|.{40}", paragraphs[0]):
        title = paragraphs.pop(0)
    return title or Said(key), paragraphs


def _written(title: Said, paragraphs: list[Said]) -> dict[str, Any]:
    return {"标题": title, "内容": paragraphs or [_OPEN]}


def _duties(paragraphs: list[Said]) -> list[dict[str, Any]]:
    """Return the duties told in prose: a paragraph begins with what it is."""
    duties: list[dict[str, Any]] = []
    for paragraph in paragraphs:
        keys = (key for key, words in _LEADS.items() if re.match(f".{{0,4}}(?:{words})", paragraph))
        key = next(keys, None)
        if key is None:
            key = next(reversed(duties[-1])) if duties else "职责描述"
            if duties and key in duties[-1]:
                duties[-1][key] = joined([duties[-1][key], paragraph], "\n")
                continue
        if not duties or key in duties[-1]:
            duties.append({})
        duties[-1][key] = paragraph
    return duties


def _duties_in_rows(table: Recognised) -> Iterator[dict[str, Any]]:
    for values in table.rows:
        row = Values(values)
        duty = {key: row.take(key) for key in _DUTY}
        duty |= {key: row.take(key) for key in ("计划数", "完成数")}
        duty["备注"] = remark(None, list(row.rest()))
        if found := filled(duty):
            yield found


def _standard(text: Said | None, grades: dict[str, Said], context: Context) -> dict[str, Any]:
    """Return the standard as printed, and the 等次标准 with the same bounds."""
    bounds = _bounds_of(grades) or (_bounds_in(text) if text is not None else {})
    settings = context.repository.settings
    names = settings.scale_names()
    name = next((n for n in names if _same(settings.scale(n) or {}, bounds)), names[0])
    printed = text or joined((Said(f"{k}：{v}", v.at) for k, v in grades.items()), "；")
    return {"等次标准": name, "内容": printed or _OPEN}


def _bounds_of(grades: dict[str, Said]) -> dict[str, int]:
    found = {grade: _BOUND.search(text) for grade, text in grades.items() if grade != _GRADES[-1]}
    return {grade: int(match[1]) for grade, match in found.items() if match is not None}


def _bounds_in(text: str) -> dict[str, int]:
    """Return the lower bounds in a sentence: 达到85%-90%的为良."""
    found = re.findall(r"([0-9]+)%?(?:以上|[-~—至][0-9]+%?)?[^0-9；;。]*?为([优良中])", text)
    return {grade: int(number) for number, grade in found}


def _same(scale: Any, bounds: dict[str, int]) -> bool:
    return bool(bounds) and {k: int(v) for k, v in scale.items()} == bounds


def _whole(duty: dict[str, Any]) -> dict[str, Any]:
    """Return a duty with every key that it must have."""
    texts = {key: duty.get(key) or _OPEN for key in _DUTY[:-1]}
    return filled({**texts, **{k: v for k, v in duty.items() if k not in texts}})
