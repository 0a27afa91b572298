"""Who is meant by a name, and what has been reported on whom."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from tuanscore.finding import Finding, Place, Related
from tuanscore.model import codes
from tuanscore.model.kinds.adjustment import GoalAdjustment
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.results import Results
from tuanscore.model.kinds.scorecard import AnyCard
from tuanscore.model.kinds.self_assessment import SelfAssessment
from tuanscore.shelf.entries import Assessment, LoadedAs, Report, of
from tuanscore.source.tree import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from tuanscore.model.base import Identity
    from tuanscore.shelf.entries import Loaded


class Among:
    """The cards, reports, projects and 自评 among some documents, to be found by whose they are."""

    def __init__(self, entries: Sequence[Loaded], until: date | None) -> None:
        """Take documents in the order of their files, without reports after the day ``until``."""
        cards = of(AnyCard, entries)
        reports = [
            Report(entry.document, entry.model)
            for entry in of(Results, entries)
            if until is None or entry.model.as_of <= until
        ]
        self._entries = entries
        self._projects = of(Project, entries)
        self._assessments: dict[Identity, list[Assessment]] = {}
        for told in of(SelfAssessment, entries):
            table = self.project(told.model)
            if table is not None and (until is None or told.model.as_of <= until):
                found = self._assessments.setdefault(table.model.identity, [])
                found.append(Assessment(told.document, told.model))
        self._adjustments: dict[Identity, list[LoadedAs[GoalAdjustment]]] = {}
        for change in of(GoalAdjustment, entries):
            table = self.project(change.model)
            if table is not None:
                self._adjustments.setdefault(table.model.identity, []).append(change)
        self._owners = _owners([card.model for card in cards])
        self._cards: dict[tuple[str, int], list[LoadedAs[AnyCard]]] = {}
        for card in cards:
            self._cards.setdefault((card.model.short_name, card.model.year), []).append(card)
        self._reports: dict[tuple[str, int], list[Report]] = {}
        self._unclaimed: list[Report] = []
        for report in reports:
            owners = self._owners_of(report)
            if len(owners) == 1:
                self._reports.setdefault((owners[0], report.model.year), []).append(report)
            else:
                self._unclaimed.append(report)

    @cached_property
    def _same(self) -> dict[Identity, list[Loaded]]:
        same: dict[Identity, list[Loaded]] = {}
        for entry in self._entries:
            same.setdefault(entry.model.identity, []).append(entry)
        return same

    def _owners_of(self, report: Report) -> list[str]:
        return self._owners.get((fold_name(report.model.org), report.model.year), [])

    def card(self, org: str, year: int) -> LoadedAs[AnyCard] | None:
        """Return the card of an organisation by any name that is its alone."""
        owners = self._owners.get((fold_name(org), year), [])
        return self._cards[owners[0], year][0] if len(owners) == 1 else None

    def reports(self, short_name: str, year: int) -> list[Report]:
        """Return the reports on a card, the earliest first."""
        found = self._reports.get((short_name, year), [])
        return sorted(found, key=lambda r: (r.model.as_of, r.document.file))

    def unclaimed(self, year: int) -> list[Report]:
        """Return the reports of a year whose name means no organisation, or more than one."""
        return [report for report in self._unclaimed if report.model.year == year]

    def dispute(self, report: Report) -> Finding | None:
        """Return the finding that a report is under a name that organisations share, if it is."""
        owners, org, year = self._owners_of(report), report.model.org, report.model.year
        if len(owners) < 2:
            return None
        cards = (self._cards[owner, year][0].document for owner in owners)
        return Finding(
            codes.NAME_TAKEN,
            f"“{org}”是{'、'.join(owners)}共用的名称，这份完成情况分不清是谁的",
            report.document.place(("单位",)),
            "写只属于一个单位的名称，或在评分表里改掉共用的名称",
            related=tuple(Related(card.place(("单位",)), "也叫这个名称") for card in cards),
            about=org,
        )

    def disputes(self, short_name: str, year: int) -> list[Finding]:
        """Return a finding for each report that may be on this organisation or on another."""
        reports = [r for r in self.unclaimed(year) if short_name in self._owners_of(r)]
        return [finding for r in reports if (finding := self.dispute(r)) is not None]

    def project(self, told: SelfAssessment | GoalAdjustment) -> LoadedAs[Project] | None:
        """Return the project that a 自评 is about; None where there is none, or more than one.

        So it does for a 绩效目标调整.
        """
        found = [table for table in self._projects if _is_about(told, table.model)]
        return found[0] if len({table.model.identity for table in found}) == 1 else None

    def assessments(self, project: Project) -> list[Assessment]:
        """Return the 自评 of a project, the earliest first."""
        found = self._assessments.get(project.identity, [])
        return sorted(found, key=lambda a: (a.model.as_of, a.document.file))

    def adjustments(self, project: Project) -> list[LoadedAs[GoalAdjustment]]:
        """Return the 绩效目标调整 of a project, in the order of their files."""
        return self._adjustments.get(project.identity, [])

    def twins_of_card(self, short_name: str, year: int) -> list[Finding]:
        """Return what is told twice of an organisation: by two cards, or by two reports of a day.

        Whichever of them were scored, the other would say that it is not so.
        """
        cards = [((), entry) for entry in self._cards.get((short_name, year), [])]
        reports = [((r.model.as_of.isoformat(),), r) for r in self.reports(short_name, year)]
        return _twins((short_name, str(year)), [*cards, *reports])

    def twins_of_base(self, kind: str, name: str) -> list[Finding]:
        """Return what is told twice of a template or 计分方案."""
        return _twins((name,), [((), entry) for entry in self._same.get((kind, name), [])])

    def twins_of_project(self, project: Project) -> list[Finding]:
        """Return what is told twice of a project."""
        same = (entry for entry in self._projects if entry.model.identity == project.identity)
        tables = [((), entry) for entry in same]
        told = [((a.model.as_of.isoformat(),), a) for a in self.assessments(project)]
        return _twins(project.identity[1:], [*tables, *told])


def _is_about(told: SelfAssessment | GoalAdjustment, project: Project) -> bool:
    """Say whether a 自评 may be about a project: by its 项目编码, else by its unit and 项目名称."""
    if told.year != project.year:
        return False
    if told.code is not None and project.code is not None:
        return fold_name(told.code) == fold_name(project.code)
    if told.name is None or fold_name(told.name) != fold_name(project.name):
        return False
    units = {fold_name(unit) for unit in project.units}
    return any(fold_name(unit) in units for unit in told.units)


def _twins(
    about: Identity, entries: Iterable[tuple[Identity, Loaded | Report | Assessment]]
) -> list[Finding]:
    """Return a finding for each document of which there is another with the same identity."""
    first: dict[Identity, Place] = {}
    findings = []
    for more, entry in entries:
        place = entry.document.place(("类型",))
        known = first.setdefault(more, place)
        if known is not place:
            findings.append(twin((entry.model.kind, *about, *more), place, known))
    return findings


def twin(identity: Identity, place: Place, first: Place) -> Finding:
    """Return the finding that a document says the same thing as another before it."""
    return Finding(
        codes.DUPLICATE_DOCUMENT,
        f"和另一份文件说的是同一件事（{'、'.join(identity)}）",
        place,
        "删掉一份；同一年的几份完成情况要写不同的 截至",
        related=(Related(first, "另一份"),),
        about="",
    )


def _owners(cards: list[AnyCard]) -> dict[tuple[str, int], list[str]]:
    """Map each name and year to every 简称 it means; a 别名, 曾用名 gives way to another's own."""
    own: dict[tuple[str, int], list[str]] = {}
    also: dict[tuple[str, int], list[str]] = {}
    for card in cards:
        for names, owners in (
            ((card.short_name, card.org), own),
            ((*card.aliases, *card.former), also),
        ):
            for name in names:
                known = owners.setdefault((fold_name(name), card.year), [])
                if card.short_name not in known:
                    known.append(card.short_name)
    return also | own
