"""The manual of a check, read from the docstring of its module."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

    from tuanscore.finding import Severity

_PART = re.compile(r"^\*\*(\w+)\*\*: *", re.MULTILINE)
_FILE = re.compile(r"^```\w+\n(?:# (\S+)\n)?(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Manual:
    """What a check is about, why, and what fails and passes it."""

    code: str
    name: str
    """The defect, as its module is called: ``points_do_not_add_up``."""
    severity: Severity
    sentence: str
    why: str
    fail: Mapping[str, str]
    """Whole small files by their names, relative to the root of a repository."""
    passes: Mapping[str, str]


@cache
def read(module: ModuleType) -> Manual:
    """Read the manual of a check; raises ValueError when a part is missing."""
    sentence, *parts = _PART.split(module.__doc__ or "")
    names, texts = parts[::2], parts[1::2]
    if names != ["Why", "Fail", "Pass"]:
        raise ValueError(f"{module.__name__}: {names}")
    why, fail, passes = texts
    return Manual(
        module.CODE,
        module.__name__.rpartition(".")[2],
        module.SEVERITY,
        sentence.strip(),
        "".join(line.strip() for line in why.strip().splitlines()),
        _files(fail),
        _files(passes),
    )


def _files(text: str) -> dict[str, str]:
    found = enumerate(_FILE.findall(text), 1)
    return {name or f"scorecards/例{number}.yaml": content for number, (name, content) in found}
