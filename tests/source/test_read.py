"""Reading: every finding at its exact place, every scalar as it was written, and never a crash."""

import codecs
import os
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from thorough import times
from tuanscore.finding import Finding, Place, Severity
from tuanscore.source import codes
from tuanscore.source.read import MAX_BYTES, read, read_file
from tuanscore.source.tree import Document, Mapping, walk

ROOT = Path(__file__).parents[2]
SHIPPED = sorted([*ROOT.glob("templates/*.yaml"), *ROOT.glob("scorecards/**/*.yaml")])

Expected = tuple[str, int, int, str, str]
"""Code, line, column, a word of the message, a word of the hint."""


def findings(data: str | bytes) -> list[Finding]:
    return read(data.encode() if isinstance(data, str) else data, "文件.yaml")[1]


def tree(data: str | bytes) -> Any:
    document, found = read(data.encode() if isinstance(data, str) else data, "文件.yaml")
    assert found == []
    assert document is not None
    return document.root


def assert_found(found: Sequence[Finding], expected: Sequence[Expected]) -> None:
    assert [(f.code, f.place) for f in found] == [
        (code, Place("文件.yaml", line, column)) for code, line, column, _, _ in expected
    ]
    for finding, (_, _, _, message, hint) in zip(found, expected, strict=True):
        assert message in finding.message
        assert hint in finding.hint
        assert finding.severity is Severity.ERROR


# ---- what YAML reads but nobody means: the document arrives, with findings ----------------------

READABLE: list[tuple[str, str, list[Expected]]] = [
    (
        "same key twice",
        "类型: 甲\n年度: 2014\n类型: 乙\n",
        [(codes.DUPLICATE_KEY, 3, 1, "“类型”写了两次，第一次在第 1 行", "留一个")],
    ),
    (
        "same key three times",
        "甲: 1\n甲: 2\n甲: 3\n",
        [
            (codes.DUPLICATE_KEY, 2, 1, "第一次在第 1 行", "删一个"),
            (codes.DUPLICATE_KEY, 3, 1, "第一次在第 1 行", "删一个"),
        ],
    ),
    (
        "same key deep in a list",
        "部分:\n  - 名称: 甲\n    分值: 1\n    名称: 乙\n",
        [(codes.DUPLICATE_KEY, 4, 5, "“名称”写了两次，第一次在第 2 行", "留一个")],
    ),
    (
        "same key in braces",
        "目标: {甲: 1, 甲: 2}\n",
        [(codes.DUPLICATE_KEY, 1, 12, "“甲”", "没有采用")],
    ),
    (
        "full-width brackets, then half-width",
        "分值（一）: 1\n分值(一): 2\n",
        [(codes.DUPLICATE_KEY, 2, 1, "与“分值（一）”只有全角半角或看不见的字符不同", "留一个")],
    ),
    (
        "half-width brackets, then full-width",
        "分值(一): 1\n其他: 0\n分值（一）: 2\n",
        [(codes.DUPLICATE_KEY, 3, 1, "与“分值(一)”只有全角半角", "留一个")],
    ),
    (
        "composed, then decomposed",
        "Caf\u00e9: 1\nCafe\u0301: 2\n",
        [(codes.DUPLICATE_KEY, 2, 1, "“Caf\u00e9”写了两次，第一次在第 1 行", "留一个")],
    ),
    (
        "decomposed, then composed",
        "Cafe\u0301: 1\nCaf\u00e9: 2\n",
        [(codes.DUPLICATE_KEY, 2, 1, "“Caf\u00e9”写了两次，第一次在第 1 行", "留一个")],
    ),
    (
        "zero-width space inside",
        "分值: 1\n分\u200b值: 2\n",
        [(codes.DUPLICATE_KEY, 2, 1, "看不见的字符", "留一个")],
    ),
    (
        "a plain twin after an odd key of another name",
        "ＡＢ: 1\n甲: 1\n甲: 2\n",
        [(codes.DUPLICATE_KEY, 3, 1, "“甲”写了两次，第一次在第 2 行", "留一个")],
    ),
    (
        "anchor and alias",
        "甲: &x 1\n乙: *x\n",
        [
            (codes.ALIAS, 1, 4, "不能用锚点 &x", "加引号"),
            (codes.ALIAS, 2, 4, "不能用引用 *x", "照写一遍"),
        ],
    ),
    (
        "alias without an anchor, in a list",
        "甲:\n  - *x\n",
        [(codes.ALIAS, 2, 5, "*x", "照写一遍")],
    ),
    (
        "anchor on a mapping and on a list",
        "甲: &m {乙: 1}\n丙: &s [1]\n",
        [(codes.ALIAS, 1, 4, "&m", "加引号"), (codes.ALIAS, 2, 4, "&s", "加引号")],
    ),
    ("anchor on a key", "&k 甲: 1\n", [(codes.ALIAS, 1, 1, "&k", "加引号")]),
    ("alias as a key", "甲: 1\n*k : 2\n", [(codes.ALIAS, 2, 1, "*k", "照写一遍")]),
    (
        "merge key",
        "甲:\n  <<: *x\n  乙: 1\n",
        [
            (codes.ALIAS, 2, 7, "*x", "照写一遍"),
            (codes.ALIAS, 2, 3, "合并键 <<", "模板"),
        ],
    ),
    ("a tag of YAML's own", "甲: !!int 5\n", [(codes.TAG, 1, 4, "不能用标签 !!int", "加引号")]),
    ("a local tag", "甲:\n  - !x y\n", [(codes.TAG, 2, 5, "!x", "加引号")]),
    ("a tag on a mapping", "甲: !m {乙: 1}\n", [(codes.TAG, 1, 4, "!m", "加引号")]),
    ("a tag on a key", "!k 甲: 1\n", [(codes.TAG, 1, 1, "!k", "加引号")]),
    (
        "a second document",
        "甲: 1\n---\n甲: 2\n",
        [(codes.SEVERAL_DOCUMENTS, 2, 1, "只读了第一份", "一份文档一个文件")],
    ),
    (
        "three documents, reported once",
        "---\n甲: 1\n---\n甲: 2\n---\n甲: 3\n",
        [(codes.SEVERAL_DOCUMENTS, 3, 1, "不止一份", "---")],
    ),
    (
        "> and a digit",
        "目标: >5\n分值: 1\n",
        [(codes.BLOCK_SCALAR, 1, 5, ">5 没有加引号", "'>5'，或用 ≥")],
    ),
    (
        "> and a digit, with a comment, deeper",
        "考核点:\n  甲: >5 # 次\n  乙: 3次\n",
        [(codes.BLOCK_SCALAR, 2, 6, ">5", "'>5'")],
    ),
    ("| and a digit", "目标: |5\n", [(codes.BLOCK_SCALAR, 1, 5, "|5 没有加引号", "'|5'")]),
    ("> alone", "甲: 1\n目标: >\n乙: 1\n", [(codes.BLOCK_SCALAR, 2, 5, "没有文字", "缩进")]),
    ("> and a digit in a list", "甲:\n  - >5\n", [(codes.BLOCK_SCALAR, 2, 5, ">5", "'>5'")]),
    (
        "nothing after the colon",
        "类型:\n年度: 1\n",
        [(codes.EMPTY, 1, 4, "“类型”后面没有填写", "填上")],
    ),
    ("a comment after the colon", "甲: # 注\n", [(codes.EMPTY, 1, 3, "“甲”", "填上")]),
    ("nothing at the end of the file", "甲: 1\n乙:", [(codes.EMPTY, 2, 3, "“乙”", "删掉")]),
    ("nothing in braces", "甲: {乙: , 丙: 1}\n", [(codes.EMPTY, 1, 8, "“乙”", "填上")]),
    ("a word alone in braces", "甲: {乙}\n", [(codes.EMPTY, 1, 6, "“乙”", "填上")]),
    ("nothing after a dash", "甲:\n  -\n  - 乙\n", [(codes.EMPTY, 2, 4, "“-”", "填上")]),
    (
        "a text over two lines",
        "内容: 第一行\n  第二行\n",
        [(codes.FOLDED, 1, 5, "跨了几行", "用 | 另起一段")],
    ),
    (
        "a text over two lines with an empty one between",
        "内容: 第一行\n\n  第二行\n",
        [(codes.FOLDED, 1, 5, "跨了几行", "用 |")],
    ),
    (
        "quoted over two lines",
        "甲: 1\n内容: '第一行\n  第二行'\n",
        [(codes.FOLDED, 2, 5, "跨了几行", "写在一行里")],
    ),
    (
        "quoted over two lines that join without a blank",
        '内容: "第一行\\\n  第二行"\n',
        [(codes.FOLDED, 1, 5, "跨了几行", "写在一行里")],
    ),
    (
        "dashes without a blank",
        "别名:\n  -甲\n  -乙\n",
        [(codes.FOLDED, 2, 3, "跨了几行", "“-”后面要有一个空格")],
    ),
    (
        "full-width colon in braces: the value is taken for a part of the key",
        "甲: {名称：乙}\n",
        [(codes.FULL_WIDTH_COLON, 1, 7, "“名称”后面是全角冒号", "“名称: ”")],
    ),
    (
        "full-width colon in quotes in braces",
        "甲: {丙: 1, '名称：乙'}\n",
        [(codes.FULL_WIDTH_COLON, 1, 14, "“名称”后面是全角冒号", "“名称: ”")],
    ),
    ("a list as a key", "? [甲]\n: 1\n", [(codes.ODD_KEY, 1, 3, "键只能是一个词", "括号")]),
    (
        "double braces are reported once",
        "甲: {{乙}}\n",
        [(codes.ODD_KEY, 1, 5, "键只能是一个词", "括号")],
    ),
    ("an empty key", "甲: 1\n'': 2\n", [(codes.ODD_KEY, 2, 1, "没有键", "补上")]),
    ("a question mark without a key", "?\n: 2\n", [(codes.ODD_KEY, 1, 2, "没有键", "补上")]),
]


@pytest.mark.parametrize(
    ("text", "expected"), [(t, e) for _, t, e in READABLE], ids=[n for n, _, _ in READABLE]
)
def test_what_yaml_reads_and_nobody_means(text: str, expected: list[Expected]) -> None:
    document, found = read(text.encode(), "文件.yaml")
    assert document is not None
    assert_found(found, expected)


def test_of_a_key_written_twice_the_first_counts() -> None:
    document, _ = read("甲: 1\n分值（一）: 2\n甲: 3\n分值(一): 4\n".encode(), "f")
    assert document is not None
    assert document.root == {"甲": "1", "分值（一）": "2"}


def test_what_has_no_place_in_a_tree_is_left_out() -> None:
    text = "甲:\n  <<: *x\n  {乙: 1}: 2\n  丙: 3\n丁: {戊：己}\n"
    document, _ = read(text.encode(), "f")
    assert document is not None
    assert document.root == {"甲": {"丙": "3"}, "丁": {}}


def zipped(name: str) -> bytes:
    """Return an archive that holds one file."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr(name, "一")
    return made.getvalue()


# ---- what YAML cannot read, or is no table: findings alone --------------------------------------

UNREADABLE: list[tuple[str, str | bytes, list[Expected]]] = [
    # Full-width colons
    (
        "every colon full-width",
        "类型：甲\n年度：2014\n",
        [
            (codes.FULL_WIDTH_COLON, 1, 3, "“类型”后面是全角冒号", "“类型: ”"),
            (codes.FULL_WIDTH_COLON, 2, 3, "“年度”后面是全角冒号", "“年度: ”"),
        ],
    ),
    (
        "one full-width colon among others",
        "类型: 甲\n年度：2014\n单位: 乙\n",
        [(codes.FULL_WIDTH_COLON, 2, 3, "“年度”后面是全角冒号", "“年度: ”")],
    ),
    (
        "full-width colon in the last line",
        "类型: 甲\n年度：2014",
        [(codes.FULL_WIDTH_COLON, 2, 3, "“年度”", "“年度: ”")],
    ),
    (
        "full-width colon in a list",
        "部分:\n  - 名称：甲\n    分值: 5\n",
        [(codes.FULL_WIDTH_COLON, 2, 7, "“名称”", "“名称: ”")],
    ),
    (
        "full-width colon in the second entry of a list",
        "部分:\n  - 名称: 甲\n    分值：5\n    计分: 扣分\n",
        [(codes.FULL_WIDTH_COLON, 3, 7, "“分值”", "“分值: ”")],
    ),
    (
        "a colon without a blank",
        "类型: 甲\n年度:2014\n单位: 乙\n",
        [(codes.SYNTAX, 2, 3, "“年度:”后面少一个空格", "“年度: 2014”")],
    ),
    (
        "a colon without a blank in the first line",
        "年度:2014\n单位: 乙\n",
        [(codes.SYNTAX, 1, 3, "“年度:”后面少一个空格", "“年度: 2014”")],
    ),
    # Indentation
    (
        "indented with a tab",
        "部分:\n\t名称: 甲\n",
        [(codes.ODD_INDENTATION, 2, 1, "制表符（Tab）", "半角空格")],
    ),
    (
        "indented with blanks and a tab",
        "部分:\n  甲: 1\n  \t乙: 1\n",
        [(codes.ODD_INDENTATION, 3, 3, "制表符（Tab）", "半角空格")],
    ),
    (
        "indented with full-width spaces",
        "部分:\n\u3000\u3000- 名称: 甲\n\u3000\u3000  分值: 5\n",
        [
            (codes.ODD_INDENTATION, 2, 1, "全角空格", "半角空格"),
            (codes.ODD_INDENTATION, 3, 1, "全角空格", "半角空格"),
        ],
    ),
    (
        "indented with U+00A0",
        "部分:\n  - 名称: 甲\n\u00a0\u00a0\u00a0\u00a0分值: 5\n",
        [(codes.ODD_INDENTATION, 3, 1, "U+00A0", "半角空格")],
    ),
    (
        "indented with a full-width space after half-width ones",
        "甲:\n  乙: 1\n  \u3000丙: 2\n",
        [(codes.ODD_INDENTATION, 3, 3, "全角空格", "半角空格")],
    ),
    (
        "a tab inside braces over two lines, which YAML allows",
        "甲: {乙: 1,\n\t丙: 2}\n",
        [(codes.ODD_INDENTATION, 2, 1, "制表符（Tab）", "半角空格")],
    ),
    (
        "odd blanks after a text in block style that may have them",
        "甲:\n  - 说明: |\n      \u3000段\n\u3000\u3000乙: 1\n",
        [(codes.ODD_INDENTATION, 4, 1, "全角空格", "半角空格")],
    ),
    (
        "a comment indented with a tab where YAML minds",
        "甲: 1\n\t# 注\n",
        [(codes.ODD_INDENTATION, 2, 1, "制表符（Tab）", "半角空格")],
    ),
    (
        "a comment indented with a full-width space, to YAML a text",
        "甲: 1\n\u3000# 注\n乙: 1\n",
        [(codes.ODD_INDENTATION, 2, 1, "全角空格", "半角空格")],
    ),
    (
        "a paragraph indented with full-width spaces only",
        "说明: |\n\u3000\u3000正文\n",
        [(codes.ODD_INDENTATION, 2, 1, "全角空格", "半角空格")],
    ),
    (
        "keys out of line",
        "甲:\n  乙: 1\n 丙: 2\n",
        [(codes.SYNTAX, 3, 2, "缩进没有对齐", "左对齐")],
    ),
    (
        "dashes out of line",
        "甲:\n  - 1\n - 2\n",
        [(codes.SYNTAX, 3, 2, "缩进没有对齐", "左对齐")],
    ),
    (
        "a key below a value, indented",
        "甲: 1\n  乙: 2\n",
        [(codes.SYNTAX, 2, 4, "多了一个冒号，或者缩进", "左对齐")],
    ),
    ("a list below a key with a value", "甲: 1\n- 乙\n", [(codes.SYNTAX, 2, 1, "缩进", "左对齐")]),
    ("a key below a list", "- 甲\n乙: 1\n", [(codes.SYNTAX, 2, 1, "列表的缩进", "左对齐")]),
    ("the first key is indented", "  甲: 1\n乙: 2\n", [(codes.SYNTAX, 2, 1, "多出一段", "缩进")]),
    # Block scalars that were none
    (
        "> with a unit",
        "目标: >5次\n分值: 1\n",
        [(codes.BLOCK_SCALAR, 1, 5, ">5次 没有加引号", "'>5次'，或用 ≥")],
    ),
    ("> and a blank", "目标: > 5\n", [(codes.BLOCK_SCALAR, 1, 5, "> 5 没有加引号", "'> 5'")]),
    (
        ">= in a list",
        "甲: 1\n乙:\n  - >=5次\n",
        [(codes.BLOCK_SCALAR, 3, 5, ">=5次 没有加引号", "'>=5次'，或用 ≥")],
    ),
    ("| and text", "目标: |甲\n", [(codes.BLOCK_SCALAR, 1, 5, "|甲 没有加引号", "'|甲'")]),
    (
        "> in braces",
        "甲: {目标: >5}\n",
        [(codes.SYNTAX, 1, 9, "不能放在值的开头", "加引号")],
    ),
    # Quotes, brackets, signs
    ("a quote without its end", "甲: '乙\n丙: 1\n", [(codes.SYNTAX, 1, 4, "引号没有结束", "成对")]),
    ("a double quote without its end", '甲: "乙', [(codes.SYNTAX, 1, 4, "引号没有结束", "成对")]),
    (
        "a quote that ends in the next document",
        "甲: '乙\n---\n丙: 1\n",
        [(codes.SYNTAX, 1, 4, "引号没有结束", "成对")],
    ),
    (
        "text after a quote",
        "甲: '乙'丙\n",
        [(codes.SYNTAX, 1, 7, "右引号后面还有文字", "加一对引号")],
    ),
    (
        "a text that begins with a brace",
        "内容: {技能比武}次\n",
        [(codes.SYNTAX, 1, 11, "右括号后面还有文字", "加一对引号")],
    ),
    ("a bracket too many", "甲: [乙]]\n", [(codes.SYNTAX, 1, 7, "右括号后面", "引号")]),
    (
        "a brace without its end",
        "甲: {乙: 1\n丙: 2\n",
        [(codes.SYNTAX, 1, 4, "花括号里缺少", "半角逗号")],
    ),
    (
        "a full-width comma in braces",
        "甲: {乙: 1，丙: 2}\n",
        [(codes.SYNTAX, 1, 11, "花括号里缺少逗号", "半角逗号")],
    ),
    (
        "a bracket without its end",
        "甲: [乙\n丙: 2\n",
        [(codes.SYNTAX, 1, 4, "方括号里缺少", "半角逗号")],
    ),
    (
        "a colon and a question mark in braces",
        "{甲:?: 1}\n",
        [(codes.SYNTAX, 1, 3, "冒号", "引号")],
    ),
    ("a comma at the start", "甲: ,乙\n", [(codes.SYNTAX, 1, 4, "缺少内容", "括号")]),
    ("an escape that is none", '甲: "\\q"\n', [(codes.SYNTAX, 1, 5, "反斜线", "单引号")]),
    ("a half escape", '甲: "\\xZZ"\n', [(codes.SYNTAX, 1, 7, "反斜线", "单引号")]),
    ("@ at the start", "甲: @乙\n", [(codes.SYNTAX, 1, 4, "不能放在值的开头", "加引号")]),
    ("% at the start", "甲: %5\n", [(codes.SYNTAX, 1, 4, "不能放在值的开头", "加引号")]),
    ("% at the start of the file", "%甲\n", [(codes.SYNTAX, 1, 2, "% 不能放在", "加引号")]),
    ("* alone", "甲: *\n", [(codes.SYNTAX, 1, 5, "& 或 * 不能放在", "加引号")]),
    ("& and Chinese", "甲: &名 1\n", [(codes.SYNTAX, 1, 5, "& 或 * 不能放在", "加引号")]),
    ("! and Chinese", "甲: !重要\n", [(codes.SYNTAX, 1, 5, "! 不能放在", "加引号")]),
    ("! with an unknown handle", "甲: !e!x 1\n", [(codes.SYNTAX, 1, 4, "! 不能放在", "加引号")]),
    ("? at the start", "甲: ? 乙\n", [(codes.SYNTAX, 1, 4, "? 不能放在", "加引号")]),
    ("a dash as a value", "甲: - 乙\n", [(codes.SYNTAX, 1, 4, "“- ” 不能写在这里", "另起一行")]),
    ("two colons", "甲: 乙: 丙\n", [(codes.SYNTAX, 1, 5, "多了一个冒号", "加引号")]),
    ("no colon", "甲: 1\n乙\n丙: 1\n", [(codes.SYNTAX, 2, 1, "缺少冒号", "半角冒号")]),
    ("no key in braces", "甲: {: 1}\n", [(codes.ODD_KEY, 1, 5, "没有键", "补上")]),
    ("no second key in braces", "{甲: 1, : 1}\n", [(codes.ODD_KEY, 1, 8, "没有键", "补上")]),
    ("no key", "甲: 1\n: 2\n", [(codes.ODD_KEY, 2, 1, "没有键", "补上键")]),
    ("after the end", "甲: 1\n...\n乙: 1\n", [(codes.SYNTAX, 3, 1, "已经结束", "缩进")]),
    ("another YAML", "%YAML 3.0\n---\n甲: 1\n", [(codes.SYNTAX, 1, 1, "YAML 版本", "%YAML")]),
    (
        "what was found before an error stays",
        "甲: 1\n甲: 2\n乙: &x 1\n丙\n",
        [
            (codes.DUPLICATE_KEY, 2, 1, "“甲”", "留一个"),
            (codes.ALIAS, 3, 4, "&x", "加引号"),
            (codes.SYNTAX, 4, 1, "缺少冒号", "半角冒号"),
        ],
    ),
    (
        "a complaint without a cure of its own",
        "%YAML 1.1\n%YAML 1.1\n---\n甲: 1\n",
        [(codes.SYNTAX, 2, 1, "found duplicate %YAML directive", "检查")],
    ),
    # Control characters
    ("a control character", "甲: 1\n乙: 丙\x01\n", [(codes.SYNTAX, 2, 5, "U+0001", "删掉")]),
    ("a NUL", "甲: \x00\n", [(codes.SYNTAX, 1, 4, "U+0000", "删掉")]),
    ("DEL after a zero-width space", "甲\u200b: \x7f\n", [(codes.SYNTAX, 1, 5, "U+007F", "删掉")]),
    # No table
    ("an empty file", b"", [(codes.NOT_A_MAPPING, 1, 1, "空的", "类型")]),
    ("blanks only", "  \n\n", [(codes.NOT_A_MAPPING, 1, 1, "空的", "类型")]),
    ("comments only", "# 甲\n# 乙\n", [(codes.NOT_A_MAPPING, 1, 1, "空的", "类型")]),
    ("a document start only", "---\n", [(codes.NOT_A_MAPPING, 1, 1, "空的", "类型")]),
    ("a byte order mark only", codecs.BOM_UTF8, [(codes.NOT_A_MAPPING, 1, 1, "空的", "类型")]),
    ("a list", "- 甲\n- 乙\n", [(codes.NOT_A_MAPPING, 1, 1, "列表", "类型")]),
    ("a text", "你好\n", [(codes.NOT_A_MAPPING, 1, 1, "一段文字", "类型")]),
    ("a null", "~\n", [(codes.NOT_A_MAPPING, 1, 1, "一段文字", "类型")]),
    ("dashes without a blank", "-甲\n-乙\n", [(codes.NOT_A_MAPPING, 1, 1, "一段文字", "类型")]),
    ("an alias", "*x\n", [(codes.ALIAS, 1, 1, "*x", "照写一遍")]),
    # Encodings
    (
        "GBK from the first character on",
        "类型: 目标绩效指标\n".encode("gbk"),
        [(codes.NOT_UTF8, 1, 1, "看起来是 GBK", "iconv -f GBK")],
    ),
    (
        "GBK further down",
        "# ok\nname: 类型\n".encode("gbk"),
        [(codes.NOT_UTF8, 2, 7, "看起来是 GBK", "另存为")],
    ),
    (
        "UTF-16 with its mark",
        "类型: 甲\n".encode("utf-16"),
        [(codes.NOT_UTF8, 1, 1, "看起来是 UTF-16", "iconv -f UTF-16")],
    ),
    (
        "UTF-16 without its mark",
        "类型: 甲\n".encode("utf-16-le"),
        [(codes.NOT_UTF8, 1, 1, "看起来是 UTF-16LE", "iconv -f UTF-16LE")],
    ),
    (
        "UTF-16 without its mark, the other way round",
        "类型: 甲\n".encode("utf-16-be"),
        [(codes.NOT_UTF8, 1, 1, "看起来是 UTF-16BE", "另存为")],
    ),
    (
        "UTF-16 that is UTF-8 as well",
        "name: 1\n".encode("utf-16-le"),
        [(codes.NOT_UTF8, 1, 1, "看起来是 UTF-16LE", "另存为")],
    ),
    # No texts
    (
        "an old office file",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504),
        [(codes.NOT_UTF8, 1, 1, "这是旧版 Excel、Word 或 WPS 的文件，不是文字", "tuanscore new")],
    ),
    (
        "a workbook",
        zipped("xl/workbook.xml"),
        [(codes.NOT_UTF8, 1, 1, "这是 Excel 文件（.xlsx），不是文字文件", "另存为都不行")],
    ),
    (
        "a document",
        zipped("word/document.xml"),
        [(codes.NOT_UTF8, 1, 1, "这是 Word 文件（.docx），不是文字文件", "另存为都不行")],
    ),
    (
        "an archive",
        zipped("名单.txt"),
        [(codes.NOT_UTF8, 1, 1, "这是压缩包，不是文字文件", "放错了文件")],
    ),
    (
        "a PDF",
        b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n",
        [(codes.NOT_UTF8, 1, 1, "这是 PDF 文件，不是文字文件", "另存为都不行")],
    ),
    (
        "a program",
        b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\0\x3e\0\x01\0\0\0\xd0\x6a\0\0",
        [(codes.NOT_UTF8, 1, 1, "这不是文字文件", "放错了文件")],
    ),
    (
        "what was left of a file after a power cut",
        bytes(512),
        [(codes.NOT_UTF8, 1, 1, "这不是文字文件", "放错了文件")],
    ),
    (
        "Latin-1",
        "name: café\n".encode("latin-1"),
        [(codes.NOT_UTF8, 1, 10, "不是 UTF-8", "另存为")],
    ),
    (
        "UTF-8 with two bytes missing, which GBK could read",
        "甲乙: 丙丁".encode()[:-2],
        [(codes.NOT_UTF8, 1, 6, "不是 UTF-8 编码的字节", "乱码")],
    ),
    (
        "UTF-8 with a byte missing",
        "甲: 乙丙".encode()[:-1],
        [(codes.NOT_UTF8, 1, 5, "不是 UTF-8 编码的字节", "乱码")],
    ),
]


@pytest.mark.parametrize(
    ("data", "expected"), [(t, e) for _, t, e in UNREADABLE], ids=[n for n, _, _ in UNREADABLE]
)
def test_what_cannot_be_read(data: str | bytes, expected: list[Expected]) -> None:
    document, found = read(data.encode() if isinstance(data, str) else data, "文件.yaml")
    assert document is None
    assert_found(found, expected)


def test_only_the_first_twenty_lines_with_full_width_colons_are_reported() -> None:
    found = findings("".join(f"键{i}：值\n" for i in range(30)))
    assert [f.place.line for f in found] == list(range(1, 21))


# ---- bounds -------------------------------------------------------------------------------------


def test_fifty_levels_are_read_and_fifty_one_are_not() -> None:
    # The top is level 1; the brackets are levels 2 to 50, then 2 to 51.
    assert findings("甲: " + "[" * 49 + "乙" + "]" * 49) == []
    document, found = read(("甲: " + "[" * 50 + "乙" + "]" * 50).encode(), "文件.yaml")
    assert document is None
    assert_found(found, [(codes.TOO_DEEP, 1, 53, "嵌套超过 50 层", "缩进或括号")])


def test_a_bomb_of_brackets_is_refused_like_any_other_depth() -> None:
    (found,) = findings("甲: " + "{乙: " * 100_000)
    assert (found.code, found.place.column) == (codes.TOO_DEEP, 4 + 4 * 49)


def test_four_mebibytes_are_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    data = "甲: 1\n".encode()
    data += b"#" * (MAX_BYTES - len(data))
    path = tmp_path / "大.yaml"
    path.write_bytes(data)
    assert read(data, "大.yaml")[1] == []
    assert read_file(path, "大.yaml")[1] == []
    path.write_bytes(data + b"#")
    expected = (codes.TOO_LARGE, Place("大.yaml", 1, 1))
    for document, found in (read(data + b"#", "大.yaml"), read_file(path, "大.yaml")):
        assert document is None
        assert [(f.code, f.place) for f in found] == [expected]
        assert "超过 4 MiB" in found[0].message
        assert "放错了文件" in found[0].hint


def test_many_odd_keys_and_empty_blocks_cost_no_more_than_others() -> None:
    # Either of these once took time in the square of its length.
    lines = [f"键（{i}）: 1\n" for i in range(20_000)]
    assert findings("".join(lines)) == []
    found = findings("".join(f"键{i}: >5\n" for i in range(5_000)))
    assert [f.place.line for f in found] == [*range(1, 1001), 1001]
    assert [f.code for f in found[-2:]] == [codes.BLOCK_SCALAR, codes.TOO_MANY]
    assert "至少还有 4000 处没有列出" in found[-1].message


# ---- files --------------------------------------------------------------------------------------


def test_a_file_is_called_by_the_name_it_is_given(tmp_path: Path) -> None:
    path = tmp_path / "甲.yaml"
    path.write_text("甲: 1\n", encoding="utf-8")
    document, found = read_file(path, "scorecards/甲.yaml")
    assert found == []
    assert document is not None
    assert document.file == "scorecards/甲.yaml"
    assert document.place(("甲",)) == Place("scorecards/甲.yaml", 1, 4)


def test_a_missing_file(tmp_path: Path) -> None:
    document, found = read_file(tmp_path / "无.yaml", "文件.yaml")
    assert document is None
    assert_found(found, [(codes.UNREADABLE, 1, 1, "没有这个文件", "检查文件是否存在")])


def test_a_folder(tmp_path: Path) -> None:
    document, found = read_file(tmp_path, "文件.yaml")
    assert document is None
    assert_found(found, [(codes.UNREADABLE, 1, 1, "这是一个文件夹", "检查")])


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "甲.yaml"
    path.write_text("甲: 1\n", encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    document, found = read_file(path, "文件.yaml")
    assert document is None
    assert_found(found, [(codes.UNREADABLE, 1, 1, "没有权限", "权限是否够")])


def test_an_error_of_the_system_that_has_no_name_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "甲.yaml"
    path.write_text("甲: 1\n", encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise OSError("磁盘坏了")

    monkeypatch.setattr(os, "open", refuse)
    _, found = read_file(path, "文件.yaml")
    assert_found(found, [(codes.UNREADABLE, 1, 1, "磁盘坏了", "检查")])


# ---- scalars arrive as written ------------------------------------------------------------------

PLAIN = [
    *("010", "1_000", "1.10", "1303E10", "2014-02-30", "2014-01-01", "no", "Yes", "on", "~"),
    *("null", "true", ".nan", "-.inf", "12:30", "0x1F", "0o17", "1e5", "+5", "-5", "50000.00"),
    *(
        "≥3次",
        "5-10次",
        "-甲",
        "?甲",
        "甲:乙",
        "甲#乙",
        "http://x/y",
        "a 'b' \"c\"",
        "１２",
        "“甲”",
    ),
    "[x".replace("[", "（"),
    "{技能比武}次"[6:],
    "第\u200b一",
    "甲\u3000乙",
]


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_scalar_arrives_as_written(text: str) -> None:
    root = tree(f"甲: {text}\n乙:\n  - {text}\n丙: 1\n")
    assert root == {"甲": text, "乙": [text], "丙": "1"}
    assert root.marks["甲"][2] == ""


@pytest.mark.parametrize(
    "text", ["010", "no", "~", "", " 甲 ", ">5", "甲: 乙", "# 甲", "2014-02-30"]
)
@pytest.mark.parametrize("quote", ["'", '"'])
def test_a_quoted_scalar_arrives_as_written(text: str, quote: str) -> None:
    root = tree(f"甲: {quote}{text}{quote}\n")
    assert root == {"甲": text}
    assert root.marks["甲"][2] == quote


@pytest.mark.parametrize(
    "key", ["010", "1_000", "2014-02-30", "no", "~", "12:30", "'甲'", "12355平台"]
)
def test_a_key_arrives_as_written(key: str) -> None:
    assert list(tree(f"{key}: 1\n")) == [key.strip("'")]


def test_escapes_are_those_of_yaml() -> None:
    assert tree("甲: \"a\\tb\\u4e2d\\n\"\n乙: 'it''s'\n") == {"甲": "a\tb中\n", "乙": "it's"}


def test_texts_in_block_style_keep_their_lines() -> None:
    text = "甲: |\n  第一行\n\n    第二行\n乙: >-\n  一\n  二\n丙: |-\n  x\n"
    document, found = read(text.encode(), "f")
    assert found == []
    assert document is not None
    assert document.root == {"甲": "第一行\n\n  第二行\n", "乙": "一 二", "丙": "x"}
    assert [document.style((key,)) for key in "甲乙丙"] == ["|", ">", "|"]
    assert [(m.line, m.column) for m in document.blocks] == [(0, 3), (4, 3), (7, 3)]


def test_a_text_in_block_style_may_be_indented_as_it_likes() -> None:
    text = (
        "甲: |\n  \u3000\u3000第一段\n  \t表\n\n  \u00a0x\n"
        "乙:\n  - |\n    \u3000段\n  - 说明: >\n      \u3000段\n"
    )
    assert findings(text) == []


def test_places_and_styles() -> None:
    text = (
        "# 注\n"
        "类型: 目标绩效指标\n"
        "别名: [甲, '乙',  丙]\n"
        "部分:\n"
        "  - 名称:   服务\n"
        "    '分值': 15   # 注\n"
        '    考核点: {技能: ≥3次, 培训: {目标: "40名"}}\n'
        "\n"
        "  -   名称: |\n"
        "        长\n"
    )
    document, found = read(text.encode(), "f")
    assert found == []
    assert document is not None

    def at(*route: str | int) -> tuple[int, int, int, int, str | None]:
        key, value = document.key_place(route), document.place(route)
        return key.line, key.column, value.line, value.column, document.style(route)

    assert at() == (2, 1, 2, 1, None)
    assert at("类型") == (2, 1, 2, 5, "")
    assert at("别名") == (3, 1, 3, 5, None)
    assert at("别名", 0) == (3, 6, 3, 6, None)
    assert at("别名", 1) == (3, 9, 3, 9, None)
    assert at("别名", 2) == (3, 15, 3, 15, None)
    assert at("部分") == (4, 1, 5, 3, None)
    assert at("部分", 0) == (5, 5, 5, 5, None)
    assert at("部分", 0, "名称") == (5, 5, 5, 11, "")
    assert at("部分", 0, "分值") == (6, 5, 6, 11, "")
    assert at("部分", 0, "考核点") == (7, 5, 7, 10, None)
    assert at("部分", 0, "考核点", "技能") == (7, 11, 7, 15, "")
    assert at("部分", 0, "考核点", "培训") == (7, 20, 7, 24, None)
    assert at("部分", 0, "考核点", "培训", "目标") == (7, 25, 7, 29, '"')
    assert at("部分", 1) == (9, 7, 9, 7, None)
    assert at("部分", 1, "名称") == (9, 7, 9, 11, "|")
    # A route that leads nowhere ends at the deepest part of it that exists.
    assert at("部分", 1, "分值") == (9, 7, 9, 7, None)
    assert at("部分", 7, "名称") == (4, 1, 5, 3, None)
    assert at("无") == (2, 1, 2, 1, None)
    assert document.get(("部分", 0, "考核点", "培训", "目标")) == "40名"
    assert document.get(("部分", 0, "名称", "目标")) is None
    assert document.get(("部分", 5)) is None


# ---- the ends of lines and of files --------------------------------------------------------------

LINES = "类型: 甲\n部分:\n  - 名称: 乙\n    内容: 丙\n"


@pytest.mark.parametrize(
    "text",
    [
        LINES,
        LINES.rstrip("\n"),
        LINES.replace("\n", "\r\n"),
        LINES.replace("\n", "\r"),
        "\ufeff" + LINES,
        "\ufeff" + LINES.replace("\n", "\r\n").rstrip(),
        LINES + "\n\n",
        LINES + "...\n",
    ],
)
def test_line_ends_and_marks_change_nothing(text: str) -> None:
    document, found = read(text.encode(), "f")
    assert found == []
    assert document is not None
    assert document.root == {"类型": "甲", "部分": [{"名称": "乙", "内容": "丙"}]}
    assert document.key_place(("类型",)) == Place("f", 1, 1)
    assert document.place(("部分", 0, "内容")) == Place("f", 4, 9)


def test_places_of_findings_with_other_line_ends() -> None:
    for end in ("\r\n", "\r"):
        text = f"\ufeff类型: 甲{end}年度：2014{end}单位: 乙{end}"
        assert_found(findings(text), [(codes.FULL_WIDTH_COLON, 2, 3, "“年度”", "“年度: ”")])
        assert_found(findings(f"\ufeff甲: >5{end}"), [(codes.BLOCK_SCALAR, 1, 4, ">5", "'>5'")])


def test_a_file_of_ten_thousand_lines() -> None:
    root = tree("列表:\n" + "".join(f"  - 名称: 第{i}项\n" for i in range(9_999)))
    assert len(root["列表"]) == 9_999
    entry = root["列表"][9_998]
    assert entry == {"名称": "第9998项"}
    mark = entry.marks["名称"][1]
    assert (mark.line, mark.column) == (9_999, 8)


# ---- nothing ever raises ------------------------------------------------------------------------


def assert_sound(data: bytes) -> None:
    document, found = read(data, "f")
    assert document is not None or found
    for finding in found:
        assert finding.message
        assert finding.hint
        assert finding.place.line >= 1
        assert finding.place.column >= 1
    if document is not None:
        assert_places_are_of(document)


def assert_places_are_of(document: Document) -> None:
    for route, node in walk(document.root):
        assert document.place(route).line >= 1
        assert document.get(route) is node
        if isinstance(node, Mapping):
            assert node.keys() == node.marks.keys()


_ODDITIES = st.sampled_from(
    [
        *("：", "，", "（", "\u3000", "\u00a0", "\t", "\r", "\n", "\n\n", "  ", "\ufeff", "\u200b"),
        *(
            ": ",
            "- ",
            "? ",
            "? |\n",
            "|",
            ">",
            ">5",
            "|-\n",
            "'",
            '"',
            "#",
            " #",
            "{",
            "}",
            "[",
            "]",
        ),
        *(",", "&", "&a ", "*", "*a", "!", "!!int ", "<<: ", "%", "%YAML 1.1\n", "---\n", "...\n"),
        *(
            "@",
            "`",
            "\\",
            "\x00",
            "\x07",
            "\x7f",
            "\x85",
            "\u2028",
            "\ud7ff",
            "\ufffe",
            "\U0001f600",
        ),
    ]
)


@settings(max_examples=times(150), deadline=None)
@given(st.binary(max_size=200))
@example(b"\xff\xfe")
@example(b"\xfe\xff\xd8\x00")
@example(b"\xef\xbb\xbf\xef\xbb\xbf")
@example(b"? ")
@example(b"- - - ?")
@example(b"&a *a")
@example(b"!")
@example(b"!<>")
@example(b"? |\n")
def test_any_bytes_are_a_document_or_findings(data: bytes) -> None:
    assert_sound(data)


@settings(max_examples=times(150), deadline=None)
@given(st.lists(st.one_of(_ODDITIES, st.text(max_size=4)), max_size=30))
def test_any_text_is_a_document_or_findings(parts: list[str]) -> None:
    assert_sound("".join(parts).encode("utf-8", "surrogatepass"))


@settings(max_examples=times(150), deadline=None)
@given(
    st.sampled_from([path.read_bytes() for path in SHIPPED]),
    st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 6), st.one_of(_ODDITIES, st.text(max_size=2))),
        min_size=1,
        max_size=4,
    ),
)
def test_any_slip_in_a_shipped_file_is_a_document_or_findings(
    data: bytes, slips: list[tuple[float, int, str]]
) -> None:
    for where, deleted, inserted in slips:
        at = int(where * len(data))
        data = data[:at] + inserted.encode("utf-8", "surrogatepass") + data[at + deleted :]
    assert_sound(data)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: p.name)
def test_shipped_files_read_without_findings(path: Path) -> None:
    document, found = read_file(path, path.name)
    assert found == []
    assert document is not None
    assert_places_are_of(document)


def test_an_escape_that_would_colour_a_terminal() -> None:
    _, found = read('甲: "\\e[31m红"\n'.encode(), "文件.yaml")
    assert_found(found, [(codes.SYNTAX, 1, 4, "控制字符", "反斜线")])
