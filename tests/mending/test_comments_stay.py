"""Wherever keys go, each comment stays with what it is about, however it is set in."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from tuanscore import mending
from tuanscore.commands.merge.remarks import Page as Remarks
from tuanscore.mending.mends import indentation
from tuanscore.mending.page import Page

NAME = "scorecards/2024/完成情况/甲.yaml"


class Text:
    """A 完成情况 with its keys in any order, and comments in any column between its lines."""

    def __init__(self, seed: int) -> None:
        self.source = random.Random(seed)
        self.number = 0
        blocks = [["单位: 甲"], ["类型: 完成情况"], ["年度: 2024"], ["截至: 2024-12-31"]]
        blocks += [["完成:", *self.done()], ["加分:", *self.bonuses()]]
        lines = [line for block in self.shuffled(blocks) for line in self.below(block)]
        self.lines = [*lines[not lines[0] :], *self.comments()]

    def shuffled(self, things: list[Any]) -> list[Any]:
        return self.source.sample(things, len(things))

    def comments(self) -> list[str]:
        columns = [self.source.choice(range(7)) for _ in range(self.source.choice((0, 0, 1, 1, 2)))]
        self.number += len(columns)
        return [" " * c + f"# 注{self.number - i}" for i, c in enumerate(columns)]

    def below(self, block: list[str]) -> list[str]:
        blank = [""] if self.source.random() < 0.1 else []
        return [*blank, *self.comments(), *block]

    def done(self) -> list[str]:
        inner = ["    自评: 3", "    审核: 2", "    说明: 无"]
        third = [line for one in self.shuffled(inner) for line in self.below([one])]
        flow = self.source.choice(("4", "{审核: 4, 自评: 5}"))
        blocks = (["  甲: 4"], [f"  乙: {flow}"], ["  丙:", *third])
        return [line for block in blocks for line in self.below(block)]

    def bonuses(self) -> list[str]:
        lines = []
        for name in "一二":
            keys = self.shuffled([f"项目: {name}", "分值: 1", "佐证: [a]"])
            for index, key in enumerate(keys):
                lines += self.below([("    " if index else "  - ") + key])
        return lines


def about(text: str) -> dict[str, tuple[str, tuple[object, ...]]]:
    return {r.text: (r.manner, r.route) for r in Remarks(text).remarks}


def laid(text: str) -> str:
    """Return a text with comments in the columns that say what they are about."""
    page = Page(text, NAME)
    return page.with_edits(indentation.edits(page)).text


@pytest.mark.parametrize("mend", [mending.fix, mending.fmt])
def test_comments_stay_with_what_they_are_about(
    mend: Callable[[bytes, str], mending.Mended],
) -> None:
    moved = 0
    for seed in range(80):
        lines = Text(seed).lines
        head = next(n for n, line in enumerate(lines) if not line.lstrip().startswith("#"))
        before = "\n".join(lines) + "\n"
        after = mend(before.encode(), NAME).data.decode()
        expected, found = about(laid(before)), about(laid(after))
        moved += before != after
        for comment, (manner, route) in expected.items():
            if comment in map(str.strip, lines[:head]):
                continue  # it is about the file
            into = route[:-1] if route and isinstance(route[-1], str) else ()
            of_entry = into and isinstance(into[-1], tuple) and manner == "above"
            allowed = {(manner, route), (manner, into) if of_entry else (manner, route)}
            assert found[comment] in allowed, f"{seed}\n{before}\n{after}"
        assert mend(after.encode(), NAME).data.decode() == after, seed
    assert moved > 70


def test_a_deep_comment_goes_with_what_is_deep_above_it_and_else_with_the_key_below() -> None:
    text = (
        "单位: 甲\n    # 关于年度\n年度: 2024\n完成:\n  甲: 1\n  # 甲以后\n"
        "# 关于类型\n  # 也关于类型\n类型: 完成情况\n截至: 2024-12-31\n"
    )
    assert mending.fix(text.encode(), NAME).data.decode() == (
        "# 关于类型\n# 也关于类型\n类型: 完成情况\n单位: 甲\n# 关于年度\n年度: 2024\n"
        "截至: 2024-12-31\n完成:\n  甲: 1\n  # 甲以后\n"
    )
