"""`tuanscore score`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from tuanscore.cli.common import FINDINGS, complete_org, complete_year, emit


def score(
    context: typer.Context,
    year: Annotated[int, typer.Argument(metavar="年度", autocompletion=complete_year)],
    org: Annotated[
        str | None,
        typer.Option(
            "--org", metavar="单位", help="只看一个单位的得分表。", autocompletion=complete_org
        ),
    ] = None,
    form: Annotated[
        Literal["text", "json", "md"],
        typer.Option("--format", metavar="text|json|md", help="输出格式。"),
    ] = "text",
) -> None:
    r"""计分、评等次：一年的排名，或一个单位的得分表。

    \b
    例：
      tuanscore score 2014
      tuanscore score 2014 --org 苍溪
      tuanscore score 2014 --org 苍溪 --format md
    """
    from tuanscore import pipeline
    from tuanscore.report import Examination

    repository = context.obj.repository()
    if org is None:
        ranking = pipeline.rank(repository, year)
        emit(context, ranking, form)
        if ranking.unscored:
            raise typer.Exit(FINDINGS)
        return
    report = pipeline.score(repository, org, year)
    if isinstance(report, Examination):
        emit(context, report, "json" if form == "json" else "text")
        raise typer.Exit(FINDINGS)
    emit(context, report, form)
