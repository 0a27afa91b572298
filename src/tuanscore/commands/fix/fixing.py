"""fix and fmt: work out what every file is to become, hold that against the rest, then write."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tuanscore import disk, mending
from tuanscore.commands.fix.report import MendedFile, Mending
from tuanscore.commands.validate.examining import examine, listed, unlisted
from tuanscore.commands.validate.sifting import called, under
from tuanscore.errors import TuanscoreError
from tuanscore.finding import Finding, Severity
from tuanscore.git import plumbing as git
from tuanscore.mending import patch
from tuanscore.model.settings import FILE
from tuanscore.shelf import Repository
from tuanscore.shelf.files import Proposal, around
from tuanscore.source.naming import is_document
from tuanscore.source.read import MAX_BYTES, read_file
from tuanscore.triage.settling import settle

if TYPE_CHECKING:
    pass


def fix(repository: Repository, paths: Sequence[Path] = ()) -> Mending:
    """Work out what mending these files, or all of the repository, would change."""
    desk = _Desk(repository, paths, mending.fix)
    worded = (name for name, result in desk.results.items() if mending.changes_words(result))
    safer = {name: mending.fix(desk.old[name], name, values=False) for name in worded}
    return desk.outcome(_sound(repository, {**desk.results, **safer}, desk.results))


def fmt(repository: Repository, paths: Sequence[Path] = ()) -> Mending:
    """Work out what laying these files out anew, or all of the repository, would change."""
    desk = _Desk(repository, paths, mending.fmt)
    return desk.outcome(desk.results)


def save(repository: Repository, report: Mending) -> list[str]:
    """Write the mended files; return what of them could not be kept.

    Raises TuanscoreError before any if one may not be written.
    """
    for file in report.mended:
        if not os.access(repository.root / file.name, os.W_OK):
            raise TuanscoreError(f"{file.name} 是只读的，没有改动", "去掉只读，再运行一次")
        if disk.read(around(repository.root, file.name), file.name) != file.old:
            raise TuanscoreError(f"{file.name} 刚才被别的程序改了，没有改动", "再运行一次")
    return disk.write_files({repository.root / file.name: file.new for file in report.mended})


def join(reports: Mapping[str, Mending]) -> Mending:
    """Return the reports on the repositories in some folders as one on the folder around them."""
    first, *others = reports.values()
    if not others:
        return first
    mended = ((called(file.name, at), file) for at, r in reports.items() for file in r.mended)
    return Mending(
        sum(report.files for report in reports.values()),
        tuple(_under(file, name) for name, file in mended),
        tuple(under(finding, at) for at, r in reports.items() for finding in r.findings),
        tuple(called(name, at) for at, r in reports.items() for name in r.skipped),
        {called(n, at): why for at, r in reports.items() for n, why in r.left_out.items()},
    )


def _under(file: MendedFile, name: str) -> MendedFile:
    """Return a file as it is called from a folder above; its patch too, unless git says how."""
    own = patch.lines(file.name, file.old, file.new)
    diff = patch.lines(name, file.old, file.new) if file.diff == own else file.diff
    return replace(file, name=name, diff=diff)


class _Desk:
    """Files with what they would become."""

    def __init__(
        self,
        repository: Repository,
        paths: Sequence[Path],
        mend: Callable[[bytes, str], mending.Mended],
    ) -> None:
        self._repository = repository
        self._findings: list[Finding] = []
        self.old: dict[str, bytes] = {}
        self._names, self._left = _names(repository, paths)
        for name in self._names:
            try:
                self.old[name] = disk.read(around(repository.root, name), name, MAX_BYTES)
            except OSError:  # what is wrong with it, validate says
                self._findings += read_file(name, name, around(repository.root, name))[1]
        self.results = {
            name: mend(data, name) if self._says_something(name) else mending.Mended(data, (), ())
            for name, data in self.old.items()
        }

    def _says_something(self, name: str) -> bool:
        """Say whether a file is to be read at all: settings may be empty."""
        known = self._repository
        return name != FILE or known.settings_document is not None or bool(known.findings)

    def outcome(self, results: dict[str, mending.Mended]) -> Mending:
        """Return what these results come to."""
        findings = [*self._findings, *(f for r in results.values() for f in r.findings)]
        errors = [f for f in findings if f.severity is Severity.ERROR]
        files = [
            MendedFile(name, result.mends, self._patch(name, result.data), old, result.data)
            for name, result in results.items()
            if result.data != (old := self.old[name])
        ]
        skipped = tuple(n for n, r in results.items() if r.skipped and not r.findings)
        settled = settle(errors, self._repository)
        return Mending(len(self._names), tuple(files), settled, skipped, self._left)

    def _patch(self, name: str, data: bytes) -> tuple[str, ...]:
        """Return the patch of a file, which is called as in the git checkout that it is in."""
        root = self._repository.root
        top, path = git.checkout(root) or root, root / name
        called = path.relative_to(top).as_posix() if path.is_relative_to(top) else name
        return patch.lines(called, self.old[name], data)


def _names(repository: Repository, paths: Sequence[Path]) -> tuple[list[str], dict[str, str]]:
    """Return the files to mend, and those that are left alone, each with the reason.

    Who names a file elsewhere means it; who names one in here may not know where it leads.
    """
    for path in paths:
        if path.exists() and not path.is_dir() and not is_document(path.name):
            raise TuanscoreError(f"{path} 不是 YAML 文件，不改", "只改 .yaml 和 .yml 文件")
    settings = [FILE] if (repository.root / FILE).is_file() else []
    names = listed(repository, paths) if paths else [*settings, *repository.files()]
    left = {n: "是链接，指到仓库外面" for n in names if _leads_out(repository.root, n)}
    left |= unlisted(repository, names) if paths else {}
    return [name for name in names if name not in left], left


def _leads_out(root: Path, name: str) -> bool:
    """Say whether a file called by its path below the root is a link to one that is not there."""
    return not os.path.isabs(name) and not Path(os.path.realpath(root / name)).is_relative_to(root)


def _sound(
    repository: Repository, careful: dict[str, mending.Mended], bold: dict[str, mending.Mended]
) -> dict[str, mending.Mended]:
    """Return the bolder results, but for files where a new error would come of it.

    A word that other files refer to by its old spelling is such a case.
    """
    differing = [name for name in bold if bold[name].data != careful[name].data]
    if not differing or not repository.files():
        return bold
    known = _found(repository, careful)
    if _found(repository, bold) <= known:
        return bold
    chosen = dict(careful)
    for name in differing:
        tried = {**chosen, name: bold[name]}
        if _found(repository, tried) <= known:
            chosen = tried
    return chosen


def _found(repository: Repository, results: dict[str, mending.Mended]) -> Counter[tuple[str, str]]:
    """Count the errors that validate would report of the repository, by file and code.

    Warnings may come: what could not be looked up before is now looked at.
    """
    proposed = {name: result.data for name, result in results.items()}
    files = Proposal(repository.root, proposed)
    found = examine(Repository(repository.root, files=files)).findings
    return Counter((f.place.file, f.code) for f in found if f.severity is Severity.ERROR)
