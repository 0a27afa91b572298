"""What each kind of table becomes, one file per kind: ``KINDS`` and ``documents``.

``KINDS`` are the kinds that recognising tells apart, ``documents`` makes files of all tables of
these kinds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore import registry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.commands.intake.drafting.document import Context, Document


def documents(context: Context) -> Iterator[Document]:
    """Yield the files that all tables become; tables of an unknown kind become none."""
    for module in registry.named("tuanscore.commands.intake.drafting.kinds", "KINDS").values():
        tables = [table for table in context.tables if table.kind in module.KINDS]
        if tables:
            yield from module.documents(tables, context)
