"""目标绩效指标模板 as it is printed: like a card, the organisation left open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.sheets import scorecard

if TYPE_CHECKING:
    from tuanscore.model.kinds.template import Template
    from tuanscore.sheets.sheet import Sheet

KIND = "目标绩效指标模板"


def sheet(model: Template) -> Sheet:
    """Return a template with its references expanded as the source prints it."""
    return scorecard.sheet(model)
