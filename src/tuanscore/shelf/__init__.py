"""A repository of scorecards on disk: its root, its settings, its files, and finding things in it.

Files are found by convention first and by looking into all of them second; what a file is comes
from its 类型 alone. Nothing here writes.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tuanscore import resources
from tuanscore.errors import TuanscoreError
from tuanscore.finding import Finding, Place, Severity
from tuanscore.model import codes, consistency, kinds
from tuanscore.model.card import CardBody
from tuanscore.model.kinds.project import KIND as PROJECT
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.results import KIND as RESULTS
from tuanscore.model.kinds.scheme import DEFAULT, Scheme
from tuanscore.model.kinds.scheme import KIND as SCHEME
from tuanscore.model.kinds.scorecard import KIND as SCORECARD
from tuanscore.model.kinds.scorecard import AnyCard, Overlay, Scorecard
from tuanscore.model.kinds.template import KIND as TEMPLATE
from tuanscore.model.kinds.template import Template
from tuanscore.model.load import load, validate
from tuanscore.model.messages import is_it, suggestion
from tuanscore.model.resolve import expand, resolve
from tuanscore.model.settings import FILE, Settings
from tuanscore.shelf import search
from tuanscore.shelf.claims import Claim, claim
from tuanscore.shelf.entries import Assessment, Base, Card, Loaded, LoadedAs, Report, is_of, of
from tuanscore.shelf.files import Folder
from tuanscore.shelf.index import Index
from tuanscore.source import patterns
from tuanscore.source.codes import UNOPENED
from tuanscore.source.cures import UTF16_MARKS
from tuanscore.source.read import read_file
from tuanscore.source.tree import fold_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from tuanscore.model.base import Key, Kind
    from tuanscore.shelf.files import Files
    from tuanscore.source.read import Result
    from tuanscore.source.tree import Document

__all__ = [
    "BUILT_IN",
    "CARDS",
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

CARDS, TEMPLATES, SCHEMES = "scorecards", "templates", "templates/计分方案"
BUILT_IN = "<内置>"
"""Stands before the name of a file that comes with the program."""
CARDS_KEPT = 200
"""How many resolved cards are kept: each takes about 100 KB, and most commands need it once."""
B = TypeVar("B", Template, Scheme)
FEW = 3
"""For how many names a repository is searched before all of it is read."""


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
        self._invalid: dict[str, str] = {}  # templates and schemes with errors → their file
        self._rivals: dict[tuple[type[Kind], str], list[str]] = {}  # told twice → the files
        self.settings = self._read_settings()
        self._templates: dict[str, Base | None] = {}
        self._schemes: dict[str, Scheme | None] = {}
        self._kept: dict[str, tuple[Loaded | None, list[Finding]]] = {}
        self._cards: dict[str, tuple[Card | None, list[Finding]]] = {}
        self._catalog: list[Loaded] | None = None
        self._broken: dict[str, list[Finding]] = {}
        self._searched: dict[tuple[str, ...], Index] = {}
        self._holding: dict[str, list[Loaded]] = {}
        self._found: dict[str, list[str]] = {}
        self._strays: dict[type[Kind], list[Loaded]] = {}
        self._damaged: dict[type[Kind], list[Claim]] = {}

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

    def files(self) -> list[str]:
        """Return the YAML files of the repository, relative to its root, in a fixed order."""
        return list(self._own)

    @cached_property
    def _own(self) -> dict[str, None]:
        names = self._files.below(TEMPLATES, CARDS)
        if self.settings.excluded:
            return dict.fromkeys(name for name in names if not self.excludes(name))
        return dict.fromkeys(names)

    def listed(self, name: str) -> str | None:
        """Return what a file of the repository is called that may be named by a link."""
        return next((n for n in (name, self._files.real(name)) if n in self._own), None)

    def excludes(self, name: str) -> bool:
        """Say whether 排除 leaves a file out."""
        return any(patterns.matches(pattern, name) for pattern in self.settings.excluded)

    def read(self, name: str) -> tuple[Loaded | None, list[Finding]]:
        """Read one file by its name relative to the root (or absolute, outside of it)."""
        entry, findings = self._kept.get(name, (None, []))
        if entry is not None:
            return entry, list(findings)
        document, findings = self._document(name)
        if document is None:
            return None, findings
        model, more = load(document)
        findings = findings + more
        return (LoadedAs(document, model) if model is not None else None), findings

    def sound(self, name: str) -> tuple[Loaded | None, list[Finding]]:
        """Read one file as `read` does, but take nothing from one that has any error."""
        if name in self._kept:
            entry, findings = self._kept[name]
            return entry, list(findings)
        entry, findings = self.read(name)
        if all(f.severity is not Severity.ERROR for f in findings):
            return entry, findings
        self._note_invalid(name)
        return None, findings

    def _keep(self, name: str) -> tuple[Loaded | None, list[Finding]]:
        """Read one file as `sound` does, and once: for documents that are kept anyhow."""
        entry, findings = self._kept[name] = self.sound(name)
        return entry, list(findings)

    def _note_invalid(self, name: str) -> None:
        """Note a file with errors by its 名称, or by what it is called where that cannot be read.

        One where templates are kept comes before any other.
        """
        document = self._document(name)[0]
        told = document.root.get("名称") if document is not None else None
        called = told if isinstance(told, str) else Path(name).stem
        others = [self._invalid[called]] if called in self._invalid else []
        self._invalid[called] = min([name, *others], key=lambda n: (not n.startswith(TEMPLATES), n))

    def text(self, name: str) -> str:
        """Return the text of a file for showing; what cannot be read is empty."""
        data = self._files.content(name)
        if name.startswith(BUILT_IN):
            data = _built_in(name).read_bytes()
        try:
            return data.decode("utf-16" if data.startswith(UTF16_MARKS) else "utf-8-sig")
        except UnicodeDecodeError:
            return data.decode("gb18030", "replace")

    def _document(self, name: str) -> Result:
        return (
            read_file(_built_in(name), name)
            if name.startswith(BUILT_IN)
            else self._files.read(name)
        )

    def catalog(self) -> list[Loaded]:
        """Return every document of the repository that is valid by itself."""
        if self._catalog is None:
            self._catalog = []
            for name in self.files():
                entry, findings = self._keep(name)
                if entry is not None:
                    self._catalog.append(entry)
                elif findings:
                    self._broken[name] = findings
        return self._catalog

    def broken(self, files: Collection[str] | None = None) -> list[Finding]:
        """Return what is wrong with the files that the catalog leaves out, or with some of them."""
        self.catalog()
        known = self._broken.items()
        return [f for file, found in known if files is None or file in files for f in found]

    def put_aside(self, told: Iterable[Finding], year: int | None = None) -> None:
        """Note the files that the catalog leaves out and of which nothing is told.

        So are the reports of a year that are nobody's, where one is given.
        """
        self.catalog()
        files = {finding.place.file for finding in told}
        lost = [r.document.file for r in self.unclaimed(year)] if year is not None else []
        self.beside |= {file: None for file in [*self._broken, *lost] if file not in files}

    def broken_about(self, *words: str) -> list[str]:
        """Return the files that the catalog leaves out and that speak of all these words."""
        sought = [search.undisguised(word) for word in words]
        texts = self._broken_texts.items()
        return [name for name, text in texts if all(word in text for word in sought)]

    def broken_on(self, names: Collection[str], year: int, *about: str) -> list[str]:
        """Return the files that the catalog leaves out and that may be on who has these names.

        ``about`` are the kinds that are looked for. A file is judged by what it says it is; where
        it does not say whose it is, by all that it speaks of.
        """
        sought = [search.undisguised(name) for name in names]
        return [
            file
            for file, said in self._broken_claims.items()
            if (said.kind in about or said.kind not in kinds.all_by_name())
            and said.year in (None, year)
            and (self.until is None or said.as_of is None or said.as_of <= self.until)
            and (
                any(map(said.is_called, names))
                or (not said.named and any(word in self._broken_texts[file] for word in sought))
            )
        ]

    def broken_called(self, part: str, year: int | None = None) -> list[str]:
        """Return the files that the catalog leaves out and that go by this part of a name."""
        return [
            file
            for file, said in self._broken_claims.items()
            if (year is None or said.year in (None, year))
            and (
                said.speaks_of(part)
                or (not said.named and search.undisguised(part) in self._broken_texts[file])
            )
        ]

    def broken_in(self, year: int, *about: str, sure: bool = True) -> list[str]:
        """Return the files of these kinds and this year that the catalog leaves out.

        Unless it must be ``sure``, also those that may be: they do not say which year they are of,
        or they lie among reports and cards and no kind goes by what they say they are.
        """
        known, claims = kinds.all_by_name(), self._broken_claims.items()
        return [
            file
            for file, said in claims
            if said.year == year or (said.year is None and not sure)
            if said.kind in about
            or (not sure and file.startswith(CARDS) and said.kind not in known)
        ]

    @cached_property
    def _broken_claims(self) -> dict[str, Claim]:
        self.catalog()
        return {name: claim(name, search.unescaped(self.text(name))) for name in self._broken}

    @cached_property
    def _broken_texts(self) -> dict[str, str]:
        self.catalog()
        return {name: search.undisguised(f"{name}\n{self.text(name)}") for name in self._broken}

    def troubles(self, card: Scorecard) -> list[Finding]:
        """Return what is wrong with files that speak of a card's organisation in its year.

        They may be reports on it: it cannot be scored as if they were not there, nor by one of two
        that contradict each other, nor without one that may be on another.
        """
        files = self.broken_on(card.names, card.year, RESULTS, SCORECARD)
        broken = [f for file in files if file.startswith(CARDS) for f in self._broken[file]]
        index, whose = self._index, (card.short_name, card.year)
        entry = index.card(*whose)
        bases = {SCHEME: card.scheme} if card.scheme is not None else {}
        keys = [*bases.items(), *card.builds_on, *(entry.model.builds_on if entry else ())]
        twins = [f for kind, name in dict.fromkeys(keys) for f in index.twins_of_base(kind, name)]
        return [*broken, *twins, *index.twins_of_card(*whose), *index.disputes(*whose)]

    def unclaimed(self, year: int) -> list[Report]:
        """Return the reports of a year whose name means no organisation, or more than one."""
        return self._index.unclaimed(year)

    def dispute(self, report: Report) -> Finding | None:
        """Return the finding that a report is under a name that organisations share, if it is."""
        return self._index_about(report.model.org).dispute(report)

    def template(self, name: str) -> Base | None:
        """Return a template by its 名称: the repository's own, else one that comes with us."""
        if name not in self._templates:
            self._templates[name] = None  # a template that refers to itself ends here
            entry = self._find_template(name)
            if entry is not None:
                self._templates[name] = self.base(entry)[0]
        return self._templates[name]

    def scheme(self, name: str) -> Scheme | None:
        """Return a 计分方案 by its 名称: the repository's own, else one that comes with us."""
        if name not in self._schemes:
            self._schemes[name] = self._find_scheme(name)
        return self._schemes[name]

    def scale(self, name: str) -> Mapping[str, Decimal] | None:
        """Return the bounds of a 等次标准, or of the 计分方案 of that name."""
        bounds = self.settings.scale(name)
        scheme = self.scheme(name) if bounds is None else None
        return bounds if scheme is None else scheme.bounds

    def schemes(self) -> list[Scheme]:
        """Return every 计分方案 that may be used here; a repository's own comes first and wins."""
        found: dict[str, Scheme] = {}
        for entry in of(Scheme, [*self.catalog(), *self._with_us]):
            found.setdefault(entry.model.name, entry.model)
        return list(found.values())

    def base(self, entry: LoadedAs[Template]) -> tuple[Base, list[Finding]]:
        """Expand a template's references and check it; the findings are those of this step."""
        document, findings = self._expand(entry)
        model: Template | None = entry.model
        if document is not entry.document:
            model, more = validate(document, Template)
            findings = findings + more
        assert model is not None  # both halves are valid by themselves
        findings = findings + consistency.examine(model, document)
        return Base(document, model, not findings), findings

    def card(self, entry: LoadedAs[AnyCard]) -> tuple[Card | None, list[Finding]]:
        """Resolve an overlay, or expand a whole card; the findings are those of this step.

        What is resolved of a document that is kept is kept as well, up to a number.
        """
        file = entry.document.file
        if file in self._cards and self._kept[file][0] is entry:
            card, findings = self._cards[file]
            return card, list(findings)
        card, findings = self._resolve(entry)
        if len(self._cards) < CARDS_KEPT and self._kept.get(file, (None,))[0] is entry:
            self._cards[file] = card, list(findings)
        return card, findings

    def whole(self, entry: Loaded) -> tuple[Loaded | None, list[Finding]]:
        """Return any document with what it builds on put in, as `base` and `card` do."""
        found: Base | Card | None
        if is_of(entry, Template):
            found, findings = self.base(entry)
        elif is_of(entry, AnyCard):
            found, findings = self.card(entry)
        else:
            return entry, []
        return (LoadedAs(found.document, found.model) if found is not None else None), findings

    def _resolve(self, entry: LoadedAs[AnyCard]) -> tuple[Card | None, list[Finding]]:
        if isinstance(entry.model, Overlay):
            base = self.template(entry.model.template)
            place = entry.document.place(("模板",))
            if base is None or not base.sound:
                return None, [self._unusable(entry.model.template, base, place)]
            document, findings = resolve(entry.document, base.document)
            origin = entry.model.template
        else:
            document, findings = self._expand(entry)
            origin = None
        model = entry.model if document is entry.document else None
        if not isinstance(model, Scorecard):
            model, more = validate(document, Scorecard)
            findings = findings + more
        if model is None:
            return None, findings
        findings += consistency.examine(model, document)
        return Card(document, model, origin), findings

    def _expand(self, entry: Loaded) -> tuple[Document, list[Finding]]:
        """Put the lines of other templates where a template or a whole card refers to them."""
        assert isinstance(entry.model, CardBody)
        document, findings = expand(entry.document, self._template_document)
        references = {
            entry.document.place(("部分", index, "引用")): section.reference
            for index, section in enumerate(entry.model.sections)
            if section.reference is not None
        }
        told = [self.told_twice(Template, name, place) for place, name in references.items()]
        twice = {finding.place: finding for finding in told if finding is not None}
        return document, [twice.get(finding.place, finding) for finding in findings]

    def told_twice(
        self, kind: type[Template] | type[Scheme], name: str, place: Place
    ) -> Finding | None:
        """Return the finding that nobody can say which file of this 名称 is meant, if so."""
        files = self._rivals.get((kind, name))
        if files is None:
            return None
        what, code = {
            Template: ("模板", codes.BROKEN_TEMPLATE),
            Scheme: (SCHEME, codes.NO_SCHEME),
        }[kind]
        message = f"{what}“{name}”有 {len(files)} 份（{'、'.join(files)}），不知道以哪一份为准"
        return Finding(code, message, place, "只留一份，或给另一份换一个 名称", about=name)

    def _unusable(self, name: str, base: Base | None, place: Place) -> Finding:
        """Say why an overlay cannot build on a template."""
        twice = self.told_twice(Template, name, place)
        if twice is not None:
            return twice
        broken = base.document.file if base is not None else self._invalid.get(name)
        if broken is not None:
            message = f"模板“{name}”有错误，这份表展不开"
            return Finding(codes.BROKEN_TEMPLATE, message, place, f"先改好 {broken}")
        near = suggestion(name, self._template_names())
        hint = is_it(name, near) or "把模板放进 templates/，名称 要一致"
        return Finding(codes.NO_TEMPLATE, f"模板“{name}”找不到", place, hint)

    def find_card(self, org: str, year: int) -> LoadedAs[AnyCard] | None:
        """Return the card of an organisation by any name that is its alone, before resolving."""
        guess = self.card_in(f"{CARDS}/{year}/{org}.yaml") if _is_plain(org) else None
        if guess is not None and _is_own_name(org, year, guess.model):
            return guess
        return self._index_about(org).card(org, year)

    def find_project(self, code: str, year: int) -> LoadedAs[Project] | None:
        """Return a 预算项目绩效目标表 by its 项目编码."""
        return self._index_about(code).project(code, year)

    def find(self, key: Key) -> Loaded | None:
        """Return the document that a report is about; a card by any name that is its alone."""
        if key[0] == SCORECARD:
            return self.find_card(key[1], int(key[2]))
        if key[0] == PROJECT:
            return self.find_project(key[1], int(key[2]))
        return next((entry for entry in self.catalog() if key in entry.model.called), None)

    def results_for(self, card: AnyCard) -> list[Report]:
        """Return the reports on a card, the earliest first."""
        return self._index_about(*sorted(card.names)).reports(card.short_name, card.year)

    def assessments_for(self, project: Project) -> list[Assessment]:
        """Return the 自评 of a project, the earliest first."""
        return self._index_about(project.code).assessments(project.code, project.year)

    @cached_property
    def _index(self) -> Index:
        return Index(self.catalog(), self.until)

    def _index_about(self, *words: str) -> Index:
        """Return an index of all documents that speak of one of these words, or of more.

        To examine one report, the few files that name its organisation are read and no others;
        whoever goes on asking is better served by reading all of them once.
        """
        if words not in self._searched:
            enough = self._catalog is not None or len(self._searched) == FEW
            if enough:
                return self._index
            entries = (self._keep(name)[0] for name in self.mentioning(words))
            self._searched[words] = Index([e for e in entries if e is not None], self.until)
        return self._searched[words]

    def holding(self, part: str) -> list[Loaded]:
        """Return the documents of the catalog with a text that holds this part, or more of them.

        They are in the order of their files.
        """
        if part not in self._holding:
            if self._catalog is not None or len(self._holding) == FEW:
                return self.catalog()
            names = self._files_holding(part)
            if len(names) * 2 > len(self.files()):  # whoever needs the others would read all again
                return self.catalog()
            entries = (self._keep(name)[0] for name in names)
            self._holding[part] = [e for e in entries if e is not None]
        return self._holding[part]

    def claims(self, part: str) -> list[Claim]:
        """Return what the files with errors say of themselves that hold this part, or more."""
        named = [name for name in self.files() if fold_name(part) in fold_name(name)]
        sound = {entry.document.file for entry in self.holding(part)}
        names = dict.fromkeys([*named, *self._files_holding(part)])
        told = (claim(name, self.text(name)) for name in names if name not in sound)
        return [c for c in told if c.speaks_of(part) and self._is_broken(c.file)]

    def _is_broken(self, name: str) -> bool:
        if self._catalog is not None:
            return name in self._broken
        entry, findings = self.sound(name)
        return entry is None and bool(findings)

    def _files_holding(self, part: str) -> list[str]:
        if part not in self._found:
            self._found[part] = search.mentioning((part,), self.files(), self._files)
        return self._found[part]

    def mentioning(self, words: Collection[str], names: Sequence[str] | None = None) -> list[str]:
        """Return the files that hold one of these words; a few more where one may be disguised.

        They are sought among all files, unless some are given.
        """
        among = self.files() if names is None else names
        return search.mentioning(words, among, self._files)

    def twins(self, project: Project) -> list[Finding]:
        """Return what is told twice of a project."""
        scheme = self._index.twins_of_base(SCHEME, project.scheme or DEFAULT)
        return scheme + self._index.twins_of_project(project.code, project.year)

    def cards(self, year: int | None = None) -> list[LoadedAs[AnyCard]]:
        """Return the cards of a year, or of all years, in the order of their files."""
        return [e for e in of(AnyCard, self.catalog()) if year in (None, e.model.year)]

    def budgets(self, year: int, short_name: str | None = None) -> list[Loaded]:
        """Return the projects and departments of a year, of one organisation or of all."""
        return [
            e
            for e in self.catalog()
            if e.model.scored and e.model.ledger == "budgets" and e.model.year == year
            if (whose := e.model.owner) is not None and short_name in (None, whose.short_name)
        ]

    def read_if_file(self, name: str) -> Loaded | None:
        """Return a document of the repository, or None when there is none or it is not valid."""
        return self.sound(name)[0] if name in self._own else None

    def card_in(self, name: str) -> LoadedAs[AnyCard] | None:
        """Return the card in a file of the repository, or None when there is none."""
        entry = self.read_if_file(name)
        return entry if is_of(entry, AnyCard) else None

    def _template_document(self, name: str) -> Document | None:
        base = self.template(name)
        return base.document if base is not None else None

    def _template_names(self) -> list[str]:
        return [e.model.name for e in self.templates()]

    def _find_template(self, name: str) -> LoadedAs[Template] | None:
        return self._find(Template, name)

    def _find_scheme(self, name: str) -> Scheme | None:
        entry = self._find(Scheme, name)
        return entry.model if entry is not None else None

    def _find(self, kind: type[B], name: str) -> LoadedAs[B] | None:
        """Return the template or scheme of this 名称, unless it is told twice.

        The repository's own wins, first of all where templates are kept.
        """
        own = self._below_templates
        if self._invalid.get(name, "").startswith(TEMPLATES):
            return None  # ours has errors: another must not stand in for it
        found = _named(kind, name, own) or _named(kind, name, self._elsewhere(kind, name))
        if not found and any(c.is_called(name) for c in self._damaged[kind]):
            return None  # nor this one
        found = found or _named(kind, name, self._with_us)
        if len(found) > 1:
            self._rivals[kind, name] = [entry.document.file for entry in found]
        return found[0] if len(found) == 1 else None

    def _elsewhere(self, kind: type[Template] | type[Scheme], name: str) -> list[Loaded]:
        """Return the templates or schemes that lie among the cards; note those with errors."""
        if kind not in self._strays:
            word = {Template: TEMPLATE, Scheme: SCHEME}[kind]
            files = [f for f in self.mentioning([word]) if not f.startswith(TEMPLATES)]
            said = [c for file in files if (c := claim(file, self.text(file))).kind == word]
            read = {c: self._keep(c.file)[0] for c in said}
            self._strays[kind] = [entry for entry in read.values() if entry is not None]
            self._damaged[kind] = [c for c, entry in read.items() if entry is None]
        return self._strays[kind]

    @cached_property
    def _below_templates(self) -> list[Loaded]:
        names = (name for name in self._files.below(TEMPLATES) if name in self._own)
        entries = (self._keep(name)[0] for name in names)
        return [entry for entry in entries if entry is not None]

    def templates(self, among: Iterable[Loaded] | None = None) -> list[LoadedAs[Template]]:
        """Return all templates that can be used here, the repository's own before built-in ones.

        Its own are those of all its documents, unless some are given.
        """
        entries = self.catalog() if among is None else among
        own = of(Template, entries)
        names = {e.model.name for e in own}
        return own + [e for e in of(Template, self._with_us) if e.model.name not in names]

    @cached_property
    def _with_us(self) -> list[Loaded]:
        folder = resources.templates()
        if folder == self.root / TEMPLATES:
            return []
        names = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*.yaml"))
        entries = (self.read(f"{BUILT_IN}/{name}")[0] for name in names)
        return [entry for entry in entries if entry is not None]


def _says_something(data: bytes) -> bool:
    """Say whether a file holds more than blanks and comments."""
    lines = (line.strip() for line in data.removeprefix(b"\xef\xbb\xbf").splitlines())
    return any(line and not line.startswith(b"#") for line in lines)


def _built_in(name: str) -> Path:
    return resources.templates() / name.removeprefix(BUILT_IN + "/")


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


def _named(kind: type[B], name: str, entries: Iterable[Loaded]) -> list[LoadedAs[B]]:
    """Return the templates or schemes of this 名称."""
    asked = fold_name(name)
    return [e for e in of(kind, entries) if fold_name(e.model.name) == asked]


def _is_own_name(org: str, year: int, model: AnyCard) -> bool:
    """Say whether this is a card's own name; an 别名 gives way to that of another card."""
    return model.year == year and org in (model.short_name, model.org)


def _is_plain(name: str) -> bool:
    return not any(c in name for c in '/\\:*?"<>|\0') and not name.startswith(".")
