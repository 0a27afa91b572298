"""The way to a grade: what each measure is still worth, the cheapest steps, or why there is none.

Cheapest: the least cost, of equal ones the fewest measures. Fewest: the fewest measures touched, of
equal ones the least cost. Both are exact.
"""

from __future__ import annotations

from tuanscore.plan.drawing import draw, points_needed
from tuanscore.plan.options import Open, Option
from tuanscore.plan.result import Lost, Plan, Standing, Step, Way, Worth

__all__ = [
    "Lost",
    "Open",
    "Option",
    "Plan",
    "Standing",
    "Step",
    "Way",
    "Worth",
    "draw",
    "points_needed",
]
