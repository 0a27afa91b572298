"""`tuanscore validate`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from tuanscore.commands import output
from tuanscore.commands.common import FINDINGS, day, emit, laid_out, processors
from tuanscore.commands.streams import complain
from tuanscore.commands.validate import formats, workspace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tuanscore.commands.validate.report import Examination
    from tuanscore.triage.selection import Selection

FORMS = ("text", "json", "md", *formats.names())
if TYPE_CHECKING:
    _Form = str
else:
    _Form = Literal[FORMS]

_Severities = Literal["错误", "警告", "提示"]


def validate(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="文件或文件夹", help="只校验这些；不写就校验全部。", show_default=False
        ),
    ] = None,
    form: Annotated[
        _Form | None,
        typer.Option(
            "--format",
            metavar="格式",
            help=f"{' '.join(FORMS)}；不写是 text，在 GitHub Actions 里是 github。",
            show_default=False,
        ),
    ] = None,
    to: Annotated[
        list[str] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="格式:文件",
            help="这一次的发现另外写成文件，如 gitlab:gl.json；可以写几次。",
            show_default=False,
        ),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            metavar="编号", help="只看这些发现，如 TS4,TS601；可以写几次。", show_default=False
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            metavar="编号",
            help="不看这些发现；和 --select 都有的，以写得长的为准。",
            show_default=False,
        ),
    ] = None,
    fail_on: Annotated[
        _Severities,
        typer.Option(metavar="错误|警告|提示", help="有这一级或更重的发现就以 1 退出。"),
    ] = "错误",
    since: Annotated[
        str | None,
        typer.Option(
            "--changed-since",
            metavar="版本",
            show_default=False,
            help="只看从 git 的这个版本分出来以后改动的文件，和受它们影响的文件。",
        ),
    ] = None,
    known: Annotated[
        Path | None,
        typer.Option(
            "--baseline", metavar="文件", help="只看基线里没有的发现。", show_default=False
        ),
    ] = None,
    to_write: Annotated[
        Path | None,
        typer.Option(
            "--write-baseline",
            metavar="文件",
            show_default=False,
            help="把现在的发现都记进基线（JSON），不打印。",
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            metavar="日期", help="豁免到没到期按这一天算；不写是今天。", show_default=False
        ),
    ] = None,
) -> None:
    """校验文件：格式、目标写法、分值、互相引用。

    \b
    例：
      tuanscore validate
      tuanscore validate scorecards/2014/苍溪.yaml
      tuanscore validate --changed-since origin/main --fail-on 警告
      tuanscore validate --write-baseline 基线.json
      tuanscore validate --baseline 基线.json
      tuanscore validate --format concise
      tuanscore validate --output gitlab:gl.json --output junit:junit.xml

    \b
    读不出、展不开文件的错误（TS1、TS2、TS301、TS304）关不掉，不能豁免，也不进基线。
    """
    from datetime import date

    from tuanscore.commands.validate import examining, sifting
    from tuanscore.commands.validate.report import Examination
    from tuanscore.finding import Severity

    chosen = _selection(select, ignore)
    _agree(paths, since)
    written = _written(context, to or ())
    if to_write is not None:
        narrowing = {"文件或文件夹": paths, "--changed-since": since, "--select": select}
        _may_write(context, to_write, narrowing | {"--ignore": ignore})
    repositories = context.obj.repositories_of(paths or ())
    root = workspace.around(repository.root for repository in repositories)
    start = context.obj.directory
    reports = {}
    for repository, own in repositories.items():
        sieve = sifting.Sieve(
            today=day(as_of) or date.today(),
            whole=not paths,
            selection=chosen,
            since=since or "",
            touched=sifting.touched(repository, since) if since is not None else None,
            known=_known(start / known) if known is not None and to_write is None else None,
            fail_on=Severity(fail_on),
        )
        report = Examination(0, {}, (), since=sieve.since)
        if not sieve.is_idle:
            jobs = processors()
            report = examining.examine(repository, own, jobs)
            report = sifting.sift(repository, sieve, report, jobs)
        reports[repository.root.relative_to(root).as_posix()] = report
    report = sifting.join(reports)
    if to_write is not None:
        _write(context, report, to_write)
        return
    for path, own in written.items():
        text = laid_out(context, report, own, **_options(own, root))
        output.save(context, path, text.encode("utf-8", "surrogateescape"), "写好了")
    _show(context, report, form or workspace.usual_form(), root)
    if report.failed:
        raise typer.Exit(FINDINGS)


def _show(context: typer.Context, report: Examination, form: str, root: Path) -> None:
    """Print the findings; where only they are printed, say how many beside them."""
    emit(context, report, form, **_options(form, root))
    if formats.only_lines(form):
        complain(report.total, *report.asides)
    elif formats.names_from(form) == "checkout":
        for name, reason in report.left_out.items():
            complain(f"没有看 {name}", reason)
    if form == "github":
        workspace.summarise(report)


def _options(form: str, root: Path) -> dict[str, Any]:
    """Return by which names a format calls files, where it does not call them from the root."""
    from_where = {"here": workspace.from_here, "checkout": workspace.from_checkout}
    start = formats.names_from(form)
    return {"named": from_where[start](root)} if start else {}


def _written(context: typer.Context, texts: Sequence[str]) -> dict[Path, str]:
    """Return the files to write and the format of each; raises TuanscoreError for any other."""
    from tuanscore.errors import TuanscoreError

    written: dict[Path, str] = {}
    for text in texts:
        form, _, name = text.partition(":")
        if form not in FORMS or not name:
            message = f"--output 要写“格式:文件”，这里写的是“{text}”"
            hint = f"例如 --output gitlab:gl.json；格式有 {'、'.join(FORMS)}"
            raise TuanscoreError(message, hint)
        path = Path(name)
        if path in written:
            raise TuanscoreError(f"--output 两次写到同一个文件 {name}", "各写各的文件名")
        output.check(context, path)
        written[path] = form
    return written


def _agree(paths: list[Path] | None, since: str | None) -> None:
    """Raise TuanscoreError for options that cannot go together."""
    from tuanscore.errors import TuanscoreError

    if since is not None and paths:
        message = "--changed-since 自己决定看哪些文件，不能再写文件或文件夹"
        raise TuanscoreError(message, "只留一样")


def _may_write(context: typer.Context, path: Path, narrowing: Mapping[str, object]) -> None:
    """Raise TuanscoreError for a baseline of a part, and for a file that may not be replaced.

    A baseline of what a run is narrowed down to would lose everything else.
    """
    from tuanscore.errors import TuanscoreError
    from tuanscore.triage import baseline

    given = "、".join(name for name, value in narrowing.items() if value)
    if given:
        message = f"--write-baseline 要记下全部发现，不能和 {given} 一起用"
        raise TuanscoreError(message, f"去掉 {given}")
    if path.suffix.lower() in (".yaml", ".yml"):
        raise TuanscoreError(f"{path}：基线是 JSON 文件", "换一个文件名，例如 基线.json")
    output.check(context, path)
    baseline.check_replaceable(context.obj.directory / path)


def _selection(select: list[str] | None, ignore: list[str] | None) -> Selection:
    from tuanscore.triage import selection

    return selection.Selection(selection.read(select or ()), selection.read(ignore or ()))


def _known(path: Path) -> frozenset[str]:
    from tuanscore.triage import baseline

    return baseline.read(path)


def _write(context: typer.Context, report: Examination, path: Path) -> None:
    from tuanscore.triage import baseline

    number = len(baseline.recordable(report.findings))
    output.save(context, path, baseline.lay_out(report.findings), f"写好了基线（{number} 处发现）")
    left = len(report.findings) - report.waived - number
    if left:
        message = f"另有 {left} 处读不出、展不开文件的错误没有记，要先改好"
        complain(message, "运行 tuanscore validate 看看；改好以后重写一次基线")
