"""validate FILE says of a file what validate says of it among all the others."""

from pathlib import Path

import pytest

from conftest import Make
from documents import section, template
from tuanscore.commands.validate.examining import examine
from tuanscore.shelf import Repository

pytestmark = pytest.mark.repeated

ROOT = Path(__file__).parents[2]

TEMPLATE = template(
    section("职能指标", 100, "编号: 活动, 内容: '开展活动{次数}次。', 考核点: {次数: ≥3次}")
)
CARD = "类型: 目标绩效指标\n单位: {org}\n简称: {short}\n年度: 2014\n模板: 例\n{more}"
REPORT = "类型: 完成情况\n单位: {org}\n年度: 2014\n截至: {day}\n完成:\n  {name}: 2\n"


def report(org: str, name: str = "次数", day: str = "2014-12-31") -> str:
    return REPORT.format(org=org, name=name, day=day)


def card(org: str, short: str, more: str = "") -> str:
    return CARD.format(org=org, short=short, more=more)


def of_file(root: Path, name: str, *, alone: bool) -> list[str]:
    paths = [root / name] if alone else []
    found = examine(Repository(root), paths).findings
    return [f"{f.place} {f.code} {f.message}" for f in found if f.place.file == name]


SHIPPED = sorted(
    path.relative_to(ROOT).as_posix() for path in (ROOT / "scorecards").rglob("*.yaml")
)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_file_by_itself(name: str) -> None:
    assert of_file(ROOT, name, alone=True) == of_file(ROOT, name, alone=False)


@pytest.mark.parametrize(
    ("cards", "org", "known"),
    [
        ({"x": card("共青团甲县委", "甲")}, "共青团甲县委", True),
        ({"x": card("共青团甲县委", "甲", "别名: [甲团]\n")}, "甲团", True),
        ({"x": card('"\\u5171青团甲县委"', "甲")}, "共青团甲县委", True),  # behind an escape
        ({"x": card("'共青团O''甲县委'", "甲")}, '"共青团O\'甲县委"', True),
        ({"甲": card("共青团乙县委", "乙")}, "甲", False),  # a file's name is no name
        ({"x": card("共青团甲县委", "甲")}, "共青团甲", False),
        (
            {"a": card("共青团甲县委", "甲", "别名: [乙]\n"), "b": card("共青团乙县委", "乙")},
            "乙",
            True,
        ),
    ],
)
def test_a_report_finds_its_card(cards: dict[str, str], org: str, known: bool, make: Make) -> None:
    files = {f"scorecards/2014/{name}.yaml": text for name, text in cards.items()}
    name = "scorecards/2014/完成情况/某.yaml"
    root = make({"templates/例.yaml": TEMPLATE, **files, name: report(org, "人数")})
    whole = of_file(root, name, alone=False)
    assert of_file(root, name, alone=True) == whole
    # With its card, what is wrong is the measure that the card does not have.
    assert any("人数" in line for line in whole) is known


def test_an_alias_gives_way_to_another_cards_own_name(make: Make) -> None:
    first, second = "scorecards/2014/a.yaml", "scorecards/2014/b.yaml"
    name = "scorecards/2014/完成情况/乙.yaml"
    files = {
        "templates/例.yaml": TEMPLATE,
        first: card("共青团甲县委", "甲", "别名: [乙]\n条目调整: {活动: {考核点: {场数: 1场}}}\n"),
        second: card("共青团乙县委", "乙"),
        name: report("乙", "场数"),
    }
    (finding, *_) = of_file(make(files), name, alone=True)
    assert "场数" in finding  # which is a measure of 甲 only


def test_a_file_called_by_an_alias_gives_way_to_another_cards_own_name(make: Make) -> None:
    name = "scorecards/2014/完成情况/乙.yaml"
    adjusted = "条目调整: {活动: {考核点: {场数: 1场}}}\n"
    files = {
        "templates/例.yaml": TEMPLATE,
        "scorecards/2014/乙.yaml": card("共青团甲县委", "甲", "别名: [乙]\n"),
        "scorecards/2014/x.yaml": card("共青团乙县委", "乙", adjusted),
        name: report("乙"),
    }
    root = make(files)
    (finding, *_) = of_file(root, name, alone=True)
    assert "评分表里没有考核点“次数”" in finding  # which 甲 has, and 乙 has not
    assert of_file(root, name, alone=False) == of_file(root, name, alone=True)


def test_later_reports_count_wherever_they_lie(make: Make) -> None:
    """The later report sets the same line anew, so the earlier one needs no 说明 any more."""
    name = "scorecards/2014/完成情况/初稿.yaml"
    files = {
        "templates/例.yaml": TEMPLATE,
        "scorecards/2014/一.yaml": card("共青团甲县委", "一"),
        name: report("一", day="2014-12-20"),
    }
    assert any("TS801" in line for line in of_file(make(files), name, alone=True))
    later = {"scorecards/别处/全年.yaml": report("共青团甲县委")}
    root = make({**files, **later})
    assert of_file(root, name, alone=True) == of_file(root, name, alone=False) == []


def test_many_reports_at_once(make: Make) -> None:
    orgs = [f"共青团{n}县委" for n in "甲乙丙丁戊己庚"]
    cards = {f"scorecards/2014/{n}.yaml": card(org, f"第{n}") for n, org in enumerate(orgs)}
    reports = {f"scorecards/2014/完成情况/{n}.yaml": report(o, "人数") for n, o in enumerate(orgs)}
    root = make({"templates/例.yaml": TEMPLATE, **cards, **reports})
    found = examine(Repository(root), [root / name for name in reports]).findings
    unknown = [f.place.file for f in found if "人数" in f.message]
    assert sorted(set(unknown)) == sorted(reports)
