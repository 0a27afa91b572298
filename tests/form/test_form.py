"""The workbook that goes round: drawn, filled in, imported; nothing else of a report changes."""

import io
import shutil
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from clerk import type_into
from conftest import CHECKOUT, Run
from tuanscore.commands.form import filling, formulas
from tuanscore.commands.form.subject import DONE, SCORE
from tuanscore.commands.score import scoring
from tuanscore.shelf import Repository
from tuanscore.source.read import read

REPORT = "scorecards/2014/完成情况/苍溪.yaml"
PROJECT = "130303210YA09YBACA1M9"
TOLD = f"scorecards/2021/山海关/{PROJECT}.自评.yaml"


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A repository with the files that we ship."""
    for folder in ("scorecards", "templates"):
        shutil.copytree(CHECKOUT / folder, tmp_path / folder)
    return tmp_path


def _files(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*.yaml")}


def _form(run: Run, root: Path, name: str, *more: str) -> Path:
    path = root / "填报表.xlsx"
    ran = run("-C", root, "form", name, "-o", path, *more)
    assert ran.code == 0, ran.err
    return path


def _cell(sheet: Any, key: str, column: str) -> Any:
    """Return the cell of the row whose key ends in a name, below a heading."""
    head = next(row for row in sheet.iter_rows() if row[0].value == "#标识")
    at = next(cell.column for cell in head if cell.value == column)
    row = next(r for r in sheet.iter_rows() if str(r[0].value).endswith(f'"{key}"]'))
    return sheet.cell(row[0].row, at)


def _fill(path: Path, cells: Mapping[tuple[str, str], str]) -> None:
    book = openpyxl.load_workbook(path)
    for (key, column), text in cells.items():
        _cell(book.worksheets[0], key, column).value = text
    book.save(path)


@pytest.mark.parametrize("name", ["苍溪", "山海关", PROJECT, "2014", "2021"])
def test_a_round_trip_without_edits_changes_nothing(name: str, shipped: Path, run: Run) -> None:
    before = _files(shipped)
    path = _form(run, shipped, name)
    ran = run("-C", shipped, "import", path)
    assert ran.code == 0
    assert "没有变化" in ran.out
    assert "改写" not in ran.out
    assert _files(shipped) == before


def test_the_same_bytes_twice(shipped: Path, run: Run) -> None:
    path = _form(run, shipped, "2014")
    first = path.read_bytes()
    path.unlink()
    assert _form(run, shipped, "2014").read_bytes() == first


def test_targets_are_locked_and_what_is_asked_is_not(shipped: Path, run: Run) -> None:
    (sheet,) = openpyxl.load_workbook(_form(run, shipped, "苍溪")).worksheets
    assert sheet.protection.sheet
    assert not sheet.protection.password
    for column in ("考核点", "目标", "单位", "分值", "目前得分"):
        assert _cell(sheet, "西部计划志愿者", column).protection.locked
    for column in ("完成值", "自评得分", "原因", "佐证"):
        assert not _cell(sheet, "西部计划志愿者", column).protection.locked
    assert _cell(sheet, "西部计划志愿者", "目标").value == "19名"
    assert _cell(sheet, "西部计划志愿者", "单位").value == "名"
    offered = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    by_words = _cell(sheet, "西部计划制度落实", "完成值").coordinate
    assert offered[by_words] == '"完成,基本完成,部分完成,未完成"'


def test_what_is_filled_in_changes_its_lines_only(shipped: Path, run: Run) -> None:
    path = _form(run, shipped, "苍溪")
    before = (shipped / REPORT).read_text(encoding="utf-8")
    _fill(
        path,
        {
            ("技能比武", "完成值"): "5",
            ("西部计划志愿者", "佐证"): "佐证/名册.xlsx；佐证/合影.jpg",
            ("青年志愿者协会", "完成值"): "不适用：本县没有",
            ("志愿者培训", "自评得分"): "1.2",
            ("社区青少年之家", "完成值"): "",
        },
    )
    ran = run("-C", shipped, "import", path)
    assert ran.code == 0, ran.out
    after = (shipped / REPORT).read_text(encoding="utf-8")
    gone = set(before.splitlines()) - set(after.splitlines())
    come = set(after.splitlines()) - set(before.splitlines())
    assert {line.split(":")[0].strip() for line in gone} == {
        *("技能比武", "西部计划志愿者", "青年志愿者协会", "志愿者培训", "社区青少年之家"),
    }
    assert {line.split(":")[0].strip() for line in come} == {
        *("技能比武", "西部计划志愿者", "青年志愿者协会", "志愿者培训"),
    }
    told = read(after.encode(), "")[0]
    assert told is not None
    results = told.root["完成"]
    assert results["技能比武"]["自评"] == "5"
    assert results["西部计划志愿者"]["佐证"] == ["佐证/名册.xlsx", "佐证/合影.jpg"]
    assert results["青年志愿者协会"] == {"不适用": "本县没有"}
    assert results["志愿者培训"] == {"自评": "40", "得分": "1.2"}


def test_a_new_report_is_made_where_there_was_none(shipped: Path, run: Run) -> None:
    (shipped / REPORT).unlink()
    (shipped / "scorecards/2014/完成情况/苍溪-6月.yaml").unlink()
    path = _form(run, shipped, "苍溪", "--as-of", "2014-09-30")
    _fill(path, {("技能比武", "完成值"): "2次", ("青年志愿者协会", "完成值"): "完成"})
    assert run("-C", shipped, "import", path).code == 0
    made = read((shipped / "scorecards/2014/完成情况/苍溪-9月.yaml").read_bytes(), "")[0]
    assert made is not None
    assert made.root == {
        "类型": "完成情况",
        "单位": "苍溪",
        "年度": "2014",
        "截至": "2014-09-30",
        "完成": {"技能比武": "2次", "青年志愿者协会": "完成"},
    }


def test_money_and_words_of_a_project(shipped: Path, run: Run) -> None:
    path = _form(run, shipped, PROJECT)
    cells = {
        ("全年执行数", "完成值"): "49,000.00",
        ("目标完成情况", "完成值"): "全部完成",
        ("活动开展情况", "原因"): "改在次年办",
        ("满意度", "完成值"): "98%",
    }
    _fill(path, cells)
    assert run("-C", shipped, "import", path).code == 0
    told = read((shipped / TOLD).read_bytes(), "")[0]
    assert told is not None
    assert told.root["执行"]["全年执行数"] == "49,000.00"
    assert told.root["执行"]["全年预算数"] == "50000.00"
    assert told.root["目标完成情况"] == "全部完成"
    assert told.root["完成"]["活动开展情况"] == {"自评": "4次", "说明": "改在次年办"}
    assert told.root["完成"]["满意度"] == "98%"


def test_deductions_are_added_where_there_is_room(shipped: Path, run: Run) -> None:
    path = _form(run, shipped, "利州")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    rows = [row for row in sheet.iter_rows() if str(row[0].value).startswith('["扣分"')]
    row = next(row for row in rows if row[4].value is None)
    for column, text in ((4, "维稳工作"), (9, "0.5"), (10, "信息迟报")):
        row[column].value = text
    book.save(path)
    assert run("-C", shipped, "import", path).code == 0
    told = read((shipped / "scorecards/2014/完成情况/利州.yaml").read_bytes(), "")[0]
    assert told is not None
    assert told.root["扣分"][-1] == {"指标": "维稳工作", "分值": "0.5", "原因": "信息迟报"}


def test_what_cannot_be_read_is_said_by_its_cell_and_nothing_is_written(
    shipped: Path, run: Run
) -> None:
    path = _form(run, shipped, "苍溪")
    _fill(path, {("技能比武", "完成值"): "5", ("西部计划志愿者", "完成值"): "差不多"})
    sheet = openpyxl.load_workbook(path).worksheets[0]
    cell = _cell(sheet, "西部计划志愿者", "完成值").coordinate
    before = _files(shipped)
    ran = run("-C", shipped, "import", path)
    assert ran.code == 1
    assert f"工作表“苍溪” {cell}：西部计划志愿者：完成值“差不多”看不懂" in ran.out
    assert _files(shipped) == before
    assert not (shipped / "填报表.批注.xlsx").exists()


def test_annotate_leaves_everything_else_as_it_was(shipped: Path, run: Run) -> None:
    path = _form(run, shipped, "苍溪")
    _fill(path, {("西部计划志愿者", "完成值"): "差不多"})
    book = openpyxl.load_workbook(path)
    book.create_sheet("我的表")["A1"] = "=1+1"
    book["我的表"].column_dimensions["A"].width = 33
    book["我的表"]["B2"].comment = Comment("自己的批注", "我")
    book.worksheets[0].insert_cols(6)
    book.worksheets[0]["F4"] = "我加的一列"
    book.save(path)
    run("-C", shipped, "import", path, "--annotate")
    made = path.with_name("填报表.批注.xlsx")
    sheet = openpyxl.load_workbook(made).worksheets[0]
    said = {c.coordinate: c.comment.text for row in sheet.iter_rows() for c in row if c.comment}
    cell = _cell(sheet, "西部计划志愿者", "完成值").coordinate
    assert [*said] == [cell]
    assert "完成值“差不多”看不懂" in said[cell]
    old, new = zipfile.ZipFile(path), zipfile.ZipFile(made)
    changed = {n for n in old.namelist() if old.read(n) != new.read(n)}
    assert changed == {
        "[Content_Types].xml",
        "xl/worksheets/sheet1.xml",
    } | ({"xl/worksheets/_rels/sheet1.xml.rels"} & {*old.namelist()})
    mine = openpyxl.load_workbook(made)["我的表"]
    assert mine["B2"].comment.text == "自己的批注"
    run("-C", shipped, "import", made, "--annotate")
    again = openpyxl.load_workbook(path.with_name("填报表.批注.批注.xlsx")).worksheets[0]
    assert sum(c.comment is not None for row in again.iter_rows() for c in row) == 1


def test_a_copied_row_and_a_missing_key_column_are_refused(shipped: Path, run: Run) -> None:
    path = _form(run, shipped, "苍溪")
    whole = path.read_bytes()
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["A7"] = book.worksheets[0]["A6"].value
    book.save(path)
    ran = run("-C", shipped, "import", path)
    assert ran.code == 2
    assert "是同一项" in ran.err
    book = openpyxl.load_workbook(io.BytesIO(whole))
    book.worksheets[0]["A4"] = None
    book.save(path)
    ran = run("-C", shipped, "import", path)
    assert ran.code == 2
    assert "标识列不见了" in ran.err


def test_a_path_outside_of_the_scorecards_is_refused(shipped: Path, run: Run) -> None:
    path = _form(run, shipped, "苍溪")
    book = openpyxl.load_workbook(path)
    told = book.worksheets[0]["A1"].value
    book.worksheets[0]["A1"] = told.replace(REPORT, "../../别处.yaml")
    book.save(path)
    ran = run("-C", shipped, "import", path)
    assert ran.code == 2
    assert "不是评分仓库的文件" in ran.err


def test_forms_and_other_files_are_imported_apart(shipped: Path, run: Run) -> None:
    path = _form(run, shipped, "苍溪")
    other = CHECKOUT / "tests/intake/data/35-标记表.md"
    ran = run("-C", shipped, "import", path, other)
    assert ran.code == 2
    assert "分开导入" in ran.err


def test_the_score_so_far_is_what_the_program_reckons(shipped: Path) -> None:
    repository = Repository(shipped)
    from datetime import date

    (subject,) = filling.subjects(repository, "苍溪", 2014, None, date(2014, 12, 31))
    entry = repository.find_card("苍溪", 2014)
    assert entry is not None
    scored, _ = scoring.score_entry(entry, repository)
    assert scored is not None
    nodes = {node.name: node for node in scored.card.nodes()}
    compared = 0
    for row in subject.rows:
        node = nodes.get(str(row.route[-1]))
        now = formulas.value(row)
        if node is None or now is None or node.actual is None or node.actual.reviewed is not None:
            continue
        assert (row.route[-1], now) == (node.name, node.low)
        compared += 1
    assert compared > 30


def test_filled_in_in_libreoffice(shipped: Path, run: Run) -> None:
    """Typed, recalculated and saved by LibreOffice; what was not typed stays byte for byte."""
    path = _form(run, shipped, "苍溪")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    typed = {
        ("技能比武", DONE): "2次",
        ("西部计划志愿者", DONE): "9",
        ("西部计划制度落实", DONE): "部分完成",
        ("班子配备率", DONE): "45%",
        ("青少年涉罪率", SCORE): "0.3",
        ("小额贷款", "原因"): "资金没有到位",
    }
    cells = {_cell(sheet, *key).coordinate: text for key, text in typed.items()}
    made = shipped / "交回.xlsx"
    type_into(path, made, cells)
    shown = openpyxl.load_workbook(made, data_only=True).worksheets[0]
    now = {
        name: Decimal(str(_cell(shown, name, "目前得分").value))
        for name in ("技能比武", "西部计划志愿者", "西部计划制度落实", "班子配备率", "青少年涉罪率")
    }
    assert now == {
        "技能比武": Decimal("2"),  # 3.00 × 2 ÷ 3
        "西部计划志愿者": Decimal("0.71"),  # 1.50 × 9 ÷ 19
        "西部计划制度落实": Decimal("0.9"),  # 1.50 × 60%
        "班子配备率": Decimal("1.11"),  # 2.22 × 45 ÷ 90
        "青少年涉罪率": Decimal("0.3"),
    }
    before = (shipped / REPORT).read_text(encoding="utf-8")
    ran = run("-C", shipped, "import", made)
    assert ran.code == 0, ran.out
    after = (shipped / REPORT).read_text(encoding="utf-8")
    come = set(after.splitlines()) - set(before.splitlines())
    assert {line.split(":")[0].strip() for line in come} == {name for name, _ in typed}


def _with_key(path: Path, old: str, new: str) -> None:
    book = openpyxl.load_workbook(path)
    for row in book.worksheets[0].iter_rows(max_col=1):
        if row[0].value == old:
            row[0].value = new
    book.save(path)


@pytest.mark.parametrize(
    "key", ['["值", "类型"]', '["结果"]', '["结果", "完成"]', "[1", '["别", 2]']
)
def test_a_key_that_is_not_ours_is_no_row(key: str, shipped: Path, run: Run) -> None:
    path = _form(run, shipped, "苍溪")
    _fill(path, {("技能比武", "完成值"): "5"})
    _with_key(path, '["结果", "完成", "技能比武"]', key)
    before = _files(shipped)
    ran = run("-C", shipped, "import", path)
    assert ran.code == 0
    assert _files(shipped) == before


def test_a_place_that_is_gone_is_said_by_its_cell(shipped: Path, run: Run) -> None:
    path = _form(run, shipped, "山海关")
    book = openpyxl.load_workbook(path)
    sheet = book["山海关部门整体"]
    key = '["值", "职责分类绩效目标", "职责", 0, "完成数"]'
    row = next(r for r in sheet.iter_rows() if r[0].value == key)
    row[0].value, row[8].value = key.replace("0,", "7,"), "12"
    book.save(path)
    ran = run("-C", shipped, "import", path)
    assert ran.code == 1
    assert f"{row[8].coordinate}：文件里已经没有这一处" in ran.out


def test_a_report_with_errors_is_mended_first(shipped: Path, run: Run) -> None:
    path = _form(run, shipped, "苍溪")
    _fill(path, {("技能比武", "完成值"): "5"})
    report = shipped / REPORT
    report.write_text(report.read_text(encoding="utf-8") + "完成: {}\n", encoding="utf-8")
    ran = run("-C", shipped, "import", path)
    assert ran.code == 1
    assert "有错误，或不是完成情况，先改好" in ran.out


def test_duties_of_a_department(shipped: Path, run: Run) -> None:
    path = _form(run, shipped, "山海关")
    book = openpyxl.load_workbook(path)
    sheet = book["山海关部门整体"]
    for row in sheet.iter_rows():
        for key, number in (("计划数", "10"), ("完成数", "9")):
            if str(row[0].value).endswith(f'"{key}"]'):
                row[8].value = number
    book.save(path)
    assert run("-C", shipped, "import", path).code == 0
    file = shipped / "scorecards/2021/山海关/部门整体绩效目标.yaml"
    told = read(file.read_bytes(), "")[0]
    assert told is not None
    (duty,) = told.root["职责分类绩效目标"]["职责"]
    assert (duty["计划数"], duty["完成数"]) == ("10", "9")


def test_the_table_of_a_department(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "scorecards" / "2024" / "甲县"
    folder.mkdir(parents=True)
    text = """类型: 部门整体支出绩效自评表
单位: 共青团甲县委
简称: 甲县
年度: 2024
绩效指标:
  产出指标:
    数量指标:
      - {名称: 轮训人次, 指标值: ≥300人次, 分值: 90}     # 年初定的
"""
    file = folder / "部门整体支出绩效自评表.yaml"
    file.write_text(text, encoding="utf-8")
    path = _form(run, tmp_path, "甲县")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    row = next(r for r in sheet.iter_rows() if str(r[0].value).startswith('["行"'))
    assert [cell.value for cell in row][1:8] == [
        *("产出指标", "数量指标", "轮训人次", None, "≥300人次", "人次", 90),
    ]
    row[8].value, row[10].value = "286人次", "一期改为线上"
    book.save(path)
    assert run("-C", tmp_path, "import", path).code == 0
    assert file.read_text(encoding="utf-8") == text.replace(
        "分值: 90}    ", "分值: 90, 完成值: 286人次, 偏差原因: 一期改为线上}"
    )


def test_an_organisation_has_all_its_sheets(shipped: Path, run: Run) -> None:
    project = shipped / f"scorecards/2021/山海关/{PROJECT}.yaml"
    text = project.read_text(encoding="utf-8")
    text = text.replace("简称: 山海关", "简称: 苍溪").replace("年度: 2021", "年度: 2014")
    (shipped / "scorecards/2014/项目.yaml").write_text(text, encoding="utf-8")
    book = openpyxl.load_workbook(_form(run, shipped, "苍溪"))
    assert book.sheetnames == ["苍溪", "团委活动经费及宣教业务费"]


def test_what_there_is_nothing_to_fill_in_of_is_refused(shipped: Path, run: Run) -> None:
    ran = run("-C", shipped, "form", "县区团委-2014", "-o", shipped / "表.xlsx")
    assert ran.code == 2
    assert "没有要填的" in ran.err
    ran = run("-C", shipped, "form", "苍溪", "-o", shipped / "表.docx")
    assert ran.code == 2
    assert "以 .xlsx 结尾" in ran.err
    assert not list(shipped.glob("表.*"))
