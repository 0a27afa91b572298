"""Documents as people print them: one file per kind, from a model to a `sheet.Sheet`.

A sheet is the table as the source prints it, merged cells and all, and knows nothing of Markdown,
HTML or office files; views lay it out. Modules here name the kind they print with ``KIND``; those
without it are what they share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore import registry
from tuanscore.errors import TuanscoreError

if TYPE_CHECKING:
    from tuanscore.model.base import Kind
    from tuanscore.scoring.project import ProjectScore
    from tuanscore.scoring.tree import Score
    from tuanscore.sheets.sheet import Sheet


def make(model: Kind, score: Score | ProjectScore | None = None) -> Sheet:
    """Return a resolved document as it is printed, with its scores when they are given.

    Raises TuanscoreError for a kind that has no printed form.
    """
    module = registry.named("tuanscore.sheets", "KIND").get(model.kind)
    if module is None:
        raise TuanscoreError(f"“{model.kind}”没有打印的格式")
    sheet: Sheet = module.sheet(model) if score is None else module.sheet(model, score)
    return sheet
