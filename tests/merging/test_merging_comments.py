"""Random merges: a comment that one side took away is gone, one that nobody did is there once."""

import random
from dataclasses import dataclass, replace
from typing import Any

import pytest

from thorough import times
from tuanscore.commands.merge.merging import merge
from tuanscore.commands.merge.remarks import Page
from tuanscore.commands.merge.versions import Versions

HEAD = "类型: 完成情况\n单位: 甲\n年度: 2024\n截至: 2024-12-31\n加分:\n"
COMMENTS = ("above", "beside", "middle", "by_points", "below")


@dataclass(frozen=True)
class Bonus:
    name: str
    flow: bool
    points: int
    above: bool
    beside: bool
    middle: bool
    by_points: bool
    below: bool

    def text(self) -> str:
        beside = f"  # {self.name}旁" * self.beside
        lines = [f"  # {self.name}上"] * self.above
        if self.flow:
            lines += [f"  - {{项目: {self.name}, 分值: {self.points}}}{beside}"]
        else:
            lines += [f"  - 项目: {self.name}{beside}", *[f"    # {self.name}中"] * self.middle]
            lines += [f"    分值: {self.points}" + f"  # {self.name}分" * self.by_points]
        return "\n".join([*lines, *[f"    # {self.name}下"] * self.below])


def edited(source: random.Random, bonuses: list[Bonus]) -> list[Bonus]:
    """Move entries, and change, drop or comment them."""
    side = list(bonuses)
    for _ in range(source.randint(1, 3)):
        at = source.randrange(len(side))
        what = source.choice(("move", "move", "uncomment", "uncomment", "comment", "set", "drop"))
        if what == "move":
            side.insert(source.randint(0, len(side) - 1), side.pop(at))
        elif what == "set":
            side[at] = replace(side[at], points=source.randint(1, 5))
        elif what == "drop":
            del side[at : at + (len(side) > 2)]
        else:
            changed: dict[str, Any] = {source.choice(COMMENTS): what == "comment"}
            side[at] = replace(side[at], **changed)
    return side


def written(bonuses: list[Bonus]) -> str:
    return HEAD + "".join(bonus.text() + "\n" for bonus in bonuses)


def comments(text: str) -> set[str]:
    return {remark.text for remark in Page(text).remarks}


@pytest.mark.repeated
def test_comments_of_what_moves() -> None:
    merged_well = 0
    for seed in range(times(40)):
        source = random.Random(seed)
        base = [
            Bonus(name, source.random() < 0.4, 2, *(source.random() < 0.3 for _ in COMMENTS))
            for name in "一二三四五"[: source.randint(2, 5)]
        ]
        texts = Versions(base, edited(source, base), edited(source, base)).each(written)
        merged = merge(texts.each(str.encode))
        if not merged.clean:
            continue
        merged_well += 1
        old, ours, theirs = texts.each(comments)
        text = merged.data.decode()
        told = "".join(merged.notes)
        gone = (old - ours) | (old - theirs)
        kept = (old | ours | theirs) - gone
        about = f"{seed}\n" + "\n".join([*texts, text, *merged.notes])
        assert not comments(text) & gone, about
        assert all(c in text or c in told for c in kept), about
        assert all(text.count(f"{c}\n") <= 1 for c in kept), about
    assert merged_well > times(30)


def test_comment_that_one_side_deleted_of_an_entry_that_the_other_moved() -> None:
    one, other = "  # 甲的\n  - 项目: 甲  # 旁\n    分值: 1\n", "  - 项目: 乙\n    分值: 2\n"
    base, moved = HEAD + one + other, HEAD + other + one
    bare = base.replace("  # 甲的\n", "").replace("  # 旁", "")
    for files in (Versions(base, moved, bare), Versions(base, bare, moved)):
        merged = merge(files.each(str.encode))
        assert (merged.data.decode(), merged.clean, merged.notes) == (
            HEAD + other + "  - 项目: 甲\n    分值: 1\n",
            True,
            (),
        )
