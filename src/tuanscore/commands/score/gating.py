"""What `tuanscore score` shares out: which options go together, and leaving at a gate."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tuanscore.commands.common import FINDINGS
from tuanscore.commands.streams import complain

if TYPE_CHECKING:
    from tuanscore.commands.score.report import Ranking, Scored


def check(org: str | None, what_if: Sequence[str] | None, receipt: Path | None) -> None:
    """Raise TuanscoreError for options that do not go together."""
    from tuanscore.errors import TuanscoreError

    for option, given in (("--what-if", what_if), ("--receipt", receipt)):
        if given and org is None:
            raise TuanscoreError(f"{option} 要和 --org 一起用", "例如 --org 苍溪")
    if what_if and receipt is not None:
        raise TuanscoreError("假设的得分不出凭据", "去掉 --what-if 或 --receipt")


def leave_if_short(report: Scored | Ranking) -> None:
    """Leave with 1, naming on standard error who falls short, when a gate is not met."""
    gate = report.gate
    if gate is None or gate.met:
        return
    reasons = "；".join(f"{short.org}（{short.reason}）" for short in gate.short)
    complain(f"没有达到 {gate.asked}：{reasons}")
    raise typer.Exit(FINDINGS)
