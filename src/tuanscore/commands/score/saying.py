"""Where `score` puts its answer: onto the screen, or into a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tuanscore.commands import output
from tuanscore.commands.common import emit, laid_out

if TYPE_CHECKING:
    from pathlib import Path

    import typer

    from tuanscore.shelf import Repository

_FORMS = ("text", "json", "md", "xlsx")


@dataclass(frozen=True, slots=True)
class Saying:
    """How an answer is given."""

    context: typer.Context
    repository: Repository
    path: Path | None
    form: str
    shown: bool
    """Whether what was found is on the screen."""

    def say(self, report: Any) -> None:
        """Print a report or write its file; where there is no score there is no workbook either."""
        from tuanscore.commands.validate.report import Examination

        if self.path is None or (self.form == "xlsx" and isinstance(report, Examination)):
            emit(self.context, report, "text" if self.form == "xlsx" else self.form)
            return
        if self.form == "xlsx":
            data = self._workbook(report)
        else:
            data = laid_out(self.context, report, self.form, plain=True).encode("utf-8")
        output.save(self.context, self.path, data, "写好了")

    def _workbook(self, report: Any) -> bytes:
        from tuanscore import faces as views

        views.opened("xlsx")  # says what is not installed
        from tuanscore.commands.workbook import binding

        return binding.bind(report, self.repository)


def of(
    context: typer.Context,
    repository: Repository,
    path: Path | None,
    asked: str | None,
    explain: str | None,
) -> Saying:
    """Return how to answer; raises TuanscoreError for a format that cannot be had."""
    from tuanscore.errors import TuanscoreError

    form = output.choose(context, path, asked, _FORMS)
    if explain is not None and form == "xlsx":
        raise TuanscoreError("--explain 不能写成 .xlsx 文件", "去掉 --explain")
    return Saying(context, repository, path, form, shown=explain is None and path is None)
