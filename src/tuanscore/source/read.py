"""Reading: bytes → (document, findings), by libyaml's event stream.

Nothing is interpreted: every scalar arrives as the text that was written, so no code, date or
leading zero can be damaged. What YAML allows and a clerk never means (aliases, tags, a second
document, the same key twice) is a finding with its place and its cure.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from tuanscore.errors import InstallationError
from tuanscore.finding import Finding, Place
from tuanscore.source import codes, cures
from tuanscore.source.tree import Document, Mapping, Mark, Sequence, fold, place_of

if TYPE_CHECKING:
    from pathlib import Path

try:
    from yaml._yaml import CParser
except ImportError as error:  # PyYAML built without libyaml
    message = "PyYAML 没有带 libyaml，读不了文件"
    raise InstallationError(message, "重装 PyYAML：pip install --force-reinstall PyYAML") from error

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 50
_BLOCK_STYLES = ("|", ">")

Result = tuple[Document | None, list[Finding]]


class _Named(BytesIO):
    """Bytes with a name: libyaml puts the name into every mark."""

    def __init__(self, data: bytes, name: str) -> None:
        super().__init__(data)
        self.name = name


class _TooDeepError(Exception):
    def __init__(self, mark: Mark) -> None:
        self.mark = mark


def read_file(path: Path, name: str) -> Result:
    """Read a file that findings will call by this name (its path relative to the root)."""
    try:
        if path.stat().st_size > MAX_BYTES:
            return None, [_too_large(name)]
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        return None, [
            Finding(
                codes.UNREADABLE,
                f"文件读不了：{reason}",
                Place(name),
                "检查文件是否存在、权限是否够",
            )
        ]
    return read(data, name)


def read(data: bytes, name: str) -> Result:
    """Read the bytes of a file; the document is None when there is nothing to go on with."""
    if len(data) > MAX_BYTES:
        return None, [_too_large(name)]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [cures.encoding(error, data, name)]
    builder = _Builder(data, name)
    try:
        root = builder.build()
    except YAMLError as error:
        return None, [*_sure(builder.findings), *cures.syntax(error, text, name)]
    except _TooDeepError as error:
        return None, [
            Finding(
                codes.TOO_DEEP,
                f"嵌套超过 {MAX_DEPTH} 层",
                place_of(error.mark),
                "检查缩进或括号是否写错",
            )
        ]
    findings = builder.findings + cures.indentation(text, name)
    if not isinstance(root, Mapping):
        return None, [*_sure(findings), *cures.not_a_mapping(root, text, name)]
    return Document(name, root, tuple(builder.blocks)), findings


def _sure(findings: list[Finding]) -> list[Finding]:
    """Leave out what is but a symptom in a file that could not be read to its end."""
    return [finding for finding in findings if finding.code != codes.FOLDED]


def _too_large(name: str) -> Finding:
    limit = MAX_BYTES // 1024 // 1024
    return Finding(
        codes.TOO_LARGE,
        f"文件超过 {limit} MiB，不读",
        Place(name),
        "评分文件一般只有几千字节；看看是否放错了文件",
    )


class _Builder:
    """Builds the tree of one stream; `findings` fills as it goes."""

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self.findings: list[Finding] = []
        self.blocks: list[Mark] = []
        self._next = CParser(_Named(data, name)).get_event
        # Anchors, tags and merge keys need one of these bytes; most files have none.
        self._suspicious = b"&" in data or b"!" in data or b"<<" in data

    def build(self) -> Any:
        self._next()  # stream start
        if type(self._next()) is StreamEndEvent:
            return None
        root = self._node(self._next(), 1)
        self._next()  # document end
        after = self._next()
        if type(after) is not StreamEndEvent:
            self._report(
                codes.SEVERAL_DOCUMENTS,
                "一个文件里有不止一份文档，只读了第一份",
                after.start_mark,
                "一份文档一个文件；去掉 --- 或拆成几个文件",
            )
        return root

    def _node(self, event: Any, depth: int) -> Any:
        kind = type(event)
        if self._suspicious and kind is not AliasEvent:
            self._screen(event)
        if kind is ScalarEvent:
            return self._scalar(event)
        if depth > MAX_DEPTH:
            raise _TooDeepError(event.start_mark)
        if kind is MappingStartEvent:
            return self._mapping(event, depth + 1)
        if kind is AliasEvent:
            return self._alias(event)
        return self._sequence(event, depth + 1)

    def _mapping(self, start: Any, depth: int) -> Mapping:
        mapping = Mapping()
        mapping.mark = start.start_mark
        marks: dict[str, tuple[Mark, Mark, str | None]] = {}
        mapping.marks = marks
        following = self._next
        plain = not self._suspicious
        odd = False  # whether a key so far differs from its folded form
        while True:
            event = following()
            if type(event) is MappingEndEvent:
                return mapping
            if plain and type(event) is ScalarEvent:
                key = event.value
            else:
                key = self._key(event, depth)
            value = following()
            if plain and type(value) is ScalarEvent:
                style = value.style
                node = value.value
                if not node or " " in node or "\n" in node:
                    node = self._scalar(value, key)
            else:
                style = value.style if type(value) is ScalarEvent else None
                node = self._node(value, depth)
            if odd or key in mapping or fold(key) != key:
                odd = True
                if self._repeated(mapping, key, event.start_mark):
                    continue
            mapping[key] = node
            marks[key] = (event.start_mark, value.start_mark, style)

    def _scalar(self, event: Any, key: str = "-") -> str | None:
        """Return the text as written, None for nothing; report what YAML folded or swallowed."""
        text: str = event.value
        style = event.style
        if style in _BLOCK_STYLES:
            if not text.strip():
                self.findings.append(cures.empty_block(self._data, place_of(event.start_mark)))
            self.blocks.append(event.start_mark)
        elif event.start_mark.line != event.end_mark.line:
            dash = text.startswith("-") and not style
            self._report(
                codes.FOLDED,
                "这个值跨了几行，YAML 会把它们连成一行并在中间加空格",
                event.start_mark,
                "列表的“-”后面要有一个空格" if dash else "写在一行里；要分行就用 | 另起一段",
            )
        if not text and not style:
            self._report(
                codes.EMPTY, f"“{key}”后面没有填写", event.start_mark, "填上内容，或删掉这一行"
            )
            return None
        return text

    def _sequence(self, start: Any, depth: int) -> Sequence:
        sequence = Sequence()
        sequence.mark = start.start_mark
        sequence.marks = []
        while True:
            event = self._next()
            if type(event) is SequenceEndEvent:
                return sequence
            sequence.append(self._node(event, depth))
            sequence.marks.append(event.start_mark)

    def _key(self, event: Any, depth: int) -> str:
        node = self._node(event, depth)
        if node is None or isinstance(node, str):
            if node == "<<" and not event.style:
                self._report(
                    codes.ALIAS,
                    "不能用合并键 <<",
                    event.start_mark,
                    "把要合并的内容照写一遍，或用 模板",
                )
            return node or ""
        self._report(
            codes.ODD_KEY, "键只能是一个词，不能是列表或表", event.start_mark, "检查 ? 和括号"
        )
        return ""

    def _repeated(self, mapping: Mapping, key: str, mark: Mark) -> bool:
        """Report the key if the mapping has it already, in whatever width it was written."""
        folded = fold(key)
        twin = next((k for k in mapping if fold(k) == folded), None)
        if twin is None:
            return False
        first = place_of(mapping.marks[twin][0])
        same = "" if twin == key else f"（与“{twin}”只有全角半角或看不见的字符不同）"
        self._report(
            codes.DUPLICATE_KEY,
            f"“{key}”写了两次{same}，第一次在第 {first.line} 行",
            mark,
            "留一个，删一个；后写的这个没有采用",
        )
        return True

    def _alias(self, event: Any) -> None:
        self._report(
            codes.ALIAS, f"不能用引用 *{event.anchor}", event.start_mark, "把被引用的内容照写一遍"
        )

    def _screen(self, event: Any) -> None:
        if event.anchor is not None:
            self._report(
                codes.ALIAS,
                f"不能用锚点 &{event.anchor}",
                event.start_mark,
                "删掉它；如果 & 是文字的一部分，给整个值加引号",
            )
        if event.tag is not None:
            self._report(
                codes.TAG,
                f"不能用标签 {event.tag}",
                event.start_mark,
                "删掉它；如果 ! 是文字的一部分，给整个值加引号",
            )

    def _report(self, code: str, message: str, mark: Mark, hint: str) -> None:
        self.findings.append(Finding(code, message, place_of(mark), hint))
