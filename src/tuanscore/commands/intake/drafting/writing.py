"""What was recognised → files of a repository, where ``tuanscore new`` would put them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from tuanscore import disk
from tuanscore.commands.diff import documents as differing
from tuanscore.commands.diff.comparison import compare
from tuanscore.commands.intake.drafting import kinds
from tuanscore.commands.intake.drafting.ahead import Ahead
from tuanscore.commands.intake.drafting.building import Built, CannotError, build
from tuanscore.commands.intake.drafting.document import Context, Document
from tuanscore.commands.intake.drafting.merging import merge
from tuanscore.commands.intake.drafting.notes import noted
from tuanscore.commands.intake.drafting.said import plain
from tuanscore.commands.new.placing import is_taken
from tuanscore.commands.new.writing import laid_out, modeline
from tuanscore.errors import NotFoundError, TuanscoreError
from tuanscore.finding import Finding, Severity
from tuanscore.model.kinds.scorecard import KIND as SCORECARD
from tuanscore.model.kinds.template import KIND as TEMPLATE
from tuanscore.shelf import Base, Card
from tuanscore.source.compose import compose

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tuanscore.commands.diff.change import Comparison
    from tuanscore.commands.intake.meaning.recognised import Intake, Left
    from tuanscore.shelf import Loaded, Repository


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for besides the papers."""

    repository: Repository
    """Where the files go, below its root; it need hold nothing yet."""
    year: int | None = None
    """The 年度 of papers that print none."""
    org: str | None = None
    """The 简称 of whose papers they are; papers of several organisations have none."""
    template: str | None = None
    """The 名称 of the template that cards are to build on."""
    into: str | None = None
    """The one file that may be changed, by its name below the root."""
    notes: bool = False
    """Whether the files say where each value was read."""
    dry_run: bool = False


class State(StrEnum):
    """What became of a file, or what would."""

    NEW = "新建"
    SAME = "没有变化"
    CHANGED = "改写"
    TAKEN = "已经有了，没有改动"
    STUCK = "写不了"


@dataclass(frozen=True, slots=True)
class File:
    """One file that was written, or would be."""

    path: str
    """Its name below the root; empty where that cannot be told."""
    kind: str
    """Its 类型."""
    label: str
    """Whose it is, or what about."""
    state: State
    text: str = ""
    """What it holds now, or would."""
    why: str = ""
    """Of one that is not written, why, and what to do about it."""
    comparison: Comparison | None = None
    """How it differs in meaning from what is there already."""
    proposed: tuple[str, ...] = ()
    """Names that the paper does not print, for somebody to look at."""
    kept: tuple[Left, ...] = ()
    """What none of its keys takes, and what it therefore keeps as a text."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, or would be."""

    files: tuple[File, ...]
    notes: tuple[str, ...] = ()
    """What could not be kept of files that were replaced."""
    dry_run: bool = False

    @property
    def done(self) -> bool:
        """Whether every file holds now (or would hold) what was read."""
        return not any(file.state in (State.TAKEN, State.STUCK) for file in self.files)


def write(intakes: Sequence[Intake], request: Request) -> Written:
    """Write every table of some papers as files; with ``dry_run`` only say what would be.

    Files that are there are left alone, but for the one that ``into`` names. Raises TuanscoreError,
    before anything is written, where a file cannot be (no 年度, no such template), and where
    nothing of the papers goes into ``into``; a dry run says so of the file instead.
    """
    tables = [table for intake in intakes for table in intake.tables]
    repository = request.repository
    context = Context(repository, tables, request.year, request.org)
    documents = _one_each(kinds.documents(context))
    ahead = Ahead(repository, {})
    plans: list[File] = []
    for document in sorted(documents, key=lambda d: d.kind != TEMPLATE):
        if document.kind != TEMPLATE and plans and not ahead.files:
            new = {plan.path: plan.text.encode() for plan in plans if plan.state is State.NEW}
            ahead = Ahead(repository, new)
        plans.append(_plan(document, ahead, request))
    files = tuple(plan for plan in plans if not _is_aside(plan, request))
    if request.into is not None and not files:
        hint = "这几张表里没有它讲的单位、项目和年度；看看 --year、--org 写得对不对"
        raise TuanscoreError(f"没有一张表是写进 {request.into} 的，没有改动", hint)
    if request.dry_run:
        return Written(files, dry_run=True)
    stuck = [file for file in files if file.state is State.STUCK]
    if stuck:
        told = "；".join(f"{file.label or file.kind} {file.why}" for file in stuck)
        raise TuanscoreError(f"写不了，一个文件也没有写：{told}", "先用 --dry-run 看看读出了什么")
    return Written(files, _save(files, request))


def _one_each(documents: Iterable[Document]) -> list[Document]:
    """Return documents of which no two go into one file: the second of two cannot be written."""
    found = list(documents)
    paths: Counter[str] = Counter()
    told = []
    for document in found:
        paths[document.path] += 1
        again = paths[document.path] > 1 and not document.lacks
        lacks = f"和另一张表是同一个文件 {document.path}" if again else document.lacks
        told.append(replace(document, lacks=lacks))
    return told


def _is_aside(file: File, request: Request) -> bool:
    """Say whether a file is not what ``into`` asks for."""
    return request.into is not None and file.path != request.into


def _save(files: Sequence[File], request: Request) -> tuple[str, ...]:
    """Write what is new and what changes; raises TuanscoreError where something is in the way."""
    root = request.repository.root
    wanted = {
        root / file.path: file.text.encode()
        for file in files
        if file.state in (State.NEW, State.CHANGED)
    }
    return tuple(disk.write_files(wanted, folders=True)) if wanted else ()


# ---- one file ------------------------------------------------------------------------------------


def _plan(document: Document, ahead: Ahead, request: Request) -> File:
    """Return what is to become of a document."""
    path = "" if document.lacks else document.path
    file = File(path, document.kind, document.label, State.STUCK, why=document.lacks)
    file = replace(file, proposed=document.proposed, kept=document.kept)
    if document.lacks:
        return file
    there = _there(document, ahead)
    if isinstance(there, Finding):
        return replace(file, why=f"写出来读不回：{there.message}")
    base = _template(ahead.shelf, request.template)
    try:
        known = ahead.shelf.sound(there) if there is not None else None
        if there is not None and (known is None or known.model.kind != document.kind):
            raise CannotError(f"{there} 已经有了，有错误或不是{document.kind}")
        built = build(document, base, known, ahead)
    except CannotError as error:
        return replace(file, path=there or document.path, why=error.reason)
    if built.aside:
        file = replace(file, proposed=(built.aside, *file.proposed))
    if known is not None:
        return _against(file, known, built, ahead, request)
    return replace(file, state=State.NEW, text=_text(document, built.tree, request))


def _text(document: Document, tree: dict[str, Any], request: Request) -> str:
    """Return the text of a new file, laid out as `new` lays it out."""
    text = laid_out(document.path, modeline(document.path) + compose(tree))
    return noted(text, document.tree) if request.notes else text


def _there(document: Document, ahead: Ahead) -> str | Finding | None:
    """Return the file that says what a new one would, or why that cannot be read at all."""
    shelf = ahead.repository
    if is_taken(shelf.root / document.path):
        return document.path
    text = compose(plain(document.tree))
    entry, findings = ahead.plus(document.path, text.encode()).read(document.path)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if entry is None or errors:
        return errors[0]
    model = entry.model
    if model.kind == SCORECARD:
        found = shelf.find_card(model.names[0], model.year)
        return found.document.file if found is not None else None
    same = (
        e for e in shelf.each(model.kind, year=model.year) if e.model.identity == model.identity
    )
    return next((e.document.file for e in same), None)


def _against(file: File, known: Loaded, built: Built, ahead: Ahead, request: Request) -> File:
    """Return what is to become of a file that is there already."""
    path = known.document.file
    old = disk.read(request.repository.root, path)
    new = merge(old, built.tree, built.whole)
    file = replace(file, path=path, text=new.decode())
    if new == old:
        return replace(file, state=State.SAME)
    future = ahead.plus(path, new)
    entry, findings = future.read(path)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if entry is None or errors:
        return replace(file, why=f"改了以后读不回：{errors[0].message}")
    file = replace(file, comparison=_compared(known, entry, ahead.shelf, future))
    if request.into == path:
        return replace(file, state=State.CHANGED)
    return replace(file, state=State.TAKEN, why=f"要改它，用 --into {path}")


def _compared(old: Loaded, new: Loaded, before: Repository, after: Repository) -> Comparison | None:
    """Return the difference in meaning between a file and what it would be."""
    was, will_be = before.expanded(old)[0], after.expanded(new)[0]
    if was is None or will_be is None:
        return None
    if isinstance(was, Card | Base) and isinstance(will_be, Card | Base):
        return compare(was, will_be)
    return differing.compare(old, new)


def _template(repository: Repository, name: str | None) -> Base | None:
    """Return the template that was asked for; raises NotFoundError where there is none."""
    if name is None:
        return None
    base = repository.template(name)
    if base is None or not base.sound:
        known = "、".join(entry.model.name for entry in repository.templates())
        raise NotFoundError(f"没有可用的模板“{name}”", f"可以用的：{known}")
    return base
