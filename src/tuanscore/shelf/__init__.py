"""A repository of scorecards on disk: its root, its settings, its files, and finding things in it.

Files are found by what they say of themselves; what a file is comes from its 类型 alone. Each is
read once, and only where something is asked that it may have to do with. Nothing here writes.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from tuanscore.errors import TuanscoreError
from tuanscore.finding import Finding
from tuanscore.model import own_weights
from tuanscore.model.kinds import models
from tuanscore.model.kinds.form import KIND as FORM
from tuanscore.model.kinds.form import Form
from tuanscore.model.kinds.project import KIND as PROJECT
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.results import KIND as RESULTS
from tuanscore.model.kinds.results import Results
from tuanscore.model.kinds.scheme import DEFAULT, Scheme
from tuanscore.model.kinds.scheme import KIND as SCHEME
from tuanscore.model.kinds.scorecard import KIND as SCORECARD
from tuanscore.model.kinds.scorecard import AnyCard, Scorecard
from tuanscore.model.kinds.template import KIND as TEMPLATE
from tuanscore.model.kinds.template import Template
from tuanscore.model.load import validate
from tuanscore.model.settings import FILE, Settings
from tuanscore.shelf import adjusting, search
from tuanscore.shelf.among import Among
from tuanscore.shelf.claims import Claim, claim
from tuanscore.shelf.documents import BUILT_IN, CARDS, FORMS, MANY, SCHEMES, TEMPLATES, Documents
from tuanscore.shelf.doubt import Doubt
from tuanscore.shelf.entries import Assessment, Base, Card, Loaded, LoadedAs, Report, is_of, of
from tuanscore.shelf.files import Folder
from tuanscore.shelf.index import Facts, Index, facts, first_column, told_by
from tuanscore.shelf.resolved import Resolved
from tuanscore.source import patterns
from tuanscore.source.codes import UNOPENED
from tuanscore.source.tree import fold_for_good, fold_name

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from tuanscore.methods import Levels
    from tuanscore.model.base import Key
    from tuanscore.model.card import CardBody
    from tuanscore.model.kinds.adjustment import GoalAdjustment
    from tuanscore.model.kinds.self_assessment import SelfAssessment
    from tuanscore.shelf.adjusting import InForce
    from tuanscore.shelf.files import Files
    from tuanscore.source.tree import Document

T = TypeVar("T")

__all__ = [
    "BUILT_IN",
    "CARDS",
    "FORMS",
    "SCHEMES",
    "TEMPLATES",
    "Assessment",
    "Base",
    "Card",
    "Loaded",
    "LoadedAs",
    "Report",
    "Repository",
    "find_root",
    "is_of",
    "of",
]

_ON_CARDS = tuple(kind for kind, model in models().items() if model.ledger == "cards")
_ON_BUDGETS = tuple(kind for kind, model in models().items() if model.ledger == "budgets")
_BUDGETS = tuple(kind for kind in _ON_BUDGETS if models()[kind].scored)


class Repository:
    """One repository, read on demand; answers are remembered for the life of a command."""

    def __init__(self, root: Path, until: date | None = None, files: Files | None = None) -> None:
        """Open the repository at this root; reports after the day ``until`` are left out.

        Its files are those on disk, unless others are given to read in their place.
        """
        self.root = root
        self._files: Files = files if files is not None else Folder(root)
        self.until = until
        self.findings: list[Finding] = []
        """What is wrong with the settings."""
        self.by_part: dict[str, str] = {}
        """Names typed in part → what was found by them: whoever asked must be told."""
        self.beside: dict[str, None] = {}
        """Files with errors that are not about what was asked: worth a word, and no more."""
        self.settings_document: Document | None = None
        self.settings = self._read_settings()
        excludes = self.excludes if self.settings.excluded else None
        self._documents = Documents(self._files, excludes)
        self.resolved = Resolved(root, self._documents, lambda: self.index)
        self.doubt = Doubt(self._documents, lambda: self.index, until)
        self._found_out: dict[tuple[Callable[..., Any], tuple[Hashable, ...]], Any] = {}
        self._lately: dict[tuple[Callable[..., Any], tuple[Hashable, ...]], Any] = {}

    def _read_settings(self) -> Settings:
        defaults = Settings.model_construct()
        if not _says_something(self._files.content(FILE)):
            found = self._files.read(FILE)[1] if self._files.has(FILE) else []
            self.findings = [f for f in found if f.code in UNOPENED]
            return defaults
        self.settings_document, self.findings = self._files.read(FILE)
        if self.settings_document is None:
            return defaults
        settings, findings = validate(self.settings_document, Settings)
        self.findings = self.findings + findings
        return settings or defaults

    # ---- what is remembered ----------------------------------------------------------------------

    def once(self, work: Callable[..., T], *about: Hashable) -> T:
        """Return what a function finds out from this repository about something: asked once."""
        return self._remembered(self._found_out, work, about)

    def lately(self, work: Callable[..., T], *about: Hashable) -> T:
        """Return it likewise, and remember it until all is forgotten that can be read again."""
        return self._remembered(self._lately, work, about)

    def _remembered(
        self, known: dict[Any, Any], work: Callable[..., T], about: tuple[Hashable, ...]
    ) -> T:
        if (work, about) not in known:
            known[work, about] = work(self, *about)
        found: T = known[work, about]
        return found

    def forget(self) -> None:
        """Forget what can be read again, where it is much, but nothing that others build on."""
        if self._documents.are_many:
            self._documents.forget()
            self.resolved.forget()
            self._lately = {}

    # ---- files -----------------------------------------------------------------------------------

    @cached_property
    def on_disk(self) -> Folder:
        """The folder that it lies in, or that it was taken from."""
        return self._files if isinstance(self._files, Folder) else Folder(self.root)

    def files(self) -> list[str]:
        """Return the YAML files of the repository, relative to its root, in a fixed order."""
        return list(self._documents.names)

    @cached_property
    def _own(self) -> frozenset[str]:
        return frozenset(self._documents.names)

    def listed(self, name: str) -> str | None:
        """Return what a file of the repository is called that may be named by a link."""
        return next((n for n in (name, self._files.real(name)) if n in self._own), None)

    def excludes(self, name: str) -> bool:
        """Say whether 排除 leaves a file out."""
        return any(patterns.matches(pattern, name) for pattern in self.settings.excluded)

    def read(self, name: str) -> tuple[Loaded | None, list[Finding]]:
        """Read one file by its name relative to the root (or absolute, outside of it)."""
        return self._documents.read(name)

    def sound(self, name: str) -> Loaded | None:
        """Read one file as `read` does, but take nothing from one that has any error."""
        return self._documents.sound(name)

    def read_if_file(self, name: str) -> Loaded | None:
        """Return a document of the repository, or None when there is none or it is not valid."""
        return self.sound(name) if name in self._own else None

    def card_in(self, name: str) -> LoadedAs[AnyCard] | None:
        """Return the card in a file of the repository, or None when there is none."""
        entry = self.read_if_file(name)
        return entry if is_of(entry, AnyCard) else None

    def text(self, name: str) -> str:
        """Return the text of a file for showing; what cannot be read is empty."""
        return self._documents.text(name)

    @cached_property
    def index(self) -> Index:
        """Which files may be about whom."""
        return Index(self._documents.names, self._facts)

    def _facts(self, name: str) -> Facts:
        """Return what a file says of itself; where its first column is not plain, it is read."""
        told = first_column(self._documents.content(name))
        found = facts(name, told) if told is not None else None
        entry = self.sound(name) if found is None else None
        if entry is not None:
            found = facts(name, told_by(entry.document.root))
        if found is not None:
            return found
        said = claim(name, search.unescaped(self.text(name)))
        return Facts(said.kind, said.year or 0, said.names, named=said.named)

    def each(self, *about: str, year: int | None = None, keep: bool = True) -> Iterator[Loaded]:
        """Yield the documents of some kinds, of a year or of all, in the order of their files.

        They are remembered, unless they are not to be kept.
        """
        for file in self.index.of(about, () if year is None else (year,)):
            entry = self._documents.sound(file, keep=keep)
            if entry is None or entry.model.kind not in about:
                continue
            if year in (None, entry.model.year):
                yield entry

    def beside_it(self, file: str, kind: str, year: int) -> list[Loaded]:
        """Return the documents of a kind and a year that lie next to a file, in its folder."""
        read = map(self.sound, self.index.beside(file, (kind,), (year,)))
        entries = (entry for entry in read if entry is not None)
        return [e for e in entries if (e.model.kind, e.model.year) == (kind, year)]

    def catalog(self) -> list[Loaded]:
        """Return every document of the repository that is valid by itself."""
        return [entry for entry in map(self.sound, self.files()) if entry is not None]

    def cards(self, year: int | None = None) -> list[LoadedAs[AnyCard]]:
        """Return the cards of a year, or of all years, in the order of their files."""
        return of(AnyCard, self.each(SCORECARD, year=year))

    def budgets(self, year: int, short_name: str | None = None) -> list[Loaded]:
        """Return the projects and departments of a year, of one organisation or of all."""
        if short_name is None:
            return list(self.each(*_BUDGETS, year=year))
        read = map(self.sound, self.index.called((short_name,), _BUDGETS, (year,)))
        return [
            entry
            for entry in read
            if entry is not None and entry.model.kind in _BUDGETS and entry.model.year == year
            if (whose := entry.model.owner) is not None and whose.short_name == short_name
        ]

    # ---- what builds on what ---------------------------------------------------------------------

    def template(self, name: str) -> Base | None:
        """Return a template by its 名称: the repository's own, else one that comes with us."""
        return self.resolved.template(name)

    def scheme(self, name: str) -> Scheme | None:
        """Return a 计分方案 by its 名称: the repository's own, else one that comes with us."""
        return self.resolved.scheme(name)

    def scheme_file(self, project: Project) -> str | None:
        """Return the file of the 计分方案 that a project names, or goes by; None without one."""
        entry = self.resolved.scheme_entry(project.scheme or DEFAULT)
        return None if entry is None else entry.document.file

    def scheme_of(self, project: Project) -> Scheme | None:
        """Return the 计分方案 that a project is scored by, with the 分值 that it prints itself."""
        base = self.scheme(project.scheme or DEFAULT)
        return None if base is None else own_weights.scheme_for(project, base)

    def levels(self, table: Project | CardBody) -> Levels:
        """Return the 定性档 of a table: its own, else those of its 计分方案, else of all here."""
        scheme = None if table.scheme is None else self.scheme(table.scheme)
        by_scheme = scheme.levels if scheme is not None else {}
        return table.levels or by_scheme or self.settings.levels

    def scale(self, name: str) -> Mapping[str, Decimal] | None:
        """Return the bounds of a 等次标准, or of the 计分方案 of that name."""
        bounds = self.settings.scale(name)
        found = self.scheme(name) if bounds is None else None
        return bounds if found is None else found.bounds

    def schemes(self) -> list[Scheme]:
        """Return every 计分方案 that may be used here; a repository's own comes first and wins."""
        found: dict[str, Scheme] = {}
        for entry in of(Scheme, self.resolved.all(SCHEME)):
            found.setdefault(entry.model.name, entry.model)
        return list(found.values())

    def form(self, name: str) -> LoadedAs[Form] | None:
        """Return a 表式 by its 名称: the repository's own, else one that comes with us."""
        return self.resolved.form(name)

    def forms(self, *prints: str) -> list[str]:
        """Return the names of the 表式 that print these kinds, the repository's own first."""
        entries = of(Form, self.resolved.all(FORM))
        return list(dict.fromkeys(e.model.name for e in entries if e.model.prints in prints))

    def templates(self, among: Iterable[Loaded] | None = None) -> list[LoadedAs[Template]]:
        """Return all templates that can be used here, the repository's own before built-in ones.

        Its own are those of all its documents, unless some are given.
        """
        return of(Template, self.resolved.all(TEMPLATE, among))

    def base(self, entry: LoadedAs[Template]) -> tuple[Base, list[Finding]]:
        """Expand a template's references and check it; the findings are those of this step."""
        return self.resolved.base(entry)

    def card(self, entry: LoadedAs[AnyCard]) -> tuple[Card | None, list[Finding]]:
        """Resolve an overlay, or expand a whole card; the findings are those of this step."""
        return self.resolved.card(entry)

    def expanded(self, entry: Loaded) -> tuple[Base | Card | Loaded | None, list[Finding]]:
        """Return any document with what it builds on put in, as `base` and `card` do."""
        if is_of(entry, Template):
            return self.base(entry)
        return self.card(entry) if is_of(entry, AnyCard) else (entry, [])

    def whole(self, entry: Loaded) -> tuple[Loaded | None, list[Finding]]:
        """Return it likewise, as a document that is valid by itself."""
        found, findings = self.expanded(entry)
        return (LoadedAs(found.document, found.model) if found is not None else None), findings

    # ---- who is meant ----------------------------------------------------------------------------

    def find_card(self, org: str, year: int) -> LoadedAs[AnyCard] | None:
        """Return the card of an organisation by any name that is its alone, before resolving."""
        return self.lately(_whose, year, org).card(org, year)

    def card_years(self, org: str) -> list[int]:
        """Return the years in which an organisation has a card under this name."""
        files = self.index.called((org,), (SCORECARD,))
        cards = [entry.model for entry in of(AnyCard, map(self.sound, files))]
        asked = fold_name(org)
        return sorted({card.year for card in cards if asked in map(fold_name, card.names)})

    def find_project(self, told: SelfAssessment) -> LoadedAs[Project] | None:
        """Return the 预算项目绩效目标表 that a 自评 is about, as it is on the day of the 自评."""
        table = self.table_of(told)
        return None if table is None else self.in_force(table, told.as_of).table

    def table_of(self, told: SelfAssessment | GoalAdjustment) -> LoadedAs[Project] | None:
        """Return the table that a 自评 or a 绩效目标调整 is about, as it is written."""
        return self.lately(_of_project, told.year, told.code, told.name, told.units).project(told)

    def in_force(self, table: LoadedAs[Project], day: date) -> InForce:
        """Return a 预算项目绩效目标表 with the 绩效目标调整 that count on a day."""
        known = self._on_project(table.model).adjustments(table.model)
        scheme = self.scheme_of(table.model) if known else None
        return adjusting.in_force(table, known, day, scheme)

    def find(self, key: Key) -> Loaded | None:
        """Return the document that a report is about; a card by any name that is its alone."""
        if key[0] == SCORECARD:
            return self.find_card(key[1], int(key[2]))
        if key[0] == PROJECT:
            named = of(Project, map(self.sound, self.index.called(key[1:2], (PROJECT,))))
            return next((entry for entry in named if key in entry.model.called), None)
        return next((entry for entry in self.catalog() if key in entry.model.called), None)

    def results_for(self, card: AnyCard) -> list[Report]:
        """Return the reports on a card, the earliest first."""
        return self.lately(_on_card, card.short_name, card.year).reports(card.short_name, card.year)

    def assessments_for(self, project: Project) -> list[Assessment]:
        """Return the 自评 of a project, the earliest first."""
        return self._on_project(project).assessments(project)

    def unclaimed(self, year: int) -> list[Report]:
        """Return the reports of a year whose name means no organisation, or more than one."""
        return self._unclaimed(self.index.of((RESULTS,), (year,)), year)

    def astray(self, year: int) -> list[Report]:
        """Return those of them of which no card has the name, or more than one, errors or not."""
        return self._unclaimed(self.index.astray(RESULTS, year), year)

    def _unclaimed(self, files: Iterable[str], year: int) -> list[Report]:
        found: dict[str, Report] = {}
        for entry in of(Results, map(self.sound, files)):
            among = self.lately(_whose, year, entry.model.org)
            found |= {report.document.file: report for report in among.unclaimed(year)}
        return list(found.values())

    def dispute(self, report: Report) -> Finding | None:
        """Return the finding that a report is under a name that organisations share, if it is."""
        return self.lately(_whose, report.model.year, report.model.org).dispute(report)

    def called(self, name: str) -> list[Loaded]:
        """Return the documents of the catalog that go by a name, and maybe more of them."""
        read = map(self.sound, self.index.called((name,)))
        return [entry for entry in read if entry is not None]

    def holding(self, part: str) -> list[Loaded]:
        """Return the documents of the catalog with a text that holds this part, or more of them.

        They are in the order of their files.
        """
        read = map(self.sound, self.files_holding(part))
        return [entry for entry in read if entry is not None]

    def files_holding(self, part: str) -> list[str]:
        """Return the files that hold a text; a few more where one may be disguised."""
        return self.lately(_files_holding, part)

    # ---- what is in doubt ------------------------------------------------------------------------

    def broken(self, files: Iterable[str] | None = None) -> list[Finding]:
        """Return what is wrong with the files that have errors, or with some of them."""
        asked = self.files() if files is None else self.index.in_order({*files} & self._own)
        return [finding for file in asked for finding in self.doubt.of(file)]

    def put_aside(self, told: Iterable[Finding], year: int | None = None) -> None:
        """Note the files with errors of which nothing is told, of all where those are few.

        Where they are many, nobody waits for all to be read: it is those that were. A 表式 counts
        where one was asked for. So are the reports of a year that are nobody's, where one is given.
        """
        files = {finding.place.file for finding in told}
        names = [n for n in self.files() if not n.startswith(FORMS) or self._documents.is_read(n)]
        asked = names if len(names) <= MANY else filter(self._documents.is_read, names)
        broken = [file for file in asked if self.doubt.of(file)]
        lost = [r.document.file for r in self.astray(year)] if year is not None else []
        self.beside |= {file: None for file in [*broken, *lost] if file not in files}

    def claims(self, part: str, *, whole: bool) -> list[Claim]:
        """Return what the files with errors say of themselves that have this name, or a part of it.

        The ``whole`` name is found without looking into files.
        """
        if whole:
            files = filter(self.doubt.of, self.index.called((part,)))
            return [c for c in (claim(f, self.text(f)) for f in files) if c.is_called(part)]
        asked = fold_name(part)
        named = [name for name in self.files() if asked in fold_for_good(name)]
        names = dict.fromkeys([*named, *self.files_holding(part)])
        told = (claim(name, self.text(name)) for name in names if self.doubt.of(name))
        return [c for c in told if c.speaks_of(part)]

    def troubles(self, card: Scorecard) -> list[Finding]:
        """Return what is wrong with files that speak of a card's organisation in its year.

        They may be reports on it: it cannot be scored as if they were not there, nor by one of two
        that contradict each other, nor without one that may be on another.
        """
        files = self.doubt.on(set(card.names), card.year, RESULTS, SCORECARD)
        broken = [f for file in files if file.startswith(CARDS) for f in self.doubt.of(file)]
        whose = card.short_name, card.year
        among = self.lately(_on_card, *whose)
        entry = among.card(*whose)
        bases = {SCHEME: card.scheme} if card.scheme is not None else {}
        keys = [*bases.items(), *card.builds_on, *(entry.model.builds_on if entry else ())]
        twins = [f for kind, name in dict.fromkeys(keys) for f in self._twins_of_base(kind, name)]
        return [*broken, *twins, *among.twins_of_card(*whose), *among.disputes(*whose)]

    def twins(self, table: Project) -> list[Finding]:
        """Return what is told twice of a project."""
        bases = self._twins_of_base(SCHEME, table.scheme or DEFAULT)
        return bases + self._on_project(table).twins_of_project(table)

    def _on_project(self, project: Project) -> Among:
        """Return the tables and the 自评 that may be one project's."""
        return self.lately(_of_project, project.year, project.code, project.name, project.units)

    def _twins_of_base(self, kind: str, name: str) -> list[Finding]:
        files = self.index.called((name,), (kind,))
        return self.lately(_among, *files).twins_of_base(kind, name)


def _among(repository: Repository, *files: str) -> Among:
    """Return the documents in some files, to be found by whose they are."""
    entries = [entry for entry in map(repository.sound, files) if entry is not None]
    return Among(entries, repository.until)


def _whose(repository: Repository, year: int, *names: str) -> Among:
    """Return the cards that go by one of these names, and the reports under them."""
    return repository.lately(_among, *repository.index.called(names, _ON_CARDS, (year,)))


def _on_card(repository: Repository, short_name: str, year: int) -> Among:
    """Return the cards of an organisation, and all reports under any of its names."""
    names = {short_name}
    files = repository.index.called(names, (SCORECARD,), (year,))
    for entry in of(AnyCard, map(repository.sound, files)):
        if entry.model.short_name == short_name:
            names |= set(entry.model.names)
    return repository.lately(_whose, year, *sorted(names))


def _of_project(
    repository: Repository, year: int, code: str | None, name: str | None, units: tuple[str, ...]
) -> Among:
    """Return the tables and the 自评 with a 项目编码, and those of units with a 项目名称."""
    index, of_year = repository.index, (_ON_BUDGETS, (year,))
    files = [] if code is None else index.called((code,), *of_year)
    if name is not None:
        named = repository.lately(_named, name, year)
        files += [file for file in index.called(units, *of_year) if file in named]
    return repository.lately(_among, *index.in_order({*files}))


def _named(repository: Repository, name: str, year: int) -> frozenset[str]:
    """Return the tables and the 自评 with a 项目名称."""
    return frozenset(repository.index.called((name,), _ON_BUDGETS, (year,)))


def _files_holding(repository: Repository, part: str) -> list[str]:
    return search.mentioning((part,), repository.files(), repository._files)


def _says_something(data: bytes) -> bool:
    """Say whether a file holds more than blanks and comments."""
    lines = (line.strip() for line in data.removeprefix(b"\xef\xbb\xbf").splitlines())
    return any(line and not line.startswith(b"#") for line in lines)


def find_root(start: Path) -> Path:
    """Return the root around a folder: the nearest with tuanscore.yaml, else with scorecards/."""
    start = start.resolve()
    around = [start, *start.parents]
    for folder in around:
        if (folder / FILE).is_file():
            return folder
    for folder in around:
        if (folder / CARDS).is_dir():
            return folder
    raise TuanscoreError(
        f"{start} 和它的上级文件夹里没有 {FILE}，也没有 {CARDS}/",
        "到评分文件所在的文件夹里运行，或用 -C 指明文件夹",
    )
