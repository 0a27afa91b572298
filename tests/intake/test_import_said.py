"""What the command says: what it read and how sure it is, what it left, and what it refuses."""

import io
import json
import sys
from pathlib import Path

import pytest

from conftest import Run

DATA = Path(__file__).parent / "data"


def _file(name: str) -> Path:
    (found,) = (f for f in DATA.glob(f"{name}*") if f.suffix not in (".json", ".grid"))
    return found


def test_hidden_rows_and_sheets_are_named_and_left_out(run: Run, tmp_path: Path) -> None:
    ran = run("import", _file("07"), "--dry-run", cwd=tmp_path)
    assert ran.code == 0
    assert "认出 4 张表" in ran.out
    assert "隐藏的行" in ran.out
    assert "青年文明号创建不少于9次" in ran.out
    assert "隐藏的工作表" in ran.out


def test_unsure_lines_of_a_paste_say_so(run: Run, tmp_path: Path) -> None:
    ran = run("import", _file("32"), "--dry-run", cwd=tmp_path)
    assert "? 标题不明确：第 2 行 指标值“≥12班”" in ran.out
    assert "浏览次数：126" in ran.out


def test_a_value_that_cannot_be_read_is_kept_and_said(run: Run, tmp_path: Path) -> None:
    ran = run("import", _file("30"), "--dry-run", cwd=tmp_path)
    assert "? 没有读成：第 1 行 完成值“招募274名，注册率91.5%”" in ran.out


def test_prompts_sums_and_fillers_are_listed_by_their_reason(run: Run, tmp_path: Path) -> None:
    ran = run("import", _file("11"), "--dry-run", cwd=tmp_path)
    assert "表里的提示语" in ran.out
    assert "150字以内" in ran.out
    assert "合计行" in ran.out
    assert "没有填的行" in run("import", _file("10"), "--dry-run", cwd=tmp_path).out


def test_text_from_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    pasted = "项目支出绩效目标表\n一级指标\t三级指标\t指标值\n产出指标\t开班期数\t≥6期\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(pasted.encode())))
    ran = run("import", "-", "--dry-run", "--format", "json")
    (table,) = json.loads(ran.out)["tables"]
    assert table["rows"] == [{"一级指标": "产出指标", "三级指标": "开班期数", "指标值": "≥6期"}]
    assert table["file"] == "粘贴的文字"


def test_a_year_that_is_not_printed_is_taken_from_the_command(run: Run, tmp_path: Path) -> None:
    ran = run("import", _file("21"), "--year", "2019", "--dry-run", "--format", "json")
    assert json.loads(ran.out)["tables"][0]["年度"] == "2019"
    ran = run("import", _file("15"), "--year", "2019", "--dry-run", "--format", "json")
    assert json.loads(ran.out)["tables"][0]["年度"] == "2022"


def test_the_user_says_what_kind_a_table_is_where_it_can_be_that(run: Run) -> None:
    plan = ("import", _file("12"), "--dry-run", "--format", "json")
    assert json.loads(run(*plan, "--kind", "监控").out)["tables"][0]["kind"] == "绩效运行监控表"
    card = ("import", _file("21"), "--dry-run", "--format", "json", "--kind", "监控")
    assert json.loads(run(*card).out)["tables"][0]["kind"] == "目标绩效指标"


@pytest.mark.parametrize(
    ("typed", "said"), [("天气", "没有这种表"), ("自评", "不止一种"), ("绩效", "不止一种")]
)
def test_a_kind_that_is_none_or_several(typed: str, said: str, run: Run) -> None:
    ran = run("import", _file("12"), "--kind", typed, "--dry-run")
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    ran = run("import", "没有.docx", "--dry-run", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "没有.docx" in ran.err
    assert "没有这个文件" in ran.err


def test_one_bad_file_of_several_stops_all(run: Run, tmp_path: Path) -> None:
    ran = run("import", _file("33"), _file("37"), "-o", tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert not list(tmp_path.iterdir())


def test_a_dry_run_writes_nothing_and_says_what_it_would(run: Run, tmp_path: Path) -> None:
    ran = run("import", _file("15"), "-o", tmp_path, "--dry-run")
    assert ran.code == 0
    assert "会新建 scorecards/2022/" in ran.out
    assert not list(tmp_path.iterdir())


def test_each_source_of_funds_keeps_its_own_amounts(run: Run, tmp_path: Path) -> None:
    (tmp_path / "scorecards").mkdir()
    assert run("import", _file("32"), cwd=tmp_path).code == 0
    (written,) = tmp_path.glob("scorecards/**/*.自评.yaml")
    row = "当年财政拨款: {年初预算数: 22, 全年预算数: 22, 全年执行数: 20.46, 执行率: 93%}"
    assert row in written.read_text(encoding="utf-8")
    assert "TS550" not in run("validate", cwd=tmp_path).out
