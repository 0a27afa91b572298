"""Which files may be about whom: what each says of itself in its first column, and no model.

Nothing is read as YAML here but files whose first column leaves a doubt. What is found may be more
than what is meant, never less: a file that goes by a name has yet to be read, and may have errors.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass
from itertools import groupby, pairwise
from posixpath import basename, dirname, splitext
from typing import TYPE_CHECKING
from unicodedata import is_normalized

from tuanscore.model import kinds
from tuanscore.shelf.claims import BETWEEN, NAMES
from tuanscore.source.tree import fold_for_good, fold_name

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

_WHOLE = ("类型", "年度", *NAMES)
_ABOUT = {kind: model.reports_by for kind, model in kinds.models().items() if model.reports_by[0]}
"""Kinds that are about another document: the keys of which the first says which, and its kind."""
_BUCKETS = 4096
_NEAR = 20
"""Files before and after one in its folder among which another may have been meant."""
_SPECIAL = frozenset("&*!|>%@`[]{}?,#'\"")
"""What a plain text in YAML does not begin with."""
_ONLY_TO_SOME = ("\x0b", "\x0c", "\x85", "\u2028", "\u2029")
"""What ends a line to some readers."""

Told = dict[str, list[str]]
"""What stands under the keys that say whose a file is."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the index keeps of one file."""

    kind: str
    """The 类型; of a file with errors what may be meant."""
    year: int
    """0 where it is not known."""
    names: frozenset[str]
    """Every name that it may go by, as names are looked up."""
    about: str = ""
    """Of a report, the name of what it is about."""
    named: bool = True
    """Whether it says itself whose it is."""


def facts(file: str, told: Told) -> Facts | None:
    """Return what is told of a file; None where that is not all."""
    kind, year = told.get("类型", [""])[0], told.get("年度", [""])[0]
    if kind not in kinds.all_by_name() or len(year) != 4 or not year.isdecimal():
        return None
    written = [name for key in NAMES for name in told.get(key, ())]
    parts = [part for name in written for part in BETWEEN.split(name)]
    names = {*written, *parts, splitext(basename(file))[0]}
    about = next((told[key][0] for key in _ABOUT.get(kind, ((), ""))[0] if key in told), "")
    folded = frozenset(map(fold_for_good, names))
    return Facts(kind, int(year), folded, fold_name(about), bool(written))


def told_by(root: Mapping[str, object]) -> Told:
    """Return what a document tells."""
    told = {key: root[key] for key in _WHOLE if key in root}
    return {
        key: [value] if isinstance(value, str) else [v for v in value if isinstance(v, str)]
        for key, value in told.items()
        if isinstance(value, str | list) and value
    }


def first_column(data: bytes) -> Told | None:
    """Return what the first column of a file tells; None where YAML may mean something else."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    if "\r" in text.replace("\r\n", "") or any(end in text for end in _ONLY_TO_SOME):
        return None
    lines = text.split("\n")
    firsts = [i for i, line in enumerate(lines) if line and line[0] not in " \t\r#"]
    tops = [i for i in firsts if lines[i][0] != "-" or lines[i][1:2] not in ("", " ", "\r")]
    told: Told = {}
    for start, end in pairwise((*tops, len(lines))):
        key, colon, value = lines[start].partition(":")
        if not colon or value[:1].strip() or not key.isalnum() or not is_normalized("NFC", key):
            return None
        if key in _WHOLE:
            values = _values(value.strip(), lines[start + 1 : end])
            if values is None or key in told:
                return None
            told[key] = values
    return {key: values for key, values in told.items() if values}


def _values(value: str, below: Sequence[str]) -> list[str] | None:
    """Return the texts that stand at a key, if they do so in the simplest of ways."""
    more = [line.strip() for line in below]
    more = [line for line in more if line and line[0] != "#"]
    if more and value and value[0] != "#":
        return None
    if more:
        written = [line[2:].strip() if line[:2] == "- " else "" for line in more]
    elif value[:1] == "[":
        if value[-1] != "]":
            return None
        inner = value[1:-1].strip()
        written = [part.strip() for part in inner.split(",")] if inner else []
    else:
        written = [value]
    texts = [_text(part) for part in written]
    return [text for text in texts if text is not None] if None not in texts else None


def _text(written: str) -> str | None:
    """Return a text that is written plainly or in quotes, without escapes."""
    if len(written) > 1 and written[0] == written[-1] and written[0] in "'\"":
        inner = written[1:-1]
        return inner if written[0] not in inner and "\\" not in inner else None
    plain = written.partition(" #")[0].rstrip()
    odd = not plain or plain[0] in _SPECIAL or ": " in plain or plain[-1] == ":"
    return None if odd or plain[:2] == "- " or "\t" in plain else plain


class Index:
    """What is known of all files, in little more than a hundred bytes for each."""

    def __init__(self, files: Sequence[str], tell: Callable[[str], Facts]) -> None:
        """Ask of each file what there is to it."""
        self._files = files
        self._by_name = array("I", sorted(range(len(files)), key=files.__getitem__))
        self._words = {word: code for code, word in enumerate(("", *kinds.all_by_name()))}
        self._subject_kinds = {self._words[k]: self._words[of] for k, (_, of) in _ABOUT.items()}
        self._kinds, self._years, self._about = array("B"), array("H"), array("q")
        self._hashes = [array("q") for _ in range(_BUCKETS)]
        self._numbers = [array("I") for _ in range(_BUCKETS)]
        self._unnamed = array("I")
        for number, file in enumerate(files):
            self._note(number, tell(file))

    def __contains__(self, file: object) -> bool:
        """Say whether there is a file of this name."""
        return isinstance(file, str) and self._number(file) >= 0

    def _note(self, number: int, told: Facts) -> None:
        self._kinds.append(self._words.get(told.kind, 0))
        self._years.append(told.year)
        self._about.append(hash(told.about) if told.about else 0)
        for code in set(map(hash, told.names)):
            self._hashes[code % _BUCKETS].append(code)
            self._numbers[code % _BUCKETS].append(number)
        if not told.named:
            self._unnamed.append(number)

    def _of_code(self, code: int) -> Iterator[int]:
        """Yield the numbers of the files with a name of this hash."""
        hashes, numbers, at = self._hashes[code % _BUCKETS], self._numbers[code % _BUCKETS], 0
        while True:
            try:
                at = hashes.index(code, at) + 1
            except ValueError:
                return
            yield numbers[at - 1]

    def called(
        self, names: Iterable[str], about: Collection[str] = (), years: Collection[int] = ()
    ) -> list[str]:
        """Return the files of some kinds that may go by one of these names, in their order.

        A kind that is empty is one that nobody knows, a year that is 0, too. None at all are all.
        """
        codes = {hash(fold_name(name)) for name in names}
        found = {number for code in codes for number in self._of_code(code)}
        return self._chosen(sorted(found), about, years)

    def of(self, about: Collection[str], years: Collection[int] = ()) -> list[str]:
        """Return the files of some kinds and years, in their order."""
        return self._chosen(range(len(self._files)), about, years)

    def unnamed(self, about: Collection[str], years: Collection[int]) -> list[str]:
        """Return those of them that do not say whose they are."""
        return self._chosen(self._unnamed, about, years)

    def _chosen(
        self, numbers: Iterable[int], about: Collection[str], years: Collection[int]
    ) -> list[str]:
        codes = {self._words[word] for word in about or self._words}
        kept = (n for n in numbers if self._kinds[n] in codes)
        return [self._files[n] for n in kept if not years or self._years[n] in years]

    def beside(self, file: str, about: Collection[str], years: Collection[int]) -> list[str]:
        """Return the files of some kinds and years that lie next to one in its folder: a few."""
        number, folder = self._number(file), dirname(file)
        start = max(number - _NEAR, 0)
        near = range(start, min(number + _NEAR + 1, len(self._files)))
        same = (n for n in near if dirname(self._files[n]) == folder)
        return self._chosen(same, about, years)

    def in_order(self, files: Iterable[str]) -> list[str]:
        """Return files in their order."""
        return sorted(files, key=self._number)

    def years(self, about: Collection[str]) -> set[int]:
        """Return the years of the files of some kinds."""
        codes = {self._words[word] for word in about}
        both = zip(self._kinds, self._years, strict=True)
        return {year for kind, year in both if kind in codes and year}

    def astray(self, about: str, year: int) -> list[str]:
        """Return the reports of a kind and a year that are not about one document, and no more."""
        return [file for file in self.of((about,), (year,)) if len(self._subjects(file)) != 1]

    def families(self, files: Sequence[str]) -> list[tuple[str, ...]]:
        """Return files together that are about one document, with that, in the order of the first.

        Whoever takes one after the other need not read any twice.
        """
        first = array("q", (self._first(file) for file in files))
        order = sorted(range(len(files)), key=first.__getitem__)
        families = groupby(order, lambda at: first[at] if first[at] >= 0 else files[at])
        return [tuple(files[at] for at in family) for _, family in families]

    def _first(self, file: str) -> int:
        """Return the number of the file that one is about, or its own; -1 of a stranger."""
        return min(self._subjects(file), default=self._number(file))

    def _subjects(self, file: str) -> list[int]:
        """Return the numbers of the files that a report may be about; none for any other file."""
        number = self._number(file)
        if number < 0 or not self._about[number]:
            return []
        wanted, year = self._subject_kinds[self._kinds[number]], self._years[number]
        numbers = self._of_code(self._about[number])
        return [n for n in numbers if self._kinds[n] == wanted and self._years[n] == year]

    def own(self, file: str) -> str:
        """Return the name of a file as it is kept here, so that it is not kept twice."""
        number = self._number(file)
        return self._files[number] if number >= 0 else file

    def _number(self, file: str) -> int:
        """Return the number of a file, or -1."""
        at = bisect_left(self._by_name, file, key=self._files.__getitem__)
        found = at < len(self._by_name) and self._files[self._by_name[at]] == file
        return self._by_name[at] if found else -1
