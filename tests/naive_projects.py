"""A second scorer for projects and departments, written from format.md and domain.md alone.

Like tests/naive.py, from which it has the sharing and the methods, it imports nothing from the
project, takes documents as a parser without types reads them, and counts in whole cents.
"""

from fractions import Fraction
from typing import Any

import naive
from naive import Node, cents, half_up, node, share

SCHEMES: dict[str, Node] = {
    "财政项目自评": {
        "分值": {"预算执行率": "10", "产出指标": "50", "效益指标": "30", "满意度指标": "10"},
        "等次标准": {"优": "90", "良": "80", "中": "60"},
    },
    "财政项目自评-成本": {
        "分值": {
            "预算执行率": "10", "成本指标": "20", "产出指标": "40", "效益指标": "20",
            "满意度指标": "10",
        },
        "等次标准": {"优": "90", "良": "80", "中": "60"},
    },
}  # fmt: skip
"""财预〔2020〕10号 and, with 成本 apart, 财预〔2021〕101号; domain.md, Weights and Bands."""


# --- projects --------------------------------------------------------------------------------


def project(table: Node, reports: list[Node], scheme: Node | None = None) -> Node:
    """Score a 预算项目绩效目标表 by its 自评: the tree, the rates in 0.01 %, the grades."""
    scheme = scheme or SCHEMES[table.get("计分方案", "财政项目自评")]
    told: dict[str, Any] = {}
    execution: Node | None = None
    unit = "元"
    for report in sorted(reports, key=lambda r: str(r["截至"])):
        told.update(report.get("完成", {}))
        if "执行" in report:
            execution = report["执行"]
            unit = str(report.get("金额单位") or table.get("金额单位", "元"))
    parts = []
    if "预算执行率" in scheme["分值"]:
        planned = _yuan(table["预算"]["预算数"], table.get("金额单位", "元"))
        worth = cents(scheme["分值"]["预算执行率"])
        parts.append(_execution(worth, execution, unit, planned))
    for name, points, groups in _classes(table, scheme):
        parts.append(_class(name, points, groups, told))
    full = sum(part["points"] for part in parts)
    low, high = sum(part["low"] for part in parts), sum(part["high"] for part in parts)
    tree = node(table["项目名称"], full, low, high, parts)
    if not full:
        return {"tree": tree, "rates": [None, None], "grades": []}
    rates = [half_up(Fraction(end * 10000, full)) for end in (low, high)]
    return {"tree": tree, "rates": rates, "grades": _between(rates, scheme["等次标准"])}


def _execution(points: int, told: Node | None, unit: str, planned: Fraction | None) -> Node:
    """Score 预算执行率: points × min(1, 全年执行数 ÷ 全年预算数); open where there is no budget.

    Where the 自评 says no 全年预算数, it is the 预算数 of the table.
    """
    budget, spent = (_column(told or {}, key, unit) for key in ("全年预算数", "全年执行数"))
    budget = planned if budget is None else budget
    if not budget or spent is None:
        return node("预算执行率", points, 0, points, [])
    earned = half_up(points * min(Fraction(1), spent / budget))
    return node("预算执行率", points, earned, earned, [])


def _column(row: Node, key: str, unit: str) -> Fraction | None:
    """Return an amount of a row in 元; of one that says nothing or 0, the sum of those below it."""
    own = _yuan(row.get(key, ""), unit)
    below: Node = row.get("资金来源") or row.get("其中", {})
    parts = [part for r in below.values() if (part := _column(r, key, unit)) is not None]
    return own if own or not parts else sum(parts, Fraction(0))


def _yuan(text: str, unit: str) -> Fraction | None:
    """Return an amount in 元: in its own unit, else in that of the document; None for a dash."""
    number = text.replace(",", "").rstrip("千万亿元")
    if not number.strip("—/"):
        return None
    own = text.lstrip("0123456789.,") or unit
    worth = {"千": 1000, "万": 10_000, "亿": 100_000_000}
    return Fraction(number) * worth.get(own[0], 1)


Group = tuple[str, list[tuple[Node, bool]]]
"""A 二级指标 with its lines, each with whether money there is the most that may be spent."""


def _classes(table: Node, scheme: Node) -> list[tuple[str, int, list[Group]]]:
    """Return the classes that the table has, in the scheme's order, with points and groups.

    Where 成本 is a class of its own, the 成本指标 printed under 产出 count there. A class that
    the table lacks leaves its points to the others in proportion.
    """
    worth = {n: cents(p) for n, p in scheme["分值"].items() if n != "预算执行率"}
    groups: dict[str, list[Group]] = {name: [] for name in worth}
    for first, seconds in table["绩效指标"].items():
        for second, lines in seconds.items():
            moved = second == "成本指标" and "成本指标" in worth
            costs = "成本" in first or "成本" in second
            marked = [(line, costs) for line in lines]
            if marked:
                groups["成本指标" if moved else first].append((second, marked))
    weights = [Fraction(points) for points in worth.values()]
    points = share(sum(worth.values()), weights, [not groups[name] for name in worth])
    return [
        (name, part, groups[name]) for name, part in zip(worth, points, strict=True) if groups[name]
    ]


def _class(name: str, points: int, groups: list[Group], told: dict[str, Any]) -> Node:
    """Share the points of a class over all its lines: 分值 where written, the rest equally."""
    lines = [line for _, group in groups for line, _ in group]
    gone = [naive.does_not_apply(told.get(line["名称"])) for line in lines]
    shares = iter(share(points, naive.weights(points, lines), gone))
    parts = []
    for second, group in groups:
        scored = [_line(line, cost, next(shares), told.get(line["名称"])) for line, cost in group]
        low, high = sum(s["low"] for s in scored), sum(s["high"] for s in scored)
        parts.append(node(second, sum(s["points"] for s in scored), low, high, scored))
    low, high = sum(p["low"] for p in parts), sum(p["high"] for p in parts)
    return node(name, 0 if all(gone) else points, low, high, parts)


def _line(line: Node, cost: bool, points: int, entry: Any) -> Node:
    """Score one 三级指标 by the method that its 指标值 calls for."""
    name = line["名称"]
    if naive.does_not_apply(entry):
        return node(name, 0, 0, 0, [])
    if entry is None:
        return node(name, points, 0, points, [])
    target = line["指标值"]
    if cost and _is_spent(name, target):
        target = f"≤{target}"
    actual = naive.actual_of(entry)
    assert actual is not None
    measure = naive.measure_of(target.removeprefix("="))
    earned = half_up(points * _ratio(measure, actual))
    return node(name, points, earned, earned, [])


def _is_spent(name: str, target: str) -> bool:
    """Say whether a number alone among costs is the most that may be spent: money, not saved.

    A number without a unit is money, unless its name says that it is a rate or a count.
    """
    unit = target.lstrip("0123456789,.")
    if unit == target or "-" in target or "节约" in name:
        return False
    return unit.partition("/")[0].endswith("元") if unit else name[-1] not in "率数"


def _ratio(measure: Node, actual: str) -> Fraction:
    match measure["计分"]:
        case "定性":
            return naive.qualitative(actual, measure["目标"])
        case "达标":
            return naive.attainment(measure["目标"], actual)
    return naive.proportion(measure["目标"], actual)


# --- departments -----------------------------------------------------------------------------


def department(goals: Node, scales: dict[str, Node]) -> list[Node]:
    """Score every 职责: 完成数 ÷ 计划数 in 0.01 %, and its grades by its 绩效标准."""
    scored = []
    for duty in goals["职责分类绩效目标"]["职责"]:
        bounds = scales[duty["绩效标准"]["等次标准"]]
        planned, done = (duty.get(key, "").replace(",", "") for key in ("计划数", "完成数"))
        rate = None
        if planned and done and Fraction(planned):
            rate = half_up(Fraction(done) * 10000 / Fraction(planned))
        grades = [*bounds, "差"] if rate is None else _between([rate, rate], bounds)
        scored.append({"rate": rate, "grades": grades})
    return scored


def _between(rates: list[int], bounds: dict[str, str]) -> list[str]:
    """Return the grades from that of the highest rate to that of the lowest; lower bounds count."""
    order = [*bounds, "差"]
    first, last = (
        next((n for n, bound in enumerate(bounds.values()) if rate >= Fraction(bound) * 100), -1)
        for rate in reversed(rates)
    )
    last = len(order) - 1 if last < 0 else last
    return order[first:] if first < 0 else order[first : last + 1]
