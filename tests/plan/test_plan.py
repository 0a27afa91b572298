"""The way to a grade, worked out by hand, and held against trying everything."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import simplejson
from hypothesis import given, settings
from hypothesis import strategies as st

from thorough import times
from tuanscore.commands.plan import planning
from tuanscore.commands.plan.drawing import points_needed
from tuanscore.commands.plan.report import Plan, Way
from tuanscore.commands.score import scoring
from tuanscore.commands.score.report import Scored
from tuanscore.errors import NotFoundError
from tuanscore.shelf import Repository

pytestmark = pytest.mark.repeated

Make = Callable[[Mapping[str, str]], Path]
D = Decimal
HEAD = """\
类型: 目标绩效指标
单位: 甲县委
简称: 甲
年度: 2014
总分: {total}
等次标准: {scale}
"""
TOLD = "类型: 完成情况\n单位: 甲\n年度: 2014\n截至: 2014-12-31\n"


def item(name: str, points: str, measure: str) -> str:
    return (
        f"          - {{编号: {name}, 内容: 内容, 分值: {points}, 考核点: {{{name}: {measure}}}}}\n"
    )


def card(*items: str, total: int = 100, scale: str = "财政项目自评", rest: str = "") -> str:
    head = HEAD.format(total=total, scale=scale)
    return f"{head}部分:\n  - 名称: 职能\n    类别:\n      - 名称: 一类\n        条目:\n" + (
        "".join(items) + rest
    )


def draw(root: Path, to: str | None = None) -> Plan:
    report = planning.plan(Repository(root), "甲", None, to)
    assert isinstance(report, Plan), report
    return report


def files(card_text: str, told: str = "") -> dict[str, str]:
    reports = {"scorecards/2014/完成情况/甲.yaml": TOLD + told} if told else {}
    return {"scorecards/2014/甲.yaml": card_text, **reports}


def values(way: Way | None) -> dict[str, str]:
    assert way is not None
    return {step.line.measure: step.option.value for step in way.steps}


BARGAINS = card(
    item("基础", "70", "定性"),
    item("甲", "7", "{目标: 1次, 计分: 达标, 单位成本: 6}"),
    item("乙", "5", "{目标: 1次, 计分: 达标, 单位成本: 4.5}"),
    item("丙", "5", "{目标: 1次, 计分: 达标, 单位成本: 4.5}"),
    item("丁", "3", "{目标: 1次, 计分: 达标, 单位成本: 1000}"),
    item("戊", "10", "{目标: 1次, 计分: 达标, 单位成本: 50}"),
)


def test_the_best_bargain_first_is_not_the_cheapest(make: Make) -> None:
    """80 − 70 = 10 to go: 甲 is the best bargain, but 甲 + 乙 cost 10.5 and 乙 + 丙 cost 9."""
    plan = draw(make(files(BARGAINS, "完成: {基础: 完成}")), "良")
    assert (plan.now.total, plan.needed, plan.gap) == (D(70), D(80), D(10))
    assert values(plan.cheapest) == {"乙": "1次", "丙": "1次"}
    assert plan.cheapest is not None
    assert plan.cheapest.cost == 9
    assert plan.cheapest.reached.total == D(80)
    assert plan.cheapest.reached.grade == "良"


def test_the_fewest_measures_may_cost_more(make: Make) -> None:
    """戊 alone is worth the 10 points, for 50."""
    plan = draw(make(files(BARGAINS, "完成: {基础: 完成}")), "良")
    assert values(plan.fewest) == {"戊": "1次"}
    assert plan.fewest is not None
    assert plan.fewest.cost == 50


STAIR = card(
    item("基础", "269", "定性"),
    item("小事", "1", "100次"),
    item("大事", "30", "{目标: 定性, 单位成本: 5}"),
    total=300,
)


def test_the_bound_is_reached_on_the_printed_rate(make: Make) -> None:
    """269.99 ÷ 300 = 89.996…%, printed 90.00: 0.99 of a point is enough, 99 of 100."""
    plan = draw(make(files(STAIR, "完成: {基础: 完成, 大事: 未完成}")), "优")
    assert plan.needed == D("269.99")
    assert values(plan.cheapest) == values(plan.fewest) == {"小事": "99次"}


def test_one_less_is_not_enough(make: Make) -> None:
    root = make(files(STAIR, "完成: {基础: 完成, 大事: 未完成}"))
    grades = []
    for done in ("98", "99"):
        report = scoring.suppose(Repository(root), "甲", 2014, [f"小事={done}"])
        assert isinstance(report, Scored)
        grades.append(report.score.grades)
    assert grades == [("良",), ("优",)]


@given(st.integers(1, 60000), st.integers(0, 10000))
def test_the_points_needed_are_the_least(full: int, bound: int) -> None:
    """Printed rate in hundredths of a percent: (20000·t + F) ÷ 2F, rounded down."""

    def printed(cents: int) -> int:
        return (20000 * cents + full) // (2 * full)

    needed = int(points_needed(D(bound) / 100, D(full) / 100) * 100)
    assert printed(needed) >= bound
    assert needed == 0 or printed(needed - 1) < bound


def test_150_points_need_135(make: Make) -> None:
    assert points_needed(D(90), D(150)) == D(135)


RATED = card(item("活动", "60", "≥3次"), rest="  - {名称: 评价, 分值: 40, 计分: 评议}\n")


def test_what_cannot_be_reached_is_proved(make: Make) -> None:
    """活动 can only give 60 of 100; the 评议 is nobody's plan: 60.00%, 中."""
    plan = draw(make(files(RATED.replace("- 名称: 职能", "- 名称: 职能\n    分值: 60"),
                           "完成: {活动: 1}")), "良")  # fmt: skip
    assert plan.cheapest is plan.fewest is None
    assert (plan.best.total, plan.best.rate, plan.best.grade) == (D(60), D(60), "中")
    assert [(o.name, o.points, o.why) for o in plan.lost] == [("评价", D(40), "还没有评议")]


def test_the_one_who_is_there_has_nothing_to_do(make: Make) -> None:
    plan = draw(make(files(STAIR, "完成: {基础: 完成, 大事: 完成}")), "优")
    assert plan.there
    assert plan.cheapest is not None
    assert (plan.cheapest.steps, plan.gap) == ((), D(0))


def test_the_next_better_grade_is_the_default(make: Make) -> None:
    """70 is 中; the next is 良."""
    assert draw(make(files(BARGAINS, "完成: {基础: 完成}"))).to == "良"


def test_the_best_grade_stays(make: Make) -> None:
    plan = draw(make(files(STAIR, "完成: {基础: 完成, 大事: 完成}")))
    assert (plan.to, plan.there) == ("优", True)


VETO = "一票否决: [{事项: 安全事故, 最高等次: 中}]\n"


def test_a_veto_keeps_the_grade_out_of_reach(make: Make) -> None:
    told = "完成: {基础: 完成}\n一票否决: [{事项: 安全事故, 原因: 出了事故}]"
    plan = draw(make(files(BARGAINS.replace("部分:", VETO + "部分:"), told)), "良")
    assert plan.cheapest is None
    assert [v.best_grade for v in plan.vetoes] == ["中"]
    assert plan.best.grade == "中"


def test_only_the_veto_that_hinders_is_the_reason(make: Make) -> None:
    """事故 allows 良 and 失信 every grade; 作假 does not allow 良."""
    rules = (
        "一票否决: [{事项: 事故, 最高等次: 良}, {事项: 作假, 最高等次: 中},"
        " {事项: 失信, 取消评优: true}]\n"
    )
    happened = "".join(f"  - {{事项: {one}, 原因: 查实}}\n" for one in ("事故", "作假", "失信"))
    root = make(files(BARGAINS.replace("部分:", rules + "部分:"), "一票否决:\n" + happened))
    assert [v.matter for v in draw(root, "良").vetoes] == ["作假"]
    assert [v.matter for v in draw(root, "优").vetoes] == ["事故", "作假"]


def test_a_veto_does_not_hinder_what_it_allows(make: Make) -> None:
    told = "完成: {甲: 1}\n一票否决: [{事项: 安全事故, 原因: 出了事故}]"
    plan = draw(make(files(BARGAINS.replace("部分:", VETO + "部分:"), told)), "中")
    assert plan.cheapest is not None
    assert plan.vetoes == ()


SUNK = card(
    item("活动", "40", "10次"), item("讲座", "60", "{目标: 1次, 计分: 达标}"),
    item("事故", "0", "{计分: 扣分, 每次: 10}").replace("分值: 0, ", ""),
)  # fmt: skip


def test_what_deductions_took_below_nothing_comes_first(make: Make) -> None:
    """Nothing earned, 20 to lose: 讲座 alone gives 60 − 20 = 40, so 5 of 10 活动 must be added."""
    told = "完成: {活动: 0, 讲座: 0}\n扣分: [{指标: 事故, 次数: 2, 原因: 事故}]"
    plan = draw(make(files(SUNK, told)), "中")
    assert plan.now.total == 0
    assert values(plan.cheapest) == {"活动": "5次", "讲座": "1次"}
    assert plan.cheapest is not None
    assert plan.cheapest.cost == Fraction(3, 2)
    assert plan.cheapest.reached.total == D(60)
    assert "“职能·一类”的扣分比得分多 20.00 分，先补上这些才开始加分" in plan.notes


TWO = """\
类型: 目标绩效指标
单位: 甲县委
简称: 甲
年度: 2014
总分: 100
等次标准: 财政项目自评
加分: {上限: 2}
部分:
  - 名称: 职能
    类别:
      - 名称: 服务
        分值: 40
        条目: [{编号: 志愿, 内容: 内容, 考核点: {志愿: 6次}}, {编号: 之家, 内容: 内容}]
      - 名称: 组织
        分值: 30
        条目:
          - {编号: 团费, 内容: 内容, 考核点: {团费: 定性}}
          - {编号: 违规, 内容: 内容, 考核点: {违规: {计分: 扣分, 每次: 1, 最多: 5}}}
      - 分值: 30
        条目: [{编号: 宣传, 内容: 内容, 考核点: {宣传: 定性}}]
"""
ALL_SUNK = """\
完成: {志愿: 3, 之家: 未完成, 宣传: 完成}
扣分:
  - {指标: 志愿, 分值: 3.33, 原因: 甲}
  - {指标: 之家, 分值: 30, 原因: 乙}
  - {指标: 违规, 次数: 4, 原因: 丙}
加分: [{项目: 表彰, 分值: 1.2, 佐证: [表彰.pdf]}]
"""


def test_deductions_cost_more_when_there_is_more_to_take(make: Make, run: Any) -> None:
    """服务: 10 of 40 now, 33.33 off; full: 40 − 3.33 − 30. 组织: 0 now, 4 off; full: 30 − 4.

    Best 6.67 + 26 + 30 + 1.20 = 63.87, which is 100 + 1.20 − 37.33. 33.33 − 10 = 23.33 are sunk.
    """
    root = make(files(TWO, ALL_SUNK))
    plan = draw(root, "优")
    assert (plan.now.total, plan.best.total, plan.bonus) == (D("31.20"), D("63.87"), D("1.20"))
    assert [(o.name, o.points) for o in plan.lost] == [
        ("志愿", D("3.33")),
        ("之家", D("30.00")),
        ("违规", D("4.00")),
    ]
    ran = run("-C", root, "plan", "甲", "--to", "优", env={"COLUMNS": "120"})
    assert ran.code == 1
    assert "也只有 63.87 分（63.87%，中），要 90.00 分" in ran.out
    assert "满分 100.00 分，加分 1.20 分，去掉下面拿不到的就是" in ran.out
    assert "拿不到的 4.00 分：违规，扣分已经发生" in ran.out
    assert "“职能·服务”的扣分比得分多 23.33 分，先补上这些才开始加分" in ran.out
    assert "“职能·组织”的扣分比得分多 4.00 分，先补上这些才开始加分" in ran.out


def test_what_is_sunk_is_said_only_where_something_can_be_done(make: Make) -> None:
    """组织 does not apply at all, and the category without a name can be filled but not raised."""
    lost = "扣分: [{指标: 违规, 次数: 4, 原因: 丙}, {指标: 宣传, 分值: 31, 原因: 丁}]"
    told = f"完成: {{志愿: 6, 之家: 完成, 团费: {{不适用: 无}}, 宣传: 未完成}}\n{lost}\n"
    plan = draw(make(files(TWO, told)), "优")
    assert plan.notes[-1] == "“职能”的扣分比得分多 31.00 分，全做满也补不上，不加分"
    assert not any("组织" in note for note in plan.notes)
    assert (plan.full, plan.best.total) == (D(70), D(40))
    assert [(o.name, o.points) for o in plan.lost] == [("宣传", D("30.00"))]


def test_without_any_report_deductions_are_none(make: Make) -> None:
    """A report without 扣分 means none: the 40 of 保障 are there as soon as anything is told."""
    rest = (
        "  - 名称: 保障\n    分值: 40\n    计分: 扣分\n    类别:\n      - 名称: 保障\n"
        "        条目:\n          - {编号: 维稳, 内容: 维稳, 分值: 1}\n"
    )
    text = card(item("活动", "60", "≥3次"), rest=rest)
    plan = draw(make(files(text.replace("- 名称: 职能", "- 名称: 职能\n    分值: 60"))), "良")
    assert (plan.as_of, plan.now.total) == (None, D(40))
    assert values(plan.cheapest) == {"活动": "2次"}
    assert any("还没有完成情况" in note for note in plan.notes)


METHODS = """\
完成:
  少些: 10起
  上限: 8
  之间: 12
  按期: 未完成
  过期: 2014-07-01
  分档: 66%
  两级: 50
  对比: {自评: 12, 基数: 10, 基数来源: 统计局}
  名次: 第5名
  看不懂: 三五次
"""


def test_every_method_says_what_is_next(make: Make) -> None:
    """10 points each; the values are worked out below."""
    text = card(
        item("少些", "10", "≤5起"),
        item("上限", "10", "'{目标: <8, 计分: 达标}'").replace("'{", "{").replace("}'", "}"),
        item("之间", "10", "5-10次"),
        item("按期", "10", "2014年12月底前"),
        item("过期", "10", "2014年6月底前"),
        item("分档", "10", "{计分: 分档, 分档: {≥75%: 5, ≥70%: 3, ≥65%: 1}}"),
        item("两级", "10", "{计分: 两级目标, 达标值: ≥60人, 争取值: ≥80人, 达标得分率: 80%}"),
        item("对比", "10", "{计分: 对比, 基数: 全省平均, 要求: 低于}"),
        item("名次", "10", "{计分: 名次, 满分名次: 3, 每名扣: 1}"),
        item("看不懂", "10", "2次"),
    ).replace("<8", "'<8次'")
    plan = draw(make(files(text, METHODS)), "优")
    told = {
        w.line.measure: [(o.value, o.gain) for o in w.line.options] or w.line.why_not
        for w in plan.worth
    }
    # 10 × 5 ÷ 10 = 5.00 now; 9 → 5.56, 8 → 6.25, 7 → 7.14, 6 → 8.33, 5 → 10
    assert told["少些"] == [("9起", 56), ("8起", 125), ("7起", 214), ("6起", 333), ("5起", 500)]
    assert told["上限"] == [("7次", 1000)]  # <8 is met by 7
    assert told["之间"] == [("11次", 76), ("10次", 167)]  # 10 ÷ 12 → 8.33, ÷ 11 → 9.09
    assert told["按期"] == [("2014-12-31", 1000)]
    assert told["过期"] == "期限（2014-06-30）已过"
    assert told["分档"] == [("70%", 400), ("75%", 800)]  # 1, 3, 5 of 5
    # 80% × 50 ÷ 60 → 6.67; 60 → 8.00; 80 → 10.00: 30 people, the last worth (10 − 8) ÷ 20 each
    assert isinstance(told["两级"], list)
    assert (told["两级"][0], told["两级"][-1]) == (("51人", 13), ("80人", 333))
    assert told["对比"] == [("11", 76), ("10", 167)]
    assert told["名次"] == "名次要看别的单位"
    assert told["看不懂"] == [("1次", 500), ("2次", 1000)]


def test_a_large_target_has_but_the_steps_that_count(make: Make) -> None:
    """0.54 points over 3000: at most 54 steps, the first at 28 (0.54 × 28 ÷ 3000 = 0.00504)."""
    text = card(item("基础", "99.46", "定性"), item("粉丝", "0.54", "≥3000人"))
    (worth, _) = draw(make(files(text, "完成: {粉丝: 0}"))).worth[::-1]
    assert (worth.line.options[0].value, len(worth.line.options)) == ("28人", 54)
    assert [o.gain for o in worth.line.options] == list(range(1, 55))
    assert worth.line.next is not None
    assert (worth.line.next.value, worth.line.next.gain) == ("1人", 0)
    assert (worth.more, worth.gain) == (worth.line.options[0], D("0.01"))


@pytest.mark.repeated
def test_a_huge_target_takes_no_time(make: Make) -> None:
    text = card(item("基础", "40", "定性"), item("投入", "60", "≥999999999999元"))
    worth = draw(make(files(text, "完成: {基础: 完成}"))).worth[0]
    assert len(worth.line.options) == 6000


@pytest.mark.repeated
def test_large_targets_below_nothing_are_planned_too(make: Make) -> None:
    """10.00 each in thousands of people, 2 to lose: 60% of 30 take 18 + 2."""
    people = [item(name, "10", f"≥{k}000人") for name, k in (("甲", 4), ("乙", 5), ("丙", 9))]
    loss = item("事故", "0", "{计分: 扣分, 每次: 1}").replace("分值: 0, ", "")
    told = "完成: {甲: 0, 乙: 0, 丙: 0}\n扣分: [{指标: 事故, 次数: 2, 原因: 事故}]"
    plan = draw(make(files(card(*people, loss, total=30), told)), "中")
    assert plan.cheapest is not None
    assert plan.cheapest.reached.total == D(18)
    assert sum(step.gain for step in plan.cheapest.steps) == D(20)


def test_relative_effort_is_one_for_a_whole_target(make: Make) -> None:
    text = card(item("活动", "50", "4次"), item("制度", "50", "定性"))
    plan = draw(make(files(text, "完成: {活动: 1, 制度: 部分完成}")), "优")
    costs = {w.line.measure: [o.cost for o in w.line.options] for w in plan.worth}
    assert costs == {
        "活动": [Fraction(1, 4), Fraction(1, 2), Fraction(3, 4)],
        "制度": [Fraction(1, 5), Fraction(2, 5)],
    }


def test_costs_of_two_kinds_are_said(make: Make) -> None:
    text = card(item("活动", "50", "{目标: 4次, 单位成本: 2}"), item("制度", "50", "定性"))
    plan = draw(make(files(text, "完成: {活动: 1, 制度: 部分完成}")), "优")
    assert any("单位成本，有的没有" in note for note in plan.notes)


def test_a_grade_that_does_not_exist(make: Make) -> None:
    with pytest.raises(NotFoundError) as error:
        draw(make(files(BARGAINS)), "特优")
    assert error.value.hint == "是不是“优”？"


# ---- against trying everything -----------------------------------------------------------------

LEVELS = {"未完成": 0, "部分完成": 60, "基本完成": 80, "完成": 100}


@st.composite
def measures(draw_one: st.DrawFn) -> list[dict[str, Any]]:
    found = []
    for number in range(draw_one(st.integers(1, 5))):
        goal = draw_one(st.integers(1, 4))
        judged = draw_one(st.booleans())
        done = draw_one(st.sampled_from([*LEVELS]) if judged else st.integers(0, goal))
        cost = draw_one(st.none() | st.integers(0, 9))
        points = draw_one(st.integers(1, 700))
        found.append({"name": f"考核{number}", "goal": None if judged else goal, "done": done,
                      "cost": cost, "points": points})  # fmt: skip
    return found


def half_up(top: int, bottom: int) -> int:
    return (2 * top + bottom) // (2 * bottom)


def ways(one: dict[str, Any]) -> list[tuple[int, Fraction, int]]:
    """Cents in all, cost and 1 or 0 measures touched, for each value from what is done on."""
    if one["goal"] is None:
        now = LEVELS[one["done"]]
        unit = Fraction(1 if one["cost"] is None else one["cost"], 100)
        return [(half_up(one["points"] * p, 100), (p - now) * unit, int(p > now))
                for p in LEVELS.values() if p >= now]  # fmt: skip
    unit = Fraction(1, one["goal"]) if one["cost"] is None else Fraction(one["cost"])
    return [(half_up(one["points"] * k, one["goal"]), (k - one["done"]) * unit,
             int(k > one["done"])) for k in range(one["done"], one["goal"] + 1)]  # fmt: skip


def written(found: list[dict[str, Any]], lost: int) -> dict[str, str]:
    items = []
    for one in found:
        goal = "定性" if one["goal"] is None else f"{one['goal']}次"
        cost = "" if one["cost"] is None else f", 单位成本: {one['cost']}"
        items.append(item(one["name"], f"{D(one['points']) / 100}", f"{{目标: {goal}{cost}}}"))
    items.append(item("事故", "0", "{计分: 扣分}").replace("分值: 0, ", ""))
    total = D(sum(one["points"] for one in found)) / 100
    text = card(*items).replace("总分: 100", f"总分: {total}")
    done = "".join(f"  {one['name']}: {one['done']}\n" for one in found)
    taken = f"扣分: [{{指标: 事故, 分值: {D(lost) / 100}, 原因: 事故}}]\n" if lost else ""
    return files(text, f"完成:\n{done}{taken}")


@settings(max_examples=times(20), deadline=None)
@given(measures(), st.integers(0, 400), st.sampled_from(["优", "良", "中"]))
def test_trying_everything_finds_nothing_better(
    found: list[dict[str, Any]], lost: int, to: str
) -> None:
    full = sum(one["points"] for one in found)
    bound = {"优": 9000, "良": 8000, "中": 6000}[to]
    tried = []
    for chosen in product(*map(ways, found)):
        total = max(sum(cents for cents, _, _ in chosen) - lost, 0)
        tried.append((total, sum(c for _, c, _ in chosen), sum(n for _, _, n in chosen)))
    enough = [t for t in tried if half_up(t[0] * 10000, full) >= bound]
    with tempfile.TemporaryDirectory() as folder:
        for name, text in written(found, lost).items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        plan = draw(Path(folder), to)
    assert int(plan.best.total * 100) == max(total for total, _, _ in tried)
    if not enough:
        assert plan.cheapest is plan.fewest is None
        return
    assert plan.cheapest is not None
    assert plan.fewest is not None
    cheapest = min((cost, number) for _, cost, number in enough)
    assert (plan.cheapest.cost, len(plan.cheapest.steps)) == cheapest
    fewest = min((number, cost) for _, cost, number in enough)
    assert (len(plan.fewest.steps), plan.fewest.cost) == fewest


# ---- what comes with the program ---------------------------------------------------------------


@pytest.mark.repeated
@pytest.mark.parametrize(("org", "to"), [("旺苍", "优"), ("昭化", "良"), ("朝天", "优")])
def test_the_shipped_plans_reach_the_grade_and_need_every_step(
    shipped: Path, org: str, to: str
) -> None:
    plan = planning.plan(Repository(shipped), org, 2014, to)
    assert isinstance(plan, Plan)
    for way in (plan.cheapest, plan.fewest):
        pairs = [f"{name}={value}" for name, value in values(way).items()]
        whole = supposed(shipped, org, pairs)
        assert way is not None
        assert whole.score.grades[-1] == to
        assert whole.score.card.low == way.reached.total
        for left_out in pairs:
            without = [pair for pair in pairs if pair != left_out]
            report = scoring.score(Repository(shipped), org, 2014)
            rest = supposed(shipped, org, without) if without else report
            assert isinstance(rest, Scored)
            assert rest.score.grades[-1] != to


def supposed(root: Path, org: str, pairs: list[str]) -> Scored:
    report = scoring.suppose(Repository(root), org, 2014, pairs)
    assert isinstance(report, Scored)
    return report


# ---- the command -------------------------------------------------------------------------------


def test_the_command_names_the_steps(make: Make, run: Any) -> None:
    root = make(files(BARGAINS, "样例: true\n完成: {基础: 完成}"))
    ran = run("-C", root, "plan", "甲", "--to", "良")
    assert (ran.code, ran.err) == (0, "")
    assert "到良要 80.00 分，还差 10.00 分" in ran.out
    assert "最省的几步（2 个考核点，成本 9.00）" in ran.out
    assert "最少的几步（1 个考核点，成本 50.00）" in ran.out
    assert "--what-if 乙=1次 --what-if 丙=1次" in ran.out
    assert "样例数据" in ran.out
    ran.out.encode("gbk")


def test_the_command_proves_and_leaves_with_1(make: Make, run: Any) -> None:
    told = "完成: {甲: 1}\n一票否决: [{事项: 安全事故, 原因: 出了事故}]"
    root = make(files(BARGAINS.replace("部分:", VETO + "部分:"), told))
    ran = run("-C", root, "plan", "甲", "--to", "优")
    assert ran.code == 1
    where = "scorecards/2014/完成情况/甲.yaml:6"
    assert ran.out.splitlines()[3:] == [
        "× 得多少分都到不了优",
        f"  一票否决：安全事故（出了事故），等次最高 中　← {where}",
    ]
    ran.out.encode("gbk")


def test_the_command_says_when_there_is_nothing_to_do(make: Make, run: Any) -> None:
    ran = run("-C", make(files(STAIR, "完成: {基础: 完成, 大事: 完成}")), "plan", "甲")
    assert ran.code == 0
    assert "已经是优" in ran.out


def test_the_command_shows_what_cannot_be_planned(make: Make, run: Any) -> None:
    text = card(
        item("基础", "40", "定性"), item("名次", "60", "{计分: 名次, 满分名次: 3, 每名扣: 1}")
    )
    ran = run("-C", make(files(text, "完成: {名次: 第50名}")), "plan", "甲", "--to", "差")
    assert "已经是差" in ran.out
    ran = run("-C", make(files(text, "完成: {名次: 第50名}")), "plan", "甲", "--to", "优")
    assert "名次要看别的单位" in ran.out
    assert ran.code == 1


def test_json_is_exact(make: Make, run: Any) -> None:
    root = make(files(card(item("活动", "100", "3次")), "完成: {活动: 1}"))
    ran = run("-C", root, "plan", "甲", "--to", "优", "--format", "json")
    value = simplejson.loads(ran.out, use_decimal=True)
    assert value["schema"] == "tuanscore.plan/1"
    assert (value["now"]["score"], value["needed"]) == (D("33.33"), D("90.00"))
    assert value["cheapest"]["cost"] == {"exact": "2/3", "rounded": D("0.67")}
    assert value["cheapest"]["steps"] == [
        {"measure": "活动", "was": "1", "value": "3次", "units": 2, "gain": D("66.67"),
         "cost": {"exact": "2/3", "rounded": D("0.67")}},
    ]  # fmt: skip
    assert value["measures"][0]["next"]["value"] == "2次"


def test_json_of_what_cannot_be_reached(make: Make, run: Any) -> None:
    told = "完成: {甲: 1}\n一票否决: [{事项: 安全事故, 原因: 出了事故}]"
    root = make(files(BARGAINS.replace("部分:", VETO + "部分:"), told))
    ran = run("-C", root, "plan", "甲", "--to", "优", "--format", "json")
    value = simplejson.loads(ran.out)
    assert ran.code == 1
    assert (value["reachable"], value["cheapest"]) == (False, None)
    place = {"file": "scorecards/2014/完成情况/甲.yaml", "line": 6, "column": 8}
    assert value["vetoes"] == [
        {
            "matter": "安全事故",
            "reason": "出了事故",
            "decided_by": None,
            "best_grade": "中",
            "place": place,
        }
    ]


def test_a_card_with_errors_is_not_planned(make: Make, run: Any) -> None:
    ran = run("-C", make(files(card(item("活动", "100", "3次"), scale="没有的"))), "plan", "甲")
    assert ran.code == 1
    assert "错误" in ran.out


# ---- corners of the methods --------------------------------------------------------------------

CORNERS = """\
完成:
  越界: 7
  工作日: 50分钟
  怪单位: 多半
  别的: 完成
  分档少: 8天
"""


def test_corners_of_the_methods(make: Make) -> None:
    """10 points each; nothing is known about the first five."""
    text = card(
        item("少些", "10", "≤5起"),
        item("归零", "10", "≤0起"),
        item("档次", "10", "{计分: 分档, 分档: {≤3天: 5, ≤5天: 3}}"),
        item("没基数", "10", "{计分: 对比, 基数: 全省平均, 要求: 高于}"),
        item("多于", "10", "{目标: '>2.5场', 计分: 达标}"),
        item("越界", "10", "{目标: '<5.5起', 计分: 达标}"),
        item("工作日", "10", "≥2小时"),
        item("怪单位", "10", "{目标: 2次, 计分: 达标}"),
        item("别的", "10", "2次"),
        item("分档少", "10", "{计分: 分档, 分档: {≤3天: 5, ≤5天: 3}}"),
    )
    plan = draw(make(files(text, CORNERS)), "优")
    told = {
        w.line.measure: [(o.value, o.gain, o.cost) for o in w.line.options] or w.line.why_not
        for w in plan.worth
    }
    assert told["少些"] == [
        ("5起", 1000, Fraction(1))
    ]  # how far away is not known: one whole target
    assert told["归零"] == [("0起", 1000, Fraction(1))]
    assert told["档次"] == [("5天", 600, Fraction(3, 5)), ("3天", 1000, Fraction(1))]
    assert told["没基数"] == "没有写基数（全省平均）"
    assert told["多于"] == [("3场", 1000, Fraction(6, 5))]  # 3 of 2.5
    assert told["越界"] == [("5起", 1000, Fraction(4, 11))]  # 2 of 5.5
    assert told["怪单位"] == [("2次", 1000, Fraction(1))]  # not understood: from nothing
    assert told["分档少"] == [
        ("5天", 600, Fraction(1)),
        ("3天", 1000, Fraction(5, 3)),
    ]  # 3 and 5 of 3 days
    assert isinstance(told["工作日"], list)
    assert told["工作日"][-1][:2] == ("2小时", 583)  # 50 of 120 minutes earn 4.17


def test_a_range_of_levels_is_taken_at_both_ends(make: Make) -> None:
    root = make({**files(card(item("制度", "100", "定性")), "完成: {制度: 未达成 40%}"),
                 "tuanscore.yaml": "定性档: 三档\n"})  # fmt: skip
    (worth,) = draw(root, "优").worth
    values = [(o.value, o.gain) for o in worth.line.options]
    assert values == [("部分达成 60%", 2000), ("达成 80%", 4000), ("达成 100%", 6000)]


def test_levels_that_are_never_full_are_said(make: Make) -> None:
    root = make({**files(card(item("制度", "100", "定性")), "完成: {制度: 差些}"),
                 "tuanscore.yaml": "定性档: {好: 90, 差些: 50}\n"})  # fmt: skip
    plan = draw(root, "优")
    assert [(o.name, o.points, o.why) for o in plan.lost] == [("制度", D(10), "做到目标也不是满分")]
    assert values(plan.cheapest) == {"制度": "好"}


def test_a_section_of_one_line_can_be_planned(make: Make) -> None:
    """总分 100: 60 of one line that is judged as a whole, 40 of one that does not apply."""
    text = HEAD.format(total=100, scale="财政项目自评") + (
        "加分: {上限: 5}\n部分:\n  - {名称: 交办, 分值: 60, 内容: 交办。}\n"
        "  - {名称: 创新, 分值: 40, 内容: 创新。}\n"
    )
    told = (
        "完成: {交办: 部分完成, 创新: {不适用: 没有}}\n"
        "加分: [{项目: 表彰, 分值: 2, 佐证: [表彰.pdf]}]"
    )
    plan = draw(make(files(text, told)), "优")
    assert (plan.full, plan.now.total, plan.needed) == (D(60), D(38), D(54))
    assert values(plan.cheapest) == {"交办": "完成"}
    assert plan.cheapest is not None
    assert plan.cheapest.reached.total == D(60)  # 60 + 2, at most full marks


def test_a_deduction_without_an_amount_takes_nothing(make: Make) -> None:
    text = SUNK.replace("计分: 扣分, 每次: 10", "计分: 扣分")
    told = "完成: {活动: 0, 讲座: 0}\n扣分: [{指标: 事故, 原因: 事故}]"
    plan = draw(make(files(text, told)), "中")
    assert values(plan.cheapest) == {"讲座": "1次"}


def test_the_command_prints_every_sort_of_step(make: Make, run: Any) -> None:
    """A percentage point, a day, a level with a blank in it, and a finding on top."""
    text = card(item("比率", "40", "≥90%"), item("按期", "30", "2014年12月底前"),
                item("制度", "30", "定性"))  # fmt: skip
    told = "完成: {比率: 80%, 按期: 未达成 0%, 制度: 未达成 0%, 没有的: 1}"
    root = make({**files(text, told), "tuanscore.yaml": "定性档: 三档\n"})
    ran = run("-C", root, "plan", "甲", "--to", "优", env={"COLUMNS": "200"})
    assert ran.code == 0
    assert "比率：80% → 81%（1个百分点），加 0.44 分" in ran.out
    assert "按期：未达成 0% → 2014-12-31，加 30.00 分" in ran.out
    assert "--what-if '制度=达成 80%'" in ran.out
    assert "TS401" in ran.out or "没有考核点“没有的”" in ran.out


def test_nothing_at_all_is_a_target_too(make: Make) -> None:
    """0起 is not met until somebody says so."""
    text = card(item("事故", "50", "0起"), item("信访", "50", "{目标: 0起, 计分: 达标}"))
    root = make(files(text))
    told = {w.line.measure: [o.value for o in w.line.options] for w in draw(root, "优").worth}
    assert told == {"事故": ["0起"], "信访": ["0起"]}


def test_a_number_that_is_judged_is_planned_in_levels(make: Make) -> None:
    (worth,) = draw(make(files(card(item("活动", "100", "{目标: 2次, 计分: 定性}")))), "优").worth
    assert [o.value for o in worth.line.options] == ["部分完成", "基本完成", "完成"]


def test_the_shipped_plan_as_it_is_printed(shipped: Path, run: Any) -> None:
    """群众信访 lost 0.50, and the 评议 of 80 lost 3 of 15."""
    ran = run("-C", shipped, "plan", "昭化", "--to", "良")
    assert ran.code == 0
    assert "不在计划里的：群众信访 0.50（扣分已经发生）、绩效评价 3.00（由评议决定）" in ran.out
    assert "成本 约 " in ran.out


# ---- bands, reasons and costs ------------------------------------------------------------------

ZERO = "{计分: 分档, 分档: {0起: 5, <5起: 3}}"
FEW = "{计分: 分档, 分档: {<5起: 5, <8起: 3}}"
PARTS = "{计分: 分档, 分档: {<2.5起: 5, ≤4.5起: 3}}"
MANY = "{计分: 分档, 分档: {'>5次': 5, '>2次': 3}}"
AMONG = "{计分: 分档, 分档: {5-10次: 5, 3-12次: 3}}"
MONEY = "{计分: 分档, 分档: {≥1万元: 5, ≥5000元: 3}}"
COSTLY = "{计分: 分档, 单位成本: 7, 分档: {≥10次: 5, ≥4次: 3}}"
WORDS = "{计分: 分档, 分档: {前列: 5, 中游: 3, 靠后: 0.05, 没有: 0}}"
DEAR = "{计分: 分档, 单位成本: 7, 分档: {≤3起: 5, ≤5起: 3}}"
Steps = list[tuple[str, int, str]]


@pytest.mark.parametrize(
    ("measure", "done", "options"),
    [
        # nothing known: of what is less the better, how far away is not known; it must be said
        (ZERO, None, [("4起", 600, "3/5"), ("0起", 1000, "1")]),
        (FEW, None, [("7起", 600, "3/5"), ("4起", 1000, "1")]),
        (PARTS, None, [("4.5起", 600, "3/5"), ("2起", 1000, "1")]),
        (DEAR, None, [("5起", 600, "21/5"), ("3起", 1000, "7")]),
        (MANY, None, [("3次", 600, "3/5"), ("6次", 1000, "6/5")]),  # 3 and 6 of 5
        (AMONG, None, [("3次", 600, "3/5"), ("5次", 1000, "1")]),
        (COSTLY, None, [("4次", 600, "28"), ("10次", 1000, "70")]),
        # words: a step that gives nothing is none
        (WORDS, None, [("靠后", 10, "1/100"), ("中游", 600, "3/5"), ("前列", 1000, "1")]),
        (WORDS, "中游", [("前列", 400, "1")]),
        # what is done already counts
        (ZERO, "9", [("4起", 600, "5/9"), ("0起", 1000, "1")]),  # to nothing is the whole way
        (ZERO, "2", [("0起", 400, "1")]),
        (FEW, "9", [("7起", 600, "2/5"), ("4起", 1000, "1")]),  # 2 and 5 of 5
        (PARTS, "4", [("2起", 400, "4/5")]),  # 2 of 2.5
        (DEAR, "6", [("5起", 600, "7"), ("3起", 1000, "21")]),
        (MANY, "3", [("6次", 400, "3/5")]),
        (AMONG, "20", [("12次", 600, "8/5"), ("10次", 1000, "2")]),
        (AMONG, "1", [("3次", 600, "2/5"), ("5次", 1000, "4/5")]),
        (COSTLY, "4", [("10次", 400, "42")]),
        # all steps are counted in the unit of the best
        (MONEY, "0", [("0.5万元", 600, "1/2"), ("1万元", 1000, "1")]),
        # whole units, the last of which may be less
        ("≥2.5场", "0", [("1场", 400, "2/5"), ("2场", 800, "4/5"), ("2.5场", 1000, "1")]),
        ("≥2场", "0.5", [("1.5场", 500, "1/2"), ("2场", 750, "3/4")]),
        ("{目标: '<2.5起', 计分: 达标}", "4", [("2起", 1000, "4/5")]),
        ("{目标: '<3起', 计分: 达标}", "4", [("2起", 1000, "2/3")]),
        ("0起", "2", [("0起", 1000, "1")]),
        ("{目标: ≤3起, 单位成本: 7}", None, [("3起", 1000, "7")]),
    ],
)
def test_each_band_costs_its_way_and_is_worth_its_mark(
    make: Make, measure: str, done: str | None, options: Steps
) -> None:
    """10 points; what a band is worth beyond what is earned, and what its way costs."""
    text = card(item("基础", "90", "定性"), item("甲项", "10", measure))
    told = "完成: {基础: 完成}" if done is None else f"完成: {{基础: 完成, 甲项: {done}}}"
    (worth,) = draw(make(files(text, told)), "优").worth
    found = [(o.value, o.gain, str(o.cost)) for o in worth.line.options]
    assert (found, worth.line.why_not) == (options, "")


@pytest.mark.parametrize(
    ("measure", "done", "why"),
    [
        ("{计分: 名次, 满分名次: 1, 每名扣: 1}", "第5名", "名次要看别的单位"),
        ("{计分: 对比, 基数: 平均, 要求: 低于}", None, "没有写基数（平均）"),
        ("2014年6月底前", "2014-07-01", "期限（2014-06-30）已过"),
        ("2014年6月底前", None, ""),
        ("2014年12月底前", "未完成", ""),
        ("≥3次", "1", ""),
        (ZERO, None, ""),
        ("0起", None, ""),
    ],
)
def test_why_not_is_said_where_nothing_can_be_done_and_nowhere_else(
    make: Make, measure: str, done: str | None, why: str
) -> None:
    text = card(item("基础", "90", "定性"), item("甲项", "10", measure))
    told = "完成: {基础: 完成}" if done is None else f"完成: {{基础: 完成, 甲项: {done}}}"
    plan = draw(make(files(text, told)), "优")
    (worth,) = plan.worth
    assert (worth.line.why_not, not worth.line.options) == (why, bool(why))
    assert [lost.why for lost in plan.lost] == ([why] if why else [])


def test_a_bound_finer_than_the_printed_rate_needs_the_next_one(make: Make) -> None:
    """89.995 is reached by a printed 90.00 alone: 89.995 of 100 points are printed so."""
    text = card(item("基础", "90", "定性"), item("甲项", "10", "10次"), scale="细")
    root = make({**files(text, "完成: {基础: 98%}"),
                 "tuanscore.yaml": "等次标准: {细: {优: 89.995, 良: 80, 中: 60}}\n"})  # fmt: skip
    assert draw(root, "优").needed == D("90.00")


@pytest.mark.parametrize(
    ("measure", "done", "why"),
    [
        ("≤5起", "8", "完成 8，越过了目标 ≤5起，只会再多，不会再少"),
        ("{目标: <5起, 计分: 达标}", "5", "完成 5，越过了目标 <5起，只会再多，不会再少"),
        ("0起", "1", "完成 1，越过了目标 0起，只会再多，不会再少"),
        (ZERO, "5", "完成 5，各档都越过了，只会再多，不会再少"),
        (ZERO, "4", "完成 4，年底前最好到“<5起”一档（3/5）"),
        ("2014年6月底前", "未完成", "期限（2014-06-30）已过，完成值是“未完成”"),
        ("≤5%", "8%", ""),
        ("≥5次", "1", ""),
    ],
)
def test_before_the_end_of_the_year_what_is_lost_is_not_planned(
    make: Make, measure: str, done: str, why: str
) -> None:
    text = card(item("基础", "90", "定性"), item("甲项", "10", measure))
    told = files(text, f"完成: {{基础: 完成, 甲项: {done}}}")
    plan = draw(make({n: t.replace("2014-12-31", "2014-06-30") for n, t in told.items()}), "优")
    (worth,) = plan.worth
    assert (worth.line.why_not, not worth.line.options) == (why, bool(why))
    assert (worth.line.next is None) == bool(why)
