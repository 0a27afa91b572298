"""Whether a receipt still holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuanscore.receipt import Change, Verification
    from tuanscore.views.json.words import Json


def render(report: Verification) -> Json:
    """Return whether the receipt holds, what first differs, and all that does."""
    inputs = [_unlike(change) for change in report.inputs]
    scores = [_unlike(change) for change in report.scores]
    return {
        "schema": "tuanscore.verification/1",
        "receipt": report.file,
        "org": report.receipt.org,
        "short_name": report.receipt.short_name,
        "year": report.receipt.year,
        "sample": report.receipt.sample,
        "agrees": report.agrees,
        "input": inputs[0] if inputs else None,
        "score": scores[0] if scores else None,
        "inputs": inputs,
        "scores": scores,
        "seal": None if report.seal is None else _unlike(report.seal),
    }


def _unlike(change: Change) -> Json:
    what = {"what": change.what, "name": change.name}
    return {**what, "expected": change.expected, "now": change.now}
