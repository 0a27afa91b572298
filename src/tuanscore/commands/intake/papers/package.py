"""A zip of XML parts, as office programs write it, opened so that nothing in it can do harm."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat
from zipfile import ZipFile

from tuanscore.commands.intake.papers.unreadable import UnreadableError, broken

MAX_PARTS = 5000
"""Parts of a package: a workbook of a thousand sheets has some 2000."""
MAX_PART_BYTES = 48 * 1024 * 1024
"""One XML part, unpacked: some 1500 scorecards in one document."""
MAX_WHOLE_BYTES = 512 * 1024 * 1024
"""All parts together, unpacked; pictures count, though nobody unpacks them."""
MAX_DEPTH = 100
"""Elements within elements: a table within a table takes four."""

_RELATIONS = "_rels/{}.rels"
_MACROS = ("vbaproject.bin", "macrosheets/")


class Package:
    """The parts of a .docx or .xlsx; raises UnreadableError for what is broken or a bomb."""

    def __init__(self, data: bytes) -> None:
        """Open the zip and look at its table of contents; nothing is unpacked."""
        with broken("压缩包"):
            self._zip = ZipFile(BytesIO(data))
        parts = self._zip.infolist()
        if len(parts) > MAX_PARTS:
            raise UnreadableError(f"里面有 {len(parts)} 个部件，最多读 {MAX_PARTS} 个")
        if sum(part.file_size for part in parts) > MAX_WHOLE_BYTES:
            raise UnreadableError(
                f"解压后超过 {MAX_WHOLE_BYTES // 2**20} MiB，不解压", "看看是否放错了文件"
            )
        self.names = frozenset(part.filename for part in parts)

    @property
    def has_macros(self) -> bool:
        """Say whether programs are in it."""
        return any(macro in name.lower() for name in self.names for macro in _MACROS)

    def holds(self, beginning: str) -> bool:
        """Say whether a part's name begins so."""
        return any(name.startswith(beginning) for name in self.names)

    def read(self, part: str) -> bytes:
        """Return a part, unpacked."""
        with broken("压缩包"):
            size = self._zip.getinfo(part).file_size
            if size > MAX_PART_BYTES:
                raise UnreadableError(
                    f"里面的 {part} 解压后超过 {MAX_PART_BYTES // 2**20} MiB，不解压",
                    "看看是否放错了文件",
                )
            return self._zip.read(part)

    def xml(self, part: str) -> Element:
        """Return the tree of a part; its names are without namespaces."""
        return tree(self.read(part))

    def check(self) -> None:
        """Refuse a DOCTYPE in any part, before a library that would follow it opens the package."""
        for part in sorted(self.names):
            if part.lower().endswith((".xml", ".rels", ".vml")):
                scan(self.read(part), _enough)

    def related(self, part: str = "") -> list[tuple[str, str, str]]:
        """Return id, kind (``styles``, ``header`` …) and name of the parts that one refers to."""
        folder, base = posixpath.split(part)
        source = posixpath.join(folder, _RELATIONS.format(base))
        if source not in self.names:
            return []
        return [
            (
                relation.get("Id", ""),
                relation.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))[1:],
            )
            for relation in self.xml(source)
            if relation.get("TargetMode") != "External"
        ]

    def parts(self, part: str, kind: str) -> list[str]:
        """Return the names of the parts of a kind that one refers to and that are there."""
        return [name for _, said, name in self.related(part) if said == kind and name in self.names]


def tree(data: bytes | str) -> Element:
    """Return the tree of an XML document without a DOCTYPE; raises UnreadableError.

    A text is read as it is, whatever encoding it says it has.
    """
    builder = TreeBuilder()
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise UnreadableError(f"XML 套了 {MAX_DEPTH} 层还没有完，不读")
        builder.start(_local(name), {_local(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_local(name))

    parser = _parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    with broken("XML", expat.ExpatError):
        parser.Parse(data, True)
        return builder.close()


def scan(data: bytes, start: Callable[[str, dict[str, str]], None]) -> None:
    """Call a function with the name and the attributes of every element, making no tree.

    It may raise StopIteration when it has seen enough.
    """
    parser = _parser()
    parser.StartElementHandler = lambda name, given: start(_local(name), given)
    with broken("XML", expat.ExpatError), suppress(StopIteration):
        parser.Parse(data, True)


def _enough(*_: object) -> None:
    """Stop at the first element: a DOCTYPE stands before it."""
    raise StopIteration


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _refuse_doctype(*_: object) -> None:
    raise UnreadableError("XML 里有 DOCTYPE，可能引用别处的文件，不读")


def _local(name: str) -> str:
    return name.rpartition("}")[2]
