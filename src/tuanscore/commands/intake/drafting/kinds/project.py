"""预算项目绩效目标表, and the 项目自评 that a 项目支出绩效自评表 is besides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tuanscore.commands.intake.drafting.document import (
    Context,
    Document,
    execution,
    lacking,
    money,
    money_unit,
    named,
    remark,
    score,
)
from tuanscore.commands.intake.drafting.indicators import Indicators, weights
from tuanscore.commands.intake.drafting.said import Said, Values, filled, joined, left, plain
from tuanscore.commands.new.request import fit_for_file_name
from tuanscore.model import indicators
from tuanscore.model.base import Organisation
from tuanscore.model.kinds.project import KIND, Project
from tuanscore.model.kinds.self_assessment import KIND as ASSESSMENT
from tuanscore.model.load import validate
from tuanscore.shelf import CARDS
from tuanscore.source.compose import compose
from tuanscore.source.read import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tuanscore.commands.intake.meaning.recognised import Left, Recognised

FILLED_IN = "项目支出绩效自评表"
KINDS = (KIND, FILLED_IN)

_HEADS = ("项目属性", "项目类型", "项目类别", "起止时间")
_SAID_ONCE = ("负责人", "联系电话", "填报日期")
_LONG = ("长期", "中长期", "中期", "实施期")
_NO_KEY = "没有这一栏，写在 其他栏目 里"


def documents(tables: Sequence[Recognised], context: Context) -> Iterator[Document]:
    """Yield a table for each project, its 长期 and 年度 sets in one, and what is filled in."""
    for year_table, long_term in _paired(tables):
        yield from _Form(year_table, long_term, context).documents()


def _paired(tables: Sequence[Recognised]) -> list[tuple[Recognised, Recognised | None]]:
    """Return each table of a year with the one of several years of the same project."""
    long_terms = [table for table in tables if _is_long(table)]
    paired: list[tuple[Recognised, Recognised | None]] = []
    for table in tables:
        if not _is_long(table):
            mine = next((t for t in long_terms if _project_of(t) == _project_of(table)), None)
            long_terms = [t for t in long_terms if t is not mine]
            paired.append((table, mine))
    return paired + [(table, None) for table in long_terms]


def _is_long(table: Recognised) -> bool:
    return (Values(table.head).take("期间") or "").startswith(_LONG)


def _project_of(table: Recognised) -> tuple[Said | None, ...]:
    head = Values(table.head)
    return head.take("项目编码"), head.take("项目名称")


class _Form:
    """One printed form on its way into one file or two."""

    def __init__(self, table: Recognised, long_term: Recognised | None, context: Context) -> None:
        self.table = table
        self.long_term = long_term
        self.head = Values(table.head)
        self.rows = [Values(row) for row in table.rows]
        self.year = context.year_of(self.head, table.title)
        self.code = self.head.take("项目编码")
        self.name = self.head.take("项目名称")
        self.budget_unit = self.head.take("单位", "预算单位")
        self.implementing = self.head.take("实施单位")
        self.superior = self.head.take("主管部门")
        if self.budget_unit == self.implementing:
            self.budget_unit = None
        unit = self.budget_unit or self.implementing or self.superior
        known = context.owner(unit)
        self.owner = known or Organisation("")
        if unit is None and known is not None:
            self.budget_unit = Said(known.budget_unit or known.org or known.short_name)
        elif self.budget_unit is None and self.implementing is None:
            self.budget_unit = self.superior  # nobody else is printed
        self.lacks = lacking(year=self.year, org=known)
        if self.name is None:
            self.lacks = "；".join(filter(None, (self.lacks, "没有印项目名称")))
        self.kept: list[Left] = []
        stem = named(self.code or self.name or "")
        self.stem = f"{CARDS}/{self.year}/{fit_for_file_name(self.owner.short_name)}/{stem}"

    @property
    def label(self) -> str:
        return f"{self.owner.short_name} {self.name or ''}".strip()

    def documents(self) -> Iterator[Document]:
        is_filled = self.table.kind == FILLED_IN
        done = [_take_done(row) for row in self.rows] if is_filled else []
        assessment = self._assessment() if is_filled else {}
        found = Indicators(self.rows)
        table = self._table(found, is_filled=is_filled)
        self.kept += found.kept
        if is_filled:
            assessment["完成"] = _results(table, found, done)
        others = self.head.named("其他栏目")
        rest = list(self.head.rest())
        self.kept += left(rest, _NO_KEY)
        (assessment if is_filled else table)["其他栏目"] = {**others, **dict(rest)}
        tree = filled(table)
        yield Document(
            KIND, self.label, f"{self.stem}.yaml", tree, kept=tuple(self.kept), lacks=self.lacks
        )
        if is_filled:
            yield self._second(filled(assessment))

    def _second(self, told: dict[str, Any]) -> Document:
        whose = {"项目编码": self.code}
        if self.code is None:
            whose = {
                "预算单位": self.budget_unit,
                "实施单位": self.implementing,
                "项目名称": self.name,
            }
        day = f"{self.year}-12-31"
        tree = filled({"类型": ASSESSMENT, **whose, "年度": self.year, "截至": day, **told})
        label = f"{self.label} 截至 {day}"
        return Document(ASSESSMENT, label, f"{self.stem}.自评.yaml", tree, lacks=self.lacks)

    def _table(self, found: Indicators, *, is_filled: bool) -> dict[str, Any]:
        head = self.head
        short = self.owner.short_name
        unit = self.budget_unit or self.implementing
        heads = {key: head.take(key) for key in _HEADS}
        if not is_filled:
            heads |= {key: head.take(key) for key in _SAID_ONCE}
        head.drop("期间", "标题")
        return {
            "类型": KIND,
            "预算单位": self.budget_unit,
            "简称": None if short == unit else short,
            "年度": self.year,
            "金额单位": money_unit(head),
            "实施单位": self.implementing,
            "主管部门": self.superior if self.superior != self.budget_unit else None,
            "项目编码": self.code,
            "项目名称": self.name,
            **heads,
            "预算": self._budget(),
            "资金支出计划": self._spending(),
            "绩效目标": head.every("绩效目标", "预期目标", "总体目标"),
            "分值": weights(head.take("执行分值"), found),
            "绩效指标": found.tree,
            "长期目标": self._long_term(),
        }

    def _budget(self) -> dict[str, Any]:
        told: dict[str, Any] = {}
        for key in ("预算数", "财政资金", "其他资金"):
            told[key] = self._money(key)
        if self.table.kind == KIND:
            named = {n: v for n, v in self.head.named("资金来源").items() if money(v)}
            if named:  # all sources stand together, by the words that are printed
                usual = {key: told.pop(key) for key in ("财政资金", "其他资金")}
                told["资金来源"] = filled({**usual, **named})
        told["资金用途"] = self.head.take("资金用途")
        return filled(told)

    def _money(self, key: str) -> Said | None:
        said = self.head.take(key)
        if said is not None and money(said) is None:
            self.kept += left([(key, said)], "不是金额，没有写进文件")
            return None
        return said

    def _spending(self) -> dict[str, Said]:
        return self.head.named("资金支出计划")

    def _long_term(self) -> dict[str, Any]:
        goals = self.head.every("长期目标")
        if self.long_term is None:
            return filled({"绩效目标": goals})
        head = Values(self.long_term.head)
        goals = head.every("绩效目标", "长期目标", "预期目标", "总体目标") or goals
        found = Indicators([Values(row) for row in self.long_term.rows])
        self.kept += found.kept
        return filled({"绩效目标": goals, "绩效指标": found.tree})

    # ---- what is filled in -----------------------------------------------------------------------

    def _assessment(self) -> dict[str, Any]:
        head = self.head
        total, note = head.take("自评得分", "总分", "得分"), None
        if total is not None and score(total) is None:
            note, total = [("自评得分", total)], None
        goals = head.take("目标完成情况", "完成情况")
        told, unread = execution(head)
        self.kept += unread
        return {
            **{key: head.take(key) for key in _SAID_ONCE},
            "自评得分": score(total),
            "自评等次": head.take("自评等次"),
            "执行": told,
            "目标完成情况": goals,
            **{k: head.take(k) for k in ("其他需要说明事项", "偏差原因", "改进措施")},
            "备注": remark(None, note or []),
        }


def _results(
    table: dict[str, Any], found: Indicators, done: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return what was done under the names by which a report tells rows apart."""
    entries = {id(row): entry for row, entry in zip(found.made, done, strict=True)}
    rows = list(found.rows())
    keys = _keys(table)
    if len(keys) != len(rows):
        keys = [str(row["名称"]) for row in rows]
    return {key: entries[id(row)] for key, row in zip(keys, rows, strict=True) if entries[id(row)]}


def _take_done(row: Values) -> dict[str, Any]:
    """Return what a row says was done; what is no 得分 stays in words."""
    done, points = row.take("完成值"), row.take("得分", "自评")
    why, remedy = row.take("偏差原因"), row.take("改进措施")
    reviewed = row.take("审核")
    note = None
    if points is not None and score(points) is None:
        note = Said(f"得分：{points}", points.at)
    if reviewed is not None:
        note = joined([note, Said(f"审核得分：{reviewed}", reviewed.at)], "；")
    told = {"自评": done, "得分": score(points), "偏差原因": why, "改进措施": remedy, "说明": note}
    entry = filled(told)
    return entry if done is not None or told["得分"] is not None else _without(entry, row)


def _without(entry: dict[str, Any], row: Values) -> dict[str, Any]:
    """Return nothing: without a 完成值 or 得分 the rest is a remark of the row."""
    for key, said in entry.items():
        row.add(key, said)
    return {}


def _keys(table: dict[str, Any]) -> list[str]:
    """Return the name of each row, in printed order, that no other row has."""
    document, _ = read(compose(plain(filled(table))).encode(), "")
    assert document is not None
    model = validate(document, Project)[0]
    return [] if model is None else [line.key for line in indicators.lines(model)]
