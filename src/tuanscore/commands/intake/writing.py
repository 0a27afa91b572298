"""What was recognised → files of a repository, where ``tuanscore new`` would put them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tuanscore.commands.diff.change import Comparison
    from tuanscore.commands.intake.recognised import Intake, Left
    from tuanscore.shelf import Repository


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
    raise NotImplementedError
