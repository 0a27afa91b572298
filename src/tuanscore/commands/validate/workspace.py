"""Where a run happens: a CI server's checkout, by its environment variables, or a folder."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tuanscore.commands.streams import complain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tuanscore.commands.validate.report import Examination
    from tuanscore.finding import Finding

_CHECKOUTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""What GitHub and GitLab call the folder of a checkout, for one that came without its .git."""

SUMMARY_BYTES = 1024 * 1024
"""GitHub shows nothing of a step's summary that is larger."""

_SPARE = 4096
"""Bytes of the summary that are left for whatever the step writes after us."""


def usual_form() -> str:
    """Return the format of findings where none is asked for."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def from_checkout(root: Path) -> Callable[[str], str]:
    """Return how files are called that a CI server looks for: from the top of the git checkout.

    Variables name another folder where a step runs in a container or checks out below it, so they
    count only without git; without them it is the current folder, if the repository lies in it.
    """
    from tuanscore.git import plumbing as git

    named = next((os.environ[name] for name in _CHECKOUTS if os.environ.get(name)), None)
    base = git.checkout(root) or (Path(named).resolve() if named else Path.cwd())
    return _relative(root, base) if root.is_relative_to(base) else str


def around(roots: Iterable[Path]) -> Path:
    """Return the folder that all of these repositories are in: the root itself of only one."""
    return Path(os.path.commonpath([*roots]))


def from_here(root: Path) -> Callable[[str], str]:
    """Return how files are called by someone in the current folder."""
    return _relative(root, Path.cwd())


def _relative(root: Path, base: Path) -> Callable[[str], str]:
    """Return what turns the name of a file in the repository into one relative to a folder."""
    from tuanscore.shelf import BUILT_IN

    @cache
    def name(file: str) -> str:
        if os.path.isabs(file) or file.startswith(BUILT_IN):
            return file
        return Path(os.path.relpath(root / file, base)).as_posix()

    return name if root != base else str


def summarise(report: Examination) -> None:
    """Add the whole list to the summary of the step, where GitHub asks for one."""
    file = os.environ.get("GITHUB_STEP_SUMMARY")
    if not file:
        return
    try:
        taken = os.path.getsize(file) if os.path.exists(file) else 0
        with open(file, "ab") as summary:
            summary.write(_fitting(report, SUMMARY_BYTES - _SPARE - taken))
    except OSError as error:
        from tuanscore.disk import reason_of

        complain(f"步骤摘要写不进去：{reason_of(error)}", "发现都在上面的输出里")


def _fitting(report: Examination, room: int) -> bytes:
    """Return the list as Markdown in so many bytes, of the gravest findings if not of all."""
    from tuanscore import faces as views

    listed = report.findings
    while True:
        text = views.render(report, "md", listed=listed).encode("utf-8", "replace")
        if len(text) <= room or not listed:
            return text if len(text) <= room else b""
        listed = _gravest(report, len(listed) * max(room, 0) * 9 // (len(text) * 10))


def _gravest(report: Examination, number: int) -> tuple[Finding, ...]:
    """Return so many findings, the gravest, in the order they have."""
    from tuanscore.finding import Severity

    by_weight = sorted(
        range(len(report.findings)),
        key=lambda i: list(Severity).index(report.findings[i].severity),
    )
    return tuple(report.findings[i] for i in sorted(by_weight[:number]))
