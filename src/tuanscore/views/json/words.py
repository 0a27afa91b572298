"""Words that all reports share: exact numbers, places, findings."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import TYPE_CHECKING, Any

from tuanscore.finding import Severity

if TYPE_CHECKING:
    from tuanscore.finding import Finding, Place, Waiver

Json = dict[str, Any]

SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_CENT = Decimal("0.01")
_EXACT = Context(prec=60)


def number(number: Decimal | None) -> Decimal | None:
    """Return a number with two places, or with all of its own where two would round it."""
    if number is None:
        return None
    cents = number.quantize(_CENT, context=_EXACT)
    return cents if cents == number else number


def place(at: Place | None) -> Json | None:
    """Return where something stands, counted from 1."""
    if at is None:
        return None
    return {"file": at.file, "line": at.line, "column": at.column}


def finding(told: Finding) -> Json:
    """Return a finding with its places, and the decision that waives it where there is one."""
    waiver = told.waiver
    return {
        "code": told.code,
        "severity": SEVERITIES[told.severity],
        "message": told.message,
        "hint": told.hint,
        "place": place(told.place),
        "related": [{"message": r.message, "place": place(r.place)} for r in told.related],
        **({"waived": _waiver(waiver)} if waiver is not None else {}),
    }


def _waiver(waiver: Waiver) -> Json:
    return {
        "number": waiver.number,
        "approver": waiver.approver,
        "reason": waiver.reason,
        "expires": waiver.expires.isoformat(),
        "place": place(waiver.place),
    }
