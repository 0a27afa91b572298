"""A second scorer, written from format.md and domain.md alone: slow, plain, exact fractions.

It imports nothing from the project. What goes in are the documents as a YAML parser without any
types reads them (dict, list, str); what comes out is a tree of dicts whose points and scores are
whole cents, so that nothing is ever rounded twice.
"""

import re
from fractions import Fraction
from math import floor
from typing import Any

Node = dict[str, Any]

SCALES = {
    "团区委绩效标准": {"优": 90, "良": 85, "中": 60},
    "财政项目自评": {"优": 90, "良": 80, "中": 60},
}
JUDGED = {"计分": "定性"}
YEAR = 2024
LEVELS = {"完成": 100, "基本完成": 80, "部分完成": 60, "未完成": 0}


# --- numbers ---------------------------------------------------------------------------------


def half_up(value: Fraction) -> int:
    """Return the whole number nearest to the value; a half goes up."""
    return floor(value + Fraction(1, 2))


def cents(text: str) -> int:
    """Read points such as 1.43."""
    value = Fraction(text) * 100
    assert value.denominator == 1, text
    return int(value)


def share(total: int, weights: list[Fraction], gone: list[bool] | None = None) -> list[int]:
    """Share cents by weight: whole cents first, the rest by largest remainder, earlier first.

    What is gone gets nothing; when nobody has any weight, all that are left weigh the same.
    """
    out = gone or [False] * len(weights)
    if all(out):
        return [0] * len(weights)
    weights = [Fraction(0) if o else w for w, o in zip(weights, out, strict=True)]
    if not sum(weights):
        weights = [Fraction(not o) for o in out]
    exact = [total * weight / sum(weights) for weight in weights]
    parts = [floor(part) for part in exact]
    order = sorted(range(len(parts)), key=lambda n: (parts[n] - exact[n], n))
    for n in order[: total - sum(parts)]:
        parts[n] += 1
    return parts


# --- what is written -------------------------------------------------------------------------


def read(text: str) -> tuple[Fraction, str]:
    """Read a number with its unit; money is counted in 元."""
    match = re.fullmatch(r"([0-9,]+(?:\.[0-9]+)?)(.*)", text)
    assert match is not None, text
    value, unit = Fraction(match[1].replace(",", "")), match[2]
    return (value * 10000, "元") if unit == "万元" else (value, unit)


def in_unit(text: str, target_unit: str, written_unit: str) -> Fraction:
    """Read a 完成值; without a unit of its own it is counted in the one written in the target."""
    value, unit = read(text)
    if unit == "" and written_unit == "万元":
        return value * 10000
    assert unit in ("", target_unit), (text, target_unit)
    return value


def read_target(text: str) -> tuple[str, Fraction, Fraction, str, str]:
    """Read a target: comparator, lower and upper bound, unit, unit as written."""
    between = re.fullmatch(r"([0-9.]+)-([0-9.]+)(\D*)", text)
    if between is not None:
        low, unit = read(between[1] + between[3])
        high, _ = read(between[2] + between[3])
        return "-", low, high, unit, between[3]
    sign = text[0] if text[0] in "≥>≤<" else ""
    bound, unit = read(text[len(sign) :])
    written = re.sub(r"^[0-9.,]+", "", text[len(sign) :])
    if sign == "" and bound == 0:
        sign = "≤"  # 0起 wants none
    return sign, bound, bound, unit, written


def deadline(text: str) -> tuple[int, int, int] | None:
    """Read ``2024年6月底前``, ``6月底前`` and ``6月前``, which does not take in June.

    A month ends on its 31st, which no day of it comes after. The documents here are of 2024.
    """
    match = re.fullmatch(r"(?:(\d{4})年)?(\d{1,2})月(底?)前", text)
    if match is None:
        return None
    return int(match[1] or YEAR), int(match[2]) - (not match[3]), 31


# --- the methods: each returns the share of the points ---------------------------------------


def meets(actual: Fraction, sign: str, low: Fraction, high: Fraction) -> bool:
    """Say whether a number meets a target; a bare number asks for at least as much."""
    if sign == "-":
        return low <= actual <= high
    if sign == ">":
        return actual > low
    if sign == "<":
        return actual < low
    if sign == "≤":
        return actual <= low
    return actual >= low


def proportion(target: str, actual: str) -> Fraction:
    """Score 比例."""
    sign, low, high, unit, written = read_target(target)
    done = in_unit(actual, unit, written)
    if meets(done, sign, low, high):
        return Fraction(1)
    if sign in ("≤", "<") or (sign == "-" and done > high):
        if high == 0 or done == 0:
            return Fraction(0)
        return min(Fraction(1), high / done)
    if low == 0:
        return Fraction(0)
    return min(Fraction(1), done / low)


def attainment(target: str, actual: str) -> Fraction:
    """Score 达标."""
    last_day = deadline(target)
    if last_day is not None:
        if actual.endswith("月"):
            return Fraction((YEAR, int(actual.removesuffix("月")), 31) <= last_day)
        year, month, day = actual.split("-")
        return Fraction((int(year), int(month), int(day)) <= last_day)
    if target == "定性":
        return Fraction(qualitative(actual) == 1)
    sign, low, high, unit, written = read_target(target)
    return Fraction(meets(in_unit(actual, unit, written), sign, low, high))


def qualitative(actual: str, target: str = "定性") -> Fraction:
    """Score 定性 by the four levels; the target's own words and those of the forms are full."""
    if actual in (target, "达成预期指标"):
        return Fraction(1)
    if actual in LEVELS:
        return Fraction(LEVELS[actual], 100)
    return Fraction(actual.removesuffix("%")) / 100


def steps(table: dict[str, str], actual: str) -> Fraction:
    """Score 分档: the first step that is reached, out of the highest mark."""
    best = max(Fraction(mark) for mark in table.values())
    for target, mark in table.items():
        sign, low, high, unit, written = read_target(target)
        if meets(in_unit(actual, unit, written), sign, low, high):
            return Fraction(mark) / best
    return Fraction(0)


def comparison(measure: Node, actual: str, base: str) -> Fraction:
    """Score 对比."""
    done, _ = read(actual)
    against, _ = read(base)
    less = measure["要求"] == "低于"
    if done == against or (done < against) == less:
        return Fraction(1)
    beyond = measure.get("未达", "比例")
    if beyond == "酌情":
        return Fraction(1)
    if beyond == "不得分":
        return Fraction(0)
    return against / done if less else done / against


def two_targets(measure: Node, actual: str) -> Fraction:
    """Score 两级目标."""
    sign, first, _, unit, written = read_target(measure["达标值"])
    _, second, _, _, _ = read_target(measure["争取值"])
    done = in_unit(actual, unit, written)
    floor_share = Fraction(measure["达标得分率"].removesuffix("%")) / 100
    less = sign in ("≤", "<")
    if (done <= second) if less else (done >= second):
        return Fraction(1)
    if (done <= first) if less else (done >= first):
        return floor_share + (1 - floor_share) * (done - first) / (second - first)
    return floor_share * (first / done if less else done / first)


def standing(measure: Node, actual: str, points: int) -> Fraction:
    """Score 名次 from a place that is known."""
    match = re.fullmatch(r"第(\d+)名", actual)
    assert match is not None, actual
    place, full = int(match[1]), int(measure["满分名次"])
    off = max(0, place - full) * Fraction(measure.get("每名扣", "0"))
    for span, cost in measure.get("分段扣", {}).items():
        first, _, last = span.partition("-")
        if int(first) <= place <= int(last or first):
            off = Fraction(cost)
    return max(Fraction(0), 1 - off * 100 / points) if points else Fraction(0)


def opinions(entries: list[Node]) -> Fraction:
    """Score 评议: by 权重 if all have one, else by 人数 if all have one, else equally."""
    weights = [Fraction(1)] * len(entries)
    for key in ("人数", "权重"):
        if all(key in entry for entry in entries):
            weights = [Fraction(entry[key]) for entry in entries]
    if not sum(weights):
        weights = [Fraction(1)] * len(entries)
    marks = [Fraction(entry["得分"]) for entry in entries]
    total = sum((w * m for w, m in zip(weights, marks, strict=True)), Fraction(0))
    return total / sum(weights) / 100


# --- reports ---------------------------------------------------------------------------------


def merge(card: Node, reports: list[Node]) -> Node:
    """Lay reports over each other, the earliest first: what a later one names, it replaces."""
    told: Node = {"reported": bool(reports), "完成": {}, "扣分": {}, "评议": {}, "加分": {}}
    told["一票否决"] = {}
    for report in sorted(reports, key=lambda r: str(r["截至"])):
        told["完成"].update(report.get("完成", {}))
        losses: dict[str, list[Node]] = {}
        for entry in report.get("扣分", []):
            losses.setdefault(line_of(card, entry["指标"]), []).append(entry)
        told["扣分"].update(losses)
        opinions: dict[str, list[Node]] = {}
        for entry in report.get("评议", []):
            opinions.setdefault(entry.get("指标") or only_rated(card), []).append(entry)
        for name in opinions:
            for other in relatives(card, name):
                told["评议"].pop(other, None)
        told["评议"].update(opinions)
        told["加分"].update({entry["项目"]: entry for entry in report.get("加分", [])})
        told["一票否决"].update({entry["事项"]: entry for entry in report.get("一票否决", [])})
    return told


def items_of(card: Node) -> list[Node]:
    """Return every 条目."""
    return [i for s in card["部分"] for c in s.get("类别", []) for i in c["条目"]]


def line_of(card: Node, name: str) -> str:
    """Return the line that a 扣分 is about: an item's only measure, if that is a 扣分."""
    for item in items_of(card):
        measures = item.get("考核点", {})
        if item["编号"] == name and len(measures) == 1 and only_losses(item):
            return str(next(iter(measures)))
    return name


def only_rated(card: Node) -> str:
    """Return the name of the one 部分 by 评议."""
    (name,) = [s["名称"] for s in card["部分"] if s.get("计分") == "评议"]
    return str(name)


def names_in(part: Node) -> list[str]:
    """Return the names of everything in a part."""
    inner = [*part.get("类别", []), *part.get("条目", [])]
    return [name for one in inner for name in (name_of(one), *names_in(one))]


def name_of(part: Node) -> str:
    """Return what a part is called."""
    return str(part.get("名称", part.get("编号", "")))


def relatives(card: Node, name: str) -> list[str]:
    """Return the names of the parts that a part is in, and of those in it."""
    parts = [s for s in card["部分"] if s.get("计分") == "评议"]
    parts += [c for s in parts for c in s.get("类别", [])]
    around = [name_of(part) for part in parts if name in names_in(part)]
    return around + [n for part in parts if name_of(part) == name for n in names_in(part)]


def actual_of(entry: Any) -> str | None:
    """Return the 完成值 that counts: 审核 before 自评."""
    if isinstance(entry, str):
        return entry
    written = entry.get("审核", entry.get("自评"))
    return None if written is None else str(written)


def does_not_apply(entry: Any) -> bool:
    """Say whether a line was reported as 不适用."""
    return isinstance(entry, dict) and "不适用" in entry


# --- the tree --------------------------------------------------------------------------------


def measure_of(written: Any) -> Node:
    """Return the long form of a measure, with its method."""
    measure = {"目标": written} if isinstance(written, str) else dict(written)
    if "计分" not in measure:
        target = measure.get("目标", "定性")
        dated = deadline(target) is not None
        words = not re.search(r"\d", target)
        measure["计分"] = "定性" if words else "达标" if dated else "比例"
    return measure


def is_loss(written: Any) -> bool:
    """Say whether a measure can only lose points."""
    return bool(measure_of(written)["计分"] == "扣分")


def only_losses(item: Node) -> bool:
    """Say whether an item has measures and all of them can only lose points."""
    measures = item.get("考核点", {})
    return bool(measures) and all(is_loss(m) for m in measures.values())


def declared(part: Node) -> int | None:
    """Return the points written for a part: its own, else those of its parts if all have some."""
    if "分值" in part:
        return cents(part["分值"])
    if part.get("计分") == "扣分":
        return None
    below = [*part.get("类别", []), *(i for i in part.get("条目", []) if not only_losses(i))]
    below += [measure_of(m) for m in part.get("考核点", {}).values() if not is_loss(m)]
    given = [declared(one) for one in below]
    written = [points for points in given if points is not None]
    return sum(written) if below and len(written) == len(given) else None


def weights(whole: int, parts: list[Node]) -> list[Fraction]:
    """Weigh parts: by 分值 where given; the others split what is left of the whole."""
    given = [declared(part) for part in parts]
    left = whole - sum(g for g in given if g is not None)
    count = sum(g is None for g in given)
    return [Fraction(left, count) if g is None else Fraction(g) for g in given]


def node(name: str, points: int | None, low: int, high: int, parts: list[Node]) -> Node:
    """Return one line of the tree."""
    return {"name": name, "points": points, "low": low, "high": high, "parts": parts}


class Scorer:
    """One card with what its reports say."""

    def __init__(self, card: Node, reports: list[Node]) -> None:
        """Take the documents as a parser without types reads them."""
        self.card = card
        self.told = merge(card, reports)

    def root(self) -> Node:
        """Score the whole card."""
        sections = self.card["部分"]
        total = cents(self.card["总分"])
        shares = share(total, weights(total, sections))
        parts = [self.section(s, p) for s, p in zip(sections, shares, strict=True)]
        full = sum(p["points"] for p in parts)
        if "加分" in self.card and self.told["加分"]:
            proven = [e for e in self.told["加分"].values() if e.get("佐证")]
            given = sum((cents(entry["分值"]) for entry in proven), Fraction(0))
            gain = min(given, cents(self.card["加分"]["上限"]))
            low = min(gain, full - sum(p["low"] for p in parts))
            high = min(gain, full - sum(p["high"] for p in parts))
            parts.append(node("加分", None, low, high, []))
        return self.summed(self.card["简称"], full, parts)

    def summed(self, name: str, points: int | None, parts: list[Node]) -> Node:
        """Return the line that is the sum of its parts."""
        low, high = sum(p["low"] for p in parts), sum(p["high"] for p in parts)
        return node(name, points, low, high, parts)

    def section(self, section: Node, points: int) -> Node:
        """Score one 部分."""
        name = section["名称"]
        if section.get("计分") == "评议":
            return self.rated(section, points)
        if section.get("计分") == "扣分":
            return self.guarantee(section, points)
        if "类别" not in section:
            return self.line(name, JUDGED, points)
        shares = share(points, weights(points, section["类别"]))
        parts = [self.category(c, p) for c, p in zip(section["类别"], shares, strict=True)]
        return self.summed(name, sum(p["points"] for p in parts), parts)

    def guarantee(self, section: Node, points: int) -> Node:
        """Score a 部分 that starts from full and only loses."""
        if not self.told["reported"]:
            return node(section["名称"], points, 0, points, [])
        left = points
        parts = []
        for category in section["类别"]:
            lost = []
            for item in category["条目"]:
                most = cents(item["分值"]) if "分值" in item else left
                for name, measure in self.losses({"条目": [item]}) or [(item["编号"], {})]:
                    own = cents(measure["最多"]) if "最多" in measure else None
                    off = min(self.loss(name, measure, own), most, left)
                    left, most = left - off, most - off
                    lost.append(node(name, None, -off, -off, []))
            parts.append(self.summed(category.get("名称", ""), None, lost))
        return node(section["名称"], points, left, left, parts)

    def rated(self, part: Node, points: int) -> Node:
        """Score a part by what is thought of it, else by what is thought of the parts in it."""
        name, told = name_of(part), self.told["评议"]
        if name in told:
            earned = half_up(points * opinions(told[name]))
            return node(name, points, earned, earned, [])
        if not any(inner in told for inner in names_in(part)):
            return node(name, points, 0, points, [])
        inner = [*part.get("类别", []), *part.get("条目", [])]
        shares = share(points, weights(points, inner))
        parts = [self.rated(one, p) for one, p in zip(inner, shares, strict=True)]
        return self.summed(name, points, parts)

    def loss(self, name: str, measure: Node, most: int | None) -> int:
        """Add up what the reports take off on one line, at most its own limit."""
        lost = 0
        for entry in self.told["扣分"].get(name, []):
            times = int(entry.get("次数", "1"))
            if "分值" in entry:
                lost += cents(entry["分值"])
            elif "情形" in entry:
                lost += cents(measure["加重"][entry["情形"]]) * times
            else:
                lost += cents(measure["每次"]) * times
        return lost if most is None else min(lost, most)

    def category(self, category: Node, points: int) -> Node:
        """Score one 类别: its items earn, then deductions take off, never below nothing."""
        earning = [item for item in category["条目"] if not only_losses(item)]
        usual = weights(points, earning)
        gone = [not self.applies(item) for item in earning]
        if all(gone):
            points = 0
        shares, before = share(points, usual, gone), share(cents_of(usual), usual)
        parts = [self.item(item, p, b) for item, p, b in zip(earning, shares, before, strict=True)]
        low, high = sum(p["low"] for p in parts), sum(p["high"] for p in parts)
        for name, measure in self.losses(category):
            most = cents(measure["最多"]) if "最多" in measure else None
            lost = self.loss(name, measure, most)
            parts.append(node(name, None, -min(lost, low), -min(lost, high), []))
            low, high = max(0, low - lost), max(0, high - lost)
        return self.summed(category.get("名称", ""), points, parts)

    def losses(self, category: Node) -> list[tuple[str, Node]]:
        """Name every line of a category that may lose points, with its rules, in order."""
        found: list[tuple[str, Node]] = []
        for item in category["条目"]:
            measures = item.get("考核点", {})
            for name, written in measures.items():
                if is_loss(written):
                    found.append((name, written))
                elif name in self.told["扣分"]:
                    found.append((name, {}))
            if item["编号"] in self.told["扣分"] and item["编号"] not in measures:
                found.append((item["编号"], {}))
        return found

    def applies(self, item: Node) -> bool:
        """Say whether anything of an item that earns is left."""
        names = [n for n, m in item.get("考核点", {}).items() if not is_loss(m)] or [item["编号"]]
        return not all(does_not_apply(self.told["完成"].get(name)) for name in names)

    def item(self, item: Node, points: int, usual: int) -> Node:
        """Score one 条目; ``usual`` are its points when every line applies."""
        measures = {n: measure_of(m) for n, m in item.get("考核点", {}).items() if not is_loss(m)}
        if not measures:
            return self.summed(item["编号"], points, [self.line(item["编号"], JUDGED, points)])
        weighed = weights(usual, list(measures.values()))
        gone = [does_not_apply(self.told["完成"].get(name)) for name in measures]
        shares = share(points, weighed, gone)
        parts = [self.line(n, m, p) for (n, m), p in zip(measures.items(), shares, strict=True)]
        return self.summed(item["编号"], points, parts)

    def line(self, name: str, measure: Node, points: int) -> Node:
        """Score one line by what was reported on it."""
        entry = self.told["完成"].get(name)
        if does_not_apply(entry):
            return node(name, 0, 0, 0, [])
        if entry is None or (measure["计分"] == "对比" and "基数" not in entry):
            return node(name, points, 0, points, [])
        actual = actual_of(entry)
        assert actual is not None
        earned = half_up(points * self.ratio(measure, actual, entry, points))
        return node(name, points, earned, earned, [])

    def ratio(self, measure: Node, actual: str, entry: Any, points: int) -> Fraction:
        """Ask the method for the share of the points."""
        match measure["计分"]:
            case "比例":
                return proportion(measure["目标"], actual)
            case "达标":
                return attainment(measure["目标"], actual)
            case "定性":
                return qualitative(actual)
            case "分档":
                return steps(measure["分档"], actual)
            case "对比":
                return comparison(measure, actual, entry["基数"])
            case "两级目标":
                return two_targets(measure, actual)
            case "名次":
                return standing(measure, actual, points)
        raise AssertionError(measure)


def cents_of(parts: list[Fraction]) -> int:
    """Return the sum of weights that are cents."""
    total = sum(parts, Fraction(0))
    assert total.denominator == 1
    return int(total)


# --- the result ------------------------------------------------------------------------------


def grade(rate: int, bounds: dict[str, int]) -> str:
    """Return the grade of a rate in hundredths of a percent."""
    return next((name for name, bound in bounds.items() if rate >= bound * 100), "差")


def score(card: Node, reports: list[Node]) -> Node:
    """Score a card: the tree, the rate in hundredths of a percent, and the possible grades."""
    scorer = Scorer(card, reports)
    root = scorer.root()
    bounds = SCALES[card.get("等次标准", "团区委绩效标准")]
    full = root["points"]
    if not full:  # all 不适用: nothing to rate, nothing to grade
        return {"tree": root, "rates": [None, None], "grades": []}
    ends = (root["low"], root["high"])
    rates = [half_up(Fraction(end * 10000, full)) for end in ends]
    order = [*bounds, "差"]
    first, last = (order.index(grade(rate, bounds)) for rate in reversed(rates))
    possible = order[first : last + 1]
    for rule in card.get("一票否决", []):
        if rule["事项"] in scorer.told["一票否决"] and "最高等次" in rule:
            cap = order.index(rule["最高等次"])
            possible = [order[max(order.index(g), cap)] for g in possible]
    result = {"tree": root, "rates": rates, "grades": sorted(set(possible), key=order.index)}
    assert_exact(result)
    return result


def assert_exact(value: Any) -> None:
    """Refuse a float anywhere."""
    assert not isinstance(value, float), value
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            assert_exact(part)
