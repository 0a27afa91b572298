"""score: one card or all of a year, as they are or as they would be, against a gate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from tuanscore import checks, references
from tuanscore.commands.score.budgeting import Unscored, at_fault, budgets
from tuanscore.commands.validate.refusing import refusal
from tuanscore.finding import Finding, Severity
from tuanscore.model.kinds.scorecard import KIND, AnyCard
from tuanscore.model.messages import suggestion
from tuanscore.shelf import Card, LoadedAs, Repository, lookup, of
from tuanscore.source.tree import meant
from tuanscore.triage.settling import refuse, settle, sound_card, without_cyclic_gc

if TYPE_CHECKING:
    from tuanscore.commands.score.report import Explanation, ProjectScored, Ranked, Ranking, Scored
    from tuanscore.commands.validate.report import Examination
    from tuanscore.scoring.tree import Score

AnyScored = TypeVar("AnyScored", "Scored", "Ranking")


def score(repository: Repository, org: str, year: int) -> Scored | Examination:
    """Score one card; a card with errors is not scored, its findings are returned instead.

    `score_office` is for an organisation without one.
    """
    from tuanscore.commands.score.report import Scored

    lookup.check_year(repository, year)
    entry = lookup.card(repository, org, year)
    result, findings = score_entry(entry, repository)
    findings += _perhaps_on(entry, repository)
    repository.put_aside(findings, year)
    if result is None:
        return refusal(entry, findings, repository)
    return Scored(result, settle([*findings, *repository.findings], repository))


def rank(repository: Repository, year: int) -> Ranking:
    """Score and rank every card of a year."""
    from tuanscore.commands.score.report import Ranking

    lookup.check_year(repository, year)
    scores, findings, unscored = [], _beside(repository, year), Unscored()
    broken = repository.doubt.within(year, *lookup.SCORED_KINDS)
    with without_cyclic_gc():
        for entry in repository.cards(year):
            result, more = score_entry(entry, repository)
            findings += more
            if result is not None:
                scores.append(result)
            elif any(f.severity is Severity.ERROR and f.place.file not in broken for f in more):
                unscored[entry.document.file] = more
    unscored |= {file: [] for file in broken}
    scored = budgets(repository, year)
    findings += scored.findings
    unscored |= scored.unscored
    repository.put_aside(findings)
    settled = settle(findings, repository, chain.from_iterable(unscored.values()))
    return Ranking(
        year,
        _ranked(scores),
        tuple(unscored),
        settled,
        projects=scored.projects,
        departments=scored.departments,
        at_fault=at_fault(unscored),
        overall=scored.overall,
    )


def _perhaps_on(entry: LoadedAs[AnyCard], repository: Repository) -> list[Finding]:
    """Return what is wrong with reports that are nobody's, and nearest in name to this card."""
    year = entry.model.year
    astray = repository.astray(year)
    whose = repository.once(_whose, year) if astray else {}
    return [
        finding
        for report in astray
        if whose.get(suggestion(report.model.org, whose)) == entry.model.short_name
        for finding in references.examine(report.model, report.document, repository)
    ]


def _whose(repository: Repository, year: int) -> dict[str, str]:
    """Return the 简称 of whoever has a card of a year, by each of its names."""
    cards = of(AnyCard, repository.each(KIND, year=year, keep=False))
    return {name: card.model.short_name for card in cards for name in card.model.names}


def _beside(repository: Repository, year: int) -> list[Finding]:
    """Return what is wrong beside all cards: settings, broken files, reports that are nobody's.

    A file with errors of another year or another kind is none of the year's.
    """
    unclaimed = (
        finding
        for report in repository.unclaimed(year)
        for finding in references.examine(report.model, report.document, repository)
    )
    files = repository.doubt.within(year, *lookup.SCORED_KINDS, sure=False)
    return [*repository.findings, *repository.broken(files), *unclaimed]


def score_entry(
    entry: LoadedAs[AnyCard], repository: Repository
) -> tuple[Score | None, list[Finding]]:
    """Score one card, unless it or its points have errors; the findings say why."""
    card, findings = repository.card(entry)
    if card is None:
        return None, findings
    findings += checks.errors(card.model, card.document, repository)
    findings += references.examine(card.model, card.document, repository)
    findings += repository.troubles(card.model)
    if any(f.severity is Severity.ERROR for f in findings):
        return None, findings
    for report in repository.results_for(card.model):
        findings += references.examine(report.model, report.document, repository)
        findings += checks.on_score(report.model, report.document, repository)
    return score_card(card, repository), findings


def score_card(card: Card, repository: Repository) -> Score:
    """Score a sound card by all reports on it."""
    from tuanscore.scoring import rules, walk

    reports = repository.results_for(card.model)
    return walk.score(card.model, card.document, reports, rules.of_card(card, repository))


def _ranked(scores: list[Score]) -> tuple[Ranked, ...]:
    """Order by what is certain, then by what is possible; ranks are a range while lines miss.

    Cards to which nothing applies come last and have no rank.
    """
    from tuanscore.commands.score.report import Ranked

    rated, unrated = [], []
    for score in sorted(scores, key=lambda s: s.short_name):
        if score.rate_low is None or score.rate_high is None:
            unrated.append(Ranked(None, None, score))
        else:
            rated.append((score.rate_low, score.rate_high, score))
    rated.sort(key=lambda r: (-r[0], -r[1]))
    ranked = (
        Ranked(
            1 + sum(other_low > high for other_low, _, _ in rated),
            1 + sum(other_high > low for _, other_high, other in rated if other is not score),
            score,
        )
        for low, high, score in rated
    )
    return (*_titled([*ranked]), *unrated)


def _titled(ranked: list[Ranked]) -> Iterator[Ranked]:
    """Give the best the title that their card promises; who is vetoed keeps the rank alone."""
    out = [line for line in ranked if line.score.loses_title]
    for line in ranked:
        honour, best, worst = line.score.honour, line.best, line.worst
        if honour is None or best is None or worst is None:
            yield line
            continue
        if honour.passes_on:
            best -= sum(o.worst is not None and o.worst < best for o in out)
            worst -= sum(o.worst is not None and o.worst < worst for o in out)
        title = ""
        if best <= honour.number:
            title = honour.title if worst <= honour.number else f"{honour.title}（未定）"
        yield replace(line, title=f"取消{honour.title}" if title and line in out else title)


def explain(scored: Scored | ProjectScored, name: str) -> Explanation:
    """Pick the parts of a scored card that go by a name; ``总分`` is the whole of it."""
    from tuanscore.commands.score.report import Explanation, ProjectScored
    from tuanscore.errors import NotFoundError
    from tuanscore.model.messages import did_you_mean

    root = scored.score.tree if isinstance(scored, ProjectScored) else scored.score.card
    supposed = None if isinstance(scored, ProjectScored) else scored.supposed
    if name == "总分":
        return Explanation(scored.score, (root,), supposed)
    known = dict.fromkeys(node.name for node in root.nodes() if node.name)
    found = tuple(root.named(meant(name, known)))
    if not found:
        raise NotFoundError(f"得分表里没有“{name}”", did_you_mean(name, known))
    return Explanation(scored.score, found, supposed)


def suppose(
    repository: Repository, org: str, year: int, pairs: Sequence[str]
) -> Scored | Examination:
    """Score one card as it would be with these values (``考核点=完成值``), if there are any."""
    from tuanscore.commands.score.report import Scored
    from tuanscore.scoring import supposition, walk
    from tuanscore.scoring.rules import of_card

    real = score(repository, org, year)
    if not pairs or not isinstance(real, Scored):
        return real
    card = sound_card(lookup.card(repository, org, year), repository)
    values = supposition.read(pairs, card.model, repository)
    reports = repository.results_for(card.model)
    rules = of_card(card, repository)
    told = walk.score(card.model, card.document, [*reports, values], rules)
    told = replace(told, title=supposition.MARK + told.title, as_of=real.score.as_of)
    compared = supposition.compare(values, reports, real.score, told)
    return replace(real, score=told, supposed=compared)


def gate(repository: Repository, report: AnyScored, asked: str | None) -> AnyScored:
    """Hold one score, or a whole ranking, against a gate (a grade, points or a rate), if any."""
    from tuanscore.scoring import gates

    if asked is None:
        return report
    scores = ((s, repository.scale(s.scale_name) or {}) for s in _scores_of(report))
    judged = gates.judge(asked, scores)
    unknown = tuple(
        gates.Short(n, "没有计分", certain=False) for n in _unscored(report, repository)
    )
    return replace(report, gate=replace(judged, short=judged.short + unknown))


def _unscored(report: Scored | Ranking, repository: Repository) -> list[str]:
    """Return whose cards are not scored: the 简称, or the file where that cannot be read."""
    from tuanscore.commands.score.report import Scored

    if isinstance(report, Scored):
        return []
    names = {e.document.file: e.model.short_name for e in repository.cards(report.year)}
    of_budgets = {e.document.file for e in repository.budgets(report.year)}
    of_budgets |= set(repository.doubt.within(report.year, *lookup.BUDGET_KINDS))
    return [names.get(file, file) for file in report.unscored if file not in of_budgets]


def _scores_of(report: Scored | Ranking) -> list[Score]:
    from tuanscore.commands.score.report import Scored

    return [report.score] if isinstance(report, Scored) else [r.score for r in report.lines]


def sound_score(entry: LoadedAs[AnyCard], repository: Repository) -> Score:
    """Score a card for print or a receipt; raises TuanscoreError over what has errors."""
    score, findings = score_entry(entry, repository)
    refuse([*repository.findings, *findings])
    assert score is not None  # only errors keep a card from being scored
    return score
