"""Mends change what they are for and nothing else, on files as people write them."""

import re
from pathlib import Path
from random import Random

import pytest

from generated import texts
from thorough import times
from tuanscore import mending
from tuanscore.source import spans
from tuanscore.source.read import read

ROOT = Path(__file__).parents[2]
SHIPPED = sorted(
    [
        *ROOT.glob("templates/**/*.yaml"),
        *ROOT.glob("scorecards/**/*.yaml"),
        *ROOT.glob("examples/最小/**/*.yaml"),
    ]
)
MENDS = mending.all_modules()
BOTH = (mending.fix, mending.fmt)


def told(text: str) -> object:
    return spans.meaning(spans.parse(text.removeprefix("\ufeff").replace("\r\n", "\n")).root)


def comments(text: str) -> list[str]:
    written = spans.parse(text)
    return [text[a:b].rstrip() for a, b in written.comments]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: p.name)
@pytest.mark.parametrize("mend", BOTH)
def test_shipped_files_are_as_they_should_be(mend: type, path: Path) -> None:
    data = path.read_bytes()
    assert mend(data, "f.yaml").data == data


@pytest.mark.parametrize("module", MENDS, ids=lambda m: m.__name__.rpartition(".")[2])
def test_the_example_of_each_mend(module: object) -> None:
    before, after = re.findall(r"```yaml\n(.*?)```", module.__doc__ or "", re.DOTALL)
    mend = mending.fmt if hasattr(module, "FORMATS_ONLY") else mending.fix
    mended = mend(before.encode(), "f.yaml")
    assert mended.data.decode() == after
    assert mended.mends == (module.NAME,)  # type: ignore[attr-defined]
    assert mend(after.encode(), "f.yaml").mends == ()


# --- files with comments, blank lines and odd layouts in them --------------------------------


def disturb(text: str, random: Random) -> str:
    """Put comments and blank lines anywhere, indent by another measure, add blanks at ends."""
    step = random.choice((1, 2, 2, 3))
    block = False
    out: list[str] = []
    for line in text.split("\n"):
        bare = line.lstrip(" ")
        indent = len(line) - len(bare)
        lead = " " * (indent // 2 * step if step > 1 and "- " not in text else indent)
        if bare and random.random() < 0.15:
            place = random.choice((indent, 0, indent + 1, indent + 4))
            out += [" " * place + f"# 注{len(out)}"] * random.choice((1, 1, 2))
        if random.random() < 0.1:
            out += [random.choice(("", "  "))] * random.randint(1, 3)
        ends = random.choice(("", "", "", "  ", "  # 行末", " #x  ", "\t"))
        out.append(lead + bare + (ends if bare and not block else ""))
    tail = random.choice(("", "\n", "\n\n\n", "\n# 末尾\n", "\n  # 缩进的末尾"))
    return "\n".join(out).rstrip("\n") + tail


def shuffle(text: str, random: Random) -> str:
    """Move top-level keys about, each with its lines."""
    chunks = re.findall(r"(?m)^[^\s#-].*\n(?:[ #].*\n|\n)*", text)
    random.shuffle(chunks)
    return "".join(chunks)


@pytest.mark.repeated
@pytest.mark.parametrize("seed", range(times(15)))
def test_made_up_files(seed: int) -> None:
    random, moved = Random(seed), seed % 3 == 0
    card, reports = texts(seed)
    for text in (card, *reports[:1]):
        check(disturb(shuffle(text, random) if moved else text, random), in_order=False)


@pytest.mark.repeated
@pytest.mark.parametrize("seed", range(times(20)))
def test_shipped_files_disturbed(seed: int) -> None:
    random, moved = Random(seed), seed % 3 == 0
    path = SHIPPED[seed % len(SHIPPED)]
    text = path.read_text(encoding="utf-8")
    check(disturb(shuffle(text, random) if moved else text, random), in_order=not moved)


def check(text: str, in_order: bool) -> None:
    for mend in BOTH:
        mended = mend(text.encode(), "f.yaml")
        assert not mended.skipped
        assert not mended.findings
        new = mended.data.decode()
        if in_order:
            assert told(new) == told(text)
            assert comments(new) == comments(text)
        else:
            before, after = (read(t.encode(), "f")[0] for t in (text, new))
            assert before is not None
            assert after is not None
            assert before.root == after.root
            assert sorted(comments(new)) == sorted(comments(text))
        again = mend(mended.data, "f.yaml")
        assert (again.data, again.mends) == (mended.data, ())
        windows = mend(("\ufeff" + text.replace("\n", "\r\n")).encode(), "f.yaml").data
        assert windows == ("\ufeff" + new.replace("\n", "\r\n")).encode()
        if mend is mending.fix and in_order:
            kept = [line.rstrip() for line in text.split("\n")]
            assert new.rstrip("\n") == "\n".join(kept).rstrip("\n")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: p.name)
def test_fmt_brings_back_a_file_that_was_laid_out_wider(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    wide = re.sub(r"(?m)^( *)((?:- )*)", lambda m: m[1] * 2 + m[2].replace("- ", "-   "), text)
    wide = re.sub(r"(?m)^([^#\n]*?): (?=[^\s{[])", r"\1:   ", wide)
    wide = wide.replace(", ", " ,  ").replace("{目标", "{  目标").replace("\n部分", "\n\n\n部分")
    narrow = mending.fmt(wide.encode(), "f.yaml").data.decode()
    assert narrow.replace("\n\n部分", "\n部分") == text


# What is written, what fix makes of it, what fmt makes of it.
HEAD = "类型: 完成情况\n单位: 甲\n年度: 2024\n截至: 2024-12-31\n"
CARD = "类型: 目标绩效指标\n单位: 甲县委\n简称: 甲\n年度: 2024\n模板: 乙\n"
CASES = {
    "a text in several lines keeps its blanks": (
        HEAD + "备注: |\n    一  \n\n\n      二 \n    # 不是注释\n",
        HEAD + "备注: |\n    一  \n\n\n      二 \n    # 不是注释\n",
        HEAD + "备注: |\n  一  \n\n\n    二 \n  # 不是注释\n",
    ),
    "a comment belongs to the key below it, a deeper one to the key above": (
        HEAD + "加分: []\n# 关于完成\n完成:\n  甲: 1  # 一\n  # 乙: 2\n# 末尾\n",
        HEAD + "# 关于完成\n完成:\n  甲: 1  # 一\n  # 乙: 2\n加分: []\n# 末尾\n",
        HEAD + "# 关于完成\n完成:\n  甲: 1  # 一\n  # 乙: 2\n加分: []\n# 末尾\n",
    ),
    "the head of the file stays, what a blank line sets apart travels": (
        "# 文件\n\n# 单位\n单位: 甲\n# 类型\n类型: 完成情况\n年度: 2024\n截至: 2024-12-31\n",
        "# 文件\n\n# 类型\n类型: 完成情况\n# 单位\n单位: 甲\n年度: 2024\n截至: 2024-12-31\n",
        "# 文件\n\n# 类型\n类型: 完成情况\n# 单位\n单位: 甲\n年度: 2024\n截至: 2024-12-31\n",
    ),
    "braces keep what stands between": (
        HEAD + "扣分:\n  - {原因: 查实,   # 注\n     指标: 甲}\n",
        HEAD + "扣分:\n  - {指标: 甲,   # 注\n     原因: 查实}\n",
        HEAD + "扣分:\n  - {指标: 甲,   # 注\n     原因: 查实}\n",
    ),
    "an empty value in braces": (
        HEAD + "完成: {甲: , 乙: 1}\n",
        HEAD + "完成: {甲: , 乙: 1}\n",
        HEAD + "完成: {甲: , 乙: 1}\n",
    ),
    "an unknown key keeps its place": (
        "单位: 甲\n类型: 完成情况\n年度: 2024\n截至: 2024-12-31\n没有: 1\n",
        "单位: 甲\n类型: 完成情况\n年度: 2024\n截至: 2024-12-31\n没有: 1\n",
        "单位: 甲\n类型: 完成情况\n年度: 2024\n截至: 2024-12-31\n没有: 1\n",
    ),
    "keys of one's own are never moved, whatever is in them": (
        HEAD + "完成:\n  乙（二）、丙: 1\n  '甲: 一': 2\n  甲、“乙”: 3\n",
        HEAD + "完成:\n  乙（二）、丙: 1\n  '甲: 一': 2\n  甲、“乙”: 3\n",
        HEAD + "完成:\n  乙（二）、丙: 1\n  '甲: 一': 2\n  甲、“乙”: 3\n",
    ),
    "a list at the column of its key": (
        HEAD + "扣分:\n# 一\n- 指标: 甲\n  原因: 查实\n# 二\n-\n  指标: 乙\n  原因: 查实\n",
        HEAD + "扣分:\n# 一\n- 指标: 甲\n  原因: 查实\n# 二\n-\n  指标: 乙\n  原因: 查实\n",
        HEAD
        + "扣分:\n  # 一\n  - 指标: 甲\n    原因: 查实\n"
        + "  # 二\n  -\n    指标: 乙\n    原因: 查实\n",
    ),
    "a value on a line of its own": (
        HEAD + "完成:\n    {甲: 1,\n      乙: 2}\n备注:\n    文字\n",
        HEAD + "完成:\n    {甲: 1,\n      乙: 2}\n备注:\n    文字\n",
        HEAD + "完成:\n  {甲: 1,\n    乙: 2}\n备注:\n  文字\n",
    ),
    "a full-width colon in a text is a text": (
        HEAD + "完成: {甲: {自评: 1, 说明: 说：好，再说}}\n备注: 注意：乙\n",
        HEAD + "完成: {甲: {自评: 1, 说明: 说：好，再说}}\n备注: 注意：乙\n",
        HEAD + "完成: {甲: {自评: 1, 说明: 说：好，再说}}\n备注: 注意：乙\n",
    ),
    "full-width signs that YAML would swallow get quotes": (
        CARD + "指标值: {甲: ＞５次, 乙: ＜５％, 丙: ≥１，０００人}\n",
        CARD + "指标值: {甲: '>5次', 乙: '<5%', 丙: '≥1,000人'}\n",
        CARD + "指标值: {甲: ＞５次, 乙: ＜５％, 丙: ≥１，０００人}\n",
    ),
    "every key with a full-width colon": (
        CARD + "指标值:\n  甲：4次\n  乙：≥5次\n",
        CARD + "指标值:\n  甲: 4次\n  乙: ≥5次\n",
        CARD + "指标值:\n  甲：4次\n  乙：≥5次\n",
    ),
    "one target with a full-width colon, as only one line": (
        CARD + "指标值:\n  甲：4次\n",
        CARD + "指标值:\n  甲: 4次\n",
        CARD + "指标值:\n  甲：4次\n",
    ),
    "a day where text is meant": (
        CARD.replace("简称: 甲", "简称: 2014-01-01\n别名: [1e5, 甲县, no]"),
        CARD.replace("简称: 甲", "简称: '2014-01-01'\n别名: ['1e5', 甲县, 'no']"),
        CARD.replace("简称: 甲", "简称: 2014-01-01\n别名: [1e5, 甲县, no]"),
    ),
    "a list after its short name": (
        CARD + "别名: [甲县]\n",
        CARD.replace("年度", "别名: [甲县]\n年度"),
        CARD.replace("年度", "别名: [甲县]\n年度"),
    ),
}


@pytest.mark.parametrize(("before", "fixed", "laid"), CASES.values(), ids=CASES)
def test_what_people_write(before: str, fixed: str, laid: str) -> None:
    assert mending.fix(before.encode(), "f.yaml").data.decode() == fixed
    assert mending.fix(fixed.encode(), "f.yaml").data.decode() == fixed
    assert mending.fmt(before.encode(), "f.yaml").data.decode() == laid
    assert mending.fmt(laid.encode(), "f.yaml").data.decode() == laid


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("完成:\r\n\t甲: 1\r\n\t乙: 2\r\n", "完成:\r\n  甲: 1\r\n  乙: 2\r\n"),
        ("完成:\n\u00a0\u00a0甲：1\n\u00a0\u00a0乙: 2", "完成:\n  甲: 1\n  乙: 2\n"),
        (
            "完成:\n  甲: {自评: 1，审核: 2}\n\t乙: 3\n",
            "完成:\n  甲: {自评: 1, 审核: 2}\n  乙: 3\n",
        ),
        ("完成: {甲: 1}\r\n备注: 乙\n评议: []\r\n", "完成: {甲: 1}\r\n评议: []\r\n备注: 乙\r\n"),
    ],
)
def test_what_kept_a_file_from_being_read(before: str, after: str) -> None:
    end = "\r\n" if "\r\n" in before else "\n"
    head = HEAD.replace("\n", end)
    assert mending.fix((head + before).encode(), "f.yaml").data.decode() == head + after


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "完成: [甲\n",  # what is missing is not known
        HEAD + "完成:\n  甲: 1\n\t\t乙: 1\n",  # deeper than it may stand, whatever a tab is
        "部分:\n  - 名称: 甲\n\t分值: 1\n\t\t内容: 乙\n",
        HEAD + "备注: '甲，乙\n",
        "",
        "# 只有注释\n",
        "- 甲\n",
    ],
)
def test_what_cannot_be_read_stays(text: str) -> None:
    for mend in BOTH:
        mended = mend(text.encode(), "f.yaml")
        assert mended.data == text.encode()
        assert mended.mends == ()
        assert mended.findings or mended.skipped


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "备注: &甲 乙   \n",
        HEAD + "备注: !甲 乙   \n",
        HEAD + "---\n单位: 乙   \n",
        HEAD + "? 备注\n: 乙   \n",
        HEAD + "备注: 乙   \u2028完成: {}\n",
        HEAD + "{甲: 乙}: 乙   \n",
    ],
)
def test_what_no_edit_can_be_sure_of_stays(text: str) -> None:
    for mend in BOTH:
        mended = mend(text.encode(), "f.yaml")
        assert mended.data == text.encode()
        assert mended.skipped or mended.findings


def test_other_encodings_stay() -> None:
    data = HEAD.encode("gb18030")
    assert mending.fix(data, "f.yaml").data == data
    assert mending.fmt(data, "f.yaml").findings[0].code == "TS102"


@pytest.mark.parametrize(
    "keys",
    [
        "目标: ≥3次|计分: 比例|分值: 5|单位成本: 1",
        "目标: ≥3次|计分: 达标|分值: 5|单位成本: 1",
        "目标: 定性|计分: 定性|分值: 5|单位成本: 1",
        "目标: ≥75%|计分: 分档|分值: 5|单位成本: 1|分档: {≥75%: 5, ≥70%: 3, ≥65%: 1}",
        "计分: 分档|分值: 5|分档: {≥70%: 3, ≥75%: 5}",
        "目标: 2次|计分: 扣分|分值: 5|每次: 1|加重: {重大: 3, 一般: 2}|最多: 5",
        "计分: 对比|分值: 5|单位成本: 1|基数: 上年|要求: 低于|未达: 酌情",
        "计分: 名次|分值: 5|满分名次: 3|每名扣: 1|分段扣: {6-10: 0.5}|以小为好: true",
        "计分: 两级目标|分值: 5|单位成本: 1|达标值: ≥60人|争取值: ≥80人|达标得分率: 80%",
    ],
)
@pytest.mark.parametrize("flow", [False, True])
def test_keys_of_a_measure(keys: str, *, flow: bool) -> None:
    """What every measure may have comes first, then what its 计分 adds; steps stay as written."""
    start = (
        "类型: 目标绩效指标模板\n名称: 例\n年度: 2014\n部分:\n  - 名称: 甲\n    类别:\n"
        "      - 条目:\n          - 编号: 一\n            内容: 一。\n            考核点:\n"
    )
    ordered = keys.split("|")

    def text(lines: list[str]) -> str:
        if flow:
            return f"{start}              甲: {{{', '.join(lines)}}}\n"
        return f"{start}              甲:\n" + "".join(f"                {k}\n" for k in lines)

    for turned in (ordered[::-1], ordered[1:] + ordered[:1], ordered[-1:] + ordered[:-1]):
        for mend in BOTH:
            assert mend(text(turned).encode(), "f.yaml").data.decode() == text(ordered)
