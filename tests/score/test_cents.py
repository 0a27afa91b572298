"""Exact cents: rounding once, half up, and shares that always add up."""

from decimal import Decimal, localcontext
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuanscore.scoring.cents import quotient, share_out


def decimals(*texts: str | None) -> list[Decimal | None]:
    return [Decimal(t) if t is not None else None for t in texts]


def texts(shares: list[Decimal]) -> list[str]:
    return [str(share) for share in shares]


# ---- quotient -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        ("0", "1", "0.00"),
        ("1", "1", "1.00"),
        ("1", "3", "0.33"),
        ("2", "3", "0.67"),
        ("1", "8", "0.13"),  # 0.125: half up
        ("3", "8", "0.38"),  # 0.375: half up, not to even
        ("1", "200", "0.01"),  # 0.005
        ("1", "201", "0.00"),
        ("0.995", "1", "1.00"),
        ("0.994999999999999999999999999999999999", "1", "0.99"),
        ("0.995000000000000000000000000000000001", "1", "1.00"),
        ("2.675", "1", "2.68"),  # a float would be 2.67
        ("14250", "150", "95.00"),
        ("0.0000001", "0.00000001", "10.00"),
        ("999999999999999", "1", "999999999999999.00"),
        ("999999999999999", "0.00000001", "99999999999999900000000.00"),
    ],
)
def test_quotients_by_hand(numerator: str, denominator: str, expected: str) -> None:
    assert str(quotient(Decimal(numerator), Decimal(denominator))) == expected


_numbers = st.decimals(
    min_value=0, max_value=10**15, places=8, allow_nan=False, allow_infinity=False
)


@given(_numbers, _numbers.filter(bool))
def test_quotients_are_the_exact_ones_rounded_half_up(top: Decimal, bottom: Decimal) -> None:
    exact = Fraction(top) / Fraction(bottom)
    assert Fraction(quotient(top, bottom)) == Fraction(floor(exact * 100 + Fraction(1, 2)), 100)


@given(st.integers(0, 10**12), st.integers(1, 10**6))
def test_a_tie_always_goes_up(cents: int, by: int) -> None:
    tie = Decimal(2 * cents + 1) / 200 * by
    assert quotient(tie, Decimal(by)) == Decimal(cents + 1) / 100


def test_no_precision_of_a_context_matters() -> None:
    with localcontext() as context:
        context.prec = 6
        assert str(quotient(Decimal("0.12499999999999"), Decimal(1))) == "0.12"
        assert str(quotient(Decimal("0.125"), Decimal(1))) == "0.13"


# ---- share_out ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "given_points", "absent", "expected"),
    [
        ("10", [None] * 7, None, ["1.43"] * 6 + ["1.42"]),
        ("10", [None] * 6, None, ["1.67"] * 4 + ["1.66"] * 2),
        ("10", [None] * 3, None, ["3.34", "3.33", "3.33"]),
        ("10", [None] * 4, None, ["2.50"] * 4),
        ("15", [None], None, ["15.00"]),
        ("0.02", [None] * 3, None, ["0.01", "0.01", "0.00"]),
        ("0", [None] * 2, None, ["0.00", "0.00"]),
        # Given points stay; the rest is split.
        ("10", ["4", None, None], None, ["4.00", "3.00", "3.00"]),
        ("10", [None, "4", None, None, None], None, ["1.50", "4.00", "1.50", "1.50", "1.50"]),
        ("10", ["3", None, None, None], None, ["3.00", "2.34", "2.33", "2.33"]),
        ("10", ["3.33", "6.67"], None, ["3.33", "6.67"]),
        ("10", ["10", None], None, ["10.00", "0.00"]),
        # What is absent gets nothing, and the others share its points in proportion.
        ("10", [None] * 3, [False, True, False], ["5.00", "0.00", "5.00"]),
        ("10", [None] * 4, [True, False, False, False], ["0.00", "3.34", "3.33", "3.33"]),
        ("10", ["2", "3", "5"], [False, False, True], ["4.00", "6.00", "0.00"]),
        ("10", ["4", None, None], [True, False, False], ["0.00", "5.00", "5.00"]),
        # 4 and 3 of the usual 10 are left: 10 × 4/7 = 5.714…, 10 × 3/7 = 4.285…
        ("10", ["4", None, None], [False, True, False], ["5.71", "0.00", "4.29"]),
        ("10", ["0", "10"], [False, True], ["10.00", "0.00"]),
        ("10", [None, None], [True, True], ["0.00", "0.00"]),
        ("10", ["4", "6"], [True, True], ["0.00", "0.00"]),
    ],
)
def test_shares_by_hand(
    points: str, given_points: list[str | None], absent: list[bool] | None, expected: list[str]
) -> None:
    assert texts(share_out(Decimal(points), decimals(*given_points), absent)) == expected


def test_ties_go_to_the_earlier_part() -> None:
    # 1.00 by weights 1:1:2 of 0.03: 0.0075, 0.0075, 0.015; two cents to give after 0, 0, 1:
    # the remainders are 3/4, 3/4, 1/2 of a cent, so the first two get them.
    assert texts(
        share_out(Decimal("0.03"), decimals("1", "1", "2", "9"), [False] * 3 + [True])
    ) == [*("0.01", "0.01", "0.01", "0.00")]
    assert texts(share_out(Decimal("0.01"), decimals(None, None))) == ["0.01", "0.00"]


def test_points_other_than_the_usual_scale_every_part() -> None:
    # Written for 10: 4 and 2×3. Of 5 points they are worth half, of 20 twice.
    parts = decimals("4", None, None)
    usual = Decimal(10)
    assert texts(share_out(Decimal(5), parts, None, usual)) == ["2.00", "1.50", "1.50"]
    assert texts(share_out(Decimal(20), parts, None, usual)) == ["8.00", "6.00", "6.00"]
    assert texts(share_out(Decimal(10), parts, None, usual)) == ["4.00", "3.00", "3.00"]


@st.composite
def sharings(draw: st.DrawFn) -> tuple[Decimal, list[Decimal | None], list[bool]]:
    """Return points, parts that fit into them, and which are absent."""
    parts = draw(st.lists(st.one_of(st.none(), st.integers(0, 3000)), min_size=1, max_size=12))
    least = sum(part for part in parts if part is not None)
    more = draw(st.integers(0, 3000)) if None in parts else 0
    absent = draw(st.lists(st.booleans(), min_size=len(parts), max_size=len(parts)))
    written = [Decimal(part) / 100 if part is not None else None for part in parts]
    return Decimal(least + more) / 100, written, absent


@given(sharings())
def test_shares_always_add_up(sharing: tuple[Decimal, list[Decimal | None], list[bool]]) -> None:
    points, parts, absent = sharing
    shares = share_out(points, parts)
    assert sum(shares) == points
    assert all(share >= 0 for share in shares)
    assert all(share == part for share, part in zip(shares, parts, strict=True) if part is not None)
    shares = share_out(points, parts, absent)
    assert sum(shares) == (0 if all(absent) else points)
    assert all(share == 0 for share, gone in zip(shares, absent, strict=True) if gone)
    assert all(share.as_tuple().exponent == -2 for share in shares)


@given(sharings())
def test_equal_parts_differ_by_a_cent_at_most_and_the_earlier_has_it(
    sharing: tuple[Decimal, list[Decimal | None], list[bool]],
) -> None:
    points, parts, absent = sharing
    shares = share_out(points, parts, absent)
    for kind in set(parts):
        alike = [
            share
            for share, part, gone in zip(shares, parts, absent, strict=True)
            if part == kind and not gone
        ]
        assert alike == sorted(alike, reverse=True)
        assert not alike or alike[0] - alike[-1] <= Decimal("0.01")
