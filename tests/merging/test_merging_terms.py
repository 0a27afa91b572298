"""Conditions of several terms: each row makes one term true alone, worked out by hand."""

import pytest

from tuanscore.commands.merge import lines, naming
from tuanscore.commands.merge.identity import align
from tuanscore.commands.merge.merging import merge
from tuanscore.commands.merge.remarks import Page
from tuanscore.commands.merge.versions import Versions

REPORT = "类型: 完成情况\n"


def merged(base: str, ours: str, theirs: str) -> tuple[str, bool]:
    """Merge what stands below the head of three reports."""
    done = merge(Versions(*((REPORT + text).encode() for text in (base, ours, theirs))))
    assert done.notes == ()
    return done.data.decode().removeprefix(REPORT), done.clean


# ---- what a comment is about -------------------------------------------------------------------

COMMENTS = {
    "the same word": ("a:\n  - 一  # 注\n", "a:\n  - 一  # 注\n", True),
    "a word that was changed": ("a:\n  - 一  # 注\n", "a:\n  - 一甲  # 注\n", True),
    "a word that was changed, further in": (
        "b:\n  - 名称: 甲\n    a:\n      - 一  # 注\n",
        "b:\n  - 名称: 甲\n    a:\n      - 一甲  # 注\n",
        True,
    ),
    "a word of another list": ("a:\n  - 一  # 注\n", "b:\n  - 二  # 注\n", False),
    "a word of another entry": (
        "b:\n  - 名称: 甲\n    a:\n      - 一  # 注\n",
        "b:\n  - 名称: 乙\n    a:\n      - 二  # 注\n",
        False,
    ),
    "an entry in place of a word": ("a:\n  - 一  # 注\n", "a:\n  - {名称: 甲}  # 注\n", False),
    "a word in place of an entry": ("a:\n  - {名称: 甲}  # 注\n", "a:\n  - 一  # 注\n", False),
    "a word that was there before": (
        "a:\n  - 一  # 注\n  - 二\n", "a:\n  - 二  # 注\n", False,
    ),
    "a new word beside the one that it was about": (
        "a:\n  - 一  # 注\n", "a:\n  - 一\n  - 二  # 注\n", False,
    ),
    "beside and above": ("a: 1  # 注\n", "# 注\na: 1\n", False),
    "above the same": ("# 注\na: 1\n", "# 注\na: 2\n", True),
    "above another": ("# 注\na: 1\nb: 1\n", "a: 1\n# 注\nb: 1\n", False),
    "beside a mapping on one line, on several": (
        "a:\n  b: {c: 1}  # 注\n", "a:\n  b:\n    c: 1  # 注\n", True,
    ),
    "beside another key": ("a: 1  # 注\nb: 1\n", "a: 1\nb: 1  # 注\n", False),
    "above a mapping, and above the first in it": (
        "# 注\na: {b: 1}\n", "a:\n  # 注\n  b: 1\n", False,
    ),
    "at the end of a mapping": ("a:\n  b: 1\n  # 注\nc: 1\n", "a:\n  b: 2\n  # 注\nc: 1\n", True),
    "at the end of another": (
        "a:\n  b: 1\n  # 注\nc:\n  d: 1\n", "a:\n  b: 1\nc:\n  d: 1\n  # 注\n", False,
    ),
    "beside another entry": (
        "a:\n  - {名称: 甲}  # 注\n  - {名称: 乙}\n",
        "a:\n  - {名称: 甲}\n  - {名称: 乙}  # 注\n",
        False,
    ),
    "another comment": ("a: 1  # 注\n", "a: 1  # 说\n", False),
    "no comment": ("a: 1  # 注\n", "a: 1\n", False),
}  # fmt: skip


@pytest.mark.parametrize(("one", "other", "same"), COMMENTS.values(), ids=COMMENTS)
def test_a_comment_is_about_the_same(one: str, other: str, same: bool) -> None:
    pages = Page(one), Page(other)
    for page, text in ((pages[0], pages[1]), (pages[1], pages[0])):
        assert [text.says(remark, page) for remark in page.remarks] == [same] * len(page.remarks)


# ---- which entries are the same ----------------------------------------------------------------


def event(reason: str, **more: str) -> dict[str, str]:
    return {"指标": "违规", "原因": reason, **more}


FIRST = event("同", 次数="1", 分值="1", 说明="甲", 决定人="张")
SECOND = event("同", 次数="9", 分值="9", 说明="丁", 决定人="张", 文号="三", 备注="己")


def origins(base: list[dict[str, str]], side: list[dict[str, str]]) -> list[int | None]:
    """Return which entry of the base each entry of a side was; None for what is new."""
    aligned = align(Versions(base, side, side)).lists
    was = {key: place for place, key in enumerate(aligned.base)}
    return [was.get(key) for key in aligned.ours]


@pytest.mark.parametrize(
    ("base", "side", "expected"),
    [
        ([FIRST, SECOND], [FIRST, SECOND], [0, 1]),
        ([FIRST, SECOND], [SECOND, FIRST], [1, 0]),
        ([FIRST, SECOND], [FIRST], [0]),
        ([FIRST], [FIRST, SECOND], [0, None]),
        ([FIRST], [FIRST | {"次数": "2"}], [0]),
        ([FIRST], [event("异", 次数="1", 分值="1", 说明="甲", 决定人="张")], [None]),
        # what is taken is out of the running: the second is liker to FIRST, which is another's
        (
            [FIRST, SECOND],
            [FIRST | {"次数": "2"}, event("同", 次数="1", 说明="丁", 决定人="张", 备注="他")],
            [0, 1],
        ),
        # the only one of its name is the same, whatever else it says; of several, none is
        ([FIRST], [event("同", 次数="5", 说明="戊")], [0]),
        (
            [FIRST],
            [event("同", 次数="5", 说明="戊"), event("同", 次数="6", 分值="8", 说明="己")],
            [None, None],
        ),
        # what differs counts, not how little is said: 2 of 8 here, 3 of 7 there
        ([FIRST], [FIRST | {"次数": "2"}, event("同", 分值="1", 说明="甲", 文号="五")], [0, None]),
        # neither of two is liker than the other
        ([FIRST], [FIRST | {"次数": "2"}, FIRST | {"次数": "3"}], [None, None]),
        ([FIRST], [FIRST | {"次数": "2"}, FIRST | {"次数": "3", "分值": "7"}], [0, None]),
        # equal ones are taken in their order
        ([FIRST, FIRST], [FIRST, FIRST], [0, 1]),
        ([FIRST, FIRST], [FIRST], [0]),
    ],
)
def test_events_of_one_name(
    base: list[dict[str, str]], side: list[dict[str, str]], expected: list[int | None]
) -> None:
    assert origins(base, side) == expected


def test_what_both_add_in_the_same_words_is_one() -> None:
    more, other = event("新", 次数="1"), event("新", 次数="2")
    for mine, yours, keys in (
        ([more], [more], 1),
        ([more], [other], 1),
        ([more, other], [other], 2),
    ):
        aligned = align(Versions([FIRST], [FIRST, *mine], [FIRST, *yours])).lists
        assert len({*aligned.ours, *aligned.theirs} - {0}) == keys


# ---- lines -------------------------------------------------------------------------------------

MARKED = "a\n<<<<<<< 我们\n{}||||||| 原来\n{}=======\n{}>>>>>>> 对方\nb"


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        ("a\nb", "a\nb", "a\nb", "a\nb"),
        ("a\nx\nb", "a\nb", "a\nb", MARKED.format("", "x\n", "")),
        ("a\nb", "a\nx\nb", "a\nb", MARKED.format("x\n", "", "")),
        ("a\nb", "a\nb", "a\nx\nb", MARKED.format("", "", "x\n")),
        ("a\nx\nb", "a\ny\nz\nb", "a\nb", MARKED.format("y\nz\n", "x\n", "")),
        ("x\na\nb", "a\nb", "a\nb", "<<<<<<< 我们\n||||||| 原来\nx\n=======\n>>>>>>> 对方\na\nb"),
        ("a\nb", "x\na\nb", "a\nb", "<<<<<<< 我们\nx\n||||||| 原来\n=======\n>>>>>>> 对方\na\nb"),
        ("a\nb", "a\nb", "x\na\nb", "<<<<<<< 我们\n||||||| 原来\n=======\nx\n>>>>>>> 对方\na\nb"),
        ("a", "a", "a\nx", "a\n<<<<<<< 我们\n||||||| 原来\n=======\nx\n>>>>>>> 对方"),
    ],
)
def test_all_that_three_do_not_share_is_marked(
    base: str, ours: str, theirs: str, expected: str
) -> None:
    assert lines.marked(Versions(base, ours, theirs), 7) == expected


BESIDE = lines.BESIDE


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        ("a\nb", "a\nb", "a\nb", "a\nb"),
        ("a\nx\nb", "a\nb", "a\nx\nb", "a\nb"),  # one takes away
        ("a\nx\nb", "a\nx\nb", "a\nb", "a\nb"),
        ("a\nx\nb", "a\nb", "a\nb", "a\nb"),
        ("a\nb", "a\nx\nb", "a\nb", "a\nx\nb"),  # one adds
        ("a\nb", "a\nb", "a\nx\nb", "a\nx\nb"),
        ("a\nb", "a\nx\nb", "a\nx\nb", "a\nx\nb"),  # both, the same
        ("a\nb", "a\nx\nb", "a\ny\nb", "a\nx\ny\nb"),  # ours before theirs
        ("a", "a\nx", "a\ny", "a\nx\ny"),
        ("a\nb", "a\nx\nb", f"a\n{BESIDE}y\nb", f"a\n{BESIDE}y\nx\nb"),  # what goes behind a
        ("a\nb", f"a\n{BESIDE}x\ny\nb", f"a\n{BESIDE}z\nb", f"a\n{BESIDE}x\n{BESIDE}z\ny\nb"),
    ],
)
def test_what_either_added_and_nothing_that_one_took_away(
    base: str, ours: str, theirs: str, expected: str
) -> None:
    assert lines.unite(Versions(base, ours, theirs)) == expected


# ---- order, values -----------------------------------------------------------------------------


def done(*names: str) -> str:
    return "完成: {" + ", ".join(f"{name}: 1" for name in names) + "}\n"


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        ("甲乙丙", "甲乙丙", "甲乙丙", "甲乙丙"),
        ("甲乙丙", "丙甲乙", "甲乙丙", "丙甲乙"),  # we alone moved one
        ("甲乙丙", "甲乙丙", "丙甲乙", "丙甲乙"),  # they alone
        ("甲乙丙", "丙甲乙", "乙甲丙", "丙甲乙"),  # both: ours
        ("甲乙丙", "甲乙丙子", "甲乙丙丑", "甲乙丙子丑"),  # our additions before theirs
        ("甲乙丙", "子甲乙丙", "丑甲乙丙", "子丑甲乙丙"),
        ("甲乙丙", "甲子乙丙", "甲丑乙丙", "甲子丑乙丙"),
        ("甲乙丙", "甲子乙丙", "丙甲乙", "丙甲子乙"),  # they moved, we added
        ("甲乙丙", "甲子乙丙", "丙甲丑乙", "丙甲子丑乙"),
        ("甲乙丙", "甲丙", "甲乙丑丙", "甲丑丙"),  # after what precedes it there, if that is left
        ("甲乙丙", "丙甲乙", "甲乙丑丙", "丙甲乙丑"),
        ("甲乙丙", "甲乙", "乙丙", "乙"),
    ],
)
def test_the_order_of_keys(base: str, ours: str, theirs: str, expected: str) -> None:
    assert merged(done(*base), done(*ours), done(*theirs)) == (done(*expected), True)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        ("1", "1", "1", "1"),
        ("1", "2", "1", "2"),
        ("1", "1", "2", "2"),
        ("1", "2", "2", "2"),
        ("1", "2", "3", None),
        # the width of characters says nothing
        ("1", "2", "２", "2"),
        ("1", "２", "2", "２"),
        ("1", "2", "１", "2"),
        ("1", "１", "2", "2"),
        # a word alone and the mapping that it stands for
        ("1", "{自评: 1, 审核: 2}", "3", "{自评: 3, 审核: 2}"),
        ("1", "3", "{自评: 1, 审核: 2}", "{自评: 3, 审核: 2}"),
        ("1", "{自评: 2, 审核: 2}", "3", None),
        ("{自评: 1, 审核: 2}", "3", "{自评: 1, 审核: 4}", None),
        # a list and a word, a list and a mapping
        ("1", "[一]", "2", None),
        ("1", "2", "[一]", None),
        ("[一]", "[一, 二]", "{自评: 1}", None),
        ("[一]", "[二]", "[一, 三]", "[二, 三]"),
    ],
)
def test_one_value(base: str, ours: str, theirs: str, expected: str | None) -> None:
    text, clean = merged(*(f"完成: {{甲: {value}}}\n" for value in (base, ours, theirs)))
    assert clean is (expected is not None)
    assert text == f"完成: {{甲: {expected}}}\n" if clean else "\n=======\n" in text


@pytest.mark.parametrize(
    ("text", "longest", "expected"),
    [
        ("四个字的", 5, "四个字的"),
        ("四个字的", 4, "四个字的"),  # just as long as may be
        ("四个字的", 3, "四个…"),
        (" 一\n 二  三 ", 9, "一 二 三"),
    ],
)
def test_names_are_shortened(text: str, longest: int, expected: str) -> None:
    assert naming.shortened(text, longest) == expected


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ((), None),
        (("考核点",), None),
        (("考核点", "甲"), "目标"),
        (("指标值", "甲"), "目标"),
        (("完成", "甲"), "自评"),
        (("变量", "甲"), None),
        (("完成", "甲", "佐证"), None),
    ],
)
def test_what_a_word_alone_stands_for(keys: naming.Keys, word: str | None) -> None:
    assert naming.word_for(keys) == word
    assert naming.step("目标", keys) == ("" if word == "目标" else "目标")
    assert naming.step("考核点", keys) == ""
