"""How a card gets to a grade."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tuanscore.score.cents import quotient
from tuanscore.views.json import words

if TYPE_CHECKING:
    from fractions import Fraction

    from tuanscore.plan import Option, Plan, Standing, Way, Worth
    from tuanscore.views.json.words import Json

_CENT = Decimal("0.01")


def render(report: Plan) -> Json:
    """Return the ways to the grade and what each measure is worth."""
    return {
        "schema": "tuanscore.plan/1",
        "org": report.org,
        "short_name": report.short_name,
        "year": report.year,
        "as_of": report.as_of.isoformat() if report.as_of else None,
        "sample": report.sample,
        "to": report.to,
        "scale": {"name": report.scale_name, "bands": report.scale},
        "full": words.number(report.full),
        "now": _standing(report.now),
        "needed": words.number(report.needed),
        "gap": words.number(report.gap),
        "there": report.there,
        "reachable": report.cheapest is not None,
        "cheapest": _way(report.cheapest),
        "fewest": _way(report.fewest),
        "best": _standing(report.best),
        "bonus": words.number(report.bonus),
        "lost": [
            {"name": o.name, "points": words.number(o.points), "why": o.why} for o in report.lost
        ],
        "vetoes": [
            {
                "matter": v.matter,
                "reason": v.reason,
                "decided_by": v.decided_by,
                "best_grade": v.best_grade,
                "place": words.place(v.place),
            }
            for v in report.vetoes
        ],
        "measures": [_worth(worth) for worth in report.worth],
        "notes": list(report.notes),
        "findings": [words.finding(f) for f in report.findings],
    }


def _standing(standing: Standing) -> Json:
    return {
        "score": words.number(standing.total),
        "rate": words.number(standing.rate),
        "grade": standing.grade,
    }


def _way(way: Way | None) -> Json | None:
    if way is None:
        return None
    return {
        "cost": _fraction(way.cost),
        "reached": _standing(way.reached),
        "steps": [
            {"measure": s.line.measure, "was": s.line.actual, **_option(s.option)}
            for s in way.steps
        ],
    }


def _worth(worth: Worth) -> Json:
    line = worth.line
    return {
        "item": line.item,
        "measure": line.measure,
        "target": line.target or None,
        "unit": line.unit or None,
        "actual": line.actual,
        "points": words.number(line.points),
        "low": words.number(line.low),
        "next": _option(line.next) if line.next is not None else None,
        "options": [_option(option) for option in line.options],
        "why_not": line.why_not or None,
    }


def _option(option: Option) -> Json:
    return {
        "value": option.value,
        "units": option.units,
        "cost": _fraction(option.cost),
        "gain": words.number(option.gain * _CENT),
    }


def _fraction(value: Fraction) -> Json:
    """Return a fraction exactly, and rounded half up to 0.01 for reading."""
    rounded = quotient(Decimal(value.numerator), Decimal(value.denominator))
    return {"exact": str(value), "rounded": rounded}
