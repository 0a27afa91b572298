"""validate: read every file, resolve what builds on others, hold each against the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tuanscore import checks, references
from tuanscore.errors import TuanscoreError
from tuanscore.finding import Finding, Place, Related, Severity
from tuanscore.model import codes
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.results import Results
from tuanscore.model.kinds.scheme import DEFAULT
from tuanscore.model.kinds.scorecard import Overlay, Scorecard
from tuanscore.model.kinds.template import Template
from tuanscore.model.messages import did_you_mean
from tuanscore.pipeline.settling import settle, without_cyclic_gc
from tuanscore.repository import Loaded, Repository, names_of
from tuanscore.source import codes as source_codes

if TYPE_CHECKING:
    from tuanscore.model.base import Identity, Kind
    from tuanscore.report import Examination
    from tuanscore.source.tree import Document


def examine(repository: Repository, paths: Sequence[Path] = ()) -> Examination:
    """Examine these files, or every file of the repository; raises when there is none."""
    from tuanscore.report import Examination

    names = _names(repository, paths) if paths else repository.files()
    if not names:
        raise TuanscoreError("没有可以校验的文件", f"{repository.root} 下没有 .yaml 文件")
    kinds: Counter[str] = Counter()
    found: dict[tuple[str, Place, str], Finding] = {}
    seen = _Seen()
    with without_cyclic_gc():
        for name in names:
            entry, findings = repository.read(name)
            if entry is not None:
                kinds[entry.model.kind] += 1
                findings += seen.duplicate(entry)
                findings += against_others(entry, repository)
            for finding in findings:
                found.setdefault((finding.code, finding.place, finding.message), finding)
    settled = settle(
        [*repository.findings, *_unknown_codes(repository), *found.values()], repository
    )
    return Examination(len(names), dict(sorted(kinds.items())), settled)


def _names(repository: Repository, paths: Iterable[Path]) -> list[str]:
    """Return files by the names findings call them: relative to the root where they are in it."""
    names: dict[str, None] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.suffix in (".yaml", ".yml"))
            files = [p for p in inside if not any(s.startswith(".") for s in p.parts)]
        elif not path.exists():
            raise TuanscoreError(f"没有 {path} 这个文件", "检查文件名和所在的文件夹")
        else:
            files = [path]
        for file in files:
            full = file.resolve()
            inner = full.is_relative_to(repository.root)
            names[(full.relative_to(repository.root) if inner else full).as_posix()] = None
    return list(names)


class _Seen:
    """The documents of a run, to find those that say the same thing twice."""

    def __init__(self) -> None:
        self._first: dict[Identity, Place] = {}
        self._orgs: dict[tuple[str, int], str] = {}

    def duplicate(self, entry: Loaded) -> list[Finding]:
        """Return a finding when a document of this identity has been seen before."""
        model = entry.model
        if isinstance(model, Overlay | Scorecard):
            taken = self._taken(model, entry)
            if taken:
                return taken
        identity = model.identity
        if isinstance(model, Results):
            org = self._orgs.get((model.org, model.year), model.org)
            identity = (identity[0], org, *identity[2:])
        place = entry.document.place(("类型",))
        first = self._first.setdefault(identity, place)
        if first is place:
            return []
        return [
            Finding(
                codes.DUPLICATE_DOCUMENT,
                f"和另一份文件说的是同一件事（{'、'.join(identity)}）",
                place,
                "删掉一份；同一年的几份完成情况要写不同的 截至",
                related=(Related(first, "另一份"),),
            )
        ]

    def _taken(self, model: Overlay | Scorecard, entry: Loaded) -> list[Finding]:
        """Return a finding when a name means another organisation already, and note it if not."""
        for name in sorted(names_of(model)):
            owner = self._orgs.setdefault((name, model.year), model.short_name)
            if owner != model.short_name:
                if name not in model.aliases:  # its own name comes before another's 别名
                    self._orgs[name, model.year] = model.short_name
                place = entry.document.place(("别名" if name in model.aliases else "单位",))
                return [
                    Finding(
                        codes.NAME_TAKEN,
                        f"“{name}”已经是“{owner}”的名称，完成情况会分不清是谁的",
                        place,
                        "换一个简称、别名或单位名称",
                    )
                ]
        return []


def _unknown_codes(repository: Repository) -> list[Finding]:
    """Report codes in the settings (检查) that no check has."""
    document = repository.settings_document
    if document is None or not repository.settings.checks:
        return []
    known = sorted(checks.codes() | codes.all_codes() | source_codes.all_codes())
    return [
        Finding(
            codes.UNKNOWN_CODE,
            f"没有“{code}”这个检查编号",
            document.key_place(("检查", code)),
            did_you_mean(code, known),
            Severity.WARNING,
        )
        for code in repository.settings.checks
        if code not in known
    ]


def against_others(entry: Loaded, repository: Repository) -> list[Finding]:
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
    findings = findings + checks.examine(model, document, repository)
    findings = findings + references.examine(model, document, repository)
    if isinstance(model, Project):
        findings = findings + _weighed(model, document, repository)
    return findings


def _weighed(project: Project, document: Document, repository: Repository) -> list[Finding]:
    """Hold the 分值 of a project against its scheme."""
    from tuanscore.score import weights

    scheme = repository.scheme(project.scheme or DEFAULT)
    return weights.examine(project, document, scheme) if scheme is not None else []
