"""How far a project has come, and its spending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.views.json import following, words

if TYPE_CHECKING:
    from tuanscore.progress import Limit, Month, ProjectProgress
    from tuanscore.views.json.words import Json


def render(report: ProjectProgress) -> Json:
    """Return every indicator with its light, and the spending against its plan."""
    balance = report.balance
    return {
        "schema": "tuanscore.project-progress/1",
        "unit": report.unit,
        "short_name": report.short_name,
        "code": report.code,
        "name": report.name,
        "year": report.year,
        "budget": words.number(report.budget),
        **following.followed(report),
        "plan": [_month(month) for month in report.months],
        "limits": [_limit(limit) for limit in report.limits],
        "balance": {
            "progress": words.number(balance.progress),
            "rate": words.number(balance.rate),
            "gap": words.number(balance.gap),
            "unreported": balance.unreported,
            "light": following.LIGHTS[balance.verdict.light],
            "rule": balance.verdict.rule,
        },
        "findings": [words.finding(f) for f in report.findings],
        "place": words.place(report.place),
    }


def _month(month: Month) -> Json:
    return {
        "name": month.name,
        "day": month.day.isoformat() if month.day else None,
        "planned": words.number(month.planned),
        "spent": words.number(month.spent),
        "rate": words.number(month.rate),
        "gap": words.number(month.gap),
        "light": following.LIGHTS[month.verdict.light],
        "rule": month.verdict.rule,
        "place": words.place(month.place),
    }


def _limit(limit: Limit) -> Json:
    return {
        "name": limit.name,
        "day": limit.day.isoformat(),
        "least": words.number(limit.least),
        "rate": words.number(limit.rate),
        "light": following.LIGHTS[limit.verdict.light],
        "rule": limit.verdict.rule,
    }
