"""The one list of what may be asked of a repository: every command in every format, and astray."""

import typing
from collections.abc import Iterator
from typing import Any

import neighbours
from tuanscore.commands.output import BYTES
from tuanscore.commands.program import build

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
    "export": [
        ["{year}", "--org", "{org}", "--to", "csv"],
        ["{year}", "--org", "{department}", "--to", "json"],
    ],
    "plan": [["{org}"]],
    "verify": [["{receipt}"]],
    "progress": [["{org}"], ["{project}"]],
    "explain": [["TS401"], ["{nobody}"]],
    "checks": [[]],
    "schema": [[]],
    "init": [["--help"]],
    "new": [["评分表", "{nobody}", "--unit", "{nobody}", "--year", "{year}"]],
    "form": [["{nobody}", "-o", "填报表.xlsx"]],
    "import": [["{nobody}", "--dry-run"]],
    "factor": [["scorecards"]],
    "rebase": [["{template}"]],
    "git-merge": [["{nobody}", "{nobody}", "{nobody}", "{nobody}"]],
    "git-textconv": [["{file}"]],
}

_ASTRAY = (
    "score {year} --org {nobody}",
    "score {year} --project {nobody}",
    "score {year} --org {org} --explain {nobody}",
    "score {year} --org {org} --what-if {nobody}=1",
    "score 1999",
    "show {org} --year 1999",
    "render {nobody}",
    "render {org} --kind {nobody}",
    "diff {org} {nobody}",
    "diff 2020 {year} --org {org}",
    "plan {org} --to {nobody}",
    "progress {nobody}",
    "rebase {nobody}",
    "new {nobody}",
    "new 评分表 {nobody} --template {nobody}",
    "new 豁免 TS701 --org {nobody}",
    "new 豁免 {nobody}",
    "schema {nobody}",
)
"""Questions about what is not there, so that what there is is listed or suggested."""

_NOWHERE = {"nobody": "没有的", "receipt": "没有的.json"}
NAMES: dict[str, dict[str, str]] = {
    "随附": {
        **_NOWHERE,
        "year": "2014",
        "org": "苍溪",
        "other": "旺苍",
        "department": "山海关",
        "measure": "西部计划志愿者",
        "project": "130303210YA09YBACA1M9",
        "template": "县区团委-2014",
        "file": "scorecards/2014/苍溪.yaml",
    },
    "最小": {
        **_NOWHERE,
        "year": "2025",
        "org": "城关",
        "other": "河东",
        "department": "城关镇",
        "measure": "志愿服务",
        "project": "城关",
        "template": "乡镇团委-2025",
        "file": "scorecards/2025/城关.yaml",
    },
    "坏文件": {
        **_NOWHERE,
        "year": "2025",
        "org": "城关",
        "other": "南山",
        "department": "河西",
        "measure": "志愿服务",
        "project": "南山",
        "template": "乡镇团委-2025",
        "file": "scorecards/2025/全角冒号.yaml",
    },
    "邻居": {
        **_NOWHERE,
        "year": "2021",
        "org": "苍溪",
        "other": "旺苍",
        "department": "山海关",
        "measure": "信息报送",
        "project": neighbours.code("山海关", 2021),
        "template": "县区团委-2014",
        "file": "scorecards/2021/苍溪.yaml",
    },
}
"""What there is to ask for in the shipped repository, in the examples and among `neighbours`."""


def every(**names: str) -> Iterator[tuple[list[str], str]]:
    """Yield each command line with its format, filled in with names of a repository.

    A format is ``""`` where the command has none; one that a command offers only for some of its
    questions is asked for all of them. Those that only files can hold are not asked for.
    """
    for command in build(()).registered_commands:
        assert command.name is not None
        assert command.callback is not None
        hints = typing.get_type_hints(command.callback)
        forms = [form for form in _forms(hints.get("form")) if form not in BYTES] or [""]
        for words in _ASKED[command.name]:
            argv = [command.name, *(word.format(**names) for word in words)]
            for form in forms:
                made = words[-1] if "--to" in words else form
                yield [*argv, *(["--format", form] if form else [])], made


def astray(**names: str) -> Iterator[list[str]]:
    """Yield each command line that goes wrong, filled in with names of a repository."""
    for line in _ASTRAY:
        yield [word.format(**names) for word in line.split()]


def _forms(hint: Any) -> list[str]:
    """Return the words of a Literal, which may be optional."""
    words = []
    for part in typing.get_args(hint):
        words += [part] if isinstance(part, str) else _forms(part)
    return words
