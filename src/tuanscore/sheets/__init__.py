"""Documents as people print them: from a model and a 表式 to a `sheet.Sheet`.

A sheet is the table as the source prints it, merged cells and all, and knows nothing of Markdown,
HTML or office files; views lay it out. Modules here name the kind they print with ``KIND`` and make
what it has to print (`told`), from which a form chooses (`drawing`); those without it are what they
share. A kind without forms makes its sheet itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore import registry
from tuanscore.errors import TuanscoreError
from tuanscore.model.printed import PRINTED, is_scored, printed_as
from tuanscore.sheets import forms
from tuanscore.sheets.drawing import draw

if TYPE_CHECKING:
    from tuanscore.model.base import Kind
    from tuanscore.model.kinds.form import Form
    from tuanscore.scoring.project import ProjectScore
    from tuanscore.scoring.tree import Score
    from tuanscore.sheets.sheet import Sheet


def make(model: Kind, score: Score | ProjectScore | None = None, form: Form | None = None) -> Sheet:
    """Return a resolved document as it is printed, with its scores when they are given.

    Where no form is given it is the built-in one. Raises TuanscoreError for a kind that has no
    printed form.
    """
    printed = printed_as(model.kind, scored=score is not None)
    module = registry.named("tuanscore.sheets", "KIND").get(printed)
    if module is None or (score is None and is_scored(printed)):
        raise TuanscoreError(f"“{model.kind}”没有打印的格式")
    if printed not in PRINTED:
        own: Sheet = module.sheet(model)
        return own
    told = module.told(model) if score is None else module.told(model, score)
    return draw(form or forms.built_in(PRINTED[printed].form), told)
