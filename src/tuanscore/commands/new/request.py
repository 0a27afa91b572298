"""What someone asks for: the words of the command line, checked for what the kind of file needs."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from tuanscore.errors import TuanscoreError

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

_OPTIONS = {
    "year": "--year",
    "unit": "--unit",
    "template": "--template",
    "source": "--from",
    "source_year": "--from-year",
    "code": "--code",
    "title": "--name",
    "as_of": "--as-of",
    "org": "--org",
    "file": "--file",
    "line": "--line",
}
_UNFIT = frozenset('/\\:*?"<>|')
_LONGEST = 200
"""Bytes of a name in UTF-8: file systems allow 255, and more words and the ending follow it."""
_YEARS = range(1900, 2200)
_YEAR_AT_END = re.compile(r"(?:19|20|21)[0-9]{2}$")


@dataclass(frozen=True, slots=True)
class Request:
    """One new file; what is None was not said."""

    today: date
    name: str | None = None
    year: int | None = None
    unit: str | None = None
    template: str | None = None
    source: str | None = None
    source_year: int | None = None
    code: str | None = None
    title: str | None = None
    as_of: date | None = None
    org: str | None = None
    file: str | None = None
    line: str | None = None

    def refuse_others(self, kind: str, uses: Collection[str]) -> None:
        """Raise TuanscoreError for options that this kind of file has no use for."""
        said = [f.name for f in fields(self) if getattr(self, f.name) is not None]
        idle = [_OPTIONS[name] for name in said if name in _OPTIONS and name not in uses]
        if idle:
            fit = "、".join(_OPTIONS[name] for name in _OPTIONS if name in uses)
            raise TuanscoreError(f"{kind}用不上 {'、'.join(idle)}", f"可以用的：{fit}")

    def check_year(self) -> None:
        """Raise TuanscoreError for a year that no document can be of."""
        if self.year is not None and self.year not in _YEARS:
            raise TuanscoreError(f"--year“{self.year}”不是年度", "写四位半角数字，例如 2014")

    def example(self, kind: str, **others: str) -> str:
        """Return the whole command: what was said, and other words for what was not."""
        words = ["tuanscore new", kind]
        for field, option in {"name": "", **_OPTIONS}.items():
            said = getattr(self, field)
            word = "" if said is None else str(said).strip()
            if word := word or others.get(field, ""):
                words += [option, _in_quotes(word)] if option else [_in_quotes(word)]
        return " ".join(words)

    def year_of(self, name: str) -> int:
        """Return the year that was said, else the one at the end of a name, else this year."""
        at_end = _YEAR_AT_END.search(name)
        return self.year or (int(at_end[0]) if at_end else self.today.year)


def need(kind: str, example: str, **values: str | None) -> None:
    """Raise TuanscoreError that names everything that is missing at once."""
    missing = [what for what, value in values.items() if value is None or not value.strip()]
    if missing:
        raise TuanscoreError(f"新建{kind}还缺：{'、'.join(missing)}", f"例如 {example}")


def as_file_name(text: str, what: str) -> str:
    """Return a name that is to be a file's; raises TuanscoreError for one that cannot be."""
    name = text.strip()
    unfit = next((c for c in name if _is_unfit(c)), None)
    if unfit or name.startswith(".") or name.endswith("."):
        seen = f"“{unfit}”" if unfit in _UNFIT else "不能用的字符"
        bad = seen if unfit else "开头或末尾的点"
        raise TuanscoreError(f"{what}“{_shown(name)}”不能作文件名：有{bad}", "去掉它再试")
    if len(name.encode()) > _LONGEST:
        raise TuanscoreError(f"{what}“{name[:12]}……”太长，不能作文件名", "写短一点")
    return name


def fit_for_file_name(text: str) -> str:
    """Return a text with hyphens for blanks and for what no file may have in its name."""
    return "-".join("".join(" " if _is_unfit(c) else c for c in text).split())


def stem_of(code: str | None, name: str) -> str:
    """Return what the file of a project is called: its 项目编码, else its 项目名称."""
    return as_file_name(code, "项目编码") if code else fit_for_file_name(name)


def as_line(text: str, what: str) -> str:
    """Return a text that fits on one line; raises TuanscoreError for any other."""
    line = text.strip()
    if any(_is_unseen(c) for c in line):
        raise TuanscoreError(f"{what}“{_shown(line)}”里有换行或看不见的字符", "去掉它再试")
    return line


def _is_unfit(char: str) -> bool:
    return char in _UNFIT or _is_unseen(char)


def _is_unseen(char: str) -> bool:
    return not char.isprintable() and char != "\u3000"


def _in_quotes(word: str) -> str:
    """Return a word as it is typed in a shell: in quotes where it would be several."""
    return f'"{word}"' if any(c.isspace() for c in word) else word


def _shown(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)
