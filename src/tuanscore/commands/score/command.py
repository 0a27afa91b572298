"""`tuanscore score`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tuanscore.commands import output
from tuanscore.commands.common import (
    FINDINGS,
    complete_project,
    complete_scored,
    complete_year,
    day,
    leave_if_errors,
)
from tuanscore.commands.score import command_budgets as budgeting
from tuanscore.commands.score import saying, sealing
from tuanscore.commands.score.gating import check, leave_if_short

if TYPE_CHECKING:
    pass


def score(
    context: typer.Context,
    year: Annotated[
        int, typer.Argument(metavar="年度", help="例如 2014。", autocompletion=complete_year)
    ],
    org: Annotated[
        str | None,
        typer.Option(
            "--org", metavar="单位", help="只看一个单位的得分表。", autocompletion=complete_scored
        ),
    ] = None,
    project: Annotated[
        str | None,
        typer.Option(
            "--project",
            metavar="项目",
            help="只看一个项目的自评：项目编码、项目名称，或其中一部分。",
            autocompletion=complete_project,
        ),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="日期", help="只算到这一天为止的完成情况。")
    ] = None,
    explain: Annotated[
        str | None,
        typer.Option(
            "--explain",
            metavar="名称",
            help="说明一个数怎么来的：考核点、条目、类别、部分或 总分。",
        ),
    ] = None,
    what_if: Annotated[
        list[str] | None,
        typer.Option(
            "--what-if", metavar="考核点=完成值", help="假设这样完成，得分会怎样；可以写几次。"
        ),
    ] = None,
    fail_under: Annotated[
        str | None,
        typer.Option(
            "--fail-under",
            metavar="等次|分数|得分率",
            help="有单位不到这个等次、分数就以 1 退出；没到年底按到今天算。",
        ),
    ] = None,
    receipt: Annotated[
        Path | None,
        typer.Option("--receipt", metavar="文件", help="把得分和所有依据的摘要写成凭据。"),
    ] = None,
    target: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="文件", help="写到文件里；不写就打印出来。"),
    ] = None,
    form: Annotated[
        Literal["text", "json", "md", "xlsx"] | None,
        typer.Option(
            "--format",
            metavar="text|json|md|xlsx",
            help="输出格式；不写时看 -o 文件名的结尾，没有就是 text。",
            show_default=False,
        ),
    ] = None,
) -> None:
    """计分、评等次：一年的排名，一个单位的得分表，或一个项目的自评。

    \b
    例：
      tuanscore score 2014
      tuanscore score 2014 --org 苍溪
      tuanscore score 2014 --org 苍溪 --as-of 2014-06-30
      tuanscore score 2014 --org 苍溪 --explain 西部计划志愿者
      tuanscore score 2014 --org 旺苍 --what-if 创业创新大赛=完成 --what-if 创业大讲堂=2
      tuanscore score 2014 --fail-under 良
      tuanscore score 2014 --org 苍溪 --receipt 苍溪.json
      tuanscore score 2014 --org 苍溪 --format md
      tuanscore score 2014 --org 苍溪 -o 得分.xlsx
      tuanscore score 2014 -o 全年.xlsx
      tuanscore score 2021 --org 山海关
      tuanscore score 2021 --project 130303210YA09YBACA1M9 --receipt 项目.json
    """
    from tuanscore.commands.score import scoring
    from tuanscore.commands.score.budgeting import is_office
    from tuanscore.commands.validate.report import Examination
    from tuanscore.errors import TuanscoreError

    repository = context.obj.repository(day(as_of))
    check(org or project, what_if, receipt)
    budgeting.check(org, project, what_if=what_if, fail_under=fail_under)
    output.choose(context, receipt, "json", ["json"])
    said = saying.of(context, repository, target, form, explain)
    if project is not None:
        budgeting.score_project(said, project, year, explain, receipt)
        return
    if org is None and explain is not None:
        raise TuanscoreError("--explain 要和 --org 一起用", "例如 --org 苍溪 --explain 总分")
    if org is None:
        ranking = scoring.rank(repository, year)
        if fail_under is not None and not repository.cards(year):
            budgeting.refuse(fail_under=fail_under)
        ranking = scoring.gate(repository, ranking, fail_under)
        said.say(ranking)
        leave_if_short(ranking)
        leave_if_errors(ranking.findings, shown=said.shown)
        if ranking.unscored:
            raise typer.Exit(FINDINGS)
        return
    if is_office(repository, org, year):
        budgeting.refuse(what_if=what_if, fail_under=fail_under, receipt=receipt)
        budgeting.score_office(said, org, year, explain)
        return
    report = scoring.suppose(repository, org, year, what_if or ())
    if isinstance(report, Examination):
        said.say(report)
        raise typer.Exit(FINDINGS)
    report = scoring.gate(repository, report, fail_under)
    if receipt is not None:
        context.obj.refuse_parts()
    said.say(scoring.explain(report, explain) if explain else report)
    if receipt is not None:
        sealing.issue(context, repository, report.score.short_name, report.score.year, receipt)
    leave_if_short(report)
    leave_if_errors(report.findings, shown=said.shown)
