"""Putting new files on disk: where there is none yet, and never in place of anything."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from tuanscore.visible import word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tuanscore.commands.new.draft import Draft


def is_taken(path: Path) -> bool:
    """Say whether anything has this name, a link that leads nowhere included."""
    return os.path.lexists(path)


def place(root: Path, drafts: Iterable[Draft]) -> None:
    """Write files that are new; raises TuanscoreError before any is written where one cannot go."""
    from tuanscore.disk import write_files

    wanted = {root / draft.path: draft.text.encode() for draft in drafts}
    for path in wanted:
        _refuse_file_in_the_way(path)
    write_files(wanted, folders=True)


def as_typed(path: Path, start: Path) -> str:
    """Return a path as someone at a folder would type it in a shell."""
    return word(Path(os.path.relpath(path, start)).as_posix())


def _refuse_file_in_the_way(path: Path) -> None:
    from tuanscore.errors import TuanscoreError

    for folder in path.parents:
        if folder.is_dir():
            return
        if is_taken(folder):
            message = f"{folder} 不是文件夹，{path.name} 放不进去"
            raise TuanscoreError(message, "把它改名或移走，再运行一次")
