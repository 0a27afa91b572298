"""show, list and render: documents laid open, listed, printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.score.budgeting import assessed
from tuanscore.commands.score.scoring import sound_score
from tuanscore.errors import TuanscoreError
from tuanscore.model.kinds.scorecard import AnyCard
from tuanscore.model.printed import is_scored
from tuanscore.shelf import Repository, is_of, lookup
from tuanscore.triage.settling import sound_card

if TYPE_CHECKING:
    from tuanscore.commands.show.inventory import Inventory
    from tuanscore.commands.show.provenance import Resolution
    from tuanscore.sheets.sheet import Sheet


def show(repository: Repository, org: str, year: int | None) -> Resolution:
    """Resolve one card, or open another document, and say where each value comes from."""
    from tuanscore.commands.show import provenance

    opened = lookup.laid_open(repository, org, year)
    if opened is not None:
        return provenance.lay_open(opened)
    return provenance.trace(sound_card(lookup.card(repository, org, year), repository))


def take_stock(repository: Repository) -> Inventory:
    """List what is in a repository."""
    from tuanscore.commands.show.inventory import Entry, Inventory

    entries = []
    for loaded in repository.catalog():
        model = loaded.model
        name, detail = model.label
        entries.append(Entry(model.kind, name, model.year, detail, loaded.document.file))
    broken = dict.fromkeys(finding.place.file for finding in repository.broken())
    return Inventory(str(repository.root), tuple(entries), tuple(broken))


def print_out(
    repository: Repository,
    query: str,
    year: int | None,
    kind: str | None,
    scored: bool,
    form: str | None = None,
) -> Sheet:
    """Return a document as it is printed, with scores when asked for or when its form has them."""
    from tuanscore import sheets
    from tuanscore.commands.show import forming

    entry = lookup.document(repository, query, year, kind)
    chosen = forming.choose(repository, entry.model.kind, form, scored=scored)
    with_score = scored or (chosen is not None and is_scored(chosen.prints))
    if is_of(entry, AnyCard):
        card = sound_card(entry, repository)
        result = sound_score(entry, repository) if with_score else None
        return sheets.make(card.model, result, chosen)
    told = assessed(entry, repository) if with_score or entry.model.about is not None else None
    if told is not None:
        table, score = told
        return sheets.make(table.model, score, chosen)
    if scored:
        raise TuanscoreError(f"{entry.model.kind}还不能带得分打印", "去掉 --scored")
    whole = repository.whole(entry)[0]
    return sheets.make(whole.model if whole is not None else entry.model, None, chosen)
