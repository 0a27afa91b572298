"""JSON for machines: a schema name with a version, exact decimals, places relative to the root.

How a kind of report is written lies in its room, in ``json_`` and its name: the name of its schema,
and what is told of it and of the values in it. Decimals are JSON numbers with two places, written
from their digits and never through a float. Within a schema version keys are only ever added.
"""

from __future__ import annotations

from typing import Any

from tuanscore import visible
from tuanscore.faces import face
from tuanscore.faces.telling import ALWAYS, tell


def render(report: Any) -> str:
    """Return a report as indented JSON."""
    import simplejson

    text: str = simplejson.dumps(value(report), ensure_ascii=False, indent=2, use_decimal=True)
    return visible.json(text) + "\n"


def value(report: Any) -> dict[str, Any]:
    """Return a report as the dict that is written, with its Decimals."""
    module = face(report, "json")
    return {"schema": module.SCHEMA, **tell(report, ALWAYS | module.SHAPES)}
