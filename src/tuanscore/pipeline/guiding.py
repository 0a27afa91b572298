"""explain and checks: what a code means, and how much its findings weigh in a repository."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.checks import manual
from tuanscore.errors import NotFoundError
from tuanscore.finding import Finding, Place
from tuanscore.model.messages import suggestion
from tuanscore.report import Guide, Guides
from tuanscore.sifting import severities

if TYPE_CHECKING:
    from tuanscore.manual import Manual
    from tuanscore.repository import Repository


def guide(code: str, repository: Repository | None = None) -> Guide:
    """Return the guide of a code; raises when there is no such code."""
    known = manual.every()
    if code not in known:
        near = suggestion(code.upper(), known)
        hint = "所有编号：tuanscore checks"
        message = f"没有“{code}”这个检查编号"
        raise NotFoundError(message, f"是不是“{near}”？{hint}" if near else hint)
    return _weighed(known[code], repository)


def guides(repository: Repository | None = None) -> Guides:
    """Return the guide of every code."""
    return Guides(tuple(_weighed(known, repository) for known in manual.every().values()))


def _weighed(known: Manual, repository: Repository | None) -> Guide:
    finding = Finding(known.code, known.sentence, Place(""), severity=known.severity)
    fixed = severities.is_fixed(finding)
    if repository is None:
        return Guide(known, known.severity, fixed)
    return Guide(known, severities.weigh(finding, repository.settings), fixed)
