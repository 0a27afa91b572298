"""What is wrong with a file that YAML cannot read, or reads as something nobody meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from yaml import MarkedYAMLError, YAMLError

from tuanscore.finding import Finding, Place
from tuanscore.source import codes

if TYPE_CHECKING:
    from tuanscore.source.tree import Node

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_ODD_BLANKS = {"\t": "制表符（Tab）", "\u00a0": "不间断空格（U+00A0）", "\u3000": "全角空格"}
_INDENT = re.compile(r"[ \t\u00a0\u3000]*")
_FULL_WIDTH_COLON = re.compile(r"\s*(?:-\s+)*([^\s:：\"'{\[#,，。；]{1,30})：")
_BLOCK_HEADER = re.compile(r":\s+([>|][^\s#]*)")

# libyaml's problem → what a clerk can do about it.
_PROBLEMS = (
    (
        "mapping values are not allowed",
        "这里多了一个冒号，或者缩进比上一行多了",
        "值里有冒号时给整个值加引号；同级的键要左对齐",
    ),
    (
        "could not find expected ':'",
        "这一行缺少冒号",
        "键后面写半角冒号加一个空格，例如 “分值: 15”",
    ),
    ("did not find expected '-' indicator", "列表的缩进没有对齐", "同一个列表的 “- ” 要左对齐"),
    ("did not find expected key", "缩进没有对齐", "同级的键要左对齐，只用空格缩进"),
    ("block sequence entries are not allowed", "“- ” 不能写在这里", "列表另起一行写，并缩进"),
    (
        "did not find expected ',' or '}'",
        "花括号里缺少逗号或右花括号",
        "写成 {键: 值, 键: 值}，用半角逗号",
    ),
    ("did not find expected ',' or ']'", "方括号里缺少逗号或右方括号", "写成 [甲, 乙]，用半角逗号"),
    ("did not find expected node content", "这里缺少内容", "检查括号、逗号是否成对"),
    ("found unexpected end of stream", "引号没有结束", "检查引号是否成对"),
    ("found unexpected document indicator", "引号没有结束", "检查引号是否成对"),
    ("unexpected character in a flow scalar", "引号里有读不懂的字符", "检查引号是否成对"),
    ("found unknown escape character", "双引号里的反斜线读不懂", "改用单引号"),
    ("found character that cannot start any token", "这个字符不能放在值的开头", "给整个值加引号"),
    ("found undefined tag handle", "不能用 ! 标签", "给整个值加引号"),
    (
        "did not find expected alphabetic or numeric character",
        "& 或 * 不能放在值的开头",
        "给整个值加引号",
    ),
    ("control characters are not allowed", "有看不见的控制字符", "删掉它们，或从原处重新粘贴"),
    ("did not find expected <document start>", "前面的内容已经结束，这里又多出一段", "检查缩进"),
)
_MANY = 20  # findings of one kind that are worth printing for one file
_BLOCK_PROBLEMS = ("block scalar", "indentation indicator", "comment or line break")


def encoding(error: UnicodeDecodeError, data: bytes, name: str) -> Finding:
    """Return the finding for bytes that are not UTF-8, with a guess at what they are."""
    if data.startswith(_UTF16_MARKS):
        return _not_utf8(name, 1, "UTF-16", "")
    line = data.count(b"\n", 0, error.start) + 1
    start = data.rfind(b"\n", 0, error.start) + 1
    column = len(data[start : error.start].decode("utf-8", "replace")) + 1
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return _not_utf8(name, line, "", "", column)
    return _not_utf8(name, line, "GBK", "（旧版记事本、Excel 常这样保存）", column)


def _not_utf8(name: str, line: int, label: str, who: str, column: int = 1) -> Finding:
    guess = f"，看起来是 {label}{who}" if label else ""
    return Finding(
        codes.NOT_UTF8,
        f"文件不是 UTF-8 编码{guess}",
        Place(name, line, column),
        "用编辑器“另存为”，编码选 UTF-8" + (f"；或运行 iconv -f {label} -t UTF-8" if label else ""),
    )


def syntax(error: YAMLError, text: str, name: str) -> list[Finding]:
    """Turn libyaml's complaint into findings with a cause that a clerk can mend."""
    lines = _lines(text)
    if not isinstance(error, MarkedYAMLError):
        return [_control(error, lines, name)]
    mark = error.problem_mark or error.context_mark
    place = Place(name, 1, 1) if mark is None else Place(name, mark.line + 1, mark.column + 1)
    problem = f"{error.context or ''} {error.problem or ''}"
    likely = (
        indentation(text, name)
        or _colons(lines, place)
        or _block_headers(problem, lines, place, error)
    )
    if likely:
        return likely
    for words, message, hint in _PROBLEMS:
        if words in problem:
            return [Finding(codes.SYNTAX, message, place, hint)]
    return [
        Finding(codes.SYNTAX, f"YAML 语法错误：{problem.strip()}", place, "检查缩进、冒号和引号")
    ]


def _control(error: Any, lines: list[str], name: str) -> Finding:
    for number, line in enumerate(lines, 1):
        for column, char in enumerate(line, 1):
            if not char.isprintable() and char not in "\t\ufeff" and not char.isspace():
                return Finding(
                    codes.SYNTAX,
                    f"有看不见的控制字符 U+{ord(char):04X}",
                    Place(name, number, column),
                    "删掉它，或从原处重新粘贴",
                )
    reason = getattr(error, "reason", None) or error
    return Finding(codes.SYNTAX, f"YAML 读不下去：{reason}", Place(name), "删掉看不见的控制字符")


def indentation(text: str, name: str) -> list[Finding]:
    """Report lines indented with anything but spaces; those of block scalars are left alone."""
    if not any(blank in text for blank in _ODD_BLANKS):
        return []
    findings = []
    block_indent: int | None = None
    for number, line in enumerate(_lines(text), 1):
        indent = _INDENT.match(line).group()  # type: ignore[union-attr]
        content = line[len(indent) :]
        if block_indent is not None and (not content or len(indent) > block_indent):
            continue
        block_indent = len(indent) if re.search(r"[:-]\s+[>|][-+\d]*\s*(#.*)?$", line) else None
        odd = next((c for c in indent if c in _ODD_BLANKS), None)
        if odd is not None and content and not content.startswith("#"):
            findings.append(
                Finding(
                    codes.ODD_INDENTATION,
                    f"缩进里有{_ODD_BLANKS[odd]}，它会让这一行换了层级",
                    Place(name, number, indent.index(odd) + 1),
                    "只用半角空格缩进，删掉它再敲空格",
                )
            )
    return findings


def not_a_mapping(root: Node, text: str, name: str) -> list[Finding]:
    """Say why a file whose top is no mapping is none, and what to write."""
    lines = _lines(text)
    if root is None:
        return [Finding(codes.NOT_A_MAPPING, "文件是空的", Place(name), "第一行写 “类型: …”")]
    colons = [f for n in range(1, len(lines) + 1) for f in _colon(lines[n - 1], Place(name, n))]
    if colons:
        return colons[:_MANY]
    kind = "一段文字" if isinstance(root, str) else "一个列表"
    return [
        Finding(
            codes.NOT_A_MAPPING,
            f"文件最外层应当是“键: 值”，这里是{kind}",
            Place(name),
            "第一行写 “类型: …”",
        )
    ]


def _colons(lines: list[str], place: Place) -> list[Finding]:
    """Look for a key with a full-width colon at the complaint, or within two lines above it."""
    for number in range(min(place.line, len(lines)), max(0, place.line - 3), -1):
        found = _colon(lines[number - 1], Place(place.file, number))
        if found:
            return found
    return []


def _colon(line: str, place: Place) -> list[Finding]:
    match = _FULL_WIDTH_COLON.match(line)
    if match is None:
        return []
    key = match.group(1)
    return [
        Finding(
            codes.FULL_WIDTH_COLON,
            f"“{key}”后面是全角冒号“：”",
            Place(place.file, place.line, match.end()),
            f"改成半角冒号加一个空格：“{key}: ”",
        )
    ]


def _block_headers(
    problem: str, lines: list[str], place: Place, error: MarkedYAMLError
) -> list[Finding]:
    """Recognise a target such as ``>5次`` that YAML took for a block scalar's header."""
    if not any(words in problem for words in _BLOCK_PROBLEMS):
        return []
    context = error.context_mark
    number = (context.line if context is not None else place.line - 1) + 1
    return [_block_header(lines[number - 1], Place(place.file, number))]


def empty_block(data: bytes, place: Place) -> Finding:
    """Return the finding for a block scalar without text, such as a target written ``>5``."""
    line = _lines(data.decode("utf-8"))[place.line - 1]
    return _block_header(line, place)


def _block_header(line: str, place: Place) -> Finding:
    match = _BLOCK_HEADER.search(line)
    written = match.group(1) if match else line.strip()
    column = match.start(1) + 1 if match else place.column
    return Finding(
        codes.BLOCK_SCALAR,
        f"{written} 没有加引号，YAML 把 {written[:1]} 当成了多行文字的记号",
        Place(place.file, place.line, column),
        f"加引号写成 '{written}'" + ("，或用 ≥" if written.startswith(">") else ""),
    )


def block_value(place: Place) -> Finding:
    """Return the finding for a ``>`` or ``|`` text where a short value was meant."""
    return Finding(
        codes.BLOCK_SCALAR,
        "这里要的是一个短值，却写成了多行文字（> 或 |）",
        place,
        "写在同一行；以 > 开头的值加引号，例如 '>5次'",
    )


def _lines(text: str) -> list[str]:
    """Split as libyaml counts lines, without the byte order mark."""
    return re.split(r"\r\n|[\r\n\x85\u2028\u2029]", text.removeprefix("\ufeff"))
