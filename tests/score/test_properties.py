"""What holds for every scorecard, whatever is in it."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generated import Made, cases, write
from scoring import scored, summary
from thorough import times
from tuanscore.commands.score import scoring
from tuanscore.commands.score.report import Scored
from tuanscore.methods import rating
from tuanscore.model.settings import BUILT_IN_SCALES
from tuanscore.scoring import grades
from tuanscore.scoring.cents import CENT, share_out
from tuanscore.scoring.tree import Level, Node, Score
from tuanscore.shelf import Repository

thorough = settings(deadline=None, max_examples=times(15))
ZERO = Decimal(0)

CENTS = st.integers(0, 20_000).map(lambda cents: CENT * cents)
VALUES = st.integers(0, 5_000).map(lambda cents: CENT * cents)


def of(made: Made) -> Score:
    return scored(*made.texts())


# --- sums and limits -------------------------------------------------------------------------


@thorough
@given(cases())
def test_printed_parts_add_up_to_what_is_printed_above_them(made: Made) -> None:
    for node in of(made).card.nodes():
        if node.parts:
            base = node.base or ZERO
            assert node.low == base + sum(part.low for part in node.parts)
            assert node.high == base + sum(part.high for part in node.parts)
            bearing = [part.points for part in node.parts if part.points is not None]
            if bearing:
                assert node.points == sum(bearing)


@thorough
@given(cases())
def test_a_score_stays_between_nothing_and_its_points(made: Made) -> None:
    for node in of(made).card.nodes():
        if node.points is not None:
            assert ZERO <= node.low <= node.high <= node.points, node.name
        elif node.level is Level.BONUS:
            assert node.low >= node.high >= ZERO
        else:  # a deduction, or a 类别 that has nothing but deductions
            assert node.low <= ZERO, node.name
            assert node.high <= ZERO, node.name


@thorough
@given(cases())
def test_full_marks_are_what_is_written_less_what_does_not_apply(made: Made) -> None:
    score = of(made)
    written = Decimal(made.card["总分"])
    told = [r for report in made.reports for r in report.get("完成", {}).values()]
    assert score.full <= written
    if not any(isinstance(r, dict) and "不适用" in r for r in told):
        assert score.full == written


@given(CENTS, st.lists(st.none() | CENTS, min_size=1, max_size=9), st.randoms(), CENTS)
def test_shared_points_add_up(
    points: Decimal, parts: list[Decimal | None], random: Random, usual: Decimal
) -> None:
    gone = [random.random() < 0.3 for _ in parts]
    assume(not all(gone))
    for shares in (share_out(points, parts), share_out(points, parts, gone, usual)):
        assert sum(shares) == points
        assert min(shares) >= 0
        assert all(share == share.quantize(CENT) for share in shares)
    after = share_out(points, parts, gone, usual)
    assert all(share == 0 for share, out in zip(after, gone, strict=True) if out)


@given(CENTS, st.integers(1, 40))
def test_equal_shares_differ_by_at_most_a_cent_and_fall(points: Decimal, count: int) -> None:
    shares = share_out(points, [None] * count)
    assert shares == sorted(shares, reverse=True)
    assert shares[0] - shares[-1] <= CENT


@given(st.lists(CENTS, min_size=1, max_size=9))
def test_written_points_stay_as_written(parts: list[Decimal]) -> None:
    assert share_out(sum(parts, ZERO), parts) == parts


# --- more done -------------------------------------------------------------------------------

CARD: dict[str, Any] = {
    "类型": "目标绩效指标", "单位": "甲县委", "简称": "甲", "年度": "2024", "总分": "100",
}  # fmt: skip
REPORT = {"类型": "完成情况", "单位": "甲", "年度": "2024", "截至": "2024-12-31"}


def card_of(measures: dict[str, Any], total: str = "100", **more: Any) -> str:
    item = {"编号": "条目", "内容": "活动。", "考核点": measures}
    section = {"名称": "部分", "类别": [{"名称": "类别", "条目": [item]}]}
    return write(CARD | {"总分": total} | more | {"部分": [section]})


def earned(measure: Any, value: Decimal, **more: str) -> Decimal:
    """Return what a line of 100 points earns with this 完成值."""
    told = {"自评": f"{value:f}", **more}
    return scored(card_of({"线": measure}), [write(REPORT | {"完成": {"线": told}})]).card.low


BASE = {"基数": "12.5", "基数来源": "公报"}
MORE = [
    "≥8次", ">8次", "8次", "≥0次", ">0次", "≥95%",
    {"目标": "≥8次", "计分": "达标"}, {"目标": ">8次", "计分": "达标"},
    {"计分": "分档", "分档": {"≥20": "5", ">10": "3", "≥2.5": "1"}},
    {"计分": "两级目标", "达标值": "≥8人", "争取值": "≥20人", "达标得分率": "80%"},
    {"计分": "对比", "基数": "均值", "要求": "高于"},
    {"计分": "对比", "基数": "均值", "要求": "高于", "未达": "不得分"},
]  # fmt: skip
LESS = [
    "≤8次", "<8次", "≤0起", "0起", {"目标": "0起", "计分": "达标"}, "≤5%",
    {"目标": "≤8次", "计分": "达标"}, {"目标": "<8次", "计分": "达标"},
    {"计分": "分档", "分档": {"≤2": "5", "<10": "3", "≤20": "1"}},
    {"计分": "两级目标", "达标值": "≤20人", "争取值": "≤8人", "达标得分率": "80%"},
    {"计分": "两级目标", "达标值": "≤8人", "争取值": "≤0人", "达标得分率": "60%"},
    {"计分": "对比", "基数": "均值", "要求": "低于"},
    {"计分": "对比", "基数": "均值", "要求": "低于", "未达": "不得分"},
]  # fmt: skip


def _more(measure: Any) -> dict[str, str]:
    return BASE if "对比" in str(measure) else {}


@thorough
@given(st.sampled_from(MORE), VALUES, VALUES)
def test_more_done_never_lowers_a_score(measure: Any, one: Decimal, other: Decimal) -> None:
    less, more = sorted((one, other))
    assert earned(measure, less, **_more(measure)) <= earned(measure, more, **_more(measure))


@thorough
@given(st.sampled_from(LESS), VALUES, VALUES)
def test_less_never_lowers_it_where_less_is_better(
    measure: Any, one: Decimal, other: Decimal
) -> None:
    less, more = sorted((one, other))
    assert earned(measure, less, **_more(measure)) >= earned(measure, more, **_more(measure))


@thorough
@given(VALUES, VALUES)
def test_coming_nearer_to_a_range_never_lowers_it(one: Decimal, other: Decimal) -> None:
    """Below 10 more is better, above 20 less is; inside it is all the same."""
    less, more = sorted((one, other))
    low, high = earned("10-20次", less), earned("10-20次", more)
    if more <= 20:
        assert low <= high
    if less >= 10:
        assert low >= high
    if less >= 10 and more <= 20:
        assert low == high == 100


# --- what is not reported --------------------------------------------------------------------


@thorough
@given(cases(reports=1), st.randoms(use_true_random=False))
def test_reporting_a_line_only_narrows(made: Made, random: Random) -> None:
    """It holds where no line is 不适用 by the new entry, for that hands points to others.

    Deductions and bonuses may stand in the report: both move low and high the same way.
    """
    told = made.reports[0].get("完成", {})
    names = [n for n, r in told.items() if not (isinstance(r, dict) and "不适用" in r)]
    assume(names)
    name = random.choice(names)
    before = deepcopy(made)
    del before.reports[0]["完成"][name]
    if not before.reports[0]["完成"]:
        del before.reports[0]["完成"]
    _narrows(of(before), of(made))


@thorough
@given(cases(reports=1))
def test_the_first_report_narrows_everything_open(made: Made) -> None:
    told = made.reports[0].get("完成", {}).values()
    assume(not any(isinstance(r, dict) and "不适用" in r for r in told))
    made.reports[0].pop("加分", None)  # lifts what is certain; it opens nothing
    _narrows(of(Made(made.card, [])), of(made))


def _narrows(before: Score, after: Score) -> None:
    pairs = zip(_bearing(before.card), _bearing(after.card), strict=True)
    for old, new in pairs:
        assert (old.route, old.points) == (new.route, new.points)
        assert old.low <= new.low <= new.high <= old.high, old.name
    assert set(after.grades_by_rate) <= set(before.grades_by_rate)


def _bearing(root: Node) -> Iterator[Node]:
    if root.points is not None and root.level is not Level.DEDUCTION:
        yield root
    # A 部分 by 评议 has lines only once they are rated one by one.
    for part in root.parts if root.method != rating.NAME else ():
        yield from _bearing(part)


@thorough
@given(cases(reports=3), st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter(made: Made, random: Random) -> None:
    card, reports = made.texts()
    names = [f"{letter}{number}" for number, letter in enumerate("甲乙丙")]
    random.shuffle(names)
    random.shuffle(reports)
    files = {f"scorecards/2024/完成情况/{n}.yaml": t for n, t in zip(names, reports, strict=True)}
    with TemporaryDirectory() as folder:
        for name, text in {"scorecards/2024/卡.yaml": card, **files}.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        report = scoring.score(Repository(Path(folder)), "甲", 2024)
    assert isinstance(report, Scored), report
    assert summary(report.score) == summary(of(made))


# --- grades ----------------------------------------------------------------------------------

BANDS = [
    (scale, better, worse, bound)
    for scale, bounds in BUILT_IN_SCALES.items()
    for (better, bound), worse in zip(bounds.items(), [*list(bounds)[1:], "差"], strict=True)
]


@pytest.mark.parametrize(("scale", "better", "worse", "bound"), BANDS)
@pytest.mark.parametrize(
    ("total", "short", "grade"),
    [
        ("100", "0.01", "worse"),  # 0.01 point short: 89.99%
        ("200", "0.01", "better"),  # half of it: 89.995% is printed as 90.00%
        ("150", "0.01", "worse"),  # 89.9933% is printed as 89.99%
        ("300", "0.01", "better"),  # 89.9967% is printed as 90.00%
        ("99.99", "0", "better"),
    ],
)
def test_the_grade_changes_exactly_at_the_band(
    scale: str, better: str, worse: str, bound: Decimal, total: str, short: str, grade: str
) -> None:
    """Two lines: one fully done is worth what the grade asks for, the other is not done."""
    whole = Decimal(total)
    full = (whole * bound / 100).quantize(CENT, "ROUND_CEILING")
    for part, expected in (
        (full, better),
        (full - Decimal(short), {"better": better, "worse": worse}[grade]),
    ):
        lines = {
            "做了": {"目标": "≥1次", "分值": f"{part}"},
            "没做": {"目标": "≥1次", "分值": f"{whole - part}"},
        }
        item = {"编号": "条目", "内容": "活动。", "分值": total, "考核点": lines}
        category = {"名称": "类别", "分值": total, "条目": [item]}
        section = {"名称": "部分", "分值": total, "类别": [category]}
        card = write(CARD | {"总分": total, "等次标准": scale, "部分": [section]})
        result = scored(card, [write(REPORT | {"完成": {"做了": "1", "没做": "0"}})])
        assert result.card.low == part
        assert result.grades == (expected,), result.rate_low


@given(st.sampled_from(sorted(BUILT_IN_SCALES)), CENTS, CENTS)
def test_possible_grades_are_those_between_both_ends(
    scale: str, one: Decimal, other: Decimal
) -> None:
    bounds = BUILT_IN_SCALES[scale]
    low, high = sorted((min(one, Decimal(100)), min(other, Decimal(100))))
    possible = grades.grades_between(low, high, bounds)
    assert possible[0] == grades.grade_of(high, bounds)
    assert possible[-1] == grades.grade_of(low, bounds)
    for cents in range(int(low * 100), int(high * 100) + 1, 37):
        assert grades.grade_of(CENT * cents, bounds) in possible


def test_a_better_grade_never_has_a_lower_bound() -> None:
    for bounds in BUILT_IN_SCALES.values():
        values = list(bounds.values())
        assert values == sorted(values, reverse=True)
