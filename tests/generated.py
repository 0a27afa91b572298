"""Made-up scorecards with reports, as YAML texts: every rule of a score, boundaries before all.

`texts` is deterministic (the same seed, the same files on every machine); `cases` is the same
generator driven by hypothesis. Points are counted in whole cents and values in Decimal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any, TypeGuard

from hypothesis import strategies as st

LEVELS = ("完成", "基本完成", "部分完成", "未完成", "0%", "37.5%", "80%", "99.99%", "100%")
UNITS = ("次", "人", "%", "", "万元", "元", "名")
BOUNDS = ("0", "1", "2", "3", "7", "8", "19", "40", "100", "0.1", "0.5", "2.5", "12.34")
TOTALS = ("100", "150", "10", "99.99", "1", "0.07", "33.33", "120.5")
DAYS = ("2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31")
MATTERS = {
    "重大事故": {"最高等次": "中"},
    "弄虚作假": {"最高等次": "差"},
    "失信": {"取消评优": "true"},
}
MONEY = {"万元": "元", "元": "万元"}
_PLAIN = re.compile(r"[\w≥≤.()/][\w≥≤.%()/-]*")

Mapping = dict[str, Any]


@dataclass
class Made:
    """A card with its reports, as the values that the YAML texts are written from."""

    card: Mapping
    reports: list[Mapping]
    lines: dict[str, Mapping] = field(default_factory=dict)
    """Every line that a report may fill in under 完成, in its long form."""

    def texts(self) -> tuple[str, list[str]]:
        """Return the YAML texts of the card and of its reports."""
        return write(self.card), [write(report) for report in self.reports]


# --- YAML ------------------------------------------------------------------------------------


def write(value: Mapping) -> str:
    """Write a mapping as YAML: blocks on the outside, small mappings in one line."""
    return "\n".join(_block(value)) + "\n"


def _block(value: Mapping) -> list[str]:
    rows = []
    for key, part in value.items():
        if isinstance(part, list) and part and any(_is_large(p) for p in part):
            rows.append(f"{_scalar(key)}:")
            for entry in part:
                first, *rest = _block(entry) or ["{}"]
                rows += [f"  - {first}", *(f"    {row}" for row in rest)]
        elif _is_large(part):
            rows += [f"{_scalar(key)}:", *(f"  {row}" for row in _block(part))]
        else:
            rows.append(f"{_scalar(key)}: {_flow(part)}")
    return rows


def _is_large(value: Any) -> bool:
    return isinstance(value, dict) and any(isinstance(p, dict | list) for p in value.values())


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(k)}: {_flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(v) for v in value) + "]"
    return _scalar(value)


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else "'" + text.replace("'", "''") + "'"


# --- points ----------------------------------------------------------------------------------


def points(cents: int) -> str:
    """Write cents as points: 150 → 1.5."""
    return plain(Decimal(cents) / 100)


def plain(number: Decimal) -> str:
    """Write a number without exponent and without zeros at its end."""
    return (
        format(number, "f").rstrip("0").rstrip(".") if "." in format(number, "f") else str(number)
    )


def _portions(random: Random, whole: int | None, count: int) -> list[int | None]:
    """Give 分值 to all, some or none of the parts of a whole, so that they add up."""
    how = random.choice(("all", "some", "none", "none"))
    if whole is None or how == "none" or whole < count:
        return [None] * count
    cuts = sorted(random.sample(range(1, whole), count - 1)) if count > 1 else []
    parts: list[int | None] = [b - a for a, b in zip([0, *cuts], [*cuts, whole], strict=True)]
    if how == "some" and count > 1:
        for index in random.sample(range(count), random.randint(1, count - 1)):
            parts[index] = None
    return parts


def _with_points(entry: Mapping, cents: int | None) -> Mapping:
    return entry if cents is None else {**entry, "分值": points(cents)}


# --- measures and what is reported on them ---------------------------------------------------


class _Maker:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.lines: dict[str, Mapping] = {}
        self.losing: dict[str, Mapping] = {}
        self.rated: list[list[list[str]]] = []
        self._count = 0

    def name(self, word: str) -> str:
        self._count += 1
        return f"{word}{self._count}"

    def target(self, signs: Sequence[str] = ("≥", ">", "≤", "<", "", "-")) -> str:
        sign, unit = self.random.choice(signs), self.random.choice(UNITS)
        bound = self.random.choice(BOUNDS)
        if sign == "-":
            upper = Decimal(bound) + Decimal(self.random.choice(("1", "0.01", "10")))
            return f"{bound}-{upper}{unit}"
        return sign + ("1" if (sign, bound) == ("<", "0") else bound) + unit

    def measure(self) -> Mapping | str:
        kind = self.random.choice(
            ("比例",) * 8
            + ("达标", "达标", "定性", "定性", "分档", "对比", "两级目标", "名次", "期限", "扣分")
        )
        match kind:
            case "比例":
                target = self.target()
                return target if self.random.random() < 0.7 else {"目标": target, "计分": "比例"}
            case "达标":
                target = self.random.choice((self.target(), "定性"))
                return {"目标": target, "计分": "达标"}
            case "定性":
                return self.random.choice(("定性", {"计分": "定性"}, {"目标": "定性"}))
            case "期限":
                return f"2024年{self.random.randint(1, 12)}月底前"
            case "分档":
                return {"计分": "分档", "分档": self.steps()}
            case "对比":
                wanted = self.random.choice(("低于", "高于"))
                entry = {"计分": "对比", "基数": "前三年平均值", "要求": wanted}
                otherwise = self.random.choice(("", "比例", "不得分", "酌情"))
                return {**entry, "未达": otherwise} if otherwise else entry
            case "两级目标":
                return self.two_targets()
            case "名次":
                return self.standing()
        return self.deduction()

    def steps(self) -> Mapping:
        bounds = sorted(self.random.sample(range(100), 3), reverse=True)
        marks = sorted(self.random.sample(range(1, 9), 3), reverse=True)
        sign, unit = self.random.choice("≥>"), self.random.choice(("%", "次", ""))
        return {f"{sign}{b}{unit}": str(m) for b, m in zip(bounds, marks, strict=True)}

    def two_targets(self) -> Mapping:
        low, high = sorted(self.random.sample(range(1, 60), 2))
        unit, part = self.random.choice(UNITS), self.random.choice(("80%", "60%", "0%", "100%"))
        less = self.random.random() < 0.4
        first, second = (f"≤{high}", f"≤{low}") if less else (f"≥{low}", f"≥{high}")
        bounds = {"达标值": first + unit, "争取值": second + unit}
        return {"计分": "两级目标", **bounds, "达标得分率": part}

    def standing(self) -> Mapping:
        entry: Mapping = {"计分": "名次", "满分名次": str(self.random.randint(0, 3))}
        entry["每名扣"] = self.random.choice(("0.2", "0.03", "1"))
        if self.random.random() < 0.5:
            entry["分段扣"] = {"6-10": "0.5", "11": self.random.choice(("0.75", "20"))}
        return entry

    def deduction(self) -> Mapping:
        entry: Mapping = {"计分": "扣分", "每次": self.random.choice(("0.5", "0.01", "3"))}
        if self.random.random() < 0.5:
            entry["加重"] = {"特别重大": self.random.choice(("1", "5"))}
        if self.random.random() < 0.7:
            entry["最多"] = self.random.choice(("5", "0.75", "40"))
        return entry

    # --- the card ---

    def card(self) -> Mapping:
        random = self.random
        total = int(Decimal(random.choice(TOTALS)) * 100)
        count = random.choice((1, 1, 1, 1, 2, 2, 3, 4))
        shares = _portions(random, total, count)
        card: Mapping = {"类型": "目标绩效指标", "单位": "甲县委", "简称": "甲", "年度": "2024"}
        card["总分"] = points(total)
        scale = random.choice(("", "团区委绩效标准", "财政项目自评"))
        card |= {"等次标准": scale} if scale else {}
        if random.random() < 0.4:
            card["加分"] = {"上限": random.choice(("5", "0.5", "50"))}
        if random.random() < 0.3:
            matters = random.sample(sorted(MATTERS), 2)
            card["一票否决"] = [{"事项": matter, **MATTERS[matter]} for matter in matters]
        card["部分"] = [self.section(share) for share in shares]
        return card

    def section(self, share: int | None) -> Mapping:
        section = _with_points({"名称": self.name("部分")}, share)
        match self.random.choice(("items",) * 6 + ("loses", "rated", "judged")):
            case "rated":
                return section | {"计分": "评议", "内容": "评价分。"} | self.inside(section, share)
            case "judged":
                self.lines[section["名称"]] = {"计分": "定性"}
                return section | {"内容": "整体评定。"}
            case "loses":
                return section | {"计分": "扣分", "类别": [self.guarantee()]}
        shares = _portions(self.random, share, self.random.choice((1, 1, 1, 1, 2, 3)))
        section |= {"类别": [self.category(s) for s in shares]}
        return self.unsaid(section, shares)

    def inside(self, section: Mapping, share: int | None) -> Mapping:
        """Make the 类别 and 条目 of a 部分 by 评议, where it has any; note what may be rated."""
        ways = [[section["名称"]]]
        self.rated.append(ways)
        if self.random.random() < 0.6:
            return {}
        categories = []
        for cents in _portions(self.random, share, self.random.choice((1, 2))):
            portions = _portions(self.random, cents, 2)
            items = [
                _with_points({"编号": self.name("条目"), "内容": "评价。"}, p) for p in portions
            ]
            name = self.name("类别")
            categories.append(_with_points({"名称": name}, cents) | {"条目": items})
            ways += [[name], [item["编号"] for item in items], [items[-1]["编号"]]]
        ways.append([category["名称"] for category in categories])
        return {"类别": categories}

    def guarantee(self) -> Mapping:
        lines = []
        for _ in range(self.random.choice((1, 1, 2, 3))):
            name = self.name("保障")
            line: Mapping = {"编号": name, "内容": "保障工作。"}
            if self.random.random() < 0.8:
                line["分值"] = self.random.choice(("1", "0.5", "2"))
            self.losing[name] = {}
            count = self.random.choice((0, 0, 1, 2))
            measures = {self.name("考核点"): self.deduction() for _ in range(count)}
            if measures:
                line["考核点"] = measures
                self.losing |= measures
            if count == 1:
                self.losing[name] = next(iter(measures.values()))
            lines.append(line)
        return {"名称": "保障", "条目": lines}

    def category(self, share: int | None) -> Mapping:
        """Make items; the first always earns, for a category cannot only lose."""
        count = self.random.choice((1, 1, 1, 1, 1, 2, 2, 2, 3, 7))
        shares = _portions(self.random, share, count)
        entry: Mapping = {"名称": self.name("类别")} if self.random.random() < 0.8 else {}
        items = [self.item(s) for s in shares]
        if self.random.random() < 0.15:
            name = self.name("案件")
            loss = self.deduction()
            own = self.name("条目")
            item = {"编号": own, "内容": "案事件。", "考核点": {name: loss}}
            self.losing |= {name: loss, own: loss}
            items.append(item)
        return self.unsaid(_with_points(entry, share) | {"条目": items}, shares)

    def unsaid(self, entry: Mapping, shares: list[int | None]) -> Mapping:
        """Leave out a 分值 now and then where those below add up to it."""
        if None not in shares and self.random.random() < 0.3:
            entry.pop("分值", None)
        return entry

    def item(self, share: int | None) -> Mapping:
        name = self.name("条目")
        item = _with_points({"编号": name, "内容": "开展活动。"}, share)
        if self.random.random() < 0.1:
            self.lines[name] = {"计分": "定性"}
            return item
        written: list[Mapping | str] = [
            self.measure() for _ in range(self.random.choice((1, 1, 1, 1, 2, 3)))
        ]
        if all(_loses(measure) for measure in written):
            written[0] = self.target()
        earning = sum(not _loses(measure) for measure in written)
        portions = _portions(self.random, share, earning)
        shares = iter(portions)
        measures: Mapping = {}
        for measure in written:
            same = self.random.random() < 0.05 and name not in measures
            own = name if same else self.name("考核点")
            if _loses(measure):
                measures[own] = self.losing[own] = measure
                continue
            cents = next(shares)
            long = _long(measure)
            measures[own] = measure if cents is None else _with_points(long, cents)
            self.lines[own] = long
        return self.unsaid(item | {"考核点": measures}, portions)

    # --- the reports ---

    def report(self, day: str, thorough: bool) -> Mapping:
        random = self.random
        report: Mapping = {"类型": "完成情况", "单位": "甲", "年度": "2024", "截至": day}
        chance = 0.95 if thorough else 0.5
        told = {n: self.result(m) for n, m in self.lines.items() if random.random() < chance}
        report |= {"完成": told} if told else {}
        losses = [self.loss() for _ in range(random.choice((0, 0, 1, 2, 4)))]
        losses = [loss for loss in losses if loss]
        report |= {"扣分": losses} if losses else {}
        named = len(self.rated) > 1 or random.random() < 0.5
        rated = [n for ways in self.rated if random.random() < chance for n in random.choice(ways)]
        if rated and (named or rated == self.rated[0][0]):
            report["评议"] = [
                entry | ({"指标": name} if named else {})
                for name in rated
                for entry in self.opinions()
            ]
        if random.random() < 0.3:
            marks = random.choice((("1",), ("0.25", "3"), ("0.01",)))
            report["加分"] = [
                {"项目": f"表彰{n}", "分值": m} | ({"佐证": ["表彰.md"]} if n % 3 else {})
                for n, m in enumerate(marks)
            ]
        if random.random() < 0.2:
            report["一票否决"] = [{"事项": random.choice(sorted(MATTERS)), "原因": "查实"}]
        return report

    def result(self, measure: Mapping) -> Mapping | str:
        random = self.random
        if random.random() < 0.08:
            return {"不适用": "没有这类机构"}
        value = self.actual(measure)
        based = measure.get("计分") == "对比" and random.random() < 0.9
        if not based and random.random() < 0.7:
            return value
        entry: Mapping = {"自评": value}
        if random.random() < 0.4:
            entry["审核"] = self.actual(measure)
        if based:
            entry |= {"基数": random.choice(("0", "5", "7.5")), "基数来源": "统计公报"}
        return entry

    def actual(self, measure: Mapping) -> str:
        method = measure.get("计分", "")
        target = measure.get("目标", "")
        if target.endswith("月前"):  # of the very month it is not said whether it is taken in
            months = (n for n in range(1, 13) if n != int(target.removesuffix("月前")))
            return f"{self.random.choice([*months])}月"
        if target in ("及时", "专款专用"):
            return self.random.choice((target, "达成预期指标", *LEVELS))
        if target.endswith("底前"):
            return f"2024-{self.random.randint(1, 12):02}-{self.random.choice((1, 15, 28)):02}"
        if method == "分档":
            return self.near(self.random.choice(sorted(measure["分档"])))
        if method == "两级目标":
            return self.near(measure[self.random.choice(("达标值", "争取值"))])
        if method == "名次":
            return f"第{self.random.randint(1, 14)}名"
        if method == "对比":
            return self.random.choice(("0", "4", "5", "7.5", "7.51", "20"))
        return self.random.choice(LEVELS) if target in ("", "定性") else self.near(target)

    def near(self, target: str) -> str:
        """Return a 完成值 about a target: on it, beside it, far from it, in its unit or none."""
        match = re.fullmatch(r"[=≥>≤<]?([0-9.]+)(?:-([0-9.]+))?(\D*)", target)
        assert match is not None, target
        bound, unit = Decimal(self.random.choice((match[1], match[2] or match[1]))), match[3]
        steps = ("0", "0", "1", "-1", "0.01", "-0.01", "5", "-5")
        value = bound + Decimal(self.random.choice(steps))
        value = self.random.choice((value,) * 6 + (bound * 10, bound / 2, Decimal(0)))
        value = max(value, Decimal(0))
        if unit in MONEY and self.random.random() < 0.3:
            factor = Decimal(10000) if unit == "万元" else Decimal("0.0001")
            return plain(value * factor) + MONEY[unit]
        if self.random.random() < 0.2 and value == value.to_integral():
            return f"{int(value):,}{unit}"
        return plain(value) + self.random.choice((unit, unit, ""))

    def loss(self) -> Mapping:
        names = [*self.losing, *self.losing, *self.lines]
        names = [n for n in names if not n.startswith("部分")]
        if not names:
            return {}
        name = self.random.choice(names)
        rules = self.losing.get(name, {})
        entry: Mapping = {"指标": name, "原因": "查实"}
        free = "每次" not in rules or self.random.random() < 0.3
        if free:
            return entry | {"分值": self.random.choice(("0.5", "0.01", "1", "8"))}
        if "加重" in rules and self.random.random() < 0.4:
            entry["情形"] = "特别重大"
        return entry | (
            {"次数": str(self.random.randint(1, 3))} if self.random.random() < 0.5 else {}
        )

    def opinions(self) -> list[Mapping]:
        entries: list[Mapping] = []
        for index in range(self.random.randint(1, 3)):
            entry = {"来源": f"代表{index}", "得分": self.random.choice(("0", "92", "87.5", "100"))}
            if self.random.random() < 0.8:
                entry["人数"] = str(self.random.choice((1, 7, 30)))
            if self.random.random() < 0.5:
                entry["权重"] = self.random.choice(("0.3", "1", "70"))
            entries.append(entry)
        return entries


def _long(measure: Mapping | str) -> Mapping:
    return {"目标": measure} if isinstance(measure, str) else measure


def _loses(measure: Mapping | str) -> TypeGuard[Mapping]:
    return isinstance(measure, dict) and measure.get("计分") == "扣分"


def make(random: Random, reports: int | None = None) -> Made:
    """Make one card with its reports, which come in no order."""
    maker = _Maker(random)
    card = maker.card()
    count = random.choice((0, 1, 1, 1, 2, 2, 3)) if reports is None else reports
    days = random.sample(DAYS, count)
    thorough = random.random() < 0.6
    return Made(card, [maker.report(day, thorough) for day in days], maker.lines)


def texts(seed: int) -> tuple[str, list[str]]:
    """Return a card and its reports as YAML texts, the same ones for the same seed."""
    return make(Random(seed)).texts()


def cases(reports: int | None = None) -> st.SearchStrategy[Made]:
    """Draw a card with its reports; hypothesis decides every choice, so failures shrink."""
    return st.randoms(use_true_random=False).map(lambda random: make(random, reports))
