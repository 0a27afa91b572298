"""How often one command parses files and resolves cards: counts that only go down."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from conftest import CHECKOUT
from tuanscore.commands.score import scoring
from tuanscore.commands.validate import examining
from tuanscore.shelf import Repository
from tuanscore.source import read

COMMANDS: dict[str, Callable[[Repository], object]] = {
    "validate": examining.examine,
    "score 2014": lambda repository: scoring.rank(repository, 2014),
    "score 2014 --org 苍溪": lambda repository: scoring.score(repository, "苍溪", 2014),
}
MOST = {  # command → (parses, of one file, resolutions, of one card), now and to reach
    "validate": ((44, 3, 20, 3), (26, 1, 8, 1)),
    "score 2014": ((26, 1, 8, 1), (26, 1, 8, 1)),
    "score 2014 --org 苍溪": ((26, 1, 1, 1), (26, 1, 1, 1)),
}
"""Of the 26 shipped files with 8 cards. Whoever brings a count down writes the new one here."""


@pytest.mark.parametrize("command", COMMANDS)
def test_counts(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: Counter[str] = Counter()
    resolved: Counter[str] = Counter()
    really_read, really_resolve = read.read, Repository._resolve

    def counting_read(data: bytes, name: str) -> Any:
        parsed[name] += 1
        return really_read(data, name)

    def counting_resolve(self: Repository, entry: Any) -> Any:
        resolved[entry.document.file] += 1
        return really_resolve(self, entry)

    monkeypatch.setattr(read, "read", counting_read)
    monkeypatch.setattr(Repository, "_resolve", counting_resolve)
    COMMANDS[command](Repository(CHECKOUT))
    counts = tuple(f(c.values()) for c in (parsed, resolved) for f in (sum, max))
    known, goal = MOST[command]
    assert counts == known
    assert all(now >= least for now, least in zip(known, goal, strict=True))
