"""Rewriting: only what was asked for changes, byte by byte, or nothing does."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thorough import times
from tuanscore.errors import TuanscoreError
from tuanscore.source.read import read
from tuanscore.source.rewrite import rewrite
from tuanscore.source.tree import Mapping, Sequence

ROOT = Path(__file__).parents[2]
SHIPPED = sorted([*ROOT.glob("templates/*.yaml"), *ROOT.glob("scorecards/**/*.yaml")])

Change = Callable[[Any], None]


def rewritten(text: str, change: Change) -> str:
    return rewrite(text.encode(), change).decode()


def put(*route: Any) -> Change:
    """Return a change that sets the value at a route (all but the last argument) to the last."""
    *steps, key, value = route

    def change(document: Any) -> None:
        for step in steps:
            document = document[step]
        document[key] = value

    return change


def drop(*route: Any) -> Change:
    *steps, key = route

    def change(document: Any) -> None:
        for step in steps:
            document = document[step]
        del document[key]

    return change


def nothing(_: Any) -> None:
    """Change nothing."""


# ---- what is not changed stays as it is ----------------------------------------------------------

ODD_LAYOUTS = [
    "甲: 1",
    "甲: 1\n\n\n",
    "\n\n# 注\n甲: 1\n",
    "---\n甲: 1\n...\n",
    "%YAML 1.1\n---\n甲: 1\n",
    "\ufeff甲: 1\r\n乙: 2\r\n",
    "甲: 1\r\n乙: 2",
    "甲: 1\r\n乙: 2\n丙: 3\r\n",
    "甲:   1    # 注\n乙: {丙: 1,   丁: 2 }     # 元\n",
    "甲:\n- 乙\n-   丙\n",
    "甲:\n    - 乙:   1\n      丙: 2\n",
    "甲:\n   - 乙\n丙:\n     丁: 1\n",
    "甲: 010\n乙: 1_000\n丙: 1303E10\n丁: 2014-02-30\n戊: ~\n己: no\n庚: 0x1F\n辛: 1.10\n",
    "甲:\n乙: null\n丙: ''\n丁: \"\"\n戊: {己: , 庚: }\n",
    "甲: |\n  一\n\n  二\n乙: >-\n  三\n  四\n丙: |2\n    五\n",
    "甲: 一\n  二\n乙: '三\n  四'\n",
    "甲: \"a\\tb\\u4e2d\"\n乙: 'it''s'\n",
    "? 甲\n: 1\n",
    "甲: [\n  1,\n  2,\n]\n",
    "# 只有注\n甲: 1\n# 末注",
    "长: " + "字" * 500 + " " + "词" * 500 + "\n",
    "甲: {}\n乙: []\n",
]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: p.name)
def test_shipped_files_come_back_byte_for_byte(path: Path) -> None:
    data = path.read_bytes()
    assert rewrite(data, nothing) == data


@pytest.mark.parametrize("text", ODD_LAYOUTS)
def test_any_layout_comes_back_byte_for_byte(text: str) -> None:
    assert rewritten(text, nothing) == text


@pytest.mark.repeated
@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: p.name)
def test_an_added_key_is_the_only_difference_in_a_shipped_file(path: Path) -> None:
    data = path.read_bytes()
    assert rewrite(data, put("备注", "查过")) == data + "备注: 查过\n".encode()


@pytest.mark.repeated
@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: p.name)
def test_every_single_value_of_a_shipped_file_can_be_changed_alone(path: Path) -> None:
    data = path.read_bytes()
    document, _ = read(data, "f")
    assert document is not None
    lines = data.decode().split("\n")
    routes = [("年度",), *_first_scalars(document.root)]
    for route in routes:
        after = rewrite(data, put(*route, "新值")).decode().split("\n")
        assert len(after) == len(lines)
        changed = [i for i, (a, b) in enumerate(zip(lines, after, strict=True)) if a != b]
        assert changed == [document.place(route).line - 1]
        assert "新值" in after[changed[0]]


def _first_scalars(node: Any, route: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the routes of one scalar in each of the first few containers."""
    entries = list(node.items() if isinstance(node, Mapping) else enumerate(node))
    found = [(*route, key) for key, value in entries if isinstance(value, str)][-1:]
    for key, value in entries[:2]:
        if isinstance(value, Mapping | Sequence):
            found += _first_scalars(value, (*route, key))
    return found


# ---- changes, worked out by hand ----------------------------------------------------------------

CARD = """\
# 转录自原件
类型: 目标绩效指标   # 一个单位
年度: 2014

指标值:
  技能比武: ≥3次   # 原来 2 次
  培训: {目标: 40名,   计分: 比例}
条目:
  # 第一条
  - 编号: '010'
    内容: 一
  # 第二条
  - 编号: b

    内容: 二
# 完
"""

CHANGES: list[tuple[str, Change, str, str]] = [
    (
        "a value, its comment kept",
        put("指标值", "技能比武", "≥4次"),
        "  技能比武: ≥3次   # 原来 2 次\n",
        "  技能比武: ≥4次   # 原来 2 次\n",
    ),
    ("a longer value", put("年度", 20145), "年度: 2014\n", "年度: 20145\n"),
    (
        "quotes stay with a value",
        put("条目", 0, "编号", "011"),
        "  - 编号: '010'\n",
        "  - 编号: '011'\n",
    ),
    (
        "an entry of a mapping in braces",
        put("指标值", "培训", "目标", "50名"),
        "  培训: {目标: 40名,   计分: 比例}\n",
        "  培训: {目标: 50名, 计分: 比例}\n",
    ),
    (
        "a new key at the end of a mapping",
        put("指标值", "圆梦", "3次"),
        "计分: 比例}\n",
        "计分: 比例}\n  圆梦: 3次\n",
    ),
    (
        "a new entry of a list of mappings",
        lambda d: d["条目"].insert(1, {"编号": "c", "内容": "三"}),
        "    内容: 一\n",
        "    内容: 一\n  - 编号: c\n    内容: 三\n",
    ),
    (
        "a removed key leaves the comment about the next one",
        drop("条目", 0, "内容"),
        "    内容: 一\n",
        "",
    ),
    (
        "a removed entry takes its own line along and no other",
        drop("指标值", "培训"),
        "  培训: {目标: 40名,   计分: 比例}\n",
        "",
    ),
    (
        "a value becomes a mapping",
        put("指标值", "技能比武", {"目标": "≥4次", "分值": Decimal("1.50")}),
        "  技能比武: ≥3次   # 原来 2 次\n",
        "  技能比武:       # 原来 2 次\n    目标: ≥4次\n    分值: 1.50\n",
    ),
]


@pytest.mark.parametrize(
    ("change", "old", "new"), [c[1:] for c in CHANGES], ids=[c[0] for c in CHANGES]
)
@pytest.mark.parametrize("manner", ["plain", "crlf", "bom", "open end"])
def test_a_change_touches_only_its_lines(change: Change, old: str, new: str, manner: str) -> None:
    def in_manner(text: str) -> str:
        if manner == "crlf":
            return text.replace("\n", "\r\n")
        if manner == "open end":
            return text.removesuffix("\n")
        return "\ufeff" + text if manner == "bom" else text

    assert CARD.count(old) == 1
    assert rewritten(in_manner(CARD), change) == in_manner(CARD.replace(old, new))


def test_a_removed_key_leaves_the_comment_below_it() -> None:
    text = "甲: 1\n# 说乙的\n乙: 2\n\n# 说丙的\n丙:\n  丁: 1\n# 说戊的\n戊: 1\n"
    assert rewritten(text, drop("甲")) == text.removeprefix("甲: 1\n")
    assert rewritten(text, drop("乙")) == text.replace("乙: 2\n", "")
    assert rewritten(text, drop("丙")) == text.replace("丙:\n  丁: 1\n", "")


def test_a_new_key_goes_above_the_comment_about_the_next_section() -> None:
    text = "甲:\n  乙: 1\n\n# 说丙的\n丙:\n  丁: 1\n# 末注\n"
    expected = text.replace("  乙: 1\n", "  乙: 1\n  新: 2\n")
    assert rewritten(text, put("甲", "新", 2)) == expected
    expected = text.replace("  丁: 1\n", "  丁: 1\n  新: 2\n")
    assert rewritten(text, put("丙", "新", 2)) == expected


def test_what_looks_like_a_comment_in_a_text_is_text() -> None:
    text = "甲: |\n  # 一\n\n  # 二\n乙: 1\n"
    assert rewritten(text, put("丙", 2)) == text + "丙: 2\n"
    assert rewritten(text.removesuffix("乙: 1\n"), put("丙", 2)) == text.replace("乙: 1", "丙: 2")
    assert rewritten(text, drop("甲")) == "乙: 1\n"


def test_lists_keep_the_layout_of_their_file() -> None:
    def append(document: Any) -> None:
        document["甲"].append("丁")

    assert rewritten("甲:\n- 乙\n- 丙\n", append) == "甲:\n- 乙\n- 丙\n- 丁\n"
    assert rewritten("甲:\n  - 乙\n  - 丙\n", append) == "甲:\n  - 乙\n  - 丙\n  - 丁\n"
    assert rewritten("甲:\n    - 乙\n", append) == "甲:\n    - 乙\n    - 丁\n"


def test_lines_that_ruamel_lays_out_anew_stay_as_they_are() -> None:
    text = '---\n甲: {乙: 1,   丙: [1,2]}\n丁: 1\n戊: "\\u4e2d"\n己:   庚\n'
    assert rewritten(text, put("丁", 2)) == text.replace("丁: 1", "丁: 2")


def test_mixed_line_ends_stay_mixed() -> None:
    text = "甲: 1\r\n乙: 2\n丙: 3\r\n"
    assert rewritten(text, put("丙", 4)) == "甲: 1\r\n乙: 2\n丙: 4\r\n"


def test_a_file_that_cannot_be_matched_line_by_line_is_laid_out_anew_but_means_the_same() -> None:
    # ruamel joins the three lines; the change lies among them.
    text = "甲: 一\n  二\n  三\n乙: '四\n  五'\n丙: 1\n"
    assert rewritten(text, put("乙", "六")) == "甲: 一 二 三\n乙: '六'\n丙: 1\n"


def test_a_file_of_two_layouts_is_laid_out_anew_where_a_line_would_not_fit_in() -> None:
    def append(document: Any) -> None:
        document["甲"].append("己")
        document["丁"].append("己")

    text = "甲:\n  - 乙\n丁:\n- 戊\n"
    document, _ = read(rewrite(text.encode(), append), "f")
    assert document is not None
    assert document.root == {"甲": ["乙", "己"], "丁": ["戊", "己"]}


VALUES: list[tuple[Any, str]] = [
    ("甲", "甲"),
    ("≥3次", "≥3次"),
    ("19", "19"),
    ("1.43", "1.43"),
    ("50000.00", "50000.00"),
    ("2014-12-31", "2014-12-31"),
    ("97%", "97%"),
    # What other programs would take for something else is quoted.
    ("010", "'010'"),
    ("1_000", "'1_000'"),
    ("1,000", "'1,000'"),
    ("1303E10", "'1303E10'"),
    ("0x1F", "'0x1F'"),
    ("12:30", "'12:30'"),
    ("no", "'no'"),
    ("Yes", "'Yes'"),
    ("~", "'~'"),
    ("null", "'null'"),
    (".nan", "'.nan'"),
    ("-5", "'-5'"),
    ("130303210YA09YBACA1M9", "130303210YA09YBACA1M9"),
    # What YAML itself would take for something else is quoted by it.
    (">5", "'>5'"),
    ("- 甲", "'- 甲'"),
    ("{甲}次", "'{甲}次'"),
    ("甲: 乙", "'甲: 乙'"),
    ("甲 #乙", "'甲 #乙'"),
    ("", "''"),
    ("it's", "it's"),
    (19, "19"),
    (Decimal("0.50"), "0.50"),
    (date(2014, 2, 1), "2014-02-01"),
    (True, "true"),
    (False, "false"),
    (None, ""),
    ([], "[]"),
    ({}, "{}"),
]


@pytest.mark.parametrize(("value", "written"), VALUES)
def test_how_new_values_are_written(value: Any, written: str) -> None:
    expected = f"旧: 1\n新: {written}".rstrip() + "\n"
    assert rewritten("旧: 1\n", put("新", value)) == expected


@pytest.mark.parametrize(("value", "written"), VALUES)
def test_how_new_values_are_written_in_braces(value: Any, written: str) -> None:
    text = rewritten("旧: {甲: 1}\n", put("旧", "新", value))
    document, _ = read(text.encode(), "f")
    assert document is not None
    if isinstance(value, list | dict) or value is None:
        assert document.root == {"旧": {"甲": "1", "新": value}}
    else:
        assert document.root == {"旧": {"甲": "1", "新": written.strip("'") or value}}


def test_nothing_in_braces_stays_nothing() -> None:
    text = "甲: {乙: , 丙: 1}\n"
    assert rewritten(text, put("甲", "丙", 2)) == "甲: {乙: , 丙: 2}\n"


@settings(max_examples=times(50), deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), max_size=20))
def test_any_text_that_is_put_in_is_read_back(text: str) -> None:
    data = rewrite("甲: 1\n乙: {丙: 1}\n".encode(), lambda d: d.update({"丁": text}))
    data = rewrite(data, put("乙", "戊", text))
    document, _ = read(data, "f")
    assert document is not None
    told = normalize("NFC", text)  # as everything is read
    assert document.root == {"甲": "1", "乙": {"丙": "1", "戊": told}, "丁": told}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("甲: 1\n乙\n丙: 1\n".encode(), "YAML 错误"),
        ("甲: 1\n甲: 2\n".encode(), "YAML 错误"),
        ("甲: *x\n".encode(), "YAML 错误"),
        ("甲: 1\n---\n乙: 1\n".encode(), "YAML 错误"),
        ("甲: \x01\n".encode(), "YAML 错误"),
        ("甲: 1\n".encode("gbk"), "UTF-8"),
    ],
)
def test_a_file_with_errors_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(TuanscoreError) as caught:
        rewrite(data, nothing)
    assert message in caught.value.message
    assert "没有改动" in caught.value.message
    assert "validate" in caught.value.hint
