"""Whether a receipt still holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.verify.receipt import Change, Verification
from tuanscore.faces.telling import picked

if TYPE_CHECKING:
    from tuanscore.faces.telling import Json


def _verification(report: Verification) -> Json:
    """Return whether the receipt holds, what first differs, and all that does."""
    return {
        "receipt": report.file,
        **picked(report.receipt, "org short_name year sample"),
        "agrees": report.agrees,
        "input": next(iter(report.inputs), None),
        "score": next(iter(report.scores), None),
        **picked(report, "inputs scores seal"),
    }


SCHEMA = "tuanscore.verification/1"
SHAPES = {Verification: _verification, Change: "what name expected now"}
