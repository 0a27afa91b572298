"""Lines without a target or with several, deductions beyond what there is, and at discretion."""

import pytest

from conftest import Make, found, unmark
from documents import template

CARD = "templates/例.yaml"
HEAD = template()
RATED = "  - {名称: 绩效评价, 分值: 30, 计分: 评议, 内容: 代表评价分。}\n"
PLAIN = "{编号: 活动, 内容: 开展活动。, 考核点: {活动: ≥3次}}"


def card(*items: str, category: str = "分值: 70", section: str = "") -> str:
    lines = "".join(f"          - {item}\n" for item in items)
    return (
        f"{HEAD}  - 名称: 职能指标\n    分值: 70\n{section}    类别:\n"
        f"      - {category}\n        条目:\n{lines}{RATED}"
    )


def deduction(parameters: str) -> str:
    return f"{{编号: 案件, 内容: 每起扣分。, 考核点: {{案件: {{计分: 扣分, {parameters}}}}}}}"


@pytest.mark.parametrize(
    ("item", "message"),
    [
        (deduction("每次: ▲71"), "每次扣 71 分，这一类一共只有 70 分可扣"),
        (deduction("每次: 71, 最多: ▲71"), "最多扣 71 分，这一类一共只有 70 分可扣"),
        (deduction("每次: 1, 最多: ▲70.01"), "最多扣 70.01 分，这一类一共只有 70 分可扣"),
        (deduction("每次: ▲3, 最多: 2"), "每次扣 3 分，最多只有 2 分可扣"),
        (deduction("每次: 1, 加重: {特别重大: ▲6}, 最多: 5"), "加重特别重大扣 6 分，最多只有 5 分"),
        (deduction("每次: 0.5, 加重: {特别重大: 1}, 最多: 70"), None),
        (deduction("每次: 5, 最多: 5"), None),
    ],
)
def test_deduction_above_the_points(item: str, message: str | None, make: Make) -> None:
    files, places = unmark({CARD: card(PLAIN, item)})
    findings = [f for f in found(make(files)) if f.code == "TS404"]
    assert [str(f.place) for f in findings] == places
    assert all(message and message in f.message for f in findings)


def test_deduction_line_above_its_section(make: Make) -> None:
    section = "  - 名称: 保障指标\n    分值: 15\n    计分: 扣分\n    类别:\n      - 条目:\n"
    lines = (
        "          - {编号: 综治, 内容: 综治工作, 分值: ▲16}\n"
        "          - {编号: 维稳, 内容: 维稳工作, 分值: 15}\n"
    )
    text = card(PLAIN).replace("总分: 100", "总分: 115") + section + lines
    files, (place,) = unmark({CARD: text})
    (finding,) = found(make(files))
    assert (finding.code, str(finding.place)) == ("TS404", place)
    assert "“综治”最多扣 16 分，这一部分一共只有 15 分" in finding.message


def test_deducting_section_without_points_has_no_limit(make: Make) -> None:
    section = "  - 名称: 保障指标\n    计分: 扣分\n    类别:\n      - 条目:\n"
    text = HEAD.replace("总分: 100\n", "") + section
    text += "          - {编号: 综治, 内容: 综治工作, 分值: 16}\n"
    assert found(make({CARD: text})) == ()


@pytest.mark.parametrize(
    ("section", "is_found"),
    [
        ("    内容: 实行扣分制\n", True),
        ("    内容: 不实行扣分制\n", False),
        ("    内容: 逐条计分\n", False),
        ("", False),
    ],
)
def test_deducting_section_unmarked(section: str, is_found: bool, make: Make) -> None:
    text = card(PLAIN, section=section).replace("名称: 职能指标", "名称: ▲职能指标")
    files, places = unmark({CARD: text})
    found_at = [(f.code, str(f.place)) for f in found(make(files))]
    assert found_at == [("TS405", places[0])] * is_found


def test_lines_above_the_points_may_have_been_meant_as_deductions(make: Make) -> None:
    """25 lines of 1 point in a section of 15 (保障指标 of 2014) without 计分: 扣分."""
    lines = "".join(f"          - {{编号: 第{n}项, 内容: 第{n}项, 分值: 1}}\n" for n in range(25))
    text = (
        HEAD.replace("100", "45")
        + "  - 名称: 保障指标\n    分值: 15\n    类别:\n      - 条目:\n"
        + lines
        + RATED
    )
    wrong = [f for f in found(make({CARD: text})) if f.code == "TS401"]
    assert [f.hint for f in wrong] == [
        "多了 10 分，改其中一处；实行扣分制（从满分往下扣）的写上 计分: 扣分"
    ]


@pytest.mark.parametrize(
    "item",
    [
        "{编号: 交办, 内容: ▲交办的其他工作。}",
        "{编号: 交办, 内容: ▲交办的其他工作。, 分值: 10}",
    ],
)
def test_line_without_target(item: str, make: Make) -> None:
    files, places = unmark({CARD: card(PLAIN, item)})
    assert [(f.code, str(f.place)) for f in found(make(files))] == [("TS406", places[0])]


def test_line_without_points_needs_no_target(make: Make) -> None:
    assert found(make({CARD: card(PLAIN, "{编号: 交办, 内容: 其他工作。, 分值: 0}")})) == ()


def test_section_without_target(make: Make) -> None:
    text = card(PLAIN).replace("总分: 100", "总分: 105") + "  - {名称: ▲印象, 分值: 5}\n"
    files, (place,) = unmark({CARD: text})
    assert [(f.code, str(f.place)) for f in found(make(files))] == [("TS406", place)]


TWO = "{编号: 关爱, 内容: ▲关爱学生。, %s考核点: {学生之家: 2所, 圆梦: 3次}}"


@pytest.mark.parametrize(
    ("items", "category", "is_found"),
    [
        ((TWO % "",), "分值: 70", True),
        ((TWO % "",), "名称: 服务", False),
        ((TWO % "", PLAIN), "分值: 70", False),
        ((TWO % "分值: 30, ", PLAIN), "分值: 70", True),
        ((TWO % "", deduction("每次: 1, 最多: 5")), "分值: 70", True),
        ((TWO.replace("2所", "{目标: 2所, 分值: 20}") % "",), "分值: 70", False),
    ],
)
def test_several_targets_share_points(
    items: tuple[str, ...], category: str, is_found: bool, make: Make
) -> None:
    files, places = unmark({CARD: card(*items, category=category)})
    found_at = [(f.code, str(f.place)) for f in found(make(files))]
    assert found_at == [("TS407", places[0])] * is_found


COMPARED = "{计分: 对比, 基数: 上年, 要求: 低于, 未达: 酌情}"


@pytest.mark.parametrize(
    ("text", "measure", "is_found"),
    [
        ("犯罪率比上年上升，酌情扣分。", "≥3次", True),
        ("犯罪率比上年上升，视情节轻重予以扣分。", "≥3次", True),
        ("犯罪率比上年低。", COMPARED, True),
        ("犯罪率比上年低。", COMPARED.replace("酌情", "不得分"), False),
        ("犯罪率比上年上升，酌情扣1-3分。", COMPARED, False),
        ("犯罪率比上年上升，酌情扣分，最多扣2分。", COMPARED, False),
        ("不超过3起，超过的酌情扣分。", "≤3起", True),
        ("犯罪率比上年上升，由权益部研究决定扣分。", COMPARED, False),
        ("犯罪率比上年上升，酌情扣分，党组审定。", COMPARED, False),
        ("每起扣分。", "{计分: 扣分}", True),
        ("每起扣分。", "{计分: 扣分, 最多: 5}", False),
        ("每起扣0.5分。", "{计分: 扣分}", False),
    ],
)
def test_nobody_decides(text: str, measure: str, is_found: bool, make: Make) -> None:
    item = f"{{编号: 犯罪率, 内容: ▲{text}, 考核点: {{犯罪率: {measure}}}}}"
    files, places = unmark({CARD: card(PLAIN, item)})
    found_at = [(f.code, str(f.place)) for f in found(make(files)) if f.code == "TS408"]
    assert found_at == [("TS408", places[0])] * is_found
