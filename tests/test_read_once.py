"""No command parses a file or resolves a card twice."""

import ast
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from conftest import CHECKOUT
from tuanscore.commands.score import scoring
from tuanscore.commands.validate import examining
from tuanscore.shelf import Repository
from tuanscore.shelf.resolved import Resolved
from tuanscore.source import read

COMMANDS: dict[str, Callable[[Repository], object]] = {
    "validate": examining.examine,
    "score 2014": lambda repository: scoring.rank(repository, 2014),
    "score 2014 --org 苍溪": lambda repository: scoring.score(repository, "苍溪", 2014),
}
CARDS = {"validate": 8, "score 2014": 8, "score 2014 --org 苍溪": 1}
"""How many of the 8 shipped cards each has to resolve."""
FILES = {"validate": 38, "score 2014": 26, "score 2014 --org 苍溪": 26}
"""How many files there are to read: of those shipped, 12 are 表式, which no score looks at."""


@pytest.mark.parametrize("command", COMMANDS)
def test_counts(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: Counter[str] = Counter()
    resolved: Counter[str] = Counter()
    really_read, really_resolve = read.read, Resolved._resolve

    def counting_read(data: bytes, name: str) -> Any:
        parsed[name] += 1
        return really_read(data, name)

    def counting_resolve(self: Resolved, entry: Any) -> Any:
        resolved[entry.document.file] += 1
        return really_resolve(self, entry)

    monkeypatch.setattr(read, "read", counting_read)
    monkeypatch.setattr(Resolved, "_resolve", counting_resolve)
    COMMANDS[command](Repository(CHECKOUT))
    assert max(parsed.values()) == max(resolved.values()) == 1
    assert len(parsed) <= FILES[command]
    assert len(resolved) == CARDS[command]


def test_nothing_but_a_repository_remembers_what_was_found_out_from_it() -> None:
    remembering = [
        f"{file.name}:{node.name}"
        for file in (CHECKOUT / "src").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and any("cache" in ast.unparse(decorator) for decorator in node.decorator_list)
        and "Repository" in ast.unparse(node.args)
    ]
    assert remembering == []
