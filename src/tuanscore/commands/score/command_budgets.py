"""What `tuanscore score` does for projects, and for organisations without a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from tuanscore.commands.common import FINDINGS, leave_if_errors
from tuanscore.commands.score import sealing

if TYPE_CHECKING:
    from pathlib import Path

    from tuanscore.commands.score.saying import Saying

_CARDS_ONLY = "只用于评分表，不用于项目和部门整体绩效目标"


def check(org: str | None, project: str | None, **cards_only: object) -> None:
    """Raise TuanscoreError for options that do not go together with --project."""
    from tuanscore.errors import TuanscoreError

    if project is None:
        return
    if org is not None:
        raise TuanscoreError("--project 和 --org 只写一个", "项目编码已经说明是哪个单位的")
    refuse(**cards_only)


def refuse(**cards_only: object) -> None:
    """Raise TuanscoreError for the options that only a card has, when one is given."""
    from tuanscore.errors import TuanscoreError

    for name, given in cards_only.items():
        if given:
            option = "--" + name.replace("_", "-")
            raise TuanscoreError(f"{option} {_CARDS_ONLY}", f"去掉 {option}")


def score_project(
    said: Saying, query: str, year: int, explain: str | None, receipt: Path | None
) -> None:
    """Score one project, and write its receipt; leave with 1 when it has errors."""
    from tuanscore.commands.score import budgeting, scoring
    from tuanscore.commands.validate.report import Examination

    report = budgeting.score_project(said.repository, query, year)
    if isinstance(report, Examination):
        said.say(report)
        raise typer.Exit(FINDINGS)
    if receipt is not None:
        said.context.obj.refuse_parts()
    said.say(scoring.explain(report, explain) if explain else report)
    if receipt is not None:
        sealing.issue(said.context, said.repository, report.score.short_name, year, receipt, query)
    leave_if_errors(report.findings, shown=said.shown)


def score_office(said: Saying, org: str, year: int, explain: str | None) -> None:
    """Score an organisation that has no card; leave with 1 when something has errors.

    Only of a 部门整体支出绩效自评表 is there a number to be explained.
    """
    from tuanscore.commands.score import budgeting, scoring

    report = budgeting.score_office(said.repository, org, year)
    if not report.overall:
        refuse(explain=explain)
    told = report if explain is None else scoring.explain(report.of_overall, explain)
    said.say(told)
    leave_if_errors(report.findings, shown=said.shown)
    if report.unscored:
        raise typer.Exit(FINDINGS)
