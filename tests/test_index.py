"""What the first column of a file tells is what YAML reads there, or nothing is told."""

from pathlib import Path
from random import Random

import pytest

from conftest import CHECKOUT, Make
from tuanscore.finding import Severity
from tuanscore.model import kinds
from tuanscore.shelf import Repository
from tuanscore.shelf.index import first_column, told_by
from tuanscore.source.read import read
from tuanscore.source.tree import fold_name

PLAIN = """\
# 转录
类型: 目标绩效指标
单位: 共青团苍溪县委
简称: 苍溪
别名: [苍溪县, cangxi]
年度: 2014  # 一年
总分: 10
部分:
  - {名称: 绩效评价, 分值: 10, 计分: 评议}
"""
PIECES = [
    *"\n\t \r'\"#:-,[]{}&*!|>\\%@`?",
    *("\n  ", "\n- ", ": ", " #", "---\n", "...\n", "''", "\r\n", "\u2028", "\x85", "\ufeff"),
    *(
        "单位",
        "单位: ",
        "\n单位: 旺苍\n",
        "别名:\n- 甲\n- 乙\n",
        ">-\n  ",
        "&a ",
        "!!str ",
        "\\u5355",
    ),
    *(
        "\u200b",
        "Ｑ",
        "e\u0301",
        "\u2460",
        "~",
        "null",
        "''甲''",
        '"甲"',
        "[甲]",
        "甲, 乙",
        "甲、乙",
    ),
]


def agrees(data: bytes) -> bool:
    """Say whether nothing is told of a sound document but what it says."""
    document, findings = read(data, "x.yaml")
    told = first_column(data)
    if document is None or any(f.severity is Severity.ERROR for f in findings) or told is None:
        return True
    said = told_by(document.root)
    return {key: [*map(fold_name, values)] for key, values in told.items()} == {
        key: [*map(fold_name, values)] for key, values in said.items()
    }


def test_random_slips() -> None:
    random, told = Random(12), 0
    for _ in range(6000):
        text = PLAIN
        for _ in range(random.randint(1, 3)):
            at = random.randrange(len(text))
            text = text[:at] + random.choice(PIECES) + text[at + random.randint(0, 1) :]
        data = text.encode("utf-8", "surrogatepass")
        assert agrees(data), text
        told += first_column(data) is not None
    assert told > 1000


@pytest.mark.parametrize("file", [*CHECKOUT.glob("scorecards/**/*.yaml")], ids=lambda p: p.name)
def test_shipped_files_are_plain(file: Path) -> None:
    told = first_column(file.read_bytes())
    assert told is not None
    assert told["类型"][0] in kinds.all_by_name()
    assert agrees(file.read_bytes())


WRITTEN = {
    "as usual": "单位: 共青团苍溪县委\n简称: 苍溪\n别名: [苍溪县, CangXi]\n",
    "with 、": "单位: 共青团苍溪县委\n简称: 苍溪\n别名: ['苍溪县、CangXi', 苍溪县, cangxi]\n",
    "in a list below": "单位: 共青团苍溪县委\n简称: 苍溪\n别名:\n- 苍溪县\n\n# 又叫\n- cangxi\n",
    "escaped": '单位: "\\u5171青团苍溪县委"\n"\\u7b80称": 苍溪\n别名: [苍溪县, cangxi]\n',
    "folded": "单位: >-\n  共青团苍溪县委\n简称: 苍溪\n别名: [苍溪县,\n  cangxi]\n",
    "in other forms": "单位: 共青团苍溪县委\n简称: 苍\u200b溪\n别名: [苍溪县, ＣＡＮＧＸＩ]\n",
}


@pytest.mark.parametrize("names", WRITTEN.values(), ids=WRITTEN)
@pytest.mark.parametrize("shape", ["as it is", "indented", "with windows' line ends"])
def test_a_card_is_found_by_each_of_its_names(names: str, shape: str, make: Make) -> None:
    parts = "总分: 10\n部分:\n  - {名称: 绩效评价, 分值: 10, 计分: 评议}\n"
    text = f"类型: 目标绩效指标\n{names}年度: 2014\n{parts}"
    if shape == "indented":
        text = "".join(f"  {line}" for line in text.splitlines(keepends=True))
    elif shape != "as it is":
        text = text.replace("\n", "\r\n")
    repository = Repository(make({"scorecards/2014/x.yaml": text}))
    for name in ("共青团苍溪县委", "苍溪", "苍溪县", "cangxi"):
        found = repository.find_card(name, 2014)
        assert found is not None, name
        assert repository.find_card(name, 2015) is None
