"""Which codes a run is about: ``--select`` and ``--ignore``, as codes or their beginnings.

Where both speak of a code the longer one decides, and of two of the same length the ignoring one.
Errors that make a file unusable are always spoken of.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tuanscore.errors import TuanscoreError
from tuanscore.triage.severities import hint_for, is_fixed, known_codes, means_something

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tuanscore.finding import Finding


@dataclass(frozen=True, slots=True)
class Selection:
    """The codes to look at, and those not to; none to look at are all."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def keeps(self, finding: Finding) -> bool:
        """Say whether a run is about this finding."""
        if is_fixed(finding):
            return True
        wanted = _longest(self.select, finding.code)
        if self.select and not wanted:
            return False
        unwanted = _longest(self.ignore, finding.code)
        return not unwanted or wanted > unwanted


EVERYTHING = Selection()


def _longest(codes: Iterable[str], code: str) -> int:
    return max((len(c) for c in codes if code.startswith(c)), default=0)


def read(texts: Iterable[str]) -> tuple[str, ...]:
    """Read codes as they are given on a command line; raises TuanscoreError for unknown ones."""
    parts = (part.strip() for text in texts for part in text.replace("，", ",").split(","))
    codes = tuple(dict.fromkeys(part for part in parts if part))
    known = known_codes() if codes else []
    for code in codes:
        if not means_something(code, known):
            raise TuanscoreError(f"没有“{code}”这个检查编号", hint_for(code, known))
    return tuple(dict.fromkeys(code.upper() for code in codes))
