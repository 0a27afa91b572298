"""What `fix` would mend hides nothing: one run of validate tells all that several runs would."""

import re
from pathlib import Path

import pytest

from conftest import Make, Run
from documents import overlay, results, section, template

TEMPLATE = template(
    section(
        "职能指标",
        100,
        "编号: 活动\n内容: 开展活动{次数}次，培训{人数}名。\n考核点: {次数: ≥3次, 人数: 40名}",
    )
)
CARD_FILE = "scorecards/2014/甲.yaml"
CARD = overlay()
REPORT_FILE = "scorecards/2014/完成情况/甲.yaml"
REPORT = results("", rest="完成:\n  次数: 3\n")
SLIPS = {
    "one full-width colon": (("单位: ", "单位："),),
    "two of them": (("单位: ", "单位："), ("年度: ", "年度：")),
    "a colon without a blank": (("年度: ", "年度:"),),
    "full-width and tight": (("单位: ", "单位："), ("年度: ", "年度:")),
    "a tab": (("\n  ", "\n\t"),),
    "a full-width blank": (("\n  ", "\n\u3000\u3000"),),
}


def told(root: Path, run: Run) -> list[str]:
    """Return place and code of every finding."""
    out = run("validate", "--format", "concise", cwd=root).out
    return [" ".join(found) for found in re.findall(r"^(\S+\.yaml:\d+:\d+): (TS\d+)", out, re.M)]


@pytest.mark.parametrize("slips", SLIPS.values(), ids=SLIPS)
@pytest.mark.parametrize(
    ("file", "text"),
    [
        (CARD_FILE, CARD + "指标值:\n  次树: 4次\n  人数: 很多\n条目调整:\n  活东: 删除\n"),
        (CARD_FILE, CARD + "指标值:\n  次树: 4次\n"),
        (REPORT_FILE, REPORT + "  没有的: 3\n  人数: 不少\n扣分:\n  - {指标: 谁, 原因: 晚}\n"),
        (REPORT_FILE, REPORT + "  没有的: 3\n错键: 4\n"),
    ],
    ids=["card", "valid card", "report", "report with a wrong key"],
)
def test_all_that_is_told_without_the_slips_is_told_with_them(
    file: str, text: str, slips: tuple[tuple[str, str], ...], make: Make, run: Run
) -> None:
    files = {"templates/例.yaml": TEMPLATE, CARD_FILE: CARD, file: text}
    without = told(make(files), run)
    assert any(line.startswith(file) for line in without)
    slipped = text
    for right, wrong in slips:
        slipped = slipped.replace(right, wrong, 1)
    after = {line for line in told(make({file: slipped}), run) if line.startswith(file)}

    def by_line(lines: set[str]) -> set[tuple[str, str]]:
        return {(line.split(":")[1], line.split(" ")[1]) for line in lines}

    assert by_line({line for line in without if line.startswith(file)}) <= by_line(after)
    changed = {
        n
        for n, (a, b) in enumerate(zip(text.splitlines(), slipped.splitlines(), strict=True), 1)
        if a != b
    }
    assert {line.split(":")[1] for line in after} >= {str(n) for n in changed}


def test_columns_are_those_of_the_file_as_it_is(make: Make, run: Run) -> None:
    text = CARD + "指标值: {人数：40名, 次树: 4次}\n"
    root = make({"templates/例.yaml": TEMPLATE, CARD_FILE: text})
    assert told(root, run) == [f"{CARD_FILE}:6:9 TS111", f"{CARD_FILE}:6:15 TS302"]


def test_where_there_are_two_ways_to_mend_none_is_taken(make: Make, run: Run) -> None:
    text = CARD + "指标值:\n  次数: 4次\n\t人数: 40名\n"
    root = make({"templates/例.yaml": TEMPLATE, CARD_FILE: text})
    assert f"{CARD_FILE}:8:1 TS110" in told(root, run)


def test_nothing_is_written(make: Make, run: Run) -> None:
    text = CARD.replace("单位: ", "单位：")
    root = make({"templates/例.yaml": TEMPLATE, CARD_FILE: text})
    run("validate", cwd=root)
    assert (root / CARD_FILE).read_text(encoding="utf-8") == text
