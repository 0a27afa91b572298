"""Merging two versions of one document by what they say, and saying what a document says.

A line is too much to tell two people's work apart where one line holds many targets, and too little
where a measure is several lines. So what the three versions say is merged value by value; the
result is then written into the lines that there are, so that all but the values stays as it was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from tuanscore.commands.merge import layout, lines, trees
from tuanscore.commands.merge.remarks import Page
from tuanscore.commands.merge.versions import Versions
from tuanscore.errors import TuanscoreError
from tuanscore.source import codes
from tuanscore.source.read import read

if TYPE_CHECKING:
    from tuanscore.commands.merge.trees import Conflict, Joined, Texts

_BOM = "\ufeff"
_LINE_END = f"\n{lines.BESIDE}"
"""A line end that is to go again."""

_HARMLESS = (codes.EMPTY, codes.FOLDED)
"""Findings of a file whose every word is in its tree all the same."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A merged file; with conflicts it holds all versions of these between markers."""

    data: bytes
    clean: bool
    conflicts: tuple[Conflict, ...] = ()
    notes: tuple[str, ...] = ()
    """What is to be said besides the conflicts."""


def merge(files: Versions[bytes], marker_size: int = 7) -> Outcome:
    """Merge three versions of a file; what cannot be understood is merged line by line.

    Raises TuanscoreError for files that are no text.
    """
    by_lines = lines.merge(files, f"--marker-size={marker_size}")
    base, ours, theirs = files.each(_root)
    if ours is None or theirs is None or (base is None and files.base.strip()):
        note = "有一方读不懂（或者不是评分文件），是按行合并的"
        return Outcome(by_lines.text, by_lines.clean, notes=() if by_lines.clean else (note,))
    roots = Versions(base or {}, ours, theirs)
    joined = _join(roots, "ours")
    pages = files.each(lambda data: Page(_text(data)))
    if not joined.conflicts and by_lines.clean and _root(by_lines.text) == joined.tree:
        text = _text(by_lines.text)
        if Page(text).without_deleted(pages) == text:
            return Outcome(by_lines.text, True)
    try:
        return _Pages(files, pages, marker_size).merge(roots, joined)
    except Exception as error:  # a bug of ours, too, must not keep anyone from merging
        note = f"合并的结果写不出来（{error}），是按行合并的，请运行 validate 核对"
        clean = by_lines.clean and not joined.conflicts
        return Outcome(by_lines.text, clean, joined.conflicts, (note,))


class _Pages:
    """The texts of three versions, with line feeds only, on their way to one text."""

    def __init__(self, files: Versions[bytes], pages: Versions[Page], marker_size: int) -> None:
        self._marker_size = marker_size
        self._files = files
        self._pages = pages
        self._texts = pages.each(lambda page: page.text)
        self._writer = layout.Writer(self._texts)

    def merge(self, roots: Versions[Any], joined: Joined) -> Outcome:
        """Return the file that says what was joined, with markers around what conflicts."""
        text = self._merged(joined.tree)
        if not joined.conflicts:
            return Outcome(self._data(text), True, notes=self._lost_comments(text))
        order: tuple[trees.Side, ...] = ("base", "ours", "theirs")
        said = [_join(roots, side).tree for side in order]
        sides = Versions(*map(partial(self._side, text), said, self._pages))
        marked = lines.marked(sides, self._marker_size)
        notes = self._lost_comments(*sides)
        return Outcome(self._data(marked), False, joined.conflicts, notes)

    def _merged(self, tree: Any) -> str:
        """Return one text for a tree, with what each side changed beside the values.

        Once all three versions say the same, they differ in comments and layout only, and these
        are merged line by line.
        """
        ours = self._written(self._texts.ours, tree)
        if not self._texts.base.strip():
            return ours
        base, theirs = (self._written(t, tree) for t in (self._texts.base, self._texts.theirs))
        laid = Versions(base, ours, theirs).each(_apart)
        text = lines.unite(laid).replace(_LINE_END, "")
        text = text if trees.same(_root(text.encode()), tree) else ours
        return _if_same(Page(text).without_deleted(self._pages), text, tree)

    def _side(self, text: str, tree: Any, page: Page) -> str:
        """Return the text of a side of the conflicts, with its comments on what conflicts."""
        text = self._written(text, tree)
        text = _if_same(Page(text).without_strays(self._pages), text, tree)
        missing = list(page.missing_from(Page(text), [self._pages.ours, self._pages.theirs]))
        for some in [missing, *([remark] for remark in missing)]:  # all at once, if that will do
            remarked = Page(text).with_remarks(some, page)
            if trees.same(_root(remarked.encode()), tree):
                text = remarked
                if some is missing:
                    break
        return text

    def _written(self, text: str, tree: Any) -> str:
        """Return a text made to say what a tree says; raises TuanscoreError where it does not."""
        written = self._writer.rewritten(text, tree)
        if not trees.same(_root(written.encode()), tree):
            raise TuanscoreError("写出来的和要写的不一样")
        return written

    def _lost_comments(self, *texts: str) -> tuple[str, ...]:
        """Return what to say of comments that no side took away and that found no place."""
        base, ours, theirs = self._pages
        written = [Page(text) for text in texts]
        lost: dict[str, None] = {}
        for who, side, other in (("我们", ours, theirs), ("对方", theirs, ours)):
            for remark in side.remarks:
                old = base.says(remark, side)
                wanted = other.says(remark, side) if old else True
                if wanted and not any(page.says(remark, side) for page in written):
                    adder = "原来" if old else f"{who}加"
                    lost[f"{adder}的注释没有带过来：{remark.text}"] = None
        return tuple(lost)

    def _data(self, text: str) -> bytes:
        """Return the bytes of a text with line ends and byte order mark as our side has them.

        Where theirs alone changed these, as they have them.
        """
        base, ours, theirs = self._files.each(_ends)
        mark, windows = theirs if ours == base else ours
        return ((_BOM if mark else "") + (text.replace("\n", "\r\n") if windows else text)).encode()


def _if_same(tidy: str, text: str, tree: Any) -> str:
    """Return a tidier text if it says what a tree says, else the text."""
    return tidy if trees.same(_root(tidy.encode()), tree) else text


def _join(roots: Versions[Any], side: trees.Side) -> Joined:
    return trees.merge(roots, side, _merge_text)


def _merge_text(texts: Texts) -> str | None:
    """Merge the lines of three texts; None where that takes a person."""
    merged = lines.merge(texts.each(str.encode))
    return merged.text.decode() if merged.clean else None


def _root(data: bytes) -> Any:
    """Return the tree of one of our documents; None for what is none, or is not read whole."""
    document, findings = read(data, "")
    if document is None or any(finding.code not in _HARMLESS for finding in findings):
        return None
    return document.root if isinstance(document.root.get("类型"), str) else None


def _text(data: bytes) -> str:
    return data.decode().removeprefix(_BOM).replace("\r\n", "\n")


def _apart(text: str) -> str:
    """Return a text in which what follows a value, a comment, has a line of its own."""
    return re.sub(r"(?m)(?<=\S)([ \t]+#.*)$", rf"{_LINE_END}\1", text)


def _ends(data: bytes) -> tuple[bool, bool]:
    """Say whether a file has a byte order mark, and whether most of its lines end as Windows'."""
    windows = data.count(b"\r\n")
    return data.startswith(_BOM.encode()), windows * 2 > data.count(b"\n")
