"""A project's spending and indicators against its plan and the calendar, worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import documents
from conftest import Make
from tuanscore.commands.progress import following
from tuanscore.commands.progress.card import CardProgress
from tuanscore.commands.progress.lights import Light
from tuanscore.commands.progress.project import ProjectProgress
from tuanscore.commands.progress.standing import Kind
from tuanscore.errors import NotFoundError
from tuanscore.shelf import Repository

D = Decimal
FILE, SETTINGS = "scorecards/2021/乙/P1.yaml", "tuanscore.yaml"
PROJECT = documents.project(
    org="乙",
    unit="乙区团委",
    budget="预算数: 50000, 财政资金: 50000, 其他资金: 0, 资金用途: 活动",
    plan="3月底: 25%, 6月底: 50%, 10月底: 75%, 12月底: 100%",
    数量指标=["名称: 次数, 指标值: ≥10次", "名称: 人数, 指标值: ≥100人"],
    成本指标=["名称: 成本, 指标值: 0.1万元"],
)
HALF = "{次数: 5, 人数: 50, 成本: {不适用: 没有发生}}"
"""Both counted indicators are half done."""


def told(spent: str, months: str = "{}", done: str = HALF, as_of: str = "2021-06-30") -> str:
    return (
        f"类型: 项目自评\n项目编码: P1\n年度: 2021\n截至: {as_of}\n"
        f"执行: {{全年预算数: 50000, 全年执行数: {spent}, 进度: {months}}}\n完成: {done}\n"
    )


def follow(
    make: Make,
    *reports: str,
    day: date | None = None,
    settings: str | None = None,
    project: str = PROJECT,
) -> ProjectProgress:
    files = {FILE: project}
    files |= {f"scorecards/2021/乙/P1.自评{i}.yaml": text for i, text in enumerate(reports)}
    files |= {SETTINGS: settings} if settings is not None else {}
    report = following.follow(Repository(make(files), day), "P1")
    assert isinstance(report, ProjectProgress)
    return report


Row = tuple[str, Decimal | None, Decimal | None, Light, str]


def months(report: ProjectProgress) -> list[Row]:
    return [(m.name, m.rate, m.gap, m.verdict.light, m.verdict.rule) for m in report.months]


@pytest.mark.parametrize(
    ("spent", "rate", "gap", "light", "rule"),
    [
        ("12500", "25.00", "0.00", Light.GREEN, "不低于计划"),
        ("12497.50", "25.00", "0.00", Light.GREEN, "不低于计划"),  # 24.995, as it is printed
        ("12497", "24.99", "-0.01", Light.YELLOW, "低于计划，差10个百分点以内"),
        ("7500", "15.00", "-10.00", Light.YELLOW, "低于计划，差10个百分点以内"),
        ("7497", "14.99", "-10.01", Light.RED, "低于计划超过10个百分点"),
    ],
)
def test_spending_against_the_units_own_plan(
    make: Make, spent: str, rate: str, gap: str, light: Light, rule: str
) -> None:
    report = follow(make, told(spent, as_of="2021-03-31"))
    assert months(report)[0] == ("3月底", D(rate), D(gap), light, rule)
    assert months(report)[1] == ("6月底", None, None, Light.OFF, "还没有到")


def test_cumulative_amounts_by_month(make: Make) -> None:
    report = follow(make, told("24000", "{3月底: 12000, 6月底: 24000, 10月底: 40000}"))
    near = "低于计划，差10个百分点以内"
    assert months(report) == [
        ("3月底", D("24.00"), D("-1.00"), Light.YELLOW, near),
        ("6月底", D("48.00"), D("-2.00"), Light.YELLOW, near),
        ("10月底", None, None, Light.OFF, "还没有到"),
        ("12月底", None, None, Light.OFF, "还没有到"),
    ]
    assert report.months[0].bar == "■■□□□□□□□□"
    assert str(report.months[0].place) == "scorecards/2021/乙/P1.自评0.yaml:5:44"


@pytest.mark.parametrize(
    ("later", "day", "rate"),
    [
        ("{}", None, "40.00"),
        ("{10月底: 21000}", None, "40.00"),  # of a day after the report's own
        ("{10月底: 21000}", date(2021, 9, 30), "40.00"),
        ("{10月底: 21000}", date(2021, 10, 31), "42.00"),
        ("{7月底: 20500, 10月底: 21000}", date(2021, 9, 30), "41.00"),
    ],
)
def test_amounts_of_a_later_day_do_not_count(
    make: Make, later: str, day: date | None, rate: str
) -> None:
    """21000 in October would decide April's limit (25%) as little as the rate of June."""
    report = follow(make, told("20000", later), day=day)
    assert report.balance.rate == D(rate)
    assert report.balance.gap == D("50.00") - D(rate)


def test_an_amount_of_a_later_day_decides_no_limit(make: Make) -> None:
    """20.00% in October proves that April fell short, but not yet in June."""
    text = told("30000", "{10月底: 10000}")
    (april, june) = limits(follow(make, text))
    assert april == ("4月底", Light.OFF, "没有4月底的进度，判断不了")
    assert june[1] is Light.GREEN
    later = follow(make, text, day=date(2021, 10, 31))
    assert limits(later)[0] == (
        "4月底", Light.YELLOW, "到10月31日也只有 20.00%，低于4月底的下限 25%，预警",
    )  # fmt: skip


def test_a_month_without_an_amount(make: Make) -> None:
    report = follow(make, told("24000"))
    assert months(report)[0][3:] == (Light.YELLOW, "未报进度")
    assert months(report)[1][1] == D("48.00")  # 全年执行数 is that of the report's own day
    over = follow(make, told("24000"), day=date(2021, 12, 31))
    assert months(over)[3][3:] == (Light.RED, "未报进度，全年已过")


def test_words_that_mean_no_day_are_not_compared(make: Make) -> None:
    report = follow(make, told("1"), project=PROJECT.replace("3月底", "三成"))
    assert months(report)[0][3:] == (Light.OFF, "“三成”不是一年里的一天，没有比")


def test_without_a_budget_there_is_no_rate(make: Make) -> None:
    text = told("0").replace("全年预算数: 50000", "全年预算数: 0")
    report = follow(make, text)
    assert months(report)[1][3:] == (Light.OFF, "全年预算数是 0，执行率算不出来")
    assert report.balance.verdict.rule == "没有执行率，比不了"


def limits(report: ProjectProgress) -> list[tuple[str, Light, str]]:
    return [(limit.name, limit.verdict.light, limit.verdict.rule) for limit in report.limits]


@pytest.mark.parametrize(
    ("spent", "light", "rule"),
    [
        ("20000", Light.GREEN, "6月底 40.00%，不低于6月底的下限 40%"),
        ("19995", Light.YELLOW, "6月底 39.99%，低于6月底的下限 40%，预警"),
    ],
)
def test_the_least_to_be_spent(make: Make, spent: str, light: Light, rule: str) -> None:
    report = follow(make, told(spent))
    assert limits(report)[-1] == ("6月底", light, rule)


def test_other_days_may_decide_a_limit(make: Make) -> None:
    early = follow(make, told("20000", "{3月底: 12500}"))
    assert limits(early)[0] == ("4月底", Light.GREEN, "3月31日已 25.00%，不低于4月底的下限 25%")
    late = follow(make, told("12000", "{3月底: 2000}"))
    rule = "到6月30日也只有 24.00%，低于4月底的下限 25%，预警"
    assert limits(late)[0] == ("4月底", Light.YELLOW, rule)
    unknown = follow(make, told("13000", "{3月底: 2000}"))
    assert limits(unknown)[0] == ("4月底", Light.OFF, "没有4月底的进度，判断不了")


def test_limits_are_configured(make: Make) -> None:
    report = follow(make, told("20000"), settings="监控: {执行率下限: {6月底: 45%}, 偏差: 5}\n")
    assert limits(report) == [("6月底", Light.YELLOW, "6月底 40.00%，低于6月底的下限 45%，预警")]
    assert months(report)[1][3:] == (Light.RED, "低于计划超过5个百分点")
    assert report.balance.verdict.light is Light.YELLOW
    sources = {rule.name: rule.source for rule in report.rules}
    assert sources["执行率下限"] == "tuanscore.yaml里的监控"
    none = follow(make, told("20000"), settings="监控: {执行率下限: {}}\n")
    assert none.limits == ()
    assert "执行率下限" not in {rule.name for rule in none.rules}


def test_rules_name_whose_they_are(make: Make) -> None:
    sources = {rule.name: rule.source for rule in follow(make, told("1")).rules}
    assert sources["支出计划"] == "计划是本单位的，10个百分点是本工具的默认规则"
    assert sources["执行率下限"] == sources["偏差"] == "一省预算绩效监控的预警线"
    assert sources["数量"] == "本工具的默认规则"


@pytest.mark.parametrize(
    ("spent", "gap", "light"),
    [
        ("20000", "10.00", Light.GREEN),
        ("19995", "10.01", Light.YELLOW),
        ("30000", "10.00", Light.GREEN),
        ("30005", "10.01", Light.YELLOW),
    ],
)
def test_indicators_and_spending_stay_together(
    make: Make, spent: str, gap: str, light: Light
) -> None:
    balance = follow(make, told(spent)).balance
    assert balance.progress == D("50.00")  # two halves; what does not apply does not count
    assert (balance.gap, balance.verdict.light) == (D(gap), light)
    assert ("预警" in balance.verdict.rule) is (light is Light.YELLOW)


def test_what_is_not_reported_counts_as_nothing_done(make: Make) -> None:
    balance = follow(make, told("20000", done="{次数: 5}")).balance
    assert (balance.progress, balance.unreported) == (D("16.67"), 2)  # (0.5 + 0 + 0) ÷ 3


def test_indicators_against_the_calendar(make: Make) -> None:
    report = follow(make, told("20000", done="{次数: 5, 人数: 30, 成本: 1200元}"))
    count, people, cost = report.lines
    # 0.5 × 365 ÷ 181 = 1.008287; 0.3 × 365 ÷ 181 = 0.604972
    assert (count.standing.pace, count.light) == (D("100.83"), Light.GREEN)
    assert (people.standing.pace, people.light) == (D("60.50"), Light.RED)
    # a cost without a comparator is the most that may be spent: 1200 of 1000 元
    assert (cost.standing.kind, cost.light, cost.done) == (Kind.LESS, Light.RED, D("83.33"))
    assert count.heading == "产出指标"


def test_nothing_reported(make: Make) -> None:
    report = follow(make, day=date(2021, 12, 31))
    assert {line.rule for line in report.lines} == {"未报，全年已过"}
    assert len(report.overdue) == 3
    assert report.balance.verdict.rule == "指标还没有填报"
    assert (report.balance.gap, report.balance.rate) == (None, None)
    assert {m.verdict.light for m in report.months} == {Light.RED}


def test_indicators_without_spending(make: Make) -> None:
    text = "\n".join(line for line in told("1").splitlines() if not line.startswith("执行"))
    balance = follow(make, text).balance
    assert (balance.progress, balance.rate, balance.gap) == (D("50.00"), None, None)
    assert balance.verdict.rule == "没有执行率，比不了"


def test_several_assessments_give_a_history(make: Make) -> None:
    march = told("9000", as_of="2021-03-31", done="{次数: 2}")
    report = follow(make, march, told("24000", done="{次数: 6}"))
    assert report.lines[0].trend == "3月 2 → 6月 6"
    assert [rate for _, rate, *_ in months(report)] == [D("18.00"), D("48.00"), None, None]
    early = follow(make, march, told("24000"), day=date(2021, 4, 30))
    assert early.reported == (date(2021, 3, 31),)


def test_the_shipped_project_by_any_of_its_names(shipped: Path) -> None:
    repository = Repository(shipped)
    report = following.follow(repository, "山海关")
    assert isinstance(report, ProjectProgress)
    for name in ("130303210YA09YBACA1M9", "宣教业务费"):
        assert following.follow(repository, name) == report
    assert report.sample
    assert [m.rate for m in report.months] == [D("24.00"), D("48.00"), D("75.00"), D("96.00")]
    lights = [m.verdict.light for m in report.months]
    assert lights == [Light.YELLOW, Light.YELLOW, Light.GREEN, Light.YELLOW]
    assert [limit.verdict.light for limit in report.limits] == [
        Light.OFF,
        Light.GREEN,
        Light.OFF,
        Light.YELLOW,
    ]
    # eight indicators are met and 4 of 5 is 0.8: 8.8 ÷ 9 = 0.97778
    assert (report.balance.progress, report.balance.gap) == (D("97.78"), D("1.78"))
    assert [line.name for line in report.overdue] == ["活动开展情况"]


def test_names_that_lead_nowhere(shipped: Path) -> None:
    with pytest.raises(NotFoundError) as missing:
        following.follow(Repository(shipped), "山海官")
    assert missing.value.hint == "是不是“山海关”？"
    with pytest.raises(NotFoundError) as nothing:
        following.follow(Repository(shipped), "天边外")
    assert "可以写" in nothing.value.hint


def test_a_card_goes_before_a_project_of_the_same_name(make: Make) -> None:
    card = (
        "类型: 目标绩效指标\n单位: 乙区团委\n简称: 乙\n年度: 2021\n总分: 10\n"
        "部分: [{名称: 交办, 分值: 10}]\n"
    )
    root = make({FILE: PROJECT, "scorecards/2021/乙.yaml": card})
    repository = Repository(root, date(2021, 6, 30))
    assert isinstance(following.follow(repository, "乙"), CardProgress)
    assert isinstance(following.follow(repository, "P1"), ProjectProgress)
