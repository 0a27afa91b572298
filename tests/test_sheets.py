"""Printed documents: scores add up, cells hold what they should, templates can be replaced."""

import os
import shutil
import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jinja2 import UndefinedError

import page
from tuanscore import sheets, visible
from tuanscore.commands.score import scoring
from tuanscore.commands.score.report import Scored
from tuanscore.commands.show import presenting
from tuanscore.commands.show.inventory import Inventory
from tuanscore.errors import TuanscoreError
from tuanscore.faces import html, md, templating
from tuanscore.model.kinds.project import KIND as PROJECT
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.scorecard import Scorecard
from tuanscore.scoring.tree import Level, Node, State, Veto
from tuanscore.sheets import figures, scored
from tuanscore.sheets.sheet import Cell, Heading, Paragraph, Sheet, Table
from tuanscore.shelf import Repository

REPOSITORY = Repository(Path(__file__).parent.parent)
NAMES = ["苍溪", "旺苍", "剑阁", "青川", "利州", "昭化", "朝天", "经开区"]
EMPTY = Sheet("目标绩效指标", "一份表", (Paragraph("正文"),))


def scored_sheet(name: str) -> Sheet:
    return presenting.print_out(REPOSITORY, name, 2014, "目标绩效指标", scored=True)


def result(name: str) -> Scored:
    report = scoring.score(REPOSITORY, name, 2014)
    assert isinstance(report, Scored)
    return report


def table_of(sheet: Sheet) -> list[page.Row]:
    (table,) = page.read(html.render(sheet)).tables
    return table


def bounds(printed: str) -> tuple[Decimal, Decimal]:
    """Read a printed figure or interval."""
    if printed in ("", "—"):
        return Decimal(0), Decimal(0)
    low, _, high = printed.partition("–")
    return Decimal(low), Decimal(high or low)


def total(figures_: list[str]) -> tuple[Decimal, Decimal]:
    lows, highs = zip(*map(bounds, figures_), strict=True)
    return sum(lows, Decimal(0)), sum(highs, Decimal(0))


def card(*categories: dict[str, Any], **more: Any) -> Scorecard:
    """Make a card with one section of these categories."""
    section = {"名称": "职能", "分值": "10", "类别": list(categories)}
    head = {"类型": "目标绩效指标", "单位": "团县委", "简称": "县", "年度": "2014", "总分": "10"}
    return Scorecard.model_validate({**head, "部分": [section], **more})


def item(text: str, **more: Any) -> dict[str, Any]:
    return {"编号": text, "内容": text, **more}


# Scored cards


@pytest.mark.parametrize("name", NAMES)
def test_the_printed_figures_add_up(name: str) -> None:
    _, *body, last = table_of(scored_sheet(name))
    sections = list(dict.fromkeys(row[0].text for row in body))
    subtotals = []
    for section in sections:
        *rows, subtotal = [row for row in body if row[0].text == section]
        assert subtotal[1].text == section.split("（")[0] + "小计"
        lines = [row for row in rows if row[-1].style != "sum"]
        assert total([row[-1].text for row in lines]) == bounds(subtotal[-1].text)
        assert total([row[-2].text for row in lines]) == bounds(subtotal[-2].text)
        above: list[page.Row] = []
        for row in rows:
            above.append(row)
            if row[-1].style == "sum":
                own = [line for line in above[:-1] if row[1] in (line[1], row[-3])]
                assert total([line[-1].text for line in own]) == bounds(row[-1].text)
                assert total([line[-2].text for line in own]) == bounds(row[-2].text)
                above = []
        subtotals.append(subtotal)
    assert total([row[-1].text for row in subtotals]) == bounds(last[-1].text)
    assert total([row[-2].text for row in subtotals]) == bounds(last[-2].text)


@pytest.mark.parametrize("name", NAMES)
def test_the_printed_total_is_the_score(name: str) -> None:
    score = result(name).score
    last = table_of(scored_sheet(name))[-1]
    assert last[-1].text == figures.interval(score.card.low, score.card.high)
    assert last[-2].text == figures.cents(score.full)
    assert all(grade in last[0].text for grade in score.grades)


def sums(sheet: Sheet) -> list[tuple[str, ...]]:
    return [page.texts(row)[-3:] for row in table_of(sheet) if row[-1].style == "sum"]


def test_each_category_has_its_score_below_it() -> None:
    assert sums(scored_sheet("苍溪")) == [
        ("服务党政中心小计", "15.00", "14.92"),
        ("青少年思想引导小计", "15.00", "15.00"),
        ("服务青年工作小计", "10.00", "10.00"),
        ("青少年维权工作小计", "10.00", "9.67"),
        ("自身组织建设小计", "20.00", "19.76"),
        ("职能指标小计", "70.00", "69.35"),
        ("类别小计", "15.00", "14.45"),
        ("类别小计", "10.00", "10.00"),
        ("类别小计", "10.00", "9.60"),
        ("重点工作小计", "50.00", "48.30"),
        ("保障指标小计", "15.00", "15.00"),
        ("绩效评价小计", "15.00", "13.92"),
        ("合计（得分率97.71%，等次优）", "150.00", "146.57"),
    ]


def test_categories_not_all_reported_and_those_deducted_from_have_their_score() -> None:
    assert ("青少年思想引导小计", "15.00", "13.85–14.91") in sums(scored_sheet("朝天"))
    assert ("社会治理小计", "", "-1.50") in sums(scored_sheet("经开区"))


def test_markdown_has_the_score_of_each_category() -> None:
    text = md.render(scored_sheet("苍溪"))
    assert "\n|  |  | 服务党政中心小计 |  |  |  | 15.00 | 14.92 |\n" in text
    assert "\n|  | 类别小计 |  |  |  |  | 15.00 | 14.45 |\n" in text


def test_a_category_alone_in_its_section_is_summed_up_once() -> None:
    score = result("苍溪").score
    section = replace(score.card.parts[0], parts=score.card.parts[0].parts[:1])
    alone = replace(score, card=replace(score.card, parts=(section,)))
    sheet = sheets.make(card({"条目": [item("甲")]}), alone)
    assert [text for text, *_ in sums(sheet)][:-1] == ["职能指标小计"]


@pytest.mark.skipif(
    not (shutil.which("chromium") and shutil.which("pdftotext")),
    reason="没有装 chromium 或 pdftotext",
)
@pytest.mark.parametrize("name", ["苍溪", "经开区"])
def test_pages_are_filled_and_no_sum_opens_one(name: str, tmp_path: Path) -> None:
    file, printed = tmp_path / "card.html", tmp_path / "card.pdf"
    file.write_text(html.render(scored_sheet(name)), encoding="utf-8")
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    browse = ["chromium", *options, profile, f"--print-to-pdf={printed}", file.as_uri()]
    subprocess.run(browse, check=True, capture_output=True, timeout=60)
    told = subprocess.run(["pdftotext", "-layout", printed, "-"], check=True, capture_output=True)
    first, *pages = told.stdout.decode().split("\f")
    assert "服务党政中心小计" in first
    assert "青少年思想引导" in first
    tables = [text.split("得分\n", 1)[1].split() for text in pages if "考核点" in text]
    assert tables
    assert not [words[0] for words in tables if "小计" in words[0] or "合计" in words[0]]


def test_reviewed_and_self_assessed_stand_side_by_side() -> None:
    (row,) = [
        row for row in table_of(scored_sheet("苍溪")) if row[3:] and row[3].text == "西部计划志愿者"
    ]
    assert row[2].text.startswith("2.新招募派遣西部计划志愿者19名，")
    assert page.texts(row)[3:] == ("西部计划志愿者", "19名", "18（自评19）", "1.50", "1.42")


def test_items_keep_their_printed_order_and_numbers() -> None:
    table = table_of(scored_sheet("苍溪"))
    rows = [row for row in table if row[1].text.startswith("青少年维权工作")]
    texts = dict.fromkeys(row[2].text for row in rows if row[2].style != "sum")
    assert [text[:2] for text in texts] == [f"{n}." for n in range(1, 8)]


def test_what_was_not_reported_is_an_interval() -> None:
    sheet = scored_sheet("朝天")
    (row,) = [row for row in table_of(sheet) if row[3:] and row[3].text == "创业大讲堂"]
    assert page.texts(row)[-3:] == ("未报", "1.25", "0–1.25")
    notes = page.read(html.render(sheet)).of("p.note")
    assert any(note.startswith("未报13项：工作调研文章、") for note in notes)


def test_what_does_not_apply_has_no_points() -> None:
    (row,) = [
        row for row in table_of(scored_sheet("朝天")) if row[3:] and row[3].text == "驻外团组织换届"
    ]
    assert page.texts(row)[-3:] == ("不适用", "—", "—")


def test_deductions_are_negative_and_explained() -> None:
    sheet = scored_sheet("旺苍")
    (row,) = [row for row in table_of(sheet) if row[3:] and "团情信息" in row[3].text]
    assert page.texts(row)[-3:] == ("1起", "", "-0.40")
    assert row[1].text == "社会治理"
    notes = page.read(html.render(sheet)).of("p.note")
    assert "团情信息：0.4（两期团情信息迟报）。" in notes


def test_assumptions_scale_and_day_are_printed() -> None:
    shown = page.read(html.render(scored_sheet("苍溪")))
    notes = "".join(shown.of("p.note"))
    assert shown.of("p.right") == ["截至2014年12月31日"]
    assert "按平均分摊" in notes
    assert "团区委绩效标准（优≥90良≥85中≥60差<60，按得分率）" in notes
    assert "西部计划志愿者：完成18÷目标19（1名志愿者中途离岗，未补招）。" in notes


def test_vetoes_and_the_score_by_self_assessment_are_printed() -> None:
    score = result("苍溪").score
    assert score.claimed is not None
    vetoes = (
        Veto("重大案件", "一起", "中", loses_title=False, place=score.place),
        Veto("弄虚作假", "报表", None, loses_title=True, place=score.place),
    )
    assert list(scored.remarks(replace(score, vetoes=vetoes)))[:3] == [
        "一票否决：重大案件（一起），等次最高为中",
        "一票否决：弄虚作假（报表），取消评优资格",
        "按自评计 146.65 分，等次 优",
    ]


def test_what_cannot_be_read_counts_as_not_reported() -> None:
    leaf = next(leaf for leaf in result("苍溪").score.card.leaves() if leaf.actual is not None)
    assert figures.achieved(replace(leaf, state=State.UNREPORTED)) == "3（按未报计）"


def test_a_card_without_any_report() -> None:
    score = result("苍溪").score
    nothing = replace(
        score,
        as_of=None,
        card=replace(
            score.card,
            parts=(
                Node(
                    Level.SECTION,
                    "保障",
                    Decimal("10.00"),
                    Decimal(0),
                    Decimal("10.00"),
                    State.UNREPORTED,
                    rule="还没有完成情况",
                ),
                Node(
                    Level.BONUS,
                    "加分",
                    None,
                    Decimal("1.00"),
                    Decimal("1.00"),
                    State.SCORED,
                    text="创先争优",
                    route=("加分",),
                    method="加分",
                ),
            ),
        ),
    )
    shown = page.read(html.render(sheets.make(card({"条目": [item("甲")]}), nothing)))
    assert shown.of("p.right") == ["还没有完成情况"]
    rows = [page.texts(row) for row in shown.tables[0][1:-1]]
    assert rows[0] == ("保障（10分）", "还没有完成情况", "保障", "", "未报", "10.00", "0–10.00")
    assert rows[2] == ("加分", "创先争优", "加分", "", "", "", "1.00")
    assert rows[3] == ("加分", "加分小计", "", "1.00")


@pytest.mark.parametrize(
    ("low", "high", "printed"),
    [
        ("1.25", "1.25", "1.25"),
        ("0.00", "1.25", "0–1.25"),
        ("75.92", "87.93", "75.92–87.93"),
        ("-0.50", "0.00", "-0.50 至 0"),
        ("0.00", "-0.50", "-0.50 至 0"),
    ],
)
def test_intervals(low: str, high: str, printed: str) -> None:
    assert figures.interval(Decimal(low), Decimal(high)) == printed


# Cards of other shapes


def rows_of(model: Scorecard) -> list[tuple[str, ...]]:
    return [page.texts(row) for row in table_of(sheets.make(model))]


def test_a_single_item_has_no_number() -> None:
    assert rows_of(card({"名称": "类", "分值": "10", "条目": [item("甲")]}))[1:] == [
        ("职能（10分）", "类", "甲", "10")
    ]


def test_points_of_items_are_printed_with_them() -> None:
    items = [item("甲", 分值="4"), item("乙", 分值="6")]
    assert rows_of(card({"名称": "类", "分值": "10", "条目": items}))[1:] == [
        ("职能（10分）", "类", "1.甲（4分）2.乙（6分）", "10")
    ]


def test_points_at_the_items_only_make_a_row_for_each() -> None:
    items = [item("甲", 分值="4"), item("乙", 分值="6", 小类="组")]
    assert rows_of(card({"名称": "类", "条目": items}))[1:] == [
        ("职能（10分）", "类", "甲", "4"),
        ("职能（10分）", "类", "组", "乙", "6"),
    ]


def test_the_text_of_a_section_stands_before_its_categories() -> None:
    model = card({"名称": "类", "条目": [item("甲")]})
    section = model.sections[0].model_copy(update={"text": "总的要求"})
    assert rows_of(model.model_copy(update={"sections": (section,)}))[1:] == [
        ("职能（10分）", "总的要求", ""),
        ("职能（10分）", "类", "甲", ""),
    ]


def test_bonuses_are_mentioned_below_the_table() -> None:
    sheet = sheets.make(card({"条目": [item("甲")]}, 加分={"上限": "5"}))
    assert page.read(html.render(sheet)).of("p.note") == ["另有加分，合计最多5分。"]


def test_a_template_leaves_the_organisation_open() -> None:
    sheet = presenting.print_out(REPOSITORY, "县区团委-2014", None, None, scored=False)
    assert sheet.title == "（单位）2014年度目标绩效指标"
    assert len(table_of(sheet)) == 12


def project(**more: Any) -> Project:
    loaded = REPOSITORY.find((PROJECT, "130303210YA09YBACA1M9", "2021"))
    assert loaded is not None
    assert isinstance(loaded.model, Project)
    return loaded.model.model_copy(update=more)


def test_a_plan_with_many_days_wraps() -> None:
    days = {f"{month}月底": Decimal(month) for month in range(1, 7)}
    form, _ = page.read(html.render(sheets.make(project(spending=days)))).tables
    rows = [page.texts(row) for row in form if row[0].text.startswith("资金支出计划")]
    assert rows[2:] == [("资金支出计划（%）", "5月底", "6月底"), ("资金支出计划（%）", "5%", "6%")]


def test_points_of_indicators_have_a_column_where_there_are_any() -> None:
    plain = project()
    groups = plain.indicators["产出指标"]
    first = groups["数量指标"][0].model_copy(update={"points": Decimal(10)})
    changed = {**plain.indicators, "产出指标": {**groups, "数量指标": (first,)}}
    _, table = page.read(html.render(sheets.make(project(indicators=changed)))).tables
    assert [row[-1].text for row in table[:3]] == ["分值", "10", ""]


def test_a_single_goal_has_no_number_and_a_known_year_no_note() -> None:
    shown = page.read(html.render(sheets.make(project(goals=("一件事",), year_basis=None))))
    assert page.texts(shown.tables[0][-1]) == ("绩效目标", "一件事")
    assert not shown.of("p.note")


def test_reports_have_no_printed_form() -> None:
    entry = REPOSITORY.results_for(card({"条目": [item("甲")]}, 简称="苍溪"))[0]
    with pytest.raises(TuanscoreError, match="“完成情况”没有打印的格式"):
        sheets.make(entry.model)


# Sample data


@pytest.mark.parametrize("render", [html.render, md.render])
def test_samples_say_so_and_others_do_not(render: Any) -> None:
    assert "样例数据" in render(scored_sheet("苍溪"))
    plain = presenting.print_out(REPOSITORY, "苍溪", 2014, "目标绩效指标", scored=False)
    assert "样例数据" not in render(plain)
    assert "样例数据" not in render(replace(scored_sheet("苍溪"), sample=False))


def test_the_band_is_on_the_page_and_on_every_printed_one() -> None:
    text = html.render(scored_sheet("苍溪"))
    assert page.read(text).of("p.sample") == ["样例数据：数据是虚构的，只作演示"]
    assert '@top-right { content: "样例数据"' in text


def test_markdown_says_sample_in_the_first_line() -> None:
    ranking = scoring.rank(REPOSITORY, 2014)
    for report in (scored_sheet("苍溪"), result("苍溪"), ranking):
        assert md.render(report).startswith("> **样例数据**")


# Escaping

NASTY = "<b>粗</b> {{ 7*7 | `码` *星* _线_ [链](x) &lt; \\ ~删~"


def nasty_card() -> Scorecard:
    return card({"名称": NASTY, "分值": "10", "条目": [item(NASTY)]}, 标题=NASTY)


def test_html_shows_markup_as_text() -> None:
    text = html.render(sheets.make(nasty_card()))
    assert "<b>" not in text
    shown = page.read(text)
    assert shown.of("h1") == ["".join(NASTY.split())]
    assert page.texts(shown.tables[0][1])[1:3] == ("".join(NASTY.split()),) * 2


def test_html_needs_nothing_from_outside_and_runs_nothing() -> None:
    text = html.render(scored_sheet("苍溪"))
    assert text.startswith('<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">')
    for part in ("<script", "src=", "href=", "url(", "http"):
        assert part not in text


def test_markdown_shows_markup_as_text() -> None:
    markdown = pytest.importorskip("markdown_it")
    parser = markdown.MarkdownIt("commonmark").enable("table")
    text = parser.render(md.render(sheets.make(nasty_card())))
    shown = page.read(text)
    assert shown.of("h1") == ["".join(NASTY.split())]
    assert page.texts(shown.tables[0][1])[1:3] == ("".join(NASTY.split()),) * 2
    assert not any(tag in text for tag in ("<b>", "<code>", "<em>", "<a "))


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("- 一", "\\- 一"),
        ("-0.40", "-0.40"),
        ("# 一", "\\# 一"),
        ("1. 一", "1\\. 一"),
        ("1.一", "1.一"),
        ("> 一", "\\> 一"),
        ("---", "\\---"),
        ("一\n二\r\n三", "一 二 三"),
        ("a|b", "a\\|b"),
        ("a<b&c", "a&lt;b&amp;c"),
    ],
)
def test_markdown_escapes(text: str, escaped: str) -> None:
    assert visible.markdown(text) == escaped


def test_markdown_of_merged_cells() -> None:
    head = (Cell(("类",), colspan=2, style="head"), Cell(("内容",), style="head"))
    rows = (
        (
            Cell(("甲", "乙"), rowspan=2, style="label"),
            Cell(("丙",), style="label"),
            Cell(("1", "2")),
        ),
        (Cell(("丁",), colspan=2),),
    )
    assert md.rows(Table((head, *rows), (30, 30, 40))) == [
        ["类", "", "内容"],
        ["甲乙", "丙", "1"],
        ["", "", "2"],
        ["", "", "丁"],
    ]


# Results in Markdown


def test_markdown_of_a_score() -> None:
    text = md.render(result("朝天"))
    assert "- 得分率 75.92%–87.93%，等次 中–良" in text
    assert "| 创业大讲堂 | ≥2次 | 未报 | 1.25 | 0–1.25 |" in text
    assert "按平均分摊" in text
    assert "- 西部计划志愿者：完成 8 ÷ 目标 10（2名报到后放弃）" in text


def test_markdown_of_a_ranking() -> None:
    text = md.render(scoring.rank(REPOSITORY, 2014))
    assert "| 1 | 苍溪（样例数据） | 146.57 | 150 | 97.71% | 优 |  | 2014-12-31 |" in text
    assert text.count("按平均分摊") == 1


def test_findings_and_cards_that_failed_are_listed() -> None:
    finding = REPOSITORY.read("templates/没有.yaml")[1][0]
    assert f"- {finding.place}：{finding.code} " in md.render(
        replace(result("苍溪"), findings=(finding,))
    )
    ranking = replace(scoring.rank(REPOSITORY, 2014), unscored=("坏.yaml",), lines=())
    assert "- 坏.yaml 有错误，没有计分" in md.render(ranking)


@pytest.mark.parametrize("render", [html.render, md.render])
def test_other_reports_have_no_form_here(render: Any) -> None:
    with pytest.raises(NotImplementedError):
        render(Inventory(".", (), ()))


# Templates of a team


@pytest.fixture
def team(tmp_path: Path) -> Path:
    folder = tmp_path / "templates" / "reports"
    folder.mkdir(parents=True)
    return folder


def test_without_own_templates_the_built_in_ones_are_used(team: Path) -> None:
    assert html.render(EMPTY, team) == html.render(EMPTY)
    assert html.render(EMPTY, team / "没有") == html.render(EMPTY)


def test_a_teams_template_wins(team: Path) -> None:
    (team / "sheet.html.j2").write_text("本单位：{{ sheet.title }}", encoding="utf-8")
    (team / "sheet.md.j2").write_text("本单位：{{ report.title }}", encoding="utf-8")
    assert html.render(replace(EMPTY, title="<甲>"), team) == "本单位：&lt;甲&gt;"
    assert md.render(replace(EMPTY, title="甲|乙"), team) == "本单位：甲\\|乙"


def test_a_template_for_one_kind_wins_over_that_for_all(team: Path) -> None:
    (team / "sheet.html.j2").write_text("全部", encoding="utf-8")
    (team / "目标绩效指标.html.j2").write_text("只管评分表", encoding="utf-8")
    assert html.render(EMPTY, team) == "只管评分表"
    assert html.render(replace(EMPTY, kind="预算项目绩效目标表"), team) == "全部"


def test_a_teams_template_builds_on_the_built_in_one(team: Path) -> None:
    source = (
        '{% extends "内置/sheet.html.j2" %}{% block body %}{{ super() }}<p>盖章</p>{% endblock %}'
    )
    (team / "sheet.html.j2").write_text(source, encoding="utf-8")
    assert page.read(html.render(EMPTY, team)).of("h1", "p") == ["一份表", "正文", "盖章"]


BROKEN = {
    "syntax": ("一\n{% if %}", "第 2 行：语法错误"),
    "undefined": ("一\n\n{{ sheet.nothing }}", "第 3 行：用了没有的变量或属性"),
    "missing": ('{% include "没有.j2" %}', "第 1 行：引用的模板“没有.j2”不存在"),
    "absolute": ('{% include "/etc/passwd" %}', "第 1 行：引用的模板“/etc/passwd”不存在"),
    "above": ('{% include "../../x.j2" %}', "第 1 行：引用的模板“../../x.j2”不存在"),
    "unsafe": ('{{ "".__class__.__mro__ }}', "第 1 行：不许做的事"),
    "failing": ("{{ 1 // 0 }}", "第 1 行：运行出错（ZeroDivisionError"),
    "circular": ('{% extends "sheet.html.j2" %}', "第 1 行：模板引用了自己"),
}


@pytest.mark.parametrize(("source", "message"), BROKEN.values(), ids=BROKEN)
def test_a_broken_template_of_a_team(team: Path, source: str, message: str) -> None:
    (team / "sheet.html.j2").write_text(source, encoding="utf-8")
    with pytest.raises(TuanscoreError) as caught:
        html.render(EMPTY, team)
    assert caught.value.message.startswith(f"模板 templates/reports/sheet.html.j2 {message}")
    assert caught.value.hint


def test_a_template_of_a_team_that_is_not_utf_8(team: Path) -> None:
    (team / "好.md.j2").write_text("好", encoding="utf-8")
    (team / "sheet.html.j2").write_bytes("模板".encode("gbk"))
    with pytest.raises(TuanscoreError, match=r"sheet\.html\.j2 第 1 行：不是 UTF-8"):
        html.render(EMPTY, team)


def test_a_mistake_in_a_built_in_template_stays_a_bug(team: Path) -> None:
    with pytest.raises(UndefinedError):
        templating.fill(["sheet.html.j2"], team, {})


def test_headings_have_levels() -> None:
    sheet = replace(EMPTY, blocks=(Heading("二级"), Heading("三级", 3)))
    assert "\n## 二级\n\n### 三级\n" in md.render(sheet)
    assert page.read(html.render(sheet)).of("h2", "h3") == ["二级", "三级"]


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("/etc/passwd", "链接指到仓库外面，没有读"),
        ("/dev/zero", "链接指到仓库外面，没有读"),
        ("../../.git/config", "在 .git 里面，没有读"),
        ("../../管道", "不是普通文件"),
        ("../../大.txt", "超过 4 MiB，不读"),
        ("没有", "没有这个文件或文件夹"),
    ],
)
@pytest.mark.parametrize("source", [None, '{% include "pw.j2" %}', '{% extends "pw.j2" %}'])
def test_a_template_that_is_not_the_repositorys(
    team: Path, tmp_path: Path, source: str | None, target: str, reason: str
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/config").write_text("密", encoding="utf-8")
    os.mkfifo(tmp_path / "管道")
    (tmp_path / "大.txt").write_bytes(b" " * (4 * 2**20 + 1))
    name = "sheet.html.j2" if source is None else "pw.j2"
    (team / name).symlink_to(target)
    if source is not None:
        (team / "sheet.html.j2").write_text(source, encoding="utf-8")
    with pytest.raises(TuanscoreError) as caught:
        html.render(EMPTY, team)
    assert caught.value.message == f"模板 templates/reports/{name}：{reason}"


def test_a_template_may_be_a_link_inside(team: Path, tmp_path: Path) -> None:
    (tmp_path / "templates/共用.j2").write_text("本单位", encoding="utf-8")
    (team / "sheet.html.j2").symlink_to("../共用.j2")
    assert html.render(EMPTY, team) == "本单位"
