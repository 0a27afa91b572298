"""What is printed is what the two source documents say, letter by letter and cell by cell."""

from pathlib import Path
from typing import Any

import pytest

import page
import sources
from tuanscore import sheets
from tuanscore.commands.show import presenting
from tuanscore.faces import html, md
from tuanscore.model.kinds.scorecard import Scorecard
from tuanscore.sheets.sheet import Sheet
from tuanscore.shelf import Repository

REPOSITORY = Repository(Path(__file__).parent.parent)
PRINTED = {card.title: card for card in sources.cards()}


def resolved_cards() -> list[Scorecard]:
    cards = [REPOSITORY.card(entry)[0] for entry in REPOSITORY.cards(2014)]
    return [card.model for card in cards if card is not None]


CARDS = resolved_cards()
NAMES = [card.short_name for card in CARDS]


def shanhaiguan(kind: str) -> Sheet:
    return presenting.print_out(REPOSITORY, "山海关", 2021, kind, scored=False)


def card_on(shown: page.Page, *, sections: bool = True) -> sources.Card:
    """Read a page back as the card that is printed on it."""
    (title,), (table,) = shown.of("h1"), shown.tables
    head, *body = table
    rows = []
    for *labels, content, points in body:
        names = [label.text for label in labels] + [""]
        if not sections:
            names = ["", *names]
        items = tuple(content.paragraphs)
        rows.append(sources.Row(names[0], names[1], "".join(names[2:]), items, points.text))
    return sources.Card(title, page.texts(head), tuple(rows))


def printed(card: Scorecard) -> sources.Card:
    return card_on(page.read(html.render(sheets.make(card))))


@pytest.mark.parametrize("card", CARDS, ids=NAMES)
def test_each_card_is_printed_as_in_the_source(card: Scorecard) -> None:
    shown = printed(card)
    assert shown == PRINTED[shown.title]


def test_all_eight_cards_are_there() -> None:
    assert {printed(card).title for card in CARDS} == set(PRINTED)


def test_merged_labels_are_merged_as_in_the_source() -> None:
    (table,) = page.read(html.render(sheets.make(CARDS[0]))).tables
    labels = {cell.text: (cell.rowspan, cell.colspan) for row in table for cell in row[:-1]}
    assert labels["类别"] == (1, 2)
    assert labels["职能指标（70分）"] == (5, 1)
    assert labels["重点工作（50分）"] == (4, 1)
    assert labels["团市委交办的其他工作。"] == labels["服务对象代表评价分。"] == (1, 2)


def test_the_guarantee_lines_are_printed_as_in_the_source() -> None:
    sheet = presenting.print_out(REPOSITORY, "保障指标-2014", None, None, scored=False)
    assert card_on(page.read(html.render(sheet)), sections=False) == sources.guarantee()


def test_the_department_goals_are_printed_as_in_the_source() -> None:
    shown = page.read(html.render(shanhaiguan("部门整体绩效目标")))
    _contents_line, part, title, *paragraphs = sources.department()
    assert shown.of("h1", "h2", "h3", "p.body") == [part + title, *paragraphs]
    assert shown.of("p.note") == ["年度：2021年（源文件未印年度，按项目编码推断为2021年）。"]
    assert not shown.tables


def test_the_project_table_is_printed_as_in_the_source() -> None:
    shown = page.read(html.render(shanhaiguan("预算项目绩效目标表")))
    part, title, heading = sources.project_headings()
    assert shown.of("h1", "h2") == [part + title, heading]
    assert cells_of(shown) == sources.project()
    assert shown.of("p.note") == ["年度：2021年（源文件未印年度，按项目编码推断为2021年）。"]


def cells_of(shown: page.Page) -> tuple[tuple[str, ...], ...]:
    """Return all rows of all tables, a label merged from above as an empty cell."""
    rows = []
    above: page.Row = []
    for row in (row for table in shown.tables for row in table):
        rows.append(tuple("" if cell in above else cell.text for cell in row))
        above = row
    return tuple(rows)


def altered(model: Any, route: tuple[Any, ...], change: Any) -> Any:
    """Return a frozen model with one value deep inside changed."""
    if not route:
        return change(model)
    step, *rest = route
    if isinstance(step, int):
        changed = altered(model[step], tuple(rest), change)
        return (*model[:step], changed, *model[step + 1 :])
    return model.model_copy(update={step: altered(getattr(model, step), tuple(rest), change)})


def other_letter(text: str) -> str:
    """Change the letter in the middle that is no placeholder."""
    return text[:1] + "甲" + text[2:]


ITEMS = [
    ("sections", s, "categories", c, "items", i, "text")
    for s, section in enumerate(CARDS[0].sections)
    if section.reference is None
    for c, category in enumerate(section.categories)
    for i in range(len(category.items))
]


@pytest.mark.parametrize("route", ITEMS, ids=lambda route: "-".join(map(str, route[1:6:2])))
def test_one_changed_letter_of_an_item_shows(route: tuple[Any, ...]) -> None:
    shown = printed(altered(CARDS[0], route, other_letter))
    assert shown != PRINTED[shown.title]


@pytest.mark.parametrize(
    "route",
    [
        ("sections", 0, "name"),
        ("sections", 0, "categories", 4, "name"),
        ("sections", 2, "text"),
        ("sections", 3, "text"),
    ],
)
def test_one_changed_letter_of_a_label_shows(route: tuple[Any, ...]) -> None:
    shown = printed(altered(CARDS[0], route, other_letter))
    assert shown != PRINTED[shown.title]


@pytest.mark.parametrize("route", [("sections", 3), ("sections", 1, "categories", 2)])
def test_other_points_show(route: tuple[Any, ...]) -> None:
    shown = printed(altered(CARDS[0], (*route, "points"), lambda points: points + 1))
    assert shown != PRINTED[shown.title]


def test_a_lost_item_shows() -> None:
    route = ("sections", 0, "categories", 0, "items")
    shown = printed(altered(CARDS[0], route, lambda items: items[:-1]))
    assert shown != PRINTED[shown.title]


@pytest.mark.parametrize("card", CARDS, ids=NAMES)
def test_markdown_has_every_item(card: Scorecard) -> None:
    sheet = sheets.make(card)
    text = "".join(md.render(sheet).split())
    for row in PRINTED[sheet.title].rows:
        assert f"|{row.section}|" in text
        assert all(f"|{item}|" in text for item in row.items)


def test_markdown_has_every_cell_and_paragraph_of_the_shanhaiguan_document() -> None:
    project = "".join(md.render(shanhaiguan("预算项目绩效目标表")).split())
    cells = {cell for row in sources.project() for cell in row}
    goals = {cell for cell in cells if cell.startswith("1.加强")}
    assert all(f"|{cell}|" in project for cell in cells - goals)
    assert len(goals) == 1
    department = "".join(md.render(shanhaiguan("部门整体绩效目标")).split())
    assert all(paragraph in department for paragraph in sources.department()[1:])
