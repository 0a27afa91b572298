"""Whether a receipt still holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuanscore.receipt import Change, Verification
    from tuanscore.views.json.words import Json


def render(report: Verification) -> Json:
    """Return whether the receipt holds, and what first differs."""
    return {
        "schema": "tuanscore.verification/1",
        "receipt": report.file,
        "org": report.receipt.org,
        "short_name": report.receipt.short_name,
        "year": report.receipt.year,
        "sample": report.receipt.sample,
        "agrees": report.agrees,
        "input": _unlike(report.input_change),
        "score": _unlike(report.score_change),
    }


def _unlike(change: Change | None) -> Json | None:
    if change is None:
        return None
    what = {"what": change.what, "name": change.name}
    return {**what, "expected": change.expected, "now": change.now}
