"""diff: expected values are worked out by hand from the source document of 2014."""

import copy
import json
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thorough import times
from tuanscore.commands.diff.change import Change, Comparison, Kind, Run
from tuanscore.commands.diff.comparison import compare
from tuanscore.commands.diff.words import literal, reworded
from tuanscore.faces import md, terminal
from tuanscore.model.kinds.scorecard import Scorecard
from tuanscore.model.load import validate
from tuanscore.shelf import Base, Card, Repository
from tuanscore.source.read import read

ROOT = Path(__file__).parent.parent
EIGHT = ("苍溪", "旺苍", "剑阁", "青川", "利州", "昭化", "朝天", "经开区")
Cards = dict[str, Card]
Markdown = Callable[[Comparison], str]
Thing = tuple[str, str, dict[str, str]]
"""An item of a small card: its 编号, its text, its measures."""
Body = list[list[list[Thing]]]
"""Sections of categories of items."""
Bag = Counter[tuple[Any, ...]]
SWAPPED = {Kind.ADDED: Kind.REMOVED, Kind.REMOVED: Kind.ADDED}


@pytest.fixture(scope="module")
def repository() -> Repository:
    return Repository(ROOT)


@pytest.fixture(scope="module")
def cards(repository: Repository) -> Cards:
    found = {}
    for entry in repository.cards(2014):
        card, findings = repository.card(entry)
        assert card is not None
        assert not findings
        found[card.model.short_name] = card
    assert sorted(found) == sorted(EIGHT)
    return found


@pytest.fixture(scope="module")
def template(repository: Repository) -> Base:
    base = repository.template("县区团委-2014")
    assert base is not None
    return base


def numbers(report: Comparison) -> list[tuple[str, str | None, str | None, str, str]]:
    """Return the changed targets as they are shown."""
    return [(c.measure, c.old, c.new, c.signed, c.signed_percent) for c in report.of(Kind.TARGET)]


def marked(change: Change) -> str:
    """Return both texts in one, what only one side has in brackets."""
    brackets = {"": "{}", "-": "[-{}]", "+": "[+{}]"}
    return "".join(brackets[run.sign].format(run.text) for run in change.runs)


def kinds(report: Comparison) -> dict[str, int]:
    return dict(Counter(change.kind.value for change in report.changes))


# ---- the eight ---------------------------------------------------------------------------------


def test_cangxi_and_wangcang_differ_in_three_targets_and_a_full_stop(cards: Cards) -> None:
    report = compare(cards["苍溪"], cards["旺苍"])
    assert (report.old, report.new) == ("苍溪 2014", "旺苍 2014")
    assert numbers(report) == [
        ("西部计划志愿者", "19名", "20名", "+1名", "+5.26%"),
        ("辅导员培训", "≥50人", "≥40人", "-10人", "-20.00%"),
        ("星级留守学生之家", "2所", "1所", "-1所", "-50.00%"),
    ]
    assert kinds(report) == {"target": 3, "punctuation": 1}
    (stop,) = report.of(Kind.PUNCTUATION)
    assert stop.item == "服务中心试点"
    assert marked(stop).endswith("工作有序开展[-。]")
    first = report.changes[0]
    assert (first.section, first.category, first.item) == ("职能指标", "服务党政中心", "西部计划")
    assert (first.difference, first.percent) == (Decimal(1), Decimal("5.26"))
    assert str(first.old_place) == "scorecards/2014/苍溪.yaml:9:12"
    assert str(first.new_place) == "scorecards/2014/旺苍.yaml:9:12"


def test_cangxi_and_jingkaiqu(cards: Cards) -> None:
    report = compare(cards["苍溪"], cards["经开区"])
    assert numbers(report) == [
        ("技能比武", "≥3次", "≥5次", "+2次", "+66.67%"),
        ("志愿者培训", "40名", "20名", "-20名", "-50.00%"),
        ("青年人才座谈会", "≥2场", "≥1场", "-1场", "-50.00%"),
        ("网络宣传员", "40人", "20人", "-20人", "-50.00%"),
        ("见习上岗青年", "≥45人", "≥100人", "+55人", "+122.22%"),
        ("就业创业培训", "650人", "600人", "-50人", "-7.69%"),
        ("农村青年技能培训", "80人", "60人", "-20人", "-25.00%"),
        ("关爱保护宣传", "≥20次", "≥10次", "-10次", "-50.00%"),
        ("非公企业建团", "12个", "10个", "-2个", "-16.67%"),
        ("走访调研次数", "≥20次", "≥10次", "-10次", "-50.00%"),
        ("走访调研天数", "≥35天", "≥10天", "-25天", "-71.43%"),
        ("辅导员培训", "≥50人", "≥2人", "-48人", "-96.00%"),
        ("基层团干部培训", "≥50人", "≥20人", "-30人", "-60.00%"),
        ("星级留守学生之家", "2所", "1所", "-1所", "-50.00%"),
        ("留守学生圆梦", "200个", "100个", "-100个", "-50.00%"),
        ("文体设施配置", "15套", "5套", "-10套", "-66.67%"),
        ("资助贫困学生", "32名", "24名", "-8名", "-25.00%"),
    ]
    removed = [(c.item, c.measure, c.old) for c in report.of(Kind.REMOVED)]
    assert removed == [
        (
            "西部计划",
            "",
            (
                "新招募派遣西部计划志愿者19名，全面落实西部计划志愿补助、体检等各项，"
                "建立健全本地区西部计划志愿者管理、服务制度。"
            ),
        ),
        ("志愿者队伍", "青年志愿者协会", "定性"),
        ("实践与座谈", "三下乡实践", "≥5次"),
        (
            "未保联席会议",
            "",
            (
                "每年至少召开一次预青和未保工作联席会议，"
                "推动重点青少年群体服务管理和预防犯罪及未保工作。"
            ),
        ),
        ("基层团建", "园区团建", "定性"),
        ("基层团建", "驻外团组织换届", "定性"),
    ]
    assert kinds(report) == {"target": 17, "removed": 6, "wording": 7}
    assert report.summary == "17 个目标不同，7 处文字不同，删去 2 个条目、4 个考核点"


def test_words_that_jingkaiqu_has_otherwise_are_marked_whole(cards: Cards) -> None:
    report = compare(cards["苍溪"], cards["经开区"])
    told = {c.item: marked(c) for c in report.of(Kind.WORDING)}
    assert [*told] == [
        "志愿者队伍", "实践与座谈", "网络新媒体", "基层团建", "经费与阵地", "走访调研", "班子配备",
    ]  # fmt: skip
    assert "建设[-，成立县青年志愿者协会]，培训各类志愿者20名" in told["志愿者队伍"]
    assert told["实践与座谈"] == (
        "[-组织开展大中专学生“三下乡”、社会实践活动不少于5次，]"
        "开展优秀青年人才座谈会或恳谈会不少于1场。"
    )
    assert "组建20人的[-县级]网络宣传员队伍" in told["网络新媒体"]
    assert "非公企业建团10个[-，驻外团组织全面完成换届]；" in told["基层团建"]
    assert told["经费与阵地"].startswith("落实[-县（区）][+开发区]和乡镇（街道）")
    assert "，[-团县][+开发区团]委班子成员" in told["走访调研"]
    assert told["班子配备"].startswith("[-县（区）、][+开发区及其下辖]乡镇（街道）")


def test_a_card_against_its_template(cards: Cards, template: Base) -> None:
    report = compare(template, cards["苍溪"])
    assert report.old == "模板 县区团委-2014"
    assert numbers(report) == [
        ("西部计划志愿者", "15名", "19名", "+4名", "+26.67%"),
        ("辅导员培训", "≥30人", "≥50人", "+20人", "+66.67%"),
    ]
    assert len(report.changes) == 2
    assert compare(template, cards["青川"]).same  # 青川 changes nothing


def test_a_variable_filled_otherwise_is_a_rewording(cards: Cards, template: Base) -> None:
    (change,) = compare(template, cards["利州"]).of(Kind.WORDING)
    assert "成立[-县][+区]青年志愿者协会" in marked(change)


@pytest.mark.parametrize("org", EIGHT)
def test_nothing_differs_from_itself(cards: Cards, org: str) -> None:
    assert compare(cards[org], cards[org], strict=True).changes == ()


def plain(report: Comparison, *, swap: bool, labels: bool = True) -> Bag:
    """Return the changes as a bag, seen from the new card if ``swap``."""
    bag: Bag = Counter()
    for c in report.changes:
        sides = [(c.old, c.old_spans, c.old_place), (c.new, c.new_spans, c.new_place)]
        difference = c.difference
        if swap:
            sides.reverse()
            difference = None if difference is None else -difference
        kind = SWAPPED.get(c.kind, c.kind) if swap else c.kind
        names = (c.section, c.category) if labels else ()
        bag[kind, names, c.item, c.measure, difference, c.unit, *sides] += 1
    return bag


def test_either_direction_mirrors_the_other(cards: Cards) -> None:
    pairs = list(permutations(EIGHT, 2))
    assert len(pairs) == 56
    for one, other in pairs:
        there = compare(cards[one], cards[other])
        back = compare(cards[other], cards[one])
        assert not there.same
        assert plain(there, swap=False) == plain(back, swap=True), (one, other)
        assert all(count == 1 for count in plain(there, swap=False).values())


# ---- small cards -------------------------------------------------------------------------------


def item(name: str, text: str = "", **more: object) -> dict[str, object]:
    return {"编号": name, "内容": text or f"{name}。", **more}


def section(name: str, *categories: object, **more: object) -> dict[str, object]:
    return {"名称": name, "分值": 10, "类别": list(categories), **more}


def category(name: str | None, *items: object, **more: object) -> dict[str, object]:
    return {**({"名称": name} if name else {}), "条目": list(items), **more}


def card(*sections: object, **more: object) -> Card:
    """Return a whole card read from YAML (JSON is YAML)."""
    root = {
        "类型": "目标绩效指标", "单位": "甲县团委", "简称": "甲", "年度": 2014, "总分": 10,
        "部分": list(sections),
    }  # fmt: skip
    document, findings = read(json.dumps(root | more, ensure_ascii=False).encode(), "甲.yaml")
    assert document is not None, findings
    model, findings = validate(document, Scorecard)
    assert model is not None, findings
    return Card(document, model)


def one(*items: object) -> Card:
    """Return a card of one category."""
    return card(section("甲部分", category("甲类", *items)))


def measured(**measures: object) -> Card:
    return one(item("某事", "做某事。", 考核点=measures))


def only(report: Comparison) -> Change:
    (change,) = report.changes
    return change


def test_money_is_compared_in_the_old_unit() -> None:
    change = only(compare(measured(经费="0.5万元"), measured(经费="4000元")))
    assert (change.difference, change.unit, change.percent) == (
        Decimal("-0.1"), "万元", Decimal("-20.00"),
    )  # fmt: skip
    assert change.signed == "-0.1万元"
    back = only(compare(measured(经费="4000元"), measured(经费="0.5万元")))
    assert (back.signed, back.signed_percent) == ("+1000元", "+25.00%")


@pytest.mark.parametrize(
    ("old", "new", "signed", "percent"),
    [
        ("≥3次", "3次", "0", "0.00%"),
        ("≥5次", "≤5次", "", ""),  # no number has changed, all else has
        ("≥5次", "≤6次", "", ""),
        (">5次", "≥5次", "", ""),
        (">5次", "≥6次", "+1次", "+20.00%"),
        ("0起", "≤1起", "+1起", ""),  # a bare 0 wants none
        ("0起", "≥1起", "", ""),
        ("≥90%", "≥95%", "+5个百分点", "+5.56%"),
        ("≤2‰", "≤1‰", "-1个千分点", "-50.00%"),
        ("0起", "1起", "+1起", ""),
        ("0.5万元", "5千元", None, None),
        ("3次", "3场", "", ""),
        ("3", "3次", "", ""),
        ("5-10次", "5-12次", "", ""),
        ("各1篇", "1篇", "", ""),
        ("各1篇", "2篇", "", ""),
        ("各1篇", "各2篇", "+1篇", "+100.00%"),
        ("2014年6月底前", "2014年9月底前", "", ""),
        ("20名", "定性", "", ""),
        ("8次", "7次", "-1次", "-12.50%"),
        ("160次", "161次", "+1次", "+0.63%"),  # 0.625 half up
        ("160次", "159次", "-1次", "-0.63%"),
        ("1小时", "50分钟", "-10分钟", "-16.67%"),  # a sixth of an hour has no end
        ("50分钟", "1小时", "+10分钟", "+20.00%"),
        ("1小时", "3601秒", "+1秒", "+0.03%"),
        ("1小时", "90分钟", "+0.5小时", "+50.00%"),
        ("1年", "10个月", "-2个月", "-16.67%"),
        ("3万人", "29999人", "-0.0001万人", "-0.003%"),  # 1/300 of a percent
        ("300000000人", "300000001人", "+1人", "+0.0000003%"),
        ("3‰", "0.31%", "+0.1个千分点", "+3.33%"),
        ("1万元/人/年", "0.1千元/人/月", "-0.88万元/人/年", "-88.00%"),
        ("1,000人", "1200人", "+200人", "+20.00%"),
        ("40人", "40名", "0", "0.00%"),  # another word for as many
        ("40人", "50名", "+10人", "+25.00%"),
        ("40人", "40人次", "", ""),
    ],
)
def test_targets(old: str, new: str, signed: str | None, percent: str | None) -> None:
    report = compare(measured(某项=old), measured(某项=new))
    if signed is None:
        assert report.same
    else:
        change = only(report)
        assert (change.kind, change.old, change.new) == (Kind.TARGET, old, new)
        assert (change.signed, change.signed_percent) == (signed, percent)


@pytest.mark.parametrize(
    ("old", "new"), [("≥3次", "不少于3次"), ("0.5万元", "5000元"), ("5-10天", "5~10日")]
)
def test_another_spelling_of_a_target_is_no_change_unless_strict(old: str, new: str) -> None:
    sides = measured(某项=old), measured(某项=new)
    assert compare(*sides).same
    change = only(compare(*sides, strict=True))
    assert (change.kind, change.old, change.new) == (Kind.PUNCTUATION, old, new)


def test_a_changed_number_in_the_text_is_a_change_of_the_target_only() -> None:
    old = one(item("某事", "做{次数}次某事。", 考核点={"次数": "3次"}))
    new = one(item("某事", "做{次数}次某事。", 考核点={"次数": "4次"}))
    assert only(compare(old, new)).kind is Kind.TARGET


def test_a_reworded_sentence_with_another_number_gives_both() -> None:
    old = one(item("某事", "做{次数}次某事。", 考核点={"次数": "3次"}))
    new = one(item("某事", "做好{次数}次某事。", 考核点={"次数": "4次"}))
    report = compare(old, new)
    assert kinds(report) == {"wording": 1, "target": 1}
    (change,) = report.of(Kind.WORDING)
    assert (change.old, change.new) == ("做3次某事。", "做好4次某事。")
    assert marked(change) == "做[+好]4次某事。"


def test_a_number_written_out_is_the_number_of_the_placeholder() -> None:
    old = one(item("某事", "做{次数}次某事。", 考核点={"次数": "3次"}))
    same = one(item("某事", "做3次某事。", 考核点={"次数": "3次"}))
    assert compare(old, same).same
    stop = one(item("某事", "做3次某事", 考核点={"次数": "3次"}))
    assert marked(only(compare(old, stop))) == "做3次某事[-。]"
    assert only(compare(old, stop)).kind is Kind.PUNCTUATION


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("组建县级队伍", "组建队伍", "组建[-县级]队伍"),
        ("热线12355开通", "热线12345开通", "热线[-12355][+12345]开通"),
        ("微信App推广", "微信Apps推广", "微信[-App][+Apps]推广"),
        ("甲乙丙丁", "甲丙丁", "甲[-乙]丙丁"),
        ("团县委", "开发区团委", "[-团县][+开发区团]委"),
        ("扣0.5分", "扣1.5分", "扣[-0.5][+1.5]分"),
        ("", "新", "[+新]"),
        # a single character between words that are only added or only dropped stays
        ("甲乙丙", "子甲丑乙丙", "[+子]甲[+丑]乙丙"),
    ],
)
def test_marks(old: str, new: str, told: str) -> None:
    found = reworded(literal(old), literal(new))
    assert found is not None
    change = Change(
        Kind.WORDING, "", "", "", "", old, new, old_spans=found.old, new_spans=found.new
    )
    assert marked(change) == told
    back = reworded(literal(new), literal(old))
    assert back is not None
    assert (back.new, back.old) == (found.old, found.new)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("甲，乙。", "甲、乙", Kind.PUNCTUATION),
        ("甲 乙", "甲乙", Kind.PUNCTUATION),
        ("甲（乙）", "甲(乙)", Kind.PUNCTUATION),
        ("ＡＢ１", "AB1", Kind.PUNCTUATION),
        ("甲\u3000乙\n丙", "甲乙丙", Kind.PUNCTUATION),
        ("1,000人", "1000人", Kind.PUNCTUATION),
        ("扣1.5分", "扣15分", Kind.WORDING),
        ("90%", "90", Kind.WORDING),
        ("5-10次", "510次", Kind.WORDING),
        ("增长-5", "增长5", Kind.WORDING),
        ("甲乙", "乙甲", Kind.WORDING),
    ],
)
def test_punctuation_is_what_leaves_the_meaning(old: str, new: str, kind: Kind) -> None:
    assert only(compare(one(item("某事", old)), one(item("某事", new)))).kind is kind


@pytest.mark.parametrize("length", [400, 20_000])
def test_texts_that_repeat_themselves_keep_their_ends(length: int) -> None:
    """Matching them character by character would take hours."""
    found = reworded(
        literal("首" + "团" * length + "尾"), literal("首" + "区团" * (length // 2) + "尾")
    )
    assert found is not None
    assert [(span.text[:1], span.changed) for span in found.old] == [
        ("首", False),
        ("团", True),
        ("团", False),
    ]
    assert [(span.text[:1], span.changed) for span in found.new][:2] == [
        ("首", False),
        ("区", True),
    ]


def test_method_and_points() -> None:
    old = one(item("某事", 分值=2, 考核点={"某项": {"目标": "≥3次", "分值": 1}}))
    new = one(item("某事", 分值=3, 考核点={"某项": {"目标": "≥3次", "计分": "达标"}}))
    report = compare(old, new)
    assert [(c.kind, c.measure, c.old, c.new, c.signed) for c in report.changes] == [
        (Kind.POINTS, "", "2", "3", "+1分"),
        (Kind.METHOD, "某项", "比例", "达标", ""),
        (Kind.POINTS, "某项", "1", None, ""),
    ]
    assert report.summary == "2 处分值不同，1 处计分不同"


def test_parameters_of_a_method() -> None:
    old = measured(案件={"计分": "扣分", "每次": 0.5, "加重": {"特别重大": 1}, "最多": 5})
    new = measured(案件={"计分": "扣分", "每次": "0.50", "加重": {"特别重大": 2}, "最多": 5})
    change = only(compare(old, new))
    assert change.old == "扣分（每次 0.5，加重 特别重大 1，最多 5）"
    assert change.new == "扣分（每次 0.5，加重 特别重大 2，最多 5）"
    assert kinds(compare(old, measured(案件="≥3次"))) == {"target": 1, "method": 1}


def test_both_targets_of_a_measure_are_shown_as_written() -> None:
    old = {"计分": "两级目标", "达标值": "≥60人", "争取值": "≥80人", "达标得分率": "80%"}
    change = only(compare(measured(培训=old), measured(培训={**old, "争取值": "≥90人"})))
    assert change.old == "两级目标（达标值 ≥60人，争取值 ≥80人，达标得分率 80）"
    assert change.new == "两级目标（达标值 ≥60人，争取值 ≥90人，达标得分率 80）"


def test_a_measure_is_added_and_removed() -> None:
    report = compare(measured(甲="1次", 乙="2次"), measured(甲="1次", 丙="定性"))
    assert [(c.kind, c.measure, c.old, c.new) for c in report.changes] == [
        (Kind.REMOVED, "乙", "2次", None),
        (Kind.ADDED, "丙", None, "定性"),
    ]
    removed, added = report.changes
    assert (removed.new_place, added.old_place) == (None, None)
    assert removed.old_place is not None
    assert report.summary == "删去 1 个考核点，新增 1 个考核点"


def test_a_measure_in_another_item_is_compared_there() -> None:
    old = one(item("甲", 考核点={"某项": "1次", "别项": "1次"}), item("乙"))
    new = one(item("甲", 考核点={"别项": "1次"}), item("乙", 考核点={"某项": "2次"}))
    report = compare(old, new)
    assert [(c.kind, c.item, c.old, c.new) for c in report.changes] == [
        (Kind.MOVED, "甲", "条目 甲", "条目 乙"),
        (Kind.TARGET, "甲", "1次", "2次"),
    ]


def test_an_item_in_another_category_has_moved() -> None:
    old = card(section("部", category("甲类", item("一"), item("二")), category(None, item("三"))))
    new = card(section("部", category("甲类", item("一")), category(None, item("三"), item("二"))))
    change = only(compare(old, new))
    assert (change.kind, change.item) == (Kind.MOVED, "二")
    assert (change.old, change.new) == ("部·甲类 第2条", "部·第2类 第2条")


def test_only_what_changed_its_order_has_moved() -> None:
    names = ["一", "二", "三", "四"]
    old = one(*map(item, names))
    assert [c.item for c in compare(old, one(*map(item, ["四", "一", "二", "三"]))).changes] == [
        "四"
    ]
    dropped = compare(old, one(*map(item, names[1:])))
    assert only(dropped).kind is Kind.REMOVED


def test_another_subheading_is_a_move() -> None:
    change = only(compare(one(item("一", 小类="甲")), one(item("一", 小类="乙"))))
    assert (change.old, change.new) == ("甲部分·甲类·甲 第1条", "甲部分·甲类·乙 第1条")


def test_a_category_that_goes_takes_its_items_with_it() -> None:
    gone = category("乙类", item("二"), item("三"), 分值=5)
    old = card(section("部", category("甲类", item("一")), gone))
    new = card(section("部", category("甲类", item("一"), item("三"))))
    removed, moved = compare(old, new).changes
    assert (removed.kind, removed.category, removed.old) == (
        Kind.REMOVED, "乙类", "乙类（5分，2条）",
    )  # fmt: skip
    assert (moved.kind, moved.item) == (Kind.MOVED, "三")
    assert compare(new, old).summary == "1 处移动，新增 1 个类别"


def test_a_section_comes_with_all_that_is_in_it() -> None:
    first = section("甲", category(None, item("一")))
    rated = {"名称": "评价", "分值": 5, "计分": "评议", "内容": "评价分。"}
    report = compare(card(first), card(first, section("乙", category("类", item("二"))), rated))
    assert [(c.kind, c.section, c.new) for c in report.changes] == [
        (Kind.ADDED, "乙", "乙（10分，1条）"),
        (Kind.ADDED, "评价", "评价（5分）"),
    ]


def test_what_is_written_of_sections_categories_and_the_card() -> None:
    old = card(
        section("甲", category("子", item("一"), 分值=4), category("丑", item("二"))),
        section("乙", category(None, item("三")), 内容="旧。"),
        等次标准="团区委绩效标准",
    )
    new = card(
        section("乙", category(None, item("三")), 内容="新。", 计分="扣分"),
        section("甲", category("丑", item("二")), category("寅", item("一"), 分值=5)),
        总分=20,
        加分={"上限": 5},
        标题="{单位}年度指标",
    )
    told = {(c.kind, c.section, c.category, c.old, c.new) for c in compare(old, new).changes}
    title = ("甲县团委2014年度目标绩效指标", "甲县团委年度指标")
    assert (Kind.WORDING, "", "", *title) in told
    assert (Kind.POINTS, "", "", "10", "20") in told
    assert (Kind.METHOD, "", "", "等次标准 团区委绩效标准", None) in told
    assert (Kind.METHOD, "", "", None, "加分 上限 5") in told
    assert (Kind.WORDING, "乙", "", "旧。", "新。") in told
    assert (Kind.METHOD, "乙", "", "逐条计分", "扣分") in told
    assert (Kind.WORDING, "甲", "子", "子", "寅") in told
    assert (Kind.POINTS, "甲", "子", "4", "5") in told
    moves = {c for c in told if c[0] is Kind.MOVED}
    assert len(moves) == 2  # one of the two sections, one of the two categories
    assert len(told) == 10


def test_vetoes() -> None:
    body = section("甲", category(None, item("一")))
    both = {"事项": "违纪", "最高等次": "中", "取消评优": True}
    old = card(body, 一票否决=[{"事项": "事故", "最高等次": "中"}, both])
    new = card(body, 一票否决=[both, {"事项": "事故", "最高等次": "差"}, {**both, "事项": "舞弊"}])
    assert [(c.kind, c.old, c.new) for c in compare(old, new).changes] == [
        (Kind.METHOD, "一票否决 事故（最高等次 中）", "一票否决 事故（最高等次 差）"),
        (Kind.METHOD, None, "一票否决 舞弊（最高等次 中，取消评优）"),
    ]


def test_the_organisation_and_the_year_in_a_title_are_no_difference() -> None:
    body = section("甲", category(None, item("一", "{年度}年{简称}的事。")))
    written = {
        "单位": "乙县团委",
        "简称": "乙",
        "年度": 2015,
        "标题": "乙县团委2015年度目标绩效指标",
    }
    assert compare(card(body), card(body, **written)).same


# ---- properties --------------------------------------------------------------------------------

WORDS = st.text("团县区委不少于3次，。（） A", min_size=1, max_size=12).filter(str.strip)
TARGETS = st.sampled_from(["≥3次", "≥4次", "≤4次", "0.5万元", "4000元", "定性", "3场", "2-5次"])


@st.composite
def bodies(draw: st.DrawFn) -> Body:
    """Return sections of categories of items (编号, text, measures); names never repeat."""
    names = draw(st.lists(st.sampled_from("甲乙丙丁戊"), min_size=2, max_size=5, unique=True))
    measures = draw(st.lists(st.sampled_from("abcd"), max_size=4, unique=True))
    items: list[Thing] = [(name, draw(WORDS), {}) for name in names]
    for measure in measures:
        draw(st.sampled_from(items))[2][measure] = draw(TARGETS)
    return arranged(draw, items)


def arranged(draw: st.DrawFn, items: list[Thing]) -> Body:
    cuts = draw(st.lists(st.sampled_from([0, 1, 2]), min_size=len(items), max_size=len(items)))
    sections: Body = [[[]]]
    for thing, cut in zip(items, [0, *cuts], strict=False):
        if cut == 2:
            sections.append([[]])
        elif cut == 1:
            sections[-1].append([])
        sections[-1][-1].append(thing)
    return sections


@st.composite
def edited(draw: st.DrawFn, body: Body) -> Body:
    """Return the same card after a few small edits."""
    items = copy.deepcopy([thing for part in body for group in part for thing in group])
    for edit in draw(st.lists(st.sampled_from(["word", "target", "drop", "move", "new"]))):
        at = draw(st.integers(0, len(items) - 1))
        name, _, measures = items[at]
        if edit == "word":
            items[at] = (name, draw(WORDS), measures)
        elif edit == "target" and measures:
            measures[draw(st.sampled_from(sorted(measures)))] = draw(TARGETS)
        elif edit == "drop" and len(items) > 1:
            del items[at]
        elif edit == "move":
            items.insert(draw(st.integers(0, len(items) - 1)), items.pop(at))
        elif edit == "new" and "己" not in {thing[0] for thing in items}:
            items.insert(at, ("己", draw(WORDS), {"e": draw(TARGETS)}))
    return body if items == [t for p in body for g in p for t in g] else arranged(draw, items)


def built(body: Body) -> Card:
    return card(
        *(
            section(f"部{s}", *(category(None, *(_item(*i) for i in group)) for group in part))
            for s, part in enumerate(body)
        )
    )


def _item(name: str, text: str, measures: dict[str, str]) -> dict[str, object]:
    return item(name, text, 考核点=dict(sorted(measures.items())))


@settings(max_examples=times(50), deadline=None)
@given(st.data())
def test_small_edits(data: st.DataObject) -> None:
    body = data.draw(bodies())
    changed = data.draw(edited(body))
    old, new = built(body), built(changed)
    assert compare(old, old, strict=True).same
    there, back = compare(old, new, strict=True), compare(new, old, strict=True)
    assert there.same == (old.model == new.model)
    for c in there.changes:
        for spans, text in ((c.old_spans, c.old), (c.new_spans, c.new)):
            assert not spans or "".join(span.text for span in spans) == text
    mirrored = plain(back, swap=True, labels=False)
    assert without_units(plain(there, swap=False, labels=False)) == without_units(mirrored)


def without_units(bag: Bag) -> Bag:
    """Leave out differences, which are counted in the unit of the old target."""
    slim: Bag = Counter()
    for (kind, _, name, measure, _, _, *sides), count in bag.items():
        slim[kind, name, measure, *sides] += count
    return slim


# ---- what a user sees --------------------------------------------------------------------------


def screen(report: Comparison, width: int = 100) -> str:
    text = terminal.render(report, width=width, color=False)
    text.encode("gbk", errors="strict")
    assert "?" not in text
    return text


def cells(line: str) -> int:
    return sum(1 if c.isascii() or c in "─≥≤·“”" else 2 for c in line)


def test_on_screen(cards: Cards) -> None:
    text = screen(compare(cards["苍溪"], cards["旺苍"]))
    lines = text.splitlines()
    assert lines[0] == "苍溪 2014 → 旺苍 2014"
    heads = next(line.split() for line in lines if "百分比" in line)
    assert heads == ["部分", "类别", "条目", "考核点", "旧", "新", "差", "百分比"]
    row = "职能指标 服务党政中心 西部计划 西部计划志愿者 19名 20名 +1名 +5.26%"
    assert row.split() in [line.split() for line in lines]
    assert lines[-2:] == ["另有 1 处只差空白或标点（--strict 逐条显示）", "3 个目标不同"]
    ends = {cells(line) for line in lines if line.endswith("%")}
    assert len(ends) == 1  # double-width characters keep the columns aligned


def test_strict_on_screen(cards: Cards) -> None:
    text = screen(compare(cards["苍溪"], cards["旺苍"], strict=True))
    assert "工作有序开展[-。-]" in text.replace("\n    ", "")
    assert "--strict" not in text


@pytest.mark.parametrize("width", [60, 80, 100])
def test_every_width_shows_every_change(cards: Cards, width: int) -> None:
    report = compare(cards["苍溪"], cards["经开区"])
    text = screen(report, width)
    assert all(cells(line) <= width for line in text.splitlines())
    for name, old, new, signed, percent in numbers(report):
        assert any(
            line.split()[-5:] == [name, old, new, signed, percent] for line in text.splitlines()
        ), name
    flowing = text.replace("\n    ", "")
    assert "组建20人的[-县级-]网络宣传员队伍" in flowing
    assert "落实[-县（区）-]{+开发区+}和乡镇" in flowing
    assert "每年至少召开一次预青和未保工作联席会议" in flowing
    assert "志愿者队伍·青年志愿者协会：定性" in flowing


def test_nothing_differs_on_screen(cards: Cards) -> None:
    text = screen(compare(cards["苍溪"], cards["苍溪"]))
    assert text.splitlines() == ["苍溪 2014 → 苍溪 2014", "", "两份没有不同"]
    only_stop = compare(one(item("一", "甲。")), one(item("一", "甲")))
    assert "除空白和标点以外，两份没有不同" in screen(only_stop)


def test_moves_points_and_methods_on_screen() -> None:
    old = one(item("一", 分值=1, 考核点={"某项": "1次"}), item("二"))
    new = one(item("二", 分值=2), item("一", 考核点={"某项": {"目标": "1次", "计分": "达标"}}))
    text = screen(compare(old, new))
    assert "甲部分·甲类·二：分值 没有写 → 2" in text
    assert "甲部分·甲类·一·某项：计分 比例 → 达标" in text
    assert "第1条 → 甲部分·甲类 第2条" in text or "第2条 → 甲部分·甲类 第1条" in text


def test_markup_in_data_is_text(cards: Cards) -> None:
    old = one(item("[red]一", "甲[/x]乙", 考核点={"[b]某": "1次"}))
    new = one(item("[red]一", "甲[/y]乙", 考核点={"[b]某": "2次"}))
    for color in (False, True):
        text = terminal.render(compare(old, new), width=100, color=color)
        assert "[red]一" in text
        assert "[b]某" in text
    assert "甲[/[-x-]{+y+}]乙" in screen(compare(old, new))


def test_colours_instead_of_brackets(cards: Cards) -> None:
    report = compare(cards["苍溪"], cards["经开区"])
    text = terminal.render(report, width=100, color=True)
    assert "[-" not in text
    assert "\x1b[9;31m县级\x1b[0m" in text
    assert "\x1b[32m开发区\x1b[0m" in text


@pytest.fixture
def markdown() -> Markdown:
    return md.render


def test_in_markdown(cards: Cards, markdown: Markdown) -> None:
    report = compare(cards["苍溪"], cards["经开区"])
    text = markdown(report)
    assert text.startswith("# 苍溪 2014 → 经开区 2014\n\n17 个目标不同")
    assert (
        "| 职能指标 | 服务党政中心 | 技能比武 | 技能比武 | ≥3次 | ≥5次 | +2次 | +66.67% |" in text
    )
    assert "落实<del>县（区）</del><ins>开发区</ins>和" in text
    assert "\n## 删去\n\n- 职能指标·服务党政中心·西部计划：新招募" in text
    assert "\n\n\n" not in text
    stop = markdown(compare(cards["苍溪"], cards["旺苍"]))
    assert stop.endswith("\n\n另有 1 处只差空白或标点。\n")
    strict = markdown(compare(cards["苍溪"], cards["旺苍"], strict=True))
    assert strict.endswith("工作有序开展<del>。</del>\n")
    assert markdown(compare(cards["苍溪"], cards["苍溪"])) == (
        "# 苍溪 2014 → 苍溪 2014\n\n两份没有不同。\n"
    )


def test_markdown_escapes_values(markdown: Markdown) -> None:
    old = one(item("a|b", "x*y", 考核点={"m|n": "1次"}))
    text = markdown(compare(old, one(item("a|b", "x<z", 考核点={"m|n": "2次"}))))
    assert r"| a\|b | m\|n |" in text
    assert "<del>\\*y</del><ins>&lt;z</ins>" in text


def test_runs_weave_both_texts() -> None:
    (change,) = compare(one(item("一", "旧词在")), one(item("一", "新词在"))).changes
    assert change.runs == (Run("旧", "-"), Run("新", "+"), Run("词在", ""))
