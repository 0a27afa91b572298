"""What is wrong with a file that YAML cannot read, or reads as something nobody meant."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from unicodedata import category

from yaml import MarkedYAMLError, YAMLError

from tuanscore.finding import Finding, Place
from tuanscore.source import codes
from tuanscore.source.lines import ONLY_TO_YAML, lines_of

if TYPE_CHECKING:
    from tuanscore.source.tree import Node

UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
# How a file begins that is no text at all → what it is.
_SIGNATURES = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Excel、Word 或 WPS 的文件"),
    (b"PK\x03\x04", "压缩包"),
    (b"%PDF-", " PDF 文件"),
)
_ZIPPED = ((b"xl/", " Excel 文件（.xlsx）"), (b"word/", " Word 文件（.docx）"))
_CONTROLS = bytes({*range(32), 127} - {*b"\t\n\f\r\x1b"})
_SAMPLE = 4096  # bytes that tell a text from what is none
_ODD_BLANKS = {"\t": "制表符（Tab）", "\u00a0": "不间断空格（U+00A0）", "\u3000": "全角空格"}
# Patterns are strings: re compiles and keeps each at its first use, so the import stays cheap.
_INDENT = r"[ \t\u00a0\u3000]*"
_BLOCK_START = r"( *(?:- +)*)(?:[^#]*:\s+)?[>|][-+0-9]*\s*(?:#.*)?$"
_FULL_WIDTH_COLON = r"\s*(?:-\s+)*([^\s:：\"'{\[#,，。；]{1,30})："
_TIGHT_COLON = r"\s*(?:-\s+)*(?![0-9]+:)([^\s:：\"'{\[#,，。；]{1,30}):([^\s:/]+)\s*$"
_CONFLICT_MARK = r"(?:<{7}|\|{7}|>{7})(?: |$)|={7}$"
_UNSEEN_END = f"[{ONLY_TO_YAML}]"
_CONFLICT_CHARS = ("<", "|", ">", "=")
_NEAR = 2  # lines above a complaint where its cause may be

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
    ("mapping keys are not allowed", "? 不能放在值的开头", "给整个值加引号"),
    (
        "did not find expected ',' or '}'",
        "花括号里缺少逗号或右花括号",
        "写成 {键: 值, 键: 值}，用半角逗号",
    ),
    ("did not find expected ',' or ']'", "方括号里缺少逗号或右方括号", "写成 [甲, 乙]，用半角逗号"),
    ("did not find expected node content", "这里缺少内容", "检查括号、逗号是否成对"),
    ("while scanning a quoted scalar", "引号没有结束", "检查引号是否成对"),
    ("found unknown escape character", "双引号里的反斜线读不懂", "改用单引号"),
    ("did not find expected hexdecimal number", "双引号里的反斜线读不懂", "改用单引号"),
    ("found unexpected ':'", "括号里的这个冒号读不懂", "给整个值加引号"),
    ("found character that cannot start any token", "这个字符不能放在值的开头", "给整个值加引号"),
    ("undefined tag handle", "! 不能放在值的开头", "给整个值加引号"),
    (" a tag", "! 不能放在值的开头", "给整个值加引号"),
    (
        "did not find expected alphabetic or numeric character",
        "& 或 * 不能放在值的开头",
        "给整个值加引号",
    ),
    ("while scanning a directive", "% 不能放在一行的开头", "给整个值加引号"),
    ("incompatible YAML document", "不认识这个 YAML 版本", "删掉 %YAML 这一行"),
    ("did not find expected <document start>", "前面的内容已经结束，这里又多出一段", "检查缩进"),
)
# Where these began says more than where they were given up.
_BEGINNINGS = (
    "could not find expected ':'",
    "found unexpected end of stream",
    "document indicator",
)
_SYMPTOMS = (codes.EMPTY, codes.BLOCK_SCALAR)
_MANY = 20  # findings of one kind that are worth printing for one file


def encoding(error: UnicodeDecodeError, data: bytes, name: str) -> Finding:
    """Return the finding for bytes that are not UTF-8, with a guess at what they are."""
    before = data[: error.start].decode("utf-8")
    lines = lines_of(before)
    line, column = len(lines), len(lines[-1]) + 1
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return _not_utf8(name, line, "", "", column)
    if any(char >= "\u2e80" for char in before):  # Chinese in UTF-8 came before: it is damaged
        return _not_utf8(name, line, "", "", column)
    return _not_utf8(name, line, "GBK", "（旧版记事本、Excel 常这样保存）", column)


def not_text(data: bytes, name: str) -> Finding | None:
    """Return the finding for a file that is no text, or a text in UTF-16; None for any other."""
    what = next((what for start, what in _SIGNATURES if data.startswith(start)), "")
    if what == "压缩包":
        what = next((office for part, office in _ZIPPED if part in data), what)
    label = "" if what else _utf16(data)
    if label:
        return _not_utf8(name, 1, label, "")
    if not what and not _is_binary(data):
        return None
    return Finding(
        codes.NOT_UTF8,
        f"这是{what}，不是文字文件" if what else "这不是文字文件",
        Place(name),
        "看看是否放错了文件；评分文件是用 YAML 写的文字"
        if what in ("", "压缩包")
        else "改文件名、另存为都不行：用 tuanscore new 起一份 YAML，把内容写进去",
    )


def _utf16(data: bytes) -> str:
    """Return the name of the UTF-16 that a text is in; empty where it is in none."""
    if data.startswith(UTF16_MARKS):
        return "UTF-16"
    if b"\0" not in data:
        return ""
    # Blanks, digits and colons have a NUL in front in one byte order, and behind in the other.
    label = "UTF-16LE" if data[1::2].count(0) > data[::2].count(0) else "UTF-16BE"
    try:
        text = data.decode(label)
    except UnicodeDecodeError:
        return ""
    return "" if has_control(text) else label


def _is_binary(data: bytes) -> bool:
    """Say whether there are more control characters at the beginning than a text may have."""
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls > 3 and controls > len(sample) // 50


def _not_utf8(name: str, line: int, label: str, who: str, column: int = 1) -> Finding:
    guess = f"，看起来是 {label}{who}" if label else ""
    return Finding(
        codes.NOT_UTF8,
        f"文件不是 UTF-8 编码{guess}" if label else "这里有不是 UTF-8 编码的字节",
        Place(name, line, column),
        "用编辑器“另存为”，编码选 UTF-8"
        + (f"；或运行 iconv -f {label} -t UTF-8" if label else "；看看这里有没有乱码"),
    )


def syntax(error: YAMLError, text: str, name: str) -> list[Finding]:
    """Turn libyaml's complaint into findings with a cause that a clerk can mend."""
    lines = lines_of(text)
    if not isinstance(error, MarkedYAMLError):
        return [_control(error, text, name)]
    problem = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    if error.context_mark is not None and _began_elsewhere(problem, error):
        mark = error.context_mark
    place = Place(name, 1, 1) if mark is None else Place(name, mark.line + 1, mark.column + 1)
    likely = (
        _conflicts(lines, name)
        or indentation(text, name, comments="found a tab" in problem)
        or _block_headers(problem, lines, error, name)
        or _colons(lines, place)
        or _unseen_line_ends(lines, place)
        or _leftovers(problem, lines, place)
    )
    if likely:
        return likely
    for words, message, hint in _PROBLEMS:
        if words in problem:
            return [Finding(codes.SYNTAX, message, place, hint)]
    message = f"YAML 语法错误：{problem.strip()}"
    return [Finding(codes.SYNTAX, message, place, "检查缩进、冒号和引号")]


def _conflicts(lines: list[str], name: str) -> list[Finding]:
    """Recognise what git leaves in a file when two sides changed the same lines."""
    marked = [
        n
        for n, line in enumerate(lines, 1)
        if line[:1] in _CONFLICT_CHARS and re.match(_CONFLICT_MARK, line)
    ]
    starts = [n for n in marked if lines[n - 1].startswith("<")]
    return [
        Finding(
            codes.SYNTAX,
            "git 合并时的冲突还没有解决",
            Place(name, number),
            "看 <<<<<<<、=======、>>>>>>> 之间的两种写法，留下该留的，再把这几行记号删掉",
        )
        for number in (starts or marked[:1])[:_MANY]
    ]


def without_symptoms(found: list[Finding], causes: list[Finding]) -> list[Finding]:
    """Leave out what is but a symptom of these causes, at the same line or just above."""
    lines = {cause.place.line + above for cause in causes for above in (0, -1)}
    return [
        f
        for f in found
        if f.code != codes.FOLDED and (f.code not in _SYMPTOMS or f.place.line not in lines)
    ]


def _began_elsewhere(problem: str, error: MarkedYAMLError) -> bool:
    if any(words in problem for words in _BEGINNINGS):
        return True
    start, end = error.context_mark, error.problem_mark
    flow = "flow mapping" in problem or "flow sequence" in problem
    return flow and start is not None and end is not None and start.line != end.line


def _leftovers(problem: str, lines: list[str], place: Place) -> list[Finding]:
    """Recognise text after a closing quote or bracket, and a colon without a key."""
    if "did not find expected" not in problem or place.line > len(lines):
        return []
    line = lines[place.line - 1]
    before, rest = line[: place.column - 1].rstrip(), line[place.column - 1 :]
    if rest.startswith(":") and before[-1:] in ("", "{", ","):
        return [Finding(codes.ODD_KEY, "冒号前面没有键", place, "补上键，或删掉冒号")]
    if not rest or "flow" in problem or before[-1:] not in tuple("\"'}]"):
        return []
    what = "引号" if before[-1] in "\"'" else "括号"
    return [Finding(codes.SYNTAX, f"右{what}后面还有文字", place, "给整个值加一对引号")]


def unseen_line_end(lines: list[str], event: Any) -> Finding:
    """Return the finding for a scalar that holds what ends a line to YAML 1.1 alone."""
    start, header = event.start_mark, event.style in ("|", ">")
    number, column = start.line + header, 0 if header else start.column
    while (match := re.compile(_UNSEEN_END).search(lines[number], column)) is None:
        number, column = number + 1, 0
    return _unseen(match, Place(start.name, number + 1))


def _unseen_line_ends(lines: list[str], place: Place) -> list[Finding]:
    """Recognise what was meant as a line end, or came along unseen, in the line complained of."""
    match = re.search(_UNSEEN_END, lines[place.line - 1]) if place.line <= len(lines) else None
    return [] if match is None else [_unseen(match, place)]


def _unseen(match: re.Match[str], place: Place) -> Finding:
    return Finding(
        codes.UNSEEN_LINE_END,
        f"这里有看不见的换行符 U+{ord(match[0]):04X}",
        Place(place.file, place.line, match.start() + 1),
        "删掉它；要换行就敲回车，一段文字要分行就用 | 另起一段",
    )


def _control(error: Any, text: str, name: str) -> Finding:
    """Return the finding for a character that no YAML file may hold."""
    char = chr(error.character)
    lines = lines_of(text[: max(text.find(char), 0)])
    return Finding(
        codes.SYNTAX,
        f"有看不见的控制字符 U+{ord(char):04X}",
        Place(name, len(lines), len(lines[-1]) + 1),
        "删掉它，或从原处重新粘贴",
    )


def has_odd_blanks(data: bytes) -> bool:
    """Say whether there is anything in a file that would be odd in an indentation."""
    return b"\t" in data or b"\xc2\xa0" in data or b"\xe3\x80\x80" in data


def indentation(text: str, name: str, *, comments: bool = False) -> list[Finding]:
    """Report lines indented with anything but spaces; text under ``|`` and ``>`` is left alone."""
    if not any(blank in text for blank in _ODD_BLANKS):
        return []
    findings = []
    block: int | None = None  # the indentation of the entry whose text is being passed over
    for number, line in enumerate(lines_of(text), 1):
        indent = re.match(_INDENT, line)[0]  # type: ignore[index]
        content = line[len(indent) :]
        if block is not None and (not content or line.startswith(" " * (block + 1))):
            continue
        block = _block_at(line)
        odd = next((c for c in indent if c in _ODD_BLANKS), None)
        # A tab before a comment seldom matters; to YAML the others make it no comment at all.
        harmless = content.startswith("#") and not comments and set(indent) <= {" ", "\t"}
        if odd is not None and content and not harmless:
            findings.append(
                Finding(
                    codes.ODD_INDENTATION,
                    f"缩进里有{_ODD_BLANKS[odd]}，它会让这一行换了层级",
                    Place(name, number, indent.index(odd) + 1),
                    "只用半角空格缩进，删掉它再敲空格",
                )
            )
    return findings[:_MANY]


def _block_at(line: str) -> int | None:
    """Return the indentation that a text under this line's ``|`` or ``>`` must exceed."""
    match = re.match(_BLOCK_START, line)
    if match is None:
        return None
    lead = match[1]
    return lead.rindex("-") if line[len(lead)] in ">|" and "-" in lead else len(lead)


def not_a_mapping(root: Node, text: str, name: str) -> list[Finding]:
    """Say why a file whose top is no mapping is none, and what to write."""
    lines = lines_of(text)
    if root is None:
        return [Finding(codes.NOT_A_MAPPING, "文件是空的", Place(name), "第一行写 “类型: …”")]
    colons = [f for n, line in enumerate(lines, 1) for f in _colon(line, Place(name, n))]
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
    """Look for a key whose colon is full-width or has no blank, at the complaint or just above."""
    for number in range(min(place.line, len(lines)), max(0, place.line - 1 - _NEAR), -1):
        found = _colon(lines[number - 1], Place(place.file, number))
        if found:
            return found
    return []


def _colon(line: str, place: Place) -> list[Finding]:
    match = re.match(_FULL_WIDTH_COLON, line)
    if match is not None:
        return [full_width_colon(match[1], Place(place.file, place.line, match.start(1) + 1))]
    tight = tight_colon(line, Place(place.file, place.line))
    return [] if tight is None else [tight]


def tight_colon(text: str, place: Place) -> Finding | None:
    """Return the finding for a key without a blank after its colon; the place is the text's."""
    match = re.match(_TIGHT_COLON, text)
    if match is None:
        return None
    return Finding(
        codes.SYNTAX,
        f"“{match[1]}:”后面少一个空格",
        Place(place.file, place.line, place.column + match.end(1)),
        f"写成 “{match[1]}: {match[2]}”",
    )


def colon_in_key(key: str, place: Place, style: str) -> Finding | None:
    """Say of a key without a value that its colon is wrong, where it is; the style is its quote."""
    if "：" in key:
        return full_width_colon(key, Place(place.file, place.line, place.column + len(style)))
    return None if style else tight_colon(key, place)


def folded_keys(lines: list[str], first: int, name: str) -> list[Finding]:
    """Say of each line of a folded value that its colon is wrong; nothing unless all are so."""
    if not all(re.match(_FULL_WIDTH_COLON, line) or re.match(_TIGHT_COLON, line) for line in lines):
        return []
    each = [_colon(line, Place(name, n)) for n, line in enumerate(lines[:_MANY], first)]
    text = "；本来是一段文字，就写在一行里"
    return [replace(f, hint=f.hint + text) for found in each for f in found][:_MANY]


def full_width_colon(key: str, place: Place) -> Finding:
    """Return the finding for a key with a full-width colon; the place is the key's."""
    name = key.partition("：")[0]
    return Finding(
        codes.FULL_WIDTH_COLON,
        f"“{name}”后面是全角冒号“：”",
        Place(place.file, place.line, place.column + len(name)),
        f"改成半角冒号加一个空格：“{name}: ”",
    )


def _block_headers(
    problem: str, lines: list[str], error: MarkedYAMLError, name: str
) -> list[Finding]:
    """Recognise a target such as ``>5次`` that YAML took for a block scalar's header."""
    start = error.context_mark
    if "while scanning a block scalar" not in problem or start is None:
        return []
    return [block_header(lines, Place(name, start.line + 1, start.column + 1))]


def block_header(lines: list[str], place: Place) -> Finding:
    """Return the finding for a block scalar without text, such as a target written ``>5``."""
    written = re.split(r"\s+#", lines[place.line - 1][place.column - 1 :])[0].strip()
    if written in ("|", ">", "|-", ">-", "|+", ">+"):
        message = f"{written} 下面没有文字"
        return Finding(codes.BLOCK_SCALAR, message, place, "另起一行缩进写文字，或写在同一行")
    return Finding(
        codes.BLOCK_SCALAR,
        f"{written} 没有加引号，YAML 把 {written[:1]} 当成了多行文字的记号",
        place,
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


def has_control(text: str) -> bool:
    """Say whether a text holds characters that would move a terminal's cursor or colour it.

    Blanks and what ends a line to an editor do no harm; others that Python takes for blanks do.
    """
    return any(
        not char.isprintable() and char not in "\t\r\n" and category(char) != "Zs" for char in text
    )
