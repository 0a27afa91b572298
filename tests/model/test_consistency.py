"""Names must mean one thing only, and every ``{word}`` in a text must stand for something."""

import pytest

from conftest import Make, found, unmark
from tuanscore.commands.show import presenting
from tuanscore.shelf import Repository

CARD = "scorecards/2014/甲.yaml"
OFF = {"tuanscore.yaml": "检查: {TS406: 关}\n"}
"""交办 has no 考核点 on purpose: it is reported by its 编号."""
TEXT = """\
类型: 目标绩效指标
单位: 共青团甲县委
简称: 甲
年度: 2014
标题: '{单位}（{简称}）{年度}年{区划}指标'
总分: 100
变量: {区划: 县}
部分:
  - 名称: 职能指标
    分值: 85
    类别:
      - 名称: 服务
        条目:
          - 编号: 比武
            内容: 比武{技能比武}次。
            考核点:
              技能比武: ≥3次
              成果: 定性
          - 编号: 交办
            内容: 完成交办工作。
      - 名称: 宣传
        条目:
          - 编号: 简报
            内容: "编简报{简报}期，{区划}里发{发稿}篇。"
            考核点:
              简报: 2期
              发稿: {目标: 5篇, 计分: 达标}
  - 名称: 绩效评价
    分值: 15
    计分: 评议
    内容: '{区划}里的代表评价。'
"""


def changed(old: str, new: str) -> tuple[dict[str, str], list[str]]:
    """Return the card with a change and the places of the marks in it."""
    assert TEXT.count(old) == 1
    files, places = unmark({CARD: TEXT.replace(old, new)})
    return OFF | files, places


def test_card_is_fine(make: Make) -> None:
    assert found(make(OFF | {CARD: TEXT})) == ()


def test_words_of_the_card_are_filled_in(make: Make) -> None:
    """Years, names and variables, and the numbers of 考核点 as they are written."""
    card = presenting.show(Repository(make({CARD: TEXT})), "甲", None)
    assert card.title == "共青团甲县委（甲）2014年县指标"
    assert {line.text for line in card.lines} == {
        "比武3次。",
        "完成交办工作。",
        "编简报2期，县里发5篇。",
        "县里的代表评价。",
    }


@pytest.mark.parametrize(
    ("first", "second", "what", "name"),
    [
        pytest.param(
            ("- 编号: 比武", "- ▲编号: 比武"),
            ("- 编号: 简报", "- ▲编号: 比武"),
            "编号“比武”",
            "比武",
            id="编号 twice",
        ),
        pytest.param(
            ("  技能比武: ≥3次", "  ▲技能比武: ≥3次"),
            ("  简报: 2期", "  ▲技能比武: 2期\n              简报: 2期"),
            "考核点“技能比武”",
            "技能比武",
            id="考核点 twice",
        ),
        pytest.param(
            ("- 编号: 交办", "- ▲编号: 交办"),
            ("  简报: 2期", "  ▲交办: 2期\n              简报: 2期"),
            "考核点“交办”",
            "交办",
            id="考核点 like an item that is reported by its 编号",
        ),
        pytest.param(
            ("- 编号: 比武", "- ▲编号: 比武"),
            ("  简报: 2期", "  ▲比武: 2期\n              简报: 2期"),
            "编号和考核点“比武”",
            "比武",
            id="考核点 like another item",
        ),
    ],
)
def test_repeated_name(
    first: tuple[str, str], second: tuple[str, str], what: str, name: str, make: Make
) -> None:
    text = TEXT
    for old, new in (first, second):
        assert text.count(old) == 1
        text = text.replace(old, new)
    files, (one, two) = unmark({CARD: text})
    findings = found(make(OFF | files))
    finding = findings[0]
    assert [f.code for f in findings] == ["TS207"]
    assert str(finding.place) == two
    assert what in finding.message
    assert "换一个名称" in finding.hint
    assert [(str(r.place), r.message) for r in finding.related] == [(one, f"第一个“{name}”")]


def test_item_may_have_a_measure_of_its_own_name(make: Make) -> None:
    """As most items of the 2014 tables do."""
    assert "编号: 简报" in TEXT
    assert "简报: 2期" in TEXT
    assert found(make(OFF | {CARD: TEXT})) == ()


@pytest.mark.parametrize(
    ("old", "new", "word", "hint"),
    [
        ("比武{技能比武}次。", "比武▲{技能比舞}次。", "技能比舞", "是不是“技能比武”？"),
        ("比武{技能比武}次。", "出▲{成果}，比武{技能比武}次。", "成果", ""),  # no number in it
        ("完成交办工作。", "完成▲{}工作。", "", ""),
        ('"编简报{简报}期，', '"编▲{快报}和▲{内参}期，', "快报", "是不是“简报”？"),
        ("'{区划}里的代表", "'▲{区化}里的代表", "区化", "是不是“区划”？"),
        ("年{区划}指标'", "年▲{届次}指标'", "届次", ""),
    ],
)
def test_unknown_word(old: str, new: str, word: str, hint: str, make: Make) -> None:
    files, places = changed(old, new)
    findings = found(make(files))
    assert [f.code for f in findings] == ["TS208"] * len(places)
    assert [str(f.place) for f in findings] == places
    assert f"“{{{word}}}”既不是有数字的考核点，也不是变量" in findings[0].message
    assert hint in findings[0].hint
    assert findings[0].hint


def test_blanks_inside_braces_do_not_matter(make: Make) -> None:
    files, _ = changed("比武{技能比武}次。", "比武{ 技能比武 }次。")
    root = make(files)
    assert found(root) == ()
    card = presenting.show(Repository(root), "甲", None)
    assert card.lines[0].text == "比武3次。"


@pytest.mark.parametrize(
    "text", ["比武{技能比武次。", "比武技能比武}次。", "比武{{技能比武}次。", "比武{技能比武}}次。"]
)
def test_unbalanced_braces(text: str, make: Make) -> None:
    files, (place,) = changed("内容: 比武{技能比武}次。", f"内容: ▲{text}")
    findings = found(make(files))
    assert [(f.code, str(f.place)) for f in findings] == [("TS208", place)]
    assert "没有成对" in findings[0].message
    assert "{考核点名称}" in findings[0].hint


def test_word_that_an_overlay_does_not_know(make: Make) -> None:
    """{区划} must come from somewhere: the template here does not say what it is."""
    template = TEXT.replace("目标绩效指标\n", "目标绩效指标模板\n名称: 例\n", 1)
    for line in ("单位: 共青团甲县委\n", "简称: 甲\n", "变量: {区划: 县}\n"):
        template = template.replace(line, "")
    overlay = "类型: 目标绩效指标\n单位: 团\n简称: 甲\n年度: 2014\n模板: ▲例\n变量: {区划: 区}\n"
    marked = template.replace("{区划}", "▲{区划}")
    files, places = unmark({"templates/例.yaml": marked, CARD: overlay})
    findings = found(make(OFF | files))
    assert [(f.code, str(f.place)) for f in findings] == [
        ("TS304", places[0]),
        *(("TS208", place) for place in places[1:]),
    ]
    sound = template.replace("总分: 100\n", "总分: 100\n变量: {区划: 县}\n")
    root = make({"templates/例.yaml": sound, CARD: overlay.replace("▲", "")})
    assert found(root) == ()
    assert presenting.show(Repository(root), "甲", None).title == "团（甲）2014年区指标"
