"""`tuanscore diff`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from tuanscore.commands import output as files
from tuanscore.commands.common import (
    FINDINGS,
    complete_org,
    complete_year,
    emit,
    laid_out,
    processors,
)

if TYPE_CHECKING:
    from tuanscore.shelf import Repository


def diff(
    context: typer.Context,
    left: Annotated[
        str | None,
        typer.Argument(
            metavar="单位",
            help="简称、全称、别名，或其中一部分；单位@版本 是 git 里那一版；比年度时写年度。",
            autocompletion=complete_org,
            show_default=False,
        ),
    ] = None,
    right: Annotated[
        str | None,
        typer.Argument(
            metavar="另一个单位",
            help="不写就和模板比。",
            autocompletion=complete_org,
            show_default=False,
        ),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(
            "--year",
            metavar="年度",
            help="不写就用最近的、两边都有的年度。",
            autocompletion=complete_year,
        ),
    ] = None,
    everyone: Annotated[
        bool, typer.Option("--all", help="一年的各单位全放在一张表里，如 diff 2014 --all。")
    ] = False,
    org: Annotated[
        str | None,
        typer.Option(
            "--org", metavar="单位", help="比一个单位的两个年度。", autocompletion=complete_org
        ),
    ] = None,
    revisions: Annotated[
        str | None,
        typer.Option(
            "--rev", metavar="版本", help="git 的两个版本之间，如 main...HEAD；一个版本就和现在比。"
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="只差空白、标点的也逐条显示。")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="有不同就以 1 退出。")] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="文件", help="写到文件里；不写就打印出来。"),
    ] = None,
    form: Annotated[
        Literal["text", "json", "md", "html", "csv"] | None,
        typer.Option(
            "--format",
            metavar="text|json|md|html|csv",
            help="输出格式；不写时看 -o 文件名的结尾，没有就是 text；html 和 csv 只给 --all。",
            show_default=False,
        ),
    ] = None,
) -> None:
    """比较评分表：两个单位、单位和模板、各单位、两个年度、git 的两个版本。

    \b
    例：
      tuanscore diff 苍溪 旺苍
      tuanscore diff 苍溪
      tuanscore diff 苍溪 旺苍 --strict --exit-code
      tuanscore diff 2014 --all
      tuanscore diff 2014 --all -o 各单位.html
      tuanscore diff 2014 2015 --org 苍溪
      tuanscore diff 苍溪@HEAD~3 苍溪
      tuanscore diff --rev main...HEAD --format md
    """
    asked = _Question(left, right, year, org, revisions, everyone=everyone, strict=strict)
    asked.check(form or files.meant(output))
    written = files.choose(context, output, form, asked.forms)
    report = asked.answer(context.obj.repository())
    if output is None:
        emit(context, report, written)
    else:
        text = laid_out(context, report, written, plain=True)
        files.save(context, output, text.encode("utf-8"), "写好了")
    if exit_code and not report.same:
        raise typer.Exit(FINDINGS)


@dataclass(frozen=True, slots=True)
class _Question:
    """What is to be compared with what."""

    left: str | None
    right: str | None
    year: int | None
    org: str | None
    revisions: str | None
    everyone: bool
    strict: bool

    @property
    def forms(self) -> tuple[str, ...]:
        """The formats that the answer can be written in, the usual one first."""
        return ("text", "json", "md", *(("html", "csv") if self.everyone else ()))

    def check(self, form: str | None) -> None:
        """Raise TuanscoreError for things that do not go together."""
        from tuanscore.errors import TuanscoreError

        if form is not None and form not in self.forms:
            raise TuanscoreError(
                f"{form} 只给 --all", "例如 tuanscore diff 2014 --all --format html"
            )
        ways = [self.everyone, self.org is not None, self.revisions is not None]
        if sum(ways) > 1:
            raise TuanscoreError("--all、--org、--rev 只能写一个", "看说明：tuanscore diff --help")
        if self.revisions is not None and (self.left is not None or self.year is not None):
            raise TuanscoreError("--rev 比的是整个仓库", "去掉单位和年度，或写成 单位@版本")
        if not any(ways) and self.left is not None and self.left.isdecimal():
            hint = "各单位：tuanscore diff 2014 --all；一个单位的两年：diff 2014 2015 --org 苍溪"
            raise TuanscoreError(f"{self.left} 是年度，还要说比谁", hint)
        if not any(ways) and self.left is None:
            hint = "例如 tuanscore diff 苍溪 旺苍，或 --rev main...HEAD"
            raise TuanscoreError("没有写比什么", hint)

    def answer(self, repository: Repository) -> Any:
        """Compare."""
        if self.revisions is not None:
            from tuanscore.commands.diff import reviewing

            return reviewing.review(repository, self.revisions, self.strict, processors())
        if self.everyone:
            from tuanscore.commands.diff import surveying

            return surveying.survey(repository, self._years(1)[0])
        from tuanscore.commands.diff import comparing

        if self.org is not None:
            old, new = self._years(2)
            return comparing.compare_years(repository, self.org, old, new, self.strict)
        assert self.left is not None  # checked
        return comparing.compare(repository, self.left, self.right, self.year, self.strict)

    def _years(self, count: int) -> list[int]:
        from tuanscore.errors import TuanscoreError

        told = [word for word in (self.left, self.right) if word is not None]
        if self.year is not None and not told:
            told = [str(self.year)]
        if len(told) != count or not all(word.isdecimal() for word in told):
            example = "diff 2014 --all" if count == 1 else "diff 2014 2015 --org 苍溪"
            raise TuanscoreError(f"要写 {count} 个年度", f"例如 tuanscore {example}")
        return [int(word) for word in told]
