"""Conditions of several terms: each row makes one term true alone, worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest
import test_project_progress as projects
from test_card_progress import CARD, CARD_FILE, HALF_YEAR, YEAR_END, follow, one

from conftest import Make
from tuanscore.commands.progress import following
from tuanscore.commands.progress.card import CardProgress
from tuanscore.commands.progress.elapsed import Elapsed
from tuanscore.commands.progress.lights import Light
from tuanscore.commands.progress.standing import Kind
from tuanscore.shelf import Repository

D = Decimal
COMPARED = "{计分: 对比, 基数: 平均, 要求: 低于}"
RANKED = "{计分: 名次, 满分名次: 3, 每名扣: 0.2}"

# ---- days --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "deadline", "left", "missed"),
    [
        (date(2014, 6, 29), date(2014, 6, 30), 1, False),
        (date(2014, 6, 30), date(2014, 6, 30), 0, True),  # the day itself, at its end
        (date(2014, 7, 1), date(2014, 6, 30), -1, True),
        (YEAR_END, YEAR_END, 0, True),
        (YEAR_END, date(2015, 1, 31), 31, False),  # the year is over, the day is not there yet
        (date(2015, 1, 31), date(2015, 1, 31), 0, True),
    ],
)
def test_a_deadline_is_missed(day: date, deadline: date, left: int, missed: bool) -> None:
    elapsed = Elapsed(2014, day)
    assert (elapsed.left(deadline), elapsed.missed(deadline)) == (left, missed)


@pytest.mark.parametrize(
    ("day", "passed", "begun", "over"),
    [
        (date(2013, 6, 1), 0, False, False),
        (date(2013, 12, 31), 0, False, False),
        (date(2014, 1, 1), 1, True, False),
        (date(2014, 12, 30), 364, True, False),
        (YEAR_END, 365, True, True),
        (date(2015, 6, 1), 365, True, True),
    ],
)
def test_how_much_of_a_year_has_passed(day: date, passed: int, begun: bool, over: bool) -> None:
    elapsed = Elapsed(2014, day)
    assert (elapsed.passed, elapsed.begun, elapsed.over) == (passed, begun, over)


@pytest.mark.parametrize(
    ("day", "done", "light", "rule"),
    [
        (date(2014, 6, 20), "未完成", Light.OFF, "还有 10 天"),
        (date(2014, 6, 20), "部分完成", Light.YELLOW, "已开始，还有 10 天"),  # begun, not overdue
        (date(2014, 7, 1), "未完成", Light.RED, "过期 1 天"),  # overdue, not begun
        (date(2014, 7, 1), "部分完成", Light.RED, "过期 1 天"),
        (date(2014, 6, 30), None, Light.RED, "未报，今天到期"),
        (date(2013, 12, 1), None, Light.OFF, "未报，还有 211 天"),  # the year has not begun
        (date(2014, 7, 1), "2014-07-01", Light.RED, "晚 1 天完成"),
    ],
)
def test_a_target_with_a_day(
    make: Make, day: date, done: str | None, light: Light, rule: str
) -> None:
    line = one(make, "2014年6月底前", done, day)
    assert (line.standing.kind, line.light, line.rule) == (Kind.DATE, light, rule)
    assert line.standing.overdue is (light is Light.RED and not rule.startswith("晚"))


# ---- kinds and lights --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("measure", "kind"),
    [
        ("3次", Kind.MORE),
        ("≤3起", Kind.LESS),
        ("0起", Kind.LESS),
        ("5-10次", Kind.RANGE),
        ("定性", Kind.QUALITATIVE),
        ("2014年6月底前", Kind.DATE),
        (COMPARED, Kind.COMPARED),
        (RANKED, Kind.OTHER),
        ("{计分: 定性}", Kind.QUALITATIVE),  # no target, judged by a word
        ("{计分: 达标}", Kind.QUALITATIVE),
        ("{目标: 2014年6月底前, 计分: 达标}", Kind.DATE),
        ("{目标: 3次, 计分: 达标}", Kind.MORE),
    ],
)
def test_kinds(make: Make, measure: str, kind: Kind) -> None:
    assert one(make, measure, None, HALF_YEAR).standing.kind is kind


@pytest.mark.parametrize(
    ("measure", "done", "day", "seen"),
    [
        # met in June, met at the end, not met in June, not met at the end
        ("4次", "4", HALF_YEAR, (Light.GREEN, True, False)),
        ("4次", "4", YEAR_END, (Light.GREEN, True, False)),
        ("4次", "1", HALF_YEAR, (Light.RED, False, False)),
        ("4次", "1", YEAR_END, (Light.RED, False, True)),
        ("≤5起", "5", YEAR_END, (Light.GREEN, True, False)),
        ("≤5起", "6", HALF_YEAR, (Light.RED, False, False)),
        ("≤5起", "6", YEAR_END, (Light.RED, False, True)),
        ("5-10次", "11", HALF_YEAR, (Light.RED, False, False)),
        ("5-10次", "11", YEAR_END, (Light.RED, False, True)),
        ("5-10次", "10", YEAR_END, (Light.GREEN, True, False)),
        ("0-10次", "0", HALF_YEAR, (Light.GREEN, True, False)),  # a range from nothing
        ("定性", "完成", YEAR_END, (Light.GREEN, True, False)),
        ("定性", "未完成", HALF_YEAR, (Light.OFF, False, False)),
        ("定性", "未完成", YEAR_END, (Light.RED, False, True)),
        (COMPARED, "{自评: 9, 基数: 10, 基数来源: 公报}", YEAR_END, (Light.GREEN, True, False)),
        (COMPARED, "{自评: 11, 基数: 10, 基数来源: 公报}", HALF_YEAR, (Light.RED, False, False)),
        (COMPARED, "{自评: 11, 基数: 10, 基数来源: 公报}", YEAR_END, (Light.RED, False, True)),
        (RANKED, "第5名", YEAR_END, (Light.OFF, False, False)),
        ("4次", None, HALF_YEAR, (Light.YELLOW, False, False)),
        ("4次", None, YEAR_END, (Light.RED, False, True)),
        ("4次", "{不适用: 无}", YEAR_END, (Light.OFF, False, False)),
        ("4次", "{审核: 4}", YEAR_END, (Light.GREEN, True, False)),
    ],
)
def test_lights_and_what_is_overdue(
    make: Make, measure: str, done: str | None, day: date, seen: tuple[Light, bool, bool]
) -> None:
    line = one(make, measure, done, day)
    assert (line.light, line.standing.met, line.standing.overdue) == seen
    assert line.standing.dropped is (done is not None and "不适用" in done)


@pytest.mark.parametrize(
    ("done", "note", "actual"),
    [
        ("4", None, "4"),
        ("{自评: 4, 说明: 补报}", "补报", "4"),
        ("{不适用: 无}", "无", None),
        ("{不适用: 无, 说明: 见文件}", "见文件", None),
        (None, None, None),
    ],
)
def test_what_is_noted(make: Make, done: str | None, note: str | None, actual: str | None) -> None:
    line = one(make, "4次", done, HALF_YEAR)
    assert (line.note, line.actual) == (note, actual)
    assert [point.actual for point in line.history] == (
        [] if done is None else [actual or "不适用"]
    )


@pytest.mark.parametrize(
    ("done", "bar", "share"),
    [
        ("0", "□□□□□□□□□□", "0.00"),
        ("9", "□□□□□□□□□□", "9.00"),
        ("10", "■□□□□□□□□□", "10.00"),
        ("99", "■■■■■■■■■□", "99.00"),
        ("100", "■■■■■■■■■■", "100.00"),
    ],
)
def test_ten_squares(make: Make, done: str, bar: str, share: str) -> None:
    line = one(make, "100次", done, HALF_YEAR)
    assert (line.bar, line.done) == (bar, D(share))


@pytest.mark.parametrize(
    ("before", "now", "trend"),
    [
        ("2014-03-31", "2014-06-30", "3月 1 → 6月 2"),
        ("2014-06-01", "2014-06-30", "6月1日 1 → 6月30日 2"),  # the month of one year
        ("2014-01-31", "2015-01-31", "1月 1 → 1月 2"),  # the month alone
        ("2014-01-31", "2014-12-31", "1月 1 → 12月 2"),  # the year alone
    ],
)
def test_days_are_told_where_the_month_does_not_tell(
    make: Make, before: str, now: str, trend: str
) -> None:
    told = {before: "完成: {甲项: 1}", now: "完成: {甲项: 2}"}
    (line,) = follow(make, "{甲项: 4次}", told).lines
    assert line.trend == trend


# ---- what happened -----------------------------------------------------------------------------

RATED = """\
  - {名称: 评价, 分值: 15, 计分: 评议, 内容: 评价分。}
  - {名称: 测评, 分值: 15, 计分: 评议, 内容: 测评分。}
加分: {上限: 2}
"""


def events(make: Make, told: str) -> list[tuple[str, str, str]]:
    measures = "{甲项: 4次, 案件: {计分: 扣分, 每次: 1, 加重: {特大: 2}}}"
    card = (CARD + RATED).replace("{考核点}", measures).replace("总分: 100", "总分: 130")
    head = "类型: 完成情况\n单位: 甲\n年度: 2014\n截至: 2014-06-30\n"
    root = make({CARD_FILE: card, "scorecards/2014/完成情况/甲.yaml": head + told})
    report = following.follow(Repository(root), "甲")
    assert isinstance(report, CardProgress)
    return [(event.kind, event.name, event.text) for event in report.events]


@pytest.mark.parametrize(
    ("loss", "text"),
    [
        ("原因: 漏报", "按规定扣分：漏报"),
        ("分值: 0.5, 原因: 漏报", "扣 0.5 分：漏报"),
        ("次数: 2, 原因: 漏报", "按规定扣分，2 起：漏报"),
        ("情形: 特大, 原因: 漏报", "按规定扣分，特大：漏报"),
    ],
)
def test_what_is_said_of_a_deduction(make: Make, loss: str, text: str) -> None:
    assert events(make, f"扣分: [{{指标: 案件, {loss}}}]\n")[0] == ("扣分", "案件", text)


NONE_YET = [("评议", "评价", "还没有评议"), ("评议", "测评", "还没有评议")]


@pytest.mark.parametrize(
    ("opinions", "expected"),
    [
        ("", NONE_YET),
        ("{指标: 评价, 来源: 群众, 得分: 90}", [("评议", "群众", "评价 90 分"), NONE_YET[1]]),
        (
            "{指标: 测评, 来源: 群众, 得分: 90, 人数: 3}",
            [NONE_YET[0], ("评议", "群众", "测评 90 分（3 人）")],
        ),
        (
            "{指标: 评价, 来源: 群众, 得分: 90}, {指标: 测评, 来源: 领导, 得分: 80}",
            [("评议", "群众", "评价 90 分"), ("评议", "领导", "测评 80 分")],
        ),
    ],
)
def test_every_rated_part_has_its_opinions_or_says_that_it_has_none(
    make: Make, opinions: str, expected: list[tuple[str, str, str]]
) -> None:
    assert events(make, f"完成: {{甲项: 1}}\n评议: [{opinions}]\n") == expected


# ---- spending ----------------------------------------------------------------------------------

BEFORE, AFTER = "3月底", "5月底"


@pytest.mark.parametrize(
    ("spent", "light", "rule"),
    [
        # 25% of 50000 by 30 April: 12500
        ({"4月底": 12500}, Light.GREEN, "4月底 25.00%，不低于4月底的下限 25%"),
        ({"4月底": 12499}, Light.GREEN, "4月底 25.00%，不低于4月底的下限 25%"),  # as printed
        ({"4月底": 12490}, Light.YELLOW, "4月底 24.98%，低于4月底的下限 25%，预警"),
        ({BEFORE: 12500}, Light.GREEN, "3月31日已 25.00%，不低于4月底的下限 25%"),
        ({BEFORE: 12490}, Light.OFF, "没有4月底的进度，判断不了"),  # before, and too little
        ({AFTER: 12500}, Light.OFF, "没有4月底的进度，判断不了"),  # after, and enough
        ({AFTER: 12490}, Light.YELLOW, "到5月31日也只有 24.98%，低于4月底的下限 25%，预警"),
        ({}, Light.OFF, "没有4月底的进度，判断不了"),
    ],
)
def test_what_decides_a_limit(make: Make, spent: dict[str, int], light: Light, rule: str) -> None:
    """The report itself is of June, when a third was spent: enough for April, but too late."""
    months = "{" + ", ".join(f"{day}: {amount}" for day, amount in spent.items()) + "}"
    found = projects.limits(projects.follow(make, projects.told("16500", months)))
    assert found[0] == ("4月底", light, rule)


@pytest.mark.parametrize(
    ("least", "day", "names"),
    [
        ("{6月底: 40}", date(2021, 6, 30), ["6月底"]),
        ("{6月底: 40}", date(2021, 6, 29), []),  # a day of the year that is not there yet
        ("{6月底: 40, 4月底: 25}", date(2021, 7, 1), ["4月底", "6月底"]),
    ],
)
def test_limits_are_those_whose_day_has_passed(
    make: Make, least: str, day: date, names: list[str]
) -> None:
    report = projects.follow(make, day=day, settings=f"监控: {{执行率下限: {least}}}\n")
    assert [limit.name for limit in report.limits] == names


def test_an_amount_on_no_day_of_the_year_counts_nowhere(make: Make) -> None:
    report = projects.follow(make, projects.told("20000", "{三成: 1, 3月底: 12500}"))
    assert [month.spent for month in report.months] == [D(12500), D(20000), None, None]


@pytest.mark.parametrize(
    ("done", "progress", "unreported"),
    [
        ("{次数: 10, 人数: 100, 成本: 0.1万元}", "100.00", 0),
        ("{次数: 10}", "33.33", 2),  # what is not reported counts as nothing
        ("{次数: 10, 人数: {不适用: 无}, 成本: {不适用: 无}}", "100.00", 0),
        ("{次数: {不适用: 无}, 人数: {不适用: 无}, 成本: {不适用: 无}}", None, 0),  # none counts
        ("{成本: {不适用: 无}}", None, 2),  # none is reported
    ],
)
def test_the_mean_of_what_counts(
    make: Make, done: str, progress: str | None, unreported: int
) -> None:
    balance = projects.follow(make, projects.told("20000", done=done)).balance
    assert balance.progress == (None if progress is None else D(progress))
    assert balance.unreported == unreported
    assert (balance.gap is None) is (progress is None)


@pytest.mark.parametrize(
    ("card", "report", "sample"),
    [(False, False, False), (True, False, True), (False, True, True)],
)
def test_either_may_be_a_sample(make: Make, card: bool, report: bool, sample: bool) -> None:
    mark = "样例: true\n"
    found = projects.follow(
        make, projects.told("1") + mark * report, project=projects.PROJECT + mark * card
    )
    assert found.sample is sample


@pytest.mark.parametrize(
    ("settings", "sources"),
    [
        ("", ["默认规则", "预警线", "预警线", "默认规则"]),
        ("{偏差: 5}", ["监控", "预警线", "监控", "默认规则"]),
        ("{执行率下限: {6月底: 45}}", ["默认规则", "监控", "预警线", "默认规则"]),
        ("{绿: 120}", ["默认规则", "预警线", "预警线", "监控"]),
        ("{黄: 70}", ["默认规则", "预警线", "预警线", "监控"]),
    ],
)
def test_whose_each_rule_is(make: Make, settings: str, sources: list[str]) -> None:
    report = projects.follow(
        make, projects.told("1"), settings=f"监控: {settings}\n" if settings else None
    )
    rules = {rule.name: rule.source for rule in report.rules}
    told = [rules[name] for name in ("支出计划", "执行率下限", "偏差", "数量")]
    assert [source.endswith(end) for source, end in zip(told, sources, strict=True)] == [True] * 4
