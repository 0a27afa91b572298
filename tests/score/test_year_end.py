"""Before the year is over: 到今天 as if it had ended, 年底可能 what can still be reached."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import simplejson
from hypothesis import assume, given
from test_properties import thorough

from conftest import Make, Run
from documents import project
from generated import Made, cases
from gitrepo import GitRepo
from scoring import FOUR, measure, scored, share
from tuanscore import methods
from tuanscore.commands.score import budgeting
from tuanscore.commands.score.report import ProjectScored
from tuanscore.methods import Case, Outcome
from tuanscore.scoring.tree import Level, Score
from tuanscore.shelf import Repository

pytestmark = pytest.mark.repeated

D = Decimal
JUNE = "2014-06-30"
HEAD = "类型: 目标绩效指标\n单位: 甲县委\n简称: 甲\n年度: 2014\n总分: {total}\n{top}部分:\n"
SECTION = "  - 名称: 职能\n    分值: {points}\n    类别:\n      - 名称: 一类\n        条目:\n"


def card(*lines: str, rest: str = "", top: str = "", total: int = 100, points: int = 100) -> str:
    """Return a card whose one category holds an item for each of these 考核点."""
    items = "".join(
        f"          - {{编号: 条{i}, 内容: 内容, 考核点: {{{line}}}}}\n"
        for i, line in enumerate(lines)
    )
    return HEAD.format(total=total, top=top) + SECTION.format(points=points) + items + rest


def told(done: str, day: str = JUNE, rest: str = "") -> str:
    return f"类型: 完成情况\n单位: 甲\n年度: 2014\n截至: {day}\n完成: {{{done}}}\n{rest}"


def ahead(score: Score) -> tuple[Decimal, Decimal, str]:
    """Return low and high of 年底可能, and its grades from the best to the worst."""
    assert score.year_end is not None
    return score.year_end.low, score.year_end.high, "".join(score.year_end.grades)


STEPS = "{计分: 分档, 分档: {≤3起: 5, ≤5起: 3}}"
UP = "{计分: 分档, 分档: {≥75%: 5, ≥70%: 3}}"
TWO_LESS = "{计分: 两级目标, 达标值: ≤8起, 争取值: ≤4起, 达标得分率: 80%}"
TWO_MORE = "{计分: 两级目标, 达标值: ≥60人, 争取值: ≥80人, 达标得分率: 80%}"
BASE = "{计分: 对比, 基数: 平均, 要求: 低于}"


@pytest.mark.parametrize(
    ("line", "done", "now", "reach"),
    [
        # more is better: open however little is done
        ("≥4次", "1", "2.50", "10.00"),
        ("'>4次'", "0", "0.00", "10.00"),
        ("4次", "1", "2.50", "10.00"),
        ("≥90%", "45%", "5.00", "10.00"),
        ("{目标: ≥4次, 计分: 达标}", "3", "0.00", "10.00"),
        (UP, "71%", "6.00", "10.00"),
        (TWO_MORE, "30", "4.00", "10.00"),
        # a limit that holds may hold on; one that is passed stays passed
        ("≤5起", "5", "10.00", "10.00"),
        ("≤5起", "8", "6.25", "6.25"),
        ("≤2万元", "25000元", "8.00", "8.00"),
        ("0起", "1", "0.00", "0.00"),
        ("<5起", "5", "10.00", "10.00"),
        ("{目标: <5起, 计分: 达标}", "5", "0.00", "0.00"),
        ("{目标: ≤5起, 计分: 达标}", "6", "0.00", "0.00"),
        ("5-10次", "2", "4.00", "10.00"),
        ("5-10次", "12", "8.33", "8.33"),
        (STEPS, "4", "6.00", "6.00"),
        (STEPS, "2", "10.00", "10.00"),
        (STEPS, "6", "0.00", "0.00"),
        ("{计分: 分档, 分档: {≤3起: 5, ≥8次: 3}}", "2起", "10.00", "10.00"),
        ("{计分: 分档, 分档: {3-6次: 1, ≥7次: 5}}", "4", "2.00", "10.00"),
        (TWO_LESS, "5", "9.50", "9.50"),  # 80% + 20% × (8 − 5) ÷ (8 − 4)
        (TWO_LESS, "3", "10.00", "10.00"),
        # a rate may come down again, and so may what it is held against
        ("≤5%", "8%", "6.25", "10.00"),
        ("0‰", "1‰", "0.00", "10.00"),
        ("≤100元/人", "125元/人", "8.00", "10.00"),
        (BASE, "{自评: 12, 基数: 10, 基数来源: 公报}", "8.33", "10.00"),
        # a deadline is over at the end of its day
        ("2014年5月底前", "未完成", "0.00", "0.00"),
        ("2014年6月底前", "未完成", "0.00", "0.00"),
        ("2014年7月底前", "未完成", "0.00", "10.00"),
        ("2014年5月底前", "2014-06-02", "0.00", "0.00"),
        ("2014年7月底前", "2014-06-02", "10.00", "10.00"),
        ("2014年5月底前", "完成", "10.00", "10.00"),
        # what is judged, and places
        ("定性", "部分完成", "6.00", "10.00"),
        ("{计分: 达标, 目标: 定性}", "未完成", "0.00", "10.00"),
        ("{计分: 名次, 满分名次: 3, 每名扣: 1}", "第5名", "8.00", "10.00"),
        # nothing to hold it back
        ("≥4次", "{不适用: 没有}", "0.00", "0.00"),
    ],
)
def test_what_a_line_may_still_come_to(line: str, done: str, now: str, reach: str) -> None:
    """10 points each; a second line of 90 takes what does not apply."""
    written = line if line.startswith("{") else f"{{目标: {line}}}"
    text = card(f"甲项: {written}", "乙项: {目标: 定性, 分值: 90}").replace(
        "编号: 条0, 内容: 内容,", "编号: 条0, 内容: 内容, 分值: 10,"
    )
    (node,) = scored(text, [told(f"甲项: {done}, 乙项: 完成")]).card.named("甲项")
    assert (node.low, node.reach) == (D(now), D(reach))
    assert bool(node.prospect) == (node.high < (node.points or 0))
    (over,) = scored(text, [told(f"甲项: {done}, 乙项: 完成", "2014-12-31")]).card.named("甲项")
    assert (over.low, over.reach, over.prospect) == (D(now), None, "")


def test_nothing_reported_is_open_whatever_the_day() -> None:
    """A deadline that passed in silence may have been kept."""
    score = scored(card("甲项: 2014年5月底前", "乙项: ≤5起"), [told("")])
    assert ahead(score) == (D(0), D(100), "优良中差")
    assert (score.card.low, score.card.high) == (D(0), D(100))


def test_the_card_of_the_issue() -> None:
    """One of four parts is done a quarter of the way; the year's end may still bring all."""
    lines = [f"项{i}: ≥4次" for i in range(4)]
    score = scored(card(*lines), [told(", ".join(f"项{i}: 1" for i in range(4)), "2014-03-31")])
    assert (score.card.low, score.card.high, score.grades) == (D(25), D(25), ("差",))
    assert ahead(score) == (D(25), D(100), "优良中差")


def test_a_veto_stays() -> None:
    rule = "一票否决: [{事项: 事故, 最高等次: 中}]\n"
    report = told("甲项: 2", rest="一票否决: [{事项: 事故, 原因: 查实}]\n")
    score = scored(card("甲项: ≥4次", top=rule), [report])
    assert (score.grades, ahead(score)) == (("差",), (D(50), D(100), "中差"))


LOSS = "违规: {计分: 扣分, 每次: 30}"


def test_deductions_stay_and_take_more_where_there_is_more_to_take() -> None:
    """Earned 20, 2 × 30 to lose: 0 now; full 100 − 60 at the end of the year."""
    report = told("甲项: 1", rest="扣分: [{指标: 违规, 次数: 2, 原因: 查实}]\n")
    score = scored(card("甲项: ≥5次", LOSS), [report])
    (loss,) = score.card.named("违规")
    assert (loss.low, loss.high, loss.reach) == (D(-20), D(-20), D(-60))
    assert ahead(score)[:2] == (D(0), D(40))


OTHERS = """\
  - 名称: 保障
    分值: 20
    计分: 扣分
    类别: [{条目: [{编号: 维稳, 内容: 维稳, 分值: 3}]}]
  - {名称: 评价, 分值: 20, 计分: 评议}
"""


def test_what_others_decide() -> None:
    """保障 20 − 3 stays; a later 评议 replaces the 80 of today: 17 + 20 + 60."""
    text = card("甲项: ≥5次", rest=OTHERS, points=60)
    rest = "扣分: [{指标: 维稳, 分值: 5, 原因: 查实}]\n评议: [{来源: 群众, 得分: 80}]\n"
    score = scored(text, [told("甲项: 5", rest=rest)])
    assert score.card.low == score.card.high == D(60 + 17 + 16)
    assert ahead(score)[:2] == (D(93), D(97))


@pytest.mark.parametrize(
    ("done", "rest", "now", "reach"),
    [
        ("甲项: 8", "", "62.50", "67.50"),  # 62.50 for good, and at most 5 on top
        ("甲项: 8", "加分: [{项目: 表彰, 分值: 1, 佐证: [a.pdf]}]\n", "63.50", "67.50"),
        ("甲项: 5", "", "100.00", "100.00"),  # never above full marks
    ],
)
def test_a_bonus_may_still_be_earned(done: str, rest: str, now: str, reach: str) -> None:
    score = scored(card("甲项: ≤5起", top="加分: {上限: 5}\n"), [told(done, rest=rest)])
    assert (score.card.low, score.card.reach) == (D(now), D(reach))


@pytest.mark.parametrize(
    ("days", "until", "day"),
    [
        (["2014-03-31"], None, date(2014, 3, 31)),
        (["2014-03-31", "2014-12-30"], None, date(2014, 12, 30)),
        (["2014-12-31"], None, None),
        (["2015-01-15"], None, None),
        ([], None, None),
        (["2014-03-31"], date(2014, 5, 1), date(2014, 5, 1)),
        (["2014-03-31"], date(2014, 12, 31), None),
        ([], date(2014, 5, 1), date(2014, 5, 1)),
        (["2014-03-31", "2014-12-31"], date(2014, 5, 1), date(2014, 5, 1)),
    ],
)
def test_the_day_is_the_one_asked_for_else_of_the_last_report(
    make: Make, run: Run, days: list[str], until: date | None, day: date | None
) -> None:
    files = {f"scorecards/2014/完成情况/甲{d}.yaml": told("甲项: 1", d) for d in days}
    root = make({"scorecards/2014/甲.yaml": card("甲项: ≥4次"), **files})
    asked = ["--as-of", str(until)] if until else []
    for form in ("text", "md"):
        out = run("-C", root, "score", "2014", "--org", "甲", "--format", form, *asked).out
        for word in ("到今天", "年底可能"):
            assert (word in out) == (day is not None), word
        assert day is None or form == "md" or f"到今天（{day}） " in out


def squeezed(out: str) -> str:
    """Return an output with one blank where columns are apart."""
    return re.sub(" +", " ", out)


# --- every face -------------------------------------------------------------------------------

HALF = {
    "scorecards/2014/甲.yaml": card("甲项: ≥4次", "乙项: ≤5起"),
    "scorecards/2014/完成情况/甲.yaml": told("甲项: 1, 乙项: 8"),
}
"""甲项 12.50 of 50, open; 乙项 31.25 of 50, passed: 43.75 now, 81.25 at the most."""


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["score", "2014"], "43.75 100.00 43.75% 差 43.75–81.25 差–中"),
        (["score", "2014", "--format", "md"],
         "| 43.75 | 100 | 43.75% | 差 | 43.75–81.25 | 差–中 |"),
        (["score", "2014", "--org", "甲"],
         ("到今天（2014-06-30） 43.75 / 100.00　得分率 43.75%　等次 差\n"
         "年底可能 43.75–81.25 分，得分率 43.75%–81.25%，等次 差–中\n")),
        (["score", "2014", "--org", "甲"], "≥4次 1 50.00 12.50 12.50–50.00"),
        (["score", "2014", "--org", "甲", "--format", "md"], "| 8 | 50.00 | 31.25 | 31.25 |"),
        (["score", "2014", "--org", "甲", "--explain", "甲项"],
         "├── 到今天　12.50\n├── 年底可能　12.50–50.00：年底前还能做到满分\n"),
        (["score", "2014", "--org", "甲", "--explain", "乙项"],
         "├── 年底可能　31.25：完成 8，越过了目标 ≤5起，只会再多，不会再少\n"),
        (["score", "2014", "--org", "甲", "--explain", "乙项", "--format", "md"],
         "- 年底可能　31.25：完成 8，越过了目标 ≤5起"),
        (["score", "2014", "--org", "甲", "--what-if", "甲项=2"],
         ("假设 到今天 56.25 分（56.25%，差）、年底可能 56.25–81.25 分，得分率 56.25%–81.25%，"
         "等次 差–中，相差 +12.50")),
        (["render", "甲", "--scored"],
         ("合计（到今天得分率 43.75%，等次 差；年底可能 43.75–81.25 分，得分率 43.75%–81.25%，"
         "等次 差–中）")),
        (["render", "甲", "--scored", "--format", "html"], "年底可能"),
    ],
)  # fmt: skip
def test_both_are_named_on_every_face(make: Make, run: Run, argv: list[str], said: str) -> None:
    ran = run("-C", make(HALF), *argv)
    assert ran.code == 0
    assert said in squeezed(ran.out)


def test_both_are_named_for_machines(make: Make, run: Run) -> None:
    root = make(HALF)
    value = simplejson.loads(
        run("-C", root, "score", "2014", "--org", "甲", "--format", "json").out
    )
    rate = {"low": 43.75, "high": 43.75}
    assert value["to_date"] == {
        "day": JUNE, "low": 43.75, "high": 43.75, "rate": rate, "grades": ["差"],
    }  # fmt: skip
    assert value["year_end"] == {
        "low": 43.75, "high": 81.25, "rate": {"low": 43.75, "high": 81.25}, "grades": ["中", "差"],
    }  # fmt: skip
    assert (value["score"], value["grades"]) == (43.75, ["差"])
    items = value["card"]["sections"][0]["categories"][0]["items"]
    assert items[0]["measures"][0]["year_end"] == {
        "low": 12.5, "high": 50, "prospect": "年底前还能做到满分",
    }  # fmt: skip
    ranking = simplejson.loads(run("-C", root, "score", "2014", "--format", "json").out)
    assert ranking["ranking"][0]["year_end"] == value["year_end"]


@pytest.mark.parametrize(
    ("gate", "reason", "certain"),
    [
        ("差", "", False),
        ("中", "到今天等次 差，年底可能 差–中，按到今天最低 差 算", False),
        ("良", "到今天等次 差，年底可能 差–中", True),
        ("43.75", "", False),
        ("81.25", "到今天得分 43.75，年底可能 43.75–81.25，按到今天最低 43.75 算", False),
        ("81.26", "到今天得分 43.75，年底可能 43.75–81.25", True),
        ("81.25%", "到今天得分率 43.75%，年底可能 43.75%–81.25%，按到今天最低 43.75% 算", False),
        ("81.26%", "到今天得分率 43.75%，年底可能 43.75%–81.25%", True),
    ],
)
def test_a_gate_is_judged_to_date_and_missed_for_certain_only_out_of_reach(
    make: Make, run: Run, gate: str, reason: str, certain: bool
) -> None:
    argv = ["score", "2014", "--org", "甲", "--fail-under", gate, "--format", "json"]
    ran = run("-C", make(HALF), *argv)
    short = [{"org": "甲", "reason": reason, "certain": certain}] if reason else []
    assert (ran.code, simplejson.loads(ran.out)["gate"]["short"]) == (1 if reason else 0, short)


def test_a_change_before_the_end_of_the_year_names_both(tmp_path: Path, run: Run) -> None:
    """甲项 1 → 2 of 4: 43.75 → 56.25 now, 81.25 at the most as before."""
    repo = GitRepo(tmp_path)
    repo.write(HALF)
    repo.commit("建立")
    repo.replace("scorecards/2014/完成情况/甲.yaml", "甲项: 1", "甲项: 2")
    both = "到今天 差，年底可能 差–中"
    text = run("-C", tmp_path, "diff", "--rev", "HEAD").out
    assert f"43.75% → 56.25% {both} → {both}" in squeezed(text)
    sheet = run("-C", tmp_path, "diff", "--rev", "HEAD", "--format", "md").out
    assert f"| 43.75% | 56.25% | {both} | {both} |" in sheet
    out = run("-C", tmp_path, "diff", "--rev", "HEAD", "--format", "json").out
    assert simplejson.loads(out)["cards"][0]["after"]["year_end"] == {
        "low": 56.25, "high": 81.25, "rate_low": 56.25, "rate_high": 81.25, "grades": ["中", "差"],
    }  # fmt: skip


def test_a_gate_counts_what_is_not_reported_too(make: Make, run: Run) -> None:
    files = HALF | {"scorecards/2014/完成情况/甲.yaml": told("甲项: 1")}
    ran = run("-C", make(files), "score", "2014", "--org", "甲", "--fail-under", "50")
    assert ran.code == 1
    assert (
        "甲（到今天得分 12.50–62.50，年底可能 12.50–100.00，还有 1 项没有报，"
        "按到今天最低 12.50 算）" in ran.err
    )


# --- projects and departments -----------------------------------------------------------------

TABLE = project(
    scheme="财政项目自评",
    数量指标="名称: 次数, 指标值: ≥5次",
    成本指标="名称: 成本, 指标值: ≤1000元",
    社会效益指标="名称: 覆盖, 指标值: ≥50%",
    服务对象满意度指标="名称: 满意, 指标值: ≥90%",
)
TOLD = (
    "类型: 项目自评\n项目编码: P1\n年度: 2021\n截至: {day}\n"
    "执行: {{全年预算数: 1000, 全年执行数: 500}}\n"
    "完成: {{次数: 3, 成本: 1250, 覆盖: 50%, 满意: 45%}}\n"
)


def test_a_project(make: Make, run: Run) -> None:
    """执行 5 of 10, 次数 15 of 25, 成本 20 of 25 for good, 覆盖 30, 满意 5 of 10."""
    root = make({"scorecards/2021/甲/P1.yaml": TABLE,
                 "scorecards/2021/甲/P1.自评.yaml": TOLD.format(day="2021-06-30")})  # fmt: skip
    report = budgeting.score_project(Repository(root), "P1", 2021)
    assert isinstance(report, ProjectScored)
    score = report.score
    assert (score.tree.low, score.tree.high, score.tree.reach) == (D(75), D(75), D(95))
    assert [(n.name, n.reach) for n in score.tree.leaves()] == [
        ("预算执行率", D(10)), ("次数", D(25)), ("成本", D(20)), ("覆盖", D(30)), ("满意", D(10)),
    ]  # fmt: skip
    assert score.year_end is not None
    assert (score.grades, score.year_end.grades) == (("中",), ("优", "良", "中"))
    one = run("-C", root, "score", "2021", "--project", "P1").out
    assert "年底可能 75.00–95.00 分，得分率 75.00%–95.00%，等次 中–优" in one
    listed = squeezed(run("-C", root, "score", "2021").out)
    assert "50.00% 75.00 100.00 75.00% 中 75.00–95.00 中–优" in listed
    sheet = run("-C", root, "render", "P1", "--scored").out
    assert "总分（到今天得分率 75.00%，等次 中；年底可能 75.00–95.00 分" in sheet


def test_a_project_at_the_end_of_the_year(make: Make, run: Run) -> None:
    root = make({"scorecards/2021/甲/P1.yaml": TABLE,
                 "scorecards/2021/甲/P1.自评.yaml": TOLD.format(day="2021-12-31")})  # fmt: skip
    for argv in (["score", "2021"], ["score", "2021", "--project", "P1", "--format", "json"],
                 ["score", "2021", "--project", "P1", "--format", "md"]):  # fmt: skip
        out = run("-C", root, *argv).out
        assert "75.00" in out
        assert not any(word in out for word in ("到今天", "年底可能", "year_end", "to_date"))


DEPARTMENT = """\
类型: 部门整体绩效目标
单位: 团甲区委
简称: 甲
年度: 2021
年度发展规划目标: {标题: 规划, 内容: [一]}
职责分类绩效目标:
  标题: 职责
  职责:
    - {职责描述: 一, 职责目标: 二, 绩效目标: 三, 绩效指标: 完成率, 计划数: 10, 完成数: 6,
       绩效标准: {等次标准: 团区委绩效标准, 内容: 五}}
工作保障措施: {标题: 措施, 内容: [一]}
"""


@pytest.mark.parametrize(
    ("until", "grades"),
    [(None, ()), (date(2021, 6, 30), ("优", "良", "中")), (date(2021, 12, 31), ())],
)
def test_a_department(make: Make, run: Run, until: date | None, grades: tuple[str, ...]) -> None:
    """6 of 10 is 中; it has no 截至 of its own, and what is done can only grow."""
    root = make({"scorecards/2021/甲/部门整体绩效目标.yaml": DEPARTMENT})
    department = budgeting.score_office(Repository(root, until), "甲", 2021).department
    assert department is not None
    (duty,) = department.duties
    assert (duty.grades, duty.year_end) == (("中",), grades)
    asked = ["--as-of", str(until)] if until else []
    for form, row in (("text", "60.00% 中 中–优"), ("md", "| 60.00% | 中 | 中–优 |")):
        out = run("-C", root, "score", "2021", "--org", "甲", "--format", form, *asked).out
        assert (row in squeezed(out)) == bool(grades)
    out = run("-C", root, "score", "2021", "--org", "甲", "--format", "json", *asked).out
    assert ("year_end" in out) == bool(grades)


# --- what holds for everything ----------------------------------------------------------------

LINES: list[Any] = [
    "≥4次", ">4次", "4次", "≤4次", "<4次", "0次", "3-6次",
    *({"目标": t, "计分": "达标"} for t in ("≥4次", ">4次", "≤4次", "<4次", "0次", "3-6次")),
    {"计分": "分档", "分档": {"≥6次": "5", "≥3次": "2"}},
    {"计分": "分档", "分档": {"≤3次": "5", "<6次": "2"}},
    {"计分": "分档", "分档": {"3-6次": "5", "≥2次": "1"}},
    {"计分": "两级目标", "达标值": "≥3次", "争取值": "≥6次", "达标得分率": "80%"},
    {"计分": "两级目标", "达标值": "≤6次", "争取值": "≤3次", "达标得分率": "80%"},
]  # fmt: skip


def judged(line: Any, done: int, day: date | None = None) -> Outcome:
    one = measure(line)
    case = Case(one.target, str(done), FOUR)
    if day is None:
        return methods.judge(one.method, case, one)
    return methods.reach(one.method, case, one, day)


@pytest.mark.parametrize("line", LINES, ids=str)
def test_more_of_a_count_never_brings_more_than_was_said_and_some_amount_brings_it(
    line: Any,
) -> None:
    for done in range(10):
        reach = share(judged(line, done, date(2014, 6, 30)))
        assert max(share(judged(line, done + more)) for more in range(10)) == reach, done


@thorough
@given(cases())
def test_what_may_be_reached_adds_up_and_is_never_less_than_what_is_there(made: Made) -> None:
    score = scored(*made.texts())
    assume(score.as_of is not None)
    assert score.as_of is not None
    over = score.as_of >= date(2024, 12, 31)
    assert (score.year_end is None) == over
    for node in score.card.nodes():
        assert (node.reach is None) == over, node.name
        if node.reach is None:
            continue
        if node.points is not None:
            assert node.high <= node.reach <= node.points, node.name
        parts = sum((part.reach or D(0) for part in node.parts), D(0))
        if node.parts and node.level is not Level.CARD and node.base is None:
            assert node.reach == parts, node.name
