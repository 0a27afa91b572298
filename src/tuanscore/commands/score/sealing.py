"""--receipt: the score and the digests of all it rests on, written to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tuanscore.commands import output

if TYPE_CHECKING:
    import typer

    from tuanscore.shelf import Repository


def issue(
    context: typer.Context,
    repository: Repository,
    org: str,
    year: int,
    path: Path,
    project: str | None = None,
) -> None:
    """Write the receipt of the score of an organisation, or of one of its projects."""
    from tuanscore.commands.verify import receipt, vouching

    data = receipt.write(vouching.issue(repository, org, year, project))
    output.save(context, path, data, "写好了凭据")
