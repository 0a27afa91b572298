"""validate, second half: what is done with the findings of an examination."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tuanscore.commands.validate.examining import examine
from tuanscore.finding import Finding, Place, Severity
from tuanscore.shelf import BUILT_IN
from tuanscore.triage import baseline, waivers
from tuanscore.triage.baseline import Compared
from tuanscore.triage.selection import EVERYTHING
from tuanscore.triage.settling import settle

if TYPE_CHECKING:
    from datetime import date

    from tuanscore.commands.validate.report import Examination
    from tuanscore.shelf import Repository
    from tuanscore.triage.dependents import Touched
    from tuanscore.triage.selection import Selection


@dataclass(frozen=True, slots=True)
class Sieve:
    """What a run is about."""

    today: date
    """The day on which waivers are in force or not."""
    whole: bool = True
    """Whether every file was examined."""
    selection: Selection = EVERYTHING
    since: str = ""
    """The revision whose changes a run is about; empty when it is about everything."""
    touched: Touched | None = None
    known: frozenset[str] | None = None
    """The marks of a baseline."""
    fail_on: Severity = Severity.ERROR

    @property
    def is_idle(self) -> bool:
        """Whether it is about changes that bear on no file."""
        return self.touched is not None and not self.touched.files


def touched(repository: Repository, revision: str) -> Touched:
    """Return the files that the changes since a revision call for."""
    from tuanscore.triage import dependents

    return dependents.touched(repository, revision)


def sift(repository: Repository, sieve: Sieve, report: Examination, jobs: int = 1) -> Examination:
    """Waive what is waived, then leave out what a run is not about, and what was known before."""
    run = waivers.Run(frozenset(report.names), sieve.whole, report.kinds)
    told = waivers.apply(report.findings, repository, sieve.today, run)
    about = settle(told.about, repository)
    if sieve.touched is None or sieve.touched.everything:
        findings = _sorted([*told.findings, *about])
    else:
        files = set(sieve.touched.files)
        report = _limited(repository, replace(report, findings=told.findings), files, jobs)
        theirs = (f for f in about if f.place.file in files)
        findings = _sorted([*report.findings, *theirs])
    findings = [f for f in findings if sieve.selection.keeps(f)]
    compared = None
    if sieve.known is not None:
        whole = sieve.whole and sieve.touched is None and sieve.selection == EVERYTHING
        new, compared = baseline.hide(findings, sieve.known, whole)
        findings = list(new)
    return replace(
        report,
        findings=tuple(findings),
        fail_on=sieve.fail_on,
        since=sieve.since,
        baseline=compared,
    )


def join(reports: Mapping[str, Examination]) -> Examination:
    """Return the reports on the repositories in some folders as one on the folder around them."""
    first, *others = reports.values()
    if not others:
        return first
    kinds: Counter[str] = Counter()
    for report in reports.values():
        kinds.update(report.kinds)
    known = [r.baseline.known for r in reports.values() if r.baseline is not None]
    return replace(
        first,
        files=sum(report.files for report in reports.values()),
        kinds=dict(sorted(kinds.items())),
        findings=tuple(_sorted(under(f, at) for at, r in reports.items() for f in r.findings)),
        baseline=Compared(sum(known), None) if known else None,
        names=tuple(called(name, at) for at, r in reports.items() for name in r.names),
        left_out={called(n, at): why for at, r in reports.items() for n, why in r.left_out.items()},
    )


def under(finding: Finding, folder: str) -> Finding:
    """Return a finding of the repository in a folder, with places relative to what that is in."""

    def moved(place: Place) -> Place:
        return replace(place, file=called(place.file, folder))

    waiver = finding.waiver
    return replace(
        finding,
        place=moved(finding.place),
        related=tuple(replace(r, place=moved(r.place)) for r in finding.related),
        waiver=replace(waiver, place=moved(waiver.place)) if waiver is not None else None,
        root=folder,
    )


def called(file: str, folder: str) -> str:
    """Return what a file of the repository in a folder is called where that is."""
    elsewhere = folder == "." or os.path.isabs(file) or file.startswith(BUILT_IN)
    return file if elsewhere else f"{folder}/{file}"


def _limited(
    repository: Repository, report: Examination, files: set[str], jobs: int
) -> Examination:
    """Return what stands in the files of a change, or would not be there without them.

    What is wrong with a card may show in its template only; so where something stands elsewhere the
    other files are examined once more by themselves, to see what they have of their own.
    """
    near = {id(finding) for finding in report.findings if _files(finding) & files}
    others = [name for name in repository.files() if name not in files]
    theirs: set[tuple[str | Place, ...]] = set()
    if others and len(near) < len(report.findings):
        paths = [repository.root / name for name in others]
        rest = examine(repository, paths, jobs, alone=True)
        theirs = {key for f in rest.findings for key in (_exact(f), _rough(f))}
    entries = (repository.read(name)[0] for name in files)
    kinds = Counter(entry.model.kind for entry in entries if entry is not None)
    return replace(
        report,
        files=len(files),
        kinds=dict(sorted(kinds.items())),
        names=tuple(name for name in report.names if name in files),
        findings=tuple(f for f in report.findings if id(f) in near or _key(f) not in theirs),
    )


def _key(finding: Finding) -> tuple[str | Place, ...]:
    """Return what a finding is recognised by among those of other files.

    Words that count the others change with them (中位数); errors are rather shown twice.
    """
    return _exact(finding) if finding.severity is Severity.ERROR else _rough(finding)


def _exact(finding: Finding) -> tuple[str | Place, ...]:
    return finding.code, finding.place, finding.message


def _rough(finding: Finding) -> tuple[str | Place, ...]:
    return finding.code, finding.place


def _files(finding: Finding) -> set[str]:
    return {finding.place.file, *(related.place.file for related in finding.related)}


def _sorted(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda f: (f.place, f.code))
