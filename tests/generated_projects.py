"""Made-up projects and departments, as YAML texts: the same ones for the same seed."""

from __future__ import annotations

from random import Random
from typing import Any

from generated import DAYS, Mapping, _Maker, _portions, points, write

_GROUPS = {
    "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标", "经济成本指标", "社会成本指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
    "满意度指标": ("服务对象满意度指标",),
    "成本指标": ("经济成本指标", "社会成本指标"),
}
_OWN = {
    "名称": "本市", "类型": "计分方案", "年度": "2024",
}  # fmt: skip
_MONEY = ("0.1万元", "5万元", "1200元", "≤0.5万元", "<3万元", "≥2万元", "33.33元", "0.07万元")
_IN_COSTS = (*_MONEY, "≥95%", "95%", "3.5‰", "20次", "7天", "5000", "80元/人", "=5万元", "0", "0次")
_ENDS = ("", "", "", "节约额", "达标率", "数")
"""Of names in a class of costs: money that is saved, and numbers that are no money."""


def texts(seed: int) -> tuple[str, list[str], str | None]:
    """Return a table, its 自评 in no order, and a 计分方案 of its own if it names one."""
    random = Random(seed)
    scheme = _scheme(random)
    worth = {name: int(float(p) * 100 + 0.5) for name, p in scheme["分值"].items()}
    maker = _Maker(random)
    table: Mapping = {
        "类型": "预算项目绩效目标表", "预算单位": "团甲区委", "简称": "甲", "年度": "2024",
        "项目编码": "P1", "项目名称": "活动经费",
        "预算": {"预算数": "1000", "财政资金": "1000", "其他资金": "0", "资金用途": "活动"},
        "资金支出计划": {"12月底": "100%"}, "绩效目标": ["办好活动"],
    }  # fmt: skip
    if random.random() < 0.3:
        table["金额单位"] = random.choice(("元", "万元"))
    if scheme["名称"] != "财政项目自评" or random.random() < 0.5:
        table["计分方案"] = scheme["名称"]
    table["绩效指标"], targets = _indicators(random, maker, worth)
    days = random.sample(DAYS, random.choice((0, 1, 1, 1, 2, 3)))
    reports = [_report(random, maker, day, targets) for day in days]
    own = write(scheme) if scheme["名称"] == "本市" else None
    return write(table), [write(report) for report in reports], own


def _scheme(random: Random) -> Mapping:
    """Return a built-in scheme (its weights are repeated here) or one of one's own."""
    name = random.choice(("财政项目自评", "财政项目自评", "财政项目自评-成本", "本市"))
    weights = {"预算执行率": 1000, "产出指标": 5000, "效益指标": 3000, "满意度指标": 1000}
    if name == "财政项目自评-成本":
        weights = {"预算执行率": 1000, "成本指标": 2000, "产出指标": 4000, "效益指标": 2000}
        weights["满意度指标"] = 1000
    if name == "本市":
        names = ["产出指标", "效益指标", "满意度指标", *random.choice(((), ("成本指标",)))]
        random.shuffle(names)
        names = [*random.choice((("预算执行率",), ())), *names]
        weights = {n: random.choice((1, 7, 333, 1000, 2500, 4001, 6000)) for n in names}
    bounds = {"优": "90", "良": random.choice(("80", "85", "89.99")), "中": "60"}
    return _OWN | {
        "名称": name,
        "满分": points(sum(weights.values())),
        "分值": {n: points(p) for n, p in weights.items()},
        "等次标准": bounds if name == "本市" else {"优": "90", "良": "80", "中": "60"},
    }


def _indicators(
    random: Random, maker: _Maker, worth: dict[str, int]
) -> tuple[Mapping, dict[str, str]]:
    """Return 绩效指标 and the 指标值 of each of its lines."""
    classes = [name for name in worth if name != "预算执行率"]
    there = random.sample(classes, max(1, len(classes) - random.choice((0, 0, 0, 1, 2))))
    written: Mapping = {}
    targets: dict[str, str] = {}
    counted: dict[str, list[Mapping]] = {}
    for first in sorted(there, key=classes.index):
        seconds: Mapping = {}
        for second in random.sample(_GROUPS[first], random.randint(1, len(_GROUPS[first]))):
            lines = [
                _line(random, maker, first, second) for _ in range(random.choice((1, 1, 2, 3)))
            ]
            seconds[second] = lines
            targets |= {line["名称"]: line["指标值"] for line in lines}
            own = "成本指标" if second == "成本指标" and "成本指标" in worth else first
            counted.setdefault(own, []).extend(lines)
        written[first] = seconds
    if len(counted) == len(classes):  # else the points of a class depend on what is missing
        for name, lines in counted.items():
            for line, part in zip(lines, _portions(random, worth[name], len(lines)), strict=True):
                if part is not None:
                    line["分值"] = points(part)
    return written, targets


def _line(random: Random, maker: _Maker, first: str, second: str) -> Mapping:
    kind = random.choice(("数", "数", "数", "定性", "期限"))
    target, end = maker.target(), ""
    if "成本" in first + second:
        target, end = random.choice(_IN_COSTS), random.choice(_ENDS)
    elif kind == "定性":
        target = random.choice(("定性", "及时", "专款专用"))
    elif kind == "期限":
        month = random.randint(1, 12)
        target = random.choice((f"2024年{month}月底前", f"{month}月底前", f"{month}月前"))
    return {"名称": maker.name("指标") + end, "指标值": target}


def _report(random: Random, maker: _Maker, day: str, targets: dict[str, str]) -> Mapping:
    report: Mapping = {"类型": "项目自评", "项目编码": "P1", "年度": "2024", "截至": day}
    if random.random() < 0.8:
        report["执行"] = _execution(random)
    if random.random() < 0.1:
        report["金额单位"] = random.choice(("元", "千元", "万元", "亿元"))
    chance = random.choice((0.4, 0.95, 1.0))
    absent = random.choice((0.05, 0.05, 0.6))
    told: dict[str, Any] = {}
    for name, target in targets.items():
        if random.random() >= chance:
            continue
        if random.random() < absent:
            told[name] = {"不适用": "停办"}
            continue
        value = maker.actual({"目标": target})
        told[name] = value
        if random.random() < 0.3:
            told[name] = {"自评": value, "审核": maker.actual({"目标": target}), "说明": "核减"}
    return report | ({"完成": told} if told else {})


def _execution(random: Random) -> Mapping:
    """Return what was budgeted and spent: the whole, its sources, or both, whether they add up."""
    told = _amounts(random) if random.random() < 0.7 else {}
    if told and random.random() < 0.6:
        return told
    sources: Mapping = {}
    for name in ("财政拨款", "上年结转", "其他资金")[: random.randint(1, 3)]:
        sources[name] = _amounts(random)
        if random.random() < 0.3:
            inner = {"中央": _amounts(random), "省级": _amounts(random)}
            sources[name] = ({} if random.random() < 0.5 else sources[name]) | {"其中": inner}
    return told | {"资金来源": sources}


def _amounts(random: Random) -> Mapping:
    budget = random.choice(("0", "1000", "3", "16", "50,000.00", "0.07", "1.6万元", "0.05亿", "—"))
    spent = random.choice((budget, "0", "1", "2元", "20", "960", "1,500", "48000.5", "0.035", "/"))
    return {"全年预算数": budget, "全年执行数": spent}


def department(seed: int) -> tuple[str, dict[str, dict[str, str]]]:
    """Return a 部门整体绩效目标 and the 等次标准 that it may name."""
    random = Random(seed)
    scales = {
        "团区委绩效标准": {"优": "90", "良": "85", "中": "60"},
        "财政项目自评": {"优": "90", "良": "80", "中": "60"},
        "本市": {"好": random.choice(("95.5", "99.99")), "一般": random.choice(("50", "33.33"))},
    }
    duties = []
    for number in range(random.randint(1, 4)):
        duty: Mapping = {"职责描述": f"职责{number}", "职责目标": "二", "绩效目标": "三"}
        duty |= {"绩效指标": "完成率"}
        duty["绩效标准"] = {"等次标准": random.choice(sorted(scales)), "内容": "五"}
        plan = random.choice(("0", "1", "3", "7", "10", "200", "1,000", "16000", "200000"))
        whole = int(plan.replace(",", ""))
        done = random.choice(
            (whole, whole * 9 // 10, whole * 17 // 20, whole * 3 // 5, 0, 1, whole + 2)
        )
        if random.random() < 0.9:
            duty["计划数"] = plan
        if random.random() < 0.9:
            duty["完成数"] = str(max(0, done + random.choice((0, 0, -1, 1))))
        duties.append(duty)
    goals = {
        "类型": "部门整体绩效目标", "单位": "团甲区委", "简称": "甲", "年度": "2024",
        "年度发展规划目标": {"标题": "规划", "内容": ["一"]},
        "职责分类绩效目标": {"标题": "职责", "职责": duties},
        "工作保障措施": {"标题": "措施", "内容": ["一"]},
    }  # fmt: skip
    return write(goals), scales


def covered() -> str:
    """Return a thousand of them in one text, to see what is in it."""
    found = [texts(seed) for seed in range(1000)]
    return "\n".join("\n".join([table, *reports, own or ""]) for table, reports, own in found)
