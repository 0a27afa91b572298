"""A score in Excel goes on calculating: LibreOffice works every formula out, to the same cent."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import calculator
import openpyxl
import pytest

import generated
import tuanscore
from conftest import Run
from tuanscore.commands.score import scoring
from tuanscore.commands.score.report import Scored
from tuanscore.commands.workbook import binding
from tuanscore.sheets import figures
from tuanscore.shelf import Repository

CHECKOUT = Path(__file__).parent.parent.parent
SHAPES = CHECKOUT / "tests" / "shapes"
CODE = "130303210YA09YBACA1M9"
SEEDS = [100, 102, 104, 116, 118, 122, 127, 131, 136, 147]
"""Among them a card of which a whole class is 不适用, and deductions that end at nothing."""


def workbook(root: Path, run: Run, *argv: str) -> bytes:
    """Write a workbook by the command line."""
    file = root / "出.xlsx"
    ran = run("score", *argv, "-o", file, cwd=root)
    assert ran.code == 0, ran.err
    return file.read_bytes()


def formulas(data: bytes) -> dict[tuple[str, str], str]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        (sheet.title, cell.coordinate): str(cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def differing(data: bytes, worked_out: Any) -> list[tuple[Any, ...]]:
    """Return every formula whose value in the file is not what it comes to."""
    written = calculator.values(data)
    found = []
    for (sheet, at), formula in formulas(data).items():
        ours: Any = written[sheet][at].value or ""
        theirs: Any = worked_out[sheet][at].value or ""
        numbers = isinstance(ours, int | float) and isinstance(theirs, int | float)
        if not (ours == theirs or (numbers and abs(ours - theirs) < 1e-9)):
            found.append((sheet, at, ours, theirs, formula))
    return found


def cents(value: Any) -> Decimal | None:
    return None if value in (None, "") else Decimal(str(round(value, 6))).quantize(Decimal("0.01"))


def whole(sheet: Any) -> tuple[Any, ...]:
    """Return full marks, score, the most that is possible, both rates and the grade."""
    (row,) = [row for row in sheet.iter_rows() if row[0].value == "合计"]
    full, low, high = (cents(row[at].value) for at in columns(sheet, "分值", "得分", "最高可能"))
    rates, grade = (sheet[row[0].row + n] for n in (1, 2))
    score, most = columns(sheet, "得分", "最高可能")
    return full, low, high, cents(rates[score].value), cents(rates[most].value), grade[score].value


def columns(sheet: Any, *names: str) -> list[int]:
    """Return the places of columns, counted from 0."""
    (heads,) = [row for row in sheet.iter_rows() if "完成值" in [cell.value for cell in row]]
    told = [cell.value for cell in heads]
    return [told.index(name) for name in names]


def ours(score: dict[str, Any], tree: str) -> tuple[Any, ...]:
    """Return the same of what the program says."""
    root, rate, grades = score[tree], score["rate"], score["grades"]
    grade = grades[0] if len(grades) == 1 else f"{grades[-1]}–{grades[0]}"
    return score["full"], root["low"], root["high"], rate["low"], rate["high"], grade


def lines(sheet: Any) -> dict[str, tuple[Decimal | None, ...]]:
    """Return points, score and the most that is possible of each line, by its name."""
    value, points, low, high = columns(sheet, "完成值", "分值", "得分", "最高可能")
    label = columns(sheet, "目标")[0] - 1
    start = next(row[0].row for row in sheet.iter_rows() if row[value].value == "完成值")
    told = {}
    for row in sheet.iter_rows(min_row=start + 1):
        if row[0].value == "合计":
            break
        if row[label].value:
            told[row[label].value] = tuple(cents(row[c].value) for c in (points, low, high))
    return told


def leaves(node: dict[str, Any]) -> list[dict[str, Any]]:
    keys = ("sections", "categories", "items", "measures", "classes", "groups", "indicators")
    parts = [part for key in keys for part in node.get(key, ())]
    return [leaf for part in parts for leaf in leaves(part)] or [node]


def change(data: bytes, sheet: str, values: dict[str, Any]) -> bytes:
    """Put other values into the column 完成值, by the name of the line."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    paper = book[sheet]
    value, label = columns(paper, "完成值", "目标")
    for row in paper.iter_rows(max_col=value + 1):
        name = str(row[label - 1].value or row[0].value)
        if name in values:
            row[value].value = values.pop(name)
    assert not values
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


# ---- as it is ------------------------------------------------------------------------------------


def test_a_whole_year_comes_to_the_same(tmp_path: Path, shipped: Path, run: Run) -> None:
    data = workbook(shipped, run, "2014")
    worked_out = calculator.calculate(tmp_path, {"2014": data})["2014"]
    assert len(formulas(data)) > 9000
    assert differing(data, worked_out) == []
    report = tuanscore.open(shipped).rank(2014).to_dict()
    names = [line["short_name"] for line in report["ranking"]]
    assert worked_out.sheetnames == ["排名", *names, "各单位目标", "发现"]
    for name in names:
        score = tuanscore.open(shipped).score(2014, name).to_dict()
        assert whole(worked_out[name]) == ours(score, "card")
        told = {leaf["name"]: leaf for leaf in leaves(score["card"])}
        for line, (points, low, high) in lines(worked_out[name]).items():
            assert (low, high) == (told[line]["low"], told[line]["high"]), line
            assert points in (told[line]["points"], None) or points == 0
    ranks = [row[0].value for row in worked_out["排名"].iter_rows(min_row=4)]
    assert [str(rank) for rank in ranks] == ["1", "2", "3–4", "4–5", "5–6", "6–7", "3–7", "8"]


def test_projects_and_departments_come_to_the_same(tmp_path: Path, shipped: Path, run: Run) -> None:
    books = {
        "项目": workbook(shipped, run, "2021", "--project", CODE),
        "单位": workbook(shipped, run, "2021", "--org", "山海关"),
        "全年": workbook(shipped, run, "2021"),
    }
    worked_out = calculator.calculate(tmp_path, books)
    assert {name: differing(data, worked_out[name]) for name, data in books.items()} == {
        "项目": [],
        "单位": [],
        "全年": [],
    }
    score = tuanscore.open(shipped).score(2021, project=CODE).to_dict()
    assert whole(worked_out["项目"].worksheets[0]) == ours(score, "project")


def test_all_shapes_come_to_the_same(tmp_path: Path, run: Run) -> None:
    books = {}
    for folder in sorted(SHAPES.iterdir()):
        for year in (folder / "scorecards").glob("[0-9]*"):
            file = tmp_path / f"{folder.name}.xlsx"
            ran = run("score", year.name, "-o", file, cwd=folder)
            if file.exists():
                books[folder.name] = file.read_bytes()
            assert file.exists() or ran.code == 2
    worked_out = calculator.calculate(tmp_path, books)
    wrong = {name: differing(data, worked_out[name]) for name, data in books.items()}
    assert {name: found for name, found in wrong.items() if found} == {}
    assert len(books) > 25


# ---- with other values ---------------------------------------------------------------------------


def results(root: Path, name: str, changes: dict[str, str | None]) -> None:
    """Change what an organisation has reported."""
    file = root / "scorecards" / "2014" / "完成情况" / f"{name}.yaml"
    text = file.read_text(encoding="utf-8")
    for measure, value in changes.items():
        line = "" if value is None else f"  {measure}: {value}\n"
        text, times = re.subn(rf"(?m)^  {measure}: .*\n", line, text)
        assert times == 1, measure
    file.write_text(text, encoding="utf-8")


def test_a_card_with_other_values(tmp_path: Path, shipped: Path, run: Run) -> None:
    data = workbook(shipped, run, "2014", "--org", "苍溪")
    other = change(
        data,
        "苍溪",
        {
            "西部计划志愿者": 7,
            "西部计划制度落实": "部分完成",
            "技能比武": None,
            "三下乡实践": "不适用",
            "青年人才座谈会": 1,
            "公益项目平台": 35,
            "走访调研天数": 32,
            "学校团建": "不适用",
            "12355平台": "随便写的",
            "青少年涉罪率": 1.2,
        },
    )
    (shipped / "scorecards" / "2014" / "完成情况" / "苍溪-6月.yaml").unlink()
    results(
        shipped,
        "苍溪",
        {
            "西部计划志愿者": "7名",
            "西部计划制度落实": "部分完成",
            "技能比武": None,
            "三下乡实践": "{不适用: 没有}",
            "青年人才座谈会": "1",
            "公益项目平台": "35%",
            "走访调研天数": "32天",
            "学校团建": "{不适用: 没有}",
            "12355平台": "随便写的",
            "青少年涉罪率": "{自评: 1.2‰, 基数: 0.92‰, 基数来源: 样例公报}",
        },
    )
    sheet = calculator.calculate(tmp_path, {"苍溪": other})["苍溪"]["苍溪"]
    score = tuanscore.open(shipped).score(2014, "苍溪").to_dict()
    told = {leaf["name"]: leaf for leaf in leaves(score["card"])}
    for line, (points, low, high) in lines(sheet).items():
        expected = (told[line]["points"], told[line]["low"], told[line]["high"])
        assert (points or told[line]["points"], low, high) == expected, line
    assert whole(sheet) == ours(score, "card")


def test_an_open_card_becomes_certain(tmp_path: Path, shipped: Path, run: Run) -> None:
    data = workbook(shipped, run, "2014", "--org", "朝天")
    paper = calculator.values(data)["朝天"]
    assert whole(paper)[1] != whole(paper)[2]
    open_ = [name for name, (_, low, high) in lines(paper).items() if low != high]
    words = {"青年网信息积分", "按期换届", "全团带队", "网宣工作", "共青团工作经费"}
    values = {name: "未完成" if name in words else 0 for name in open_}
    other = change(data, "朝天", values)
    sheet = calculator.calculate(tmp_path, {"朝天": other})["朝天"]["朝天"]
    still = [name for name, (_, low, high) in lines(sheet).items() if low != high]
    assert whole(sheet)[1] == whole(paper)[1]
    assert still == ["青少年涉罪率", "青少年犯罪率"]  # their 基数 is not reported either


def test_a_deduction_ends_at_nothing(tmp_path: Path, shipped: Path, run: Run) -> None:
    data = workbook(shipped, run, "2014", "--org", "苍溪")
    told = lines(calculator.values(data)["苍溪"])
    first, second, third = [name for name, (points, *_) in told.items() if not points][1:4]
    other = change(data, "苍溪", {first: 0.5, second: 9})
    every = change(other, "苍溪", {name: 9 for name, (points, *_) in told.items() if not points})
    done = calculator.calculate(tmp_path, {"一": other, "全": every})
    taken = {name: low for name, (_, low, _) in lines(done["一"]["苍溪"]).items()}
    most = {
        leaf["name"]: Decimal(told["value"])
        for leaf in leaves(tuanscore.open(shipped).score(2014, "苍溪").to_dict()["card"])
        for told in leaf["inputs"]
        if told["name"] == "最多"
    }
    assert taken[first] == -Decimal("0.50")
    assert taken[second] == -min(Decimal(9), most[second])
    assert taken[third] == 0
    (row,) = [r for r in done["全"]["苍溪"].iter_rows() if r[0].value == "保障指标小计"]
    low = columns(done["全"]["苍溪"], "得分")[0]
    assert cents(row[low].value) == max(Decimal(0), 15 - sum(most.values()))


def test_a_project_with_other_values(tmp_path: Path, shipped: Path, run: Run) -> None:
    data = workbook(shipped, run, "2021", "--project", CODE)
    (name,) = calculator.values(data).sheetnames
    other = change(
        data, name, {"预算执行率": 33333.33, "活动开展次数": 4, "满意度": 47, "覆盖人数": None}
    )
    file = shipped / "scorecards" / "2021" / "山海关" / f"{CODE}.自评.yaml"
    text = file.read_text(encoding="utf-8")
    for old, new in (
        (r"全年执行数: \S+?(?=[,}\n])", "全年执行数: 33333.33"),
        (r"(?m)^  活动开展次数: .*$", "  活动开展次数: 4"),
        (r"(?m)^  满意度: .*$", "  满意度: 47%"),
        (r"(?m)^  覆盖人数: .*\n", ""),
    ):
        text, times = re.subn(old, new, text)
        assert times == 1, old
    file.write_text(text, encoding="utf-8")
    sheet = calculator.calculate(tmp_path, {"项目": other})["项目"][name]
    score = tuanscore.open(shipped).score(2021, project=CODE).to_dict()
    assert whole(sheet) == ours(score, "project")


def test_a_department_with_other_values(tmp_path: Path, shipped: Path, run: Run) -> None:
    data = workbook(shipped, run, "2021", "--org", "山海关")
    book = openpyxl.load_workbook(io.BytesIO(data))
    duty = book["山海关部门整体"]
    assert duty["G3"].data_type == "f"
    duty["D3"], duty["E3"] = 1600, 1359.92
    saved = io.BytesIO()
    book.save(saved)
    sheet = calculator.calculate(tmp_path, {"部门": saved.getvalue()})["部门"]["山海关部门整体"]
    assert (cents(sheet["F3"].value), sheet["G3"].value) == (Decimal("85.00"), "良")  # 84.995


def made_up(root: Path, seed: int) -> tuple[bytes, dict[str, Any], Any]:
    """Return a made-up card as a workbook, other values for some lines, and what those score."""
    random = Random(seed)
    reports = root / "scorecards" / "2024" / "完成情况"
    reports.mkdir(parents=True)
    card, told = generated.texts(seed)
    (reports.parent / "甲.yaml").write_text(card, encoding="utf-8")
    for number, text in enumerate(told):
        (reports / f"甲{number}.yaml").write_text(text, encoding="utf-8")
    read = Repository(root)
    scored = scoring.score(read, "甲", 2024)
    assert isinstance(scored, Scored)
    data = binding.bind(scored, read)
    sheet = calculator.values(data)["甲"]
    label, goal, unit, value = columns(sheet, "目标", "目标值", "单位", "完成值")
    values: dict[str, Any] = {}
    pairs = []
    for row in sheet.iter_rows(max_col=value + 6):
        name, note = row[label - 1].value, str(row[value + 5].value)
        fixed = not name or "写定" in note or row[unit].value in ("扣分", "加分", "单位")
        if fixed or name in values or random.random() < 0.5:
            continue
        if isinstance(row[goal].value, int | float):
            most = row[goal].value
            values[name] = random.choice([0, most, most * 2, most / 2, most + 1])
            pairs.append(f"{name}={values[name]:.6f}{row[unit].value or ''}")
        elif row[unit].value == "%":
            values[name] = random.choice(["完成", "部分完成", "未完成", 0, 37.5, 100])
            pairs.append(f"{name}={values[name]}{'' if values[name] in WORDS else '%'}")
    told_ = scoring.suppose(read, "甲", 2024, pairs) if pairs else scored
    assert isinstance(told_, Scored)
    return change(data, "甲", dict(values)), values, told_.score


WORDS = ("完成", "部分完成", "未完成")


def test_made_up_cards_with_other_values(tmp_path: Path) -> None:
    made = {f"甲{seed}": made_up(tmp_path / f"{seed}", seed) for seed in SEEDS}
    worked_out = calculator.calculate(tmp_path, {name: data for name, (data, *_) in made.items()})
    changed = 0
    for name, (_, values, score) in made.items():
        full, low, high, *rates, grade = whole(worked_out[name]["甲"])
        assert (full, low, high) == (score.full, score.card.low, score.card.high), name
        assert rates == [score.rate_low, score.rate_high], name
        assert grade == figures.grades(score.grades), name
        changed += len(values)
    assert changed > 3 * len(made) / 2


# ---- what a workbook is besides ------------------------------------------------------------------


def test_the_same_bytes_twice(shipped: Path, run: Run) -> None:
    assert workbook(shipped, run, "2014") == workbook(shipped, run, "2014")


def test_no_text_becomes_a_formula(shipped: Path, run: Run) -> None:
    before = {*formulas(workbook(shipped, run, "2014", "--org", "苍溪")).values()}
    results(shipped, "苍溪", {"学校团建": "{不适用: '=HYPERLINK(\"x\")'}"})
    data = workbook(shipped, run, "2014", "--org", "苍溪")
    assert not [f for f in {*formulas(data).values()} - before if "HYPERLINK" in f]
    told = [c.value for row in calculator.values(data)["苍溪"].iter_rows() for c in row]
    assert any("=HYPERLINK" in str(value) for value in told)


def test_a_card_without_points_has_no_workbook(run: Run, tmp_path: Path) -> None:
    root = SHAPES / "23-two-targets-without-points"
    file = tmp_path / "出.xlsx"
    ran = run("score", "2024", "--org", "岚桥", "-o", file, cwd=root)
    assert (ran.code, file.exists()) == (2, False)
    assert ran.err.startswith("tuanscore：岚桥 2024 年的评分表没有分值，没有可以算的\n")


def test_what_is_no_score_is_printed_instead(shipped: Path, run: Run) -> None:
    card = shipped / "templates" / "县区团委-2014.yaml"
    text = card.read_text(encoding="utf-8")
    card.write_text(text.replace("分值: 70", "分值: 7", 1), encoding="utf-8")
    ran = run("score", "2014", "--org", "苍溪", "-o", "出.xlsx", cwd=shipped)
    assert (ran.code, ran.err) == (1, "")
    assert "分值" in ran.out
    assert not (shipped / "出.xlsx").exists()


@pytest.mark.parametrize("ending", ["md", "json", "txt"])
def test_other_formats_go_to_a_file_too(ending: str, shipped: Path, run: Run) -> None:
    form = "text" if ending == "txt" else ending
    printed = run("score", "2014", "--format", form, cwd=shipped).out
    ran = run("score", "2014", "-o", f"出.{ending}", cwd=shipped)
    assert (ran.code, ran.out) == (0, "")
    assert (shipped / f"出.{ending}").read_text(encoding="utf-8") == printed


def test_a_reason_is_no_workbook(shipped: Path, run: Run) -> None:
    ran = run("score", "2014", "--org", "苍溪", "--explain", "总分", "-o", "出.xlsx", cwd=shipped)
    assert (ran.code, ran.err) == (
        2,
        "tuanscore：--explain 不能写成 .xlsx 文件\n  去掉 --explain\n",
    )
