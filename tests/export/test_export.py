"""A year as one tidy table: what pandas and DuckDB make of it is what the program says."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import pytest

import tuanscore
from conftest import Run

CHECKOUT = Path(__file__).parent.parent.parent
SHAPES = CHECKOUT / "tests" / "shapes"
FORMS = ("csv", "json", "parquet", "xlsx")


def exported(root: Path, run: Run, form: str, *argv: str) -> Path:
    file = root / f"出.{form}"
    ran = run("export", *argv, "-o", file, cwd=root)
    assert (ran.code, ran.err) == (0, f"tuanscore：写好了 {file}\n")
    return file


def totals(root: Path, year: int) -> dict[str, tuple[Decimal, Decimal]]:
    report = tuanscore.open(root).rank(year).to_dict()
    return {line["short_name"]: (line["low"], line["high"]) for line in report["ranking"]}


def test_the_lines_add_up_to_the_scores_in_pandas(shipped: Path, run: Run) -> None:
    rows = pd.read_csv(exported(shipped, run, "csv", "2014"), encoding="utf-8-sig")
    sums = rows.groupby("short_name")[["low", "high"]].sum()
    told = {name: tuple(Decimal(f"{value:.2f}") for value in sums.loc[name]) for name in sums.index}
    assert told == totals(shipped, 2014)
    line = rows[(rows.short_name == "苍溪") & (rows.measure == "西部计划志愿者")].iloc[0]
    assert line[["section", "category", "item", "level"]].tolist() == [
        "职能指标",
        "服务党政中心",
        "西部计划",
        "measure",
    ]
    assert line[["target", "comparator", "target_number", "unit"]].tolist() == [
        "19名",
        "equal",
        19,
        "名",
    ]
    assert line[["actual", "actual_number", "points", "score", "state"]].tolist() == [
        "18",
        18,
        1.5,
        1.42,
        "scored",
    ]
    assert (line["file"], line["line"]) == ("scorecards/2014/苍溪.yaml", 9)


def test_the_lines_add_up_to_the_scores_in_duckdb(shipped: Path, run: Run) -> None:
    file = exported(shipped, run, "parquet", "2014")
    query = "select short_name, sum(low), sum(high) from read_parquet(?) group by 1"
    told = {name: (low, high) for name, low, high in duckdb.execute(query, [str(file)]).fetchall()}
    assert told == totals(shipped, 2014)
    types = duckdb.execute("describe select * from read_parquet(?)", [str(file)]).fetchall()
    kinds = {name: kind for name, kind, *_ in types}
    assert kinds["score"] == "DECIMAL(38,6)"
    assert (kinds["year"], kinds["as_of"], kinds["sample"]) == ("INTEGER", "DATE", "BOOLEAN")


def test_all_formats_say_the_same(shipped: Path, run: Run) -> None:
    files = {form: exported(shipped, run, form, "2021") for form in FORMS}
    told = json.loads(files["json"].read_text(encoding="utf-8"), parse_float=Decimal)
    assert (told["schema"], told["year"], told["unscored"]) == ("tuanscore.export/1", 2021, [])
    with files["csv"].open(encoding="utf-8-sig", newline="") as stream:
        heads, *lines = csv.reader(stream)
    assert heads == [*told["rows"][0]]
    sheet = openpyxl.load_workbook(files["xlsx"]).worksheets[0]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    frame = pd.read_parquet(files["parquet"])
    assert [*frame.columns] == heads == cells[0]
    assert len(frame) == len(lines) == len(told["rows"]) == len(cells) - 1
    for at, row in enumerate(told["rows"]):
        for column, name in enumerate(heads):
            value, written = row[name], lines[at][column]
            assert plain(value) == plain(written or None), name
            assert plain(value) == plain(cells[at + 1][column]), name
            other = frame[name].iloc[at]
            assert plain(value) == plain(None if pd.isna(other) else other), name


def plain(value: Any) -> str | None:
    """Return a value as text, one for all formats."""
    if value is None:
        return None
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value).removesuffix(" 00:00:00")
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        return f"{Decimal(text).normalize():f}"
    return text.lower() if text in ("True", "False") else text


def test_projects_duties_and_departments_have_their_rows(shipped: Path, run: Run) -> None:
    told = run("export", "2021", "--to", "json", cwd=shipped).out
    rows = pd.DataFrame(json.loads(told)["rows"])
    assert rows.kind.value_counts().to_dict() == {"项目自评": 10, "部门整体绩效目标": 1}
    (execution,) = rows[rows.level == "execution"].to_dict("records")
    assert (execution["section"], execution["score"]) == ("预算执行率", 9.6)
    duty = rows[rows.level == "duty"].iloc[0]
    assert duty.state == "unreported"
    told = run("export", "2023", "--to", "json", cwd=SHAPES / "09-department").out
    assert {row["kind"] for row in json.loads(told)["rows"]} == {"部门整体支出绩效自评表"}


def test_one_organisation_by_any_of_its_names(shipped: Path, run: Run) -> None:
    short = run("export", "2014", "--org", "苍溪", cwd=shipped)
    full = run("export", "2014", "--org", "共青团苍溪县委", cwd=shipped)
    assert short.code == 0
    assert short.out == full.out
    assert len(short.out.splitlines()) == 97
    assert "山海关" in run("export", "2021", "--org", "山海关", cwd=shipped).out
    assert run("export", "2014", "--org", "不在", cwd=shipped).code == 2


def test_what_can_be_read_into_a_formula_is_escaped(shipped: Path, run: Run) -> None:
    file = shipped / "scorecards" / "2014" / "完成情况" / "苍溪.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("  志愿者培训: 40\n", "  志愿者培训: '=40+2'\n"), encoding="utf-8")
    ran = run("export", "2014", "--org", "苍溪", cwd=shipped)
    assert ",'=40+2," in ran.out
    assert ",=40" not in ran.out
    path = shipped / "出.xlsx"
    run("export", "2014", "--org", "苍溪", "-o", path, cwd=shipped)
    cells = [c for row in openpyxl.load_workbook(path).worksheets[0].iter_rows() for c in row]
    assert "=40+2" in [cell.value for cell in cells if cell.data_type == "s"]
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_losses_are_numbers_below_nothing(shipped: Path, run: Run) -> None:
    rows = pd.read_csv(io.StringIO(run("export", "2014", cwd=shipped).out.removeprefix("\ufeff")))
    losses = rows[rows.level == "deduction"]
    assert losses["score"].min() < 0
    assert losses["points"].isna().all()


@pytest.mark.parametrize("form", FORMS)
def test_the_same_bytes_twice(form: str, shipped: Path, run: Run) -> None:
    first = exported(shipped, run, form, "2014").read_bytes()
    assert exported(shipped, run, form, "2014").read_bytes() == first


def test_what_has_errors_is_left_out_and_said(shipped: Path, run: Run) -> None:
    card = shipped / "scorecards" / "2014" / "苍溪.yaml"
    card.write_text(card.read_text(encoding="utf-8") + "多: 余\n", encoding="utf-8")
    ran = run("export", "2014", "--to", "json", cwd=shipped)
    told = json.loads(ran.out)
    assert ran.code == 1
    assert told["unscored"] == ["scorecards/2014/苍溪.yaml"]
    assert "苍溪" not in {row["short_name"] for row in told["rows"]}


def test_only_a_file_can_hold_parquet(shipped: Path, run: Run) -> None:
    ran = run("export", "2014", "--to", "parquet", cwd=shipped)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "tuanscore：parquet 要写到 .parquet 文件里\n  用 -o 名称.parquet\n"
    ran = run("export", "2014", "-o", "出.ods", cwd=shipped)
    assert ran.err == (
        "tuanscore：出.ods：写不出 .ods 文件\n"
        "  文件名的结尾可以是 .json、.csv、.xlsx、.parquet\n"
        "  要 Excel 表：先写成 .xlsx，用 Excel 或 WPS 打开，再另存为 .ods\n"
    )


def test_a_missing_library_is_named(
    shipped: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "tuanscore.commands.export.formats.parquet", raising=False)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    ran = run("export", "2014", "-o", "出.parquet", cwd=shipped)
    told = "写 .parquet 要用 PyArrow，还没有装\n  pip install 'tuanscore[parquet]'\n"
    assert (ran.code, ran.err) == (2, f"tuanscore：{told}")
    assert not (shipped / "出.parquet").exists()


def test_the_page_names_every_column(shipped: Path, run: Run) -> None:
    page = (CHECKOUT / "docs" / "参考" / "导出.md").read_text(encoding="utf-8")
    described = re.findall(r"(?m)^\| `(\w+)` \| (?:文字|整数|数|日期|是否) \|", page)
    heads = run("export", "2014", cwd=shipped).out.removeprefix("\ufeff").splitlines()[0]
    assert described == heads.split(",")
