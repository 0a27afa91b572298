"""validate --output: several reports of one run, beside what is printed."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from conftest import Make, Run
from tuanscore.commands.validate.command import FORMS

CARD = "类型: 目标绩效指标\n单位: 甲\n简称: 甲\n年度: 2025\n模板: 没有的\n"


@pytest.fixture
def root(make: Make) -> Path:
    return make({"scorecards/2025/甲.yaml": CARD})


def test_each_file_holds_what_would_have_been_printed(root: Path, run: Run) -> None:
    wanted = [word for form in FORMS for word in ("--output", f"{form}:报告.{form}")]
    ran = run("validate", *wanted, cwd=root)
    assert ran.code == 1
    assert ran.out == run("validate", cwd=root).out
    for form in FORMS:
        printed = run("validate", "--format", form, cwd=root).out
        assert (root / f"报告.{form}").read_text(encoding="utf-8") == printed
    assert (
        json.loads((root / "报告.gitlab").read_text(encoding="utf-8"))[0]["check_name"] == "TS301"
    )
    assert ET.parse(root / "报告.junit").getroot().tag == "testsuites"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-o", "gl.json"], "格式:文件"),
        (["-o", "pdf:gl.json"], "gitlab"),
        (["-o", "gitlab:"], "格式:文件"),
        (["-o", "gitlab:a.json", "-o", "json:a.json"], "两次写到同一个文件"),
        (["-o", "json:scorecards/2025/甲.yaml"], "不能用输出覆盖"),
    ],
)
def test_what_cannot_be_written_is_said_before_anything_is_read(
    words: list[str], said: str, root: Path, run: Run
) -> None:
    before = {path.name for path in root.rglob("*")}
    ran = run("validate", *words, cwd=root)
    assert ran.code == 2
    assert ran.out == ""
    assert said in ran.err
    assert {path.name for path in root.rglob("*")} == before
