"""A command that is shown can be copied into a shell, whatever the files and units are called."""

import shlex

import pytest

from conftest import Make, Run

CARD = "类型: 目标绩效指标\n单位: 共青团{0}委员会\n简称: {0}\n年度: {1}\n模板: 县区团委-2014\n"
FILES = {
    "scorecards/2014/甲 县.yaml": CARD.format("甲 县", 2014),
    "scorecards/2015/乙'县.yaml": CARD.format("乙'县", 2015),
    "scorecards/2014/丙 $(县).yaml": CARD.format("丙县", 2014) + "多余: 1\n",
}


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (["diff", "甲 县", "乙'县"], 0),
        (["show", "丙县"], 1),
        (["factor", "scorecards/2014/丙 $(县).yaml", "scorecards/2014/甲 县.yaml"], 1),
        (["new", "完成情况", "甲 县", "--year", "2014"], 0),
    ],
)
def test_what_is_shown_can_be_run(make: Make, run: Run, asked: list[str], code: int) -> None:
    root = make(FILES)
    ran = run(*asked, cwd=root)
    shown = (ran.out + ran.err).partition("tuanscore ")[2]
    shown = shown.rpartition("tuanscore ")[2] if asked[0] == "new" else shown
    words = shlex.split(shown.partition("\n")[0].partition("、tuanscore")[0])
    again = run(*words, cwd=root)
    assert again.code == code, (words, again.err)
