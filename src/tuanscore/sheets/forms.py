"""The 表式 that come with the program."""

from __future__ import annotations

from functools import cache

from tuanscore import resources
from tuanscore.model.kinds.form import Form
from tuanscore.model.load import validate
from tuanscore.sheets.drawing import draw
from tuanscore.sheets.sheet import Heading, Paragraph, Table
from tuanscore.sheets.told import Told
from tuanscore.source.read import read_file

FOLDER = "表式"


@cache
def built_in(name: str) -> Form:
    """Return a form that comes with the program by its 名称, which is that of its file."""
    document, _ = read_file(resources.templates() / FOLDER / f"{name}.yaml", name)
    model = validate(document, Form)[0] if document is not None else None
    assert model is not None  # what comes with the program is sound
    return model


def table(name: str, told: Told) -> Table:
    """Return the table with heads that a built-in form prints, which needs to be told no more."""
    form = built_in(name)
    block = next(block for block in form.blocks if block.table is not None)
    found = draw(form.model_copy(update={"title": " ", "blocks": (block,)}), told).blocks[0]
    assert not isinstance(found, Heading | Paragraph)
    return found
