"""diff --rev on cards: which of them a change may reach, and what they say and score now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.diff.review import standing
from tuanscore.commands.diff.reviewing.templates import sources
from tuanscore.commands.score.scoring import score_entry
from tuanscore.finding import Severity
from tuanscore.model.kinds.scorecard import Overlay
from tuanscore.model.settings import FILE

if TYPE_CHECKING:
    from tuanscore.commands.diff.change import Comparison
    from tuanscore.commands.diff.review import Reviewed, Standing
    from tuanscore.commands.diff.reviewing.sides import Identity, Side
    from tuanscore.model.kinds.scorecard import AnyCard
    from tuanscore.shelf import Card, LoadedAs


def affected(old: Side, new: Side, changed: set[str]) -> set[Identity]:
    """Return the cards that a changed file may have changed, by what they rest on."""
    everyone = {*old.cards, *new.cards}
    if changes_rules(old, new, changed):
        return everyone
    return {
        identity
        for identity in everyone
        if any(not changed.isdisjoint(_rests_on(side, identity)) for side in (old, new))
    }


def changes_rules(old: Side, new: Side, changed: set[str]) -> bool:
    """Say whether the settings or a 计分方案 changed, by which everything may score anew."""
    return FILE in changed or any(_is_scheme(side, changed) for side in (old, new))


def review(
    old: Side,
    new: Side,
    identity: Identity,
    *,
    templates: tuple[Comparison, ...],
    strict: bool,
) -> Reviewed | None:
    """Compare one card and its scores; None when neither differs."""
    from tuanscore.commands.diff import comparison as diff
    from tuanscore.commands.diff.review import Reviewed, own

    befores, afters = old.cards.get(identity), new.cards.get(identity)
    before, after = _resolved(old, befores), _resolved(new, afters)
    compared, inherited = None, 0
    if before is not None and after is not None:
        compared, inherited = own(diff.compare(before, after, strict), templates)
    scores = _standing(old, befores), _standing(new, afters)
    entry = afters or befores
    assert entry is not None  # the card is of one side at least
    told = Reviewed(
        identity[1],
        identity[0],
        entry.document.file,
        befores.document.file if befores is not None else "",
        compared,
        inherited,
        *scores,
        new=befores is None and not _hidden(old, identity),
        removed=afters is None and not _hidden(new, identity),
    )
    alike = compared is not None and compared.same and not inherited and not told.score_changed
    unknown = compared is None and not (told.new or told.removed)
    return None if (alike and not told.renamed) or unknown else told


def _is_scheme(side: Side, changed: set[str]) -> bool:
    entries = side.repository.catalog()
    return any(e.document.file in changed for e in entries if e.model.bears_on_all)


def _rests_on(side: Side, identity: Identity) -> set[str]:
    """Return the files that one side's card and its score rest on."""
    entry = side.cards.get(identity)
    if entry is None:
        return set()
    model = entry.model
    files = {entry.document.file}
    files |= {report.document.file for report in side.repository.results_for(model)}
    base = side.template(model.template) if isinstance(model, Overlay) else None
    return files | sources(base) if base is not None else files


def _hidden(side: Side, identity: Identity) -> bool:
    """Say whether a card may stand in one of the files that could not be understood."""
    return bool(side.repository.doubt.speaking_of(identity[1], str(identity[0])))


def _resolved(side: Side, entry: LoadedAs[AnyCard] | None) -> Card | None:
    if entry is None:
        return None
    card, findings = side.repository.card(entry)
    return None if any(f.severity is Severity.ERROR for f in findings) else card


def _standing(side: Side, entry: LoadedAs[AnyCard] | None) -> Standing | None:
    score = score_entry(entry, side.repository)[0] if entry is not None else None
    return standing(score, score.card if score is not None else None)
