"""A receipt: a score with the digests of all it rests on, to be computed again without trust.

It holds no clock and is written with sorted keys: the same files give the same bytes.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator, model_validator

from tuanscore import __version__, resources
from tuanscore.errors import TuanscoreError
from tuanscore.methods import standing
from tuanscore.model.kinds.results import Results
from tuanscore.model.settings import FILE as SETTINGS
from tuanscore.repository import BUILT_IN, Card, Report, Repository
from tuanscore.score.grades import NONE
from tuanscore.score.tree import Node, Score
from tuanscore.source.tree import Document, Mapping, walk
from tuanscore.source.tree import Sequence as List

SCHEMA = "tuanscore.receipt/1"
RULES = "1"
"""The version of the rules of scoring; raised when the same files could give another number."""


LISTED_AS = "列入的文件"
"""What differs where a receipt lists a file as something else, or for nothing, or not at all."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Source(_Part):
    """One file that the score rests on; the digest of a file that is not there is None."""

    file: str
    kind: str
    sha256: str | None


class Line(_Part):
    """One line of the scored card."""

    name: str
    points: Decimal | None
    low: Decimal
    high: Decimal
    state: str
    rule: str
    formula: str


class Sums(_Part):
    """Full marks and the interval of the total."""

    full: Decimal
    low: Decimal
    high: Decimal


class Rate(_Part):
    """The interval of the printed rate; None where nothing applies and so nothing can be rated."""

    low: Decimal | None
    high: Decimal | None

    @model_validator(mode="after")
    def _has_both_ends(self) -> Self:
        if (self.low is None) != (self.high is None):
            raise ValueError
        return self


class Tool(_Part):
    """What computed the score."""

    name: str
    version: str


class Receipt(_Part):
    """A score and all that it rests on."""

    schema_: Literal["tuanscore.receipt/1"]
    rules: str
    tool: Tool
    org: str
    short_name: str
    year: int
    until: date | None
    """Reports after this day were left out; None when none were."""
    as_of: date | None
    sample: bool
    inputs: tuple[Source, ...]
    lines: tuple[Line, ...]
    total: Sums
    rate: Rate
    grades: tuple[str, ...]

    @field_validator("inputs")
    @classmethod
    def _are_told_once(cls, inputs: tuple[Source, ...]) -> tuple[Source, ...]:
        if len({source.file for source in inputs}) < len(inputs):
            raise ValueError
        return inputs


@dataclass(frozen=True, slots=True)
class Change:
    """What is not as the receipt says; None stands for something that is not there."""

    what: str
    name: str
    expected: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of computing a receipt again."""

    file: str
    receipt: Receipt
    input_change: Change | None
    score_change: Change | None

    @property
    def agrees(self) -> bool:
        """Whether every file and every number is as the receipt says."""
        return self.input_change is None and self.score_change is None


def issue(card: Card, score: Score, repository: Repository) -> Receipt:
    """Return the receipt of a score."""
    return Receipt(
        schema_="tuanscore.receipt/1",
        rules=RULES,
        tool=Tool(name="tuanscore", version=__version__),
        org=score.org,
        short_name=score.short_name,
        year=score.year,
        until=repository.until,
        as_of=score.as_of,
        sample=score.sample,
        inputs=tuple(_sources(card, repository)),
        lines=tuple(_lines(score.card, ())),
        total=Sums(full=score.full, low=score.card.low, high=score.card.high),
        rate=Rate(low=score.rate_low, high=score.rate_high),
        grades=score.grades,
    )


def write(receipt: Receipt) -> bytes:
    """Return the receipt as JSON: sorted keys, exact decimals."""
    import simplejson

    values = receipt.model_dump()
    values["schema"] = values.pop("schema_")
    text: str = simplejson.dumps(
        values, ensure_ascii=False, indent=2, sort_keys=True, use_decimal=True, default=str
    )
    return (text + "\n").encode()


def read(data: bytes, name: str) -> Receipt:
    """Read a receipt; raises TuanscoreError for anything else, or for one under other rules."""
    import simplejson

    hint = "凭据由 tuanscore score 年度 --org 单位 --receipt 文件 写出，不要改动"
    try:
        values: Any = simplejson.loads(
            data.decode("utf-8-sig"), use_decimal=True, object_pairs_hook=_once
        )
    except _TwiceError as error:
        raise TuanscoreError(f"{name} 被改坏了（{error}写了两次）", hint) from None
    except (ValueError, RecursionError):
        raise TuanscoreError(f"{name} 不是 JSON，不是凭据", hint) from None
    if not isinstance(values, dict) or values.get("schema") != SCHEMA:
        found = values.get("schema") if isinstance(values, dict) else None
        said = f"（schema 是 {found}）" if isinstance(found, str) else "（没有 schema）"
        raise TuanscoreError(f"{name} 不是 {SCHEMA} 的凭据{said}", hint)
    if values.get("rules") != RULES:
        message = f"{name} 按另一版规则算的（凭据 {values.get('rules')}，现在 {RULES}）"
        raise TuanscoreError(message, "用当时的 tuanscore 版本核对，或重新出一份凭据")
    values["schema_"] = values.pop("schema")
    try:
        return Receipt.model_validate(values)
    except ValidationError as error:
        place = _spoken(error.errors()[0]["loc"], values)
        raise TuanscoreError(f"{name} 的内容不全或被改坏了（{place}）", hint) from None


class _TwiceError(Exception):
    """A key of JSON stands there twice: whoever reads it may take either."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in pairs:
        if key in values:
            raise _TwiceError(_SPOKEN.get(key, key))
        values[key] = value
    return values


_SPOKEN = {
    "tool": "程序", "org": "单位", "short_name": "简称", "year": "年度", "until": "截止日",
    "as_of": "截至", "sample": "样例", "inputs": "文件", "lines": "得分行", "total": "总分",
    "rate": "得分率", "grades": "等次", "points": "分值", "low": "低分", "high": "高分",
    "full": "满分", "state": "状态", "rule": "规则", "formula": "算式", "file": "文件名",
    "kind": "种类", "name": "名称", "version": "版本",
}  # fmt: skip
"""What the keys of a receipt are called."""


def _spoken(route: Sequence[int | str], values: Any) -> str:
    """Return a way into a receipt in words; an entry of a list by its name, else by its number."""
    words, node = [], values
    for step in route:
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            node = None
        if isinstance(step, int):
            known = node.get("name") or node.get("file") if isinstance(node, dict) else None
            words.append(f"“{known}”" if isinstance(known, str) else f"第 {step + 1} 项")
        else:
            words.append(_SPOKEN.get(step, step))
    return " ".join(words)


def compare(
    name: str, receipt: Receipt, now: Receipt | None, repository: Repository
) -> Verification:
    """Hold a receipt against the files as they are, and against the score they give now.

    ``now`` is None when there is no score any more.
    """
    changed = next(_changed_files(receipt.inputs, now, repository), None)
    if now is None:
        gone = Change("得分", receipt.short_name, f"{receipt.total.low}", None)
        return Verification(name, receipt, changed, gone)
    return Verification(name, receipt, changed, next(_changed_scores(receipt, now), None))


def _changed_files(
    sources: Sequence[Source], now: Receipt | None, repository: Repository
) -> Iterator[Change]:
    """Yield the files that changed, then those that are listed otherwise than they would be."""
    for source in sources:
        digest = _digest(source.file, repository)
        if digest != source.sha256:
            yield Change(source.kind, source.file, source.sha256, digest)
    if now is None:
        return
    listed = {source.file: source.kind for source in sources}
    for source in now.inputs:
        if source.file not in listed and source.sha256 is not None:
            yield Change(source.kind, source.file, None, source.sha256)
    due = {source.file: source.kind for source in now.inputs}
    for file in dict.fromkeys([*listed, *due]):
        if listed.get(file) != due.get(file):
            yield Change(LISTED_AS, file, listed.get(file), due.get(file))


def _changed_scores(receipt: Receipt, now: Receipt) -> Iterator[Change]:
    """Yield the lines that differ, then the sums; a line is known by its name."""
    lines = {line.name: line for line in now.lines}
    for line in receipt.lines:
        other = lines.pop(line.name, None)
        if other is None:
            yield Change("得分行", line.name, _worth(line), None)
        elif other != line:
            yield Change("得分行", line.name, *_unlike(line, other))
    for line in lines.values():
        yield Change("得分行", line.name, None, _worth(line))
    if receipt.total != now.total:
        same = receipt.total.full == now.total.full
        fulls = ("", "") if same else (f" / {receipt.total.full}", f" / {now.total.full}")
        before, after = _span(receipt.total) + fulls[0], _span(now.total) + fulls[1]
        yield Change("总分", receipt.short_name, before, after)
    if receipt.rate != now.rate:
        yield Change("得分率", receipt.short_name, _span(receipt.rate), _span(now.rate))
    if receipt.grades != now.grades:
        before, after = "、".join(receipt.grades) or NONE, "、".join(now.grades) or NONE
        yield Change("等次", receipt.short_name, before, after)
    for what, field in _HEAD:
        before, after = str(getattr(receipt, field)), str(getattr(now, field))
        if before != after:
            yield Change(what, receipt.short_name, before, after)


_HEAD = (("单位", "org"), ("简称", "short_name"), ("截至", "as_of"), ("样例", "sample"))


def _unlike(line: Line, other: Line) -> tuple[str, str]:
    """Return what differs in a line: the score where that does, else the first other words."""
    if _worth(line) != _worth(other):
        return _worth(line), _worth(other)
    words = ((getattr(line, f), getattr(other, f)) for f in ("state", "rule", "formula"))
    return next((old, new) for old, new in words if old != new)


def _worth(line: Line) -> str:
    of = "" if line.points is None else f" / {line.points}"
    return _span(line) + of


def _span(value: Any) -> str:
    return f"{value.low}" if value.low == value.high else f"{value.low}–{value.high}"


def _lines(node: Node, above: tuple[str, ...]) -> Iterator[Line]:
    """Yield the lines that have no parts, each by the names of all it stands in."""
    for place, part in enumerate(node.parts, 1):
        own = part.name or f"第{place}类"
        names = (*above, f"{own}（{part.level}）" if part.points is None else own)
        if part.parts:
            yield from _lines(part, names)
        else:
            yield Line(
                name=" / ".join(names),
                points=part.points,
                low=part.low,
                high=part.high,
                state=part.state.word,
                rule=part.rule,
                formula=part.formula,
            )


def _sources(card: Card, repository: Repository) -> Iterator[Source]:
    """Yield every file once, in the order in which they come into play."""
    files = {SETTINGS: "设置"}
    for one in _cards(card, repository):
        files.setdefault(one.document.file, "评分表")
        for name in (one.template, *(s.reference for s in one.model.sections)):
            base = repository.template(name) if name is not None else None
            if base is not None:
                files |= dict.fromkeys(_files(base.document), "模板")
        files |= dict.fromkeys(_files(one.document) - files.keys(), "模板")
        for report in repository.results_for(one.model):
            files[report.document.file] = "完成情况"
            if one is card:
                files |= {name: "佐证" for name in _evidence(report) if name not in files}
    for name, kind in sorted(files.items(), key=lambda entry: (_ORDER[entry[1]], entry[0])):
        yield Source(file=name, kind=kind, sha256=_digest(name, repository))


_ORDER = {kind: place for place, kind in enumerate(("设置", "模板", "评分表", "完成情况", "佐证"))}


def _cards(card: Card, repository: Repository) -> Iterator[Card]:
    """Yield the card, and those of the others of the year where something is ranked."""
    yield card
    if any(m.method == standing.NAME for _, _, _, m in card.model.measures()):
        for entry in repository.cards(card.model.year):
            other, _ = repository.card(entry)
            if other is not None and other.model.short_name != card.model.short_name:
                yield other


def _files(document: Document) -> set[str]:
    """Return the files that the parts of a document come from."""
    nodes = (node for _, node in walk(document.root))
    return {node.mark.name for node in nodes if isinstance(node, Mapping | List)}


def _evidence(report: Report) -> Iterator[str]:
    """Yield what a report names as evidence, relative to the root."""
    folder = posixpath.dirname(report.document.file)
    for name in _named(report.model):
        yield posixpath.normpath(posixpath.join(folder, name))


def _named(model: Results) -> Iterator[str]:
    for result in model.results.values():
        yield from result.evidence
    for entries in (model.deductions, model.bonuses, model.vetoes):
        for entry in entries:
            yield from entry.evidence


def _digest(name: str, repository: Repository) -> str | None:
    path = repository.root / name
    if name.startswith(BUILT_IN):
        path = resources.templates() / name.removeprefix(BUILT_IN + "/")
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except (OSError, ValueError):
        return None
