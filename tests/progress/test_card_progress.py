"""Targets against the calendar, worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import documents
from conftest import Make, found
from tuanscore.commands.progress import following
from tuanscore.commands.progress.card import CardProgress
from tuanscore.commands.progress.elapsed import Elapsed
from tuanscore.commands.progress.lights import Light
from tuanscore.commands.progress.line import Line
from tuanscore.commands.progress.standing import Kind
from tuanscore.errors import TuanscoreError
from tuanscore.shelf import Repository

D = Decimal
CARD_FILE, SETTINGS = "scorecards/2014/甲.yaml", "tuanscore.yaml"
CARD = documents.card(
    documents.section("职能指标", 100, "编号: 工作\n内容: 各项工作。\n考核点: {考核点}")
)
FIFTH = date(2014, 3, 14)  # 31 + 28 + 14 = 73 days of 365
HALF_YEAR = date(2014, 6, 30)  # 181 days of 365
YEAR_END = date(2014, 12, 31)
Reports = dict[str, str]


def follow(
    make: Make,
    measures: str,
    reports: Reports,
    day: date | None = None,
    settings: str | None = None,
    year: int = 2014,
) -> CardProgress:
    """Follow a card with these 考核点 and reports (what is in each, by its 截至)."""
    card = CARD.replace("{考核点}", measures).replace("2014", str(year))
    files = {
        f"scorecards/{year}/完成情况/甲-{as_of}.yaml": (
            f"类型: 完成情况\n单位: 甲\n年度: {year}\n截至: {as_of}\n{told}\n"
        )
        for as_of, told in reports.items()
    }
    files |= {SETTINGS: settings} if settings is not None else {}
    report = following.follow(Repository(make({CARD_FILE: card, **files}), day), "甲")
    assert isinstance(report, CardProgress)
    return report


def one(
    make: Make,
    measure: str,
    done: str | None,
    day: date,
    settings: str | None = None,
    year: int = 2014,
) -> Line:
    """Follow a card of one 考核点 called 甲项, reported on the day itself, or not reported."""
    reports = {} if done is None else {str(day): f"完成: {{甲项: {done}}}"}
    (line,) = follow(make, f"{{甲项: {measure}}}", reports, day, settings, year).lines
    return line


def seen(line: Line) -> tuple[Decimal | None, Decimal | None, Light, str]:
    return line.done, line.standing.pace, line.light, line.rule


def test_half_done_at_the_half_year_is_just_ahead(make: Make) -> None:
    report = follow(make, "{甲项: ≥4次}", {"2014-06-30": "完成: {甲项: 2}"})
    elapsed = report.elapsed
    assert (elapsed.day, elapsed.passed, elapsed.days) == (HALF_YEAR, 181, 365)
    assert elapsed.percent == D("49.59")  # 18100 ÷ 365 = 49.589
    (line,) = report.lines
    # 2 ÷ 4 ÷ (181 ÷ 365) = 0.5 × 365 ÷ 181 = 1.008287
    assert seen(line) == (D("50.00"), D("100.83"), Light.GREEN, "进度≥100%")
    assert line.bar == "■■■■■□□□□□"
    assert (line.heading, line.name, line.target, line.actual) == (
        "职能指标·服务",
        "甲项",
        "≥4次",
        "2",
    )
    assert not line.standing.met
    assert report.overdue == ()


@pytest.mark.parametrize(
    ("target", "done", "pace", "light", "rule"),
    [
        ("5次", "1", "100.00", Light.GREEN, "进度≥100%"),
        ("100000人", "19999", "100.00", Light.GREEN, "进度≥100%"),  # 99.995, as it is printed
        ("100000人", "19998", "99.99", Light.YELLOW, "进度≥80%"),
        ("25次", "4", "80.00", Light.YELLOW, "进度≥80%"),
        ("100000人", "15998", "79.99", Light.RED, "进度<80%"),
        ("5次", "0", "0.00", Light.RED, "进度<80%"),
        ("5次", "5", "500.00", Light.GREEN, "已达标"),
        ("5次", "9", "500.00", Light.GREEN, "已达标"),  # the done share is never above 1
        ("≥0.1万元", "200元", "100.00", Light.GREEN, "进度≥100%"),  # 200 of 1000 元
    ],
)
def test_bounds_are_inclusive_on_the_printed_pace(
    make: Make, target: str, done: str, pace: str, light: Light, rule: str
) -> None:
    line = one(make, target, done, FIFTH)  # a fifth of the year
    assert (line.standing.pace, line.light, line.rule) == (D(pace), light, rule)


def test_leap_years_have_366_days(make: Make) -> None:
    day = date(2016, 7, 1)  # 31 + 29 + 31 + 30 + 31 + 30 + 1 = 183 of 366
    line = one(make, "4次", "2", day, year=2016)
    assert seen(line) == (D("50.00"), D("100.00"), Light.GREEN, "进度≥100%")
    assert Elapsed(2016, date(2016, 2, 29)).passed == 60
    assert Elapsed(2016, YEAR_END).days == 366
    assert Elapsed(2016, date(2017, 3, 1)).over


def test_settings_move_the_bounds(make: Make) -> None:
    line = one(make, "5次", "1", FIFTH, "监控: {绿: 120, 黄: 90%}\n")
    assert (line.standing.pace, line.light, line.rule) == (D("100.00"), Light.YELLOW, "进度≥90%")
    report = follow(make, "{甲项: 5次}", {}, FIFTH)
    assert [(r.name, r.source) for r in report.rules] == [
        ("数量", "tuanscore.yaml里的监控"),
        ("上限、基数", "本工具的默认规则"),
        ("定性", "本工具的默认规则"),
        ("日期", "本工具的默认规则"),
        ("未报", "本工具的默认规则"),
    ]
    assert "进度≥120%亮绿，≥90%亮黄" in report.rules[0].text


def test_without_settings_the_rules_are_ours(make: Make) -> None:
    report = follow(make, "{甲项: 5次}", {}, FIFTH)
    assert {rule.source for rule in report.rules} == {"本工具的默认规则"}


@pytest.mark.parametrize(
    ("settings", "wrong"),
    [
        ("监控: {绿: 80, 黄: 90}\n", "绿灯的下限比黄灯的还低"),
        ("监控: {执行率下限: {随时: 10}}\n", "“随时”不是一年里的一天"),
    ],
)
def test_settings_that_cannot_be_meant(make: Make, settings: str, wrong: str) -> None:
    findings = found(make({SETTINGS: settings, CARD_FILE: CARD.replace("{考核点}", "{甲项: 1次}")}))
    assert [wrong in f.message for f in findings] == [True]


@pytest.mark.parametrize(
    ("target", "done", "light", "rule", "share"),
    [
        ("≤5%", "5%", Light.GREEN, "没有超过", "100.00"),
        ("≤5%", "8%", Light.RED, "超过上限", "62.50"),  # 5 ÷ 8
        ("≤0起", "1", Light.RED, "超过上限", "0.00"),
        ("0起", "0", Light.GREEN, "没有超过", "100.00"),
        ("0起", "1", Light.RED, "超过上限", "0.00"),
        ("<5%", "5%", Light.GREEN, "没有超过", "100.00"),  # 比例 gives full points
        ("{目标: <5%, 计分: 达标}", "5%", Light.RED, "超过上限", "100.00"),
        ("5-10次", "11", Light.RED, "超出范围", "90.90"),
        ("5-10次", "10", Light.GREEN, "已达标", "100.00"),
        ("5-10次", "1", Light.GREEN, "进度≥100%", "20.00"),
    ],
)
def test_limits_hold_all_year(
    make: Make, target: str, done: str, light: Light, rule: str, share: str
) -> None:
    line = one(make, target, done, FIFTH)
    assert (line.light, line.rule) == (light, rule)
    assert line.done is not None
    assert abs(line.done - D(share)) <= D("0.01")


def test_all_or_nothing_is_strict(make: Make) -> None:
    measure = "{目标: '>5次', 计分: 达标}"
    assert one(make, measure, "5", FIFTH).light is Light.YELLOW
    line = one(make, measure, "5", YEAR_END)
    assert (line.light, line.rule, line.standing.overdue) == (Light.RED, "还没有达标", True)


@pytest.mark.parametrize(
    ("done", "light", "rule"),
    [
        ("完成", Light.GREEN, "已完成"),
        ("部分完成", Light.YELLOW, "已开始"),
        ("1%", Light.YELLOW, "已开始"),
        ("未完成", Light.OFF, "没有开始，年底再看"),
    ],
)
def test_qualitative_during_the_year(make: Make, done: str, light: Light, rule: str) -> None:
    line = one(make, "定性", done, HALF_YEAR)
    assert (line.standing.kind, line.light, line.rule) == (Kind.QUALITATIVE, light, rule)
    assert line.standing.pace is None


@pytest.mark.parametrize(
    ("done", "light", "rule", "overdue"),
    [
        ("完成", Light.GREEN, "已达标", False),
        ("基本完成", Light.YELLOW, "进度≥80%", True),
        ("部分完成", Light.RED, "进度<80%", True),
    ],
)
def test_qualitative_at_the_end_of_the_year(
    make: Make, done: str, light: Light, rule: str, overdue: bool
) -> None:
    line = one(make, "定性", done, YEAR_END)
    assert (line.light, line.rule, line.standing.overdue) == (light, rule, overdue)


@pytest.mark.parametrize(
    ("day", "done", "light", "rule", "left", "overdue"),
    [
        ("2014-06-20", None, Light.YELLOW, "未报，还有 10 天", 10, False),
        ("2014-06-30", "未完成", Light.RED, "今天到期", 0, True),
        ("2014-06-20", "部分完成", Light.YELLOW, "已开始，还有 10 天", 10, False),
        ("2014-07-12", "部分完成", Light.RED, "过期 12 天", -12, True),
        ("2014-07-12", None, Light.RED, "未报，过期 12 天", -12, True),
        ("2014-07-12", "2014-06-30", Light.GREEN, "按期完成", -12, False),
        ("2014-07-12", "2014-07-03", Light.RED, "晚 3 天完成", -12, False),
        ("2014-07-12", "完成", Light.GREEN, "按期完成", -12, False),
    ],
)
def test_dates(
    make: Make, day: str, done: str | None, light: Light, rule: str, left: int, overdue: bool
) -> None:
    line = one(make, "2014年6月底前", done, date.fromisoformat(day))
    standing = line.standing
    assert (line.light, line.rule, standing.days_left, standing.overdue) == (
        light,
        rule,
        left,
        overdue,
    )
    assert standing.deadline == date(2014, 6, 30)


def test_the_last_day_of_the_year_counts_as_passed(make: Make) -> None:
    line = one(make, "2014年12月底前", "未完成", YEAR_END)
    assert (line.light, line.rule) == (Light.RED, "今天到期")
    assert line.standing.overdue


@pytest.mark.parametrize(
    ("target", "done"),
    [
        ("≤5起", "8"),
        ("0起", "1"),
        ("{目标: <5%, 计分: 达标}", "5%"),
        ("5-10次", "11"),
        ("5-10次", "1"),
        ("4次", "1"),
        ("{目标: '>5次', 计分: 达标}", "5"),
        ("定性", "部分完成"),
        ("{计分: 对比, 基数: 平均, 要求: 低于}", "{自评: 12, 基数: 10, 基数来源: 公报}"),
    ],
)
@pytest.mark.parametrize(
    ("day", "overdue"),
    [(FIFTH, False), (HALF_YEAR, False), (date(2014, 12, 30), False), (YEAR_END, True)],
)
def test_what_has_no_date_of_its_own_is_overdue_only_at_the_end_of_the_year(
    make: Make, target: str, done: str, day: date, overdue: bool
) -> None:
    line = one(make, target, done, day)
    assert (line.standing.met, line.standing.overdue) == (False, overdue)


@pytest.mark.parametrize(
    ("target", "done"),
    [("≤5起", "5"), ("0起", "0"), ("5-10次", "10"), ("4次", "4"), ("定性", "完成")],
)
@pytest.mark.parametrize("day", [HALF_YEAR, YEAR_END])
def test_what_is_met_is_never_overdue(make: Make, target: str, done: str, day: date) -> None:
    line = one(make, target, done, day)
    assert (line.standing.met, line.standing.overdue) == (True, False)


BASE = "{计分: 对比, 基数: 前三年平均值, 要求: 低于, 未达: 酌情}"


@pytest.mark.parametrize(
    ("done", "light", "rule"),
    [("0.79‰", Light.GREEN, "低于基数 0.92‰"), ("0.95‰", Light.RED, "没有低于基数 0.92‰")],
)
def test_against_a_base(make: Make, done: str, light: Light, rule: str) -> None:
    told = f"{{自评: {done}, 基数: 0.92‰, 基数来源: 公报}}"
    line = one(make, BASE, told, HALF_YEAR)
    assert (line.light, line.rule, line.target, line.bar) == (light, rule, "低于前三年平均值", "")


@pytest.mark.parametrize(
    ("measure", "done", "kind", "pace"),
    [
        # the target is where the points are full
        ("{计分: 分档, 分档: {'≥75%': 5, '≥70%': 3}}", "15%", Kind.MORE, "100.00"),
        (
            "{计分: 两级目标, 达标值: ≥60人, 争取值: ≥80人, 达标得分率: 80%}",
            "16",
            Kind.MORE,
            "100.00",
        ),
        ("{计分: 名次, 满分名次: 3, 每名扣: 0.2}", "第5名", Kind.OTHER, None),
    ],
)
def test_other_methods(make: Make, measure: str, done: str, kind: Kind, pace: str | None) -> None:
    line = one(make, measure, done, FIFTH)
    assert line.standing.kind is kind
    assert line.standing.pace == (None if pace is None else D(pace))
    assert line.light is (Light.OFF if pace is None else Light.GREEN)


@pytest.mark.parametrize("measure", ["4次", "≤5%", "定性", BASE])
@pytest.mark.parametrize(
    ("day", "light", "rule", "overdue"),
    [
        (date(2013, 12, 31), Light.OFF, "未报，年度还没有开始", False),
        (HALF_YEAR, Light.YELLOW, "未报", False),
        (YEAR_END, Light.RED, "未报，全年已过", True),
    ],
)
def test_nothing_reported(
    make: Make, measure: str, day: date, light: Light, rule: str, overdue: bool
) -> None:
    line = one(make, measure, None, day)
    assert (line.light, line.rule, line.standing.overdue) == (light, rule, overdue)
    assert (line.done, line.bar, line.actual, line.change) == (None, "", None, None)


def test_before_the_year_there_is_no_pace(make: Make) -> None:
    line = one(make, "4次", "1", date(2013, 12, 31))
    assert seen(line) == (D("25.00"), None, Light.OFF, "年度还没有开始")


def test_what_is_unreadable_counts_as_unreported(make: Make) -> None:
    report = follow(make, "{甲项: 4次}", {"2014-06-30": "完成: {甲项: 很多}"})
    (line,) = report.lines
    assert line.light is Light.YELLOW
    assert line.rule.startswith("按未报计：完成值“很多”看不懂")
    (finding,) = report.findings
    assert finding.place.file == "scorecards/2014/完成情况/甲-2014-06-30.yaml"


def test_not_applicable_has_no_light(make: Make) -> None:
    line = one(make, "4次", "{不适用: 没有这个机构}", YEAR_END)
    assert (line.light, line.rule) == (Light.OFF, "不适用：没有这个机构")
    assert not line.standing.overdue


def test_several_reports_give_a_history(make: Make) -> None:
    reports = {
        "2014-03-31": "完成: {甲项: 5, 乙项: 1}",
        "2014-06-30": "完成: {甲项: 12}",
        "2014-09-30": "完成: {甲项: {自评: 19, 审核: 18}}",
    }
    report = follow(make, "{甲项: 20次, 乙项: 2次}", reports)
    line, other = report.lines
    assert line.trend == "6月 12 → 9月 18"
    assert [(p.as_of.month, p.actual) for p in line.history] == [(3, "5"), (6, "12"), (9, "18")]
    assert (other.actual, other.trend, len(other.history)) == ("1", "", 1)
    assert report.elapsed.day == date(2014, 9, 30)
    # 30 September is day 273: 18 ÷ 20 × 365 ÷ 273 = 1.20330
    assert line.standing.pace == D("120.33")


def test_the_day_asked_for_leaves_out_later_reports(make: Make) -> None:
    reports = {"2014-06-05": "完成: {甲项: 1}", "2014-06-30": "完成: {甲项: 2}"}
    late = {"2014-09-30": "完成: {甲项: 3}"}
    report = follow(make, "{甲项: 4次}", reports | late, date(2014, 7, 31))
    assert report.reported == (date(2014, 6, 5), date(2014, 6, 30))
    assert report.elapsed.day == date(2014, 7, 31)
    assert report.lines[0].trend == "6月5日 1 → 6月30日 2"


def test_without_any_report_a_day_must_be_given(make: Make) -> None:
    with pytest.raises(TuanscoreError, match="不知道看到哪一天为止"):
        follow(make, "{甲项: 4次}", {})


EXTRAS = """\
  - 名称: 保障
    分值: 15
    计分: 扣分
    类别: [{条目: [{编号: 维稳, 内容: 维稳, 分值: 1}]}]
  - {名称: 评价, 分值: 15, 计分: 评议, 内容: 评价分。}
  - {名称: 交办, 分值: 20, 内容: 交办的工作。}
加分: {上限: 2}
一票否决: [{事项: 重大事故, 最高等次: 中}]
"""
TOLD = """\
完成: {交办: 完成}
扣分:
  - {指标: 维稳, 分值: 0.5, 原因: 漏报一次}
  - {指标: 案件, 次数: 2, 情形: 特大, 原因: 两起}
评议: [{来源: 群众, 得分: 90, 人数: 30}]
加分: [{项目: 创先争优, 分值: 1}]
一票否决: [{事项: 重大事故, 原因: 一起}]
"""


def test_what_the_calendar_does_not_pace_is_listed(make: Make, tmp_path: Path) -> None:
    measures = "{甲项: 4次, 案件: {计分: 扣分, 每次: 1, 加重: {特大: 2}}}"
    card = (CARD + EXTRAS).replace("{考核点}", measures).replace("总分: 100", "总分: 150")
    file = "scorecards/2014/完成情况/甲.yaml"
    head = "类型: 完成情况\n单位: 甲\n年度: 2014\n截至: 2014-06-30\n样例: true\n"
    root = make({CARD_FILE: card, file: head + TOLD})
    report = following.follow(Repository(root), "甲")
    assert isinstance(report, CardProgress)
    assert report.sample
    assert [line.name for line in report.lines] == ["甲项", "交办"]
    assert [(e.kind, e.name, e.text) for e in report.events] == [
        ("扣分", "维稳", "扣 0.5 分：漏报一次"),
        ("扣分", "案件", "按规定扣分，2 起，特大：两起"),
        ("加分", "创先争优", "加 1 分"),
        ("一票否决", "重大事故", "一起"),
        ("评议", "群众", "90 分（30 人）"),
    ]
    assert report.counts == {Light.GREEN: 1, Light.YELLOW: 1, Light.RED: 0, Light.OFF: 0}
    (tmp_path / file).unlink()
    report = following.follow(Repository(root, HALF_YEAR), "甲")
    assert isinstance(report, CardProgress)
    assert [(e.name, e.text, e.as_of) for e in report.events] == [("评价", "还没有评议", None)]


def test_the_shipped_card_at_the_end_of_the_year(shipped: Path) -> None:
    report = following.follow(Repository(shipped), "苍溪")
    assert isinstance(report, CardProgress)
    lines = {line.name: line for line in report.lines}
    # 18 ÷ 19 = 0.947368
    assert seen(lines["西部计划志愿者"]) == (D("94.74"), D("94.74"), Light.YELLOW, "进度≥80%")
    assert seen(lines["驻外团组织换届"]) == (D("60.00"), D("60.00"), Light.RED, "进度<80%")
    assert [line.name for line in report.overdue] == [
        line.name for line in report.lines if not line.standing.met
    ]
    assert sum(report.counts.values()) == len(report.lines)
    assert report.sample


def test_the_shipped_card_with_an_invented_interim_report(shipped: Path) -> None:
    folder = shipped / "scorecards/2014/完成情况"
    (folder / "苍溪-6月.yaml").write_text(
        "类型: 完成情况\n单位: 苍溪\n年度: 2014\n截至: 2014-06-30\n样例: true\n"
        "完成: {西部计划志愿者: 9, 技能比武: 3}\n",
        encoding="utf-8",
    )
    june = following.follow(Repository(shipped, HALF_YEAR), "苍溪")
    assert isinstance(june, CardProgress)
    lines = {line.name: line for line in june.lines}
    # 9 ÷ 19 × 365 ÷ 181 = 0.955220
    assert seen(lines["西部计划志愿者"]) == (D("47.37"), D("95.52"), Light.YELLOW, "进度≥80%")
    assert lines["技能比武"].light is Light.GREEN
    assert june.counts[Light.YELLOW] == len(june.lines) - 1
    december = following.follow(Repository(shipped), "苍溪")
    assert isinstance(december, CardProgress)
    trends = {line.name: line.trend for line in december.lines}
    assert trends["西部计划志愿者"] == "6月 9 → 12月 18"


def test_a_card_with_errors_is_not_followed(make: Make) -> None:
    card = CARD.replace("{考核点}", "{甲项: 4次}").replace("各项工作。", "'{没有的}'")
    repository = Repository(make({CARD_FILE: card}), HALF_YEAR)
    with pytest.raises(TuanscoreError, match="有错误，先改好"):
        following.follow(repository, "甲")
