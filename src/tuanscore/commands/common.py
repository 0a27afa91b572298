"""What all commands share: where the repository is, how to speak, and the exit codes."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from tuanscore.commands.streams import complain, write

if TYPE_CHECKING:
    from datetime import date

    from tuanscore.finding import Finding
    from tuanscore.shelf import Repository

FINDINGS, USAGE, CRASH = 1, 2, 3
"""Exit codes beside 0: findings or a gate not met, usage, and a bug of ours."""

FOR_PEOPLE = ("text", "concise", "md")
"""Formats that are read on a console, in its encoding."""

PIPE_WIDTH = 160
"""Columns where the output is no terminal and COLUMNS says nothing."""

CPU_MAX = Path("/sys/fs/cgroup/cpu.max")
"""Where Linux tells a container its share of the processors: microseconds, of how many."""


@dataclass(slots=True)
class Session:
    """What the options before the command say."""

    directory: Path
    color: bool
    width: int
    traceback: bool = False
    opened: list[Repository] = field(default_factory=list)
    """The repositories that the command has asked for."""

    def repository(self, until: date | None = None) -> Repository:
        """Open the repository around the directory; raises when there is none."""
        from tuanscore.shelf import Repository, find_root

        self.opened.append(Repository(find_root(self.directory), until))
        return self.opened[-1]

    def repositories_of(self, paths: Sequence[Path]) -> Mapping[Repository, list[Path]]:
        """Open the repository around each of these files, the usual one for a file in none."""
        from tuanscore.errors import TuanscoreError
        from tuanscore.shelf import Repository, find_root

        roots: dict[Path, Path] = {}
        found: dict[Path, list[Path]] = {} if paths else {find_root(self.directory): []}
        for target in (self.directory / path for path in paths):
            folder = target if target.is_dir() else target.parent
            if folder not in roots:
                with suppress(TuanscoreError):
                    roots[folder] = find_root(folder)
            root = roots.get(folder) or roots.setdefault(folder, find_root(self.directory))
            found.setdefault(root, []).append(target)
        return {Repository(root): own for root, own in found.items()}

    def refuse_parts(self) -> None:
        """Raise TuanscoreError where a file would be written about what was named in part only."""
        from tuanscore.errors import TuanscoreError

        for repository in self.opened:
            if repository.by_part:
                typed, found = repository.by_part.popitem()
                message = f"按“{typed}”找到的是 {found}，没有写文件"
                raise TuanscoreError(message, f"要写文件，名称写全：{found}")

    def tell_aside(self) -> None:
        """Say on standard error what was found by a part of its name, and what was left aside."""
        for repository in self.opened:
            from tuanscore.triage.settling import asides

            for said in asides(repository):
                complain(said)


def day(text: str | None) -> date | None:
    """Read a day given on the command line, such as ``2014-06-30``."""
    from datetime import date

    from tuanscore.errors import TuanscoreError

    try:
        return date.fromisoformat(text) if text is not None else None
    except ValueError:
        raise TuanscoreError(f"“{text}”不是日期", "写成 年-月-日，例如 2014-06-30") from None


def enter(directory: Path) -> None:
    """Raise TuanscoreError for a folder that is none, or that may not be entered."""
    from tuanscore.disk import reason_of
    from tuanscore.errors import TuanscoreError

    try:
        os.stat(os.path.join(directory, "."))  # pathlib would drop the dot
    except (FileNotFoundError, NotADirectoryError) as error:
        hint = "检查 -C 后面的文件夹名"
        raise TuanscoreError(f"没有 {directory} 这个文件夹", hint) from error
    except OSError as error:
        message = f"{directory} 这个文件夹进不去：{reason_of(error)}"
        raise TuanscoreError(message, "检查文件夹名和权限") from error


def session(directory: Path, color: bool | None, traceback: bool) -> Session:
    """Decide how to speak: colour and width of the terminal, or plain for a pipe."""
    terminal = sys.stdout.isatty()
    if color is None:
        color = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = shutil.get_terminal_size((PIPE_WIDTH, 50)).columns
    if not terminal and not os.environ.get("COLUMNS", "").isdecimal():
        width = PIPE_WIDTH
    return Session(directory, color, width, traceback)


def processors() -> int:
    """Return how many processors this process may use, also by its container's share."""
    if hasattr(os, "sched_getaffinity"):
        return min(len(os.sched_getaffinity(0)), _share())
    return os.cpu_count() or 1


def _share() -> int:
    """Return how many processors a container may keep busy; very many where it has no limit."""
    try:
        quota, period = CPU_MAX.read_text().split()
        return max(1, int(quota) // int(period))
    except (OSError, ValueError):  # no such file, or “max”
        return sys.maxsize


def laid_out(
    context: typer.Context, report: Any, form: str, *, plain: bool = False, **options: Any
) -> str:
    """Return a report in one format, with a line end at its end; a plain one has no colours."""
    from tuanscore import faces as views

    if form == "text":
        spoken: Session = context.obj
        options |= {"width": spoken.width, "color": spoken.color and not plain}
    text = views.render(report, form, **options)
    return text if text.endswith("\n") or not text else text + "\n"


def emit(context: typer.Context, report: Any, form: str, **options: Any) -> None:
    """Lay a report out in one format and print it."""
    write(laid_out(context, report, form, **options), exact=form not in FOR_PEOPLE)


def leave_if_errors(findings: Iterable[Finding], *, shown: bool = True) -> None:
    """Leave with 1 when some of the findings are errors, and say so where they are not shown."""
    from tuanscore.finding import Severity

    wrong = sum(finding.severity is Severity.ERROR for finding in findings)
    if wrong and not shown:
        complain(f"有 {wrong} 处错误，所以以 1 退出", "看是哪些：tuanscore validate")
    if wrong:
        raise typer.Exit(FINDINGS)


def completer(
    values: Callable[..., list[str]], *, dated: bool = False
) -> Callable[[typer.Context, str], list[str]]:
    """Return a shell completion that offers values of the repository and is silent on errors.

    Dated values are asked for with each year typed so far, and offered when all the years have
    them.
    """

    def complete(context: typer.Context, incomplete: str) -> list[str]:
        from tuanscore.errors import TuanscoreError
        from tuanscore.shelf import Repository, find_root

        directory = context.find_root().params.get("directory") or "."
        years = _typed_years(context) if dated else []
        try:
            repository = Repository(find_root(Path(directory)))
            known, *others = [values(repository, y) for y in years] or [values(repository)]
        except (TuanscoreError, OSError):
            return []
        shared = [value for value in known if all(value in other for other in others)]
        return [value for value in shared if value.startswith(incomplete)]

    return complete


def _typed_years(context: typer.Context) -> list[int]:
    """Return the years on the command line: its --year, and those among its arguments.

    Arguments before an option that still lacks its value are not parsed yet, only left over.
    """
    parsed = [
        context.params.get(param.name or "")
        for param in context.command.params
        if param.param_type_name == "argument" or param.name == "year"
    ]
    words = map(str, [*parsed, *context.args])
    return [int(word) for word in words if len(word) == 4 and word.isdecimal()]


def _organisations(repository: Repository, year: int | None = None) -> list[str]:
    from tuanscore.shelf import lookup

    return lookup.short_names(repository, year)


def _years(repository: Repository) -> list[str]:
    from tuanscore.shelf import lookup

    return [str(year) for year in lookup.years(repository)]


def _scored(repository: Repository, year: int | None = None) -> list[str]:
    from tuanscore.shelf import lookup

    return lookup.scored_names(repository, year)


def _projects(repository: Repository, year: int | None = None) -> list[str]:
    from tuanscore.shelf import lookup

    return lookup.project_names(repository, year)


def _documents(repository: Repository, year: int | None = None) -> list[str]:
    from tuanscore.shelf import lookup

    return lookup.names(repository, year)


complete_org = completer(_organisations, dated=True)
complete_year = completer(_years)
complete_scored = completer(_scored, dated=True)
complete_project = completer(_projects, dated=True)
complete_document = completer(_documents, dated=True)
