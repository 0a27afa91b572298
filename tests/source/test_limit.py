"""A file of nothing but slips: told of the first thousand, the rest counted, and no long wait."""

import tracemalloc

import pytest

from conftest import Make, Run
from tuanscore.source import codes
from tuanscore.source.read import MAX_BYTES, MAX_ENTRIES, read

HEAD = "类型: 完成情况\n单位: 甲\n年度: 2014\n截至: 2014-12-31\n"
REST = 500
"""Slips beyond the thousand that are told of."""
NUMBERS = range(1000 + REST)
SLIPS = {
    "a key twice": "完成:\n  甲: 1\n" + "  甲: 1\n" * len(NUMBERS),
    "a value left out": "完成:\n" + "".join(f"  甲{n}:\n" for n in NUMBERS),
    "a reference": "完成:\n" + "".join(f"  甲{n}: *a\n" for n in NUMBERS),
    "a key nobody knows": "".join(f"键{n}: 1\n" for n in NUMBERS),
    "a wrong entry": "扣分:\n" + "  - a\n" * len(NUMBERS),
    "a wrong entry on one line": "扣分: [" + "a," * len(NUMBERS) + "]\n",
    "a wrong value": "完成:\n" + "".join(f"  甲{n}: {{错: 1}}\n" for n in NUMBERS),
}


@pytest.mark.parametrize("slips", SLIPS.values(), ids=SLIPS)
def test_the_first_thousand_are_told_and_the_rest_counted(slips: str, make: Make, run: Run) -> None:
    root = make({"templates/.keep": "", "scorecards/2014/甲.yaml": HEAD + slips})
    ran = run("validate", "--format", "concise", cwd=root)
    lines = [line for line in ran.out.splitlines() if line.startswith("scorecards/")]
    assert ran.code == 1
    assert len(lines) == 1001
    more = [line for line in lines if codes.TOO_MANY in line]
    assert len(more) == 1
    assert f"还有 {REST} 处没有列出" in more[0]


def test_errors_are_told_before_all_else(make: Make, run: Run) -> None:
    items = "".join(
        f"    - {{编号: 条{n}, 内容: '活动，'}}\n" for n in range(1100)
    )  # a warning each
    card = (
        "类型: 目标绩效指标\n单位: 共青团甲县委\n简称: 甲\n年度: 2014\n总分: 150\n部分:\n"
        f"- 名称: 职能指标\n  分值: 100\n  类别:\n  - 名称: 服务\n    条目:\n{items}"
        "- 名称: 重点工作\n  分值: 50\n  类别:\n  - 名称: 组织\n    分值: 40\n    条目:\n"
        "    - {编号: 末, 内容: 活动。}\n"
    )
    root = make({"scorecards/2014/甲.yaml": card})
    ran = run("validate", "--format", "concise", cwd=root)
    assert "TS401" in ran.out  # 重点工作 50, its only part 40
    assert ran.code == 1


@pytest.mark.parametrize("between", ["\n", "\r", "\r\n", ","])
def test_more_entries_than_any_document_has_are_not_read(between: str) -> None:
    entry = f"a{between}" if between == "," else f"- a{between}"
    text = "[" + entry * MAX_ENTRIES if between == "," else entry * MAX_ENTRIES
    document, found = read((text + entry).encode(), "大.yaml")
    assert document is None
    assert [f.code for f in found] == [codes.TOO_LARGE]
    assert "超过 100,000 行（项）" in found[0].message


def test_a_long_file_of_few_entries_is_read() -> None:
    text = f"说明: {'，' * (MAX_BYTES // 3 - 100)}\n"
    document, found = read(text.encode(), "长.yaml")
    assert document is not None
    assert found == []


def test_a_file_of_as_many_entries_as_fit_costs_little_memory() -> None:
    data = ("甲: 1\n" * (MAX_BYTES // len("甲: 1\n".encode()))).encode()
    tracemalloc.start()
    try:
        read(data, "大.yaml")
        assert tracemalloc.get_traced_memory()[1] < len(data)
    finally:
        tracemalloc.stop()
