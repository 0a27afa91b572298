"""git-merge on three files: what comes out is worked out by hand."""

from pathlib import Path

import pytest

from conftest import Run

CARD = "类型: 目标绩效指标\n"
REPORT = "类型: 完成情况\n"
TEMPLATE = """\
类型: 目标绩效指标模板
部分:
  - 名称: 职能指标
    类别:
      - 条目:
          - 编号: 技能比武
            考核点:
              技能比武: ≥3次
              观摩: 1次
          - 编号: 西部计划
            考核点: {西部计划志愿者: 20名}
"""
SKILLS = TEMPLATE[
    TEMPLATE.index("          - 编号: 技能") : TEMPLATE.index("          - 编号: 西部")
]
WEST = TEMPLATE[TEMPLATE.index("          - 编号: 西部") :]
LINES = "    内容: |\n      一\n      二\n      三\n      四\n      五\n"


class Merging:
    """Three files in a folder, merged by the command that git runs."""

    def __init__(self, folder: Path, run: Run) -> None:
        self.folder = folder
        self._run = run

    def __call__(self, base: bytes, ours: bytes, theirs: bytes) -> tuple[int, bytes, str]:
        for name, data in (("base", base), ("ours", ours), ("theirs", theirs)):
            (self.folder / name).write_bytes(data)
        ran = self._run("git-merge", "base", "ours", "theirs", "甲.yaml", cwd=self.folder)
        assert ran.out == ""
        return ran.code, (self.folder / "ours").read_bytes(), ran.err


@pytest.fixture
def merge(tmp_path: Path, run: Run) -> Merging:
    return Merging(tmp_path, run)


CLEAN = {
    "one line of two targets": (
        CARD + "指标值: {甲: 1名, 乙: 2名}  # 两个\n",
        CARD + "指标值: {甲: 3名, 乙: 2名}  # 两个\n",
        CARD + "指标值: {甲: 1名, 乙: 4名}  # 两个\n",
        CARD + "指标值: {甲: 3名, 乙: 4名}  # 两个\n",
    ),
    "targets in lines that touch": (
        CARD + "指标值:\n  甲: 1名\n  乙: 2名\n",
        CARD + "指标值:\n  甲: 3名\n  乙: 2名\n",
        CARD + "指标值:\n  甲: 1名\n  乙: 4名\n",
        CARD + "指标值:\n  甲: 3名\n  乙: 4名\n",
    ),
    "both add a measure in one place, ours first": (
        TEMPLATE,
        TEMPLATE.replace("1次\n", "1次\n              讲座: 5次\n"),
        TEMPLATE.replace("1次\n", "1次\n              # 新\n              竞赛: '>2次'\n"),
        TEMPLATE.replace(
            "1次\n",
            "1次\n              讲座: 5次\n              # 新\n              竞赛: '>2次'\n",
        ),
    ),
    "one adds a measure after the one that the other changes": (
        TEMPLATE,
        TEMPLATE.replace("1次\n", "1次\n              讲座: 5次\n"),
        TEMPLATE.replace("1次\n", "2次\n"),
        TEMPLATE.replace("1次\n", "2次\n              讲座: 5次\n"),
    ),
    "one removes the measure before the one that the other changes": (
        TEMPLATE,
        TEMPLATE.replace("              技能比武: ≥3次\n", ""),
        TEMPLATE.replace("1次\n", "2次\n"),
        TEMPLATE.replace("              技能比武: ≥3次\n", "").replace("1次\n", "2次\n"),
    ),
    "one drops an item, the other changes the next": (
        TEMPLATE,
        TEMPLATE.replace(SKILLS, ""),
        TEMPLATE.replace("20名", "22名"),
        TEMPLATE.replace(SKILLS, "").replace("20名", "22名"),
    ),
    "they move an item in which we change a target": (
        TEMPLATE,
        TEMPLATE.replace("20名", "22名"),
        TEMPLATE.replace(SKILLS + WEST, "          # 先说这个\n" + WEST + SKILLS),
        TEMPLATE.replace(SKILLS + WEST, "          # 先说这个\n" + WEST + SKILLS).replace(
            "20名", "22名"
        ),
    ),
    "they move an item that we have written a comment in": (
        TEMPLATE,
        TEMPLATE.replace("≥3次", "≥4次  # 省里定的"),
        TEMPLATE.replace(SKILLS + WEST, WEST + SKILLS),
        TEMPLATE.replace(SKILLS + WEST, WEST + SKILLS).replace("≥3次", "≥4次  # 省里定的"),
    ),
    "we move an item in which they change a target and before which they add one": (
        TEMPLATE,
        TEMPLATE.replace(SKILLS + WEST, WEST + SKILLS),
        TEMPLATE.replace("20名", "22名").replace(SKILLS, "          - 编号: 新\n" + SKILLS),
        TEMPLATE.replace(SKILLS + WEST, "          - 编号: 新\n" + WEST + SKILLS).replace(
            "20名", "22名"
        ),
    ),
    "they sort the keys of one line, we change one": (
        CARD + "指标值: {乙: 2名, 甲: 1名}\n",
        CARD + "指标值: {乙: 5名, 甲: 1名}\n",
        CARD + "指标值: {甲: 1名, 乙: 2名}\n",
        CARD + "指标值: {甲: 1名, 乙: 5名}\n",
    ),
    "deductions of both": (
        REPORT + "完成: {甲: 1}\n",
        REPORT + "完成: {甲: 1}\n扣分:\n  - {指标: 维稳, 分值: 0.5, 原因: 迟报}\n",
        REPORT + "完成: {甲: 1}\n扣分:\n  - {指标: 宣传, 分值: 1, 原因: 漏报}  # 审\n",
        REPORT
        + "完成: {甲: 1}\n扣分:\n"
        + "  - {指标: 维稳, 分值: 0.5, 原因: 迟报}\n"
        + "  - {指标: 宣传, 分值: 1, 原因: 漏报}  # 审\n",
    ),
    "a deduction changed by one, another of the same line added by the other": (
        REPORT + "扣分:\n  - {指标: 维稳, 分值: 0.5, 原因: 迟报}\n",
        REPORT
        + "扣分:\n  - {指标: 维稳, 分值: 0.5, 原因: 迟报}\n"
        + "  - {指标: 维稳, 分值: 0.5, 原因: 漏报}\n",
        REPORT + "扣分:\n  - {指标: 维稳, 分值: 1, 原因: 迟报}\n",
        REPORT
        + "扣分:\n  - {指标: 维稳, 分值: 1, 原因: 迟报}\n"
        + "  - {指标: 维稳, 分值: 0.5, 原因: 漏报}\n",
    ),
    "the same deduction by both is one": (
        REPORT,
        REPORT + "扣分:\n  - {指标: 维稳, 原因: 迟报}\n  - {指标: 甲, 原因: 一}\n",
        REPORT + "扣分:\n  - {指标: 维稳, 原因: 迟报}\n  - {指标: 乙, 原因: 二}\n",
        REPORT
        + "扣分:\n  - {指标: 维稳, 原因: 迟报}\n  - {指标: 甲, 原因: 一}\n"
        + "  - {指标: 乙, 原因: 二}\n",
    ),
    "evidence by the county, 审核 by the reviewer": (
        REPORT + "完成:\n  甲: 19\n  乙: 2\n",
        REPORT + "完成:\n  甲: {自评: 19, 佐证: [名册.xlsx]}\n  乙: 2\n",
        REPORT + "完成:\n  甲: {自评: 19, 审核: 18}\n  乙: 2\n",
        REPORT + "完成:\n  甲: {自评: 19, 佐证: [名册.xlsx], 审核: 18}\n  乙: 2\n",
    ),
    "a result corrected by one, reviewed by the other": (
        REPORT + "完成: {甲: 19}\n",
        REPORT + "完成: {甲: 20}\n",
        REPORT + "完成: {甲: {自评: 19, 审核: 18}}\n",
        REPORT + "完成: {甲: {自评: 20, 审核: 18}}\n",
    ),
    "lists of words": (
        CARD + "别名: [a, b]\n",
        CARD + "别名: [a, b, c]\n",
        CARD + "别名: [b, d]\n",
        CARD + "别名: [b, c, d]\n",
    ),
    "opinions by who gives them": (
        REPORT + "评议:\n  - {来源: 服务对象, 得分: 90}\n",
        REPORT + "评议:\n  - {来源: 服务对象, 得分: 92}\n",
        REPORT + "评议:\n  - {来源: 服务对象, 得分: 90, 人数: 30}\n  - {来源: 基层, 得分: 94}\n",
        REPORT + "评议:\n  - {来源: 服务对象, 得分: 92, 人数: 30}\n  - {来源: 基层, 得分: 94}\n",
    ),
    "opinions by what they are about": (
        REPORT,
        REPORT + "评议:\n  - {指标: 甲, 来源: 服务对象, 得分: 90}\n",
        REPORT + "评议:\n  - {指标: 乙, 来源: 服务对象, 得分: 60}\n",
        REPORT
        + "评议:\n  - {指标: 甲, 来源: 服务对象, 得分: 90}\n"
        + "  - {指标: 乙, 来源: 服务对象, 得分: 60}\n",
    ),
    "a text of several lines": (
        TEMPLATE + LINES,
        TEMPLATE.replace("20名", "22名") + LINES.replace("一", "甲"),
        TEMPLATE.replace("{西部计划志愿者: 20名}", "{西部计划志愿者: 20名, 新: 1}")
        + LINES.replace("五", "乙"),
        TEMPLATE.replace("{西部计划志愿者: 20名}", "{西部计划志愿者: 22名, 新: 1}")
        + LINES.replace("一", "甲").replace("五", "乙"),
    ),
    "a value in another width says the same": (
        CARD + "指标值: {甲: 1名, 乙: 2名, 丙: (3), 丁: (4)}\n",
        CARD + "指标值: {甲: 9名, 乙: ２名, 丙: （3）, 丁: （4）}\n",
        CARD + "指标值: {甲: 1名, 乙: 8名, 丙: (3), 丁: (５)}\n",
        CARD + "指标值: {甲: 9名, 乙: 8名, 丙: （3）, 丁: (５)}\n",
    ),
    "the same in two widths is ours": (
        CARD + "指标值: {甲: 1名, 乙: 2名}\n",
        CARD + "指标值: {甲: ５名, 乙: 3名}\n",
        CARD + "指标值: {甲: 5名, 乙: 2名}\n",
        CARD + "指标值: {甲: ５名, 乙: 3名}\n",
    ),
    "they change the width only, we the value": (
        CARD + "指标值: {甲: 1名, 乙: 2名}\n",
        CARD + "指标值: {甲: 7名, 乙: 2名}\n",
        CARD + "指标值: {甲: １名, 乙: 3名}\n",
        CARD + "指标值: {甲: 7名, 乙: 3名}\n",
    ),
    "comments of both, in one place too": (
        REPORT + "完成:\n  甲: 1\n  乙: 2\n",
        REPORT + "# 我的话\n完成:\n  甲: 3  # 我改\n  乙: 2\n",
        REPORT + "# 你的话\n完成:\n  甲: 1  # 你看过\n  # 关于乙\n  乙: 5  # 你改\n",
        REPORT
        + "# 我的话\n# 你的话\n完成:\n  甲: 3  # 我改  # 你看过\n  # 关于乙\n  乙: 5  # 你改\n",
    ),
    "a comment that one takes away": (
        REPORT + "完成:\n  # 旧\n  甲: 1\n  乙: 2\n",
        REPORT + "完成:\n  甲: 3\n  乙: 2\n",
        REPORT + "完成:\n  # 旧\n  甲: 1\n  乙: 4\n",
        REPORT + "完成:\n  甲: 3\n  乙: 4\n",
    ),
    "a category without a name": (
        TEMPLATE,
        TEMPLATE.replace("≥3次", "≥4次"),
        TEMPLATE.replace("1次\n", "2次\n"),
        TEMPLATE.replace("≥3次", "≥4次").replace("1次\n", "2次\n"),
    ),
    "a new file of both": (
        "",
        REPORT + "完成: {甲: 1, 乙: 2}\n",
        REPORT + "完成: {甲: 1, 丙: 3}\n",
        REPORT + "完成: {甲: 1, 乙: 2, 丙: 3}\n",
    ),
    "an empty value": (
        CARD + "单位:\n指标值: {甲: 1名, 乙: 2名}\n",
        CARD + "单位:\n指标值: {甲: 3名, 乙: 2名}\n",
        CARD + "单位:\n指标值: {甲: 1名, 乙: 4名}\n变量: {丙: }\n",
        CARD + "单位:\n指标值: {甲: 3名, 乙: 4名}\n变量: {丙: }\n",
    ),
}


@pytest.mark.parametrize(("base", "ours", "theirs", "expected"), CLEAN.values(), ids=CLEAN)
def test_what_does_not_touch_is_merged(
    merge: Merging, base: str, ours: str, theirs: str, expected: str
) -> None:
    merged = merge(base.encode(), ours.encode(), theirs.encode())
    assert (merged[1].decode(), merged[0], merged[2]) == (expected, 0, "")


SAID = "tuanscore：甲.yaml："
CONFLICTS = {
    "the same target": (
        CARD + "指标值: {甲: 20名, 乙: 2名}\n",
        CARD + "指标值: {甲: 22名, 乙: 2名}\n",
        CARD + "指标值: {甲: 23名, 乙: 4名}\n",
        CARD
        + "<<<<<<< 我们\n指标值: {甲: 22名, 乙: 4名}\n"
        + "||||||| 原来\n指标值: {甲: 20名, 乙: 4名}\n"
        + "=======\n指标值: {甲: 23名, 乙: 4名}\n>>>>>>> 对方\n",
        ["指标值·甲：我们 22名，对方 23名，原来 20名"],
    ),
    "an item dropped by one, changed by the other": (
        TEMPLATE,
        TEMPLATE.replace(WEST, ""),
        TEMPLATE.replace("20名", "22名"),
        TEMPLATE.replace(WEST, "")
        + f"<<<<<<< 我们\n||||||| 原来\n{WEST}=======\n"
        + WEST.replace("20名", "22名")
        + ">>>>>>> 对方\n",
        [
            (
                "职能指标·西部计划：我们 没有，"
                "对方 {编号：西部计划，考核点：{西部计划志愿者：22名}}，"
                "原来 {编号：西部计划，考核点：{西部计划志愿者：20名}}"
            )
        ],
    ),
    "a measure changed by one, dropped by the other": (
        TEMPLATE,
        TEMPLATE.replace("1次\n", "2次\n"),
        TEMPLATE.replace("              观摩: 1次\n", ""),
        TEMPLATE.replace(
            "              观摩: 1次\n",
            "<<<<<<< 我们\n              观摩: 2次\n||||||| 原来\n              观摩: 1次\n"
            "=======\n>>>>>>> 对方\n",
        ),
        ["职能指标·技能比武·观摩：我们 2次，对方 没有，原来 1次"],
    ),
    "a measure new on both sides": (
        TEMPLATE,
        TEMPLATE.replace("1次\n", "1次\n              讲座: 5次\n"),
        TEMPLATE.replace("1次\n", "1次\n              讲座: 6次\n"),
        TEMPLATE.replace(
            "1次\n",
            "1次\n<<<<<<< 我们\n              讲座: 5次\n||||||| 原来\n=======\n"
            "              讲座: 6次\n>>>>>>> 对方\n",
        ),
        ["职能指标·技能比武·讲座：我们 5次，对方 6次，原来 没有"],
    ),
    "a deduction that both changed": (
        REPORT + "扣分:\n  - {指标: 维稳, 分值: 0.5, 原因: 迟报}\n",
        REPORT + "扣分:\n  - {指标: 维稳, 分值: 1, 原因: 迟报}\n",
        REPORT + "扣分:\n  - {指标: 维稳, 分值: 2, 原因: 迟报}\n",
        REPORT
        + "扣分:\n<<<<<<< 我们\n  - {指标: 维稳, 分值: 1, 原因: 迟报}\n"
        + "||||||| 原来\n  - {指标: 维稳, 分值: 0.5, 原因: 迟报}\n"
        + "=======\n  - {指标: 维稳, 分值: 2, 原因: 迟报}\n>>>>>>> 对方\n",
        ["扣分·维稳·分值：我们 1，对方 2，原来 0.5"],
    ),
    "a deduction put in place of another is not mixed with it": (
        REPORT + "扣分:\n  - {指标: 维稳, 分值: 1, 原因: 迟报}\n",
        REPORT + "扣分:\n  - {指标: 宣传, 分值: 1, 原因: 漏报}\n",
        REPORT + "扣分:\n  - {指标: 维稳, 分值: 2, 原因: 迟报}\n",
        REPORT
        + "扣分:\n  - {指标: 宣传, 分值: 1, 原因: 漏报}\n<<<<<<< 我们\n"
        + "||||||| 原来\n  - {指标: 维稳, 分值: 1, 原因: 迟报}\n"
        + "=======\n  - {指标: 维稳, 分值: 2, 原因: 迟报}\n>>>>>>> 对方\n",
        [
            (
                "扣分·维稳：我们 没有，"
                "对方 {指标：维稳，分值：2，原因：迟报}，原来 {指标：维稳，分值：1，原因：迟报}"
            )
        ],
    ),
    "a paragraph, and one that both added": (
        CARD + "绩效目标:\n  - 一\n  - 二\n",
        CARD + "绩效目标:\n  - 一甲\n  - 二\n  - 三\n",
        CARD + "绩效目标:\n  - 一乙\n  - 二\n  - 三\n  - 四\n",
        CARD
        + "绩效目标:\n<<<<<<< 我们\n  - 一甲\n||||||| 原来\n  - 一\n=======\n  - 一乙\n"
        + ">>>>>>> 对方\n  - 二\n  - 三\n  - 四\n",
        ["绩效目标：我们 一甲，对方 一乙，原来 一"],
    ),
    "the same line of a text": (
        TEMPLATE + LINES,
        TEMPLATE + LINES.replace("三", "甲"),
        TEMPLATE + LINES.replace("三", "乙"),
        TEMPLATE
        + LINES.replace(
            "      三\n",
            "<<<<<<< 我们\n      甲\n||||||| 原来\n      三\n=======\n      乙\n>>>>>>> 对方\n",
        ),
        ["职能指标·内容：我们 一 二 甲 四 五，对方 一 二 乙 四 五，原来 一 二 三 四 五"],
    ),
    "a value and a list, and nothing": (
        CARD + "别名: a\n备注:\n",
        CARD + "别名: [a, b]\n备注: 我\n",
        CARD + "别名: c\n备注: 你\n",
        CARD
        + "<<<<<<< 我们\n别名: [a, b]\n备注: 我\n||||||| 原来\n别名: a\n备注:\n"
        + "=======\n别名: c\n备注: 你\n>>>>>>> 对方\n",
        ["别名：我们 [a，b]，对方 c，原来 a", "备注：我们 我，对方 你，原来 （空）"],
    ),
}


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected", "said"), CONFLICTS.values(), ids=CONFLICTS
)
def test_what_touches_is_marked_and_named(
    merge: Merging, base: str, ours: str, theirs: str, expected: str, said: list[str]
) -> None:
    code, data, err = merge(base.encode(), ours.encode(), theirs.encode())
    assert data.decode() == expected
    assert code == 1
    assert err.splitlines() == [SAID + line for line in said]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_stay(merge: Merging, ending: str, mark: str) -> None:
    def as_file(one: int, other: int) -> bytes:
        text = f"{mark}{CARD}指标值: {{甲: {one}名, 乙: {other}名}}\n"
        return text.replace("\n", ending).encode()

    assert merge(as_file(1, 2), as_file(3, 2), as_file(1, 4)) == (0, as_file(3, 4), "")
    code, data, _ = merge(as_file(1, 2), as_file(3, 2), as_file(4, 2))
    assert code == 1
    assert data.count(b"\r\n") == (8 if ending == "\r\n" else 0)


def test_line_ends_that_they_alone_changed_are_theirs(merge: Merging) -> None:
    base, ours, theirs, both = (
        (CARD + f"指标值: {{甲: {one}名, 乙: {other}名}}\n").encode()
        for one, other in ((1, 2), (3, 2), (1, 4), (3, 4))
    )
    merged = merge(base.replace(b"\n", b"\r\n"), ours.replace(b"\n", b"\r\n"), theirs)
    assert merged == (0, both, "")


BAD = {
    "no yaml": ("指标值: {甲: 3名, 乙: 2名\n", "指标值: {甲: 3名, 乙: 2名\n"),
    "a key twice": ("指标值: {甲: 3名, 甲: 2名}\n", "指标值: {甲: 3名, 甲: 2名}\n"),
}


@pytest.mark.parametrize(("written", "shown"), BAD.values(), ids=BAD)
def test_what_cannot_be_read_is_merged_by_lines(merge: Merging, written: str, shown: str) -> None:
    base, theirs = (CARD + f"指标值: {{甲: 1名, 乙: {n}名}}\n" for n in (2, 4))
    code, data, err = merge(base.encode(), (CARD + written).encode(), theirs.encode())
    assert code == 1
    expected = f"<<<<<<< 我们\n{shown}=======\n指标值: {{甲: 1名, 乙: 4名}}\n>>>>>>> 对方\n"
    assert data.decode() == CARD + expected
    assert err == SAID + "有一方读不懂（或者不是评分文件），是按行合并的\n"


def test_another_file_is_merged_by_lines(merge: Merging) -> None:
    base = "一\n二\n三\n四\n五\n"
    merged = merge(
        base.encode(), base.replace("一", "1").encode(), base.replace("五", "5").encode()
    )
    assert merged == (0, "1\n二\n三\n四\n5\n".encode(), "")


def test_keys_that_only_differ_in_width_are_left_to_lines(merge: Merging) -> None:
    base, ours, theirs = (
        f"{CARD}指标值:\n  甲: 1名\n{added}单位: 乙\n简称: 丙\n".encode()
        for added in ("", "  丁(1): 2名\n", "  丁（1）: 3名\n")
    )
    code, data, err = merge(base, ours, theirs)
    assert code == 1
    assert "<<<<<<< 我们\n  丁(1): 2名\n=======\n  丁（1）: 3名\n>>>>>>> 对方\n" in data.decode()
    assert err.startswith(SAID + "合并的结果写不出来")


def test_a_comment_that_finds_no_place_is_named(merge: Merging) -> None:
    ours = REPORT + "完成: {甲: 1}\n"
    theirs = REPORT + "# 请核对\n完成: {乙: 2}\n"
    code, data, err = merge(b"", ours.encode(), theirs.encode())
    assert (code, data.decode()) == (0, REPORT + "完成: {甲: 1, 乙: 2}\n")
    assert err == SAID + "对方加的注释没有带过来：# 请核对\n"


def test_a_comment_goes_with_what_it_is_about_and_is_named(merge: Merging) -> None:
    base, ours, theirs = (
        (REPORT + text).encode()
        for text in (
            "完成:\n  甲: 1\n年度: 2014\n",
            "完成:\n  # 待核\n  甲: 1\n年度: 2015\n",
            "完成: {}\n年度: 2014\n",
        )
    )
    code, data, err = merge(base, ours, theirs)
    assert (code, data.decode()) == (0, REPORT + "完成: {}\n年度: 2015\n")
    assert err == SAID + "我们加的注释没有带过来：# 待核\n"


TARGETS = CARD + "指标值:\n  甲: 1名\n  乙: 2名\n条目调整: {丙: 删除}\n"
EVENTS = REPORT + "完成: {甲: 1}\n扣分:\n  - {指标: 甲, 原因: 一}  # 第一起\n  # 都核过\n"
SECOND = "  - {指标: 甲, 原因: 二}\n"
REMARKS = {
    "beside a value, and above the next one": (
        TARGETS,
        TARGETS.replace("条目", "# 下面是调整\n条目"),
        TARGETS.replace("2名", "2名 # 书记定的"),
        TARGETS.replace("2名", "2名 # 书记定的").replace("条目", "# 下面是调整\n条目"),
        [],
    ),
    "above a value that is gone": (
        TARGETS,
        TARGETS.replace("  乙: 2名\n", ""),
        TARGETS.replace("  乙", "  # 依据三号文\n  乙"),
        TARGETS.replace("  乙: 2名\n", ""),
        ["对方加的注释没有带过来：# 依据三号文"],
    ),
    "above a value that is gone, another follows": (
        TARGETS,
        TARGETS.replace("  甲: 1名\n", ""),
        TARGETS.replace("  甲", "  # 依据三号文\n\n  甲"),
        TARGETS.replace("  甲: 1名\n", "\n"),
        ["对方加的注释没有带过来：# 依据三号文"],
    ),
    "beside a paragraph that the other side changes": (
        CARD + "绩效目标:\n  - 一\n  - 二\n",
        CARD + "绩效目标:\n  - 一  # 待核\n  - 二\n",
        CARD + "绩效目标:\n  - 一甲\n  - 二\n",
        CARD + "绩效目标:\n  - 一甲 # 待核\n  - 二\n",
        [],
    ),
    "in what we deleted and they added to": (
        EVENTS,
        REPORT + "完成: {甲: 1}\n",
        EVENTS + SECOND,
        REPORT
        + "完成: {甲: 1}\n<<<<<<< 我们\n||||||| 原来\n"
        + EVENTS[EVENTS.index("扣分") :]
        + "=======\n"
        + EVENTS[EVENTS.index("扣分") :]
        + SECOND
        + ">>>>>>> 对方\n",
        [
            (
                "扣分：我们 没有，对方 [{指标：甲，原因：一}，{指标：甲，原因：二}]，"
                "原来 [{指标：甲，原因：一}]"
            )
        ],
    ),
    "above a result that we deleted and they changed": (
        REPORT + "完成:\n  # 志愿者\n  甲: 1\n  乙: 2\n",
        REPORT + "完成:\n  乙: 2\n",
        REPORT + "完成:\n  # 志愿者\n  甲: 3 # 核过\n  乙: 2\n",
        REPORT
        + "完成:\n<<<<<<< 我们\n||||||| 原来\n  # 志愿者\n  甲: 1\n"
        + "=======\n  # 志愿者\n  甲: 3 # 核过\n>>>>>>> 对方\n  乙: 2\n",
        ["完成·甲：我们 没有，对方 3，原来 1"],
    ),
    "above a result that we changed and they deleted": (
        REPORT + "完成:\n  # 志愿者\n  甲: 1\n  乙: 2\n",
        REPORT + "完成:\n  # 志愿者\n  甲: 3\n  乙: 2\n",
        REPORT + "完成:\n  乙: 2\n",
        REPORT
        + "完成:\n<<<<<<< 我们\n  # 志愿者\n  甲: 3\n||||||| 原来\n  # 志愿者\n  甲: 1\n"
        + "=======\n>>>>>>> 对方\n  乙: 2\n",
        ["完成·甲：我们 3，对方 没有，原来 1"],
    ),
}


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected", "said"), REMARKS.values(), ids=REMARKS
)
def test_a_comment_stays_with_what_it_is_about(
    merge: Merging, base: str, ours: str, theirs: str, expected: str, said: list[str]
) -> None:
    code, data, err = merge(base.encode(), ours.encode(), theirs.encode())
    assert data.decode() == expected
    assert code == ("<<<" in expected)
    assert err.splitlines() == [SAID + line for line in said]


def test_what_is_no_text_is_left_alone(merge: Merging) -> None:
    code, data, err = merge(b"a\0\n", b"b\0\n", b"c\0\n")
    assert (code, data) == (129, b"b\0\n")
    assert "甲.yaml：合并不了" in err


def test_a_file_that_is_not_there_is_said(tmp_path: Path, run: Run) -> None:
    refused = run("git-merge", "base", "ours", "theirs", cwd=tmp_path)
    assert refused.code == 129
    assert "ours：合并不了" in refused.err


def test_without_git_nothing_is_touched(merge: Merging, tmp_path: Path, run: Run) -> None:
    text = CARD + "指标值: {甲: 1名}\n"
    assert merge(text.encode(), text.encode(), text.encode())[0] == 0
    refused = run("git-merge", "base", "ours", "theirs", cwd=tmp_path, env={"PATH": ""})
    assert refused.code == 129
    assert "没有找到 git 程序" in refused.err
    assert (tmp_path / "ours").read_text(encoding="utf-8") == text


def test_markers_are_as_long_as_git_asks(merge: Merging, tmp_path: Path, run: Run) -> None:
    for name, number in (("base", 1), ("ours", 2), ("theirs", 3)):
        (tmp_path / name).write_text(f"{CARD}年度: {number}\n", encoding="utf-8")
    ran = run("git-merge", "base", "ours", "theirs", "甲.yaml", "12", cwd=tmp_path)
    assert ran.code == 1
    assert f"\n{'<' * 12} 我们\n" in (tmp_path / "ours").read_text(encoding="utf-8")
