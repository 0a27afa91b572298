"""绩效运行监控表: how far the indicators of a project have come within the year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tuanscore.commands.intake.drafting.document import (
    Context,
    Document,
    lacking,
    money,
    money_unit,
    named,
)
from tuanscore.commands.intake.drafting.indicators import Indicators
from tuanscore.commands.intake.drafting.said import Said, Values, filled, joined, left
from tuanscore.commands.new.request import fit_for_file_name
from tuanscore.model.base import Organisation
from tuanscore.model.kinds.monitoring import KIND, LIKELY, REASONS
from tuanscore.shelf import CARDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tuanscore.commands.intake.meaning.recognised import Recognised

KINDS = (KIND,)
_PERIOD = re.compile(r"(?:0?1\s*月?\s*[-—–~～至到]+\s*)?(?:1[0-2]|0?[1-9])\s*月")
_HEADS = ("负责人", "联系电话", "填报日期")
_TICKS = ("√", "✓", "☑", "是", "✔")


def documents(tables: Sequence[Recognised], context: Context) -> Iterator[Document]:
    """Yield one file for each table."""
    for table in tables:
        head = Values(table.head)
        year = context.year_of(head, table.title)
        unit, implementing = head.take("单位", "预算单位"), head.take("实施单位")
        superior, name = head.take("主管部门"), head.take("项目名称")
        known = context.owner(unit or implementing or superior)
        owner = known or Organisation("")
        period, day = head.take("期间"), head.take("截至")
        if period is None and day is None and (found := _PERIOD.search(table.title)):
            period = Said(found[0], table.at)
        rows = [Values(row) for row in table.rows]
        done = [_done(row) for row in rows]
        indicators = Indicators(rows)
        for made, entry in zip(indicators.made, done, strict=True):
            made.update(entry)
        tree: dict[str, Any] = {
            "类型": KIND,
            "年度": year,
            "项目名称": name,
            "项目编码": head.take("项目编码"),
            "预算单位": unit,
            "实施单位": implementing,
            "主管部门": superior,
            "金额单位": money_unit(head),
            "期间": period,
            "截至": day,
            **{key: head.take(key) for key in _HEADS},
            "绩效目标": head.every("绩效目标", "预期目标", "总体目标"),
            "执行": _funds(head),
            "绩效指标": indicators.tree,
        }
        head.drop("标题")
        others = head.named("其他栏目")
        rest = list(head.rest())
        tree["其他栏目"] = {**others, **dict(rest)}
        kept = [*left(rest, "没有这一栏，写在 其他栏目 里"), *indicators.kept]
        until = period or day or ""
        stem = f"{named(name or '')}.监控-{fit_for_file_name(until)}"
        path = f"{CARDS}/{year}/{fit_for_file_name(owner.short_name)}/{stem}.yaml"
        lacks = [lacking(year=year, org=known)]
        lacks += ["没有印项目名称"] * (name is None) + ["没有印监控到几月"] * (not until)
        told = "；".join(filter(None, lacks))
        label = f"{owner.short_name} {name or ''} {until}".strip()
        yield Document(KIND, label, path, filled(tree), kept=tuple(kept), lacks=told)


def _funds(head: Values) -> dict[str, Any]:
    told: dict[str, Any] = {
        "年初预算数": head.take("年初预算数", "全年预算数", "预算数"),
        "执行数": head.take("执行数", "全年执行数"),
        "全年预计执行数": head.take("全年预计执行数", "预计执行数"),
    }
    for key, said in told.items():
        if said is not None and money(said) is None:
            head.add(key, said)
    told = {key: said for key, said in told.items() if money(said) is not None}
    told["执行率"] = head.take("执行率")
    return filled(told)


def _done(row: Values) -> dict[str, Any]:
    """Return how far a row has come; reasons that are ticked, and in words."""
    why, likely = row.take("偏差原因"), row.take("完成可能性")
    ticked = [word for word in REASONS if (row.take(word) or "") in _TICKS]
    ticked_likely = [word for word in LIKELY if (row.take(word) or "") in _TICKS]
    named = [word for word in REASONS if why is not None and why.startswith(word)]
    if why is not None and why in REASONS:
        ticked, why = [*ticked, str(why)], None
    likely_word = likely if likely in LIKELY else next(iter(ticked_likely), None)
    note = joined([row.take("原因说明"), why], "；")
    if likely is not None and likely not in LIKELY:
        row.add("完成可能性", likely)
    return filled(
        {
            "执行情况": row.take("执行情况", "完成值"),
            "全年预计完成情况": row.take("预计完成", "全年预计完成情况"),
            "偏差原因": list(dict.fromkeys([*ticked, *named])),
            "原因说明": note,
            "完成可能性": likely_word,
        }
    )
