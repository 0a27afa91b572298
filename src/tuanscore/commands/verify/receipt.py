"""A receipt: a score with the digests of all it rests on, to be computed again without trust.

It holds no clock and is written with sorted keys: the same files give the same bytes. Digests are
those of the files as git keeps them, whatever line ends or Unicode encoding a checkout gives them,
so the same commit gives the same receipt everywhere.
"""

from __future__ import annotations

import codecs
import hashlib
import os
import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator, model_validator

from tuanscore import __version__, disk, resources
from tuanscore.checks.reports.evidence_missing import is_no_file
from tuanscore.errors import TuanscoreError
from tuanscore.methods import standing
from tuanscore.model.settings import FILE as SETTINGS
from tuanscore.scoring.grades import NONE
from tuanscore.scoring.project import ProjectScore
from tuanscore.scoring.tree import Node, Score
from tuanscore.shelf import BUILT_IN, Assessment, Card, Report, Repository
from tuanscore.shelf.adjusting import InForce
from tuanscore.source.cures import UTF16_MARKS
from tuanscore.source.tree import Document, Mapping, walk
from tuanscore.source.tree import Sequence as List

SCHEMA = "tuanscore.receipt/1"
RULES = "1"
"""The version of the rules of scoring; raised when the same files could give another number."""

MAX_BYTES = 4 * 1024 * 1024 * 1024
"""The largest evidence that is digested."""
MOST_FILES = 10_000
"""How many files a folder may hold that is evidence."""

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
    filled: Decimal | None = None
    """The 得分 that a person filled in; not there where nobody did."""


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

    name: Literal["tuanscore"]
    version: str


class Receipt(_Part):
    """A score and all that it rests on."""

    schema_: Literal["tuanscore.receipt/1"]
    rules: str
    tool: Tool
    org: str
    short_name: str
    year: int
    project: str | None = None
    """What a project is asked for by; not there for a card."""
    until: date | None
    """Reports after this day were left out; None when none were."""
    as_of: date | None
    sample: bool
    inputs: tuple[Source, ...]
    lines: tuple[Line, ...]
    total: Sums
    rate: Rate
    grades: tuple[str, ...]
    assumptions: tuple[str, ...] = ()
    """By which rules and adjustments it was scored, and what was assumed; in words."""
    seal: str | None = None
    """The digest of all the rest; None in a receipt that is older than seals."""

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
    why: str = ""
    """Why a file has no digest now, where it is not simply missing."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of computing a receipt again."""

    file: str
    receipt: Receipt
    inputs: tuple[Change, ...]
    """Every file that is not as the receipt says."""
    scores: tuple[Change, ...]
    """Every line and every sum that is not as the receipt says, and what else it says."""
    seal: Change | None
    """That the receipt is not as it was written, even where it says nothing wrong."""

    @property
    def agrees(self) -> bool:
        """Whether every file and every number is as the receipt says."""
        return not self.inputs and not self.scores and self.seal is None


def issue(card: Card, score: Score, repository: Repository) -> Receipt:
    """Return the receipt of a score, whether or not it can be vouched for."""
    return _issued(score, score.card, _sources(card, repository), repository, org=score.org)


def issue_project(found: InForce, score: ProjectScore, repository: Repository) -> Receipt:
    """Return the receipt of a project's score by the table that is in force."""
    sources = _sources_of_project(found, repository)
    asked = score.code or f"{score.short_name} {score.name}"
    return _issued(score, score.tree, sources, repository, org=score.unit, project=asked)


def _issued(
    score: Score | ProjectScore,
    root: Node,
    sources: Iterable[Source],
    repository: Repository,
    **whose: str,
) -> Receipt:
    made = Receipt(
        schema_="tuanscore.receipt/1",
        rules=RULES,
        tool=Tool(name="tuanscore", version=__version__),
        short_name=score.short_name,
        year=score.year,
        until=repository.until,
        as_of=score.as_of,
        sample=score.sample,
        inputs=tuple(sources),
        lines=tuple(_lines(root, ())),
        total=Sums(full=score.full, low=root.low, high=root.high),
        rate=Rate(low=score.rate_low, high=score.rate_high),
        grades=score.grades,
        assumptions=score.assumptions,
        **whose,
    )
    return made.model_copy(update={"seal": _seal(made)})


def _seal(receipt: Receipt) -> str:
    """Return the digest of a receipt as it is written without its seal."""
    return hashlib.sha256(write(receipt.model_copy(update={"seal": None}))).hexdigest()


def write(receipt: Receipt) -> bytes:
    """Return the receipt as JSON: sorted keys, exact decimals."""
    import simplejson

    values = receipt.model_dump(exclude_unset=True)  # an older one may lack what came later
    values["schema"] = values.pop("schema_")
    if receipt.seal is None:
        values.pop("seal", None)
    text: str = simplejson.dumps(
        values, ensure_ascii=False, indent=2, sort_keys=True, use_decimal=True, default=str
    )
    return (text + "\n").encode("utf-8", "surrogatepass")


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
    "kind": "种类", "name": "名称", "version": "版本", "seal": "封签",
    "filled": "填报得分", "assumptions": "说明", "project": "项目",
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
    changed = [*_changed_files(receipt.inputs, now, repository)]
    if now is None:
        scores = [Change("得分", receipt.short_name, f"{receipt.total.low}", None)]
    else:
        scores = [*_changed_lines(receipt, now), *_changed_sums(receipt, now)]
    seal = _seal(receipt)
    broken = None
    if receipt.seal not in (None, seal):
        broken = Change("封签", receipt.short_name, receipt.seal, seal)
    return Verification(name, receipt, tuple(changed), tuple(scores), broken)


def unvouched(receipt: Receipt, repository: Repository) -> Iterator[Change]:
    """Yield the files that a receipt would have to vouch for and that nobody can read."""
    for source in receipt.inputs:
        found = _digest(source.file, repository)
        if source.sha256 is None and _is_due(source, found):
            yield Change(source.kind, source.file, None, None, found.why)


def _is_due(source: Source, found: _Digest) -> bool:
    """Say whether a file must have a digest: settings may be missing, and words are no file."""
    may_be_missing = source.kind == _SETTINGS or is_no_file(source.file)
    return found.sha256 is None and (found.why != "" or not may_be_missing)


def _changed_files(
    sources: Sequence[Source], now: Receipt | None, repository: Repository
) -> Iterator[Change]:
    """Yield the files that changed, then those that are listed otherwise than they would be."""
    for source in sources:
        found = _digest(source.file, repository)
        missing = source.sha256 is None and _is_due(source, found)
        if source.sha256 not in (found.sha256, found.exact) or missing:
            yield Change(source.kind, source.file, source.sha256, found.sha256, found.why)
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
    if listed == due:
        yield from _out_of_order("文件的次序", [*listed], [*due])


def _out_of_order(what: str, told: Sequence[str], now: Sequence[str]) -> Iterator[Change]:
    """Yield where two lists of the same names first go different ways."""
    for number, (one, other) in enumerate(zip(told, now, strict=True), 1):
        if one != other:
            yield Change(what, f"第 {number} 个", one, other)
            return


def _changed_lines(receipt: Receipt, now: Receipt) -> Iterator[Change]:
    """Yield the lines that differ; a line is known by its name."""
    told, lines = _by_name(receipt.lines), _by_name(now.lines)
    for key, line in told.items():
        other = lines.get(key)
        if other is None:
            yield Change("得分行", line.name, _worth(line), None)
        elif other.model_copy(update={"filled": line.filled}) != line:
            yield Change("得分行", line.name, *_unlike(line, other))
        elif "filled" in line.model_fields_set and other.filled != line.filled:
            yield Change("填报得分", line.name, f"{line.filled}", f"{other.filled}")
    for key, line in lines.items():
        if key not in told:
            yield Change("得分行", line.name, None, _worth(line))
    if told.keys() == lines.keys():
        yield from _out_of_order("得分行的次序", *([n for n, _ in keys] for keys in (told, lines)))


def _changed_sums(receipt: Receipt, now: Receipt) -> Iterator[Change]:
    """Yield the sums that differ, then whatever else is said of the score."""
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
    if "assumptions" in receipt.model_fields_set:  # an older one has none
        told, said = receipt.assumptions, now.assumptions
        for gone in (text for text in told if text not in said):
            yield Change("说明", receipt.short_name, gone, None)
        for new in (text for text in said if text not in told):
            yield Change("说明", receipt.short_name, None, new)


_HEAD = (
    ("单位", "org"),
    ("简称", "short_name"),
    ("年度", "year"),
    ("截至", "as_of"),
    ("样例", "sample"),
)


def _by_name(lines: Sequence[Line]) -> dict[tuple[str, int], Line]:
    """Return lines by their names; those of one name are told apart by their order."""
    seen: Counter[str] = Counter()
    found = {}
    for line in lines:
        found[line.name, seen[line.name]] = line
        seen[line.name] += 1
    return found


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
                **({} if part.filled is None else {"filled": part.filled}),
            )


def _sources(card: Card, repository: Repository) -> Iterator[Source]:
    """Yield every file once, in the order in which they come into play."""
    files = {SETTINGS: _SETTINGS}
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
                for name in _evidence(report, repository):
                    files.setdefault(name, "佐证")
    return _digested(files, repository)


def _sources_of_project(found: InForce, repository: Repository) -> Iterator[Source]:
    """Yield every file of a project once, in the order in which they come into play."""
    table = found.table
    scheme = repository.scheme_file(table.model)
    files = {SETTINGS: _SETTINGS, table.document.file: _TABLE}
    files |= {scheme: "计分方案"} if scheme is not None else {}
    files |= {entry.document.file: "绩效目标调整" for entry in (*found.used, *found.idle)}
    for report in repository.assessments_for(table.model):
        files[report.document.file] = "项目自评"
        for name in _evidence(report, repository):
            files.setdefault(name, "佐证")
    return _digested(files, repository)


def _digested(files: dict[str, str], repository: Repository) -> Iterator[Source]:
    for name, kind in sorted(files.items(), key=lambda entry: (KINDS.index(entry[1]), entry[0])):
        yield Source(file=name, kind=kind, sha256=_digest(name, repository).sha256)


_SETTINGS, _TABLE = "设置", "预算项目绩效目标表"
KINDS = (
    *(_SETTINGS, "模板", "计分方案", "评分表", _TABLE, "绩效目标调整"),
    *("完成情况", "项目自评", "佐证"),
)
"""What a file may be to a score, in the order in which they come into play."""


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


def _evidence(report: Report | Assessment, repository: Repository) -> Iterator[str]:
    """Yield what a report names as evidence: files relative to the root, those of a folder each.

    What is no file (an address, the number of a document) is yielded as it is written.
    """
    folder = posixpath.dirname(report.document.file)
    for _, written in report.model.evidence():
        if is_no_file(written):
            yield written
            continue
        name = posixpath.normpath(posixpath.join(folder, written))
        yield from _files_in(name, repository.root) or [name]


def _files_in(name: str, root: Path) -> list[str]:
    """Return the files below a folder of the repository; none where it is no folder of its own."""
    top = os.path.realpath(root)
    if "\0" in name or not Path(os.path.realpath(root / name)).is_relative_to(top):
        return []
    found: list[str] = []
    for here, folders, files in os.walk(root / name):
        links = [folder for folder in folders if os.path.islink(os.path.join(here, folder))]
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        inside = (Path(here, f) for f in sorted([*links, *files]) if not f.startswith("."))
        found += [path.relative_to(root).as_posix() for path in inside]
        if len(found) > MOST_FILES:
            message = f"佐证 {name} 里的文件超过 {MOST_FILES} 个，不出凭据"
            raise TuanscoreError(message, "佐证写到文件，或把它们打成一个压缩包")
    return found


class _Digest(NamedTuple):
    """The digests of a file: as git keeps it, and of its bytes on this disk; or why there is none.

    A receipt holds the first; those of before held the second.
    """

    sha256: str | None
    exact: str | None
    why: str = ""


def _digest(name: str, repository: Repository) -> _Digest:
    """Digest a file piece by piece, however large it is."""
    root = repository.root
    if name.startswith(BUILT_IN):
        root, name = resources.templates(), name.removeprefix(BUILT_IN + "/")
    elif is_no_file(name):
        return _Digest(None, None)
    elif any("\ud800" <= character <= "\udfff" for character in name):
        return _Digest(None, None, "文件名不是 UTF-8")  # no JSON could hold it
    exact, text = hashlib.sha256(), _Text()
    try:
        for piece in disk.pieces(root, name, MAX_BYTES):
            exact.update(piece)
            text.update(piece)
    except FileNotFoundError:
        return _Digest(None, None)
    except OSError as error:
        return _Digest(None, None, disk.reason_of(error))
    return _Digest(text.hexdigest() or exact.hexdigest(), exact.hexdigest())


class _Text:
    """Digests a text as git keeps it: CRLF as LF, UTF-16 as UTF-8; a checkout may have either."""

    def __init__(self) -> None:
        self._sha256: Any = None
        self._decoder: codecs.IncrementalDecoder | None = None
        self._end = b""
        self._is_text = True

    def update(self, piece: bytes) -> None:
        """Take in the next bytes."""
        if self._sha256 is None:
            self._sha256 = hashlib.sha256()
            if piece.startswith(UTF16_MARKS):
                self._decoder = codecs.getincrementaldecoder("utf-16")()
        data = self._decoded(piece)
        self._is_text = self._is_text and data is not None and b"\0" not in data
        if self._is_text and data is not None:
            data = self._end + data
            self._end = data[-1:] if data.endswith(b"\r") else b""
            self._sha256.update(data.removesuffix(b"\r").replace(b"\r\n", b"\n"))

    def _decoded(self, piece: bytes, *, final: bool = False) -> bytes | None:
        """Return bytes as UTF-8; None for what is no UTF-16 though it began so."""
        try:
            return piece if self._decoder is None else self._decoder.decode(piece, final).encode()
        except UnicodeError:
            return None

    def hexdigest(self) -> str | None:
        """Return the digest; None for what is no text."""
        if self._sha256 is None or not self._is_text or self._decoded(b"", final=True) is None:
            return None
        self._sha256.update(self._end)
        digest: str = self._sha256.hexdigest()
        return digest
