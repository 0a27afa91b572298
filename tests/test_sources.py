"""The cutter finds in the source documents what a person counts in them."""

import pytest

from sources import (
    DATA,
    Card,
    Row,
    cards,
    department,
    guarantee,
    project,
    project_headings,
)

ORGANISATIONS = [
    "共青团苍溪县委",
    "共青团旺苍县委",
    "共青团剑阁县委",
    "共青团青川县委",
    "共青团利州区委",
    "共青团昭化区委",
    "共青团朝天区委",
    "广元经济技术开发区团委",
]
CARDS = cards()


def letters(text: str) -> str:
    """Remove all white space."""
    return "".join(text.split())


def test_nine_tables() -> None:
    assert [card.title for card in CARDS] == [f"{org}2014年度目标绩效指标" for org in ORGANISATIONS]
    assert guarantee().title == "县（区）、开发区团委2014年度保障指标"


@pytest.mark.parametrize("card", CARDS, ids=ORGANISATIONS)
def test_card_has_eleven_rows(card: Card) -> None:
    assert card.header == ("类别", "内容", "分值")
    assert " ".join(row.points for row in card.rows) == "15 15 10 10 20 15 10 10 15 15 15"
    assert [row.section for row in card.rows] == (
        ["职能指标（70分）"] * 5
        + ["重点工作（50分）"] * 4
        + ["保障指标（15分）", "绩效评价（15分）"]
    )
    assert [row.category for row in card.rows] == [
        "服务党政中心",
        "青少年思想引导",
        "服务青年工作",
        "青少年维权工作",
        "自身组织建设",
        *[""] * 6,
    ]
    assert {row.subcategory for row in card.rows} == {""}


@pytest.mark.parametrize("card", CARDS, ids=ORGANISATIONS)
def test_items_of_each_category(card: Card) -> None:
    expected = [4, 4, 4, 6, 9] if card is CARDS[-1] else [5, 4, 4, 7, 9]
    assert [len(row.items) for row in card.rows] == expected + [1] * 6


@pytest.mark.parametrize("card", CARDS, ids=ORGANISATIONS)
def test_items_keep_their_printed_numbers(card: Card) -> None:
    for row in card.rows[:5]:
        for number, item in enumerate(row.items, 1):
            assert item.startswith(f"{number}.")
    for row in card.rows[5:]:
        assert not row.items[0][0].isdigit()


def test_first_and_last_words() -> None:
    first, *_, last = CARDS
    assert first.rows[0].items[0] == "1.青年技能大比武和大练兵、创新创效活动不少于3次。"
    assert first.rows[4].items[7:] == ("8.按期换届。", "9.做好全团带队工作。")
    assert last.rows[-2].items == ("见保障指标（实行扣分制）",)
    assert last.rows[-1].items == ("服务对象代表评价分。",)


def test_one_full_stop_is_missing_in_the_eight_cards() -> None:
    without = [
        (card.title, row.category, item[:2])
        for card in CARDS
        for row in card.rows[:9]
        for item in row.items
        if not item.endswith("。")
    ]
    assert without == [("共青团旺苍县委2014年度目标绩效指标", "自身组织建设", "6.")]


def test_guarantee_has_twenty_five_lines() -> None:
    table = guarantee()
    assert table.header == ("类别", "内容", "分值")
    assert len(table.rows) == 25
    assert {row.points for row in table.rows} == {"1"}
    assert {len(row.items) for row in table.rows} == {1}
    assert [row.category for row in table.rows] == (
        ["深化改革和统筹城乡"] * 2 + ["党的建设"] * 7 + ["社会治理"] * 16
    )
    assert [row.subcategory for row in table.rows[9:]] == (
        ["维稳综治"] * 5
        + ["群众工作"] * 3
        + ["法治工作"] * 2
        + ["政务服务"] * 2
        + ["公共安全"] * 3
        + ["文明创建"]
    )
    assert table.rows[14] == Row(
        "", "社会治理", "群众工作", ("做好群众信访工作，解决信访突出问题",), "1"
    )


def test_department_in_order() -> None:
    paragraphs = department()
    assert len(paragraphs) == 24
    assert paragraphs[:6] == (
        "第二部分预算项目绩效目标",
        "第一部分",
        "部门整体绩效目标",
        "一、总体绩效目标",
        "总体绩效目标",
        "团区委年度发展规划目标",
    )
    assert paragraphs[11:13] == ("二、分项绩效目标", "团区委职责分类绩效目标")
    assert [text[:4] for text in paragraphs[13:18]] == [
        "主要职责",
        "职责目标",
        "绩效目标",
        "绩效指标",
        "绩效标准",
    ]
    assert paragraphs[18:20] == (
        "三、工作保障措施",
        "团区委实现本年度发展规划目标的保障措施",
    )


def test_project_cell_by_cell() -> None:
    assert project_headings() == (
        "第二部分",
        "预算项目绩效目标",
        "1.团委活动经费及宣教业务费绩效目标表",
    )
    rows = project()
    assert [len(row) for row in rows] == [2, 4, 7, 2, 5, 5, 2, 6] + [6] * 9
    assert rows[1] == (
        "项目编码",
        "130303210YA09YBACA1M9",
        "项目名称",
        "团委活动经费及宣教业务费",
    )
    assert rows[5] == ("", "25.00%", "50.00%", "75.00%", "100.00%")
    assert [(row[2], row[4]) for row in rows[8:]] == [
        ("活动开展次数", "≥5次"),
        ("覆盖人数", "≥1000人"),
        ("资助人数", "1人"),
        ("足额发放", "0.1万元"),
        ("补贴发放率", "≥1%"),
        ("活动覆盖情况", "≥1000人"),
        ("人才留用率", "1人"),
        ("活动开展情况", "≥5次"),
        ("满意度", "≥95%"),
    ]


def test_no_letter_of_the_table_document_is_lost() -> None:
    printed = ""
    for card in (*CARDS, guarantee()):
        printed += card.title + "".join(card.header)
        section = category = subcategory = ""
        for row in card.rows:
            if row.section != section:
                printed += row.section
            if row.category and (row.section, row.category) != (section, category):
                printed += row.category
            if row.subcategory and row.subcategory != subcategory:
                printed += row.subcategory
            section, category, subcategory = row.section, row.category, row.subcategory
            printed += "".join(row.items) + row.points
    assert printed == letters((DATA / "目标绩效指标-2014.txt").read_text(encoding="utf-8"))


def test_no_letter_of_the_shanhaiguan_document_is_lost() -> None:
    text = letters((DATA / "部门预算绩效-山海关.txt").read_text(encoding="utf-8"))
    for code in (
        r"TC总体绩效目标\fA\l1",
        r"TC分项绩效目标\fA\l1",
        r"TC工作保障措施\fA\l1",
        r"TC1、团委活动经费及宣教业务费绩效目标表\fC\l1",
    ):
        assert text.count(code) == 1
        text = text.replace(code, "")
    page_number = "1"
    cells = "".join("".join(row) for row in project())
    assert "".join(department()) + "".join(project_headings()) + cells + page_number == text
