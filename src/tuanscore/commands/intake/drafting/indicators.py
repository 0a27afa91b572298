"""Rows of indicators: 一级, 二级 and 三级指标 as a form prints them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from tuanscore.commands.intake.drafting.document import points, remark
from tuanscore.commands.intake.drafting.said import Said, Values, filled, joined, left

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tuanscore.commands.intake.meaning.recognised import Left

_NO_LEVEL = "绩效指标"
_CLASSES = {"产出指标": "数量|质量|时效|成本", "效益指标": "效益|影响", "满意度指标": "满意"}
_USUAL = {"产出指标": Decimal(50), "效益指标": Decimal(30), "满意度指标": Decimal(10)}
_EXECUTION = Decimal(10)
_WORDS = re.compile("定性|文字|描述")
_NO_KEY = "没有这一栏，写在备注里"
_NO_NAME = "这一行没有名称，没有写进文件"
_INVENTED = "没有印一级指标，文件里写作 "


class Indicators:
    """Rows by 一级 and 二级指标 as a file has them; ``made`` has one for each row given."""

    def __init__(self, rows: Sequence[Values]) -> None:
        """Read rows in printed order; a label that is missing is made up from the other one."""
        self.tree: dict[str, dict[str, list[dict[str, Any]]]] = {}
        self.made: list[dict[str, Any]] = []
        self.kept: list[Left] = []
        self.printed: dict[str, Said] = {}
        """What the 一级指标 are worth, where their labels say so."""
        for values in rows:
            self.made.append(self._row(values))

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield the rows in the order of the file."""
        for groups in self.tree.values():
            for rows in groups.values():
                yield from rows

    def _row(self, values: Values) -> dict[str, Any]:
        first, second = values.take("一级指标"), values.take("二级指标")
        worth = points(values.take("一级分值"))
        row, kept = row_of(values)
        if "名称" not in row:
            self.kept += left(kept, _NO_NAME)
            return row
        self.kept += left(kept, _NO_KEY)
        if second is None and first is not None and _class_of(first) not in (first, _NO_LEVEL):
            first, second = Said(_class_of(first), first.at), first  # one label over both columns
        if first is None:
            first = Said(_class_of(second))
            if first not in self.tree:
                self.kept += left([("一级指标", Said(first, row["名称"].at))], _INVENTED + first)
        if worth is not None:
            self.printed.setdefault(first, worth)
        groups = self.tree.setdefault(first, {})
        groups.setdefault(second or first, []).append(row)
        return row


def _class_of(second: Said | None) -> str:
    """Return the 一级指标 that a 二级指标 belongs to by the ministry's table of them."""
    names = (name for name, words in _CLASSES.items() if second and re.search(words, second))
    return next(names, _NO_LEVEL)


def row_of(values: Values) -> tuple[dict[str, Any], list[tuple[str, Said]]]:
    """Return a row as it is written in a project, and what of it no key takes."""
    own = values.take("分值")
    note = joined([values.take("备注"), values.take("说明")], "；")
    row = {
        "名称": values.take("三级指标"),
        "描述": values.take("描述"),
        "上年值": values.take("上年值"),
        "指标值": target(values),
        "依据": values.take("依据"),
        "分值": points(own),
        "责任部门": values.take("责任"),
        "核心指标": Said("true") if (values.take("核心") or "") in ("是", "√", "★") else None,
        "说明": note,
        "评分标准": values.take("评分标准"),
    }
    values.drop("序号")
    rest = list(values.rest())
    if own is not None and row["分值"] is None:
        rest.append(("分值", own))
    row["备注"] = remark(None, rest)
    values.drop(*(key for key, _ in rest))
    return filled(row), rest


def target(values: Values) -> Said | None:
    """Return the 指标值 in one piece: 性质, 值 and 度量单位 may stand in three columns."""
    sign, value, unit = (values.take(key) for key in ("性质", "指标值", "度量单位"))
    if value is None:
        return None if sign is None or not _WORDS.search(sign) else sign
    shown = normalize("NFKC", sign) if sign is not None else ""
    if _WORDS.search(shown) or value.startswith(shown):
        shown = ""
    told = [part for part in (sign if shown else None, value, unit) if part is not None]
    if unit is not None and value.endswith(unit):
        told.remove(unit)
        unit = None
    places = joined(told)
    text = f"{shown}{value}{unit or ''}"
    return Said(text, places.at if places is not None else "")


def weights(execution: Said | None, found: Indicators) -> dict[str, Said | str]:
    """Return the 分值 of a form that are not those of the ministry's own scheme.

    Rows under no 一级指标 are worth what 预算执行率 leaves, as that scheme has no class for them.
    """
    given = points(execution)
    if [*found.tree] == [_NO_LEVEL]:
        return {
            "预算执行率": given or str(_EXECUTION),
            _NO_LEVEL: str(100 - Decimal(given or _EXECUTION)),
        }
    sums: dict[str, Decimal] = {}
    for first, groups in found.tree.items():
        own = [row.get("分值", "") for rows in groups.values() for row in rows]
        known = "" not in own
        if not known and first not in found.printed:
            return {}
        total = sum((Decimal(p) for p in own), Decimal(0)) if known else None
        sums[first] = Decimal(found.printed.get(first) or total or 0)
        if known and total == sums[first]:
            found.printed.pop(first, None)  # its rows say as much
    usual = Decimal(given or _EXECUTION) == _EXECUTION and sums == _USUAL
    if usual or (given is None and not found.printed):
        return {}
    return {"预算执行率": given or str(_EXECUTION), **found.printed}
