"""A repository of scorecards on disk: its root, its settings, its files, and finding things in it.

Files are found by convention first and by looking into all of them second; what a file is comes
from its 类型 alone. Nothing here writes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tuanscore import resources
from tuanscore.errors import TuanscoreError
from tuanscore.files import Folder
from tuanscore.finding import Finding, Place, Severity
from tuanscore.model import codes, consistency
from tuanscore.model.kinds.department import Department
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.results import Results
from tuanscore.model.kinds.scheme import Scheme
from tuanscore.model.kinds.scorecard import Overlay, Scorecard
from tuanscore.model.kinds.self_assessment import SelfAssessment
from tuanscore.model.kinds.template import Template
from tuanscore.model.load import load, validate
from tuanscore.model.messages import suggestion
from tuanscore.model.resolve import expand, resolve
from tuanscore.model.settings import FILE, Settings
from tuanscore.source.read import read_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from tuanscore.files import Files
    from tuanscore.model.base import Kind
    from tuanscore.source.read import Result
    from tuanscore.source.tree import Document

CARDS, TEMPLATES, SCHEMES = "scorecards", "templates", "templates/计分方案"
BUILT_IN = "<内置>"
"""Stands before the name of a file that comes with the program."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document that is valid by itself."""

    document: Document
    model: Kind


@dataclass(frozen=True, slots=True)
class Card:
    """A whole scorecard: resolved, with the places of everything in it."""

    document: Document
    model: Scorecard
    template: str | None = None
    """The 名称 of the template it is an overlay on."""


@dataclass(frozen=True, slots=True)
class Report:
    """A 完成情况, valid by itself, with its places."""

    document: Document
    model: Results


@dataclass(frozen=True, slots=True)
class Assessment:
    """A 项目自评, valid by itself, with its places."""

    document: Document
    model: SelfAssessment


@dataclass(frozen=True, slots=True)
class Base:
    """A template with its references expanded."""

    document: Document
    model: Template
    sound: bool
    """Whether cards can build on it."""


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
        self.settings_document: Document | None = None
        self._invalid: dict[str, str] = {}  # templates and schemes with errors → their file
        self.settings = self._read_settings()
        self._templates: dict[str, Base | None] = {}
        self._schemes: dict[str, Scheme | None] = {}
        self._catalog: list[Loaded] | None = None
        self._broken: dict[str, list[Finding]] = {}

    def _read_settings(self) -> Settings:
        defaults = Settings.model_construct()
        if not _says_something(self._files.content(FILE)):
            return defaults
        self.settings_document, self.findings = self._files.read(FILE)
        if self.settings_document is None:
            return defaults
        settings, findings = validate(self.settings_document, Settings)
        self.findings = self.findings + findings
        return settings or defaults

    def files(self) -> list[str]:
        """Return the YAML files of the repository, relative to its root, in a fixed order."""
        return [name for top in (TEMPLATES, CARDS) for name in self._files.below(top)]

    def read(self, name: str) -> tuple[Loaded | None, list[Finding]]:
        """Read one file by its name relative to the root (or absolute, outside of it)."""
        document, findings = self._document(name)
        if document is None:
            return None, findings
        model, more = load(document)
        findings = findings + more
        return (Loaded(document, model) if model is not None else None), findings

    def sound(self, name: str) -> tuple[Loaded | None, list[Finding]]:
        """Read one file as `read` does, but take nothing from one that has any error."""
        entry, findings = self.read(name)
        if all(f.severity is not Severity.ERROR for f in findings):
            return entry, findings
        self._invalid.setdefault(Path(name).stem, name)
        if entry is not None and isinstance(entry.model, Template | Scheme):
            self._invalid[entry.model.name] = name
        return None, findings

    def text(self, name: str) -> str:
        """Return the text of a file for showing; what cannot be read is empty."""
        data = self._files.content(name)
        if name.startswith(BUILT_IN):
            data = _built_in(name).read_bytes()
        try:
            return data.decode("utf-8-sig")
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
                entry, findings = self.sound(name)
                if entry is not None:
                    self._catalog.append(entry)
                elif findings:
                    self._broken[name] = findings
        return self._catalog

    def broken(self) -> list[Finding]:
        """Return what is wrong with the files that the catalog leaves out."""
        self.catalog()
        return [finding for findings in self._broken.values() for finding in findings]

    def broken_about(self, *words: str) -> list[str]:
        """Return the files that the catalog leaves out and that speak of all these words."""
        self.catalog()
        texts = ((name, name + self.text(name)) for name in self._broken)
        return [name for name, text in texts if all(word in text for word in words)]

    def troubles(self, card: Scorecard) -> list[Finding]:
        """Return what is wrong with files that speak of a card's organisation in its year.

        They may be reports on it: it cannot be scored as if they were not there.
        """
        files = {
            f: None for name in names_of(card) for f in self.broken_about(name, str(card.year))
        }
        return [f for file in files if file.startswith(CARDS) for f in self._broken[file]]

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
        entries = [*self.catalog(), *self._built_in()]
        found: dict[str, Scheme] = {}
        for entry in entries:
            if isinstance(entry.model, Scheme):
                found.setdefault(entry.model.name, entry.model)
        return list(found.values())

    def base(self, entry: Loaded) -> tuple[Base, list[Finding]]:
        """Expand a template's references and check it; the findings are those of this step."""
        assert isinstance(entry.model, Template)
        document, findings = expand(entry.document, self._template_document)
        model: Template | None = entry.model
        if document is not entry.document:
            model, more = validate(document, Template)
            findings = findings + more
        assert model is not None  # both halves are valid by themselves
        findings = findings + consistency.examine(model, document)
        return Base(document, model, not findings), findings

    def card(self, entry: Loaded) -> tuple[Card | None, list[Finding]]:
        """Resolve an overlay, or expand a whole card; the findings are those of this step."""
        if isinstance(entry.model, Overlay):
            base = self.template(entry.model.template)
            place = entry.document.place(("模板",))
            if base is None or not base.sound:
                return None, [self._unusable(entry.model.template, base, place)]
            document, findings = resolve(entry.document, base.document)
            origin = entry.model.template
        else:
            document, findings = expand(entry.document, self._template_document)
            origin = None
        model = entry.model if document is entry.document else None
        if not isinstance(model, Scorecard):
            model, more = validate(document, Scorecard)
            findings = findings + more
        if model is None:
            return None, findings
        findings += consistency.examine(model, document)
        return Card(document, model, origin), findings

    def _unusable(self, name: str, base: Base | None, place: Place) -> Finding:
        """Say why an overlay cannot build on a template."""
        broken = base.document.file if base is not None else self._invalid.get(name)
        if broken is not None:
            message = f"模板“{name}”有错误，这份表展不开"
            return Finding(codes.BROKEN_TEMPLATE, message, place, f"先改好 {broken}")
        near = suggestion(name, self._template_names())
        hint = f"是不是“{near}”？" if near else "把模板放进 templates/，名称 要一致"
        return Finding(codes.NO_TEMPLATE, f"模板“{name}”找不到", place, hint)

    def find_card(self, org: str, year: int) -> Loaded | None:
        """Return the card of an organisation by any of its names, before resolving."""
        guess = self.read_if_file(f"{CARDS}/{year}/{org}.yaml") if _is_plain(org) else None
        if guess is not None and _is_card(guess.model, org, year):
            return guess
        owner = self._owners.get((org, year))
        return next((e for e in self.cards(year) if owner and _short(e) == owner), None)

    def find_project(self, code: str, year: int) -> Loaded | None:
        """Return a 预算项目绩效目标表 by its 项目编码."""
        for entry in self.catalog():
            model = entry.model
            if isinstance(model, Project) and (model.code, model.year) == (code, year):
                return entry
        return None

    def results_for(self, card: Overlay | Scorecard) -> list[Report]:
        """Return the reports on a card, the earliest first."""
        return self._reports.get((card.short_name, card.year), [])

    @cached_property
    def _owners(self) -> dict[tuple[str, int], str]:
        """Map each name and year to the 简称 it means; an 别名 gives way to another's own name."""
        owners: dict[tuple[str, int], str] = {}
        models = [e.model for e in self.cards() if isinstance(e.model, Overlay | Scorecard)]
        for model in models:
            for name in (model.short_name, model.org):
                owners.setdefault((name, model.year), model.short_name)
        for model in models:
            for name in model.aliases:
                owners.setdefault((name, model.year), model.short_name)
        return owners

    @cached_property
    def _reports(self) -> dict[tuple[str, int], list[Report]]:
        reports: dict[tuple[str, int], list[Report]] = {}
        for entry in self.catalog():
            model = entry.model
            if isinstance(model, Results) and (self.until is None or model.as_of <= self.until):
                owner = self._owners.get((model.org, model.year), model.org)
                reports.setdefault((owner, model.year), []).append(Report(entry.document, model))
        for found in reports.values():
            found.sort(key=lambda r: (r.model.as_of, r.document.file))
        return reports

    def assessments_for(self, project: Project) -> list[Assessment]:
        """Return the 自评 of a project, the earliest first."""
        found = [
            Assessment(entry.document, entry.model)
            for entry in self.catalog()
            if isinstance(entry.model, SelfAssessment)
            and (entry.model.code, entry.model.year) == (project.code, project.year)
            and (self.until is None or entry.model.as_of <= self.until)
        ]
        return sorted(found, key=lambda a: (a.model.as_of, a.document.file))

    def cards(self, year: int | None = None) -> list[Loaded]:
        """Return the cards of a year, or of all years, in the order of their files."""
        return [
            e
            for e in self.catalog()
            if isinstance(e.model, Overlay | Scorecard) and year in (None, e.model.year)
        ]

    def budgets(self, year: int, short_name: str | None = None) -> list[Loaded]:
        """Return the projects and departments of a year, of one organisation or of all."""
        return [
            e
            for e in self.catalog()
            if isinstance(e.model, Project | Department)
            and e.model.year == year
            and short_name in (None, e.model.short_name)
        ]

    def read_if_file(self, name: str) -> Loaded | None:
        """Return a file's document, or None when there is no such file or it is not valid."""
        return self.sound(name)[0] if self._files.has(name) else None

    def _template_document(self, name: str) -> Document | None:
        base = self.template(name)
        return base.document if base is not None else None

    def _template_names(self) -> list[str]:
        return [e.model.name for e in self.templates() if isinstance(e.model, Template)]

    def _find_template(self, name: str) -> Loaded | None:
        return self._find(Template, name, f"{TEMPLATES}/{name}.yaml")

    def _find_scheme(self, name: str) -> Scheme | None:
        entry = self._find(Scheme, name, f"{SCHEMES}/{name}.yaml")
        return entry.model if entry is not None and isinstance(entry.model, Scheme) else None

    def _find(self, kind: type[Template] | type[Scheme], name: str, usual: str) -> Loaded | None:
        """Return the template or scheme of this 名称.

        Looked for at its usual place, then below templates/, then among the built-in ones, and
        only then in every file: the repository's own wins where templates are kept.
        """
        for entries in (
            self._usual(usual, name),
            self._own_templates,
            self._built_in,
            self.catalog,
        ):
            for entry in entries() if callable(entries) else entries:
                if isinstance(entry.model, kind) and entry.model.name == name:
                    return entry
            if name in self._invalid:  # ours has errors: another must not stand in for it
                return None
        return None

    def _usual(self, usual: str, name: str) -> list[Loaded]:
        guess = self.read_if_file(usual) if _is_plain(name) else None
        return [guess] if guess is not None else []

    @cached_property
    def _below_templates(self) -> list[Loaded]:
        entries = (self.sound(name)[0] for name in self._files.below(TEMPLATES))
        return [entry for entry in entries if entry is not None]

    def _own_templates(self) -> list[Loaded]:
        return self._below_templates

    def templates(self) -> list[Loaded]:
        """Return all templates that can be used here, the repository's own before built-in ones."""
        own = [e for e in self.catalog() if isinstance(e.model, Template)]
        names = {e.model.identity for e in own}
        return own + [e for e in self._built_in() if e.model.identity not in names]

    def _built_in(self) -> list[Loaded]:
        return self._with_us

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


def names_of(model: Overlay | Scorecard) -> set[str]:
    """Return every name an organisation may be called by in files."""
    return {model.org, model.short_name, *model.aliases}


def _is_card(model: Kind, org: str, year: int) -> bool:
    return isinstance(model, Overlay | Scorecard) and model.year == year and org in names_of(model)


def _short(entry: Loaded) -> str | None:
    return entry.model.short_name if isinstance(entry.model, Overlay | Scorecard) else None


def _is_plain(name: str) -> bool:
    return not any(c in name for c in '/\\:*?"<>|\0') and not name.startswith(".")
