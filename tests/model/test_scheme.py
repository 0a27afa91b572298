"""计分方案: what ships, what a repository's own may say, and cards that name one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from conftest import CHECKOUT, Make, found, unmark
from tuanscore.commands.score import scoring
from tuanscore.commands.score.report import Ranking, Scored
from tuanscore.model.kinds.scheme import Scheme
from tuanscore.shelf import Repository

SCHEME = """\
类型: 计分方案
名称: 本市
年度: 2021
依据: 本市办法
满分: 100
分值: {职能指标: 90, 绩效评价: 10}
等次标准: {优: 95, 良: 80, 中: 60}
"""
CARD = """\
类型: 目标绩效指标
单位: 团甲县委
简称: 甲
年度: 2021
总分: 100
计分方案: 本市
部分:
  - 名称: 职能指标
    分值: 90
    类别:
      - 条目: [{编号: 活动, 内容: 开展活动。, 考核点: {次数: ≥3次}}]
  - {名称: 绩效评价, 分值: 10, 计分: 评议}
"""
REPORT = "类型: 完成情况\n单位: 甲\n年度: 2021\n截至: 2021-12-31\n完成: {次数: 3}\n"
AT, WHERE = "scorecards/2021/甲.yaml", "templates/本市.yaml"
DONE = "scorecards/2021/完成情况/甲.yaml"


def shipped(name: str) -> Scheme:
    scheme = Repository(CHECKOUT).scheme(name)
    assert scheme is not None
    return scheme


@pytest.mark.parametrize(
    ("name", "full", "weights", "bounds"),
    [
        ("团委目标绩效", 150, {"职能指标": 70, "重点工作": 50, "保障指标": 15, "绩效评价": 15},
         (90, 85, 60)),
        ("财政项目自评", 100, {"预算执行率": 10, "产出指标": 50, "效益指标": 30, "满意度指标": 10},
         (90, 80, 60)),
        ("财政项目自评-成本", 100, {"预算执行率": 10, "成本指标": 20, "产出指标": 40,
                                    "效益指标": 20, "满意度指标": 10}, (90, 80, 60)),
        ("山海关", 100, {"预算执行率": 10, "产出指标": 50, "效益指标": 30, "满意度指标": 10},
         (90, 85, 60)),
    ],
)  # fmt: skip
def test_shipped_schemes(
    name: str, full: int, weights: dict[str, int], bounds: tuple[int, ...]
) -> None:
    scheme = shipped(name)
    assert scheme.full == Decimal(full)
    assert {part: int(points) for part, points in scheme.weights.items()} == weights
    assert sum(scheme.weights.values()) == full
    assert tuple(scheme.bounds.values()) == bounds
    assert scheme.basis


def test_the_shipped_template_is_by_its_scheme(make: Make) -> None:
    text = (CHECKOUT / "templates/县区团委-2014.yaml").read_text(encoding="utf-8")
    named = text.replace("总分: 150\n", "总分: 150\n计分方案: 团委目标绩效\n", 1)
    assert named != text
    findings = found(make({"templates/县区团委-2014.yaml": named}))
    printed = ["TS408", "TS407", "TS407", "TS407", "TS406"]  # by any scheme or none
    assert [finding.code for finding in findings] == printed


def test_a_repository_s_own_scheme_wins(make: Make) -> None:
    own = SCHEME.replace("名称: 本市", "名称: 财政项目自评")
    repository = Repository(make({"templates/各种/甲.yaml": own}))
    scheme = repository.scheme("财政项目自评")
    assert scheme is not None
    assert scheme.basis == "本市办法"
    assert [s.name for s in repository.schemes()].count("财政项目自评") == 1
    assert repository.scheme("没有") is None


def test_weights_that_do_not_add_up(make: Make) -> None:
    text = SCHEME.replace("满分: 100", "满分: ▲100").replace("职能指标: 90", "职能指标: 80")
    files, places = unmark({WHERE: text})
    (finding,) = found(make(files))
    assert (finding.code, [str(finding.place)]) == ("TS402", places)
    assert finding.message == "满分写明 100 分，各项加起来是 80 + 10 = 90 分"
    assert finding.hint == "少了 10 分，改其中一处"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("等次标准: {优: 95, 良: 80, 中: 60}", "等次标准: {优: 80, 良: 95}", "TS205"),
        ("等次标准: {优: 95, 良: 80, 中: 60}", "等次标准: 团区委绩效标准", "TS204"),
        ("分值: {职能指标: 90, 绩效评价: 10}", "分值: {}", "TS202"),
        ("满分: 100\n", "", "TS202"),
        ("依据: 本市办法", "依剧: 本市办法", "TS203"),
    ],
)
def test_what_a_scheme_may_not_say(old: str, new: str, code: str, make: Make) -> None:
    (finding,) = found(make({WHERE: SCHEME.replace(old, new)}))
    assert finding.code == code


def test_two_schemes_of_one_name(make: Make) -> None:
    findings = found(make({WHERE: SCHEME, "templates/又一份.yaml": SCHEME}))
    assert [finding.code for finding in findings] == ["TS310", "TS310"]


def test_a_card_takes_the_bands_of_its_scheme(make: Make) -> None:
    """90 of 100 for sure: 优 begins at 95 here, so 90.00–100.00 is 良 or 优."""
    root = make({WHERE: SCHEME, AT: CARD, DONE: REPORT})
    report = scoring.score(Repository(root), "甲", 2021)
    assert isinstance(report, Scored)
    score = report.score
    assert (score.rate_low, score.grades) == (Decimal("90.00"), ("优", "良"))
    assert (score.scale_name, score.scale) == ("本市", "优≥95 良≥80 中≥60 差<60")


def test_bands_that_a_card_names_itself_win(make: Make) -> None:
    card = CARD.replace("计分方案", "等次标准: 团区委绩效标准\n计分方案")
    report = scoring.score(Repository(make({WHERE: SCHEME, AT: card, DONE: REPORT})), "甲", 2021)
    assert isinstance(report, Scored)
    assert report.score.grades == ("优",)


def test_a_gate_knows_the_bands_of_a_scheme(make: Make) -> None:
    repository = Repository(make({WHERE: SCHEME, AT: CARD, DONE: REPORT}))
    ranking = scoring.gate(repository, scoring.rank(repository, 2021), "优")
    assert isinstance(ranking, Ranking)
    assert ranking.gate is not None
    assert not ranking.gate.met


def test_an_overlay_takes_the_scheme_of_its_template(make: Make) -> None:
    template = CARD.replace(
        "类型: 目标绩效指标\n单位: 团甲县委\n简称: 甲\n", "类型: 目标绩效指标模板\n名称: 例\n"
    )
    overlay = "类型: 目标绩效指标\n单位: 团甲县委\n简称: 甲\n年度: 2021\n模板: 例\n"
    root = make({WHERE: SCHEME, "templates/例.yaml": template, AT: overlay})
    assert found(root) == ()
    report = scoring.score(Repository(root), "甲", 2021)
    assert isinstance(report, Scored)
    assert report.score.scale_name == "本市"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("总分: 100", "总分: ▲90", "满分 100 分，这里写明 90 分"),
        ("    分值: 90", "    分值: ▲80", "“职能指标”计分方案“本市”定 90 分，这里写明 80 分"),
        ("名称: 绩效评价,", "名称: ▲绩效评估,", "里没有“绩效评估”这一部分"),
    ],
)
def test_a_card_that_is_not_by_its_scheme(old: str, new: str, message: str, make: Make) -> None:
    files, places = unmark({WHERE: SCHEME, AT: CARD.replace(old, new)})
    findings = [f for f in found(make(files)) if f.code == "TS316"]
    assert message in findings[-1 if "评估" in new else 0].message
    assert str(findings[-1 if "评估" in new else 0].place) == places[0]


def test_a_section_without_points_and_one_that_is_missing(make: Make) -> None:
    card = CARD.replace("    分值: 90\n", "").replace(
        "  - {名称: 绩效评价, 分值: 10, 计分: 评议}\n", ""
    )
    said = [f.message for f in found(make({WHERE: SCHEME, AT: card}))]
    assert said == [
        "计分方案“本市”里的“绩效评价”（10 分）这里没有",
        "“职能指标”计分方案“本市”定 90 分，这里没有写分值",
    ]


def test_a_card_with_an_unknown_scheme(make: Make) -> None:
    files, places = unmark({WHERE: SCHEME, AT: CARD.replace("方案: 本市", "方案: ▲本是")})
    (finding,) = found(make(files))
    assert (finding.code, [str(finding.place)]) == ("TS314", places)
    assert finding.hint == "是不是“本市”？"


def test_what_a_scheme_is_listed_as() -> None:
    name, detail = shipped("团委目标绩效").label
    assert name == "团委目标绩效"
    assert detail == "满分 150：职能指标 70、重点工作 50、保障指标 15、绩效评价 15"
