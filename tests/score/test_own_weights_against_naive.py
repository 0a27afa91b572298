"""Made-up tables with 分值, goals, 其中 and rules of their own, by tests/naive_own.py too."""

from __future__ import annotations

from pprint import pformat
from random import Random
from typing import Any

import pytest
import yaml

import naive_own
from generated import Mapping, points, write
from scoring import cents, tree
from thorough import times
from tuanscore.model import own_weights
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.scheme import Scheme
from tuanscore.model.kinds.self_assessment import SelfAssessment
from tuanscore.model.load import load
from tuanscore.model.settings import LEVEL_PROFILES
from tuanscore.scoring import project
from tuanscore.shelf import Assessment
from tuanscore.source.read import read

TABLES = times(100)
CLASSES = {"产出指标": "数量指标", "效益指标": "社会效益指标", "满意度指标": "服务对象满意度指标"}


def texts(seed: int) -> tuple[str, str, str]:
    """Return a table, its 自评, and the 计分方案 that it names."""
    random = Random(seed)
    scheme: Mapping = {
        "类型": "计分方案", "名称": "本市", "年度": "2024", "满分": "100",
        "分值": {"预算执行率": "10", "产出指标": "50", "效益指标": "30", "满意度指标": "10"},
        "等次标准": {"优": "90", "良": "80", "中": "60"},
    }  # fmt: skip
    if random.random() < 0.5:
        scheme["执行率封顶"] = {"80": "89", "70": "79.5", "50": "59"}
    if random.random() < 0.5:
        scheme["超额扣分"] = {"超过": random.choice(("30%", "0%", "12.5%")), "扣": "2"}
    table: Mapping = {
        "类型": "预算项目绩效目标表", "年度": "2024", "实施单位": "甲站", "项目名称": "乙",
        "计分方案": "本市",
    }  # fmt: skip
    told: dict[str, Any] = {}
    numbers = iter(range(1, 1000))
    goals = random.random() < 0.4
    sets = [_rows(random, numbers, told, f"目标{n}" if goals else "") for n in (1, 2)]
    own = {"产出指标": 6000, "效益指标": random.choice((2000, 3001)), "满意度指标": 1000}
    if goals:
        table["分组目标"] = [
            {"目标": "一", **_maybe(random, "分值", random.choice((3000, 4001))), "绩效指标": rows}
            for rows in sets
        ]
        table |= random.choice(({}, {"分值": {"预算执行率": "20"}}))
    else:
        table["绩效指标"] = sets[0]
        chosen = random.random()
        if chosen < 0.6:
            own = {"预算执行率": 2000, **own} if chosen < 0.3 else own
            table["分值"] = {name: points(p) for name, p in own.items()}
        elif chosen < 0.8:
            _written(random, table["绩效指标"])
    report: Mapping = {
        "类型": "项目自评", "年度": "2024", "实施单位": "甲站", "项目名称": "乙",
    }  # fmt: skip
    if random.random() < 0.9:
        spent = random.choice(("100", "80", "79.995", "79.99", "70", "49.99", "0", "120"))
        report["执行"] = {"全年预算数": random.choice(("100", "100", "0")), "全年执行数": spent}
    return write(table), write(report | ({"完成": told} if told else {})), write(scheme)


def _maybe(random: Random, key: str, value: int) -> Mapping:
    return {key: points(value)} if random.random() < 0.6 else {}


def _rows(random: Random, numbers: Any, told: dict[str, Any], goal: str) -> Mapping:
    used: set[str] = set()
    there = random.sample(sorted(CLASSES), random.choice((1, 2, 3, 3)))
    return {
        first: {
            CLASSES[first]: [
                _row(random, numbers, told, goal, used) for _ in range(random.choice((1, 2, 3)))
            ]
        }
        for first in sorted(there, key=[*CLASSES].index)
    }


def _row(random: Random, numbers: Any, told: dict[str, Any], goal: str, used: set[str]) -> Mapping:
    name, key = f"行{next(numbers)}", ""
    if goal and goal not in used and random.random() < 0.5:
        name, key = "同名", f"{goal}/同名"
        used.add(goal)
    line: Mapping = {"名称": name}
    key = key or name
    kind = random.choice(("数", "数", "定性", "其中"))
    if kind == "其中":
        line["其中"] = []
        for _ in range(random.choice((1, 2, 3))):
            part = {"名称": f"分{next(numbers)}", "指标值": random.choice(("7亩", "30亩", "≤3次"))}
            line["其中"].append(part)
            if random.random() < 0.85:
                unit = part["指标值"][-1]
                told[part["名称"]] = random.choice(("2", "3", "7", "29.5", "40")) + unit
        told |= {key: {"得分": "3.5"}} if random.random() < 0.3 else {}
        return line
    line["指标值"] = "定性"
    value = random.choice([*naive_own.THREE])
    if kind == "数":
        line["指标值"] = random.choice(("≥9次", "7亩", "≤6次", "80%", "≥3.3亩"))
        value = random.choice(("2", "3.3", "6.1", "7", "9", "12", "80", "104"))
        value += line["指标值"][-1]
    if random.random() < 0.9:
        told[key] = value
        if random.random() < 0.5:
            told[key] = {"自评": value, "得分": random.choice(("0", "4", "7.5", "9.375", "25"))}
    return line


def _written(random: Random, rows: Mapping) -> None:
    """Give every row its 分值, so that each class comes to what the scheme gives it."""
    for first, whole in (("产出指标", 5000), ("效益指标", 3000), ("满意度指标", 1000)):
        lines = rows.get(first, {}).get(CLASSES[first], [])
        for number, line in enumerate(lines):
            left = whole - 100 * (len(lines) - 1)
            line["分值"] = points(left if number == 0 else 100)


def opened(text: str, name: str) -> Any:
    document, findings = read(text.encode(), name)
    assert document is not None, findings
    model, findings = load(document)
    assert not findings, (findings, text)
    return model, document


def ours(table: str, report: str, scheme: str) -> dict[str, Any]:
    model, document = opened(table, "乙.yaml")
    told, where = opened(report, "乙.自评.yaml")
    plan, _ = opened(scheme, "本市.yaml")
    assert isinstance(model, Project)
    assert isinstance(told, SelfAssessment)
    assert isinstance(plan, Scheme)
    levels = LEVEL_PROFILES["三档"]
    by = own_weights.scheme_for(model, plan)
    scored = project.score(model, document, [Assessment(where, told)], by, levels)
    rates = [None if r is None else cents(r) for r in (scored.rate_low, scored.rate_high)]
    return {"tree": tree(scored.tree), "rates": rates, "grades": list(scored.grades)}


def plain(text: str) -> Any:
    return yaml.load(text, Loader=yaml.CBaseLoader)


@pytest.mark.repeated
def test_tables() -> None:
    for seed in range(TABLES):
        written = texts(seed)
        program, naive = ours(*written), naive_own.project(*map(plain, written))
        if program != naive:
            shown = f"program:\n{pformat(program)}\n\nnaive:\n{pformat(naive)}"
            pytest.fail(f"seed {seed}:\n" + "\n---\n".join(written) + f"\n{shown}", pytrace=False)


def test_the_generator_covers_the_rules() -> None:
    everything = "\n".join("\n".join(texts(seed)) for seed in range(200))
    words = ["分组目标", "分值: ", "其中", "执行率封顶", "超额扣分", "得分", "部分达成"]
    words += ["目标1/同名"]
    assert {w: everything.count(w) for w in words if everything.count(w) < 20} == {}
