"""Conditions of several terms, a row for each term that decides alone; worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from scoring import scored
from tuanscore.scoring import lines
from tuanscore.scoring.tree import Level, Node, Score, State
from tuanscore.scoring.walk import EQUAL_SHARES

D = Decimal
HEAD = "类型: 目标绩效指标\n单位: 甲县委\n简称: 甲\n年度: 2024\n总分: 100\n"
REPORT = "类型: 完成情况\n单位: 甲\n年度: 2024\n截至: {day}\n"
LAST, JUNE = "2024-12-31", "2024-06-30"


def one(items: str, rest: str = "") -> str:
    """Return a card of one 类别 with these 条目, each of which is in braces."""
    return (
        f"{HEAD}{rest}部分: [{{名称: 职能, 分值: 100, 类别: [{{名称: 一类, 条目: [{items}]}}]}}]\n"
    )


def told(done: str, *rest: str, day: str = LAST) -> str:
    return REPORT.format(day=day) + f"完成: {{{done}}}\n" + "".join(f"{r}\n" for r in rest)


def node(score: Score, name: str) -> Node:
    return next(n for n in score.card.named(name))


# --- deductions ----------------------------------------------------------------------------------

LOSING = one(
    "{编号: 甲, 内容: 甲。, 考核点: {甲项: ≥4次}}, {编号: 乙, 内容: 乙。, 考核点: {乙项: ≥4次}},"
    " {编号: 丙, 内容: '丙{甲项}。', 考核点:"
    " {违规: {计分: 扣分, 每次: 10, 加重: {重大: 30}, 最多: 120}}}"
)


@pytest.mark.parametrize(
    ("entry", "low", "high", "state", "rule", "limit"),
    [  # 甲项 has earned 50, 乙项 is open: there are 50 to 100 to take
        ("次数: 4", -40, -40, State.SCORED, "10 × 4", ""),
        ("次数: 5", -50, -50, State.SCORED, "10 × 5", ""),
        ("次数: 6", -50, -60, State.SCORED, "10 × 6；扣到 0 为止", ""),
        ("次数: 10", -50, -100, State.SCORED, "10 × 10；扣到 0 为止", ""),
        ("次数: 11", -50, -100, State.SCORED, "10 × 11；扣到 0 为止", "应扣 110 分，扣到 0 为止"),
        ("次数: 12", -50, -100, State.SCORED, "10 × 12；扣到 0 为止", "应扣 120 分，扣到 0 为止"),
        (
            "次数: 13", -50, -100, State.SCORED, "10 × 13，最多扣 120；扣到 0 为止",
            "应扣 130 分，最多扣 120 分，扣到 0 为止",
        ),
        ("情形: 重大", -30, -30, State.SCORED, "30", ""),
        ("分值: 7", -7, -7, State.SCORED, "7", ""),
        ("次数: 2, 分值: 7", -7, -7, State.SCORED, "7（2 起共扣）", "写明共扣 7 分"),
        (
            "情形: 特大", -50, 0, State.PARTIAL, "1 处没有看懂：没有“特大”这种情形",
            "1 处没有看懂",
        ),
    ],
)  # fmt: skip
def test_what_a_deduction_takes(
    entry: str, low: int, high: int, state: State, rule: str, limit: str
) -> None:
    report = told("甲项: 4", f"扣分: [{{指标: 违规, {entry}, 原因: 查实}}]")
    loss = node(scored(LOSING, [report]), "违规")
    assert (loss.low, loss.high, loss.state) == (D(low), D(high), state)
    assert (loss.rule, loss.limit, loss.text) == (rule, limit, "丙4。")


def test_a_deduction_before_any_report_and_without_one_of_its_own() -> None:
    assert node(scored(LOSING, []), "违规").state is State.UNREPORTED
    quiet = node(scored(LOSING, [told("甲项: 4", day=JUNE)]), "违规")
    assert (quiet.state, quiet.rule, quiet.prospect) == (State.SCORED, "无扣分", "")
    loud = told("甲项: 4", "扣分: [{指标: 违规, 原因: 查实}]", day=JUNE)
    assert node(scored(LOSING, [loud]), "违规").prospect == "记下的扣分年底也扣"


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("", "查实（按规定）"),
        ("次数: 2", "查实（2 次，按规定）"),
        ("情形: 重大", "查实（重大，按规定）"),
        ("分值: 7", "查实（7 分）"),
        ("次数: 2, 分值: 7", "查实（2 次，共 7 分）"),
        ("决定人: 党组", "查实（按规定，党组定）"),
    ],
)
def test_what_is_said_of_a_deduction(entry: str, said: str) -> None:
    keys = "，".join(filter(None, ["指标: 违规", entry, "原因: 查实"])).replace("，", ", ")
    loss = node(scored(LOSING, [told("甲项: 4", f"扣分: [{{{keys}}}]")]), "违规")
    assert [(i.name, i.value) for i in loss.inputs if i.name == "扣分"] == [("扣分", said)]


def test_what_is_said_of_several_deductions() -> None:
    entries = "{指标: 违规, 原因: 一}, {指标: 违规, 次数: 2, 分值: 7, 原因: 二}"
    loss = node(scored(LOSING, [told("甲项: 4", f"扣分: [{entries}]")]), "违规")
    assert (loss.low, loss.limit) == (D(-17), "其中 2 起写明共扣 7 分")
    assert loss.actual is not None
    assert (loss.actual.text, loss.actual.note) == ("3 起", "一；二")
    assert [(i.name, i.value) for i in loss.inputs[:3]] == [
        ("每次", "10"), ("加重", "重大: 30"), ("最多", "120"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("bonus", "cap", "gain", "rule", "limit"),
    [  # 甲项 has earned 95: there is room for 5
        ("{项目: 甲, 分值: 4, 佐证: [a]}", 9, 4, "4", ""),
        ("{项目: 甲, 分值: 5, 佐证: [a]}", 9, 5, "5", ""),
        ("{项目: 甲, 分值: 6, 佐证: [a]}", 9, 5, "6；加到满分为止", "加到满分为止"),
        ("{项目: 甲, 分值: 4, 佐证: [a]}", 3, 3, "4，最多加 3", "应加 4 分，最多加 3 分"),
        ("{项目: 甲, 分值: 4}", 9, 0, "无加分；1 项没有佐证，不计", "1 项没有佐证，不计"),
    ],
)
def test_what_a_bonus_adds(bonus: str, cap: int, gain: int, rule: str, limit: str) -> None:
    card = one("{编号: 甲, 内容: 甲。, 考核点: {甲项: ≥100次}}", f"加分: {{上限: {cap}}}\n")
    score = scored(card, [told("甲项: 95", f"加分: [{bonus}]")])
    line = node(score, "加分")
    assert (line.low, line.high, line.rule, line.limit) == (D(gain), D(gain), rule, limit)
    assert score.card.low == 95 + gain


# --- what does not apply -------------------------------------------------------------------------

PARTS = """\
部分:
  - 名称: 职能
    分值: 80
    类别:
      - {名称: 一类, 分值: 50, 条目: [
          {编号: 子, 内容: 子。, 考核点: {甲一: ≥4次, 甲二: ≥4次}},
          {编号: 乙, 内容: 乙。}]}
      - {分值: 30, 条目: [{编号: 丙, 内容: 丙。}]}
  - {名称: 其他, 分值: 20, 内容: 其他。}
"""
GONE = "{不适用: 没有}"


@pytest.mark.parametrize(
    ("gone", "full", "less"),
    [
        ("甲一", 100, ""),
        ("甲一 甲二", 100, ""),
        ("甲一 甲二 乙", 50, "满分是 50 分，不是 100 分：一类不适用，50 分不计入满分"),
        ("丙", 70, "满分是 70 分，不是 100 分：职能不适用，30 分不计入满分"),
        ("其他", 80, "满分是 80 分，不是 100 分：其他不适用，20 分不计入满分"),
        ("丙 其他", 50, "满分是 50 分，不是 100 分：职能、其他不适用，50 分不计入满分"),
        ("甲一 甲二 乙 丙", 20, "满分是 20 分，不是 100 分：职能不适用，80 分不计入满分"),
    ],
)
def test_full_marks_are_less_where_a_class_or_a_part_does_not_apply(
    gone: str, full: int, less: str
) -> None:
    done = ", ".join(f"{name}: {GONE}" for name in gone.split())
    score = scored(HEAD + PARTS, [told(done)])
    assert (score.full, score.less) == (D(full), less)


@pytest.mark.parametrize(
    ("gone", "name", "share"),
    [
        ("甲一", "甲一", "不适用，分值让给其余各项"),
        ("甲一", "甲二", "25.00 由 2 项平均分，得 12.50；1 项不适用，按比例折算为 25.00"),
        ("甲一 甲二", "子", "不适用，分值让给其余各项"),
        ("甲一 甲二", "乙", "50 由 2 项平均分，得 25.00；1 项不适用，按比例折算为 50.00"),
        ("乙", "甲一", "25.00 由 2 项平均分，得 12.50；上一级有不适用的，按比例折算为 25.00"),
        ("甲一 甲二 乙", "甲一", "不适用，不计入满分"),
        ("甲一 甲二 乙", "一类", "写明 50 分；不适用，不计入满分"),
        ("其他", "其他", "写明 20 分；不适用，不计入满分"),
    ],
)
def test_how_points_came_about(gone: str, name: str, share: str) -> None:
    done = ", ".join(f"{g}: {GONE}" for g in gone.split())
    said = node(scored(HEAD + PARTS, [told(done)]), name).share
    assert said.replace(".00 由", " 由") == share.replace(".00 由", " 由")


ITEM_WITH_LOSS = (
    "{编号: 甲, 内容: 甲。, 分值: 100, 考核点:"
    " {甲项: {目标: ≥4次, 分值: 100}, 违规: {计分: 扣分, 每次: 1}}}"
)


@pytest.mark.parametrize(
    ("items", "shared"),
    [
        ("{编号: 甲, 内容: 甲。, 分值: 100}", False),
        ("{编号: 甲, 内容: 甲。}", False),  # it is all of its category
        ("{编号: 甲, 内容: 甲。}, {编号: 乙, 内容: 乙。}", True),
        ("{编号: 甲, 内容: 甲。, 分值: 60}, {编号: 乙, 内容: 乙。}", True),
        ("{编号: 甲, 内容: 甲。, 分值: 100, 考核点: {甲项: {目标: ≥4次, 分值: 100}}}", False),
        ("{编号: 甲, 内容: 甲。, 分值: 100, 考核点: {甲项: ≥4次}}", False),
        ("{编号: 甲, 内容: 甲。, 分值: 100, 考核点: {甲项: ≥4次, 乙项: ≥2次}}", True),
        (
            ITEM_WITH_LOSS,
            False,
        ),
    ],
)
def test_equal_shares_are_said_where_points_are_not_written(items: str, shared: bool) -> None:
    assert (EQUAL_SHARES in scored(one(items), []).assumptions) is shared


# --- single lines and their sums -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([], State.SCORED),
        ([(Level.MEASURE, State.UNREPORTED)], State.UNREPORTED),
        ([(Level.DEDUCTION, State.UNREPORTED)], State.SCORED),
        ([(Level.BONUS, State.UNREPORTED)], State.SCORED),
        ([(Level.DEDUCTION, State.PARTIAL)], State.PARTIAL),
        ([(Level.MEASURE, State.SCORED), (Level.DEDUCTION, State.PARTIAL)], State.PARTIAL),
        ([(Level.MEASURE, State.SCORED), (Level.DEDUCTION, State.UNREPORTED)], State.SCORED),
        ([(Level.MEASURE, State.SCORED), (Level.MEASURE, State.UNREPORTED)], State.PARTIAL),
        ([(Level.MEASURE, State.SCORED), (Level.MEASURE, State.NOT_APPLICABLE)], State.SCORED),
        ([(Level.MEASURE, State.NOT_APPLICABLE)], State.NOT_APPLICABLE),
    ],
)
def test_the_state_of_what_is_above(parts: list[tuple[Level, State]], expected: State) -> None:
    nodes = [Node(level, "线", None, D(0), D(0), state) for level, state in parts]
    assert lines.state(nodes) is expected


@pytest.mark.parametrize(
    ("entry", "differences"),
    [
        ("3", None),
        ("{自评: 3}", None),
        ("{审核: 3}", None),
        ("{自评: 3, 审核: 3}", []),
        ("{自评: 4, 审核: 5}", [("甲项", "4", "5", 100, 100)]),  # worth the same, said otherwise
        ("{自评: 4, 审核: 2}", [("甲项", "4", "2", 100, 50)]),
    ],
)
def test_where_the_review_differs(
    entry: str, differences: list[tuple[str, str, str, int, int]] | None
) -> None:
    card = one("{编号: 甲, 内容: 甲。, 考核点: {甲项: ≥4次}}")
    claimed = scored(card, [told(f"甲项: {entry}")]).claimed
    found = None
    if claimed is not None:
        found = [
            (d.name, d.claimed, d.reviewed, int(d.claimed_score), int(d.score))
            for d in claimed.differences
        ]
    assert found == differences


@pytest.mark.parametrize(
    ("opinion", "said"),
    [
        ("得分: 92", "92"),
        ("得分: 92, 人数: 30", "92（30人）"),
        ("得分: 92, 权重: 0.4", "92（权重 0.4）"),
        ("得分: 92, 人数: 30, 权重: 0.4", "92（30人，权重 0.4）"),
    ],
)
def test_what_is_said_of_an_opinion(opinion: str, said: str) -> None:
    card = HEAD + "部分: [{名称: 评价, 分值: 100, 计分: 评议}]\n"
    line = node(scored(card, [told("", f"评议: [{{来源: 群众, {opinion}}}]")]), "评价")
    assert [(i.name, i.value) for i in line.inputs] == [("分值", "100"), ("群众", said)]
    assert line.actual is not None
    assert (line.actual.text, line.low) == ("群众 92", D(92))


def test_the_arithmetic_of_a_line() -> None:
    leaf = Node(Level.MEASURE, "线", D(10), D(4), D(10), State.PARTIAL)
    assert leaf.arithmetic == ""
    assert replace(leaf, formula="2 + 2 = 4").arithmetic == "2 + 2 = 4"
    loss = Node(Level.DEDUCTION, "扣", None, D(-1), D(-1), State.SCORED)
    nothing = replace(loss, low=D(0), high=D(0))
    whole = Node(Level.CATEGORY, "类", D(10), D(3), D(9), State.PARTIAL, (leaf, loss, nothing))
    assert whole.arithmetic == "(4.00–10.00) - 1.00 = (3.00–9.00)"
    assert replace(whole, formula="甲").arithmetic == "甲"
    section = replace(whole, parts=(loss,), base=D(10), low=D(9), high=D(9))
    assert section.arithmetic == "10.00 - 1.00 = 9.00"
    assert replace(section, parts=(nothing,), base=None, low=D(0), high=D(0)).arithmetic == (
        "0.00 = 0.00"
    )


def test_the_number_of_a_line_is_that_of_its_item() -> None:
    at = ("部分", 0, "类别", 1, "条目", 2, "考核点", "线")
    line = Node(Level.MEASURE, "线", D(1), D(0), D(0), State.SCORED)
    assert [replace(line, route=at[:n]).number for n in (8, 6, 5, 0)] == [3, 3, 1, 1]
