"""Two people edit one shipped file: what does not touch never conflicts, and nothing is lost."""

import random
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import pytest

from thorough import times
from tuanscore.commands.merge.merging import merge
from tuanscore.commands.merge.versions import Versions
from tuanscore.source.read import read
from tuanscore.source.rewrite import rewrite
from tuanscore.source.tree import Mapping, Sequence

pytestmark = pytest.mark.repeated

ROOT = Path(__file__).parents[2]
SHIPPED = sorted(
    [
        *(p for p in ROOT.glob("templates/**/*.yaml") if p.parent.name != "表式"),
        *ROOT.glob("scorecards/**/*.yaml"),
    ],
    key=lambda path: path.relative_to(ROOT).as_posix(),
)
"""But no 表式: what it is made of has no names, so that two edits in a list are a conflict."""
SOME = [
    path
    for _, paths in groupby(SHIPPED, key=lambda path: path.parent)
    for path in islice(paths, times(2))
]
"""A few files of each folder: they are of one kind."""
NAMES = ("类型", "编号", "名称", "来源", "职责描述", "指标", "项目", "事项")
"""What entries are known by: to change it is to replace the entry."""

Route = tuple[Any, ...]
Edit = tuple[str, Route]


def tree(data: bytes) -> Mapping:
    document, findings = read(data, "f")
    assert document is not None
    assert findings == []
    return document.root


def edits(root: Mapping) -> list[Edit]:
    """Return every value to change, key to drop, and mapping of names to add to."""
    found: list[Edit] = []

    def look(node: Any, route: Route) -> None:
        if isinstance(node, Mapping):
            for key, value in node.items():
                if isinstance(value, str) and key not in NAMES:
                    found.append(("set", (*route, key)))
                    if route:
                        found.append(("drop", (*route, key)))
                look(value, (*route, key))
            if route and route[-1] in ("考核点", "指标值", "完成", "变量"):
                found.append(("add", (*route, "新的")))
        elif isinstance(node, Sequence):
            for index, value in enumerate(node):
                if isinstance(value, str):
                    found.append(("set", (*route, index)))
                look(value, (*route, index))

    look(root, ())
    return found


def touch(one: Route, other: Route) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def edited(data: bytes, chosen: list[Edit], word: str) -> bytes:
    def change(document: Any) -> None:
        for what, route in chosen:
            node = document
            for step in route[:-1]:
                node = node[step]
            if what == "drop":
                del node[route[-1]]
            else:
                node[
                    route[-1] + (word if what == "add" else "") if what == "add" else route[-1]
                ] = f"{word}{len(route)}名"

    return rewrite(data, change)


def choose(source: random.Random, data: bytes) -> tuple[list[Edit], list[Edit]]:
    """Return the edits of two people, none of which touches another."""
    possible = edits(tree(data))
    source.shuffle(possible)
    chosen: list[Edit] = []
    for edit in possible:
        if all(not touch(edit[1], other[1]) for other in chosen):
            chosen.append(edit)
    number = min(len(chosen) // 2, source.randint(1, 6))
    return chosen[:number], chosen[number : 2 * number]


def as_set(node: Any) -> Any:
    """Return a tree in which the order of keys says nothing."""
    if isinstance(node, dict):
        return {key: as_set(value) for key, value in node.items()}
    return [as_set(value) for value in node] if isinstance(node, list) else node


@pytest.mark.repeated
@pytest.mark.parametrize("seed", range(times(1)))
@pytest.mark.parametrize("path", SOME, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_edits_of_different_values_are_both_kept(path: Path, seed: int) -> None:
    base = path.read_bytes()
    mine, yours = choose(random.Random(f"{path.name}{seed}"), base)
    ours, theirs = edited(base, mine, "我"), edited(base, yours, "你")
    both = edited(ours, yours, "你")

    merged = merge(Versions(base, ours, theirs))
    assert (merged.conflicts, merged.clean, merged.notes) == ((), True, ())
    assert as_set(tree(merged.data)) == as_set(tree(both))
    turned = merge(Versions(base, theirs, ours))
    assert as_set(tree(turned.data)) == as_set(tree(both))


@pytest.mark.repeated
@pytest.mark.parametrize("path", SOME, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_conflicts_are_the_values_that_both_changed(path: Path) -> None:
    base = path.read_bytes()
    source = random.Random(path.name)
    route = source.choice([route for what, route in edits(tree(base)) if what == "set"])
    both = [("set", route)]
    ours, theirs = edited(base, both, "我"), edited(base, both, "你")
    mine, yours = (
        [edit for edit in chosen if not touch(edit[1], route)] for chosen in choose(source, base)
    )
    merged = merge(Versions(base, edited(ours, mine, "我"), edited(theirs, yours, "你")))
    assert not merged.clean
    assert len(merged.conflicts) == 1
    values = merged.conflicts[0].values
    assert (values.ours, values.theirs) == (f"我{len(route)}名", f"你{len(route)}名")
    assert values.base == value_at(tree(base), route)
    text = merged.data.decode()
    assert [text.count(f"\n{mark} ") for mark in ("<<<<<<<", "|||||||", ">>>>>>>")] == [1, 1, 1]


def value_at(node: Any, route: Route) -> Any:
    for step in route:
        node = node[step]
    return node


@pytest.mark.repeated
@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_one_side_alone_is_taken_byte_for_byte(path: Path) -> None:
    base = path.read_bytes()
    mine, _ = choose(random.Random(path.name), base)
    side = edited(base, mine, "我")
    for versions in (
        Versions(base, side, base),
        Versions(base, base, side),
        Versions(base, side, side),
    ):
        merged = merge(versions)
        assert (merged.data, merged.clean, merged.notes) == (side, True, ())
