"""评议: weighted means of marks, worked out by hand."""

from decimal import Decimal

import pytest

from tuanscore.methods.rating import NAME, Opinion, rate
from tuanscore.scoring.cents import quotient


def opinion(mark: str, people: int | None = None, weight: str | None = None) -> Opinion:
    return Opinion("代表", Decimal(mark), people, Decimal(weight) if weight is not None else None)


def points(opinions: list[Opinion], of: str = "15") -> str:
    outcome = rate(opinions)
    return str(quotient(Decimal(of) * outcome.numerator, outcome.denominator))


def test_its_name_is_the_word_in_files() -> None:
    assert NAME == "评议"


@pytest.mark.parametrize(
    ("opinions", "expected"),
    [
        # One source: its mark is the share, whatever stands beside it.
        ([opinion("92")], "13.80"),
        ([opinion("92", 30)], "13.80"),
        ([opinion("92", 0)], "13.80"),
        ([opinion("92", weight="0")], "13.80"),
        ([opinion("100")], "15.00"),
        ([opinion("0")], "0.00"),
        ([opinion("92.35")], "13.85"),  # 13.8525
        # By people where all have them: (92×30 + 94×20) ÷ 50 = 92.8.
        ([opinion("92", 30), opinion("94", 20)], "13.92"),
        ([opinion("100", 1), opinion("0", 99)], "0.15"),
        ([opinion("100", 0), opinion("60", 5)], "9.00"),
        # By weight before people: (92×0.4 + 94×0.6) = 93.2.
        ([opinion("92", 30, "0.4"), opinion("94", 20, "0.6")], "13.98"),
        ([opinion("92", 30, "40"), opinion("94", 20, "60")], "13.98"),
        ([opinion("92", weight="1"), opinion("94", weight="0")], "13.80"),
        # Else equally: 93.
        ([opinion("92"), opinion("94")], "13.95"),
        ([opinion("92", 30), opinion("94")], "13.95"),
        ([opinion("92", 30, "1"), opinion("94", 20)], "13.92"),  # not every one has a weight
        ([opinion("92", 0), opinion("94", 0)], "13.95"),
        ([opinion("92", weight="0"), opinion("94", weight="0")], "13.95"),
        # Thirds are kept exact until points are given: (90+90+91) ÷ 3 = 90.333…
        ([opinion("90"), opinion("90"), opinion("91")], "13.55"),
    ],
)
def test_points_by_hand(opinions: list[Opinion], expected: str) -> None:
    assert points(opinions) == expected


def test_the_rule_names_the_sources_and_how_they_count() -> None:
    one = Opinion("服务对象代表", Decimal(92), 30, None)
    two = Opinion("基层团组织代表", Decimal(94), 20, None)
    assert rate([one]).rule == "服务对象代表 92（百分制）"
    assert rate([one, two]).rule == "服务对象代表 92、基层团组织代表 94，按人数加权（百分制）"
    assert "按权重" in rate([opinion("1", weight="1"), opinion("2", weight="2")]).rule
    assert "平均" in rate([opinion("1"), opinion("2", 3)]).rule
