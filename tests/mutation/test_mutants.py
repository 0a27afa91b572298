"""Which small wrong changes are made, and that each is one."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

from conftest import CHECKOUT
from mutation.mutants import mutants


def changed(source: str) -> list[str]:
    """Return the changed lines of every mutant."""
    found = []
    for mutant in mutants("src/x.py", source):
        compile(mutant.apply(source), "x.py", "exec")
        come = [line[2:].strip() for line in mutant.diff(source) if line[0] == "+"]
        found.append(" ".join(come))
    return found


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("a < b", ["a <= b", "a >= b"]),
        ("a < b <= c", ["a <= b <= c", "a >= b <= c", "a < b < c", "a < b > c"]),
        ("a is not None", ["a is None"]),
        ("a in b", ["a not in b"]),
        ("a == '甲'", ["a != '甲'", "a == ''"]),
        ("a and b", ["((b))", "((a))", "a or b"]),
        ("not a", ["a"]),
        ("-a", ["a"]),
        ("a + (b)", ["a - (b)"]),
        ("a + '元'", []),
        ("a * b", ["a / b"]),
        ("a[0]", ["a[-1]", "a[1]"]),
        ("a['甲乙']", ["a['甲']"]),
        ("True", ["False"]),
        ("a if b else c", ["a if (not (b)) else c"]),
        ("[a for a in b if c]", ["[a for a in b if True]"]),
        ("f(a, b)", ["f(b, a)"]),
        ("isinstance(a, b)", []),
        ("zip(a, b[0], strict=True)", ["zip(a, b[-1], strict=True)", "zip(a, b[1], strict=True)"]),
        ("a.startswith('甲乙')", ["a.startswith('甲')"]),
        ("say('甲乙')", []),
        ("f'{a + 1}'", []),
    ],
)
def test_an_expression(line: str, expected: list[str]) -> None:
    found = changed(f"def f():\n    x = {line}\n")
    assert sorted(found) == sorted(f"x = {one}" for one in expected)


def test_statements() -> None:
    source = (
        "def f(a: int = 3) -> int:\n"
        '    """Say 1 or 2."""\n'
        "    for n in a:\n"
        "        g(n)\n"
        "        n += k\n"
        "        if n.m:\n"
        "            continue\n"
        "    return n\n"
    )
    assert sorted(changed(source)) == sorted(
        [
            "def f(a: int = 2) -> int:",
            "def f(a: int = 4) -> int:",
            "pass",  # the call
            "pass",  # the sum
            "pass",  # continue
            "n -= k",
            "if (not (n.m)):",
            "return None",
        ]
    )


def test_what_runs_at_import_is_told_from_what_does_not() -> None:
    source = "A = 1\nclass B:\n    c: int = 2\n    def f(self) -> int:\n        return self.c + 3\n"
    inside = {m.lines[0]: m.function for m in mutants("src/x.py", source)}
    assert inside == {1: None, 3: None, 5: (4, 5)}


def test_an_operator_in_the_next_line() -> None:
    assert changed("def f():\n    return (\n        a\n        and b\n    )\n").count("or b") == 1


def test_every_mutant_of_a_real_file_is_python() -> None:
    source = (CHECKOUT / "src/tuanscore/scoring/cents.py").read_text(encoding="utf-8")
    assert len(changed(source)) > 30


@cache
def sides(file: str) -> set[tuple[str, ...]]:
    """Return the lines that every mutant of a file takes away and puts in."""
    source = (CHECKOUT / file).read_text(encoding="utf-8")
    diffs = [m.diff(source) for m in mutants(file, source)]
    return {tuple(" ".join(x[2:].split()) for x in d) for d in diffs}


def test_every_equivalent_names_a_change_that_is_made() -> None:
    path = Path(__file__).with_name("equivalents.toml")
    for entry in tomllib.loads(path.read_text(encoding="utf-8"))["same"]:
        assert (entry["old"], entry["new"]) in sides(entry["file"]), entry
        assert entry["why"]
