"""豁免: findings that someone has answered for, until a day.

A waived finding stays visible and fails nothing. A decision past its 到期 waives nothing and is
reported; so is a matter that nothing needs any more. One with anything left to fill in (待填) has
not been approved and waives nothing either. What is wrong with decisions is never waived.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tuanscore.checks.wording import left_to_fill
from tuanscore.finding import Finding, Place, Severity, Waiver
from tuanscore.model import codes
from tuanscore.model.kinds.waiver import KIND, Decision, Matter
from tuanscore.shelf import Loaded, LoadedAs, Repository, of
from tuanscore.source import patterns
from tuanscore.source.tree import Mapping, walk
from tuanscore.triage.severities import hides_others, hint_for, is_fixed, known_codes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import date

    from tuanscore.finding import Route
    from tuanscore.source.tree import Document

_NAMING = ("编号", "名称", "指标", "事项", "项目", "来源")
"""Keys by whose values an entry of a list goes."""


@dataclass(frozen=True, slots=True)
class Sifted:
    """The findings with what waives them, and what is wrong with the decisions themselves."""

    findings: tuple[Finding, ...]
    about: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """What a run has looked at."""

    files: frozenset[str]
    whole: bool
    """Whether all files were examined; only then is it certain that a decision is of no use."""
    kinds: Collection[str]
    """The 类型 of what was looked at."""

    def may_meet_decisions(self, findings: Sequence[Finding]) -> bool:
        """Say whether there is any need to look for decisions."""
        return KIND in self.kinds or (not self.whole and bool(findings))


def apply(findings: Sequence[Finding], repository: Repository, today: date, run: Run) -> Sifted:
    """Mark what is waived on a day, and tell what is wrong with the decisions."""
    decisions = decisions_in(repository) if run.may_meet_decisions(findings) else []
    waiving = _Waiving(repository, today)
    marked = tuple(waiving.mark(finding, decisions) for finding in findings)
    run = replace(run, whole=run.whole and not any(map(hides_others, marked)))
    return Sifted(marked, tuple(waiving.complaints(decisions, run)))


def decisions_in(repository: Repository) -> list[LoadedAs[Decision]]:
    """Return every 豁免."""
    return of(Decision, repository.each(KIND))


class Owners:
    """Whose each file is; every file is read once."""

    def __init__(self, repository: Repository) -> None:
        """Take the repository that the files lie in."""
        self._repository = repository
        self._known: dict[str, tuple[int, set[str]]] = {}

    def meant(self, matter: Matter, year: int, candidates: Iterable[str]) -> set[str]:
        """Return those of the files that a matter of a decision of this year speaks of."""
        if matter.file is not None:
            return {name for name in candidates if patterns.matches(matter.file, name)}
        return {name for name in candidates if matter.org in self._names_for(name, year)}

    def _names_for(self, file: str, year: int) -> set[str]:
        """Return the names of the organisation whose file of a year this is."""
        if file not in self._known:
            entry, _ = self._repository.read(file)
            year_of = entry.model.year if entry is not None else 0
            self._known[file] = year_of, self._names(entry)
        year_of, names = self._known[file]
        return names if year_of == year else set()

    def _names(self, entry: Loaded | None) -> set[str]:
        if entry is None:
            return set()
        owner, about = entry.model.owner, entry.model.about
        own = set(owner.names) if owner is not None else set()
        return own if about is None else own | self._names(self._repository.find(about))


class _Waiving:
    """One run of decisions over findings; remembers which matters were needed."""

    def __init__(self, repository: Repository, today: date) -> None:
        self._repository = repository
        self._today = today
        self._owners = Owners(repository)
        self._lines: dict[Place, set[str]] = {}
        self._needed: set[tuple[str, int]] = set()
        self._meant: dict[tuple[str, int, str], bool] = {}

    def mark(self, finding: Finding, decisions: Iterable[LoadedAs[Decision]]) -> Finding:
        """Return the finding, with the first decision in force that speaks of it."""
        if is_fixed(finding):
            return finding
        marked = finding
        for entry in decisions:
            decision = entry.model
            for index, matter in enumerate(decision.matters):
                if not self._speaks_of(matter, (entry.document.file, index), decision, finding):
                    continue
                self._needed.add((entry.document.file, index))
                if marked.waiver is None and self._in_force(decision):
                    marked = replace(marked, waiver=_told(decision, entry.document, index))
        return marked

    def _in_force(self, decision: Decision) -> bool:
        return decision.expires >= self._today and not any(left_to_fill.check(decision))

    def _speaks_of(
        self, matter: Matter, key: tuple[str, int], decision: Decision, finding: Finding
    ) -> bool:
        if matter.code != finding.code:
            return False
        file = finding.place.file
        if (*key, file) not in self._meant:
            self._meant[*key, file] = bool(self._owners.meant(matter, decision.year, [file]))
        if not self._meant[*key, file]:
            return False
        return matter.line is None or matter.line in self._lines_at(finding.place)

    def _lines_at(self, place: Place) -> set[str]:
        if place not in self._lines:
            entry, _ = self._repository.read(place.file)
            found = _names_around(entry.document, place) if entry is not None else set()
            self._lines[place] = found
        return self._lines[place]

    def complaints(self, decisions: Iterable[LoadedAs[Decision]], run: Run) -> Iterator[Finding]:
        """Yield what is wrong with the decisions that a run is about, or that bear on it."""
        known = known_codes()
        for entry in decisions:
            decision, document = entry.model, entry.document
            numbers = range(len(decision.matters))
            unneeded = [n for n in numbers if (document.file, n) not in self._needed]
            looked_at = document.file in run.files
            expired = decision.expires < self._today
            if expired and (looked_at or len(unneeded) < len(numbers)):
                yield _expired(decision, document)
            for index, matter in enumerate(decision.matters):
                place = document.place(("事项", index, "检查"))
                if looked_at and matter.code not in known:
                    message = f"没有“{matter.code}”这个检查编号"
                    hint = hint_for(matter.code, known)
                    yield _warning(codes.UNKNOWN_CODE, message, place, hint)
                elif run.whole and not expired and index in unneeded:
                    yield _unused(matter, place)


def _unused(matter: Matter, place: Place) -> Finding:
    message = f"豁免没有用上：没有这样的 {matter.code}"
    hint = "发现已经改好的，删掉这一项；写错的，改 检查、文件、单位 或 指标"
    return _warning(codes.WAIVER_UNUSED, message, place, hint)


def _expired(decision: Decision, document: Document) -> Finding:
    message = f"豁免 {decision.number} 到 {decision.expires} 为止，已经过期，不再起作用"
    hint = f"改好被豁免的问题，删掉这份豁免；还要豁免的，报 {decision.approver} 重新批准"
    return _warning(codes.WAIVER_EXPIRED, message, document.place(("到期",)), hint)


def _warning(code: str, message: str, place: Place, hint: str) -> Finding:
    return Finding(code, message, place, hint, Severity.WARNING)


def _told(decision: Decision, document: Document, index: int) -> Waiver:
    return Waiver(
        decision.number,
        decision.approver,
        decision.reason,
        decision.expires,
        document.place(("事项", index)),
    )


def _names_around(document: Document, place: Place) -> set[str]:
    """Return what the lines go by that a place stands in: keys, and names of entries of lists."""
    routes = [(document.place(route), route) for route, _ in walk(document.root)]
    routes += [(document.key_place(route), route) for _, route in routes]
    before = [(at, route) for at, route in routes if at.file == place.file and at <= place]
    nearest = max((at for at, _ in before), default=place)
    return {
        name
        for at, route in before
        if at == nearest
        for length in range(1, len(route) + 1)
        for name in _names_of_step(document, route[:length])
    }


def _names_of_step(document: Document, route: Route) -> list[str]:
    step = route[-1]
    if isinstance(step, str):
        return [step]
    node = document.get(route)
    named = node if isinstance(node, Mapping) else {}
    return [named[key] for key in _NAMING if isinstance(named.get(key), str)]
