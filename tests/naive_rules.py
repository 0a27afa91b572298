"""The rules of single rows a second time: 增减, 等次, 评分, 分档 by conditions, 名次 by figures.

Like tests/naive.py it imports nothing from the project and counts in exact fractions. Each rule
returns what is earned at worst and at best, in cents, not rounded.
"""

import re
from datetime import date
from fractions import Fraction
from typing import Any

Node = dict[str, Any]
Span = tuple[Fraction, Fraction]
REST = ("其余", "其他")
LATE = r"(?:晚|迟)([0-9]+)(?:-([0-9]+))?天(以内|以上)?"


# --- what is written -------------------------------------------------------------------------


def number(text: str) -> Fraction:
    """Read a number, whatever its unit; two counts are the rate that they make, in percent."""
    counts = re.fullmatch(r"([0-9.]+)\D{0,4}/([0-9.]+)\D{0,4}", text)
    if counts is not None:
        return Fraction(counts[1]) * 100 / Fraction(counts[2])
    match = re.search(r"[0-9]+(?:\.[0-9]+)?", text)
    assert match is not None, text
    return Fraction(match[0])


def is_rate(text: str) -> bool:
    """Say whether a text is in percent."""
    return text.endswith(("%", "个百分点"))


def each(text: str) -> Span:
    """Read the least and the most points of one occurrence, in cents."""
    low, _, high = text.partition("-")
    return Fraction(low) * 100, Fraction(high or low) * 100


# --- 增减 ------------------------------------------------------------------------------------


def by_rule(rule: Any, told: Any, target: str | None) -> tuple[Fraction, Fraction | None]:
    """Return what one rule comes to at least and at most; None where nothing limits it."""
    if isinstance(rule, str):
        rule = {"每次": rule}
    most = Fraction(rule["最多"]) * 100 if "最多" in rule else None
    if any(key in rule for key in ("每低", "每高", "差距")):
        if told is None:
            return Fraction(0), most
        low = high = by_distance(rule, number(told), target or rule["目标"])
    else:
        low = high = Fraction(0)
        least, greatest = each(rule["每次"])
        for event in told if isinstance(told, list) else [] if told is None else [{"数": told}]:
            points = event if isinstance(event, str) else event.get("分值")
            if points is None:
                times = number(event.get("数", "1"))
                low, high = low + times * least, high + times * greatest
                continue
            worth = Fraction(points) * 100
            if least != greatest:
                worth = min(max(worth, least), greatest)
            low, high = low + worth, high + worth
    return (low, high) if most is None else (min(low, most), min(high, most))


def by_distance(rule: Node, done: Fraction, target: str) -> Fraction:
    """Return what being off a target costs, in cents."""
    goal = number(target)
    above = "每高" in rule or ("差距" in rule and "≤" in target)
    off = done - goal if above else goal - done
    if off <= 0:
        return Fraction(0)

    def wide(text: str) -> Fraction:
        return goal * number(text) / 100 if is_rate(text) and not is_rate(target) else number(text)

    if "差距" in rule:
        for text, points in rule["差距"].items():
            if text in REST or off <= wide(text.removesuffix("以内")):
                return Fraction(points) * 100
        return Fraction(0)
    a_step = Fraction(rule["每档"]) * 100
    first = Fraction(0)
    if "首档" in rule:
        first = Fraction(str(rule.get("首档分") or rule["每档"])) * 100
        off = max(Fraction(0), off - wide(rule["首档"]))
    width = rule["每低"] if "每低" in rule else rule["每高"]
    steps = off / wide(width)
    how = rule.get("不足一档", "不计")
    if how == "不计":
        steps = Fraction(steps.numerator // steps.denominator)
    elif how == "算一档":
        steps = Fraction(-(-steps.numerator // steps.denominator))
    return first + steps * a_step


def limited(
    sums: list[tuple[Fraction, Fraction | None]], limit: str | None, start: Fraction
) -> tuple[Fraction, Fraction | None]:
    """Add up rules, at most a limit in points or in percent of what it starts from."""
    low = sum((one for one, _ in sums), Fraction(0))
    highs = [one for _, one in sums]
    high = None if None in highs else sum((one for one in highs if one is not None), Fraction(0))
    if limit is None:
        return low, high
    most = start * number(limit) / 100 if limit.endswith("%") else Fraction(limit) * 100
    return min(low, most), most if high is None else min(high, most)


def plus_minus(measure: Node, entry: Any, points: int) -> Span:
    """Score 增减."""
    full = Fraction(points)
    start = Fraction(measure["基础分"]) * 100 if "基础分" in measure else full
    facts = entry.get("情况", {}) if isinstance(entry, dict) else {}
    if isinstance(entry, dict):
        facts = {**facts, **entry.get("审核情况", {})}
    alone = entry if isinstance(entry, str) else entry.get("审核", entry.get("自评"))
    losses = [by_rule(r, facts.get(n), None) for n, r in measure.get("减分", {}).items()]
    if any(key in measure for key in ("每次", "每低", "每高", "差距")):
        losses.append(by_rule(measure, alone, measure.get("目标")))
    gains = [by_rule(r, facts.get(n), None) for n, r in measure.get("增分", {}).items()]
    lost = limited(losses, measure.get("减分最多"), start)
    gained = limited(gains, measure.get("增分最多"), start)

    def kept(value: Fraction) -> Fraction:
        return min(full, value if measure.get("倒扣") == "true" else max(Fraction(0), value))

    best = kept(start + (full if gained[1] is None else gained[1]) - lost[0])
    worst = kept(Fraction(0)) if lost[1] is None else kept(start + gained[0] - lost[1])
    return worst, best


# --- conditions: 分档 and 等次 ---------------------------------------------------------------


def late(actual: str, target: str | None) -> int:
    """Return how many days after the deadline something was done."""
    if actual == "按时":
        return 0
    told = re.fullmatch(r"(晚|提前)([0-9]+)天", actual)
    if told is not None:
        return int(told[2]) * (1 if told[1] == "晚" else -1)
    asked = re.fullmatch(r"([0-9]{4})年([0-9]+)月([0-9]+)日前", target or "")
    assert asked is not None, target
    deadline = date(int(asked[1]), int(asked[2]), int(asked[3]))
    return (date.fromisoformat(actual) - deadline).days


def met(text: str, actual: str, target: str | None, base: str | None) -> bool:
    """Say whether a 完成值 meets a condition."""
    if text in REST:
        return True
    if text == "按时":
        return late(actual, target) <= 0
    delay = re.fullmatch(LATE, text)
    if delay is not None:
        days, low = late(actual, target), int(delay[1])
        if delay[2]:
            return low <= days <= int(delay[2])
        return days >= low if delay[3] == "以上" else days <= low
    if text.startswith("±"):
        planned = number(base or target or "")
        bounds = [Fraction(n) for n in re.findall(r"[0-9.]+", text)]
        away = abs(number(actual) - planned) * 100 / planned
        return (bounds[0] if len(bounds) > 1 else 0) <= away <= bounds[-1]
    bound = number(text)
    if text[0] == "≤":
        return number(actual) <= bound
    if text[0] == "<":
        return number(actual) < bound
    return number(actual) >= bound if re.search("[0-9]", text) else text == actual


def steps(measure: Node, entry: Any, points: int) -> Span:
    """Score 分档 whose steps are not numbers alone."""
    actual, base = (entry, None) if isinstance(entry, str) else (entry["自评"], entry.get("基数"))
    table = measure["分档"]
    best = max(Fraction(mark) for mark in table.values())
    for text, mark in table.items():
        if text == actual or (
            not (text.isalpha() and text not in (*REST, "按时"))
            and met(text, actual, measure.get("目标"), base)
        ):
            share = Fraction(mark) / best
            return points * share, points * share
    return Fraction(0), Fraction(0)


def grades(measure: Node, entry: Any, points: int) -> Span:
    """Score 等次: the first band that is reached, the last for all else."""
    bands = list(measure["等次"].items())
    numbers = [
        number(text) for _, text in bands if text[0] not in "按晚" and re.search(r"\d", text)
    ]
    less = len(numbers) > 1 and numbers[0] < numbers[-1]
    chosen = bands[-1][0]
    for name, text in bands[:-1]:
        if entry in (name, text):
            chosen = name
            break
        if re.search(r"\d|按时", text) and entry not in measure["等次"]:
            if text == "按时" or re.fullmatch(LATE, text):
                edge = 0 if text == "按时" else int(re.findall("[0-9]+", text)[-1])
                reached = late(entry, measure.get("目标")) <= edge
            else:
                low, _, high = text.partition("-")
                reached = (
                    number(entry) <= number(high or low) if less else number(entry) >= number(low)
                )
            if reached:
                chosen = name
                break
    earned = points * number(measure["得分率"][chosen]) / 100
    return earned, earned


# --- 评分 and 名次 ---------------------------------------------------------------------------


def raters(measure: Node, entry: Node, points: int) -> Span:
    """Score 评分: the weighted mean of the marks; who has not rated may give nothing or all."""
    full = Fraction(measure["评分满分"]) if "评分满分" in measure else Fraction(points, 100)
    weights = {who: number(weight) for who, weight in measure["评分人"].items()}
    low = high = Fraction(0)
    for who, weight in weights.items():
        mark = entry["评分"].get(who)
        low += weight * Fraction(mark or 0) / full
        high += weight * (1 if mark is None else Fraction(mark) / full)
    whole = sum(weights.values())
    return points * low / whole, points * high / whole


def standing(measure: Node, entry: Node, points: int) -> Span:
    """Score 名次 where the report tells what the others did."""
    if "不得分" in measure and number(entry["自评"]) == number(measure["不得分"]):
        return Fraction(0), Fraction(0)

    def adjusted(value: str, size: str | None) -> Fraction:
        for bound, factor in measure.get("系数", {}).items():
            assert size is not None
            if number(size) >= number(bound):
                return number(value) * Fraction(factor)
        return number(value)

    own = adjusted(entry["自评"], entry.get("规模"))
    others = [
        adjusted(o, None) if isinstance(o, str) else adjusted(o["数值"], o.get("规模"))
        for o in entry["各单位"].values()
    ]
    less = measure.get("以小为好") == "true"
    ahead = sum(other < own if less else other > own for other in others)
    known = len(others) - (own in others)
    unknown = max(0, int(measure.get("参评", known + 1)) - 1 - known)
    left = [_left(measure, place, points) for place in range(ahead + 1, ahead + 2 + unknown)]
    return min(left), max(left)


def _left(measure: Node, place: int, points: int) -> Fraction:
    off = max(0, place - int(measure["满分名次"])) * Fraction(measure.get("每名扣", "0")) * 100
    for span, cost in reversed(measure.get("分段扣", {}).items()):
        first, dash, last = span.partition("-")
        if int(first) <= place <= int(last or ("9999" if dash else first)):
            off = Fraction(cost) * 100
    return max(Fraction(0), points - off)


def attainment(measure: Node, entry: str, points: int) -> Span:
    """Score 达标 with a 容差."""
    goal = number(measure["目标"])
    near = abs(number(entry) - goal) * 100 <= goal * number(measure["容差"])
    return Fraction(points if near else 0), Fraction(points if near else 0)


RULES = {
    "增减": plus_minus,
    "等次": grades,
    "评分": raters,
    "分档": steps,
    "名次": standing,
    "达标": attainment,
}
