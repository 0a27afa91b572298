"""A repository's own headings: words of its forms, beside those that import knows."""

import json
from pathlib import Path

from conftest import Run

FORM = """2024年度项目支出绩效目标表,,,
创建单位,甲镇团委,项目名称,青年夜校
一级指标,考核要素,目标要求,
产出指标,开班期数,≥6期,
"""


def _imported(run: Run, folder: Path, settings: str) -> tuple[int, str, str]:
    (folder / "scorecards").mkdir()
    (folder / "tuanscore.yaml").write_text(settings, encoding="utf-8")
    (folder / "表.csv").write_text(FORM, encoding="utf-8")
    ran = run("import", "表.csv", "--dry-run", "--format", "json", cwd=folder)
    return ran.code, ran.out, ran.err


def test_unknown_words_are_left_as_text(run: Run, tmp_path: Path) -> None:
    code, out, _ = _imported(run, tmp_path, "")
    assert code == 0
    said = json.loads(out)
    assert [table["rows"] for table in said["tables"]] in ([], [[]])
    assert "≥6期" in [left["text"] for left in said["left"]]


def test_words_of_the_settings_are_headings(run: Run, tmp_path: Path) -> None:
    columns = "  列: {三级指标: [考核要素], 指标值: [目标要求]}\n"
    labels = "  栏目: {单位: [创建单位]}\n"
    code, out, _ = _imported(run, tmp_path, f"导入标题:\n{columns}{labels}")
    assert code == 0
    (table,) = json.loads(out)["tables"]
    assert table["单位"] == "甲镇团委"
    (row,) = table["rows"]
    assert row == {"一级指标": "产出指标", "三级指标": "开班期数", "指标值": "≥6期"}


def test_a_meaning_that_nothing_has_is_refused(run: Run, tmp_path: Path) -> None:
    code, out, err = _imported(run, tmp_path, "导入标题: {列: {四级指标: [要素]}}\n")
    assert (code, out) == (2, "")
    assert "导入标题" in err
    assert "“四级指标”" in err
    assert "三级指标" in err
