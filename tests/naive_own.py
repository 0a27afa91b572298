"""A second scorer for what a project's table decides itself: its 分值, several goals, 其中, caps.

Like tests/naive_projects.py it imports nothing from the project and counts in whole cents. It
knows one report, numbers that are to be reached or kept down, and 三档 for everything in words.
"""

from fractions import Fraction
from typing import Any

import naive
import naive_projects
from naive import Node, cents, half_up, node, share

EXECUTION = "预算执行率"
THREE = {"达成": (80, 100), "部分达成": (60, 80), "未达成": (0, 60)}

Row = tuple[str, str, str, Node]
"""The class or goal that a row counts in, its 一级指标, its 二级指标, and the row."""


def project(table: Node, report: Node, scheme: Node) -> Node:
    """Score a table by one 自评: the tree, the rates in 0.01 %, the grades."""
    rows = list(_rows(table))
    worth = _worth(table, scheme, rows)
    told = report.get("完成", {})
    rate, parts = None, []
    if "执行" in report and Fraction(report["执行"]["全年预算数"]):
        budget, spent = (Fraction(report["执行"][k]) for k in ("全年预算数", "全年执行数"))
        rate = half_up(spent / budget * 10000)
    if EXECUTION in worth:
        points = worth.pop(EXECUTION)
        low, high = 0, points
        if rate is not None:
            low = high = half_up(points * min(Fraction(1), spent / budget))
        parts.append(node(EXECUTION, points, low, high, []))
    parts += [_class(name, points, rows, told, scheme) for name, points in worth.items()]
    full = sum(part["points"] for part in parts)
    low, high = _capped(sum(p["low"] for p in parts), sum(p["high"] for p in parts), rate, scheme)
    rates = [half_up(Fraction(end * 10000, full)) for end in (low, high)]
    tree = node(table["项目名称"], full, low, high, parts)
    grades = naive_projects._between(rates, scheme["等次标准"])
    return {"tree": tree, "rates": rates, "grades": grades}


def _rows(table: Node) -> Any:
    """Yield every row; of several goals each row counts in its goal."""
    sets = [("", table.get("绩效指标", {}))]
    sets += [(f"目标{n}", goal["绩效指标"]) for n, goal in enumerate(table.get("分组目标", []), 1)]
    for goal, classes in sets:
        for first, groups in classes.items():
            for second, lines in groups.items():
                for line in lines:
                    yield goal or first, first, second, line


def _worth(table: Node, scheme: Node, rows: list[Row]) -> dict[str, int]:
    """Return what 预算执行率 and each class or goal that has rows is worth, in cents."""
    own = {name: cents(points) for name, points in table.get("分值", {}).items()}
    base = {name: cents(points) for name, points in scheme["分值"].items()}
    sums = {}
    for name in dict.fromkeys(row[0] for row in rows):
        written = [row[3]["分值"] for row in rows if row[0] == name and "分值" in row[3]]
        if len(written) == sum(row[0] == name for row in rows):
            sums[name] = sum(cents(points) for points in written)
    if "分组目标" in table:
        worth = {n: p for n, p in (own or base).items() if n == EXECUTION}
        goals: dict[str, int | None] = {}
        for number, goal in enumerate(table["分组目标"], 1):
            name = f"目标{number}"
            given = cents(goal["分值"]) if "分值" in goal else sums.get(name)
            goals[name] = own.get(name, given)
        silent = [name for name, points in goals.items() if points is None]
        rest = 10000 - sum(worth.values()) - sum(p for p in goals.values() if p is not None)
        equal = share(max(rest, 0), [Fraction(1)] * len(silent))
        split = dict(zip(silent, equal, strict=True))
        return worth | {n: split[n] if p is None else p for n, p in goals.items()}
    worth = own | {n: p for n, p in sums.items() if n not in own} if own else base
    there = {row[0] for row in rows}
    classes = {n: p for n, p in worth.items() if n != EXECUTION}
    gone = [name not in there for name in classes]
    present = {n: sums.get(n) for n in classes if n in there}
    alone = {EXECUTION: worth[EXECUTION]} if EXECUTION in worth else {}
    if any(gone) and None not in present.values():
        known = {n: p for n, p in present.items() if p is not None}
        if sum(known.values()) == sum(classes.values()) or all(
            classes[n] == p for n, p in known.items()
        ):
            return alone | known
    weights = [Fraction(points) for points in classes.values()]
    shares = share(sum(classes.values()), weights, gone)
    dealt = dict(zip(classes, shares, strict=True))
    return alone | {name: dealt[name] for name in classes if name in there}


def _class(name: str, points: int, rows: list[Row], told: Node, scheme: Node) -> Node:
    own = [row for row in rows if row[0] == name]
    lines = [row[3] for row in own]
    shares = share(points, naive.weights(points, lines))
    scored = [
        (row[1], row[2], _line(row, part, told, scheme))
        for row, part in zip(own, shares, strict=True)
    ]
    seconds = _sums([(f, s, n) for f, s, n in scored])
    if not name.startswith("目标"):
        return _sum(name, [group for _, group in seconds], points)
    firsts: dict[str, list[Node]] = {}
    for first, group in seconds:
        firsts.setdefault(first, []).append(group)
    return _sum(name, [_sum(first, groups) for first, groups in firsts.items()], points)


def _sums(scored: list[tuple[str, str, Node]]) -> list[tuple[str, Node]]:
    groups: dict[tuple[str, str], list[Node]] = {}
    for first, second, line in scored:
        groups.setdefault((first, second), []).append(line)
    return [(first, _sum(second, lines)) for (first, second), lines in groups.items()]


def _sum(name: str, parts: list[Node], points: int | None = None) -> Node:
    whole = sum(p["points"] for p in parts) if points is None else points
    return node(name, whole, sum(p["low"] for p in parts), sum(p["high"] for p in parts), parts)


def _line(row: Row, points: int, told: Node, scheme: Node) -> Node:
    """Score one row by its own 完成值, else by those of its 其中."""
    line, entry = row[3], _entry(row, told)
    actual = entry.get("自评") if isinstance(entry, dict) else entry
    filled = Fraction(entry["得分"]) * 100 if isinstance(entry, dict) and "得分" in entry else None
    if actual is None and "其中" in line:
        low, high = _mean(line["其中"], told)
        return node(line["名称"], points, half_up(points * low), half_up(points * high), [])
    if actual is None:
        return node(line["名称"], points, 0, points, [])
    low, high = _ratio(line.get("指标值", "定性"), actual, points, filled)
    ends = [half_up(points * end) for end in (low, high)]
    rule = scheme.get("超额扣分")
    if rule is not None and _overshot(line.get("指标值", ""), actual, rule["超过"]):
        ends = [max(0, end - cents(rule["扣"])) for end in ends]
    return node(line["名称"], points, ends[0], ends[1], [])


def _entry(row: Row, told: Node) -> Any:
    """Find what is reported about a row: under its name, or its goal and its name."""
    goal, _, _, line = row
    return told.get(f"{goal}/{line['名称']}", told.get(line["名称"]))


def _mean(parts: list[Node], told: Node) -> tuple[Fraction, Fraction]:
    """Return the mean completion of 其中, each at most 1; open where nothing is reported."""
    ends = []
    for part in parts:
        actual = told.get(part["名称"])
        ends.append((Fraction(0), Fraction(1)))
        if actual is not None:
            ends[-1] = _ratio(part["指标值"], actual, 0, None)
    low, high = (sum((e[n] for e in ends), Fraction(0)) / len(ends) for n in (0, 1))
    return (low, high) if any(a == b for a, b in ends) else (Fraction(0), Fraction(1))


def _ratio(
    target: str, actual: str, points: int, filled: Fraction | None
) -> tuple[Fraction, Fraction]:
    if target == "定性":
        low, high = (Fraction(end, 100) for end in THREE[actual])
        if filled is not None and low * points <= filled <= high * points and points:
            return filled / points, filled / points
        return (high, high) if high == 1 else (low, high)
    goal, done = _number(target), _number(actual)
    if target.startswith("≤"):
        ratio = Fraction(1) if done <= goal else goal / done
    else:
        ratio = min(Fraction(1), done / goal)
    return ratio, ratio


def _number(text: str) -> Fraction:
    return Fraction(text.strip("≥≤亩%次"))


def _overshot(target: str, actual: str, above: str) -> bool:
    if target in ("", "定性") or target.startswith("≤"):
        return False
    return _number(actual) >= _number(target) * (1 + Fraction(above.strip("%")) / 100)


def _capped(low: int, high: int, rate: int | None, scheme: Node) -> tuple[int, int]:
    """Cap the total by the execution rate in 0.01 %; unknown, the worst cap is possible."""
    caps = {cents(below): cents(most) for below, most in scheme.get("执行率封顶", {}).items()}
    if not caps:
        return low, high
    if rate is None:
        return min(low, *caps.values()), high
    most = min((most for below, most in caps.items() if rate < below), default=max(low, high))
    return min(low, most), min(high, most)
