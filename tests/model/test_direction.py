"""Which way a number counts under 成本: one definition, the same for scores, lights and checks."""

from __future__ import annotations

import pytest

from conftest import Make, Run, found
from documents import project
from generated import write
from scoring import scored

TABLE = "scorecards/2021/甲/P1.yaml"
TOLD = "scorecards/2021/甲/P1.自评.yaml"
HEAD = project(
    unit="共青团甲县委本级",
    name="青年技能培训",
    budget="预算数: 500000, 财政资金: 500000, 其他资金: 0, 资金用途: 场地和师资",
    plan="6月底: 50%, 12月底: 100%",
    goals="培训青年，帮助就业",
)
REST = "  效益指标: {社会效益指标: [{名称: 就业率, 指标值: ≥60%}]}\n"
COUNT = "    数量指标: [{名称: 场次, 指标值: ≥5场}]\n"
CLASSES = [
    ("产出指标", "成本指标"),
    ("产出指标", "经济成本指标"),
    ("产出指标", "社会成本指标"),
    ("产出指标", "生态环境成本指标"),
    ("成本指标", "经济成本指标"),
]
LINES = [  # name, target, done, whether all is earned, how it was read
    ("培训总支出", "20万元", "15万元", True, "不超过"),
    ("培训总支出", "20万元", "25万元", False, "不超过"),
    ("讲课费", "800元/次", "700元/次", True, "不超过"),
    ("培训总支出", "200000", "150000", True, "不超过"),
    ("资助标准达标率", "100%", "60%", False, "至少"),
    ("资助标准达标率", "100%", "100%", True, "至少"),
    ("支出达标率", "100", "60", False, "至少"),
    ("资助次数", "20次", "15次", False, "至少"),
    ("公示时间", "7天", "5天", False, "至少"),
    ("成本节约额", "20万元", "15万元", False, "至少"),
    ("培训总支出", "=20万元", "15万元", False, ""),
    ("培训总支出", "≤20万元", "15万元", True, ""),
    ("资助人数", "0人", "0人", True, ""),
]


def files(classes: tuple[str, str], name: str, target: str, done: str) -> dict[str, str]:
    first, second = classes
    own = f"    {second}: [{{名称: {name}, 指标值: '{target}'}}]\n"
    count = f"  产出指标:\n{COUNT}"
    table = count + own if first == "产出指标" else f"{count}  {first}:\n{own}"
    scheme = "" if first == "产出指标" else "计分方案: 财政项目自评-成本\n"
    report = (
        f"类型: 项目自评\n项目编码: P1\n年度: 2021\n截至: 2021-12-31\n完成: {{{name}: {done}}}\n"
    )
    return {TABLE: f"{HEAD}{table}{REST}{scheme}", TOLD: report}


@pytest.mark.parametrize(("name", "target", "done", "full", "read"), LINES)
@pytest.mark.parametrize("classes", CLASSES)
def test_one_reading_in_every_class_of_cost(
    classes: tuple[str, str],
    name: str,
    target: str,
    done: str,
    full: bool,
    read: str,
    make: Make,
    run: Run,
) -> None:
    root = make(files(classes, name, target, done))
    told = run("-C", str(root), "score", "2021", "--project", "P1", "--explain", name).out
    assert ("满分" in told) is full
    said = run("-C", str(root), "score", "2021", "--project", "P1").out
    for word in ("不超过", "至少"):
        assert (f"按“{word}”计" in said) is (word == read)
    unmet = {f.code for f in found(root) if f.place.file == TOLD}
    assert ("TS801" in unmet) is not full


def test_more_than_planned_of_a_cost_is_no_success(make: Make) -> None:
    """Spending twice as much is not “far above target”, and at least so much is asked about."""
    root = make(files(("产出指标", "社会成本指标"), "培训总支出", "20万元", "40万元"))
    assert "TS807" not in {f.code for f in found(root)}
    root = make(files(("产出指标", "社会成本指标"), "培训总支出", "≥20万元", "40万元"))
    assert "TS511" in {f.code for f in found(root)}


CARD = {"类型": "目标绩效指标", "单位": "甲县委", "简称": "甲", "年度": "2024", "总分": "100"}
REPORT = "类型: 完成情况\n单位: 甲\n年度: 2024\n截至: 2024-12-31\n完成: {线: %s}\n"


@pytest.mark.parametrize(
    ("section", "category", "group", "low"),
    [
        ("产出", "成本指标", "支出", 100),
        ("成本", "支出", "支出", 100),
        ("产出", "支出", "社会成本", 100),
        ("产出", "支出", "支出", 75),  # 15 ÷ 20
        ("产出", "降低成本", "支出", 75),
    ],
)
def test_the_same_in_a_scorecard(section: str, category: str, group: str, low: int) -> None:
    item = {"编号": "条目", "内容": "支出。", "小类": group, "考核点": {"线": "20万元"}}
    part = {"名称": section, "类别": [{"名称": category, "条目": [item]}]}
    score = scored(write(CARD | {"部分": [part]}), [REPORT % "15万元"])
    assert score.card.low == low
    assert any("不超过" in said for said in score.assumptions) is (low == 100)
