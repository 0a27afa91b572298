"""Scored projects, worked out by hand from domain.md (Weights of a project 自评, 预算执行率)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from conftest import CHECKOUT, Make, found
from tuanscore.commands.score import budgeting
from tuanscore.commands.score.report import ProjectScored
from tuanscore.commands.validate import examining
from tuanscore.commands.validate.report import Examination
from tuanscore.scoring.project import ProjectScore
from tuanscore.scoring.tree import Level, Node, State
from tuanscore.shelf import Repository

D = Decimal
TABLE, TOLD = "scorecards/2021/甲/P1.yaml", "scorecards/2021/甲/P1.自评.yaml"
HEAD = """\
类型: 预算项目绩效目标表
预算单位: 团甲区委本级
简称: 甲
年度: 2021
项目编码: P1
项目名称: 活动经费
预算: {预算数: 1000, 财政资金: 1000, 其他资金: 0, 资金用途: 活动}
资金支出计划: {12月底: 100%}
绩效目标: [办好活动]
"""
OUTPUT = """\
  产出指标:
    数量指标: [{名称: 次数, 指标值: ≥5次}, {名称: 人数, 指标值: ≥100人}]
    质量指标: [{名称: 质量, 指标值: 定性}]
"""
BENEFIT = """\
  效益指标:
    社会效益指标: [{名称: 覆盖, 指标值: ≥50%}]
"""
LIKED = """\
  满意度指标:
    服务对象满意度指标: [{名称: 满意, 指标值: ≥90%}]
"""
COST = "    成本指标: [{名称: 成本, 指标值: 0.1万元}]\n"
INDICATORS = f"绩效指标:\n{OUTPUT}{BENEFIT}{LIKED}"
SCHEME = "计分方案: 财政项目自评\n"
REPORT = "类型: 项目自评\n项目编码: P1\n年度: 2021\n截至: 2021-12-31\n"
SPENT = "执行: {全年预算数: 1000, 全年执行数: 1000}\n"
DONE = "完成: {次数: 5, 人数: 100, 质量: 完成, 覆盖: 50%, 满意: 90%}\n"


def of(make: Make, *reports: str, table: str = HEAD + SCHEME + INDICATORS) -> ProjectScore:
    """Score the project with these reports; everything else of the repository is fine."""
    told = {f"scorecards/2021/甲/{n}.yaml": text for n, text in enumerate(reports)}
    report = budgeting.score_project(Repository(make({TABLE: table, **told})), "P1", 2021)
    assert isinstance(report, ProjectScored), report
    return report.score


def findings(make: Make, table: str, *reports: str) -> list[tuple[str, str]]:
    told = {f"scorecards/2021/甲/{n}.yaml": text for n, text in enumerate(reports)}
    return [(f.code, f"{f.message} {f.hint}") for f in found(make({TABLE: table, **told}))]


def node(score: ProjectScore, name: str) -> Node:
    (only,) = score.tree.named(name)
    return only


def points(score: ProjectScore) -> dict[str, Decimal | None]:
    return {leaf.name: leaf.points for leaf in score.tree.leaves()}


def test_the_shipped_sample() -> None:
    """执行 48000/50000 × 10 = 9.60; 产出 50 ÷ 4 = 12.50 each, all met: 50.00; 效益 30 ÷ 4 = 7.50
    each, of which 活动开展情况 earns 7.50 × 4 ÷ 5 = 6.00: 28.50; 满意度 10.00. Together 9.60 +
    50.00 + 28.50 + 10.00 = 98.10 of 100, and 98.10% is 优."""
    report = budgeting.score_project(Repository(CHECKOUT), "130303210YA09YBACA1M9", 2021)
    assert isinstance(report, ProjectScored)
    score = report.score
    assert report.findings == ()
    assert node(score, "预算执行率").low == D("9.60")
    assert {n.name: n.low for n in score.tree.parts} == {
        "预算执行率": D("9.60"), "产出指标": D("50.00"),
        "效益指标": D("28.50"), "满意度指标": D("10.00"),
    }  # fmt: skip
    assert (score.tree.low, score.tree.high, score.full) == (D("98.10"), D("98.10"), D("100.00"))
    assert (score.rate_low, score.grades) == (D("98.10"), ("优",))
    assert (score.sample, score.short_name, score.scheme) == (True, "山海关", "财政项目自评")
    assert score.basis == "财预〔2020〕10号"
    assert node(score, "活动开展情况").formula == "7.50 × 4 ÷ 5 = 6.00"
    assert any("没有写分值" in a and "财政项目自评" in a for a in score.assumptions)
    assert any("足额发放 0.1万元" in a and "不超过" in a for a in score.assumptions)


def test_everything_done_is_full_marks(make: Make) -> None:
    """产出 50 over 3: 16.67 + 16.67 + 16.66, the remainder to the earlier ones."""
    score = of(make, REPORT + SPENT + DONE)
    assert points(score) == {
        "预算执行率": D("10.00"), "次数": D("16.67"), "人数": D("16.67"), "质量": D("16.66"),
        "覆盖": D("30.00"), "满意": D("10.00"),
    }  # fmt: skip
    assert (score.tree.low, score.tree.high, score.rate_low) == (D(100), D(100), D(100))
    assert node(score, "数量指标").points == D("33.34")
    assert (score.grades, score.certain) == (("优",), True)
    assert not score.missing
    assert score.claimed is None


@pytest.mark.parametrize(
    ("budget", "spent", "low", "high", "rate"),
    [
        ("1000", "1000", "10.00", "10.00", "100.00"),
        ("1000", "1200", "10.00", "10.00", "120.00"),  # never above the points
        ("1000", "0", "0.00", "0.00", "0.00"),
        ("1000", "960", "9.60", "9.60", "96.00"),
        ("3", "2", "6.67", "6.67", "66.67"),  # 6.666…
        ("16", "1", "0.63", "0.63", "6.25"),  # 0.625, half up
        ("0", "0", "0.00", "10.00", None),  # nothing to divide by: open, not nought
    ],
)
def test_execution(
    budget: str, spent: str, low: str, high: str, rate: str | None, make: Make
) -> None:
    told = f"执行: {{全年预算数: {budget}, 全年执行数: {spent}}}\n"
    score = of(make, REPORT + told + DONE)
    line = node(score, "预算执行率")
    assert (line.low, line.high) == (D(low), D(high))
    assert score.spending is not None
    assert (score.spending.budget, score.spending.spent) == (D(budget), D(spent))
    assert score.spending.rate == (D(rate) if rate is not None else None)
    assert [i.name for i in line.inputs] == ["全年预算数", "全年执行数"]
    assert str(line.inputs[1].place).startswith("scorecards/2021/甲/0.yaml:5:")


def test_nothing_reported_is_anything(make: Make) -> None:
    score = of(make)
    assert (score.tree.low, score.tree.high) == (D(0), D(100))
    assert score.grades == ("优", "良", "中", "差")
    assert score.missing == ("预算执行率", "次数", "人数", "质量", "覆盖", "满意")
    assert (score.as_of, score.spending, score.certain) == (None, None, False)


def test_what_is_missing_is_an_interval(make: Make) -> None:
    """人数 (16.67) and 覆盖 (30) are open: 53.33–100.00."""
    score = of(make, REPORT + SPENT + "完成: {次数: 5, 质量: 完成, 满意: 90%}\n")
    assert (score.tree.low, score.tree.high) == (D("53.33"), D("100.00"))
    assert score.missing == ("人数", "覆盖")
    assert score.grades == ("优", "良", "中", "差")
    assert node(score, "数量指标").state is State.PARTIAL


def test_what_cannot_be_read_is_open_and_a_finding(make: Make) -> None:
    bad = DONE.replace("次数: 5", "次数: 若干")
    score = of(make, REPORT + SPENT + bad)
    line = node(score, "次数")
    assert (line.low, line.high, line.state) == (D(0), D("16.67"), State.UNREPORTED)
    assert [code for code, _ in findings(make, HEAD + INDICATORS, REPORT + bad)] == ["TS308"]


def test_what_does_not_apply_leaves_its_class(make: Make) -> None:
    """Without 质量 the 50 of 产出 are shared by two: 25.00 each; 人数 is half done: 12.50."""
    told = DONE.replace("人数: 100", "人数: {自评: 50, 说明: 停办}").replace(
        "质量: 完成", "质量: {不适用: 没有评}"
    )
    score = of(make, REPORT + SPENT + told)
    assert [node(score, n).points for n in ("次数", "人数", "质量")] == [D(25), D(25), D(0)]
    assert node(score, "质量指标").state is State.NOT_APPLICABLE
    assert (score.tree.low, score.full) == (D("87.50"), D("100.00"))
    assert "没有评" in node(score, "质量").rule


def test_a_class_that_does_not_apply_leaves_the_denominator(make: Make) -> None:
    """Full marks are 90; 次数 4 of 5: 16.67 × 4 ÷ 5 = 13.336 → 13.34, 86.67 ÷ 90 = 96.30%."""
    told = DONE.replace("满意: 90%", "满意: {不适用: 没有服务对象}").replace(
        "次数: 5", "次数: {自评: 4, 说明: 推迟}"
    )
    score = of(make, REPORT + SPENT + told)
    assert (score.full, score.tree.low) == (D("90.00"), D("86.67"))
    assert (score.rate_low, score.grades) == (D("96.30"), ("优",))


@pytest.mark.parametrize(
    ("liked", "rate", "grade"),
    [("90%", "90.00", "优"), ("89.9%", "89.99", "良"), ("0%", "80.00", "良")],
)
def test_bands_are_half_open(liked: str, rate: str, grade: str, make: Make) -> None:
    """覆盖 earns 20 of 30 and all else is full: 80 + 满意, so 90.00 is 优 and 89.99 is 良."""
    told = DONE.replace("覆盖: 50%", "覆盖: {自评: 33.3333334%, 说明: 少}")
    told = told.replace("满意: 90%", f"满意: {{自评: {liked}, 说明: 少}}")
    score = of(make, REPORT + SPENT + told)
    assert (score.rate_low, score.grades) == (D(rate), (grade,))


def test_the_repository_decides_what_words_are_worth(make: Make) -> None:
    """部分完成 60: 16.66 × 60 ÷ 100 = 9.996 → 10.00."""
    score = of(
        make, REPORT + SPENT + DONE.replace("质量: 完成", "质量: {自评: 部分完成, 说明: 少}")
    )
    assert node(score, "质量").low == D("10.00")


def test_reviewed_wins_and_both_are_kept(make: Make) -> None:
    """审核 90 of 100: 16.67 × 90 ÷ 100 = 15.003 → 15.00, by 自评 it would be full."""
    told = DONE.replace("人数: 100", "人数: {自评: 100, 审核: 90, 说明: 重复}")
    score = of(make, REPORT + SPENT + told)
    assert score.tree.low == D("98.33")
    assert score.claimed is not None
    assert (score.claimed.low, score.claimed.grades) == (D("100.00"), ("优",))
    (difference,) = score.claimed.differences
    assert (difference.claimed_score, difference.score) == (D("16.67"), D("15.00"))


def test_the_later_report_wins_measure_by_measure(make: Make) -> None:
    june = (
        REPORT.replace("2021-12-31", "2021-06-30")
        + "样例: true\n目标完成情况: 一半\n执行: {全年预算数: 1000, 全年执行数: 400}\n"
        + "完成: {次数: 2, 人数: 100, 质量: 完成, 覆盖: 50%}\n"
    )
    december = REPORT + "完成: {次数: 5, 满意: 90%}\n"
    score = of(make, december, june)
    assert (score.tree.low, score.tree.high) == (D("94.00"), D("94.00"))  # 400/1000 × 10 = 4.00
    assert (str(score.as_of), score.sample, score.achieved) == ("2021-12-31", True, "一半")


def test_reports_after_the_day_are_left_out(make: Make) -> None:
    root = make({TABLE: HEAD + SCHEME + INDICATORS, TOLD: REPORT + SPENT + DONE})
    report = budgeting.score_project(Repository(root, date(2021, 6, 30)), "P1", 2021)
    assert isinstance(report, ProjectScored)
    assert (report.score.as_of, report.score.tree.low) == (None, D(0))


# Weights


def test_points_that_are_written_win_and_the_rest_is_shared(make: Make) -> None:
    """20 are written, the other 30 of 产出 are split by two."""
    table = HEAD + SCHEME + INDICATORS.replace("≥5次", "≥5次, 分值: 20")
    score = of(make, table=table)
    assert [node(score, n).points for n in ("次数", "人数", "质量")] == [D(20), D(15), D(15)]
    assert node(score, "次数").inputs[0].name == "分值"
    assert any("没有写分值的指标" in a for a in score.assumptions)


def test_points_that_are_all_written_need_no_assumption(make: Make) -> None:
    table = HEAD + SCHEME + INDICATORS
    for target, worth in (("≥5次", 20), ("≥100人", 20), ("定性", 10), ("≥50%", 30), ("≥90%", 10)):
        table = table.replace(target, f"{target}, 分值: {worth}")
    assert of(make, table=table).assumptions == ()


@pytest.mark.parametrize(
    ("first", "rest", "said"),
    [("20", "20", "20 + 20 + 20 = 60 分"), ("50", "", "还有 2 项没有分可分"), ("60", "", "60 分")],
)
def test_points_that_do_not_fit_the_scheme(first: str, rest: str, said: str, make: Make) -> None:
    table = HEAD + SCHEME + INDICATORS.replace("≥5次", f"≥5次, 分值: {first}")
    if rest:
        table = table.replace("≥100人", f"≥100人, 分值: {rest}")
        table = table.replace("定性", f"定性, 分值: {rest}")
    ((code, message),) = findings(make, table)
    assert code == "TS316"
    assert said in message
    assert "“财政项目自评”定 50 分" in message
    unscored = budgeting.score_project(Repository(make({TABLE: table})), "P1", 2021)
    assert isinstance(unscored, Examination)
    assert unscored.failed


def test_points_that_do_not_fit_are_shown_where_they_stand(make: Make) -> None:
    table = HEAD + SCHEME + INDICATORS.replace("≥5次", "≥5次, 分值: 20")
    table = table.replace("≥100人", "≥100人, 分值: 20").replace("定性", "定性, 分值: 20")
    (finding,) = found(make({TABLE: table}))
    lines = table.splitlines()
    assert "名称: 次数" in lines[finding.place.line - 1]
    assert [r.message for r in finding.related] == ["人数", "质量"]


def test_a_class_that_the_scheme_gives_nothing(make: Make) -> None:
    """效益 and 满意度 are worth nothing, and nothing is written there: that fits."""
    scheme = (
        "类型: 计分方案\n名称: 本省\n年度: 2021\n满分: 100\n等次标准: {优: 90}\n"
        "分值: {产出指标: 100, 效益指标: 0, 满意度指标: 0}\n"
    )
    make({"templates/本省.yaml": scheme})
    table = HEAD + "计分方案: 本省\n" + INDICATORS.replace("≥5次", "≥5次, 分值: 40")
    table = table.replace("≥100人", "≥100人, 分值: 30").replace("定性", "定性, 分值: 30")
    assert findings(make, table) == []
    score = of(make, REPORT + DONE.replace("次数: 5", "次数: {自评: 4, 说明: 少}"), table=table)
    assert (score.tree.low, score.full) == (D(92), D(100))  # 40 × 4 ÷ 5 = 32


def test_the_top_of_the_tree_is_the_project(make: Make) -> None:
    tree = of(make).tree
    assert (tree.level, tree.name) == (Level.PROJECT, "活动经费")
    assert [n.level for n in tree.leaves()] == [Level.EXECUTION, *[Level.INDICATOR] * 5]


def test_a_class_that_is_missing_leaves_its_points_in_proportion(make: Make) -> None:
    """满意度 is missing: its 10 go to 产出 and 效益 as 50 to 30: 56.25 and 33.75, said to be so."""
    score = of(make, table=HEAD + SCHEME + f"绩效指标:\n{OUTPUT}{BENEFIT}")
    worth = {n.name: n.points for n in score.tree.parts}
    assert worth == {"预算执行率": D(10), "产出指标": D("56.25"), "效益指标": D("33.75")}
    assert score.full == D("100.00")
    (said,) = [a for a in score.assumptions if "满意度指标（10 分）" in a]
    assert "按比例" in said
    assert "产出指标 56.25、效益指标 33.75" in said
    assert "满意度指标按比例分来" in node(score, "产出指标").share


def test_an_empty_class_is_missing_too(make: Make) -> None:
    score = of(make, table=HEAD + SCHEME + f"绩效指标:\n{OUTPUT}{BENEFIT}  满意度指标: {{}}\n")
    assert any("满意度指标（10 分）" in a for a in score.assumptions)


def test_without_a_scheme_the_usual_one_counts_and_is_named(make: Make) -> None:
    score = of(make, table=HEAD + INDICATORS)
    assert score.scheme == "财政项目自评"
    assert score.assumptions[0] == "表上没有写计分方案，按“财政项目自评”计"


def test_other_weights_by_a_scheme_of_ones_own(make: Make) -> None:
    """执行率 20 (as in 湖北): 500/1000 × 20 = 10.00; a band of one's own: 90.00 is 中."""
    scheme = (
        "类型: 计分方案\n名称: 本省\n年度: 2021\n满分: 100\n等次标准: {优: 95, 良: 90.01, 中: 60}\n"
        "分值: {预算执行率: 20, 产出指标: 40, 效益指标: 30, 满意度指标: 10}\n"
    )
    make({"templates/本省.yaml": scheme})
    told = REPORT + DONE + "执行: {全年预算数: 1000, 全年执行数: 500}\n"
    score = of(make, told, table=HEAD + "计分方案: 本省\n" + INDICATORS)
    assert (score.tree.low, score.grades, score.basis) == (D("90.00"), ("中",), None)


def test_a_scheme_without_execution(make: Make) -> None:
    scheme = (
        "类型: 计分方案\n名称: 无\n年度: 2021\n满分: 90\n等次标准: {优: 90}\n"
        "分值: {产出指标: 50, 效益指标: 30, 满意度指标: 10}\n"
    )
    make({"templates/无.yaml": scheme})
    score = of(make, REPORT + DONE, table=HEAD + "计分方案: 无\n" + INDICATORS)
    assert (score.full, score.tree.low, score.rate_low) == (D(90), D(90), D("100.00"))


# Costs


def test_a_bare_cost_is_the_most_that_may_be_spent(make: Make) -> None:
    """产出 50 over 4: 12.50; 1250元 against 0.1万元: 12.50 × 1000 ÷ 1250 = 10.00."""
    table = HEAD + SCHEME + f"绩效指标:\n{OUTPUT}{COST}{BENEFIT}{LIKED}"
    dear = of(make, REPORT + DONE.replace("}", ", 成本: {自评: 1250元, 说明: 涨价}}"), table=table)
    assert node(dear, "成本").low == D("10.00")
    cheap = of(make, REPORT + DONE.replace("}", ", 成本: 0.08万元}"), table=table)
    assert node(cheap, "成本").low == D("12.50")
    assert node(cheap, "成本").target == "0.1万元"
    assert any("成本 0.1万元" in a for a in cheap.assumptions)


@pytest.mark.parametrize("written", ["≥0.1万元", "=0.1万元"])
def test_a_cost_that_writes_its_comparator_is_taken_at_its_word(written: str, make: Make) -> None:
    cost = COST.replace("0.1万元", written)
    table = HEAD + SCHEME + f"绩效指标:\n{OUTPUT}{cost}{BENEFIT}{LIKED}"
    told = DONE.replace("}", ", 成本: {自评: 0.08万元, 说明: 少}}")
    score = of(make, REPORT + told, table=table)
    assert node(score, "成本").low == D("10.00")
    assert not any("不超过" in a for a in score.assumptions)


def test_costs_as_a_class_of_their_own(make: Make) -> None:
    """财预〔2021〕101号: 执行 10, 成本 20, 产出 40, 效益 20, 满意度 10; 成本指标 leaves 产出."""
    table = HEAD + "计分方案: 财政项目自评-成本\n" + f"绩效指标:\n{OUTPUT}{COST}{BENEFIT}{LIKED}"
    score = of(make, table=table)
    worth = {n.name: n.points for n in score.tree.parts}
    assert worth == {
        "预算执行率": D(10), "成本指标": D(20), "产出指标": D(40),
        "效益指标": D(20), "满意度指标": D(10),
    }  # fmt: skip
    assert points(score)["成本"] == D("20.00")
    assert any("单列为一级指标：成本" in a for a in score.assumptions)
    assert score.missing.count("成本") == 1


def test_a_class_stands_where_the_first_of_its_lines_does(make: Make) -> None:
    """Of two lines of the class 成本指标 one is written under 产出指标, which comes first."""
    own = "  成本指标:\n    经济成本指标: [{名称: 单价, 指标值: ≤0.1万元}]\n"
    table = (
        HEAD + "计分方案: 财政项目自评-成本\n" + f"绩效指标:\n{OUTPUT}{COST}{own}{BENEFIT}{LIKED}"
    )
    costs = node(of(make, table=table), "成本指标")
    assert [leaf.name for leaf in costs.leaves()] == ["成本", "单价"]
    assert costs.place is not None
    assert costs.place.line == table[: table.index("    数量指标")].count("\n") + 1


def test_a_class_that_the_scheme_does_not_know(make: Make) -> None:
    first = "  成本指标:\n    经济成本指标: [{名称: 成本, 指标值: ≤0.1万元}]\n"
    table = HEAD + f"绩效指标:\n{first}{OUTPUT}{BENEFIT}{LIKED}"
    ((code, message),) = findings(make, table)
    assert code == "TS316"
    assert "没有写计分方案" in message
    assert "没有“成本指标”这一类" in message
    assert "写 计分方案: 财政项目自评-成本" in message
    named = table.replace("绩效指标:\n", "计分方案: 财政项目自评-成本\n绩效指标:\n", 1)
    assert findings(make, named) == []
    assert points(of(make, table=named))["成本"] == D("20.00")


def test_a_class_that_no_scheme_knows(make: Make) -> None:
    table = HEAD + SCHEME + INDICATORS.replace("产出指标", "产出指标类")
    ((code, message),) = findings(make, table)
    assert (code, "是不是“产出指标”？" in message) == ("TS316", True)


def test_an_unknown_scheme(make: Make) -> None:
    ((code, message),) = findings(make, HEAD + "计分方案: 财政项目自平\n" + INDICATORS)
    assert code == "TS314"
    assert message == "没有“财政项目自平”这个计分方案 是不是“财政项目自评”？"


# Reasons


def test_what_is_unmet_needs_a_reason(make: Make) -> None:
    table = HEAD + SCHEME + INDICATORS
    reviewed = "{自评: 100, 审核: 99, 佐证: [青〔2021〕3号]}"
    told = f"完成: {{次数: 4, 人数: {reviewed}, 质量: 基本完成, 覆盖: 50%, 满意: 95%}}\n"
    said = findings(make, table, REPORT + told)
    assert [code for code, _ in said] == ["TS801"] * 3
    assert said[0][1].startswith("次数：没有完成（目标 ≥5次，完成 4），没有写原因 写成 次数: ")
    assert said[1][1].startswith("人数：没有完成（目标 ≥100人，完成 99）")


def test_a_reason_or_nothing_to_do_is_enough(make: Make) -> None:
    told = DONE.replace("次数: 5", "次数: {自评: 4, 说明: 推迟}").replace(
        "人数: 100", "人数: {不适用: 停办}"
    )
    assert findings(make, HEAD + SCHEME + INDICATORS, REPORT + told) == []


def test_what_a_later_report_replaces_needs_no_reason(make: Make) -> None:
    june = REPORT.replace("2021-12-31", "2021-06-30") + "完成: {次数: 2, 人数: 40}\n"
    december = REPORT + "完成: {次数: 5}\n"
    ((code, message),) = findings(make, HEAD + SCHEME + INDICATORS, june, december)
    assert (code, message[:3]) == ("TS801", "人数：")


def test_reasons_are_asked_for_but_do_not_fail(make: Make) -> None:
    root = make({TABLE: HEAD + SCHEME + INDICATORS, TOLD: REPORT + "完成: {次数: 4}\n"})
    assert not examining.examine(Repository(root)).failed
    report = budgeting.score_project(Repository(root), "P1", 2021)
    assert isinstance(report, ProjectScored)
    assert [f.code for f in report.findings] == ["TS801"]


def test_built_in_schemes_are_read_from_any_depth(tmp_path: Path) -> None:
    names = [scheme.name for scheme in Repository(tmp_path).schemes()]
    assert sorted(names) == ["团委目标绩效", "山海关", "财政项目自评", "财政项目自评-成本"]
