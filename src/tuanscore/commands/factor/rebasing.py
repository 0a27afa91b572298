"""rebase: a template has changed; hold every overlay against what it says now."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tuanscore import checks, disk
from tuanscore.checks.wording import target_given_twice, variable_unused, year_differs_from_template
from tuanscore.commands.factor.proposal import proposed, unchanged
from tuanscore.commands.factor.redundancy import owners, redundant
from tuanscore.commands.factor.renaming import Past
from tuanscore.commands.factor.report import Note, Pruned, Rebasing, Standing
from tuanscore.errors import NotFoundError, TuanscoreError
from tuanscore.finding import Finding, Related, Severity
from tuanscore.model import codes
from tuanscore.model.kinds.scorecard import DROP, KIND, Overlay
from tuanscore.model.messages import did_you_mean
from tuanscore.shelf import CARDS, Repository, of
from tuanscore.source.removal import remove
from tuanscore.triage.settling import settle, without_cyclic_gc

if TYPE_CHECKING:
    from tuanscore.finding import Route
    from tuanscore.shelf import Base, Card, Loaded, LoadedAs
    from tuanscore.source.removal import Removed

_LOST = (
    *(codes.NO_TEMPLATE, codes.BROKEN_TEMPLATE, codes.NO_MEASURE, codes.NO_ITEM),
    *(codes.UNKNOWN_WORD, variable_unused.CODE),
)
_CHECKS = (target_given_twice.CODE, variable_unused.CODE, year_differs_from_template.CODE)
_REMOVE = "删掉这一处，或用 --write 一起删"


def rebase(repository: Repository, template: str | None) -> Rebasing:
    """Hold the overlays of a template, or of all, against it; nothing is written."""
    base = repository.template(template) if template is not None else None
    template = base.model.name if base is not None else template
    with without_cyclic_gc():
        overlays = _overlays(repository, template)
        named = {entry.model.template for entry in overlays}
        past = {name: Past(repository, name) for name in named}
        notes = [note for entry in overlays for note in _notes(entry, repository, past)]
    broken = repository.doubt.speaking_of(KIND, "模板", template or "")
    unread = [file for file in broken if file.startswith(CARDS)]
    return Rebasing(template or "", len(overlays), tuple(notes), tuple(unread))


def prune(repository: Repository, report: Rebasing) -> tuple[Rebasing, list[str]]:
    """Take the redundant entries away, write the files, and look again.

    Beside that it returns what of the files could not be kept.

    A card that cannot be resolved is left alone, for nobody could say whether it stays the same.
    Raises TuanscoreError before any is written where a card would change or one may not write.
    """
    gone: dict[str, list[Note]] = {}
    for note in report.notes:
        file = note.finding.place.file
        if note.standing is Standing.REDUNDANT and _resolved(repository, file)[0] is not None:
            gone.setdefault(file, []).append(note)
    made = {file: _without(repository, file, notes) for file, notes in gone.items()}
    made = {file: one for file, one in made.items() if one[0].data != _bytes(repository, file)}
    future = proposed(repository, {file: new.data for file, (new, _) in made.items()})
    for file, (_, spelled) in made.items():
        if not _same(repository, future, file, spelled):
            message = f"{file} 删了多余的，展开会和原来不一样，没有改动"
            raise TuanscoreError(message, "先改好矛盾和落空的，再运行一次")
        if not os.access(repository.root / file, os.W_OK):
            raise TuanscoreError(f"{file} 是只读的，没有改动", "去掉只读，再运行一次")
    kept = disk.write_files({repository.root / file: new.data for file, (new, _) in made.items()})
    left = rebase(Repository(repository.root), report.template or None)
    removed = tuple(Pruned(file, new.comments, spelled) for file, (new, spelled) in made.items())
    notes = tuple(_by_hand(note) for note in left.notes)
    return replace(left, notes=notes, removed=removed), kept


def _without(repository: Repository, file: str, notes: list[Note]) -> tuple[Removed, bool]:
    """Return a file without what is redundant, and whether targets are spelled otherwise now.

    What is only spelled otherwise stays where the printed text would change.
    """
    data = _bytes(repository, file)
    gone = [_keys(note.route) for note in notes if not note.spelled]
    spelled = False
    for note in (note for note in notes if note.spelled):
        trial = remove(data, [*gone, _keys(note.route)])
        future = proposed(repository, {file: trial.data})
        if not trial.kept and _same(repository, future, file, spelled=True):
            gone.append(_keys(note.route))
            spelled = True
    return remove(data, gone), spelled


def _by_hand(note: Note) -> Note:
    """Say of what is redundant still that the program does not take it away."""
    if note.standing is not Standing.REDUNDANT:
        return note
    why = "删了印出来的数字会变" if note.spelled else "和别的写在一起"
    return replace(note, finding=replace(note.finding, hint=f"{why}，程序不删；不要了就自己删掉"))


def _bytes(repository: Repository, file: str) -> bytes:
    return disk.read(repository.root, file)


def _keys(route: Route) -> tuple[str, ...]:
    return tuple(map(str, route))


def _overlays(repository: Repository, template: str | None) -> list[LoadedAs[Overlay]]:
    overlays = of(Overlay, repository.cards())
    found = [entry for entry in overlays if template in (None, entry.model.template)]
    if template is not None and not found and repository.template(template) is None:
        names = [entry.model.name for entry in repository.templates()]
        raise NotFoundError(f"没有模板“{template}”", did_you_mean(template, names))
    return found


def _notes(
    entry: LoadedAs[Overlay], repository: Repository, past: Mapping[str, Past]
) -> Iterator[Note]:
    """Yield what an overlay says that is not as it should be, in the order of its lines."""
    model = entry.model
    base = repository.template(model.template)
    sound = base is not None and base.sound
    notes = [*_redundant(entry, base)] if base is not None and sound else []
    taken = {entry.document.place(note.route) for note in notes}
    told = [f for f in checks.examine(model, entry.document, repository) if f.code in _CHECKS]
    for finding in [*repository.card(entry)[1], *told]:
        if finding.place in taken:
            continue
        standing = Standing.LOST if finding.code in _LOST else Standing.CONTRADICTORY
        note = Note(standing, finding)
        notes.append(_explained(note, entry, past[model.template]) if sound else note)
    for note in sorted(notes, key=lambda n: (n.finding.place, n.finding.code)):
        for settled in settle([note.finding], repository):
            yield replace(note, finding=settled)


def _explained(note: Note, entry: Loaded, past: Past) -> Note:
    """Say of an entry that points at nothing what became of it, where that can be known."""
    document, found = entry.document, note.finding
    if found.place.file != document.file:
        told = Related(document.place(("模板",)), "展开这份评分表时")
        return replace(note, finding=replace(found, related=(*found.related, told)))
    for key, code in (("指标值", codes.NO_MEASURE), ("条目调整", codes.NO_ITEM)):
        for name in document.root.get(key) or () if found.code == code else ():
            if document.key_place((key, name)) == found.place:
                replaced = _replaced(entry, past, name) if key == "指标值" else None
                if replaced is not None:
                    return Note(Standing.CONTRADICTORY, replace(found, **replaced))
                new = past.measure(name) if key == "指标值" else past.item(name)
                hint = f"模板里它改叫“{new}”了" if new else found.hint
                return replace(note, finding=replace(found, hint=f"{hint}；不要了就删掉这一处"))
    return note


def _replaced(entry: Loaded, past: Past, name: str) -> dict[str, Any] | None:
    """Say by what 条目调整 a measure of the template is gone; None where it is not."""
    owner = owners(past.now).get(name)
    change = (entry.document.root.get("条目调整") or {}).get(owner)
    if owner is None or change is None:
        return None
    what = f"“{owner}”删除了" if change == DROP else f"“{owner}”的考核点换掉了，没有它"
    place = entry.document.key_place(("条目调整", owner))
    return {"hint": f"条目调整 里{what}：两处留一处", "related": (Related(place, "条目调整"),)}


def _redundant(entry: Loaded, base: Base) -> Iterator[Note]:
    for found in redundant(entry.document, base.document):
        origin = entry.document if found.own else base.document
        said = Related(origin.key_place(found.origin), "另一处" if found.own else "模板")
        message = f"{_called(found.route)}和{' 条目调整 里' if found.own else '模板'}一样"
        place = entry.document.key_place(found.route)
        if found.words is not None:
            message += "：“{1}”和“{0}”是一个意思，只是写法不同".format(*found.words)
        finding = Finding("", message, place, _REMOVE, Severity.NOTE, (said,))
        yield Note(Standing.REDUNDANT, finding, found.route, found.words is not None)


def _called(route: Route) -> str:
    """Return what people call an entry of an overlay."""
    key, *names = map(str, route)
    if not names:
        return f"{key} "
    return f"{key} 里“{names[0]}”" + (f"的{names[1]}" if names[1:] else "")


def _same(repository: Repository, future: Repository, file: str, spelled: bool) -> bool:
    """Say whether a card is the same in both, and what is wrong with it too."""
    (before, had), (after, has) = _resolved(repository, file), _resolved(future, file)
    return before is not None and unchanged(before, after, but_spelling=spelled) and had == has


def _resolved(repository: Repository, file: str) -> tuple[Card | None, list[tuple[str, str]]]:
    """Return the card in a file, and what is wrong with it wherever that stands."""
    entry = repository.card_in(file)
    card, findings = repository.card(entry) if entry is not None else (None, [])
    return card, sorted((f.code, f.message) for f in findings)
