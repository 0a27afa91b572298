"""What documents say of each other: a report of a card, a card of a 等次标准, and twins."""

from dataclasses import dataclass

import pytest

import documents
from conftest import Make, Run, found, unmark

CARD, REPORT = "scorecards/2014/甲.yaml", "scorecards/2014/完成情况/甲.yaml"
PROJECT, ASSESSMENT = "scorecards/2021/丙/P01.yaml", "scorecards/2021/丙/P01.自评.yaml"
FILES = {
    CARD: documents.card(
        documents.section(
            "职能指标",
            70,
            "编号: 活动\n"
            "内容: 开展活动{活动次数}次。\n"
            "考核点: {活动次数: ≥3次, 制度落实: 定性, 方案: 2014年6月底前}",
            "编号: 案件\n"
            "内容: 每发生一起扣0.5分。\n"
            "考核点:\n"
            "  案件数: {计分: 扣分, 每次: 0.5, 加重: {特别重大: 1}, 最多: 5}\n"
            "  通报: {计分: 扣分}",
            "编号: 交办工作, 内容: 交办的工作。, 考核点: {交办工作: 定性}",
        ),
        documents.section(
            "保障指标", 15, "编号: 综治工作, 内容: 综治工作, 分值: 1", within="治理", 计分="扣分"
        ),
        "名称: 绩效评价, 分值: 15, 计分: 评议",
        别名="[甲县]",
        等次标准="团区委绩效标准",
    ),
    REPORT: """\
类型: 完成情况
单位: 甲
年度: 2014
截至: 2014-12-31
完成:
  活动次数: {说明: 一次不计入, 自评: 4次, 审核: 3}
  制度落实: 完成
  方案: 2014-06-30
  交办工作: 100%
扣分:
  - {指标: 综治工作, 分值: 0.5, 原因: 通报}
  - {指标: 案件数, 次数: 2, 原因: 两起}
  - {指标: 案件数, 情形: 特别重大, 原因: 一起}
  - {指标: 活动, 分值: 1, 原因: 迟报}
评议:
  - {来源: 代表, 得分: 92}
""",
    PROJECT: documents.project(
        org="丙",
        code="P01",
        budget="预算数: 5, 财政资金: 5, 其他资金: 0, 资金用途: 活动",
        数量指标=["名称: 活动次数, 指标值: ≥5次", "名称: 活动效果, 指标值: 定性"],
        社会效益指标="名称: 青年参与率, 指标值: ≥60%",
        服务对象满意度指标="名称: 青年满意度, 指标值: ≥90%",
    ),
    ASSESSMENT: documents.assessment("活动次数: 6, 活动效果: 完成"),
}


@dataclass(frozen=True, slots=True)
class Slip:
    """A change to one of the files, and the one finding that it must lead to."""

    file: str
    old: str
    new: str
    code: str
    message: str
    hint: str


NO_CARD, NO_LINE, NO_DEDUCTION, UNREADABLE = "TS305", "TS306", "TS307", "TS308"
NO_SCALE, NO_PROJECT = "TS309", "TS313"
SLIPS = [
    Slip(REPORT, "年度: 2014", "年度: ▲2013", NO_CARD, "“甲”2013 年的评分表", "年度：2014"),
    Slip(REPORT, "单位: 甲", "单位: ▲甲区", NO_CARD, "“甲区”2014 年的评分表", "“甲”"),
    Slip(REPORT, "  活动次数:", "  ▲活动次次:", NO_LINE, "没有考核点“活动次次”", "“活动次数”"),
    Slip(REPORT, "  交办工作:", "  ▲活动:", NO_LINE, "没有考核点“活动”", "“活动次数”"),
    Slip(REPORT, "  交办工作: 100%", "  ▲案件数: 0", NO_LINE, "“案件数”是扣分项", "写在 扣分 下"),
    Slip(REPORT, "  交办工作:", "  ▲绩效评价:", NO_LINE, "没有考核点“绩效评价”", "可用的有"),
    Slip(REPORT, "自评: 4次", "自评: ▲4人", UNREADABLE, "单位对不上", "以“次”为单位"),
    Slip(REPORT, "审核: 3}", "审核: ▲三回}", UNREADABLE, "活动次数：", ""),
    Slip(REPORT, "自评: 4次", "自评: ▲很多", UNREADABLE, "“很多”看不懂", "实际做到的数字"),
    Slip(REPORT, "自评: 4次", "自评: ▲-4次", UNREADABLE, "负数", "实际做到的数字"),
    Slip(REPORT, "制度落实: 完成", "制度落实: ▲110%", UNREADABLE, "“110%”看不懂", "基本完成"),
    Slip(REPORT, "自评: 4次", "自评: ▲不适用", UNREADABLE, "没有写原因", "写成 {不适用: 原因}"),
    Slip(REPORT, "制度落实: 完成", "制度落实: ▲不适用", UNREADABLE, "看不懂", "{不适用: 原因}"),
    Slip(REPORT, "制度落实: 完成", "制度落实: ▲较好", UNREADABLE, "“较好”看不懂", "0% 到 100%"),
    Slip(REPORT, "方案: 2014-06-30", "方案: ▲年中", UNREADABLE, "“年中”看不懂", "2014-12-31"),
    Slip(REPORT, "交办工作: 100%", "交办工作: ▲5件", UNREADABLE, "“5件”看不懂", "基本完成"),
    Slip(REPORT, "指标: 综治工作", "指标: ▲综合治理", NO_DEDUCTION, "没有“综合治理”",
         "“综治工作”"),
    Slip(REPORT, "{指标: 综治工作, 分值: 0.5,", "▲{指标: 综治工作,", UNREADABLE, "没有写扣多少",
         "加上 分值"),
    Slip(REPORT, "{指标: 案件数, 次数: 2,", "▲{指标: 通报,", UNREADABLE, "没有写扣多少",
         "加上 分值"),
    Slip(REPORT, "{指标: 案件数, 情形: 特别重大,", "▲{指标: 案件数, 情形: 重大,", UNREADABLE,
         "没有“重大”这种情形", "特别重大"),
    Slip(ASSESSMENT, "项目编码: P01", "项目编码: ▲P02", NO_PROJECT, "项目编码为“P02”", "“P01”"),
    Slip(ASSESSMENT, "年度: 2021", "年度: 2020", NO_PROJECT, "2020 年没有", ""),
    Slip(ASSESSMENT, "{活动次数: 6", "{▲活动人数: 6", NO_LINE, "绩效目标表里没有指标“活动人数”",
         "“活动次数”"),
    Slip(ASSESSMENT, "活动次数: 6", "活动次数: ▲6人", UNREADABLE, "单位对不上", "以“次”为单位"),
    Slip(ASSESSMENT, "活动效果: 完成", "活动效果: ▲好", UNREADABLE, "“好”看不懂", "部分完成"),
    Slip(CARD, "等次标准: 团区委绩效标准", "等次标准: ▲团市委绩效标准", NO_SCALE,
         "没有“团市委绩效标准”", "“团区委绩效标准”"),
]  # fmt: skip


def test_files_are_fine(make: Make) -> None:
    assert found(make(FILES)) == ()


@pytest.mark.parametrize("slip", SLIPS, ids=lambda s: f"{s.code} {s.new}")
def test_slip(slip: Slip, make: Make) -> None:
    assert FILES[slip.file].count(slip.old) == 1
    files, places = unmark({slip.file: FILES[slip.file].replace(slip.old, slip.new)})
    (finding,) = found(make(FILES | files))
    assert finding.code == slip.code
    assert str(finding.place) == places[0] if places else finding.place.file == slip.file
    assert slip.message in finding.message
    assert slip.hint in finding.hint
    assert finding.severity == "错误"


def test_persons_are_counted_in_either_word(make: Make) -> None:
    """40名 of 40人 is reported in full; 40人次, each time one comes, is something else."""
    card = FILES[CARD].replace("活动次数: ≥3次", "活动次数: 40人")
    for done, codes in {"40名": [], "40位": [], "40人次": [UNREADABLE, UNREADABLE]}.items():
        report = FILES[REPORT].replace("自评: 4次, 审核: 3", f"自评: {done}, 审核: {done}")
        assert [f.code for f in found(make(FILES | {CARD: card, REPORT: report}))] == codes


def test_close_names_are_looked_for_among_so_many_only(make: Make) -> None:
    """A hint for each of the first 100 findings of a document; nobody reads on."""
    names = "".join(f"  活动次次{n}: 4次\n" for n in range(150))
    report = FILES[REPORT].replace("完成:\n", f"完成:\n{names}")
    findings = found(make(FILES | {REPORT: report}))
    assert [f.code for f in findings] == [NO_LINE] * 150
    assert [f.hint for f in findings] == ["是不是“活动次数”？"] * 100 + [""] * 50


def test_report_may_use_any_name_of_its_organisation(make: Make) -> None:
    for name in ("甲县", "共青团甲县委"):
        report = FILES[REPORT].replace("单位: 甲\n", f"单位: {name}\n")
        assert found(make(FILES | {REPORT: report})) == ()


def test_years_with_a_card_are_listed(make: Make) -> None:
    later = FILES[CARD].replace("年度: 2014", "年度: 2016")
    report = FILES[REPORT].replace("年度: 2014", "年度: 2015")
    (finding,) = found(make(FILES | {"scorecards/2016/甲.yaml": later, REPORT: report}))
    assert finding.code == NO_CARD
    assert finding.hint.endswith("2014、2016")


def test_bonus_that_the_card_does_not_allow(make: Make, run: Run) -> None:
    """The report is not wrong, but its reader must know: a warning, so the program is content."""
    bonus = "▲加分:\n  - {项目: 创先争优, 分值: 1, 佐证: [川青〔2014〕3号]}\n"
    files, (place,) = unmark({REPORT: FILES[REPORT] + bonus})
    root = make(FILES | files)
    (finding,) = found(root)
    assert (finding.code, str(finding.place), finding.severity) == ("TS311", place, "警告")
    assert "不计入" in finding.message
    assert "上限" in finding.hint
    assert run("validate", cwd=root).code == 0
    allowing = FILES[CARD].replace("总分: 100\n", "总分: 100\n加分: {上限: 5}\n")
    assert found(make({CARD: allowing})) == ()


def test_report_on_a_card_that_cannot_be_resolved(make: Make) -> None:
    """What is wrong is the card; the report only notes that it could not be looked at."""
    overlay = FILES[CARD][: FILES[CARD].index("总分")] + "模板: ▲没有\n"
    report = FILES[REPORT].replace("单位: 甲\n", "单位: ▲甲\n").replace("活动次数", "没有的")
    files, (of_report, of_card) = unmark({CARD: overlay, REPORT: report})
    note, missing = found(make(files))
    assert (missing.code, str(missing.place)) == ("TS301", of_card)
    assert (note.code, str(note.place), note.severity) == ("TS312", of_report, "提示")
    assert CARD in note.message
    assert "先改好评分表" in note.hint


def test_report_on_a_card_that_is_not_valid(make: Make) -> None:
    wrong = FILES[CARD].replace("总分: 100", "总分: ▲一百")
    report = FILES[REPORT].replace("单位: 甲\n", "单位: ▲甲\n")
    files, places = unmark({CARD: wrong, REPORT: report})
    findings = found(make(FILES | files))
    assert [str(f.place) for f in findings] == places
    assert [(f.code, f.severity) for f in findings] == [("TS312", "提示"), ("TS205", "错误")]


def test_report_on_a_card_that_is_not_valid_and_lies_elsewhere(make: Make) -> None:
    """A file of another name is known by what it says of itself; a broken report is no card."""
    wrong = FILES[CARD].replace("总分: 100", "总分: ▲一百")
    report = FILES[REPORT].replace("单位: 甲\n", "单位: ▲甲\n")
    other = FILES[REPORT].replace("截至: 2014-12-31", "截至: ▲今天")
    moved, elsewhere = "scorecards/2014/一号.yaml", REPORT.replace(".yaml", "-2.yaml")
    files, places = unmark({moved: wrong, REPORT: report, elsewhere: other})
    findings = found(make(files))
    assert sorted(str(f.place) for f in findings) == sorted(places)
    (note,) = (f for f in findings if f.code == "TS312")
    assert (note.place.file, moved in note.message) == (REPORT, True)


def test_report_without_a_card_beside_a_broken_report(make: Make) -> None:
    """The other report speaks of the same organisation, but no card is to be mended."""
    broken = FILES[REPORT].replace("截至: 2014-12-31", "截至: 今天")
    files = {REPORT: FILES[REPORT], REPORT.replace(".yaml", "-2.yaml"): broken}
    codes = [f.code for f in found(make(files)) if f.place.file == REPORT]
    assert codes == ["TS305"]


def test_assessment_of_a_project_that_is_not_valid(make: Make) -> None:
    wrong = FILES[PROJECT].replace("预算数: 5", "预算数: ▲五")
    told = FILES[ASSESSMENT].replace("项目编码: P01", "项目编码: ▲P01")
    files, places = unmark({PROJECT: wrong, ASSESSMENT: told})
    findings = found(make(files))
    assert sorted(str(f.place) for f in findings) == sorted(places)
    (note,) = (f for f in findings if f.code == "TS312")
    assert (note.severity, PROJECT in note.message) == ("提示", True)
    assert note.hint == "先改好预算项目绩效目标表"


def test_scale_of_a_template_is_told_once_for_all_its_cards(make: Make) -> None:
    template = documents.template(
        "名称: 绩效评价, 分值: 10, 计分: 评议", total=10, 等次标准="▲本市标准"
    )
    overlay = "类型: 目标绩效指标\n单位: 团\n简称: 乙\n年度: 2014\n模板: 例\n"
    files, (place,) = unmark({"templates/例.yaml": template, "scorecards/2014/乙.yaml": overlay})
    root = make(files)
    (finding,) = found(root)
    assert (finding.code, str(finding.place)) == (NO_SCALE, place)
    assert finding.hint == "可用的有：团区委绩效标准、财政项目自评"
    make({"tuanscore.yaml": "等次标准:\n  本市标准: {优: 95, 良: 85}\n"})
    assert found(root) == ()


def test_scale_of_a_duty(make: Make) -> None:
    text = documents.department(
        org="丙", indicator="四", standard="等次标准: ▲团区委标准, 内容: 五"
    )
    files, (place,) = unmark({"scorecards/2021/丙/部门整体绩效目标.yaml": text})
    (finding,) = found(make(files))
    assert (finding.code, str(finding.place)) == (NO_SCALE, place)
    assert "“团区委绩效标准”" in finding.hint


@pytest.mark.parametrize(
    ("file", "twin", "identity"),
    [
        (CARD, "scorecards/2014/甲县.yaml", "目标绩效指标、甲、2014"),
        (REPORT, "scorecards/2014/完成情况/甲-年底.yaml", "完成情况、甲、2014、2014-12-31"),
        (PROJECT, "scorecards/2021/丙/副本.yaml", "预算项目绩效目标表、2021、P01"),
        (ASSESSMENT, "scorecards/2021/丙/自评.yaml", "项目自评、2021、P01、2021-12-31"),
    ],
)
def test_two_documents_for_one_thing(file: str, twin: str, identity: str, make: Make) -> None:
    findings = found(make(FILES | {twin: FILES[file]}))
    assert [f.code for f in findings] == ["TS310", "TS310"]
    places = [f"{name}:1:5" for name in sorted([file, twin])]
    assert [str(f.place) for f in findings] == places
    assert [str(r.place) for f in findings for r in f.related] == places[::-1]
    assert all(identity in f.message and "截至" in f.hint for f in findings)


def test_two_templates_of_one_name(make: Make) -> None:
    template = documents.template("名称: 绩效评价, 分值: 10, 计分: 评议", total=None)
    findings = found(make({"templates/a.yaml": template, "templates/b.yaml": template}))
    told = [(f.code, str(f.place)) for f in findings]
    assert told == [("TS310", "templates/a.yaml:1:5"), ("TS310", "templates/b.yaml:1:5")]


def test_several_reports_are_told_apart_by_their_days(make: Make) -> None:
    earlier = FILES[REPORT].replace("截至: 2014-12-31", "截至: 2014-06-30")
    assert found(make(FILES | {"scorecards/2014/完成情况/甲-6月.yaml": earlier})) == ()
