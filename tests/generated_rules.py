"""Made-up rows with rules of their own and what is told of them, for both scorers."""

from __future__ import annotations

from random import Random
from typing import Any

Row = tuple[dict[str, Any], Any]
"""A 考核点 in its long form, and what a report says about it."""
NUMBERS = ("0", "1", "2", "3", "7", "9.5", "12.4", "64", "79.99", "80", "88", "96.4", "100", "101")
POINTS = ("0.5", "1", "1.5", "2", "3")


def row(seed: int) -> Row:
    """Return a row: the same seed, the same row on every machine."""
    random = Random(seed)
    make = random.choice(
        (_inline, _by_distance, _named, _named, _bands, _raters, _standing, _steps)
    )
    return make(random)


def points(seed: int) -> str:
    """Return the points of a row."""
    return Random(-seed - 1).choice(("1", "5", "7", "12", "12.5", "0.07", "20"))


def _count(random: Random) -> str:
    return f"{random.choice(('0', '1', '2', '3', '4', '8'))}{random.choice(('', '次', '处'))}"


def _inline(random: Random) -> Row:
    measure = {"计分": "增减", "每次": random.choice(POINTS)} | _limits(random)
    if random.random() < 0.3:
        measure["最多"] = random.choice(POINTS)
    return measure, _count(random)


def _limits(random: Random) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if random.random() < 0.2:
        found["倒扣"] = "true"
    if random.random() < 0.2:
        found["减分最多"] = random.choice(("2", "5", "50%"))
    if random.random() < 0.3:
        found["基础分"] = random.choice(("0", "4", "10"))
    return found


def _distance(random: Random) -> dict[str, Any]:
    unit = random.choice(("%", "场"))
    low = random.random() < 0.7
    rule: dict[str, Any] = {
        "目标": f"{'≥' if low else '≤'}{random.choice(('85', '90', '100'))}{unit}"
    }
    if random.random() < 0.3:
        rule["差距"] = {"5%以内": "1", "15%以内": "3", "其余": "5"}
        return rule
    width = random.choice(("1%", "3%", "4个百分点", "7%" if unit == "%" else "2场"))
    rule |= {"每低" if low else "每高": width, "每档": random.choice(POINTS)}
    if random.random() < 0.5:
        rule["不足一档"] = random.choice(("不计", "算一档", "按比例"))
    if random.random() < 0.3:
        rule["首档"] = random.choice(("5%", "10%"))
        if random.random() < 0.5:
            rule["首档分"] = random.choice(POINTS)
    if random.random() < 0.3:
        rule["最多"] = random.choice(("1", "4"))
    return rule


def _number(random: Random, target: str) -> str:
    if target.endswith("%") and random.random() < 0.3:
        return f"{random.randint(0, 130)}/{random.choice((120, 7, 130))}"
    return random.choice(NUMBERS) + (target[-1] if random.random() < 0.5 else "")


def _by_distance(random: Random) -> Row:
    rule = _distance(random)
    told = _number(random, rule["目标"])
    return {"计分": "增减", **rule, **_limits(random)}, told


def _occurrences(random: Random) -> Any:
    rule: Any = random.choice((*POINTS, "1-6", "0.4-1.2"))
    if random.random() < 0.3:
        rule = {"每次": rule, "最多": random.choice(("2", "3"))}
    return rule


def _events(random: Random) -> Any:
    if random.random() < 0.4:
        return _count(random)
    return [
        random.choice(("1.2", "0.3", "5", {"分值": "2", "原因": "通报"}, {"原因": "投诉"}))
        for _ in range(random.randint(1, 3))
    ]


def _named(random: Random) -> Row:
    measure: dict[str, Any] = {"计分": "增减"} | _limits(random)
    losses = {"面积": _distance(random), "质量": _occurrences(random)}
    gains = {"表扬": _occurrences(random), "采用": _occurrences(random)}
    measure["减分"] = losses
    if random.random() < 0.6:
        measure["增分"] = gains
        if random.random() < 0.6:
            measure["增分最多"] = random.choice(("20%", "2", "3.5"))
    told: dict[str, Any] = {}
    if random.random() < 0.8:
        told["面积"] = _number(random, losses["面积"]["目标"])
    if random.random() < 0.7 or not told:
        told["质量"] = _events(random)
    if "增分" in measure:
        told |= {name: _events(random) for name in gains if random.random() < 0.6}
    return measure, {"情况": told}


def _bands(random: Random) -> Row:
    shares = {"优": "100%", "良": "80%", "中": "60%", "差": "30%"}
    target, bands, told = random.choice(
        (
            (None, ("800件", "650件", "400件", "200件"), ("655件", "800", "399", "199件", "良")),
            (None, ("0起", "2起", "5起", "8起"), ("0", "1起", "5起", "6", "9起")),
            (None, ("100%", "75%-100%", "55%-75%", "<45%"), ("50%", "100%", "75%", "99/100")),
            (None, ("良好", "好", "尚可", "不好"), ("良好", "好", "不好", "中")),
            (
                "2023年12月31日前",
                ("按时", "晚10天以内", "晚10-25天", "晚25天以上"),
                ("2024-01-10", "2023-12-31", "2024-01-11", "晚25天", "晚26天", "提前3天"),
            ),
        )
    )
    measure: dict[str, Any] = {"计分": "等次"} | ({"目标": target} if target else {})
    measure |= {"等次": dict(zip(shares, bands, strict=True)), "得分率": shares}
    return measure, random.choice(told)


def _raters(random: Random) -> Row:
    weights = dict(zip(("自评", "群众", "街道"), random.choice(_WEIGHTS), strict=True))
    measure: dict[str, Any] = {"计分": "评分", "评分人": weights, "评分满分": "100"}
    marks = {who: str(random.randint(0, 100)) for who in weights if random.random() < 0.8}
    return measure, {"评分": marks or {"自评": "88.5"}}


_WEIGHTS = (("20%", "30%", "50%"), ("1", "1", "1"), ("30", "200", "7"))


def _standing(random: Random) -> Row:
    measure: dict[str, Any] = {"计分": "名次", "满分名次": str(random.randint(0, 3))}
    if random.random() < 0.5:
        measure["分段扣"] = {"4-9": "0.6", "10-": "1.2"}
    else:
        measure["每名扣"] = random.choice(("0.2", "0.3", "1"))
    sized = random.random() < 0.4
    if sized:
        measure["系数"] = {"≥1800人": "0.75", "≥900人": "0.9"}
    if random.random() < 0.5:
        measure["以小为好"] = "true"
    if random.random() < 0.3:
        measure["不得分"] = "0"
    if random.random() < 0.5:
        measure["参评"] = str(random.randint(3, 14))
    names = "甲乙丙丁戊己庚"[: random.randint(1, 7)]
    others: dict[str, Any] = {name: random.choice(NUMBERS) for name in names}
    told: dict[str, Any] = {"自评": random.choice(NUMBERS), "各单位": others}
    if sized:
        told["规模"] = f"{random.choice((600, 900, 1799, 2300))}人"
        for name, value in others.items():
            others[name] = {"数值": value, "规模": f"{random.choice((800, 900, 1800))}人"}
    return measure, told


def _steps(random: Random) -> Row:
    how = random.choice(("±", "词", "晚", "容差", "数"))
    if how == "±":
        table = {"±8%以内": "5", "±8-12%以内": "3", "±12-16%以内": "1", "其余": "0"}
        actual = random.choice(("356", "432", "337", "480", "400", "464"))
        if random.random() < 0.5:
            return {"计分": "分档", "目标": "400", "分档": table}, actual
        told = {"自评": actual, "基数": "400", "基数来源": "预算"}
        return {"计分": "分档", "分档": table}, told
    if how == "词":
        table = {"有": "3", "部分有": "1", "没有": "0"}
        return {"计分": "分档", "分档": table}, random.choice(list(table))
    if how == "晚":
        table = {"按时": "5", "晚10天以内": "3", "其余": "1"}
        measure = {"计分": "分档", "目标": "2023年12月31日前", "分档": table}
        return measure, random.choice(("2023-12-31", "2024-01-10", "2024-01-11", "晚3天"))
    if how == "数":
        table = {"≥90%": "20", "≥80%": "12", "其余": "2"}
        return {"计分": "分档", "分档": table}, random.choice(("1124/1250", "90%", "79.9%", "80"))
    measure = {"计分": "达标", "目标": random.choice(("100%", "95%")), "容差": "8%"}
    return measure, random.choice(("93%", "92%", "91.9%", "108%", "108.1%", "102.6%", "87.4%"))
