"""Each term of each condition of this family alone: what is raised of a card, and nothing else.

A row is a 部分, its one 类别 and its lines; the codes are all that the card raises, by place.
"""

import pytest

from conftest import Make, found

CARD = "templates/例.yaml"
HEAD = "类型: 目标绩效指标模板\n名称: 例\n年度: 2014\n总分: 100\n部分:\n"
RATED = "  - {名称: 绩效评价, 分值: 30, 计分: 评议, 内容: 代表评价分。}\n"
PART, KIND = "名称: 职能指标, 分值: 70", "名称: 服务, 分值: 70"
FREE = "名称: 服务"
"""A 类别 without points of its own."""
BY_LOSS, BY_OPINION = f"{PART}, 计分: 扣分", f"{PART}, 计分: 评议"


def card(part: str, kind: str, *lines: str) -> str:
    kinds = f", 类别: [{{{kind}, 条目: [{', '.join(lines)}]}}]" if lines else ""
    return f"{HEAD}  - {{{part}{kinds}}}\n{RATED}"


def line(name: str, measures: str = "", more: str = "", text: str = "甲。") -> str:
    asked = f", 考核点: {{{measures}}}" if measures else ""
    return f"{{编号: {name}, 内容: '{text}'{more}{asked}}}"


def losing(rules: str, name: str = "案件", more: str = "") -> str:
    return line(name, f"{name}: {{计分: 扣分, {rules}}}", more)


EARNING = line("活动", "活动: ≥3次")
LOSING = losing("每次: 1")
BOTH = line("维权", "次数: ≥3次, 案件: {计分: 扣分, 每次: 1}")
BARE, WORTHLESS = line("交办"), line("交办", more=", 分值: 0")
TWO = line("关爱", "学生之家: 2所, 圆梦: 3次")
UNEVEN = line("关爱", "学生之家: {目标: 2所, 分值: 20}, 圆梦: 3次")
COMPARED = "{计分: 对比, 基数: 上年, 要求: 低于, 未达: %s}"


@pytest.mark.parametrize(
    ("part", "kind", "lines", "codes"),
    [
        # TS403: all lines can only lose, and the part is earned line by line
        (PART, KIND, [LOSING], "TS403"),
        (PART, KIND, [LOSING, EARNING], ""),
        (PART, KIND, [BOTH], ""),
        (PART, KIND, [LOSING, BARE], "TS406"),
        (BY_LOSS, FREE, [LOSING], ""),
        (BY_OPINION, FREE, [LOSING], "TS415"),  # opinions decide, whatever its lines ask
        # TS404: more than there is to lose, in the 类别, by the line's own 最多, in the 部分
        (PART, KIND, [EARNING, losing("每次: 71")], "TS404"),
        (PART, KIND, [EARNING, losing("每次: 70")], ""),
        (PART, FREE, [EARNING, losing("每次: 71")], ""),
        (PART, FREE, [EARNING, losing("每次: 3, 最多: 2")], "TS404"),
        (PART, KIND, [EARNING, losing("每次: 3, 最多: 3")], ""),
        (PART, KIND, [EARNING, losing("最多: 71")], "TS404"),
        (PART, FREE, [EARNING, losing("最多: 71")], ""),
        (PART, KIND, [EARNING, losing("每次: 1, 加重: {重大: 71}")], "TS404"),
        (PART, KIND, [EARNING, losing("每次: 1, 加重: {重大: 70}")], ""),
        (PART, FREE, [EARNING, losing("每次: 1, 最多: 3, 加重: {重大: 4}")], "TS404"),
        (PART, KIND, [EARNING, losing("每次: 71"), losing("每次: 71", "投诉")], "TS404 TS404"),
        (PART, KIND, [line("一", "次数: ≥3次, 案件: {计分: 扣分, 每次: 71}")], "TS404"),
        (BY_LOSS, FREE, [line("一", more=", 分值: 71")], "TS404"),
        (BY_LOSS, FREE, [line("一", more=", 分值: 70")], ""),
        (BY_LOSS, FREE, [line("一")], ""),
        (BY_LOSS, FREE, [line("一", more=", 分值: 71"), line("二", more=", 分值: 72")],
         "TS404 TS404"),
        # TS405: the words say so, do not deny it, and no 计分 stands there
        (f"{PART}, 内容: 实行扣分制", KIND, [EARNING], "TS405"),
        ("名称: 职能（扣分制）, 分值: 70", KIND, [EARNING], "TS405"),
        ("名称: 职能（扣分制）, 分值: 70, 内容: 满分起扣", KIND, [EARNING], "TS405"),
        (f"{PART}, 内容: 不实行扣分制", KIND, [EARNING], ""),
        (f"{PART}, 内容: 每起扣分", KIND, [EARNING], ""),
        (f"{BY_LOSS}, 内容: 实行扣分制", FREE, [line("一")], ""),
        (f"{BY_OPINION}, 内容: 不是扣分制", "", [], ""),
        # TS406: nothing to look at, where lines are scored one by one and are worth something
        (PART, "", [], "TS406"),
        (BY_LOSS, "", [], ""),
        (BY_OPINION, "", [], ""),
        (PART, KIND, [EARNING, BARE], "TS406"),
        (PART, KIND, [EARNING, WORTHLESS], ""),
        (PART, KIND, [EARNING, line("交办", more=", 分值: 5")], "TS406"),
        (BY_OPINION, FREE, [BARE], ""),
        # TS407: printed points, several targets, none with points of its own
        (PART, KIND, [TWO], "TS407"),
        (PART, FREE, [TWO], ""),
        (PART, KIND, [TWO, EARNING], ""),
        (PART, KIND, [TWO, LOSING], "TS407"),
        (PART, KIND, [TWO, EARNING, line("简报", "简报: ≥3期")], ""),
        (PART, FREE, [line("关爱", "所: 2所, 次: 3次", ", 分值: 30"), EARNING], "TS407"),
        (PART, KIND, [UNEVEN], ""),
        (PART, KIND, [BOTH, EARNING], ""),
        (PART, KIND, [line("维权", "甲: ≥3次, 乙: 2所, 丙: {计分: 扣分, 每次: 1}")], "TS407"),
        # TS408: what it costs is open, by the text or by a measure
        (PART, KIND, [line("一", "一: " + COMPARED % "酌情")], "TS408"),
        (PART, KIND, [line("一", "一: " + COMPARED % "不得分")], ""),
        (PART, KIND, [EARNING, losing("加重: {重大: 1}")], ""),
        (PART, KIND, [EARNING, losing("每次: 1")], ""),
        (PART, KIND, [EARNING, losing("最多: 1")], ""),
        (PART, KIND, [EARNING, line("二", "二: {计分: 扣分}")], "TS408"),
        (PART, KIND, [line("一", "一: ≥3次, 二: {计分: 扣分}")], "TS408"),
        # TS415: keys that the 计分 does not read
        (PART, KIND, [EARNING, losing("每次: 1, 分值: 5")], "TS415"),
        (PART, KIND, [EARNING, losing("每次: 1, 目标: 0起")], "TS415"),
        (PART, KIND, [EARNING, losing("每次: 1, 单位成本: 5")], "TS415"),
        (PART, KIND, [EARNING, losing("每次: 1", more=", 分值: 5")], "TS415"),
        (PART, KIND, [line("一", "一: {计分: 名次, 满分名次: 3, 每名扣: 1, 分值: 70}")], ""),
        (PART, KIND, [line("一", "一: {计分: 名次, 满分名次: 3, 每名扣: 1, 单位成本: 5}")],
         "TS415"),
        (PART, KIND, [line("一", "一: {计分: 名次, 满分名次: 3, 每名扣: 1, 目标: 3名}")],
         "TS415"),
        (PART, KIND, [line("一", "一: {计分: 名次, 满分名次: 3, 每名扣: 1, 目标: 3名}",
                           text="前{一}名。")], ""),  # printed, so not idle
        (PART, KIND, [line("一", "一: {计分: 达标, 目标: 3名, 单位成本: 5, 分值: 70}")], ""),
        (BY_LOSS, KIND, [line("一")], "TS415"),
        (BY_LOSS, FREE, [EARNING], "TS415"),
        (BY_LOSS, FREE, [losing("每次: 1", more=", 分值: 5")], ""),  # most that it may lose
        (BY_LOSS, FREE, [BOTH], "TS415"),
        (BY_OPINION, FREE, [EARNING], "TS415"),
        (BY_OPINION, KIND, [BARE], ""),
    ],
)  # fmt: skip
def test_cards(part: str, kind: str, lines: list[str], codes: str, make: Make) -> None:
    findings = found(make({CARD: card(part, kind, *lines)}))
    assert [f.code for f in findings] == codes.split()


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("酌情扣分", True),
        ("酌量扣分", True),
        ("适当减分", True),
        ("视情况给予扣分", True),
        ("视情形给以扣分", True),
        ("视情倒扣分", True),
        ("酌情加分", False),
        ("视情况走访", False),
        ("酌情扣分，扣0.5分", False),
        ("酌情扣分，减1～3分", False),
        ("酌情扣分，2分以内", False),
        ("酌情扣分，至多2分", False),
        ("酌情扣分，不超过本项2分", False),
        ("酌情扣分，不超过本类得分的2分", True),  # too far apart to belong together
        ("酌情扣分，由主管部门核定", False),
        ("酌情扣分，分管书记商定", False),
        ("酌情扣分，领导小组集体研究决定", False),
        ("酌情扣分，由主管部门通报", True),
        ("酌情扣分，自行认定", True),
    ],
)
def test_what_is_left_to_discretion(text: str, is_open: bool, make: Make) -> None:
    asked = line("一", "一: ≥3次", text=f"{text}。")
    codes = [f.code for f in found(make({CARD: card(PART, KIND, asked)}))]
    assert codes == ["TS408"] * is_open


@pytest.mark.parametrize(
    ("kind", "lines", "words", "cure"),
    [
        ("分值: 70", [LOSING], "“第 1 类”只有扣分的条目", "计分: 扣分 的部分"),
        (KIND, [LOSING], "“服务”只有扣分的条目", "计分: 扣分 的部分"),
        (KIND, [EARNING, losing("每次: 1, 加重: {重大: 71}")],
         "“案件”加重重大扣 71 分，这一类一共只有 70 分可扣", "改小"),
        (KIND, [EARNING, losing("每次: 3, 最多: 2")],
         "“案件”每次扣 3 分，最多只有 2 分可扣", "改小"),
        (KIND, [EARNING, line("简报", "期: {目标: 3期, 分值: 9}", ", 分值: 10")],
         "“简报”写明 10 分，下一级加起来是 9 = 9 分", "少了 1 分，改其中一处"),
    ],
)  # fmt: skip
def test_what_is_said(kind: str, lines: list[str], words: str, cure: str, make: Make) -> None:
    (finding,) = found(make({CARD: card(PART, kind, *lines)}))
    assert finding.message.startswith(words)
    assert cure in finding.hint


@pytest.mark.parametrize(
    ("points", "measure", "offered"),
    [
        ("80", "", True),
        ("60", "", False),  # too few cannot be deductions from the full points
        ("80", "一: ≥3次", False),
    ],
)
def test_when_deductions_may_have_been_meant(
    points: str, measure: str, offered: bool, make: Make
) -> None:
    text = card(PART, f"名称: 服务, 分值: {points}", line("一", measure))
    (finding,) = [f for f in found(make({CARD: text})) if f.code == "TS401"]
    assert ("实行扣分制" in finding.hint) is offered


@pytest.mark.parametrize(
    ("weights", "hint"),
    [
        ("职能: 70, 评价: 30", ""),
        ("职能: 70, 评价: 30.5", "多了 0.5 分"),
        ("职能: 70, 评价: 20", "少了 10 分"),
    ],
)
def test_weights(weights: str, hint: str, make: Make) -> None:
    head = "类型: 计分方案\n名称: 本县\n年度: 2014\n满分: 100\n等次标准: {优: 90}\n"
    text = f"{head}分值: {{{weights}}}\n"
    findings = found(make({"templates/计分方案/本县.yaml": text}))
    assert [f.code for f in findings] == ["TS402"] * bool(hint)
    assert all(f.hint.startswith(hint) for f in findings)
