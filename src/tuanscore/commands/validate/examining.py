"""validate: read every file, resolve what builds on others, hold each against the rest."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from tuanscore import checks, mending, references
from tuanscore.commands.validate.joining import Outcome, Seen, outcome_of
from tuanscore.errors import TuanscoreError
from tuanscore.finding import Finding, Place, Severity
from tuanscore.model import remainder
from tuanscore.model.codes import BROKEN_CARD, BROKEN_TEMPLATE, NO_ITEM, NO_MEASURE, NO_TEMPLATE
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.scorecard import KIND as SCORECARD
from tuanscore.model.kinds.scorecard import Overlay, Scorecard
from tuanscore.model.load import load
from tuanscore.model.settings import FILE as SETTINGS
from tuanscore.shelf import CARDS, TEMPLATES, Loaded, LoadedAs, Repository, crew, is_of
from tuanscore.shelf.files import Folder
from tuanscore.source import codes
from tuanscore.source.limit import MOST, limited
from tuanscore.source.naming import ADDED, HIDDEN, meant
from tuanscore.triage import severities
from tuanscore.triage.settling import settle, without_cyclic_gc

if TYPE_CHECKING:
    from tuanscore.commands.validate.report import Examination
    from tuanscore.model.base import Kind
    from tuanscore.source.tree import Document

_OF_TEMPLATE = frozenset((NO_TEMPLATE, BROKEN_TEMPLATE, NO_ITEM, NO_MEASURE))
"""What an overlay may have against its template."""

_TELLS_ALL = frozenset((codes.NOT_UTF8, codes.UNREADABLE, codes.TOO_LARGE, codes.TOO_MANY))
"""Of a file with one of these, nothing more can be said."""


def examine(
    repository: Repository, paths: Sequence[Path] = (), jobs: int = 1, *, alone: bool = False
) -> Examination:
    """Examine these files, or every file of the repository; raises when there is none.

    What a file has does not depend on which others are named with it: each is held against all the
    rest of the repository. ``jobs`` is how many processes may share the work; where there is
    little, one does it alone. ``alone``: whether these files are all that there is.
    """
    from tuanscore.commands.validate.report import Examination

    names = listed(repository, paths) if paths else repository.files()
    left_out = unlisted(repository, names) if paths else {}
    names = [name for name in names if name not in left_out]
    if not names and not left_out:
        hint = f"{repository.root} 下没有 .yaml 文件，或都在 .gitignore、排除 里"
        raise TuanscoreError("没有可以校验的文件", hint)
    kinds: Counter[str] = Counter()
    found: dict[tuple[str, Place, str], Finding] = {}
    seen = Seen(repository)
    rows: list[checks.Row] = []
    with without_cyclic_gc():
        families = repository.index.families(names)
        worked = crew.work(partial(_examine_family, repository), families, jobs)
        words: set[str] = set()
        for outcome in chain.from_iterable(worked):
            if outcome.kind:
                kinds[outcome.kind] += 1
                words |= seen.words_of(outcome) if paths else set()
            rows += [outcome.row] if outcome.row is not None else []
            seen.note(outcome)
            for finding in outcome.findings:
                found.setdefault((finding.code, finding.place, finding.message), finding)
        inside: Container[str] = frozenset(names) if paths else repository.index
        narrowed = paths and not alone
        for outcome in _others(repository, inside, words, rows, jobs) if narrowed else ():
            rows += [outcome.row] if outcome.row is not None else []
            seen.note(outcome)
        together = [*seen.conflicts(inside), *seen.across(rows, inside)]
    folders = [repository.root] if not paths else [path for path in paths if path.is_dir()]
    beside = [*_settings(repository), *(_misnamed(repository, folders) if folders else ())]
    settled = settle([*beside, *found.values(), *together], repository)
    kinds_of = dict(sorted(kinds.items()))
    return Examination(len(names), kinds_of, settled, names=tuple(names), left_out=left_out)


def _others(
    repository: Repository,
    inside: Container[str],
    words: set[str],
    rows: Sequence[checks.Row],
    jobs: int,
) -> Iterator[Outcome]:
    """Yield what files beside those of a run are, as far as it bears on these.

    They may say the same thing twice, or be cards of the same years.
    """
    years = frozenset(row.year for row in rows)
    index = repository.index
    cards = index.of((SCORECARD,), years) if years else []
    chosen = {file for file in (*cards, *index.called(words)) if file not in inside}
    return crew.work(partial(_glance, repository, years), sorted(chosen), jobs)


def _glance(repository: Repository, years: Container[int], name: str) -> Outcome:
    """Return what a file is; what is wrong with it is not asked."""
    entry = repository.read(name)[0]
    if entry is None:
        return Outcome(name, [])
    of_year = entry.model.scored and entry.model.year in years
    whole = repository.whole(entry)[0] if of_year else None
    row = _row(name, whole.model) if whole is not None else None
    return outcome_of(name, entry.model, row=row)


def _row(name: str, whole: Kind | None) -> checks.Row | None:
    return checks.row(name, whole) if isinstance(whole, Scorecard) else None


def _examine_family(repository: Repository, names: Sequence[str]) -> list[Outcome]:
    """Examine files that are about one another; what was read for it is of no more use then."""
    outcomes = [_examine_file(repository, name) for name in names]
    repository.forget()
    return outcomes


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
    return outcome_of(name, model, findings, _row(name, whole))


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
        found = found + _of_remainder(LoadedAs(*left) if left else None, found, repository)
    else:
        cured = LoadedAs(page.document, model)
        found = found + _against_others(cured, repository, checks.examine)[0]
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
    if is_of(entry, Overlay):
        if any(finding.code in codes.all_codes() for finding in wrong):
            return []
        return [f for f in repository.card(entry)[1] if f.code in _OF_TEMPLATE]
    found = references.examine(entry.model, entry.document, repository)
    return [f for f in found if f.code != BROKEN_CARD]  # it has errors of its own


def listed(repository: Repository, paths: Iterable[Path]) -> list[str]:
    """Return files by the names findings call them: relative to the root where they are in it."""
    names: dict[str, None] = {}
    for path in paths:
        if not os.path.lexists(path):
            raise TuanscoreError(f"没有 {path} 这个文件", "检查文件名和所在的文件夹")
        full = Path(os.path.realpath(path))
        here = full.is_relative_to(repository.root) and full.exists()
        lost = None if here else _lost(repository.root, path)
        names |= dict.fromkeys([lost] if lost is not None else _meant(repository, full))
    return list(names)


def _meant(repository: Repository, full: Path) -> Iterable[str]:
    """Return the files that a resolved path means; of a repository's own folder its documents."""
    inside = full.is_relative_to(repository.root)
    name = (full.relative_to(repository.root) if inside else full).as_posix()
    if not full.is_dir():
        return [name]
    own = [file for file in repository.files() if name == "." or file.startswith(f"{name}/")]
    if own or name == ".":
        return own
    if inside:
        return repository.on_disk.below(name)
    return (f"{name}/{file}" for file in Folder(full).below("."))


def _lost(root: Path, path: Path) -> str | None:
    """Return the link below the root by which a path leads out of it or nowhere, if there is."""
    whole = Path(os.path.abspath(path))
    for at in (*whole.parents[::-1], whole):
        around, full = Path(os.path.realpath(at.parent)), Path(os.path.realpath(at))
        outside = not full.is_relative_to(root) or not full.exists()
        if around.is_relative_to(root) and outside:
            return (around / at.name).relative_to(root).as_posix()
    return None


def unlisted(repository: Repository, names: Collection[str]) -> dict[str, str]:
    """Return those of some files that nobody looks at, with the reason."""
    own = (name for name in names if not os.path.isabs(name) and name != SETTINGS)
    known = frozenset(repository.files())
    strangers = [name for name in own if name not in known]
    ignored = repository.on_disk.ignored(strangers) if strangers else set()
    by_git, by_us = "git 忽略它（.gitignore）", f"{SETTINGS} 的 排除 里有它"
    excluded = filter(repository.excludes, strangers)
    return dict.fromkeys(sorted(ignored), by_git) | dict.fromkeys(excluded, by_us)


def _misnamed(repository: Repository, folders: Sequence[Path]) -> Iterator[Finding]:
    """Report documents that nobody reads for what they are called."""
    asked = [Path(os.path.realpath(folder)) for folder in folders]
    for name in repository.on_disk.misnamed(TEMPLATES, CARDS):
        path = repository.root / name
        hidden = path.name.startswith(HIDDEN)
        if hidden and "类型" not in repository.text(name):  # the settings of another program
            continue
        if not repository.excludes(name) and any(map(path.is_relative_to, asked)):
            ending = f" {path.suffix} " if path.suffix.lower() == ADDED else "空格或全角字符"
            wrong = "点开头，是隐藏的" if hidden else f"{ending}结尾"
            message = f"文件名以{wrong}，没有读"
            hint = f"改名为 {meant(path.name)}"
            yield Finding(codes.MISNAMED, message, Place(name), hint, Severity.WARNING)


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
    whole, findings = repository.whole(entry)
    if whole is None:
        return findings, None
    model, document = whole.model, whole.document
    findings = findings + run(model, document, repository)
    if type(model) is not type(entry.model):  # what the whole does not show any more
        findings = findings + run(entry.model, entry.document, repository)
    findings = findings + references.examine(model, document, repository)
    if isinstance(model, Project):
        findings = findings + _weighed(model, document, repository)
    return findings, model


def _weighed(project: Project, document: Document, repository: Repository) -> list[Finding]:
    """Hold the 分值 of a project against its scheme."""
    from tuanscore.scoring import weights

    scheme = repository.scheme_of(project)
    return weights.examine(project, document, scheme) if scheme is not None else []
