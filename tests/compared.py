"""How like what was read is to its truth: right, wrong, missing and extra fields.

A truth names what a person reads in a file (``tests/intake/data/*.json``); a key it does not name
is not judged, "" and null must stay empty. Tables are paired by likeness, rows by name and then by
what else they share, so order does not count, but for that of several items in one cell.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

_NOT_JUDGED = {"rows", "grid", "grid_of", "continues", "targets"}

Row = dict[str, Any]


def flat(value: object) -> str:
    """As it is compared: NFKC, no white space, no thousands separators."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(value)))
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)


def _item(value: object) -> str:
    return re.sub(r"^(\d+[.、)](?!\d)|\(\d+\))", "", flat(value)).rstrip(";")


def _items(value: object) -> list[str]:
    lines = value if isinstance(value, list) else str(value).split("\n")
    return [item for item in map(_item, lines) if item]


def _empty(value: object) -> bool:
    return value is None or value in ([], {}) or (isinstance(value, str) and not flat(value))


def _fields(value: object) -> int:
    if isinstance(value, dict):
        return sum(map(_fields, value.values()))
    return len(value) if isinstance(value, list) else int(not _empty(value))


def _same(key: str, one: object, other: object) -> bool:
    if isinstance(one, list) or isinstance(other, list):
        return "".join(_items(one)) == "".join(_items(other))
    if key == "三级指标":
        one, other = (re.sub(r"^指标\d+[:.、]?", "", flat(value)) for value in (one, other))
    return flat(one) == flat(other)


@dataclass
class Judgement:
    """Counts of fields, and a line for each that is not right."""

    counts: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)

    def add(self, what: str, where: str, want: object = "", got: object = "", n: int = 1) -> None:
        self.counts[what] += n
        if what != "right":
            self.lines.append(f"{what} {where}: want {want!r}, got {got!r}"[:400])

    @property
    def missing(self) -> float:
        """The share of the truth's fields that were not read, in percent."""
        total = self.counts["right"] + self.counts["wrong"] + self.counts["missing"]
        return 100 * self.counts["missing"] / total if total else 0

    def value(self, where: str, key: str, want: Any, got: Any) -> None:
        where = f"{where} {key}"
        if isinstance(want, dict):
            had = got if isinstance(got, dict) else {}
            for inner, value in want.items():
                self.value(where, inner, value, had.get(inner))
            for inner in had.keys() - want.keys():
                self.add("extra", f"{where} {inner}", got=had[inner])
        elif _empty(want):
            if not _empty(got):
                self.add("wrong", where, "", got)
        elif _empty(got):
            self.add("missing", where, want, n=max(1, _fields(want)))
        elif isinstance(want, list):
            self._list(where, _items(want), _items(got))
        else:
            self.add("right" if _same(key, want, got) else "wrong", where, want, got)

    def _list(self, where: str, want: list[str], got: list[str]) -> None:
        if "".join(want) == "".join(got):
            self.add("right", where, n=len(want))
            return
        wanted, had = Counter(want), Counter(got)
        self.counts["right"] += (wanted & had).total()
        left, over = list((wanted - had).elements()), list((had - wanted).elements())
        for one, other in zip(left, over, strict=False):
            self.add("wrong", where, one, other)
        for one in left[len(over) :]:
            self.add("missing", where, one)
        for other in over[len(left) :]:
            self.add("extra", where, got=other)
        if wanted == had:
            self.add("wrong", f"{where} (order)", want, got)


def _name_key(row: Row) -> str | None:
    return next((key for key in ("三级指标", "条目", "内容") if key in row), None)


def _agree(want: Row, got: Row) -> int:
    return sum(
        not _empty(value) and not _empty(got.get(key)) and _same(key, value, got[key])
        for key, value in want.items()
    )


def _paired(want: list[Row], got: list[Row]) -> tuple[list[tuple[Row, Row | None]], list[Row]]:
    pool = list(got)
    found: dict[int, Row] = {}
    for at, row in enumerate(want):
        key = _name_key(row)
        hits = [g for g in pool if key and not _empty(g.get(key)) and _same(key, row[key], g[key])]
        if hits:
            found[at] = max(hits, key=lambda other: _agree(row, other))
            pool = [other for other in pool if other is not found[at]]
    for at, row in enumerate(want):
        best = max(pool, key=lambda other: _agree(row, other), default=None)
        if at in found or best is None:
            continue
        if _agree(row, best) * 2 >= sum(not _empty(value) for value in row.values()):
            found[at] = best
            pool = [other for other in pool if other is not best]
    return [(row, found.get(at)) for at, row in enumerate(want)], pool


def _likeness(want: Row, got: Row) -> float:
    head = sum(
        2
        for key, value in want.items()
        if key not in _NOT_JUDGED
        and not _empty(value)
        and not _empty(got.get(key))
        and _same(key, value, got[key])
    )
    rows, had = want.get("rows") or [], got.get("rows") or []
    names: list[Counter[str]] = [
        Counter(
            "".join(_items(row[key]))
            for row in side
            if (key := _name_key(row)) and not _empty(row[key])
        )
        for side in (rows, had)
    ]
    full = sum(min(2, _agree(row, other)) for row, other in zip(rows, had, strict=False))
    return head + 3 * (names[0] & names[1]).total() + full / 10


def judge(truth: Row, actual: Row) -> Judgement:
    """Hold what was read against its truth; both as JSON."""
    judgement = Judgement()
    got = list(actual.get("tables") or [])
    if "refuse" in truth:
        judgement.add("wrong" if got else "right", "refused", truth["refuse"], got)
        return judgement
    want = [table for table in truth["tables"] if "continues" not in table]
    scores = sorted(
        (
            (_likeness(one, other), -abs(i - j), i, j)
            for i, one in enumerate(want)
            for j, other in enumerate(got)
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for score, _, i, j in scores:
        if score > 0 and i not in pairs and j not in pairs.values():
            pairs[i] = j
    for i, table in enumerate(want):
        where = f"table {i + 1}"
        if i not in pairs:
            judgement.add("missing", where, table.get("title"), n=max(1, _fields(table["rows"])))
            continue
        _table(judgement, where, table, got[pairs[i]])
    for j, table in enumerate(got):
        if j not in pairs.values():
            judgement.add("extra", f"table {j + 1} of the actual", got=table.get("title"))
    return judgement


def _table(judgement: Judgement, where: str, want: Row, got: Row) -> None:
    for key, value in want.items():
        if key not in _NOT_JUDGED and not key.endswith("_paragraphs"):
            judgement.value(where, key, value, got.get(key))
    if not want.get("rows"):
        return
    pairs, over = _paired(want["rows"], got.get("rows") or [])
    for n, (row, other) in enumerate(pairs, 1):
        here = f"{where} row {n} {flat(row.get(_name_key(row) or '', ''))[:16]}"
        if other is None:
            judgement.add("missing", here, row, n=max(1, sum(map(_fields, row.values()))))
            continue
        for key, value in row.items():
            judgement.value(here, key, value, other.get(key))
    for other in over:
        judgement.add("extra", where, got=other)
