"""The files that a change touches: those that changed, and those that build on them.

A card builds on its template, a template on what it 引用s, a report on its card and on its 佐证, a
自评 on its project, what is waived on its 豁免. Both sides of a change count: who built on a
template that is gone has to be looked at too. Settings, 计分方案 and links bear on everything.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tuanscore.git import plumbing as git
from tuanscore.git.snapshot import Snapshot
from tuanscore.model.card import TEMPLATE
from tuanscore.model.kinds.waiver import Decision
from tuanscore.model.load import load
from tuanscore.model.settings import FILE
from tuanscore.shelf import CARDS, TEMPLATES, Loaded, LoadedAs, Repository, of
from tuanscore.source.naming import is_document
from tuanscore.source.tree import walk
from tuanscore.triage.waivers import Owners

if TYPE_CHECKING:
    from pathlib import Path

    from tuanscore.model.base import Key, Kind
    from tuanscore.source.tree import Document


@dataclass(frozen=True, slots=True)
class Touched:
    """What a change calls for, file by file."""

    files: tuple[str, ...]
    """Relative to the root, those that still exist, in their order."""
    everything: bool = False
    """Whether it bears on all files."""


def touched(repository: Repository, revision: str) -> Touched:
    """Return the files to check for what changed since HEAD left another line of work."""
    changes = git.changed(repository.root, revision)
    start = set(changes.files)
    names = repository.files() if start else []
    ours = [p for p in changes.files if is_document(p) and not repository.excludes(p)]
    old = Snapshot(repository.root, changes.base)
    entries = [
        *(_parsed(old, path) for path in ours if old.blob(path) is not None),
        *(repository.read(name)[0] for name in names if name in start),
    ]
    sides = [entry for entry in entries if entry is not None]
    rules = (entry.model.bears_on_all for entry in sides)
    links = (path for path in changes.files if _is_link(repository.root, old, path))
    if FILE in start or any(rules) or any(links):
        return Touched(tuple(names), everything=True)
    if not start:
        return Touched(())
    found = start | _building_on(start, sides, repository.catalog())
    owners = Owners(repository)
    found |= _waived_by(sides, names, owners)
    found |= _waiving(start, repository.catalog(), owners)
    return Touched(tuple(name for name in names if name in found))


def _is_link(root: Path, old: Snapshot, path: str) -> bool:
    """Say whether one of our folders has, or had, a link here: what it leads to may be anything."""
    inside = f"{path}/".startswith((f"{CARDS}/", f"{TEMPLATES}/"))
    return inside and (old.was_link(path) or (root / path).is_symlink())


def _parsed(old: Snapshot, path: str) -> Loaded | None:
    """Return the document that a file was; None where it was not valid."""
    document, _ = old.read(path)
    model = load(document)[0] if document is not None else None
    return LoadedAs(document, model) if document is not None and model is not None else None


def _building_on(changed: set[str], sides: list[Loaded], entries: list[Loaded]) -> set[str]:
    """Return the files that build on changed ones, directly or through others."""
    keys: set[Key] = {("佐证", path) for path in changed}
    keys |= {(TEMPLATE, _stem(path)) for path in changed}
    for entry in sides:
        keys |= set(entry.model.called)
    known = {key: e.model for e in entries if e.model.about is None for key in e.model.called}
    waiting = [(e, set(_needed(e, known))) for e in entries]
    found: set[str] = set()
    while True:
        ready = [entry for entry, needed in waiting if needed & keys]
        if not ready:
            return found
        waiting = [(entry, needed) for entry, needed in waiting if not needed & keys]
        for entry in ready:
            found.add(entry.document.file)
            keys |= set(entry.model.called)


def _needed(entry: Loaded, known: Mapping[Key, Kind]) -> Iterator[Key]:
    """Yield what a document calls others by, and all else that those go by."""
    for key in entry.model.builds_on:
        yield from known[key].called if key in known else (key,)
    yield from (("佐证", path) for path in _evidence(entry.document))


def _evidence(document: Document) -> Iterator[str]:
    """Yield the files named under 佐证, relative to the root."""
    folder = posixpath.dirname(document.file)
    for route, node in walk(document.root):
        if "佐证" in route and isinstance(node, str):
            yield posixpath.normpath(posixpath.join(folder, node))


def _stem(path: str) -> str:
    """Return what a template is called when nobody could read its 名称."""
    return posixpath.splitext(posixpath.basename(path))[0]


def _waived_by(sides: Iterable[Loaded], names: list[str], owners: Owners) -> set[str]:
    """Return the files that changed decisions speak of."""
    return {
        name
        for entry in of(Decision, sides)
        for matter in entry.model.matters
        for name in owners.meant(matter, entry.model.year, names)
    }


def _waiving(changed: set[str], entries: Iterable[Loaded], owners: Owners) -> set[str]:
    """Return the decisions that speak of changed files: they may be of no more use."""
    return {
        entry.document.file
        for entry in of(Decision, entries)
        for matter in entry.model.matters
        if owners.meant(matter, entry.model.year, changed)
    }
