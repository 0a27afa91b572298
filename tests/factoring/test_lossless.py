"""Made-up families of cards: factored, every card that is not left whole stays what it was."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generated import write
from thorough import times
from tuanscore.commands.factor.factoring import factor, save
from tuanscore.commands.factor.report import Factoring
from tuanscore.commands.validate import examining
from tuanscore.finding import Severity
from tuanscore.shelf import Repository

Tree = dict[str, Any]
CARDS = Path("scorecards/2014")
VALUES: tuple[Any, ...] = (
    "≥3次",
    "≥5次",
    "12名",
    "定性",
    "2014年6月底前",
    "≤5%",
    {"目标": "≥3次", "计分": "达标"},
    {"目标": "7名", "分值": "1.5"},
    {"目标": "7名", "分值": "2", "单位成本": "3"},
    {"计分": "扣分", "每次": "0.5", "加重": {"特别重大": "1"}, "最多": "5"},
)


def number(value: Any) -> bool:
    target = value.get("目标", "") if isinstance(value, dict) else value
    return bool(target) and target[0] in "≥≤17" and "年" not in target


def text_of(random: Random, item: Tree) -> str:
    words = [f"{{{name}}}" for name, value in item.get("考核点", {}).items() if number(value)]
    words = random.sample(words, random.randint(0, len(words)))
    return f"做好{random.choice('甲乙丙')}项{'、'.join(words)}{random.choice(['。', '', '{区划}'])}"


def made_item(random: Random, name: str) -> Tree:
    item: Tree = {"编号": name}
    if random.random() < 0.2:
        item["小类"] = random.choice("甲乙")
    measures = {f"{name}之{i}": random.choice(VALUES) for i in range(random.randint(0, 3))}
    item["内容"] = text_of(random, {"考核点": measures})
    if random.random() < 0.2:
        item["分值"] = random.choice(("1", "2.5"))
    if measures:
        item["考核点"] = measures
    return item


def made_card(random: Random) -> Tree:
    names = iter(f"事{i}" for i in range(99))
    sections: list[Tree] = [
        {
            "名称": f"部分{s}",
            "分值": "50",
            "类别": [
                {
                    "名称": f"类{c}",
                    "分值": random.choice(("10", "20")),
                    "条目": [made_item(random, next(names)) for _ in range(random.randint(1, 4))],
                }
                for c in range(random.randint(1, 2))
            ],
        }
        for s in range(random.randint(1, 2))
    ]
    sections.append({"名称": "评价", "分值": "15", "计分": "评议", "内容": "{区划}代表评价。"})
    return {"总分": "150", "变量": {"区划": "县"}, "部分": sections}


def rows(card: Tree) -> list[list[Tree]]:
    return [c["条目"] for s in card["部分"] for c in s.get("类别", ())]


# --- what an overlay can tell ------------------------------------------------------------------


def other_target(random: Random, card: Tree) -> None:
    item = random.choice(random.choice(rows(card)))
    for name in item.get("考核点", {}):
        item["考核点"][name] = random.choice(VALUES)
    item["内容"] = text_of(random, item)


def other_text(random: Random, card: Tree) -> None:
    item = random.choice(random.choice(rows(card)))
    item["内容"] = text_of(random, item)


def dropped(random: Random, card: Tree) -> None:
    row = random.choice(rows(card))
    if len(row) > 1:
        del row[random.randrange(len(row))]


def other_measures(random: Random, card: Tree) -> None:
    item = random.choice(random.choice(rows(card)))
    measures = list(item.get("考核点", {}).items())
    random.shuffle(measures)
    item["考核点"] = dict(measures[: random.randint(0, 3)])
    if random.random() < 0.5:
        item["考核点"][f"{item['编号']}另外"] = random.choice(VALUES)
    item["内容"] = text_of(random, item)
    if not item["考核点"]:
        del item["考核点"]


def other_points(random: Random, card: Tree) -> None:
    random.choice(random.choice(rows(card)))["分值"] = random.choice(("1", "3", "3.0"))


def remarked(random: Random, card: Tree) -> None:
    random.choice([card, random.choice(random.choice(rows(card)))])["备注"] = random.choice("甲乙")


def other_words(random: Random, card: Tree) -> None:
    card.setdefault("变量", {})["区划"] = random.choice("县区")
    card["标题"] = random.choice(("{单位}{年度}年度目标绩效指标", "{单位}的表", "{区划}表"))


def own_item(random: Random, card: Tree) -> None:
    row = random.choice(rows(card))
    name = f"新事{random.randrange(10**9)}"  # which no other card has in another place
    row.insert(random.randint(0, len(row)), made_item(random, name))


WITHIN = (
    *(other_target, other_text, dropped, other_measures, other_points, remarked, other_words),
    own_item,
)

# --- what none can, or not always --------------------------------------------------------------


def other_category_points(random: Random, card: Tree) -> None:
    card["部分"][0]["类别"][0]["分值"] = random.choice(("11", "12"))


def other_total(random: Random, card: Tree) -> None:
    card["总分"] = random.choice(("100", "150.0"))


def bonus(random: Random, card: Tree) -> None:
    card["加分"] = {"上限": "5"}


def reordered(random: Random, card: Tree) -> None:
    random.shuffle(random.choice(rows(card)))


def moved(random: Random, card: Tree) -> None:
    source, target = random.choice(rows(card)), random.choice(rows(card))
    if len(source) > 1:
        target.append(source.pop())


def other_group(random: Random, card: Tree) -> None:
    random.choice(random.choice(rows(card)))["小类"] = random.choice("甲乙丙")


def fewer_keys(random: Random, card: Tree) -> None:
    for row in rows(card):
        for item in row:
            item.pop(random.choice(("分值", "备注", "小类")), None)


def no_section(random: Random, card: Tree) -> None:
    card["部分"] = card["部分"][: max(len(card["部分"]) - 1, 1)]


def own_variable(random: Random, card: Tree) -> None:
    card.setdefault("变量", {})[random.choice("东西")] = "词"
    item = random.choice(random.choice(rows(card)))
    item["内容"] += "{" + random.choice([*card["变量"]]) + "}"


def no_variable(random: Random, card: Tree) -> None:
    card.pop("变量", None)


def measure_elsewhere(random: Random, card: Tree) -> None:
    row = random.choice(rows(card))
    for one, other in pairwise(row):
        one.setdefault("考核点", {}).update(other.pop("考核点", {}))
        other["内容"] = "没有考核点"


BEYOND = (
    *(other_category_points, other_total, bonus, reordered, moved, other_group, fewer_keys),
    *(no_section, own_variable, no_variable, measure_elsewhere),
)


def without_strange_words(card: Tree) -> Tree:
    """Return a card whose texts do not speak of variables that it has not."""
    text = json.dumps(card, ensure_ascii=False)
    for word in {"区划", "东", "西"} - {*card.get("变量", {})}:
        text = text.replace(f"{{{word}}}", "")
    told: Tree = json.loads(text)
    return told


def family(seed: int, changes: tuple[Callable[[Random, Tree], None], ...]) -> list[str]:
    random = Random(seed)
    first, made = made_card(random), []
    for index in range(random.randint(1, 6)):
        card = copy.deepcopy(first)
        for _ in range(random.randint(0, 4)):
            random.choice(changes)(random, card)
        card = without_strange_words(card)
        head = {"类型": "目标绩效指标", "单位": f"共青团{index}委", "简称": f"甲{index}"}
        made.append(write({**head, "年度": "2014", **card}))
    return made


def models(root: Path) -> dict[str, str]:
    repository = Repository(root)
    told = {}
    for entry in repository.cards(2014):
        card, findings = repository.card(entry)
        assert card is not None
        assert not [f for f in findings if f.severity is Severity.ERROR]
        told[card.document.file] = repr(card.model)
    return told


def factored(root: Path, cards: list[str]) -> tuple[Factoring, dict[str, str]]:
    (root / CARDS).mkdir(parents=True)
    (root / "templates").mkdir()
    for index, text in enumerate(cards):
        (root / CARDS / f"甲{index}.yaml").write_text(text, encoding="utf-8")
    repository = Repository(root)
    before = models(root)
    assert len(before) == len(cards)
    report = factor(repository, [root / CARDS], "共同")
    files = {root / "templates/共同.yaml": report.template}
    files |= {root / card.file: card.new for card in report.cards}
    save(repository, report, files)
    return report, before


@settings(max_examples=times(6), deadline=None)
@given(st.integers(0, 2**32))
def test_what_overlays_can_tell_is_told(seed: int) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        cards = family(seed, WITHIN)
        report, before = factored(root, cards)
        assert models(root) == before
        found = examining.examine(Repository(root)).findings
        assert not [f for f in found if f.code < "TS4"]
        assert report.left == ()
        assert len(report.cards) == len(cards)


@settings(max_examples=times(6), deadline=None)
@given(st.integers(0, 2**32))
def test_what_they_cannot_tell_leaves_a_card_whole(seed: int) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        cards = family(seed, WITHIN + BEYOND)
        report, before = factored(root, cards)
        assert models(root) == before
        left = {refusal.file for refusal in report.left}
        assert left.isdisjoint(card.file for card in report.cards)
        assert len(left) + len(report.cards) == len(cards)
        for index, text in enumerate(cards):
            name = f"{CARDS}/甲{index}.yaml"
            assert ((root / name).read_text(encoding="utf-8") == text) == (name in left)


@pytest.mark.repeated
@pytest.mark.parametrize("seed", range(6))
def test_factoring_again_finds_the_same(seed: int) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        report, _ = factored(root, family(seed, WITHIN))
        again = factor(Repository(root), [root / CARDS], "再来")
        assert again.entries == report.entries
        assert [c.lines for c in again.cards] == [c.lines for c in report.cards]


@pytest.mark.parametrize(("seed", "lines"), [(2, 68), (69, 57), (78, 54)])
def test_one_card_is_the_base_where_that_is_shorter(seed: int, lines: int) -> None:
    """Choosing item by item came to this many lines: it does not see what entries share."""
    with TemporaryDirectory() as folder:
        report, _ = factored(Path(folder), family(seed, WITHIN))
        assert report.template_lines + report.overlay_lines < lines
