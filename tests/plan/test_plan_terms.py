"""Conditions of several terms: each row makes one term true alone, worked out by hand."""

from decimal import Decimal

import pytest
from test_plan import card, draw, files, item

from conftest import Make
from tuanscore.commands.plan.report import Plan

D = Decimal
DAY = "2014-12-31"


def planned(make: Make, measure: str, done: str | None, day: str = DAY, settings: str = "") -> Plan:
    """Plan the way to 优 of 90 points that are there, and 10 of one 考核点 called 甲项."""
    text = card(item("基础", "90", "定性"), item("甲项", "10", measure))
    told = "完成: {基础: 完成}" if done is None else f"完成: {{基础: 完成, 甲项: {done}}}"
    found = {name: text.replace(DAY, day) for name, text in files(text, told).items()}
    return draw(make({**found, **({"tuanscore.yaml": settings} if settings else {})}), "优")


FIVE = "{计分: 分档, 分档: {5-10次: 5, 20-30次: 3}}"
OVER = "期限（2014-06-30）已过，完成值是“未完成”"
BAND = "完成 11，年底前最好到“20-30次”一档（3/5）"
LEVELS = [("部分完成", 600), ("基本完成", 800), ("完成", 1000)]
Options = list[tuple[str, int]]


@pytest.mark.parametrize(
    ("measure", "done", "day", "options", "more", "why"),
    [
        # a deadline is over at the end of its day; what was not told may have been in time
        ("2014年6月底前", "未完成", "2014-06-29", [("2014-06-30", 1000)], "2014-06-30", ""),
        ("2014年6月底前", "未完成", "2014-06-30", [], None, OVER),
        ("2014年6月底前", "未完成", DAY, [], None, "期限（2014-06-30）已过"),
        ("2014年12月底前", "未完成", DAY, [(DAY, 1000)], DAY, ""),
        ("2014年6月底前", None, DAY, [("2014-06-30", 1000)], "2014-06-30", ""),
        # judged by a word: for want of a target, by its target, by its method
        ("{计分: 达标}", None, DAY, [("完成", 1000)], "部分完成", ""),
        ("{目标: 定性, 计分: 达标}", None, DAY, [("完成", 1000)], "部分完成", ""),
        ("{目标: 2次, 计分: 定性}", None, DAY, LEVELS, "部分完成", ""),
        ("定性", "基本完成", DAY, [("完成", 200)], "完成", ""),
        # in June: 5-10 is passed, 20-30 is not; in December both are open again
        (FIVE, "11", "2014-06-30", [("20次", 600)], None, BAND),
        (FIVE, "12", DAY, [("10次", 1000)], "11次", ""),
        (FIVE, "1", DAY, [("5次", 1000)], "2次", ""),
        # nothing known: of what is less the better how far away is not known
        ("≤3起", None, DAY, [("3起", 1000)], "3起", ""),
        ("≤3起", "5", DAY, [("4起", 150), ("3起", 400)], "4起", ""),
        ("2次", None, DAY, [("1次", 500), ("2次", 1000)], "1次", ""),
        ("2次", "很多", DAY, [("1次", 500), ("2次", 1000)], "1次", ""),
        # a range: from below to its lower end, from above to its upper one
        ("2-3次", "1", DAY, [("2次", 500)], "2次", ""),
        ("2-3次", "4", DAY, [("3次", 250)], "3次", ""),
    ],
)  # fmt: skip
def test_what_can_be_done_about_a_measure(
    make: Make, measure: str, done: str | None, day: str, options: Options,
    more: str | None, why: str,
) -> None:  # fmt: skip
    (worth,) = planned(make, measure, done, day).worth
    line = worth.line
    assert [(o.value, o.gain) for o in line.options] == options
    assert (line.next.value if line.next else None, line.why_not) == (more, why)
    first = next((o for o in [line.next, *line.options] if o and o.gain), line.next)
    assert (worth.more, worth.gain) == (first, D(first.gain if first else 0) / 100)
    assert worth.full_gain == D(options[-1][1] if options else 0) / 100


@pytest.mark.parametrize(
    ("levels", "done", "why"),
    [
        ("{好: 40, 差些: 50}", "差些", "没有能算出分数的做法"),  # nothing is better
        ("{好: 90, 差些: 50}", "差些", "做到目标也不是满分"),
        ("{好: 100, 差些: 50}", "差些", ""),
    ],
)
def test_levels_that_lead_nowhere(make: Make, levels: str, done: str, why: str) -> None:
    text = card(item("基础", "90", "1次"), item("甲项", "10", "定性"))
    found = files(text, f"完成: {{基础: 1, 甲项: {done}}}")
    (worth,) = draw(make({**found, "tuanscore.yaml": f"定性档: {levels}\n"}), "优").worth
    assert worth.line.why_not == why
    assert (worth.more is None) is (worth.line.next is None) is (why.startswith("没有"))


RELATIVE, MIXED = "没有写单位成本，按相对工作量比较", "有的考核点写了单位成本，有的没有"


@pytest.mark.parametrize(
    ("measures", "told"),
    [
        (["2次", "定性"], [RELATIVE]),
        (["{目标: 2次, 单位成本: 3}", "定性"], [MIXED, RELATIVE]),
        (["定性", "{目标: 2次, 单位成本: 3}"], [MIXED, RELATIVE]),
        (["{目标: 2次, 单位成本: 3}", "{目标: 定性, 单位成本: 0}"], []),
    ],
)
def test_what_is_said_of_costs(make: Make, measures: list[str], told: list[str]) -> None:
    text = card(*(item(f"考核{n}", "50", measure) for n, measure in enumerate(measures)))
    notes = draw(make(files(text, "完成: {考核0: 未完成, 考核1: 未完成}")), "优").notes
    assert [start for start in (MIXED, RELATIVE) if any(n.startswith(start) for n in notes)] == told


RATED = "  - {名称: 评价, 分值: 40, 计分: 评议}\n"


@pytest.mark.parametrize(
    ("opinions", "lost"),
    [
        ("", [("评价", D(40), "还没有评议")]),
        ("评议: [{来源: 群众, 得分: 90}]", [("评价", D(4), "由评议决定")]),
        ("评议: [{来源: 群众, 得分: 100}]", []),  # all that there is to have
        ("评议: [{来源: 群众, 得分: 100}]\n扣分: [{指标: 活动, 分值: 2, 原因: 迟报}]",
         [("活动", D(2), "扣分已经发生")]),
    ],
)  # fmt: skip
def test_what_nobody_can_plan(
    make: Make, opinions: str, lost: list[tuple[str, Decimal, str]]
) -> None:
    text = card(item("活动", "60", "≥3次"), rest=RATED)
    text = text.replace("- 名称: 职能", "- 名称: 职能\n    分值: 60")
    plan = draw(make(files(text, f"完成: {{活动: 1}}\n{opinions}")), "良")
    assert [(o.name, o.points, o.why) for o in plan.lost] == lost


BY_PARTS = """\
  - 名称: 评价
    分值: 40
    计分: 评议
    类别:
      - {名称: 会, 分值: 20, 条目: [{编号: 会议, 内容: 会议。}]}
      - {名称: 风, 分值: 20, 条目: [{编号: 作风, 内容: 作风。}]}
"""


def test_what_parts_of_a_rated_section_lose_is_lost_once(make: Make) -> None:
    text = card(item("活动", "60", "≥3次"), rest=BY_PARTS)
    text = text.replace("- 名称: 职能", "- 名称: 职能\n    分值: 60")
    told = "完成: {活动: 3}\n评议: [{指标: 会, 来源: 群众, 得分: 90}]"
    plan = draw(make(files(text, told)), "优")
    assert [(o.name, o.points) for o in plan.lost] == [("会", D(2)), ("风", D(20))]
    assert plan.best.total == D(78)


LOSS = item("事故", "0", "{计分: 扣分}").replace("分值: 0, ", "")


@pytest.mark.parametrize(
    ("done", "lost", "note"),
    [
        (5, 5, None),  # as much taken off as there is: nothing is sunk
        (5, 6, "“职能·一类”的扣分比得分多 1.00 分，先补上这些才开始加分"),
        (0, 10, "“职能·一类”的扣分比得分多 10.00 分，全做满也补不上，不加分"),
        (10, 11, None),  # sunk, but nothing is open
    ],
)
def test_what_is_sunk(make: Make, done: int, lost: int, note: str | None) -> None:
    told = f"完成: {{活动: {done}}}\n扣分: [{{指标: 事故, 分值: {lost}, 原因: 事故}}]"
    plan = draw(make(files(card(item("活动", "10", "10次"), LOSS, total=10), told)), "优")
    assert [n for n in plan.notes if "扣分比得分多" in n] == ([note] if note else [])


@pytest.mark.parametrize(
    ("told", "aim"),
    [("1", "优"), ("0.9", "优"), ("0.85", "优"), ("0.7", "良"), ("0.3", "中")],
)
def test_the_next_better_grade(make: Make, told: str, aim: str) -> None:
    """优 from 90, 良 from 80, 中 from 60: 100, 90, 85, 70 and 30 points."""
    assert (
        draw(make(files(card(item("活动", "100", "1场")), f"完成: {{活动: {told}场}}"))).to == aim
    )
