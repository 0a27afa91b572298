"""What `explain` and `checks` tell of the codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuanscore.finding import Severity
    from tuanscore.manual import Manual


@dataclass(frozen=True, slots=True)
class Guide:
    """The manual of one code, and how much its findings weigh here."""

    manual: Manual
    severity: Severity | None
    """None where the settings switch it off."""
    fixed: bool
    """Whether the settings cannot change it."""


@dataclass(frozen=True, slots=True)
class Guides:
    """The guide of every code, in their order."""

    guides: tuple[Guide, ...]
