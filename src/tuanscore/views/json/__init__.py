"""JSON for machines: a schema name with a version, exact decimals, places relative to the root.

One file per kind of report, named after it: the name of its schema, and what is told of it and of
the values in it. Decimals are JSON numbers with two places, written from their digits and never
through a float. Within a schema version keys are only ever added.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from tuanscore import visible


def render(report: Any) -> str:
    """Return a report as indented JSON."""
    import simplejson

    text: str = simplejson.dumps(value(report), ensure_ascii=False, indent=2, use_decimal=True)
    return visible.json(text) + "\n"


def value(report: Any) -> dict[str, Any]:
    """Return a report as the dict that is written, with its Decimals."""
    from tuanscore.views.json.telling import ALWAYS, tell

    module = import_module(f"{__name__}.{type(report).__name__.lower()}")
    return {"schema": module.SCHEMA, **tell(report, ALWAYS | module.SHAPES)}
