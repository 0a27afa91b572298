"""What a file with errors says it is, as far as its lines can be read."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from tuanscore.model import kinds
from tuanscore.model.kinds.scorecard import KIND as SCORECARD
from tuanscore.source.lines import lines_of
from tuanscore.source.tree import fold_name

NAMES = ("单位", "简称", "别名", "曾用名", "名称", "预算单位", "实施单位", "项目编码", "项目名称")
_LINE = re.compile(r"^(\w+)[ \t]*[:： \t](.*(?:\n[ \t-]+\S.*)*)", re.MULTILINE)
_COMMENT = re.compile(r"(?:^|[ \t])#.*$", re.MULTILINE)
BETWEEN = re.compile(r"[,，、\[\]\n]")
_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


@dataclass(frozen=True, slots=True)
class Claim:
    """What a file says of itself."""

    file: str
    kind: str
    year: int | None
    """None where neither the file nor its folder says."""
    names: frozenset[str]
    """As names are looked up; what the file is called is one of them."""
    named: bool
    """Whether it says itself whose it is, or which project's."""
    as_of: date | None
    """Its 截至."""

    def is_called(self, name: str) -> bool:
        """Say whether it goes by this name."""
        return fold_name(name) in self.names

    def speaks_of(self, part: str) -> bool:
        """Say whether it goes by a name with this part."""
        return any(fold_name(part) in name for name in self.names)


def claim(file: str, text: str) -> Claim:
    """Return what a file says of itself; colons may be 全角, or left out."""
    plain = _COMMENT.sub("", "\n".join(lines_of(text)))
    told = {match[1]: match[2] for match in _LINE.finditer(plain)}
    path = PurePosixPath(file)
    years = _YEAR.findall(told.get("年度", "")) or _YEAR.findall(path.parent.as_posix())
    names = [n for key in NAMES for n in BETWEEN.split(told.get(key, ""))]
    bare = (name.strip(" \t-:：'\"“”") for name in [*names, path.stem])
    return Claim(
        file,
        _kind(told.get("类型", "").strip(" \t:：'\""), path),
        int(years[0]) if years else None,
        frozenset(fold_name(name) for name in bare if name),
        any(told.get(key, "").strip(" \t'\"") for key in NAMES),
        _day(told.get("截至", "")),
    )


def _day(words: str) -> date | None:
    match = _DAY.search(words)
    with suppress(ValueError):
        return date.fromisoformat(match[0]) if match is not None else None
    return None


def _kind(word: str, path: PurePosixPath) -> str:
    """Return the 类型; where none is known, what stands right below its year is a card."""
    at_home = len(path.parts) == 3 and path.parts[0] == "scorecards"
    return SCORECARD if at_home and word not in kinds.all_by_name() else word
