"""validate: read every file, resolve what builds on others, hold each against the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tuanscore import checks, mending, references
from tuanscore.errors import TuanscoreError
from tuanscore.finding import Finding, Place, Severity
from tuanscore.model import remainder
from tuanscore.model.codes import (
    BROKEN_CARD,
    BROKEN_TEMPLATE,
    NO_ITEM,
    NO_MEASURE,
    NO_TEMPLATE,
)
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.scheme import DEFAULT
from tuanscore.model.kinds.scorecard import Overlay, Scorecard
from tuanscore.model.kinds.template import Template
from tuanscore.model.load import load
from tuanscore.model.settings import FILE as SETTINGS
from tuanscore.pipeline import crew
from tuanscore.pipeline.joining import Outcome, Seen, outcome_of
from tuanscore.pipeline.settling import settle, without_cyclic_gc
from tuanscore.repository import CARDS, TEMPLATES, Loaded, Repository
from tuanscore.sifting import severities
from tuanscore.source import codes
from tuanscore.source.limit import MOST, limited
from tuanscore.source.naming import is_document

if TYPE_CHECKING:
    from tuanscore.model.base import Kind
    from tuanscore.report.examination import Examination
    from tuanscore.source.tree import Document

_OF_TEMPLATE = frozenset((NO_TEMPLATE, BROKEN_TEMPLATE, NO_ITEM, NO_MEASURE))
"""What an overlay may have against its template."""

_TELLS_ALL = frozenset((codes.NOT_UTF8, codes.UNREADABLE, codes.TOO_LARGE, codes.TOO_MANY))
"""Of a file with one of these, nothing more can be said."""


def examine(
    repository: Repository, paths: Sequence[Path] = (), jobs: int = 1, *, alone: bool = False
) -> Examination:
    """Examine these files, or every file of the repository; raises when there is none.

    ``jobs`` is how many processes may share the work; where there is little, one does it alone.
    ``alone``: whether these files are not to be held against others for telling the same twice.
    """
    from tuanscore.report.examination import Examination

    names = listed(repository, paths) if paths else repository.files()
    if not names:
        raise TuanscoreError("没有可以校验的文件", f"{repository.root} 下没有 .yaml 文件")
    kinds: Counter[str] = Counter()
    found: dict[tuple[str, Place, str], Finding] = {}
    seen = Seen(repository)
    rows: list[checks.Row] = []
    with without_cyclic_gc():
        outcomes: Iterable[Outcome]
        outcomes = crew.work(partial(_examine_file, repository), names, jobs)
        if paths and not alone:
            outcomes = list(outcomes)
            seen.note_others(outcomes)
        for outcome in outcomes:
            if outcome.kind:
                kinds[outcome.kind] += 1
            if outcome.row is not None:
                rows.append(outcome.row)
            for finding in [*outcome.findings, *seen.conflicts(outcome)]:
                found.setdefault((finding.code, finding.place, finding.message), finding)
        standing_out = list(seen.across(rows))
    beside = [*_settings(repository), *(() if paths else _misnamed(repository))]
    settled = settle([*beside, *found.values(), *standing_out], repository)
    return Examination(len(names), dict(sorted(kinds.items())), settled, names=tuple(names))


def _examine_file(repository: Repository, name: str) -> Outcome:
    """Examine one file by itself and against what it refers to; the settings are, anyway."""
    if name == SETTINGS:
        return Outcome(name, [])
    entry, findings = repository.read(name)
    if entry is None:
        return Outcome(name, _limited([*findings, *_hidden(name, findings, repository)]))
    model = entry.model
    more, whole = _against_others(entry, repository, checks.examine)
    findings = _limited([*findings, *more])
    row = checks.row(name, whole) if isinstance(whole, Scorecard) else None
    return outcome_of(name, model, findings, row)


def _limited(findings: list[Finding]) -> list[Finding]:
    """Return what is told of a file, errors before all else where not everything is."""
    if len(findings) <= MOST + 1:  # the last may say that not everything is told
        return findings
    weights = list(Severity)
    found = {(f.code, f.place, f.message): f for f in findings}.values()
    return limited(sorted(found, key=lambda f: (weights.index(f.severity), f.place)))


def _hidden(name: str, wrong: list[Finding], repository: Repository) -> list[Finding]:
    """Return what the errors of a file would hide: it is read again as `fix` would mend it."""
    if not _is_curable(wrong):
        return []
    page, met, origin = mending.cured(repository.text(name), name)
    model = load(page.document)[0] if page.document is not None else None
    found = page.findings
    if page.document is None:
        pass  # nothing to hold against others
    elif model is None:
        left = remainder.of(page.document)
        found = found + _of_remainder(Loaded(*left) if left else None, found, repository)
    else:
        found = found + _against_others(Loaded(page.document, model), repository, checks.examine)[0]
    return met + [replace(f, place=origin(f.place)) if f.place.file == name else f for f in found]


def _is_curable(wrong: list[Finding]) -> bool:
    """Say whether a file may be told of more."""
    return not any(f.code in _TELLS_ALL for f in wrong)


def _of_remainder(
    entry: Loaded | None, wrong: list[Finding], repository: Repository
) -> list[Finding]:
    """Return what the valid part of a file names, and nobody knows.

    An overlay that was not read whole (a key twice) may bring names that nobody has seen.
    """
    if entry is None:
        return []
    if isinstance(entry.model, Overlay):
        if any(finding.code in codes.all_codes() for finding in wrong):
            return []
        return [f for f in repository.card(entry)[1] if f.code in _OF_TEMPLATE]
    found = references.examine(entry.model, entry.document, repository)
    return [f for f in found if f.code != BROKEN_CARD]  # it has errors of its own


def listed(repository: Repository, paths: Iterable[Path]) -> list[str]:
    """Return files by the names findings call them: relative to the root where they are in it."""
    names: dict[str, None] = {}
    for path in paths:
        if path.is_dir():
            files = _inside(repository, path)
        elif not path.exists():
            raise TuanscoreError(f"没有 {path} 这个文件", "检查文件名和所在的文件夹")
        else:
            files = [path]
        for file in files:
            full = file.resolve()
            inner = full.is_relative_to(repository.root)
            names[(full.relative_to(repository.root) if inner else full).as_posix()] = None
    return list(names)


def _inside(repository: Repository, folder: Path) -> list[Path]:
    """Return the documents below a folder; of a repository's own folders only its documents."""
    known = (repository.root / name for name in repository.files())
    own = [path for path in known if path.is_relative_to(folder.resolve())]
    if own:
        return own
    inside = sorted(folder.rglob("*"))
    return [path for path in inside if is_document(path.relative_to(folder).as_posix())]


def _misnamed(repository: Repository) -> Iterator[Finding]:
    """Report documents to whose names an editor has added an ending, so that nobody reads them."""
    for top in (TEMPLATES, CARDS):
        for path in (repository.root / top).rglob("*.[tT][xX][tT]"):
            name = path.relative_to(repository.root).with_suffix("").as_posix()
            if is_document(name):
                message = f"文件名以 {path.suffix} 结尾，没有读"
                place, hint = Place(name + path.suffix), f"改名为 {path.stem}"
                yield Finding(codes.MISNAMED, message, place, hint, Severity.WARNING)


def _settings(repository: Repository) -> list[Finding]:
    """Examine tuanscore.yaml, where there is one."""
    document = repository.settings_document
    if document is None:
        return repository.findings
    found = checks.examine(repository.settings, document, repository)
    return [*repository.findings, *found, *severities.examine(repository)]


def obstacles(entry: Loaded, repository: Repository) -> list[Finding]:
    """Return what keeps a document from being scored, and what its references lack."""
    return _against_others(entry, repository, checks.errors)[0]


def _against_others(
    entry: Loaded,
    repository: Repository,
    run: Callable[[Kind, Document, Repository], list[Finding]],
) -> tuple[list[Finding], Kind | None]:
    """Resolve what builds on other files, then hold the document against the rest.

    Returns the findings, and the model of the whole document where there is one.
    """
    model: Kind = entry.model
    document = entry.document
    findings: list[Finding] = []
    if isinstance(model, Template):
        base, findings = repository.base(entry)
        model, document = base.model, base.document
    elif isinstance(model, Overlay | Scorecard):
        card, findings = repository.card(entry)
        if card is None:
            return findings, None
        model, document = card.model, card.document
    findings = findings + run(model, document, repository)
    if isinstance(entry.model, Overlay):  # what its whole card does not show any more
        findings = findings + run(entry.model, entry.document, repository)
    findings = findings + references.examine(model, document, repository)
    if isinstance(model, Project):
        findings = findings + _weighed(model, document, repository)
    return findings, model


def _weighed(project: Project, document: Document, repository: Repository) -> list[Finding]:
    """Hold the 分值 of a project against its scheme."""
    from tuanscore.score import weights

    scheme = repository.scheme(project.scheme or DEFAULT)
    return weights.examine(project, document, scheme) if scheme is not None else []
