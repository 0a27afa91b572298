"""The manuals: that of a check is the docstring of its module; the other codes carry theirs."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tuanscore import checks
from tuanscore.manual import Manual, changed, manuals
from tuanscore.model import codes
from tuanscore.source import codes as source_codes

if TYPE_CHECKING:
    from types import ModuleType

_PART = re.compile(r"^\*\*(\w+)\*\*: *", re.MULTILINE)
_FILE = re.compile(r"^```\w+\n(?:# (\S+)\n)?(.*?)^```$", re.MULTILINE | re.DOTALL)


@cache
def read(module: ModuleType) -> Manual:
    """Read the manual of a check; raises ValueError when a part is missing or does not fit."""
    sentence, *parts = _PART.split(module.__doc__ or "")
    names, texts = parts[::2], parts[1::2]
    if names != ["Why", "Fail", "Pass"]:
        raise ValueError(f"{module.__name__}: {names}")
    why, fail, differs = texts
    files = _files(fail)
    passes = files | {n: changed(files.get(n, ""), told) for n, told in _files(differs).items()}
    return Manual(
        module.CODE,
        module.__name__.rpartition(".")[2],
        module.SEVERITY,
        sentence.strip(),
        "".join(line.strip() for line in why.strip().splitlines()),
        files,
        {name: text for name, text in passes.items() if text},
    )


@cache
def every() -> dict[str, Manual]:
    """Return the manual of every code there is, in the order of the codes."""
    found = [
        *manuals(vars(source_codes)),
        *manuals(vars(codes)),
        *(read(module) for module in checks.all_modules()),
    ]
    return {manual.code: manual for manual in sorted(found, key=lambda m: m.code)}


def by_name(name: str) -> Manual | None:
    """Return the manual of the code of this name, in large or small letters."""
    folded = name.strip().lower().replace("-", "_")
    return next((manual for manual in every().values() if manual.name == folded), None)


def _files(text: str) -> dict[str, str]:
    found = enumerate(_FILE.findall(text), 1)
    return {name or f"scorecards/例{number}.yaml": content for number, (name, content) in found}
