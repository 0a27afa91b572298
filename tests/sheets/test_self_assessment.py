"""项目支出绩效自评表: the rows of the official form, figures that add up, HTML and Markdown."""

from __future__ import annotations

from decimal import Decimal

import page
from conftest import CHECKOUT, Make
from documents import project
from tuanscore.commands.show import presenting
from tuanscore.faces import html, md
from tuanscore.sheets.sheet import Sheet
from tuanscore.shelf import Repository

CODE = "130303210YA09YBACA1M9"
TABLE, TOLD = "scorecards/2021/甲/P1.yaml", "scorecards/2021/甲/P1.自评.yaml"
PROJECT = project(
    budget="预算数: 1000, 财政资金: 900, 其他资金: 100, 资金用途: 活动",
    数量指标=("名称: 次数, 指标值: ≥5次", "名称: 人数, 指标值: ≥100人"),
    社会效益指标="名称: 覆盖, 指标值: ≥50%",
    服务对象满意度指标="名称: 满意, 指标值: ≥90%",
)
REPORT = """\
类型: 项目自评
项目编码: P1
年度: 2021
截至: 2021-12-31
目标完成情况: 活动办了三次
执行: {全年预算数: 1100, 全年执行数: 550}
完成:
  次数: {自评: 3, 说明: 两次推迟，明年补办}
  人数: {不适用: 改为线上}
  覆盖: 说不清
"""


def assessed(name: str = CODE, root: Repository | None = None) -> Sheet:
    repository = root or Repository(CHECKOUT)
    return presenting.print_out(repository, name, 2021, None, scored=True)


def rows(table: list[page.Row]) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table]


def own(make: Make, report: str = REPORT) -> page.Page:
    root = Repository(make({TABLE: PROJECT, TOLD: report}))
    return page.read(html.render(assessed("P1", root)))


def test_the_form_of_the_shipped_sample() -> None:
    shown = page.read(html.render(assessed()))
    assert shown.of("h1") == ["项目支出绩效自评表"]
    assert shown.of("p.sample")
    assert shown.of("p.right") == ["2021年度截至2021年12月31日单位：元"]
    form = rows(shown.tables[0])
    assert form[0] == ["项目名称", "团委活动经费及宣教业务费", "项目编码", CODE]
    assert form[2] == [
        "项目资金（元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分",
    ]  # fmt: skip
    assert form[3][1:] == [
        "年度资金总额", "50000.00", "50000.00", "48000.00", "10.00", "96.00%", "9.60",
    ]  # fmt: skip
    assert [row[1] for row in form[4:6]] == ["其中：财政资金", "其他资金"]
    assert form[6] == ["年度总体目标", "预期目标", "实际完成情况"]


def test_the_indicators_of_the_shipped_sample() -> None:
    table = rows(page.read(html.render(assessed())).tables[1])
    assert table[0] == [
        "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分",
        "偏差原因分析及改进措施",
    ]  # fmt: skip
    assert table[8] == [
        "效益指标（30分）", "可持续影响指标", "活动开展情况", "≥5次", "4次", "7.50", "6.00",
        "一次活动推迟到次年",
    ]  # fmt: skip
    assert table[-1] == ["总分（得分率98.10%，等次优）", "100.00", "98.10", ""]


def test_what_is_printed_adds_up() -> None:
    shown = page.read(html.render(assessed()))
    spent = rows(shown.tables[0])[3]
    lines = rows(shown.tables[1])[1:-1]
    for column, total in ((-3, "100.00"), (-2, "98.10")):
        execution = spent[5] if column == -3 else spent[7]
        assert sum(Decimal(row[column]) for row in lines) + Decimal(execution) == Decimal(total)


def test_scheme_and_assumptions_are_printed() -> None:
    notes = "".join(page.read(html.render(assessed())).of("p.note"))
    assert "计分方案：财政项目自评（依据财预〔2020〕10号，优≥90良≥80中≥60差<60" in notes
    assert "表上没有写分值" in notes
    assert "执行48000.00÷全年预算50000.00=96.00%" in notes


def test_markdown_says_sample_first() -> None:
    text = md.render(assessed())
    assert text.startswith("> **样例数据**")
    assert "# 项目支出绩效自评表" in text
    assert "| 总分（得分率 98.10%，等次 优） |" in text


def test_what_is_open_unmet_or_not_applicable(make: Make) -> None:
    """550/1100 × 10 = 5.00; 人数 is gone, so 次数 has all 50: 50 × 3 ÷ 5 = 30.00; 覆盖 (30, not
    understood) and 满意 (10, not told) are open: 35.00–75.00."""
    shown = own(make)
    form, (_, times, people, cover, liked, total) = (rows(t) for t in shown.tables)
    assert form[3][2:] == ["1000", "1100", "550", "10.00", "50.00%", "5.00"]
    assert form[7][1:] == ["办好活动", "活动办了三次"]
    assert times[2:] == ["次数", "≥5次", "3", "50.00", "30.00", "两次推迟，明年补办"]
    assert people[2:] == ["人数", "≥100人", "不适用", "—", "—", "改为线上"]
    assert cover[4:7] == ["说不清（按未报计）", "30.00", "0–30.00"]
    assert cover[7].startswith("按未报计：")
    assert liked[4:] == ["未报", "10.00", "0–10.00", ""]
    assert total == ["总分（得分率35.00%–75.00%，等次差–中）", "100.00", "35.00–75.00", ""]
    assert "未报2项（低为0分，高为满分）：覆盖、满意。" in shown.of("p.note")


def test_without_any_assessment(make: Make) -> None:
    root = Repository(make({TABLE: PROJECT}))
    shown = page.read(html.render(assessed("P1", root)))
    assert shown.of("p.right") == ["2021年度还没有自评单位：元"]
    assert rows(shown.tables[0])[3][2:] == ["1000", "", "未报", "10.00", "", "0–10.00"]


def test_a_scheme_without_execution_has_no_points_for_it(make: Make) -> None:
    scheme = (
        "类型: 计分方案\n名称: 无\n年度: 2021\n满分: 90\n等次标准: {优: 90}\n"
        "分值: {产出指标: 50, 效益指标: 30, 满意度指标: 10}\n"
    )
    make({"templates/无.yaml": scheme})
    root = Repository(make({TABLE: PROJECT + "计分方案: 无\n", TOLD: REPORT}))
    shown = page.read(html.render(assessed("P1", root)))
    assert rows(shown.tables[0])[3][5:] == ["—", "50.00%", "—"]


def test_an_assessment_prints_its_project(make: Make) -> None:
    root = Repository(make({TABLE: PROJECT, TOLD: REPORT}))
    by_file = presenting.print_out(root, TOLD, None, None, scored=False)
    assert by_file == assessed("P1", root)


def test_a_team_may_have_its_own_form(make: Make) -> None:
    root = make(
        {TABLE: PROJECT, TOLD: REPORT, "templates/reports/项目自评.md.j2": "{{ report.title }}"}
    )
    text = md.render(assessed("P1", Repository(root)), root / "templates" / "reports")
    assert text == "项目支出绩效自评表"
