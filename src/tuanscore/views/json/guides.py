"""All codes that a finding may have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.views.json import guide

if TYPE_CHECKING:
    from tuanscore.report.guides import Guides
    from tuanscore.views.json.words import Json


def render(report: Guides) -> Json:
    """Return every code with its level here."""
    return {"schema": "tuanscore.checks/1", "checks": [guide.line(g) for g in report.guides]}
