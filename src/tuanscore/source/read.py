"""Reading: bytes → (document, findings), by libyaml's event stream.

Nothing is interpreted: every scalar arrives as the text that was written, so no code, date or
leading zero can be damaged. What YAML allows and a clerk never means (aliases, tags, a second
document, the same key twice) is a finding with its place and its cure.
"""

from __future__ import annotations

import os
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any
from unicodedata import is_normalized, normalize

from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from tuanscore import disk
from tuanscore.errors import InstallationError
from tuanscore.finding import Finding, Place
from tuanscore.source import codes, cures
from tuanscore.source.limit import MOST, limited
from tuanscore.source.lines import lines_of, masked_bytes
from tuanscore.source.tree import Document, Mapping, Mark, Sequence, fold, place_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

try:
    from yaml._yaml import CParser
except ImportError as error:  # PyYAML built without libyaml
    message = "PyYAML 没有带 libyaml，读不了文件"
    raise InstallationError(message, "重装 PyYAML：pip install --force-reinstall PyYAML") from error

MAX_BYTES = 4 * 1024 * 1024
MAX_ENTRIES = 100_000
MAX_DEPTH = 50
_SEPARATORS = (b"\n", b"\r", b",")
"""What stands between any two entries that are side by side."""
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


def read_file(path: Path | str, name: str, root: Path | None = None) -> Result:
    """Read a file that findings will call by this name; its path is below a root if there is one.

    What leads out of the root is not read.
    """
    try:
        data = disk.read(root, os.fspath(path), MAX_BYTES)
    except disk.TooLargeError:
        return None, [_too_large(name)]
    except OSError as error:
        reason = disk.reason_of(error)
        message = reason if isinstance(error, disk.OutsideError) else f"文件读不了：{reason}"
        hint = getattr(error, "hint", "检查文件是否存在、权限是否够")
        return None, [Finding(codes.UNREADABLE, message, Place(name), hint)]
    return read(data, name)


def read(data: bytes, name: str) -> Result:
    """Read the bytes of a file; the document is None when there is nothing to go on with."""
    if len(data) > MAX_BYTES:
        return None, [_too_large(name)]
    if len(data) > MAX_ENTRIES and sum(map(data.count, _SEPARATORS)) > MAX_ENTRIES:
        strange = cures.not_text(data, name)
        return None, [strange or _too_many(name)]
    builder = _Builder(data, name)
    root: Any = None
    refused: YAMLError | _TooDeepError | None = None
    try:
        root = builder.build() if not data.startswith(cures.UTF16_MARKS) else None
    except (YAMLError, _TooDeepError) as error:
        refused = error.with_traceback(None)  # which would hold all that was read
    # Most files are as they should be. What libyaml read to the end without a word is UTF-8.
    if type(root) is Mapping and not builder.findings and not cures.has_odd_blanks(data):
        return Document(name, root, tuple(builder.blocks)), []
    strange = cures.not_text(data, name) if root is None else None
    if strange is not None:
        return None, [strange]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [cures.encoding(error, data, name)]
    found = builder.findings
    causes = _causes(refused, root, text, name, silent=not found)
    causes = [cause for cause in causes if cause not in found]
    if causes or root is None:
        return None, limited(cures.without_symptoms(found, causes) + causes)
    if len(found) > MOST:
        return None, limited(found)
    return Document(name, root, tuple(builder.blocks)), found


def _causes(
    refused: YAMLError | _TooDeepError | None, root: Any, text: str, name: str, *, silent: bool
) -> list[Finding]:
    """Return why there is nothing to go on with; nothing where there is."""
    if isinstance(refused, _TooDeepError):
        place = place_of(refused.mark)
        message = f"嵌套超过 {MAX_DEPTH} 层"
        return [Finding(codes.TOO_DEEP, message, place, "检查缩进或括号是否写错")]
    if refused is not None:
        return cures.syntax(refused, text, name)
    causes = cures.indentation(text, name)
    if not causes and not isinstance(root, Mapping) and (root is not None or silent):
        causes = cures.not_a_mapping(root, text, name)
    return causes


def _too_large(name: str) -> Finding:
    limit = MAX_BYTES // 1024 // 1024
    return Finding(
        codes.TOO_LARGE,
        f"文件超过 {limit} MiB，不读",
        Place(name),
        "评分文件一般只有几千字节；看看是否放错了文件",
    )


def _too_many(name: str) -> Finding:
    return Finding(
        codes.TOO_LARGE,
        f"文件超过 {MAX_ENTRIES:,} 行（项），不读",
        Place(name),
        "评分文件一般只有几百行；看看是否放错了文件，或把它拆开",
    )


_ordinary: set[str] = set()
"""Keys that were found to be ordinary; most documents have the same."""
_MANY = 65536


def _is_ordinary(key: str) -> bool:
    """Say whether a key can only repeat itself letter by letter, as nearly all can."""
    if fold(key) != key or key in ("", "<<"):
        return False
    if len(_ordinary) < _MANY:
        _ordinary.add(key)
    return True


class _Builder:
    """Builds the tree of one stream; `findings` fills as it goes."""

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self.findings: list[Finding] = []
        self.blocks: list[Mark] = []
        data, self._back = masked_bytes(data)
        self._read: Callable[[], Any] = CParser(_Named(data, name)).get_event
        if self._back:
            self._masked, self._read = self._read, self._unmasked
        self._odd: Any = None
        # Anchors and tags need one of these bytes; most files have none.
        odd = b"&" in data or b"!" in data
        self._next: Callable[[], Any] = self._screened if odd else self._read
        if b"\\" in data or not is_normalized("NFC", data.decode("utf-8", "replace")):
            self._written, self._next = self._next, self._composed

    @cached_property
    def _lines(self) -> list[str]:
        return lines_of(self._data.decode("utf-8", "replace"))

    def build(self) -> Any:
        self._next()  # stream start
        if type(self._next()) is StreamEndEvent:
            return None
        event = self._next()
        written = type(event) is not ScalarEvent or event.value or event.style
        root = self._node(event, 1) if written else None
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
        if kind is ScalarEvent:
            return self._scalar(event)
        if kind is AliasEvent:
            return self._alias(event)
        if depth > MAX_DEPTH:
            raise _TooDeepError(event.start_mark)
        if kind is MappingStartEvent:
            return self._mapping(event, depth + 1)
        return self._sequence(event, depth + 1)

    def _mapping(self, start: Any, depth: int) -> Mapping:
        """Read to the mapping's end; most of the time goes into this loop, so it is flat."""
        mapping = Mapping()
        mapping.mark = start.start_mark
        mapping.marks = marks = {}
        following, known = self._next, _ordinary
        folded: dict[str, str] | None = None  # the keys so far, once one is out of the ordinary
        while True:
            event = following()
            kind = type(event)
            if kind is ScalarEvent:
                key = event.value
            elif kind is MappingEndEvent:
                return mapping
            else:
                key = self._odd_key(event, depth)
            value = following()
            if type(value) is ScalarEvent:
                node: Any = value.value
                style = value.style
                # Only text with a blank in it, or in quotes, can stand on several lines.
                if style or not node or " " in node or "\n" in node:
                    node = self._scalar(value, event)
                    if node is None and "：" in key:
                        continue
            else:
                node = self._node(value, depth)
                style = None
            ordinary = key in known or _is_ordinary(key)
            if folded is not None or key in mapping or not ordinary:
                if folded is None:
                    folded = {fold(k): k for k in mapping}
                if self._refused(key, event, folded, mapping):
                    continue
            mapping[key] = node
            marks[key] = (event.start_mark, value.start_mark, style)

    def _sequence(self, start: Any, depth: int) -> Sequence:
        sequence = Sequence()
        sequence.mark = start.start_mark
        sequence.marks = marks = []
        while True:
            event = self._next()
            if type(event) is SequenceEndEvent:
                return sequence
            sequence.append(self._node(event, depth))
            marks.append(event.start_mark)

    def _scalar(self, event: Any, key: Any = None) -> str | None:
        """Return the text as written, None for nothing; report what YAML folded or swallowed."""
        text: str = event.value
        style = event.style
        if style in _BLOCK_STYLES:
            if not text.strip():
                place = place_of(event.start_mark)
                self.findings.append(cures.block_header(self._lines, place))
            self.blocks.append(event.start_mark)
        elif (
            style == '"'
            and not text.isprintable()
            and cures.has_control(text)
            and event is not self._odd
        ):
            self._report(
                codes.SYNTAX,
                "引号里有看不见的控制字符",
                event.start_mark,
                "删掉反斜线和它后面的字符",
            )
        elif event.start_mark.line != event.end_mark.line:
            if not style and (keys := self._folded_keys(event)):
                self.findings += keys
                return None
            dash = text.startswith("-") and not style
            self._report(
                codes.FOLDED,
                "这个值跨了几行，YAML 会把它们连成一行并在中间加空格",
                event.start_mark,
                "列表的“-”后面要有一个空格" if dash else "写在一行里；要分行就用 | 另起一段",
            )
        if text or style:
            return text
        self._empty(event, key)
        return None

    def _folded_keys(self, event: Any) -> list[Finding]:
        """Return what is wrong with lines that were meant as keys, and became one text."""
        first, last = event.start_mark.line, event.end_mark.line
        lines = self._lines[first : last + 1]
        return cures.folded_keys(lines, first + 1, event.start_mark.name)

    def _empty(self, event: Any, key: Any) -> None:
        """Report a value that is missing, unless its key is to blame."""
        if key is not None and not isinstance(key, ScalarEvent):
            return  # the key has been reported
        name: str = key.value if key is not None else "-"
        if key is not None:
            mark: Any = key.start_mark
            wrong = cures.colon_in_key(name, place_of(mark), key.style or "")
            if wrong is not None:
                self.findings.append(wrong)
                return
        self._report(
            codes.EMPTY, f"“{name}”后面没有填写", event.start_mark, "填上内容，或删掉这一行"
        )

    def _odd_key(self, event: Any, depth: int) -> str:
        """Report a key that is no text, read past it, and go on as if it were empty."""
        known = len(self.findings)
        self._node(event, depth)
        if type(event) is not AliasEvent:
            del self.findings[known:]
            self._report(
                codes.ODD_KEY, "键只能是一个词，不能是列表或表", event.start_mark, "检查 ? 和括号"
            )
        return ""

    def _refused(self, key: str, event: Any, folded: dict[str, str], mapping: Mapping) -> bool:
        """Report a key that is empty, a merge, or there already in whatever width."""
        if not key:
            if type(event) is ScalarEvent:
                self._report(
                    codes.ODD_KEY, "冒号前面没有键", event.start_mark, "补上键，或删掉冒号"
                )
            return True
        if key == "<<" and not event.style:
            self._report(
                codes.ALIAS,
                "不能用合并键 <<",
                event.start_mark,
                "把要合并的内容照写一遍，或用 模板",
            )
            return True
        twin = folded.setdefault(fold(key), key)
        if twin not in mapping:
            return False
        first = place_of(mapping.marks[twin][0])
        same = "" if twin == key else f"（与“{twin}”只有全角半角或看不见的字符不同）"
        self._report(
            codes.DUPLICATE_KEY,
            f"“{key}”写了两次{same}，第一次在第 {first.line} 行",
            event.start_mark,
            "留一个，删一个；后写的这个没有采用",
        )
        return True

    def _alias(self, event: Any) -> None:
        self._report(
            codes.ALIAS, f"不能用引用 *{event.anchor}", event.start_mark, "把被引用的内容照写一遍"
        )

    def _unmasked(self) -> Any:
        """Return the next event with its text as written, and report what to others ends a line."""
        event = self._masked()
        if (
            type(event) is ScalarEvent
            and (text := event.value.translate(self._back)) != event.value
        ):
            event.value = text
            self._odd = event
            self.findings.append(cures.unseen_line_end(self._lines, event))
        return event

    def _composed(self) -> Any:
        """Return the next event with its text in the one form (NFC) of what Unicode calls equal.

        It looks the same, and so a name is the same name however a keyboard or a disk wrote it.
        """
        event = self._written()
        if type(event) is ScalarEvent:
            event.value = normalize("NFC", event.value)
        return event

    def _screened(self) -> Any:
        """Return the next event, and report its anchor and its tag."""
        event = self._read()
        if isinstance(event, NodeEvent) and not isinstance(event, AliasEvent):
            if event.anchor is not None:
                self._report(
                    codes.ALIAS,
                    f"不能用锚点 &{event.anchor}",
                    event.start_mark,
                    "删掉它；如果 & 是文字的一部分，给整个值加引号",
                )
            tag = getattr(event, "tag", None)
            if tag is not None:
                written = tag.replace("tag:yaml.org,2002:", "!!")
                self._report(
                    codes.TAG,
                    f"不能用标签 {written}",
                    event.start_mark,
                    "删掉它；如果 ! 是文字的一部分，给整个值加引号",
                )
        return event

    def _report(self, code: str, message: str, mark: Any, hint: str) -> None:
        self.findings.append(Finding(code, message, place_of(mark), hint))
