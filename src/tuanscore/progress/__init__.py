"""Reports over time: every target against the calendar, with a light and the rule that decided.

The day is the one asked for, else the 截至 of the latest report; nothing here reads a clock.
"""

from tuanscore.progress.card import CardProgress, Event
from tuanscore.progress.elapsed import Elapsed
from tuanscore.progress.lights import Light, Rule, Verdict
from tuanscore.progress.line import Line, Point
from tuanscore.progress.project import Balance, ProjectProgress
from tuanscore.progress.spending import Limit, Month
from tuanscore.progress.standing import Kind, Standing

__all__ = [
    "Balance",
    "CardProgress",
    "Elapsed",
    "Event",
    "Kind",
    "Light",
    "Limit",
    "Line",
    "Month",
    "Point",
    "ProjectProgress",
    "Rule",
    "Standing",
    "Verdict",
]
