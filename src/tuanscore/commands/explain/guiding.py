"""explain and checks: what a code means, and how much its findings weigh in a repository."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.checks import manual
from tuanscore.commands.explain.report import Guide, Guides
from tuanscore.errors import NotFoundError
from tuanscore.finding import Finding, Place
from tuanscore.triage import severities

if TYPE_CHECKING:
    from tuanscore.manual import Manual
    from tuanscore.shelf import Repository


def guide(code: str, repository: Repository | None = None) -> Guide:
    """Return the guide of a code, called by it or by its name; raises when there is none such."""
    known = manual.every()
    found = known.get(code.strip().upper()) or manual.by_name(code)
    if found is None:
        begun = [each for each in known if each.startswith(code.upper())]
        hint = f"有 {'、'.join(begun)}" if begun else severities.hint_for(code, list(known))
        message = f"没有“{code}”这个检查编号"
        raise NotFoundError(message, hint, "  所有编号：tuanscore checks")
    return _weighed(found, repository)


def guides(repository: Repository | None = None) -> Guides:
    """Return the guide of every code."""
    return Guides(tuple(_weighed(known, repository) for known in manual.every().values()))


def _weighed(known: Manual, repository: Repository | None) -> Guide:
    finding = Finding(known.code, known.sentence, Place(""), severity=known.severity)
    fixed = severities.is_fixed(finding)
    if repository is None:
        return Guide(known, known.severity, fixed)
    return Guide(known, severities.weigh(finding, repository.settings), fixed)
