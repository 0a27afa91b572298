"""Every command in every format, as it may be asked of a repository."""

import typing
from collections.abc import Iterator
from typing import Any

from tuanscore.cli.program import build

_ASKED: dict[str, list[list[str]]] = {
    "validate": [[]],
    "fix": [["--check"], ["--diff"]],
    "fmt": [["--check"], ["--diff"]],
    "score": [
        ["{year}"],
        ["{year}", "--org", "{org}"],
        ["{year}", "--org", "{org}", "--explain", "{measure}"],
        ["{year}", "--org", "{org}", "--fail-under", "100"],
        ["{year}", "--project", "{project}"],
        ["{year}", "--org", "{department}"],
    ],
    "diff": [["{org}", "{other}"], ["{org}"], ["{year}", "--all"]],
    "log": [["{org}"], ["{org}", "{measure}"]],
    "blame": [["{org}"]],
    "show": [["{org}"], ["{nobody}"]],
    "list": [[]],
    "render": [["{org}"], ["{org}", "--scored"], ["{project}"], ["{template}"]],
    "plan": [["{org}"]],
    "verify": [["{receipt}"]],
    "progress": [["{org}"], ["{project}"]],
    "explain": [["TS401"], ["{nobody}"]],
    "checks": [[]],
    "schema": [[]],
    "init": [["--help"]],
    "new": [["评分表", "{nobody}", "--unit", "{nobody}"]],
    "factor": [["scorecards"]],
    "rebase": [["{template}"]],
    "git-merge": [["{nobody}", "{nobody}", "{nobody}", "{nobody}"]],
    "git-textconv": [["{file}"]],
}


def every(**names: str) -> Iterator[tuple[list[str], str]]:
    """Yield each command line with its format, filled in with names of a repository.

    A format is ``""`` where the command has none; one that a command offers only for some of its
    questions is asked for all of them.
    """
    for command in build(()).registered_commands:
        assert command.name is not None
        assert command.callback is not None
        hints = typing.get_type_hints(command.callback)
        forms = _forms(hints.get("form")) or [""]
        for words in _ASKED[command.name]:
            argv = [command.name, *(word.format(**names) for word in words)]
            for form in forms:
                yield [*argv, *(["--format", form] if form else [])], form


def _forms(hint: Any) -> list[str]:
    """Return the words of a Literal, which may be optional."""
    words = []
    for part in typing.get_args(hint):
        words += [part] if isinstance(part, str) else _forms(part)
    return words
