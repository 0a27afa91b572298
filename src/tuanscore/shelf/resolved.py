"""What builds on other files, put together: templates and cards, each once; 计分方案 by name."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeVar

from tuanscore import resources
from tuanscore.finding import Finding, Place
from tuanscore.model import codes, consistency
from tuanscore.model.base import Kind
from tuanscore.model.card import CardBody
from tuanscore.model.kinds.form import KIND as FORM
from tuanscore.model.kinds.form import Form
from tuanscore.model.kinds.scheme import KIND as SCHEME
from tuanscore.model.kinds.scheme import Scheme
from tuanscore.model.kinds.scorecard import AnyCard, Overlay, Scorecard
from tuanscore.model.kinds.template import KIND as TEMPLATE
from tuanscore.model.kinds.template import Template
from tuanscore.model.load import validate
from tuanscore.model.messages import is_it, suggestion
from tuanscore.model.resolve import expand, resolve
from tuanscore.shelf.claims import claim
from tuanscore.shelf.documents import BUILT_IN, FORMS, SCHEMES, TEMPLATES
from tuanscore.shelf.entries import Base, Card, Loaded, LoadedAs, is_of, of
from tuanscore.source.tree import fold_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tuanscore.shelf.claims import Claim
    from tuanscore.shelf.documents import Documents
    from tuanscore.shelf.index import Index
    from tuanscore.source.tree import Document


K = TypeVar("K", bound=Kind)
_HOMES = {TEMPLATE: TEMPLATES, SCHEME: SCHEMES, FORM: FORMS}
"""Where those that come with the program lie."""


class Resolved:
    """Templates, schemes and whole cards."""

    def __init__(self, root: Path, documents: Documents, index: Callable[[], Index]) -> None:
        """Take the documents, and a way to learn which of them is what."""
        self._root, self._documents, self._index = root, documents, index
        self._templates: dict[str, Base | None] = {}
        self._found: dict[tuple[str, str], Loaded | None] = {}
        self._found_astray: dict[str, tuple[list[Loaded], list[Claim]]] = {}
        self._cards: dict[str, tuple[Loaded, Card | None, list[Finding]]] = {}
        self._rivals: dict[tuple[str, str], list[str]] = {}  # told twice → the files

    def forget(self) -> None:
        """Forget all cards; what they build on is kept."""
        self._cards = {}

    def template(self, name: str) -> Base | None:
        """Return a template by its 名称: the repository's own, else one that comes with us."""
        if name not in self._templates:
            self._templates[name] = None  # a template that refers to itself ends here
            entry = self._find(TEMPLATE, name)
            if is_of(entry, Template):
                self._templates[name] = self.base(entry)[0]
        return self._templates[name]

    def scheme(self, name: str) -> Scheme | None:
        """Return a 计分方案 by its 名称: the repository's own, else one that comes with us."""
        entry = self.scheme_entry(name)
        return entry.model if entry is not None else None

    def scheme_entry(self, name: str) -> LoadedAs[Scheme] | None:
        """Return a 计分方案 likewise, with its document."""
        return self._known(Scheme, SCHEME, name)

    def form(self, name: str) -> LoadedAs[Form] | None:
        """Return a 表式 by its 名称: the repository's own, else one that comes with us."""
        return self._known(Form, FORM, name)

    def broken_form(self, name: str) -> str | None:
        """Return the file of a 表式 that has errors, if there is one of this 名称."""
        return self._broken_named(FORM, name)

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
        """Resolve an overlay, or expand a whole card; the findings are those of this step."""
        known, card, findings = self._cards.get(entry.document.file, (None, None, []))
        if known is not entry:  # what is put in the place of a file has the same name
            card, findings = self._resolve(entry)
            self._cards[entry.document.file] = entry, card, findings
        return card, list(findings)

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
        return Card(document, model, origin), findings + consistency.examine(model, document)

    def _expand(self, entry: Loaded) -> tuple[Document, list[Finding]]:
        """Put the lines of other templates where a template or a whole card refers to them."""
        assert isinstance(entry.model, CardBody)
        document, findings = expand(entry.document, self._template_document)
        references = {
            entry.document.place(("部分", index, "引用")): section.reference
            for index, section in enumerate(entry.model.sections)
            if section.reference is not None
        }
        told = [self.told_twice(TEMPLATE, name, place) for place, name in references.items()]
        twice = {finding.place: finding for finding in told if finding is not None}
        return document, [twice.get(finding.place, finding) for finding in findings]

    def _template_document(self, name: str) -> Document | None:
        base = self.template(name)
        return base.document if base is not None else None

    def told_twice(self, kind: str, name: str, place: Place) -> Finding | None:
        """Return the finding that nobody can say which file of this 名称 is meant, if so."""
        files = self._rivals.get((kind, name))
        if files is None:
            return None
        what, code = {
            TEMPLATE: ("模板", codes.BROKEN_TEMPLATE),
            SCHEME: (SCHEME, codes.NO_SCHEME),
            FORM: (FORM, codes.NO_PRINTED_FIELD),
        }[kind]
        message = f"{what}“{name}”有 {len(files)} 份（{'、'.join(files)}），不知道以哪一份为准"
        return Finding(code, message, place, "只留一份，或给另一份换一个 名称", about=name)

    def _unusable(self, name: str, base: Base | None, place: Place) -> Finding:
        """Say why an overlay cannot build on a template."""
        twice = self.told_twice(TEMPLATE, name, place)
        if twice is not None:
            return twice
        broken = base.document.file if base is not None else self._broken_named(TEMPLATE, name)
        if broken is not None:
            message = f"模板“{name}”有错误，这份表展不开"
            return Finding(codes.BROKEN_TEMPLATE, message, place, f"先改好 {broken}")
        names = [e.model.name for e in of(Template, self.all(TEMPLATE))]
        hint = is_it(name, suggestion(name, names)) or "把模板放进 templates/，名称 要一致"
        return Finding(codes.NO_TEMPLATE, f"模板“{name}”找不到", place, hint)

    def _find(self, kind: str, name: str) -> Loaded | None:
        """Return the template or scheme of this 名称, unless it is told twice.

        The repository's own wins, first of all where templates are kept.
        """
        if (kind, name) not in self._found:
            self._found[kind, name] = self._sought(kind, name)
        return self._found[kind, name]

    def _known(self, model: type[K], kind: str, name: str) -> LoadedAs[K] | None:
        entry = self._find(kind, name)
        return entry if is_of(entry, model) else None

    def _sought(self, kind: str, name: str) -> Loaded | None:
        files = self._below(self._index().called((name,), (kind, "")))
        read = {file: self._documents.sound(file) for file in files}
        if any(entry is None and self._documents.title(f) == name for f, entry in read.items()):
            return None  # ours has errors: another must not stand in for it
        sound = [entry for entry in read.values() if entry is not None]
        found = _named(kind, name, sound) or _named(kind, name, self._strays(kind)[0])
        if not found and self._damaged(kind, name):
            return None  # nor this one
        found = found or _named(kind, name, self._with_us(kind))
        if len(found) > 1:
            self._rivals[kind, name] = [entry.document.file for entry in found]
        return found[0] if len(found) == 1 else None

    def all(self, kind: str, among: Iterable[Loaded] | None = None) -> list[Loaded]:
        """Return all templates or schemes that can be used here, our own before built-in ones."""
        read = map(self._documents.sound, self._index().of((kind,))) if among is None else among
        own = [e for e in read if e is not None and e.model.kind == kind]
        names = {e.model.identity for e in own}
        return own + [e for e in self._with_us(kind) if e.model.identity not in names]

    def _strays(self, kind: str) -> tuple[list[Loaded], list[Claim]]:
        """Return the templates or schemes that lie among the cards, and those with errors."""
        if kind not in self._found_astray:
            files = [f for f in self._index().of((kind,)) if not f.startswith(f"{TEMPLATES}/")]
            read = {file: self._documents.sound(file) for file in files}
            damaged = [f for f, entry in read.items() if entry is None]
            claims = [claim(file, self._documents.text(file)) for file in damaged]
            sound = [entry for entry in read.values() if entry is not None]
            self._found_astray[kind] = sound, claims
        return self._found_astray[kind]

    def _damaged(self, kind: str, name: str) -> str | None:
        """Return the file among the cards that has errors and goes by a name, if there is."""
        return next((c.file for c in self._strays(kind)[1] if c.is_called(name)), None)

    def _broken_named(self, kind: str, name: str) -> str | None:
        """Return the file that has errors and goes by a name, if there is."""
        files = self._below(self._index().called((name,), (kind, "")))
        broken = (f for f in sorted(files) if self._documents.sound(f) is None)
        here = next((f for f in broken if self._documents.title(f) == name), None)
        return here or self._damaged(kind, name)

    def _below(self, files: Iterable[str]) -> list[str]:
        """Return those of some files that lie where templates are kept."""
        return [file for file in files if file.startswith(f"{TEMPLATES}/")]

    def _with_us(self, kind: str) -> list[Loaded]:
        """Return the templates, schemes or forms that come with the program."""
        folder = resources.templates()
        if folder == self._root / TEMPLATES:
            return []
        home = PurePosixPath(_HOMES[kind]).relative_to(TEMPLATES)
        names = sorted(p.relative_to(folder).as_posix() for p in (folder / home).glob("*.yaml"))
        read = (self._documents.read(f"{BUILT_IN}/{name}")[0] for name in names)
        return [entry for entry in read if entry is not None]


def _named(kind: str, name: str, entries: Iterable[Loaded]) -> list[Loaded]:
    """Return the templates or schemes of this 名称."""
    asked = fold_name(name)
    own = (e for e in entries if e.model.kind == kind)
    return [e for e in own if fold_name(e.model.names[0]) == asked]
