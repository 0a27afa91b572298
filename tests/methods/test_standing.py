"""名次: by rank, told or found among the organisations of the year, worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from conftest import Make
from scoring import judge, measure
from tuanscore.commands.score import scoring
from tuanscore.commands.score.report import Ranked
from tuanscore.methods import Outcome, Peers, UnreadableError
from tuanscore.scoring.tree import Node, State
from tuanscore.shelf import Repository

RULE: dict[str, Any] = {"计分": "名次", "满分名次": "3", "每名扣": "0.2"}
SPANS = RULE | {"分段扣": {"6-10": "0.5", "11": "4"}}


def left(outcome: Outcome) -> tuple[Decimal, Decimal]:
    """Return what is left of the points at worst and at best."""
    low = outcome.numerator if outcome.floor is None else outcome.floor
    return low, outcome.numerator


@pytest.mark.parametrize(
    ("written", "actual", "expected"),
    [
        (RULE, "第1名", "2"),
        (RULE, "第3名", "2"),
        (RULE, "第4名", "1.8"),
        (RULE, "第 5 名", "1.6"),
        (RULE, "第5", "1.6"),
        (RULE, "第13名", "0"),  # 10 × 0.2 takes all
        (RULE, "第14名", "0"),  # and never more than all
        (RULE, "第9999名", "0"),
        (SPANS, "第5名", "1.6"),
        (SPANS, "第6名", "1.5"),  # the span costs 0.5 at once, not 3 × 0.2
        (SPANS, "第10名", "1.5"),
        (SPANS, "第11名", "0"),  # 4 of 2 points
        (SPANS, "第12名", "0.2"),  # behind the spans it is 9 × 0.2 again
        (RULE | {"满分名次": "0"}, "第1名", "1.8"),
    ],
)
def test_a_place_that_is_told(written: dict[str, Any], actual: str, expected: str) -> None:
    outcome = judge(written, actual, points="2")
    assert left(outcome) == (Decimal(expected), Decimal(expected))
    assert outcome.denominator == 2


@pytest.mark.parametrize(
    ("actual", "others", "unknown", "expected"),
    [
        ("9", ("8", "7", "6", "5"), 0, ("2", "2")),  # first
        ("5", ("9", "8", "7"), 0, ("1.8", "1.8")),  # fourth
        ("5", ("9", "8", "7", "6"), 0, ("1.6", "1.6")),  # fifth
        ("7", ("9", "8", "7", "7"), 0, ("2", "2")),  # three share the third place
        ("6", ("9", "7", "7", "7"), 0, ("1.6", "1.6")),  # and the next is the fifth
        ("5", ("9", "8"), 2, ("1.6", "2")),  # third to fifth
        ("5", (), 4, ("1.6", "2")),
        ("5", (), 0, ("2", "2")),
        ("5", ("9", "8", "很多"), 0, ("1.8", "2")),  # what cannot be read may be more or less
        ("5", ("9", "第2名", "7"), 0, ("1.8", "2")),
        ("60%", ("90%", "0.8", "70%"), 0, ("2", "2")),  # 0.8 without a unit is 0.8%
        ("6", ("9次", "7次", "8次"), 0, ("1.8", "1.8")),  # without a unit: in the other's
        ("6次", ("9", "7", "8"), 0, ("1.8", "1.8")),
        ("0.5万元", ("6000元", "4000元"), 0, ("2", "2")),
        ("6次", ("9人",), 3, ("1.6", "2")),  # what cannot be compared is unknown
    ],
)
def test_a_number_is_ranked(
    actual: str, others: tuple[str, ...], unknown: int, expected: tuple[str, str]
) -> None:
    outcome = judge(RULE, actual, points="2", peers=Peers(others, unknown))
    assert left(outcome) == tuple(map(Decimal, expected))


def test_less_may_be_better() -> None:
    """Two have less: third; the other way round it is the second of four."""
    peers = Peers(("1", "2", "9"), 0)
    strict = RULE | {"满分名次": "1"}
    assert left(judge(strict | {"以小为好": "true"}, "5", points="2", peers=peers))[0] == Decimal(
        "1.6"
    )
    assert left(judge(strict, "5", points="2", peers=peers))[0] == Decimal("1.8")


def test_the_worst_case_is_the_worst_of_all_places_between() -> None:
    """Fourth to sixth: 1.8, 1.6, and 1.5 by the span; with a mild span the fifth is the worst."""
    peers = Peers(("9", "8", "7"), 2)
    assert left(judge(SPANS, "5", points="2", peers=peers)) == (Decimal("1.5"), Decimal("1.8"))
    mild = RULE | {"分段扣": {"6-10": "0.1"}}
    assert left(judge(mild, "5", points="2", peers=peers)) == (Decimal("1.6"), Decimal("1.9"))


@given(st.integers(1, 30), st.integers(0, 9), st.integers(0, 300), st.integers(0, 5), st.booleans())
def test_never_below_nothing_nor_above_the_points(
    place: int, full: int, each: int, unknown: int, spans: bool
) -> None:
    written = (SPANS if spans else RULE) | {"满分名次": str(full), "每名扣": f"{each / 100:.2f}"}
    peers = Peers(("9",) * (place - 1), unknown)
    low, high = left(judge(written, "5", points="1.43", peers=peers))
    assert 0 <= low <= high <= Decimal("1.43")


@pytest.mark.parametrize("actual", ["第0名", "前三名", "很好", "第-1名", ""])
def test_what_is_neither_place_nor_number_is_refused(actual: str) -> None:
    with pytest.raises(UnreadableError):
        judge(RULE, actual, peers=Peers((), 0))


def test_a_number_alone_has_no_rank() -> None:
    with pytest.raises(UnreadableError, match="没有别的单位可以比名次"):
        judge(RULE, "5")


def test_spans_are_read_with_the_card() -> None:
    with pytest.raises(ValidationError, match="名次“六到十”看不懂"):
        measure(RULE | {"分段扣": {"六到十": "0.5"}})


# --- through files ---------------------------------------------------------------------------

CARD = """\
类型: 目标绩效指标
单位: 共青团{org}县委
简称: {org}
年度: 2024
总分: 10
部分:
  - 名称: 排名
    类别:
      - 名称: 排名
        条目:
          - 编号: 信息
            内容: 报送信息，按名次计分。
            考核点:
              信息报送: {{计分: 名次, 满分名次: 1, 每名扣: 2.5}}
"""
REPORT = "类型: 完成情况\n单位: {org}\n年度: 2024\n截至: 2024-12-31\n完成: {{信息报送: {told}}}\n"


def files(told: dict[str, str | None]) -> dict[str, str]:
    found = {f"scorecards/2024/{org}.yaml": CARD.format(org=org) for org in told}
    for org, value in told.items():
        if value is not None:
            path = f"scorecards/2024/完成情况/{org}.yaml"
            found[path] = REPORT.format(org=org, told=value)
    return found


def ranked(make: Make, told: dict[str, str | None]) -> dict[str, Ranked]:
    ranking = scoring.rank(Repository(make(files(told))), 2024)
    assert not ranking.unscored
    return {line.score.short_name: line for line in ranking.lines}


def line(ranked: Ranked) -> Node:
    return next(ranked.score.card.named("信息报送"))


def test_three_organisations_are_ranked(make: Make) -> None:
    """12, 9 and 7 messages: full, less 2.5, less 5."""
    lines = ranked(make, {"甲": "9条", "乙": "12", "丙": "7条"})
    assert {org: r.score.card.low for org, r in lines.items()} == {
        "乙": Decimal(10), "甲": Decimal("7.5"), "丙": Decimal(5),
    }  # fmt: skip
    assert {org: (r.best, r.worst) for org, r in lines.items()} == {
        "乙": (1, 1), "甲": (2, 2), "丙": (3, 3),
    }  # fmt: skip
    assert line(lines["甲"]).rule == "第 2 名，扣 2.50 分"
    assert line(lines["乙"]).rule == "第 1 名，满分"


def test_a_tie_shares_the_better_place(make: Make) -> None:
    lines = ranked(make, {"甲": "9", "乙": "9", "丙": "7"})
    assert [lines[org].score.card.low for org in "甲乙丙"] == [10, 10, 5]


def test_who_has_not_reported_makes_an_interval(make: Make) -> None:
    """丙 may end before, between or behind the others: each place has two ends."""
    lines = ranked(make, {"甲": "9", "乙": "12", "丙": None})
    spans = {org: (r.score.card.low, r.score.card.high) for org, r in lines.items()}
    assert spans == {"甲": (5, Decimal("7.5")), "乙": (Decimal("7.5"), 10), "丙": (0, 10)}
    assert line(lines["甲"]).state is State.PARTIAL
    assert line(lines["甲"]).rule == "第 2 到 3 名（还有单位没有报）"
    assert lines["甲"].score.missing == ()


def test_who_is_not_concerned_is_not_ranked(make: Make) -> None:
    lines = ranked(make, {"甲": "9", "乙": "12", "丙": "{不适用: 不承担}"})
    assert [lines[org].score.card.low for org in "甲乙"] == [Decimal("7.5"), 10]
    assert lines["丙"].score.full == 0


def test_only_organisations_that_have_the_measure_are_ranked(make: Make) -> None:
    """丙 has another one, and 丁 a template that is not there: neither is waited for."""
    told = files({"甲": "9", "乙": "12"})
    other = CARD.replace("信息报送", "别的")
    told["scorecards/2024/丙.yaml"] = other.format(org="丙")
    told["scorecards/2024/丁.yaml"] = (
        "类型: 目标绩效指标\n单位: 共青团丁县委\n简称: 丁\n年度: 2024\n模板: 没有的\n"
    )
    lines = {r.score.short_name: r for r in scoring.rank(Repository(make(told)), 2024).lines}
    assert {org: lines[org].score.card.high for org in "甲乙"} == {"甲": Decimal("7.5"), "乙": 10}
    assert line(lines["甲"]).rule == "第 2 名，扣 2.50 分"


def test_reviewed_numbers_are_ranked(make: Make) -> None:
    lines = ranked(make, {"甲": "9", "乙": "{自评: 12, 审核: 8}", "丙": "7"})
    assert [lines[org].score.card.low for org in "甲乙丙"] == [10, Decimal("7.5"), 5]


def test_numbers_in_different_units_say_so(make: Make) -> None:
    """场 and 条 cannot be held against each other: either may be ahead."""
    lines = ranked(make, {"甲": "9条", "乙": "12场"})
    assert [(r.score.card.low, r.score.card.high) for r in lines.values()] == [
        (Decimal("7.5"), Decimal(10))
    ] * 2


def test_as_of_ranks_what_was_known_that_day(make: Make) -> None:
    told = files({"甲": "9", "乙": "12"})
    june = REPORT.replace("12-31", "06-30").format(org="甲", told="3")
    told["scorecards/2024/完成情况/甲6.yaml"] = june
    root = make(told)
    before = scoring.rank(Repository(root, date(2024, 6, 30)), 2024)
    spans = {r.score.short_name: (r.score.card.low, r.score.card.high) for r in before.lines}
    assert spans == {"甲": (Decimal("7.5"), Decimal(10)), "乙": (Decimal(0), Decimal(10))}
