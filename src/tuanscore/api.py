"""The door for Python: what the commands answer, as values.

Every method asks what a command asks, of the same functions, and answers what it prints. Each call
reads the files as they are then; nothing is remembered from call to call, nothing is written.

Numbers are `decimal.Decimal`, the exact ones that the commands print; whoever wants floats makes
them. Files are called by their path below the root of the repository, lines are counted from 1.

Stability: within a version 0.x the names that `tuanscore` offers, their parameters and the keys of
`Answer.to_dict` (the schema it names) and of `Answer.to_records` are only added to; what breaks
this comes with a new minor version and is said in CHANGELOG.md. What `Answer.report` and
`Page.sheet` hold inside may change at any time, and so may the words of messages, hints and notes.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from tuanscore.errors import NotFoundError, TuanscoreError

if TYPE_CHECKING:
    from tuanscore import shelf as repository
    from tuanscore.commands.diff.change import Comparison
    from tuanscore.commands.diff.matrix import Matrix
    from tuanscore.commands.diff.review import Review
    from tuanscore.commands.diff.years import Years
    from tuanscore.commands.score.report import DepartmentScored, ProjectScored, Ranking, Scored
    from tuanscore.commands.validate.report import Examination
    from tuanscore.sheets.sheet import Sheet

__all__ = [
    "Answer",
    "NotFoundError",
    "Page",
    "Repository",
    "TuanscoreError",
    "UnsoundError",
    "open",
]

R_co = TypeVar("R_co", covariant=True)
R = TypeVar("R")


def open(path: str | os.PathLike[str] = ".") -> Repository:  # noqa: A001 - read as tuanscore.open
    """Open the repository in or around a folder, as the commands do that are run in it.

    Raises TuanscoreError where the folder is none, or no repository is around it.
    """
    from tuanscore.shelf import find_root

    folder = Path(path)
    if not folder.is_dir():
        raise TuanscoreError(f"没有 {folder} 这个文件夹", "检查文件夹名")
    return Repository(find_root(folder))


@dataclass(frozen=True, slots=True)
class Answer(Generic[R_co]):
    """What a command found out."""

    report: R_co
    """The value that the formats are made from; see the module on how stable it is."""
    notes: tuple[str, ...] = ()
    """What the command says beside its answer: by which part of a name something was found, and
    which files have errors that are not about what was asked."""

    def to_dict(self) -> dict[str, Any]:
        """Return what ``--format json`` prints: text, bool, None, int, lists, dicts and Decimals.

        The standard `json` knows no Decimal: `to_json` does.
        """
        from tuanscore.faces import json

        return json.value(self.report)

    def to_json(self) -> str:
        """Return the text that ``--format json`` prints, to the byte."""
        from tuanscore import faces as views

        return views.render(self.report, "json")

    def to_records(self) -> list[dict[str, Any]]:
        """Return tidy rows: of text, int, bool, Decimal or None, under the same keys in every row.

        A row is a finding (validate), a line with points or 扣分 (score), an organisation (rank), a
        duty (score of one without a card), a change (diff), or what one organisation has on one
        line (diff of everyone).
        """
        from tuanscore.faces import records

        return records.rows(self.to_dict())

    def to_markdown(self) -> str:
        """Return what ``--format md`` prints."""
        from tuanscore import faces as views

        return views.render(self.report, "md")

    def _repr_markdown_(self) -> str:
        return self.to_markdown()


@dataclass(frozen=True, slots=True)
class Page:
    """A document as it is printed."""

    sheet: Sheet
    """What is on the paper; see the module on how stable it is."""
    notes: tuple[str, ...]
    """As in `Answer`."""
    _templates: Path
    """Where a team keeps templates of its own."""

    def to_markdown(self) -> str:
        """Return what ``render`` prints."""
        return self._laid_out("md")

    def to_html(self) -> str:
        """Return what ``render --format html`` prints: a page that needs no other file."""
        return self._laid_out("html")

    def to_bytes(self, form: str) -> bytes:
        """Return the file that ``render -o`` writes: ``docx``, ``xlsx`` or ``pdf``.

        Raises NotInstalledError, which is a TuanscoreError, where the extra is not installed.
        """
        from tuanscore import faces as views

        return views.write(self.sheet, form, team_templates=self._templates)

    def _laid_out(self, form: str) -> str:
        from tuanscore import faces as views

        text = views.render(self.sheet, form, team_templates=self._templates)
        return text if text.endswith("\n") else text + "\n"

    def _repr_markdown_(self) -> str:
        return self.to_markdown()


class UnsoundError(TuanscoreError):
    """What should be scored has errors."""

    def __init__(self, answer: Answer[Examination]) -> None:
        """Take what was found instead of a score, which is what the command prints then."""
        from tuanscore.finding import Severity

        errors = [f for f in answer.report.findings if f.severity is Severity.ERROR]
        first = errors[0]
        more = f"；另有 {len(errors) - 1} 处错误" if len(errors) > 1 else ""
        super().__init__(f"{first.place} 有错误，没有计分：{first.message}{more}", first.hint)
        self.answer = answer


class Repository:
    """A repository of scorecards; `open` leads to one."""

    def __init__(self, root: Path) -> None:
        """Take the folder that holds ``scorecards/``."""
        self.root = root

    def __repr__(self) -> str:
        return f"tuanscore.open({str(self.root)!r})"

    def validate(
        self, *paths: str | os.PathLike[str], as_of: date | None = None
    ) -> Answer[Examination]:
        """Examine these files and folders below the root, or everything: ``tuanscore validate``.

        Waivers (豁免) are in force or not on the day ``as_of``, by default today.
        """
        from tuanscore.commands.validate import examining, sifting

        read = self._read()
        report = examining.examine(read, [self.root / path for path in paths])
        sieve = sifting.Sieve(today=as_of or date.today(), whole=not paths)
        return _answer(sifting.sift(read, sieve, report), read)

    @overload
    def score(
        self, year: int, org: str, *, as_of: date | None = None
    ) -> Answer[Scored | DepartmentScored]: ...
    @overload
    def score(
        self, year: int, *, project: str, as_of: date | None = None
    ) -> Answer[ProjectScored]: ...
    def score(
        self,
        year: int,
        org: str | None = None,
        *,
        project: str | None = None,
        as_of: date | None = None,
    ) -> Answer[Any]:
        """Score an organisation, or a project by its 项目编码: ``tuanscore score 年度 --org 单位``.

        Reports after the day ``as_of`` do not count. Raises UnsoundError where it has errors, and
        NotFoundError where nothing has this name, or more than one thing has.
        """
        from tuanscore.commands.score import budgeting, scoring
        from tuanscore.commands.validate.report import Examination

        if (org is None) == (project is None):
            raise TypeError("score() takes either org or project")
        read = self._read(as_of)
        report: Any
        if org is None:
            assert project is not None
            report = budgeting.score_project(read, project, year)
        elif budgeting.is_office(read, org, year):
            report = budgeting.score_office(read, org, year)
        else:
            report = scoring.score(read, org, year)
        if isinstance(report, Examination):
            raise UnsoundError(_answer(report, read))
        return _answer(report, read)

    def rank(self, year: int, *, as_of: date | None = None) -> Answer[Ranking]:
        """Score all of a year and rank the cards: ``tuanscore score 年度``.

        What has errors is not scored: the report names its files.
        """
        from tuanscore.commands.score import scoring

        read = self._read(as_of)
        return _answer(scoring.rank(read, year), read)

    @overload
    def diff(
        self, org: str, other: str | None = None, *, year: int | None = None, strict: bool = False
    ) -> Answer[Comparison]: ...
    @overload
    def diff(self, org: str, *, years: tuple[int, int], strict: bool = False) -> Answer[Years]: ...
    @overload
    def diff(self, *, everyone: int) -> Answer[Matrix]: ...
    @overload
    def diff(self, *, rev: str, strict: bool = False) -> Answer[Review]: ...
    def diff(
        self,
        org: str | None = None,
        other: str | None = None,
        *,
        year: int | None = None,
        years: tuple[int, int] | None = None,
        everyone: int | None = None,
        rev: str | None = None,
        strict: bool = False,
    ) -> Answer[Any]:
        """Compare, as ``tuanscore diff`` does.

        Two organisations in a year (by default the latest that both have), or one with its
        template; either may be ``苍溪@HEAD~3``, as git has it. One organisation in two ``years``.
        ``everyone`` in a year. Two revisions of git, ``main...HEAD``, or one against the files.
        ``strict`` also tells what differs in blanks and punctuation only.
        """
        from tuanscore.commands.diff import comparing, reviewing, surveying

        read = self._read()
        given = {"org": org, "years": years, "everyone": everyone, "rev": rev}
        report: Any
        match [name for name, value in given.items() if value is not None]:
            case ["org"]:
                report = comparing.compare(read, str(org), other, year, strict)
            case ["org", "years"] if years is not None and other is None and year is None:
                report = comparing.compare_years(read, str(org), *years, strict)
            case ["everyone"] if everyone is not None and other is None and year is None:
                report = surveying.survey(read, everyone)
            case ["rev"] if rev is not None and other is None and year is None:
                report = reviewing.review(read, rev, strict)
            case _:
                raise TypeError("diff() takes org and other, org and years, everyone, or rev")
        return _answer(report, read)

    def render(
        self,
        name: str,
        *,
        year: int | None = None,
        kind: str | None = None,
        scored: bool = False,
        form: str | None = None,
    ) -> Page:
        """Return a document as it is printed, with scores when asked for: ``tuanscore render``.

        It is named by an organisation, a template, a 项目编码 or a file, and where that means more
        than one by its year and its 类型; ``form`` names the 表式. Raises TuanscoreError over what
        has errors.
        """
        from tuanscore.commands.show import presenting
        from tuanscore.shelf import TEMPLATES

        read = self._read()
        sheet = presenting.print_out(read, name, year, kind, scored, form)
        return Page(sheet, _notes(read), self.root / TEMPLATES / "reports")

    def _read(self, until: date | None = None) -> repository.Repository:
        from tuanscore.shelf import Repository as Shelf

        return Shelf(self.root, until)


def _answer(report: R, read: repository.Repository) -> Answer[R]:
    return Answer(report, _notes(read))


def _notes(read: repository.Repository) -> tuple[str, ...]:
    from tuanscore.triage.settling import asides

    return tuple(asides(read))
