"""The corridor: the order of rooms for each command."""

from __future__ import annotations

import gc
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tuanscore import checks, lookup, references
from tuanscore.errors import TuanscoreError
from tuanscore.finding import Finding, Place, Related, Severity
from tuanscore.model import codes
from tuanscore.model.kinds.scorecard import Overlay, Scorecard
from tuanscore.model.kinds.template import Template
from tuanscore.repository import Base, Card, Loaded, Repository

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tuanscore.diff import Comparison
    from tuanscore.model.base import Identity, Kind
    from tuanscore.provenance import Resolution
    from tuanscore.report import Examination, Inventory, Ranked, Ranking, Scored
    from tuanscore.score.tree import Score
    from tuanscore.sheets.sheet import Sheet

DEFAULT_SCALE = "团区委绩效标准"


def examine(repository: Repository, paths: Sequence[Path] = ()) -> Examination:
    """Examine these files, or every file of the repository; raises when there is none."""
    from tuanscore.report import Examination

    names = _names(repository, paths) if paths else repository.files()
    if not names:
        raise TuanscoreError("没有可以校验的文件", f"{repository.root} 下没有 .yaml 文件")
    kinds: Counter[str] = Counter()
    found: dict[tuple[str, Place, str], Finding] = {}
    seen: dict[Identity, Place] = {}
    with _without_cyclic_gc():
        for name in names:
            entry, findings = repository.read(name)
            if entry is not None:
                kinds[entry.model.kind] += 1
                findings += _duplicate(entry, seen)
                findings += _against_others(entry, repository)
            for finding in findings:
                found.setdefault((finding.code, finding.place, finding.message), finding)
    settled = _settle([*repository.findings, *found.values()], repository)
    return Examination(len(names), dict(sorted(kinds.items())), settled)


def score(repository: Repository, org: str, year: int) -> Scored | Examination:
    """Score one card; a card with errors is not scored, its findings are returned instead."""
    from tuanscore.report import Examination, Scored

    lookup.check_year(repository, year)
    entry = lookup.card(repository, org, year)
    result, findings = _score(entry, repository)
    settled = _settle([*findings, *repository.findings, *repository.broken()], repository)
    if result is None:
        return Examination(1, {entry.model.kind: 1}, settled)
    return Scored(result, settled)


def rank(repository: Repository, year: int) -> Ranking:
    """Score and rank every card of a year."""
    from tuanscore.report import Ranking

    lookup.check_year(repository, year)
    scores, findings, unscored = [], [*repository.findings, *repository.broken()], []
    for entry in repository.cards(year):
        result, more = _score(entry, repository)
        findings += more
        if result is None:
            unscored.append(entry.document.file)
        else:
            scores.append(result)
    return Ranking(year, _ranked(scores), tuple(unscored), _settle(findings, repository))


def compare(
    repository: Repository, left: str, right: str | None, year: int | None, strict: bool
) -> Comparison:
    """Compare two cards, or a card with its template."""
    from tuanscore import diff

    old = _sound_card(lookup.card(repository, left, year), repository)
    if right is not None:
        new: Card | Base = _sound_card(lookup.card(repository, right, year), repository)
        return diff.compare(old, new, strict)
    base = repository.template(old.template) if old.template is not None else None
    if base is None:
        raise TuanscoreError(
            f"{old.document.file} 不是从模板来的，没有可比的", "再写一个单位，例如 diff 苍溪 旺苍"
        )
    return diff.compare(base, old, strict)


def show(repository: Repository, org: str, year: int | None) -> Resolution:
    """Resolve one card and say where each target comes from."""
    from tuanscore import provenance

    return provenance.trace(_sound_card(lookup.card(repository, org, year), repository))


def take_stock(repository: Repository) -> Inventory:
    """List what is in a repository."""
    from tuanscore.report import Entry, Inventory

    entries = []
    for loaded in repository.catalog():
        model = loaded.model
        name, detail = model.label
        entries.append(Entry(model.kind, name, model.year, detail, loaded.document.file))
    broken = dict.fromkeys(finding.place.file for finding in repository.broken())
    return Inventory(str(repository.root), tuple(entries), tuple(broken))


def print_out(
    repository: Repository, query: str, year: int | None, kind: str | None, scored: bool
) -> Sheet:
    """Return a document as it is printed, with scores when asked for."""
    from tuanscore import sheets

    entry = lookup.document(repository, query, year, kind)
    if isinstance(entry.model, Overlay | Scorecard):
        card = _sound_card(entry, repository)
        return sheets.make(card.model, _score_card(card, repository) if scored else None)
    if scored:
        raise TuanscoreError(f"{entry.model.kind}还不能带得分打印", "去掉 --scored")
    if isinstance(entry.model, Template):
        return sheets.make(repository.base(entry)[0].model)
    return sheets.make(entry.model)


def _names(repository: Repository, paths: Iterable[Path]) -> list[str]:
    """Return files by the names findings call them: relative to the root where they are in it."""
    names: dict[str, None] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.suffix in (".yaml", ".yml"))
            files = [p for p in inside if not any(s.startswith(".") for s in p.parts)]
        else:
            files = [path]
        for file in files:
            full = file.resolve()
            inner = full.is_relative_to(repository.root)
            names[(full.relative_to(repository.root) if inner else full).as_posix()] = None
    return list(names)


def _duplicate(entry: Loaded, seen: dict[Identity, Place]) -> list[Finding]:
    identity = entry.model.identity
    place = entry.document.place(("类型",))
    first = seen.setdefault(identity, place)
    if first is place:
        return []
    what = "、".join(identity)
    return [
        Finding(
            codes.DUPLICATE_DOCUMENT,
            f"和另一份文件说的是同一件事（{what}）",
            place,
            "删掉一份；同一年的几份完成情况要写不同的 截至",
            related=(Related(first, "另一份"),),
        )
    ]


def _against_others(entry: Loaded, repository: Repository) -> list[Finding]:
    """Resolve what builds on other files, then hold the document against the rest."""
    model: Kind = entry.model
    document = entry.document
    findings: list[Finding] = []
    if isinstance(model, Template):
        base, findings = repository.base(entry)
        model, document = base.model, base.document
    elif isinstance(model, Overlay | Scorecard):
        card, findings = repository.card(entry)
        if card is None:
            return findings
        model, document = card.model, card.document
    findings = findings + checks.examine(model, document)
    return findings + references.examine(model, document, repository)


def _settle(findings: Iterable[Finding], repository: Repository) -> tuple[Finding, ...]:
    """Apply the repository's severities, add the source lines, and sort by place."""
    levels = repository.settings.checks
    kept = []
    for finding in dict.fromkeys(findings):
        severity = levels.get(finding.code, finding.severity)
        if severity is not None:
            kept.append(replace(finding, severity=severity))
    excerpts = _Excerpts(repository)
    kept.sort(key=lambda f: (f.place, f.code))
    return tuple(f.with_excerpts(excerpts.line_at) for f in kept)


class _Excerpts:
    """Lines of files for findings; each file is read once."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._lines: dict[str, list[str]] = {}

    def line_at(self, place: Place) -> str:
        if place.file not in self._lines:
            self._lines[place.file] = self._repository.text(place.file).splitlines()
        lines = self._lines[place.file]
        return lines[place.line - 1] if place.line <= len(lines) else ""


def _sound_card(entry: Loaded, repository: Repository) -> Card:
    card, findings = repository.card(entry)
    if card is None or any(f.severity is Severity.ERROR for f in findings):
        raise TuanscoreError(
            f"{entry.document.file} 有错误，先改好", f"tuanscore validate {entry.document.file}"
        )
    return card


def _score(entry: Loaded, repository: Repository) -> tuple[Score | None, list[Finding]]:
    """Score one card, unless it or its points have errors; the findings say why."""
    card, findings = repository.card(entry)
    if card is None:
        return None, findings
    findings += checks.examine(card.model, card.document)
    findings += references.examine(card.model, card.document, repository)
    if any(f.severity is Severity.ERROR for f in findings):
        return None, findings
    for report in repository.results_for(card.model):
        findings += references.examine(report.model, report.document, repository)
    return _score_card(card, repository), findings


def _score_card(card: Card, repository: Repository) -> Score:
    from tuanscore.score import walk

    scale = card.model.grade_scale or DEFAULT_SCALE
    bounds = repository.settings.scale(scale)
    assert bounds is not None  # references have been examined
    return walk.score(
        card.model,
        card.document,
        repository.results_for(card.model),
        repository.settings.levels,
        scale,
        bounds,
    )


def _ranked(scores: list[Score]) -> tuple[Ranked, ...]:
    """Order by what is certain, then by what is possible; ranks are a range while lines miss."""
    from tuanscore.report import Ranked

    order = sorted(scores, key=lambda s: (-s.rate_low, -s.rate_high, s.short_name))
    return tuple(
        Ranked(
            1 + sum(o.rate_low > s.rate_high for o in order),
            1 + sum(o.rate_high > s.rate_low for o in order if o is not s),
            s,
        )
        for s in order
    )


@contextmanager
def _without_cyclic_gc() -> Iterator[None]:
    """Documents hold no cycles; looking for some costs a fifth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
