"""What other commands say of a document that has errors: what `validate` says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.validate.report import Examination
from tuanscore.triage.settling import settle

if TYPE_CHECKING:
    from tuanscore.finding import Finding
    from tuanscore.shelf import Loaded, Repository


def refusal(entry: Loaded, reasons: list[Finding], repository: Repository) -> Examination:
    """Return why nothing is computed from a document, and what is wrong with the settings."""
    findings = settle([*reasons, *repository.findings], repository, reasons)
    return Examination(1, {entry.model.kind: 1}, findings)
