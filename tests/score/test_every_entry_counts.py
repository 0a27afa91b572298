"""Nothing lands nowhere: what a report says changes the score, an explanation or a finding.

Each value of a report is changed in turn, in the shipped reports and in generated ones, and so is
each key of a card that its 计分 may not read. 备注 alone is printed only on request.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

import generated
from conftest import CHECKOUT, Make, Run, found
from generated import write
from scoring import scored
from tuanscore import checks, methods, references
from tuanscore.finding import Finding
from tuanscore.model.card import MEASURE_TYPES
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.results import KIND as RESULTS
from tuanscore.model.kinds.results import Results
from tuanscore.model.kinds.scheme import DEFAULT
from tuanscore.model.kinds.self_assessment import KIND as ASSESSMENT
from tuanscore.model.kinds.self_assessment import SelfAssessment
from tuanscore.model.load import load
from tuanscore.scoring import project, rules, walk
from tuanscore.shelf import Assessment, Report, Repository
from tuanscore.source.read import read
from tuanscore.source.tree import Document

pytestmark = pytest.mark.repeated

SHIPPED = (CHECKOUT, CHECKOUT / "examples" / "最小")
WITHOUT_EFFECT = {"TS306", "TS307", "TS311", "TS320", "TS327"}
PROGRESS = ("执行", "进度")
"""What `progress` shows, and the score does not look at."""


def leaves(node: Any, route: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every scalar."""
    if isinstance(node, dict | list):
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            yield from leaves(value, (*route, key))
    elif "备注" not in route and route[:2] != PROGRESS:
        yield route


def other(text: str) -> list[str]:
    """Return what might stand there instead: another number, day or word."""
    number = "".join(c for c in text if c in "0123456789.")
    if text in ("true", "false"):
        return ["false" if text == "true" else "true"]
    if number and text.startswith(number):
        return [text.replace(number, "7", 1), text.replace(number, "0.5", 1), "若干"]
    return [text + "乙", "未完成"]


def score_of(repository: Repository, document: Document) -> Any:
    """Score what a report is about by it alone; None where that cannot be."""
    model, _ = load(document)
    if isinstance(model, SelfAssessment):
        entry = repository.find_project(model)
        if entry is None or not isinstance(entry.model, Project):
            return None
        scheme = repository.scheme(entry.model.scheme or DEFAULT)
        assert scheme is not None
        told, levels = Assessment(document, model), repository.settings.levels
        return project.score(entry.model, entry.document, [told], scheme, levels)
    if not isinstance(model, Results):
        return None
    found_ = repository.find_card(model.org, model.year)
    card = repository.card(found_)[0] if found_ is not None else None
    if card is None:
        return None
    report = Report(document, model)
    return walk.score(card.model, card.document, [report], rules.of_card(card, repository))


def findings_of(repository: Repository, document: Document) -> Any:
    """Return what is said about a report."""
    model, findings = load(document)
    if model is not None:
        findings = references.examine(model, document, repository)
        findings += checks.examine(model, document, repository)
    return [(f.code, f.message) for f in findings]


def whole_findings(repository: Repository, document: Document) -> list[Finding]:
    """Return the findings that say of a whole entry that it has no effect."""
    model, _ = load(document)
    if model is None:
        return []
    return [f for f in references.examine(model, document, repository) if f.code in WITHOUT_EFFECT]


def put(root: Any, route: tuple[Any, ...], value: str) -> str:
    """Change one value in place; return what stood there."""
    *way, last = route
    for step in way:
        root = root[step]
    before, root[last] = root[last], value
    return str(before)


Routes = set[tuple[Any, ...]]


def unheard(repository: Repository, name: str, heard: Routes) -> list[tuple[Any, ...]]:
    """Return the values of a report that may be changed without anyone noticing.

    What is ``heard`` in another report of a like card need not be looked at again.
    """
    data = (repository.root / name).read_bytes()
    document, findings = read(data, name)
    assert document is not None, findings
    looks = (score_of, findings_of)  # the second only where the first sees nothing
    before, silent = [look(repository, document) for look in looks], []
    lines = {f.place.line for f in whole_findings(repository, document)}
    for route in list(leaves(document.root)):
        if {document.place(route[:2]).line, document.key_place(route[:1]).line} & lines:
            continue  # the entry is a finding as a whole
        if route in heard:
            continue
        for value in other(str(document.get(route))):
            was = put(document.root, route, value)
            same = all(
                b == look(repository, document) for b, look in zip(before, looks, strict=True)
            )
            put(document.root, route, was)
            if not same:
                heard.add(route)
                break
        else:
            silent.append(route)
    return silent


def reports(root: Path) -> list[str]:
    texts = {p: p.read_text() for p in sorted(root.glob("scorecards/**/*.yaml"))}
    return [
        p.relative_to(root).as_posix()
        for p, text in texts.items()
        if f"类型: {RESULTS}" in text or f"类型: {ASSESSMENT}" in text
    ]


@pytest.mark.repeated
@pytest.mark.parametrize("root", SHIPPED, ids=lambda p: p.name)
def test_each_value_of_a_shipped_report_is_heard(root: Path) -> None:
    repository, names = Repository(root), reports(root)
    assert names
    heard: Routes = set()
    assert {name: unheard(repository, name, heard) for name in names} == {
        name: [] for name in names
    }


@pytest.mark.repeated
@pytest.mark.parametrize("seed", range(8))
def test_each_value_of_a_generated_report_is_heard(seed: int, make: Make) -> None:
    made = generated.make(Random(seed), reports=1)
    (report,) = made.reports
    for veto in report.get("一票否决", []):
        veto["决定人"] = "党组"
    name = "scorecards/2024/完成情况/甲.yaml"
    root = make({"scorecards/2024/甲.yaml": write(made.card), name: write(report)})
    assert unheard(Repository(root), name, set()) == []


# --- keys that a 计分 does not read ------------------------------------------------------------

HEAD = "类型: 目标绩效指标\n单位: 甲县委\n简称: 甲\n年度: 2024\n总分: 100\n"
WAYS: dict[str, dict[str, Any]] = {
    "比例": {"目标": "≥3次"},
    "达标": {"目标": "≥3次"},
    "定性": {"目标": "定性"},
    "分档": {"分档": {"≥75%": "5", "≥70%": "3"}},
    "对比": {"基数": "均值", "要求": "低于"},
    "两级目标": {"达标值": "≥60人", "争取值": "≥80人", "达标得分率": "80%"},
    "名次": {"满分名次": "3", "每名扣": "0.2"},
    "扣分": {"每次": "1"},
    "增减": {"目标": "≥4次", "每低": "1次", "每档": "10"},
    "等次": {"等次": {"优": "≥3次", "差": "其余"}, "得分率": {"优": "100%", "差": "0%"}},
    "评分": {"评分人": {"自评": "40%", "街道": "60%"}},
    "逾期": {"目标": "2024年9月底前", "每晚": "1个月", "扣": "20%"},
}
"""Every method with what it must have."""
READ = {
    "目标": {"比例", "达标", "定性", "分档", "增减", "等次", "逾期"},
    "分值": set(WAYS) - {"扣分"},
    "单位成本": set(WAYS) - {"扣分", "名次", "评分"},
}
COMMON = {"目标": "≥4次", "分值": "40", "单位成本": "3"}


def card(measure: dict[str, Any], text: str = "活动。", **section: str) -> str:
    """Return a card with this measure beside another."""
    item = {"编号": "条目", "内容": text, "考核点": {"线": measure, "另": "≥1次"}}
    part = {"名称": "部分", "分值": "100", **section, "类别": [{"名称": "类别", "条目": [item]}]}
    return HEAD + write({"部分": [part]})


def unused(text: str, make: Make) -> list[str]:
    """Return what is said about keys without effect in a card."""
    return [f.message for f in found(make({"scorecards/2024/甲.yaml": text})) if f.code == "TS415"]


def test_every_method_is_in_the_table() -> None:
    assert WAYS.keys() == MEASURE_TYPES.keys()
    assert all(hasattr(method, "READS") for n, method in methods.all_by_name().items() if n in WAYS)


@pytest.mark.parametrize("key", COMMON)
@pytest.mark.parametrize("method", WAYS)
def test_a_key_that_the_method_does_not_read_is_a_finding(
    method: str, key: str, make: Make
) -> None:
    measure = {"计分": method, **WAYS[method], key: WAYS[method].get(key, COMMON[key])}
    said = unused(card(measure), make)
    assert said == ([] if method in READ[key] else [f"“线”按{method}计分，用不到 {key}"])


def test_a_target_whose_number_is_printed_is_used(make: Make) -> None:
    measure = {"计分": "扣分", "每次": "1", "目标": "0起"}
    assert unused(card(measure, text="{线}起。"), make) == []
    assert unused(card(measure), make) == ["“线”按扣分计分，用不到 目标"]


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ({}, []),
        ({"计分": "扣分"}, ["“部分”按扣分计分，考核点“另”的目标没有人比"]),
        (
            {"计分": "评议"},
            [
                "“部分”按评议计分，考核点“线”的目标没有人比",
                "“部分”按评议计分，考核点“另”的目标没有人比",
            ],
        ),
    ],
)
def test_measures_that_a_section_does_not_look_at(
    section: dict[str, str], said: list[str], make: Make
) -> None:
    assert unused(card({"计分": "扣分", "每次": "1"}, **section), make) == said


def test_points_that_nobody_gives(make: Make) -> None:
    """A 类别 of a 扣分 section and an item of nothing but 扣分 have no points of their own."""
    loss = {
        "编号": "案件",
        "内容": "案件。",
        "分值": "3",
        "考核点": {"案件": {"计分": "扣分", "每次": "1"}},
    }
    plain = {"编号": "活动", "内容": "活动。", "考核点": {"活动": "≥1次"}}
    parts = [
        {"名称": "甲", "分值": "60", "类别": [{"名称": "子", "条目": [plain, loss]}]},
        {
            "名称": "乙",
            "分值": "40",
            "计分": "扣分",
            "类别": [{"名称": "丑", "分值": "40", "条目": [{"编号": "综治", "内容": "综治。"}]}],
        },
    ]
    assert unused(HEAD + write({"部分": parts}), make) == [
        "“案件”只有扣分的考核点，自己没有分，分值用不到",
        "“乙”从满分往下扣，类别的分值用不到",
    ]


# --- 扣分 on every line that can lose ------------------------------------------------------------

REPORT = "类型: 完成情况\n单位: 甲\n年度: 2024\n截至: 2024-12-31\n"
TWO_A_TIME = {"计分": "扣分", "每次": "2", "最多": "7"}
RISKS = {"事故": {"计分": "扣分", "每次": "3"}, "隐患": {"计分": "扣分", "每次": "1", "最多": "2"}}
LINES = [
    {"编号": "机制", "内容": "机制。", "考核点": {"考核机制": TWO_A_TIME}},
    {"编号": "安全", "内容": "安全。", "分值": "4", "考核点": RISKS},
    {"编号": "综治", "内容": "综治。", "分值": "1"},
]
LOSING = {"名称": "保障", "分值": "100", "计分": "扣分", "类别": [{"条目": LINES}]}


@pytest.mark.parametrize(
    ("losses", "left"),
    [
        (["{指标: 考核机制, 次数: 3, 原因: 甲}"], "94"),  # 2 × 3
        (["{指标: 机制, 次数: 3, 原因: 甲}"], "94"),  # its only measure
        (
            ["{指标: 机制, 次数: 2, 原因: 甲}", "{指标: 考核机制, 次数: 3, 原因: 乙}"],
            "93",
        ),  # 最多 7
        (["{指标: 事故, 原因: 甲}"], "97"),
        (["{指标: 事故, 原因: 甲}", "{指标: 隐患, 次数: 5, 原因: 乙}"], "96"),  # 3 + 2, 分值 4
        (["{指标: 安全, 分值: 0.5, 原因: 甲}"], "99.5"),
        (["{指标: 综治, 分值: 3, 原因: 甲}"], "99"),  # 分值 1
    ],
)
def test_deductions_of_a_deducting_section(losses: list[str], left: str) -> None:
    report = REPORT + "扣分:\n" + "".join(f"  - {loss}\n" for loss in losses)
    (section,) = scored(HEAD + write({"部分": [LOSING]}), [report]).card.parts
    assert f"{section.low.normalize():f}" == f"{section.high.normalize():f}" == left


def test_a_later_report_replaces_a_line_by_either_of_its_names() -> None:
    first = REPORT.replace("12-31", "06-30") + "扣分: [{指标: 考核机制, 次数: 1, 原因: 甲}]\n"
    later = REPORT + "扣分: [{指标: 机制, 次数: 2, 原因: 乙}]\n"
    assert scored(HEAD + write({"部分": [LOSING]}), [first, later]).card.low == 96


@pytest.mark.parametrize(("content", "told"), [(", 内容: 保障。", "保障。"), ("", "")])
def test_a_deducting_section_without_lines_is_a_line(content: str, told: str) -> None:
    text = HEAD + f"部分: [{{名称: 保障, 分值: 100, 计分: 扣分{content}}}]\n"
    report = REPORT + "扣分: [{指标: 保障, 分值: 2.5, 原因: 甲}]\n"
    score = scored(text, [report])
    assert score.card.low == score.card.high == 97.5
    assert [(line.name, line.text) for line in score.card.leaves()] == [("保障", told)]


# --- 评议 of each part ---------------------------------------------------------------------------

TWO = """\
部分:
  - {名称: 群众评价, 分值: 60, 计分: 评议}
  - 名称: 领导评价
    分值: 40
    计分: 评议
    类别:
      - {名称: 书记, 分值: 30, 条目: [{编号: 谋划, 内容: 谋划。}, {编号: 落实, 内容: 落实。}]}
      - {名称: 班子, 分值: 10, 条目: [{编号: 团结, 内容: 团结。}]}
"""


def rated(*opinions: str, day: str = "2024-12-31") -> str:
    entries = (o.split() for o in opinions)
    rows = "".join(f"  - {{指标: {name}, 来源: 代表, 得分: {mark}}}\n" for name, mark in entries)
    return REPORT.replace("2024-12-31", day) + "评议:\n" + rows


@pytest.mark.parametrize(
    ("opinions", "low", "high"),
    [
        (["群众评价 90", "领导评价 60"], "78", "78"),  # 54 + 24
        (["群众评价 90"], "54", "94"),
        (["书记 80", "班子 50"], "29", "89"),  # 24 + 5
        (["谋划 100"], "15", "100"),  # half of 30
        (["班子 50", "落实 0"], "5", "80"),
    ],
)
def test_an_opinion_is_about_its_part_alone(opinions: list[str], low: str, high: str) -> None:
    root = scored(HEAD + TWO, [rated(*opinions)]).card
    assert (f"{root.low.normalize():f}", f"{root.high.normalize():f}") == (low, high)


def test_a_later_opinion_replaces_those_around_it_and_in_it() -> None:
    whole, part = rated("领导评价 50", day="2024-06-30"), rated("书记 80")
    assert scored(HEAD + TWO, [whole, part]).card.low == 24
    part, whole = rated("书记 80", "群众评价 90", day="2024-06-30"), rated("领导评价 50")
    assert scored(HEAD + TWO, [part, whole]).card.low == 74  # 54 + 20


def wrong(report: str, make: Make, sections: str = TWO) -> list[tuple[str, str, str]]:
    """Return code, message and hint of what is wrong with a report on a card."""
    files = {"scorecards/2024/甲.yaml": HEAD + sections}
    files["scorecards/2024/完成情况/甲.yaml"] = report
    findings = found(make(files))
    return [(f.code, f.message, f.hint) for f in findings if f.place.file.endswith("况/甲.yaml")]


def test_an_opinion_that_may_be_about_several_parts_is_asked_about(make: Make) -> None:
    report = REPORT + "评议:\n  - {来源: 代表, 得分: 90}\n"
    message = "评分表有 2 个评议的部分，没有写评的是哪一个"
    hint = "写上 指标: 群众评价，或 指标: 领导评价"
    assert wrong(report, make) == [("TS327", message, hint)]
    assert scored(HEAD + TWO, [report]).card.low == 0


def test_an_opinion_inside_what_is_rated_as_a_whole_is_a_finding(make: Make) -> None:
    report = rated("书记 90", "领导评价 60")
    message = "“书记”在“领导评价”里，“领导评价”已经整个评了，这一条不计入"
    assert wrong(report, make) == [("TS327", message, "整个评，或分开评，只留一样")]
    assert scored(HEAD + TWO, [report]).card.low == 24


def test_one_rated_part_needs_no_name(make: Make) -> None:
    """Reports of before mean what they meant."""
    text = "部分: [{名称: 评价, 分值: 100, 计分: 评议}]\n"
    report = REPORT + "评议: [{来源: 代表, 得分: 90}]\n"
    assert wrong(report, make, text) == []
    assert scored(HEAD + text, [report]).card.low == 90


PLAIN = "部分: [{名称: 活动, 分值: 100, 内容: 活动。}]\n"


@pytest.mark.parametrize(
    ("more", "sections", "code"),
    [
        ("评议: [{来源: 代表, 得分: 90}]", PLAIN, "TS327"),
        ("评议: [{指标: 活动, 来源: 代表, 得分: 90}]", PLAIN, "TS327"),
        ("评议: [{指标: 书季, 来源: 代表, 得分: 90}]", TWO, "TS327"),
        ("扣分: [{指标: 谋划, 分值: 1, 原因: 甲}]", TWO, "TS307"),
        ("扣分: [{指标: 群众评价, 分值: 1, 原因: 甲}]", TWO, "TS307"),
        ("扣分: [{指标: 活动, 分值: 1, 原因: 甲}]", PLAIN, "TS307"),
        ("完成: {谋划: 完成}", TWO, "TS306"),
        ("加分: [{项目: 表彰, 分值: 1, 佐证: []}]", PLAIN, "TS311"),
        ("一票否决: [{事项: 事故, 原因: 甲}]", PLAIN, "TS320"),
    ],
)
def test_an_entry_without_a_line_is_a_finding(
    more: str, sections: str, code: str, make: Make
) -> None:
    assert code in [c for c, _, _ in wrong(f"{REPORT}{more}\n", make, sections)]


def test_a_name_that_means_two_lines_is_a_finding(make: Make) -> None:
    twice = "{名称: 评价, 分值: 50, 计分: 评议}"
    alone = "{名称: 活动, 分值: 50, 内容: 活动。}"
    for part in (twice, alone):
        (finding,) = [
            f
            for f in found(make({"scorecards/2024/甲.yaml": f"{HEAD}部分: [{part}, {part}]\n"}))
            if f.code == "TS207"
        ]
        assert "不止一个" in finding.message


def test_every_veto_that_happened_is_shown() -> None:
    vetoes = "一票否决: [{事项: 事故, 最高等次: 中}]\n"
    report = (
        REPORT + "一票否决:\n  - {事项: 事故, 原因: 甲, 决定人: 党组}\n  - {事项: 事故, 原因: 乙}\n"
    )
    score = scored(HEAD + vetoes + PLAIN, [report])
    assert [veto.why for veto in score.vetoes] == ["甲，党组定", "乙"]


def test_opinions_of_several_parts_have_a_row_each_in_a_draft(make: Make, run: Run) -> None:
    root = make({"scorecards/2024/甲.yaml": HEAD + TWO})
    assert run("-C", str(root), "new", "完成情况", "甲").code == 0
    text = next(root.glob("scorecards/2024/完成情况/*.yaml")).read_text()
    assert "#   - {指标: 群众评价, 来源: , 得分: , 人数: }" in text
    assert "#   - {指标: 领导评价, 来源: , 得分: , 人数: }" in text
    assert "谋划" not in text


@pytest.mark.parametrize("empty", ["部分: []", "部分: [{名称: 甲, 分值: 100, 类别: []}]"])
def test_a_part_that_is_empty_is_a_finding(empty: str, make: Make) -> None:
    (finding,) = found(make({"scorecards/2024/甲.yaml": f"{HEAD}{empty}\n"}))
    assert (finding.code, finding.hint) == ("TS202", "至少写一项")


def test_lines_beside_those_of_another_template_are_a_finding(make: Make) -> None:
    """They would give way to those of the template without a word."""
    lines = "类别: [{条目: [{编号: 综治, 内容: 综治。}]}]"
    kind = "类型: 目标绩效指标模板\n年度: 2024\n"
    files = {
        "templates/保障.yaml": f"{kind}名称: 保障\n部分: [{{名称: 保障, 计分: 扣分, {lines}}}]\n",
        "scorecards/2024/甲.yaml": f"{HEAD}部分:\n"
        f"  - {{名称: 保障, 分值: 100, 计分: 扣分, 引用: 保障, {lines.replace('综治', '维稳')}}}\n",
    }
    assert "写了 引用，又写了 类别，不知道照哪一个" in [f.message for f in found(make(files))]
