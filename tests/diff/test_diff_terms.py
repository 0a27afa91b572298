"""Conditions of several terms: each row makes one term true alone, worked out by hand."""

from decimal import Decimal
from typing import Any

import pytest

from test_diff import card, category, item, measured, one, section
from tuanscore.commands.diff.change import Change, Comparison, Kind
from tuanscore.commands.diff.comparison import compare, compare_years
from tuanscore.commands.diff.matrix import Matrix, State, lay_out
from tuanscore.commands.diff.projects import Side
from tuanscore.commands.diff.projects import compare as compare_projects
from tuanscore.commands.diff.review import Review, Reviewed, Standing, Unreadable, own, standing
from tuanscore.commands.diff.words import literal, reworded
from tuanscore.model.kinds.project import Project
from tuanscore.model.load import validate
from tuanscore.shelf import Card
from tuanscore.source.read import read

Told = tuple[str, str | None, str | None]


def told(report: Comparison) -> list[Told]:
    return [(change.kind.value, change.old, change.new) for change in report.changes]


# ---- what a change is called -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "where"),
    [
        (("", "", ""), "整份表"),
        (("部", "", ""), "部"),
        (("", "类", ""), "类"),
        (("", "", "一"), "一"),
        (("部", "", "一"), "部·一"),
        (("部", "类", "一"), "部·类·一"),
    ],
)
def test_where(names: tuple[str, str, str], where: str) -> None:
    assert Change(Kind.WORDING, *names, "", None, None).where == where


@pytest.mark.parametrize(
    ("difference", "percent", "unit", "signed", "in_percent"),
    [
        (None, None, "次", "", ""),
        ("0", "0", "次", "0", "0.00%"),
        ("0", None, "次", "0", ""),
        ("1", "20.00", "次", "+1次", "+20.00%"),
        ("-1", "-20.00", "次", "-1次", "-20.00%"),
        ("-1.50", None, "分", "-1.5分", ""),
        ("10", None, "", "+10", ""),
        ("2E+1", None, "", "+20", ""),
    ],
)
def test_differences_with_their_sign(
    difference: str | None, percent: str | None, unit: str, signed: str, in_percent: str
) -> None:
    number, share = (None if text is None else Decimal(text) for text in (difference, percent))
    change = Change(Kind.TARGET, "", "", "", "", None, None, number, share, unit)
    assert (change.signed, change.signed_percent) == (signed, in_percent)


LEVELS = {
    "1 个部分": ("部", "", "", ""),
    "1 个类别": ("部", "类", "", ""),
    "1 个条目": ("部", "", "一", ""),
    "1 个考核点": ("部", "类", "一", "次数"),
}


@pytest.mark.parametrize(("words", "names"), LEVELS.items())
def test_what_is_gone_is_counted_by_what_it_is(
    words: str, names: tuple[str, str, str, str]
) -> None:
    removed = Change(Kind.REMOVED, *names, "旧", None)
    assert Comparison("甲", "乙", (removed,), False).summary == f"删去 {words}"
    added = Change(Kind.ADDED, *names, None, "新")
    assert Comparison("甲", "乙", (added,), False).summary == f"新增 {words}"


# ---- parts of two cards ------------------------------------------------------------------------


def parts(*sections: object) -> Card:
    return card(*sections)


FIRST = section("甲", category("子", item("一")))
RATED = {"名称": "评价", "内容": "评价分。", "计分": "评议"}
ROWS: dict[str, tuple[Card, Card, list[Told]]] = {
    "a section alone": (
        parts(FIRST, section("乙", category("丑", item("二")))),
        parts(FIRST),
        [("removed", "乙（10分，1条）", None)],
    ),
    "a section without points and items": (
        parts(FIRST, RATED),
        parts(FIRST),
        [("removed", "评价", None)],
    ),
    "a category without points and name": (
        parts(section("甲", category("子", item("一")), category(None, item("二")))),
        parts(FIRST),
        [("removed", "第2类（1条）", None)],
    ),
    "an item alone, its measures with it": (
        one(item("一"), item("二", 考核点={"次数": "1次"})),
        one(item("一")),
        [("removed", "二。", None)],
    ),
    "a measure alone": (
        one(item("一", 考核点={"次数": "1次"})),
        one(item("一")),
        [("removed", "1次", None)],
    ),
    "a measure of an item that is gone stands elsewhere": (
        one(item("一"), item("二", 考核点={"次数": "1次"})),
        one(item("一", 考核点={"次数": "1次"})),
        [("removed", "二。", None), ("moved", "条目 二", "条目 一")],
    ),
    "another category, the same 小类": (
        parts(section("甲", category("子", item("一"), item("二")), category("丑", item("三")))),
        parts(section("甲", category("子", item("一")), category("丑", item("三"), item("二")))),
        [("moved", "甲·子 第2条", "甲·丑 第2条")],
    ),
    "another 小类, the same category": (
        one(item("一", 小类="上"), item("二", 小类="上")),
        one(item("一", 小类="上"), item("二", 小类="下")),
        [("moved", "甲部分·甲类·上 第2条", "甲部分·甲类·下 第2条")],
    ),
    "a 小类 where there was none": (
        one(item("一")),
        one(item("一", 小类="上")),
        [("moved", "甲部分·甲类 第1条", "甲部分·甲类·上 第1条")],
    ),
    "a section scored otherwise": (
        parts({**FIRST, "计分": "扣分"}),
        parts(FIRST),
        [("method", "扣分", "逐条计分")],
    ),
    "a category that gets a name": (
        parts(section("甲", category(None, item("一")))),
        parts(FIRST),
        [("wording", None, "子")],
    ),
    "a text that a section gets": (
        parts(FIRST),
        parts({**FIRST, "内容": "新。"}),
        [("wording", None, "新。")],
    ),
    "points that a category gets": (
        parts(FIRST),
        parts(section("甲", category("子", item("一"), 分值=4))),
        [("points", None, "4")],
    ),
    "a veto that only caps": (
        card(FIRST, 一票否决=[{"事项": "事故", "最高等次": "中"}]),
        card(FIRST),
        [("method", "一票否决 事故（最高等次 中）", None)],
    ),
    "a veto that only takes the title": (
        card(FIRST, 一票否决=[{"事项": "失信", "取消评优": True}]),
        card(FIRST),
        [("method", "一票否决 失信（取消评优）", None)],
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), ROWS.values(), ids=ROWS)
def test_one_thing_that_differs(old: Card, new: Card, expected: list[Told]) -> None:
    assert told(compare(old, new)) == expected
    swapped = {"removed": "added"}
    back = sorted((swapped.get(k, k), str(n), str(o)) for k, o, n in expected)
    assert sorted((k, str(o), str(n)) for k, o, n in told(compare(new, old))) == back


@pytest.mark.parametrize(
    ("text", "words", "other", "expected"),
    [
        ("办{次数}次。", {}, {}, []),
        ("在{区划}办。", {"区划": "县"}, {"区划": "县"}, []),
        ("在{区划}办。", {"区划": "县"}, {"区划": "区"}, [("wording", "在县办。", "在区办。")]),
        ("在{简称}办。", {}, {}, []),  # the card's own words differ by nature
        ("在{简称}办。", {"简称": "县"}, {"简称": "区"}, [("wording", "在县办。", "在区办。")]),
    ],
)
def test_words_that_are_filled_in(
    text: str, words: dict[str, str], other: dict[str, str], expected: list[Told]
) -> None:
    body = section("甲", category("子", item("一", text, 考核点={"次数": "1次"})))
    assert told(compare(card(body, 变量=words), card(body, 变量=other))) == expected


def test_what_is_gone_is_told_with_its_numbers() -> None:
    gone = item("二", "{年度}年在{区划}办{次数}次。", 考核点={"次数": "12次"})
    words = {"区划": "县"}
    old = card(section("甲", category("子", item("一"), gone)), 变量=words)
    new = card(section("甲", category("子", item("一"))), 变量=words)
    assert told(compare(old, new)) == [("removed", "2014年在县办12次。", None)]


def test_only_what_repeats_on_both_sides_is_too_much_to_match() -> None:
    """300 times 300 pairs would be, if the other text had them, too."""
    long, short = "一" + "团" * 300 + "乙丙丁", "子乙丙丁丑"
    for first in ("一", "癸"):
        found = reworded(literal(first + long), literal(short))
        assert found is not None
        assert [(span.text, span.changed) for span in found.new] == [
            ("子", True), ("乙丙丁", False), ("丑", True),
        ]  # fmt: skip


def test_of_texts_too_long_to_match_the_ends_stay() -> None:
    """300 times 300 pairs are too many: what is the same at both ends stays, no word twice."""
    long = "团" * 300
    found = reworded(literal(f"开头{long}结尾。"), literal(f"开头乙{long}丙结尾。"))
    assert found is not None
    for side, middle in ((found.old, long), (found.new, f"乙{long}丙")):
        assert [(span.text, span.changed) for span in side] == [
            ("开头", False), (middle, True), ("结尾。", False),
        ]  # fmt: skip
    shorter = reworded(literal(long), literal(f"{long}团"))
    assert shorter is not None
    assert [(span.text, span.changed) for span in shorter.new] == [(long, False), ("团", True)]


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("3次", "3次", []),
        ("3次", "4次", ["target"]),
        # a method that the target decides is no change of method
        ("3次", "2014年6月底前", ["target"]),
        ("2014年6月底前", "3次", ["target"]),
        ("3次", {"目标": "3次", "计分": "比例"}, []),
        ("3次", {"目标": "3次", "计分": "达标"}, ["method"]),
        ({"目标": "3次", "计分": "达标"}, "2014年6月底前", ["target"]),
        ({"目标": "3次", "计分": "达标"}, "定性", ["target", "method"]),
        ("定性", {"计分": "扣分"}, ["target", "method"]),
        ({"计分": "扣分"}, {"计分": "扣分"}, []),
        ({"计分": "扣分"}, {"计分": "扣分", "每次": 1}, ["method"]),
        ("5-10次", "8次", ["target"]),
        ("8次", "5-10次", ["target"]),
        ("2014年6月底前", "2014年7月底前", ["target"]),
        ("2014年6月底前", "2014-06-30", ["target"]),  # one day, written as no other
        ("3次", {"目标": "3次", "分值": 1}, ["points"]),
        ({"目标": "3次", "分值": 1}, {"目标": "3次", "分值": 1}, []),
        ({"目标": "3次", "分值": 1}, {"目标": "3次", "分值": 2}, ["points"]),
    ],
)
def test_one_thing_of_a_measure(old: object, new: object, kinds: list[str]) -> None:
    for sides in ((old, new), (new, old)):
        before, after = (measured(某项=side) for side in sides)
        report = compare(before, after)
        assert [change.kind.value for change in report.changes] == kinds


# ---- two years ---------------------------------------------------------------------------------


def renamed(old: dict[str, object], new: dict[str, object]) -> list[tuple[str, str]]:
    """Return which measures of one item are taken for the same though they are called otherwise."""
    years = compare_years(one(item("一", 考核点=old)), one(item("一", 考核点=new)))
    assert all(match.level == "考核点" for match in years.matches)
    return [(match.old, match.new) for match in years.matches]


@pytest.mark.parametrize(
    ("old", "new", "alike"),
    [
        ("3次", "4次", True),
        ("3次", "4人", False),  # numbers of two things
        ("3次", "定性", False),  # the old alone is a number
        ("定性", "3次", False),
        ("定性", "2014年6月底前", True),  # neither is
        ({"计分": "扣分"}, "3次", False),  # the old alone has no target
        ("3次", {"计分": "扣分"}, False),
        ({"计分": "扣分"}, {"计分": "扣分", "每次": 1}, True),
    ],
)
def test_measures_are_the_same_only_if_they_count_alike(
    old: object, new: object, alike: bool
) -> None:
    assert renamed({"甲乙丙丁": old}, {"甲乙丙戊": new}) == [("甲乙丙丁", "甲乙丙戊")] * alike


@pytest.mark.parametrize(
    ("olds", "news", "matches"),
    [
        (["甲"], ["乙"], [("甲", "乙")]),  # nothing in common, but the only ones
        (["甲"], ["乙", "丙"], []),
        (["甲", "乙"], ["丙"], []),
        (["甲乙丙丁戊", "东西"], ["甲乙丙南北", "春秋"], [("甲乙丙丁戊", "甲乙丙南北")]),  # 6/10
        (["甲乙丙丁戊", "东西"], ["甲乙春夏秋冬", "南北"], []),  # 4/11
        # each goes by one name only: what is likest first, the rest is left
        (["甲乙丙丁", "甲乙丙东"], ["甲乙丙丁戊", "南北"], [("甲乙丙丁", "甲乙丙丁戊")]),
        (["甲乙丙丁戊", "南北"], ["甲乙丙丁", "甲乙丙东"], [("甲乙丙丁戊", "甲乙丙丁")]),
    ],
)
def test_measures_are_paired_by_their_names(
    olds: list[str], news: list[str], matches: list[tuple[str, str]]
) -> None:
    assert renamed(dict.fromkeys(olds, "1次"), dict.fromkeys(news, "1次")) == matches


def items_paired(olds: list[str], news: list[str]) -> list[tuple[str, str]]:
    """Pair the items of two years, called 旧0, 旧1, … and 新0, 新1, …, by their texts."""
    old, new = (
        one(*(item(f"{name}{n}", text) for n, text in enumerate(texts)))
        for name, texts in (("旧", olds), ("新", news))
    )
    return [(match.old, match.new) for match in compare_years(old, new).matches]


TEN = "甲乙丙丁戊己庚辛壬癸"


@pytest.mark.parametrize(
    ("olds", "news", "matches"),
    [
        ([TEN], ["甲乙丙丁戊己东南西北"], [("旧0", "新0")]),  # 12 of 20 is enough
        ([TEN], ["甲乙丙丁戊东南西北中"], []),  # 10 of 20 is not
        # of equally like ones the nearest: 旧1 with 新1, though either is as like to another
        (
            ["戊己子丑寅卯东南西北", TEN],
            ["戊己庚辛壬癸春夏秋冬", "甲乙丙丁戊己子丑寅卯"],
            [("旧1", "新1")],
        ),
        # numbers and placeholders say nothing of what an item is
        (["办12次活动"], ["办100次活动"], [("旧0", "新0")]),
        (["2014"], ["2015年开展走访"], []),
        (["2014"], ["2015"], [("旧0", "新0")]),  # nothing but numbers: nothing differs
    ],
)
def test_items_are_paired_by_their_texts(
    olds: list[str], news: list[str], matches: list[tuple[str, str]]
) -> None:
    assert items_paired(olds, news) == matches


@pytest.mark.parametrize(
    ("old", "new", "same", "summary"),
    [
        ("3次", "3次", True, "沿用 1 条"),
        ("3次", "4次", False, "沿用 1 条，目标数字提高 1 个"),
        ("3次", "2次", False, "沿用 1 条，目标数字降低 1 个"),
        ("3次", "≥3次", False, "沿用 1 条，目标换了写法 1 个"),
        ("3次", "定性", False, "沿用 1 条，目标有别的改动 1 个"),
    ],
)
def test_a_summary_counts_each_kind_alone(old: str, new: str, same: bool, summary: str) -> None:
    years = compare_years(measured(某项=old), measured(某项=new))
    assert (years.same, years.summary) == (same, summary)


def test_years_are_not_the_same_if_only_a_name_is_another() -> None:
    years = compare_years(one(item("甲", "做一件事。")), one(item("乙", "做一件事。")))
    assert years.comparison.same
    assert not years.same
    assert (years.carried, years.summary) == (1, "沿用 1 条")


def test_a_measure_that_is_gone_is_no_item_that_is_gone() -> None:
    years = compare_years(one(item("甲", 考核点={"次数": "1次"})), one(item("甲")))
    assert years.summary == "沿用 1 条"
    years = compare_years(one(item("甲"), item("乙", "另一件。")), one(item("甲")))
    assert years.summary == "沿用 1 条，取消 1 条"


# ---- all cards of a year -----------------------------------------------------------------------


def matrix(*measures: object) -> Matrix:
    return lay_out(2014, [measured(某项=measure) for measure in measures])


@pytest.mark.parametrize(
    ("usual", "other", "state", "text"),
    [
        ("3次", "3次", State.SAME, "3次"),
        ("3次", "≥3次", State.SPELLED, "≥3次"),
        ("3次", "4次", State.HARDER, "4次"),
        ("3次", "2次", State.EASIER, "2次"),
        ("≤3起", "≤4起", State.EASIER, "≤4起"),
        ("≤3起", "≤2起", State.HARDER, "≤2起"),
        ("0起", "1起", State.DIFFERENT, "1起"),  # a bare 0 wants none, a bare 1 at least one
        ("3次", "定性", State.DIFFERENT, "定性"),
        ("3次", {"计分": "扣分"}, State.DIFFERENT, "扣分"),  # the other alone has no target
        ({"计分": "扣分"}, "3次", State.DIFFERENT, "3次"),
        ({"计分": "扣分"}, {"计分": "扣分"}, State.SAME, "扣分"),
        ({"计分": "扣分"}, {"计分": "扣分", "每次": 1}, State.DIFFERENT, "扣分（每次 1）"),
        ("3次", {"目标": "3次", "计分": "达标"}, State.DIFFERENT, "3次，达标"),
        ("3次", {"目标": "4次", "计分": "达标"}, State.HARDER, "4次，达标"),
    ],
)
def test_how_one_target_stands_to_the_usual_one(
    usual: object, other: object, state: State, text: str
) -> None:
    table = matrix(usual, usual, other)
    (line,) = table.lines
    assert (line.holders, [cell.state for cell in line.cells]) == (
        2 + (state in (State.SAME, State.SPELLED)),
        [State.SAME, State.SAME, state],
    )
    assert line.cells[2].text == text
    assert line.same == table.same == (state is State.SAME)
    assert len(table.differing) == (state is not State.SAME)


def test_an_item_without_measures_is_a_line_too() -> None:
    bare, more = one(item("一")), one(item("一"), item("二"))
    first, second = lay_out(2014, [more, more, bare]).lines
    assert [cell.state for cell in first.cells] == [State.SAME] * 3
    assert [cell.state for cell in second.cells] == [State.SAME, State.SAME, State.MISSING]
    assert (first.measure, first.usual, first.cells[0].text, first.cells[0].shown) == (
        "", "有", "有", "",
    )  # fmt: skip
    assert (second.cells[2].text, second.cells[2].shown, second.cells[2].place) == ("", "×", None)
    assert str(first.cells[0].place) == str(more.document.place(("部分", 0, "类别", 0, "条目", 0)))


def test_what_one_card_adds_follows_what_it_follows_there() -> None:
    names = (["一", "二"], ["三", "一", "四", "二"], ["一", "五", "四"])
    table = lay_out(2014, [one(*map(item, line)) for line in names])
    assert [line.item for line in table.lines] == ["三", "一", "五", "四", "二"]


def test_a_category_without_a_name_is_called_by_its_place() -> None:
    (first, second) = lay_out(
        2014, [card(section("部", category("类", item("一")), category(None, item("二"))))]
    ).lines
    assert (first.category, second.category) == ("类", "第2类")


# ---- what a change to a repository means -------------------------------------------------------

NOTHING = Comparison("甲", "乙", (), False)
CHANGED = Comparison(
    "甲", "乙", (Change(Kind.TARGET, "部", "类", "一", "次数", "1次", "2次"),), False
)


def stands(*grades: str, low: int = 90, sample: bool = False) -> Standing:
    return Standing(
        Decimal(low), Decimal(low), Decimal(100), Decimal(low), Decimal(low), grades, sample, None
    )


def reviewed(**told_of: Any) -> Reviewed:
    known: dict[str, Any] = {
        "name": "甲", "year": 2014, "file": "甲.yaml", "was": "甲.yaml", "comparison": NOTHING,
        "inherited": 1, "before": stands("优"), "after": stands("优"), "new": False,
        "removed": False,
    }  # fmt: skip
    return Reviewed(**known | told_of)


@pytest.mark.parametrize(
    ("told_of", "follows"),
    [
        ({}, True),
        ({"comparison": None}, False),
        ({"comparison": CHANGED}, False),
        ({"was": "乙.yaml"}, False),
        ({"inherited": 0}, False),
        ({"after": stands("良")}, True),
    ],
)
def test_a_card_only_follows_its_template(told_of: dict[str, Any], follows: bool) -> None:
    one_card = reviewed(**told_of)
    assert one_card.only_follows is follows
    review = Review("旧", "新", (), (one_card,), ())
    assert (review.told, review.following) == (
        (() if follows else (one_card,)), (("甲 2014",) if follows else ()),
    )  # fmt: skip


@pytest.mark.parametrize(("was", "renamed_"), [("甲.yaml", False), ("乙.yaml", True), ("", False)])
def test_renamed(was: str, renamed_: bool) -> None:
    assert reviewed(was=was).renamed is renamed_


@pytest.mark.parametrize(
    ("before", "after", "score", "grade"),
    [
        (stands("优"), stands("优"), False, False),
        (stands("优"), stands("优", low=91), True, False),
        (stands("优"), stands("优", "良"), True, True),
        (None, stands("优"), True, True),
        (stands("优"), None, True, True),
        (None, None, False, False),
    ],
)
def test_what_changed_of_a_score(
    before: Standing | None, after: Standing | None, score: bool, grade: bool
) -> None:
    one_card = reviewed(before=before, after=after)
    assert (one_card.score_changed, one_card.grade_changed) == (score, grade)


UNREADABLE = Unreadable("坏.yaml", "新", "有错误")


@pytest.mark.parametrize(
    ("templates", "cards", "unreadable", "summary"),
    [
        ((), (), (), "含义没有不同"),
        ((CHANGED,), (), (), "1 个模板有改动"),
        ((), (reviewed(),), (), "1 份表或得分有变"),
        ((), (reviewed(after=None),), (), "1 份表或得分有变，1 个等次有变"),
        ((), (), (UNREADABLE,), "1 个文件读不懂"),
    ],
)
def test_a_review_is_the_same_only_if_nothing_at_all_differs(
    templates: tuple[Comparison, ...],
    cards: tuple[Reviewed, ...],
    unreadable: tuple[Unreadable, ...],
    summary: str,
) -> None:
    review = Review("旧", "新", templates, cards, unreadable)
    assert (review.same, review.summary) == (summary == "含义没有不同", summary)


@pytest.mark.parametrize(
    ("before", "after", "sample"),
    [
        (None, None, False),
        (stands("优"), stands("优"), False),
        (stands("优", sample=True), None, True),
        (None, stands("优", sample=True), True),
        (stands("优"), stands("优", sample=True), True),
    ],
)
def test_a_review_says_that_it_rests_on_samples(
    before: Standing | None, after: Standing | None, sample: bool
) -> None:
    cards = (reviewed(before=before, after=after), reviewed())
    assert Review("旧", "新", (), cards, ()).sample is sample


CHANGE = Change(Kind.TARGET, "部", "类", "一", "次数", "1次", "2次")
OTHERS = {
    "kind": Change(Kind.METHOD, "部", "类", "一", "次数", "1次", "2次"),
    "item": Change(Kind.TARGET, "部", "类", "二", "次数", "1次", "2次"),
    "measure": Change(Kind.TARGET, "部", "类", "一", "人数", "1次", "2次"),
    "old": Change(Kind.TARGET, "部", "类", "一", "次数", "3次", "2次"),
    "new": Change(Kind.TARGET, "部", "类", "一", "次数", "1次", "3次"),
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_only_what_a_template_changed_is_left_out(other: Change) -> None:
    template = Comparison("模板", "模板", (CHANGE,), False)
    whole = Comparison("甲", "乙", (CHANGE, other), True)
    assert own(whole, (template,)) == (Comparison("甲", "乙", (other,), True), 1)
    assert own(whole, ()) == (whole, 0)


def test_what_has_no_score_has_no_standing() -> None:
    assert standing(None, None) is None


# ---- two states of a project -------------------------------------------------------------------

PROJECT = """\
类型: 预算项目绩效目标表
预算单位: 乙区团委
简称: 乙
年度: 2021
项目编码: P1
项目名称: 活动经费
预算: {预算数: 50000, 财政资金: 50000, 其他资金: 0, 资金用途: 活动}
资金支出计划: {6月底: 50%, 12月底: 100%}
绩效目标: [办好活动]
绩效指标:
  产出指标:
    数量指标:
      - {名称: 次数, 指标值: ≥10次}
    质量指标:
      - {名称: 好评, 指标值: ≥90%}
  效益指标:
    社会效益:
      - {名称: 影响, 指标值: 定性}
"""
COUNT = "{名称: 次数, 指标值: ≥10次"
Row = tuple[str, str, str, str, str | None, str | None, str, str]


def project(text: str) -> Side:
    document, findings = read(text.encode(), "P1.yaml")
    assert document is not None, findings
    model, findings = validate(document, Project)
    assert model is not None, findings
    return Side(document, model)


def row(
    kind: str,
    where: str,
    measure: str,
    old: str | None,
    new: str | None,
    signed: str = "",
    percent: str = "",
) -> Row:
    first, _, second = where.partition("·")
    return kind, first, second, measure, old, new, signed, percent


PROJECTS: dict[str, tuple[str, str, list[Row]]] = {
    "nothing": ("活动经费", "活动经费", []),
    "the budget": (
        "预算数: 50000", "预算数: 60000",
        [row("target", "预算", "预算数", "50000元", "60000元", "+10000元", "+20.00%")],
    ),
    "the state's money": (
        "财政资金: 50000", "财政资金: 40000",
        [row("target", "预算", "财政资金", "50000元", "40000元", "-10000元", "-20.00%")],
    ),
    "other money": (
        "其他资金: 0", "其他资金: 10.50",
        [row("target", "预算", "其他资金", "0元", "10.5元", "+10.5元")],
    ),
    "a share of the plan": (
        "6月底: 50%", "6月底: 45%", [row("target", "资金支出计划", "6月底", "50%", "45%")],
    ),
    "a day that the plan gets": (
        "6月底: 50%", "6月底: 50%, 9月底: 75%",
        [row("target", "资金支出计划", "9月底", None, "75%")],
    ),
    "a day that the plan loses": (
        "6月底: 50%, ", "", [row("target", "资金支出计划", "6月底", "50%", None)],
    ),
    "a goal": (
        "[办好活动]", "[办好活动, 收好尾]",
        [row("wording", "绩效目标", "", "办好活动", "办好活动；收好尾")],
    ),
    "a stop in a goal": (
        "[办好活动]", "[办好活动。]",
        [row("punctuation", "绩效目标", "", "办好活动", "办好活动。")],
    ),
    "a target": (
        "≥10次", "≥12次",
        [row("target", "产出指标·数量指标", "次数", "≥10次", "≥12次", "+2次", "+20.00%")],
    ),
    "another spelling": ("≥10次", "不少于10次", []),
    "points that an indicator gets": (
        COUNT, COUNT + ", 分值: 5", [row("points", "产出指标·数量指标", "次数", None, "5")],
    ),
    "a description that an indicator gets": (
        COUNT, COUNT + ", 描述: 全年", [row("wording", "产出指标·数量指标", "次数", None, "全年")],
    ),
    "a description that an indicator loses": (
        COUNT + ", 描述: 全年", COUNT, [row("wording", "产出指标·数量指标", "次数", "全年", None)],
    ),
    "another 二级指标": (
        "    质量指标:\n", "    时效指标:\n",
        [row("moved", "产出指标·质量指标", "好评", "产出指标·质量指标", "产出指标·时效指标")],
    ),
    "another 一级指标, its 二级指标 the same": (
        "  效益指标:\n    社会", "  满意度指标:\n    社会",
        [row("moved", "效益指标·社会效益", "影响", "效益指标·社会效益", "满意度指标·社会效益")],
    ),
    "an indicator more": (
        "      - {名称: 好评", "      - {名称: 差评, 指标值: ≤1%}\n      - {名称: 好评",
        [row("added", "产出指标·质量指标", "差评", None, "≤1%")],
    ),
    "an indicator less": (
        "    质量指标:\n      - {名称: 好评, 指标值: ≥90%}\n", "",
        [row("removed", "产出指标·质量指标", "好评", "≥90%", None)],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), PROJECTS.values(), ids=PROJECTS)
def test_one_thing_of_a_project(old: str, new: str, expected: list[Row]) -> None:
    plain = PROJECT.replace(new, old) if old not in PROJECT else PROJECT
    sides = project(plain), project(plain.replace(old, new, 1))
    report = compare_projects(*sides)
    assert (report.old, report.new) == ("活动经费 2021", "活动经费 2021")
    found = [
        (c.kind.value, c.section, c.category, c.measure, c.old, c.new, c.signed, c.signed_percent)
        for c in report.changes
    ]
    assert found == expected
    for change in report.changes:
        for spans, text in ((change.old_spans, change.old), (change.new_spans, change.new)):
            assert not spans or "".join(span.text for span in spans) == text
        assert (change.old_place is None) == (change.kind is Kind.ADDED)
        assert (change.new_place is None) == (change.kind is Kind.REMOVED)


def test_another_spelling_in_a_project_if_strict() -> None:
    sides = project(PROJECT), project(PROJECT.replace("≥10次", "不少于10次"))
    assert told(compare_projects(*sides, strict=True)) == [("punctuation", "≥10次", "不少于10次")]


def test_a_change_of_a_project_stands_in_both_files() -> None:
    moved = "# 说明\n" + PROJECT.replace("    质量指标:", "    时效指标:").replace("≥90%", "≥95%")
    report = compare_projects(project(PROJECT), project(moved))
    assert [(str(c.old_place), str(c.new_place)) for c in report.changes] == [
        ("P1.yaml:15:9", "P1.yaml:16:9"),
        ("P1.yaml:15:9", "P1.yaml:16:9"),
    ]
