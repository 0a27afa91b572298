"""表式: what a form says is what is printed; what it names is held against the kind."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
import yaml

import page
from conftest import CHECKOUT, Make, Run, found, unmark
from documents import project
from tuanscore import sheets
from tuanscore.commands.score import budgeting
from tuanscore.commands.show import presenting
from tuanscore.faces import html, md
from tuanscore.model.kinds.form import Form
from tuanscore.model.printed import PRINTED
from tuanscore.sheets import drawing, told
from tuanscore.sheets.sheet import Cell
from tuanscore.shelf import Repository

TABLE, TOLD, OWN = (
    "scorecards/2023/甲/P1.yaml",
    "scorecards/2023/甲/P1.自评.yaml",
    "templates/表式/",
)
PROJECT = project(
    year=2023,
    数量指标=("名称: 检修渡船, 指标值: ≥24艘次", "名称: 事故, 指标值: ≤0起"),
    质量指标="名称: 合格率, 指标值: ﹦100%",
    社会效益指标="名称: 安全, 指标值: 定性",
)
REPORT = (
    "类型: 项目自评\n项目编码: P1\n年度: 2023\n截至: 2023-12-31\n"
    "执行: {全年预算数: 1000, 全年执行数: 1000}\n"
    "完成: {检修渡船: 24, 事故: 0, 合格率: 100%, 安全: 完成}\n"
)
SHAPES = CHECKOUT / "tests" / "shapes"
HEAD = (
    "类型: 表式\n名称: 县表\n年度: 2023\n依据: 县财政局\n用于: 项目自评\n标题: '{年度}年自评表'\n"
)
FORM = (
    HEAD
    + """\
纸张: 横
内容:
  - 宽: [20, 30, 20, 30]
    行:
      - 格: [项目名称, {栏: 项目名称}, 类别, {栏: 项目名称, 选项: [部门项目, 活动经费]}]
      - {格: [不印, 不印], 有: 年度依据}
      - 左边: "目标\\n（{年度}）"
        行:
          - 格: [预期, {栏: 绩效目标}]
          - 格: [实际, {栏: 目标完成情况}]
  - 表: 指标
    列:
      - {栏: 一级指标, 宽: 12}
      - {栏: 三级指标}
      - {栏: 指标性质, 组: 年度指标值, 宽: 8}
      - {栏: 指标数值, 组: 年度指标值, 表头: 指标值, 宽: 8}
      - {栏: 度量单位, 组: 年度指标值, 宽: 8}
      - {栏: 完成值, 宽: 10}
      - {栏: 得分, 宽: 10}
      - {栏: 偏差原因, 宽: 10, 空列不印: true}
    合计: {题: 总分, 完成值: '{等次}'}
  - 宽: [50, 50]
    行:
      - 格: [{文字: "填报人：\\n\\n　年　月　日"}, {文字: 盖章}]
"""
)


def printed(make: Make, form: str = FORM) -> page.Page:
    root = make({TABLE: PROJECT, TOLD: REPORT, f"{OWN}县表.yaml": form})
    sheet = presenting.print_out(Repository(root), "P1", 2023, None, scored=False, form="县表")
    assert sheet.landscape
    return page.read(html.render(sheet))


def test_a_form_of_ones_own(make: Make) -> None:
    shown = printed(make)
    head, table, signed = shown.tables
    assert shown.of("h1") == ["2023年自评表"]
    assert [page.texts(row) for row in head] == [
        ("项目名称", "活动经费", "类别", "□部门项目☑活动经费"),
        ("目标（2023）", "预期", "办好活动"),
        ("目标（2023）", "实际", ""),
    ]
    assert page.texts(table[0]) == ("一级指标", "三级指标", "年度指标值", "完成值", "得分")
    assert page.texts(table[1])[2:5] == ("指标性质", "指标值", "度量单位")
    assert [page.texts(row)[1:5] for row in table[2:6]] == [
        ("检修渡船", "≥", "24", "艘次"),
        ("事故", "≤", "0", "起"),
        ("合格率", "=", "100", "%"),
        ("安全", "定性", "定性", ""),
    ]
    assert table[2][0] is table[4][0]  # 产出指标 is one cell
    assert page.texts(table[6]) == ("总分", "优", "100.00")
    assert page.texts(signed[0]) == ("填报人：年月日", "盖章")


def test_a_signature_has_room(make: Make) -> None:
    root = make({TABLE: PROJECT, TOLD: REPORT, f"{OWN}县表.yaml": FORM})
    sheet = presenting.print_out(Repository(root), "P1", 2023, None, scored=False, form="县表")
    assert "<p>填报人：</p><p>\u3000</p><p>\u3000年\u3000月\u3000日</p>" in html.render(sheet)


def test_markdown_has_both_rows_of_heads(make: Make) -> None:
    root = make({TABLE: PROJECT, TOLD: REPORT, f"{OWN}县表.yaml": FORM})
    sheet = presenting.print_out(Repository(root), "P1", 2023, None, scored=False, form="县表")
    text = md.render(sheet)
    assert "| 一级指标 | 三级指标 | 年度指标值 |  |  | 完成值 | 得分 |" in text
    assert "|  |  | 指标性质 | 指标值 | 度量单位 |  |  |" in text


def test_ones_own_form_takes_the_place_of_a_built_in_one(make: Make, run: Run) -> None:
    own = FORM.replace("名称: 县表", "名称: 项目支出绩效自评表")
    root = make({TABLE: PROJECT, TOLD: REPORT, f"{OWN}别的.yaml": own, "tuanscore.yaml": ""})
    said = run("render", "P1", "--scored", cwd=root)
    assert said.out.startswith("# 2023年自评表")


def test_a_form_that_is_not_there_and_one_of_another_kind(make: Make, run: Run) -> None:
    root = make({TABLE: PROJECT, TOLD: REPORT, f"{OWN}县表.yaml": FORM})
    said = run("render", "P1", "--form", "乡表", cwd=root)
    assert (said.code, said.out) == (2, "")
    assert "没有“乡表”这个表式" in said.err
    assert "县表" in said.err
    assert "绩效目标申报表" in said.err
    assert "目标绩效得分表" not in said.err
    said = run("render", "P1", "--form", "目标绩效得分表", cwd=root)
    assert "印的是完成情况，不是预算项目绩效目标表" in said.err


@pytest.mark.parametrize(
    ("written", "wrong", "message"),
    [
        ("{栏: 三级指标}", "{栏: ▲四级指标}", "项目自评没有“四级指标”这个“指标”表的栏"),
        ("有: 年度依据", "有: ▲年度依剧", "项目自评没有“年度依剧”这个栏"),
        ("表: 指标", "表: ▲指针", "项目自评没有“指针”这个表"),
        ("用于: 项目自评", "用于: ▲项目自平", "“项目自平”不是能用表式打印的类型"),
        ("'{年度}年自评表'", "▲'{年}年自评表'", "项目自评没有“年”这个栏"),
        ("（{年度}）", "（{年廋}）", "项目自评没有“年廋”这个栏"),
    ],
)  # fmt: skip
def test_a_name_that_the_kind_does_not_know(
    make: Make, run: Run, written: str, wrong: str, message: str
) -> None:
    text = FORM.replace(written, wrong, 1)
    files, places = unmark({TABLE: PROJECT, TOLD: REPORT, f"{OWN}县表.yaml": text})
    root = make(files)
    told_ = [f for f in found(root) if f.code == "TS340"]
    assert [f.message for f in told_] == [message]
    assert [str(f.place) for f in told_] == (places or [f"{OWN}县表.yaml:13:13"])
    said = run("render", "P1", "--form", "县表", cwd=root)
    assert said.code == 2
    assert said.out == ""


def test_a_column_named_alone_is_pointed_at(make: Make) -> None:
    text = HEAD + "内容:\n  - 表: 指标\n    列: [三级指标, ▲完成直]\n"
    files, places = unmark({f"{OWN}县表.yaml": text})
    (wrong,) = found(make(files))
    assert (wrong.code, [str(wrong.place)], wrong.hint) == ("TS340", places, "是不是“完成值”？")


def test_a_row_wider_than_the_form_is_told(make: Make, run: Run) -> None:
    text = FORM.replace("{格: [不印, 不印], 有: 年度依据}", "格: [甲, 乙, 丙, 丁, 戊]")
    root = make({TABLE: PROJECT, TOLD: REPORT, f"{OWN}县表.yaml": text})
    said = run("render", "P1", "--form", "县表", cwd=root)
    assert (said.code, said.out) == (2, "")
    assert "有一行的格比这张表的 4 列多" in said.err


def test_a_block_says_what_it_is(make: Make) -> None:
    text = HEAD + "内容:\n  - ▲{表: 指标, 文字: 说明, 列: [三级指标]}\n  - ▲{样式: 斜}\n"
    files, places = unmark({f"{OWN}县表.yaml": text})
    told_ = found(make(files))
    assert [str(f.place) for f in told_] == places
    assert {f.message.partition("：")[2] for f in told_} == {"要写一样，也只写一样"}


@pytest.mark.parametrize(
    ("root", "name", "scored", "kind"),
    [
        ("", "苍溪", False, "目标绩效指标"),
        ("", "苍溪", True, "完成情况"),
        ("", "130303210YA09YBACA1M9", False, "预算项目绩效目标表"),
        ("", "130303210YA09YBACA1M9", True, "项目自评"),
        ("", "山海关", False, "部门整体绩效目标"),
        ("10-department-coefficients", "岚桥县城市运行中心", False, "部门整体支出绩效自评表"),
        ("10-department-coefficients", "岚桥县城市运行中心", True, "部门整体支出绩效自评表"),
        ("30-monitoring", "社区助餐点", False, "绩效运行监控表"),
        ("31-goal-adjustment", "scorecards/2023/古树/调整.yaml", False, "绩效目标调整"),
    ],
)
def test_what_is_printed_is_what_is_documented(
    monkeypatch: pytest.MonkeyPatch, root: str, name: str, scored: bool, kind: str
) -> None:
    drawn: list[told.Told] = []
    monkeypatch.setattr(sheets, "draw", lambda _, made: drawn.append(made))
    place = SHAPES / root if root else CHECKOUT
    asked = kind if kind.startswith("部门整体绩效") else None
    presenting.print_out(Repository(place), name, None, asked, scored=scored)
    (made,) = drawn
    names = PRINTED[kind]
    assert fixed(made.texts) == fixed(names.texts)
    assert {*made.tables} == {*names.tables}
    for table, columns in names.tables.items():
        lines = made.tables[table].lines
        named = {column for line in lines for column in line.slots}
        assert fixed(named) == fixed(columns) or not lines
    assert {*names.kept} <= {*names.texts}.union(*names.tables.values())


def fixed(names: Iterable[str]) -> set[str]:
    return {name for name in names if "/" not in name}


def test_every_built_in_form_is_sound_and_every_kind_has_one() -> None:
    repository = Repository(CHECKOUT)
    assert not [f for f in found(CHECKOUT) if f.place.file.startswith(OWN)]
    for kind, names in PRINTED.items():
        entry = repository.form(names.form)
        assert entry is not None
        assert entry.model.prints == kind


def test_a_form_as_it_was_filled_in() -> None:
    """Specimen 01: printed points come back as they were printed, 18 as 18 and 13.00 as 13.00."""
    repository = Repository(SHAPES / "01-fund-rows")
    sheet = presenting.print_out(
        repository, "渡口安全设施维护", 2023, None, scored=False, form="项目支出绩效自评表-上报"
    )
    shown = page.read(html.render(sheet))
    form, table = shown.tables
    assert shown.of("h1") == ["2023年度项目支出绩效自评表"]
    assert page.texts(form[3])[1:] == (
        "年度资金总额", "36.00", "40.50", "38.07", "10.00", "94.00%", "9.40"
    )  # fmt: skip
    assert [page.texts(row)[2:10] for row in table[2:5]] == [
        ("检修渡船", "≥", "24", "艘次", "24", "15.00", "13.00", ""),
        ("检修合格率", "=", "100", "%", "100", "20", "18", ""),
        ("汛前完工率", "≥", "95", "%", "90", "15.00", "14.00", "两处码头水位高，护栏改到七月装"),
    ]
    assert page.texts(table[-2]) == ("其他需要说明事项", "无")
    assert page.texts(table[-1]) == ("总分", "100.00", "92.40", "优")
    assert not shown.of("p.note")


def test_what_was_filled_in_and_has_no_column_is_said() -> None:
    repository = Repository(SHAPES / "01-fund-rows")
    sheet = presenting.print_out(
        repository, "渡口安全设施维护", 2023, None, scored=False, form="绩效目标申报表"
    )
    assert not page.read(html.render(sheet)).of("p.note")
    text = HEAD + "内容:\n  - 表: 指标\n    列: [三级指标, 完成值]\n"
    form = Form.model_validate(yaml.load(text, yaml.BaseLoader))
    loaded = repository.catalog()
    (table,) = (entry for entry in loaded if entry.model.kind == "预算项目绩效目标表")
    scored = budgeting.assessed(table, repository)
    assert scored is not None
    drawn = sheets.make(scored[0].model, scored[1], form)
    (said,) = page.read(html.render(drawn)).of("p.note")
    assert said == (
        "这种表式没有栏可印的：目标完成情况（1处）、其他需要说明事项（1处）、填报得分（9处）、"
        "偏差原因（1处）。"
    )


def test_the_monitoring_form_ticks_reasons_and_likelihood() -> None:
    sheet = presenting.print_out(
        Repository(SHAPES / "30-monitoring"), "社区助餐点", 2024, None, scored=False
    )
    form, table = page.read(html.render(sheet)).tables
    assert "1-7月执行数" in page.texts(form[2])
    assert page.texts(table[0])[6:] == ("偏差原因分析", "完成目标可能性", "备注")
    (late,) = [page.texts(row) for row in table if row[2].text == "设备验收"]
    assert late[6:] == ("", "√", "", "√", "", "招标流标一次", "", "", "√", "已重新招标")


def test_the_card_of_the_youth_league_by_item() -> None:
    sheet = presenting.print_out(
        Repository(CHECKOUT), "苍溪", 2014, None, scored=False, form="团委目标绩效考核表"
    )
    head, first, second, *_ = page.read(html.render(sheet)).tables[0]
    assert page.texts(head) == (
        "部分", "类别", "考核内容", "分值", "完成情况", "自评分", "考核分"
    )  # fmt: skip
    assert page.texts(first)[3:] == ("3.00", "3", "3.00", "3.00")
    done = "西部计划志愿者：18（自评19）西部计划制度落实：完成"
    assert page.texts(second)[3:] == ("3.00", done, "3.00", "2.92")


def test_what_is_no_choice_is_ticked_behind_them() -> None:
    assert drawing.ticks(("甲", "乙"), "乙、丙") == "□ 甲　☑ 乙　☑ 丙"
    assert drawing.ticks(("甲", "乙"), "") == "□ 甲　□ 乙"


def test_nothing_is_blank() -> None:
    assert told.is_blank(Cell(("", "")))


def test_a_draft_is_a_copy_under_another_name(make: Make, run: Run) -> None:
    root = make({TABLE: PROJECT, TOLD: REPORT, "tuanscore.yaml": ""})
    said = run("new", "表式", "本县自评表", "--from", "绩效目标申报表", "--year", "2024", cwd=root)
    assert said.code == 0
    text = (root / OWN / "本县自评表.yaml").read_text("utf-8")
    assert "名称: 本县自评表\n年度: 2024\n依据: 待填（表式出自哪份文件）\n" in text
    assert run("render", "P1", "--form", "本县自评表", cwd=root).code == 0
    again = run("new", "表式", "绩效目标申报表", "--from", "项目支出绩效自评表", cwd=root)
    assert "已经有了" in again.err
    assert "没有表式“乡表”" in run("new", "表式", "新", "--from", "乡表", cwd=root).err
