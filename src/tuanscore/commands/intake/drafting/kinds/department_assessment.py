"""部门整体支出绩效自评表: the department's indicators and what was done about them, in one file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tuanscore.commands.intake.drafting.document import (
    Context,
    Document,
    execution,
    lacking,
    money_unit,
    points,
    score,
)
from tuanscore.commands.intake.drafting.indicators import Indicators
from tuanscore.commands.intake.drafting.said import Said, Values, filled, left
from tuanscore.commands.new.request import fit_for_file_name
from tuanscore.grammar.target import TargetError, parse
from tuanscore.model.base import Organisation
from tuanscore.model.kinds.department_assessment import KIND
from tuanscore.shelf import CARDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tuanscore.commands.intake.meaning.recognised import Recognised

KINDS = (KIND,)
_HEADS = ("负责人", "联系电话", "填报日期", "目标完成情况", "其他需要说明事项", "自评等次")


def documents(tables: Sequence[Recognised], context: Context) -> Iterator[Document]:
    """Yield one file for each department."""
    for table in tables:
        head = Values(table.head)
        year, unit = context.year_of(head, table.title), head.take("单位", "部门", "实施单位")
        superior = head.take("主管部门")
        unit = unit or superior
        known = context.owner(unit)
        owner = known or Organisation("")
        rows = [Values(row) for row in table.rows]
        done = [_done(row) for row in rows]
        found = Indicators(rows)
        for made, entry in zip(found.made, done, strict=True):
            made.update(entry)
        told, kept = execution(head)
        tree: dict[str, Any] = {
            "类型": KIND,
            "单位": unit or owner.org or owner.short_name,
            "简称": None if owner.short_name == unit else owner.short_name,
            "年度": year,
            "金额单位": money_unit(head),
            "主管部门": superior if superior != unit else None,
            "执行": told,
            "绩效目标": head.every("绩效目标", "预期目标", "总体目标"),
            "调整绩效目标": head.every("调整绩效目标"),
            **{key: head.take(key) for key in _HEADS},
            "分值": {**filled({"预算执行率": points(head.take("执行分值"))}), **found.printed},
            "自评得分": score(head.take("自评得分", "总分")),
            "绩效指标": found.tree,
        }
        head.drop("标题")
        others = head.named("其他栏目")
        rest = list(head.rest())
        tree["其他栏目"] = {**others, **dict(rest)}
        kept += [*left(rest, "没有这一栏，写在 其他栏目 里"), *found.kept]
        path = f"{CARDS}/{year}/{fit_for_file_name(owner.short_name)}/{KIND}.yaml"
        label = f"{owner.short_name} {year or ''}".strip()
        lacks = lacking(year=year, org=known) or ("" if found.tree else "没有读到指标")
        yield Document(KIND, label, path, filled(tree), kept=tuple(kept), lacks=lacks)


def _done(row: Values) -> dict[str, Any]:
    """Return what a row says was done; what its key cannot take is said in words."""
    given, reviewed = row.take("得分", "自评"), row.take("审核")
    adjusted = row.take("调整值")
    told = {
        "完成值": row.take("完成值"),
        "得分": score(given),
        "复核得分": score(reviewed),
        "偏差原因": row.take("偏差原因"),
        "改进措施": row.take("改进措施"),
        "调整指标值": adjusted if adjusted is not None and _is_target(adjusted) else None,
    }
    unread = [
        (key, said)
        for key, said in (("得分", given), ("复核得分", reviewed), ("调整指标值", adjusted))
        if said is not None and told[key] is None
    ]
    for key, said in unread:
        row.add(key, said)
    return filled(told)


def _is_target(text: Said) -> bool:
    try:
        parse(text)
    except TargetError:
        return False
    return True
