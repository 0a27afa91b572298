"""Grades: half-open bands on the printed rate, lower bound inclusive."""

from decimal import Decimal

import pytest

from tuanscore.scoring.grades import capped, explain, grade_of, grades_between

OWN = {"优": Decimal(90), "良": Decimal(85), "中": Decimal(60)}
NATIONAL = {"优": Decimal(90), "良": Decimal(80), "中": Decimal(60)}


@pytest.mark.parametrize(
    ("rate", "own", "national"),
    [
        ("100.00", "优", "优"),
        ("120.00", "优", "优"),
        ("90.01", "优", "优"),
        ("90.00", "优", "优"),
        ("89.99", "良", "良"),
        ("85.01", "良", "良"),
        ("85.00", "良", "良"),
        ("84.99", "中", "良"),
        ("80.00", "中", "良"),
        ("79.99", "中", "中"),
        ("60.01", "中", "中"),
        ("60.00", "中", "中"),
        ("59.99", "差", "差"),
        ("0.00", "差", "差"),
    ],
)
def test_the_bound_itself_belongs_to_the_better_grade(rate: str, own: str, national: str) -> None:
    assert grade_of(Decimal(rate), OWN) == own
    assert grade_of(Decimal(rate), NATIONAL) == national


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("90.00", "95.00", "优"),
        ("89.99", "90.00", "优良"),
        ("85.00", "89.99", "良"),
        ("84.99", "90.00", "优良中"),
        ("60.00", "84.99", "中"),
        ("59.99", "60.00", "中差"),
        ("0.00", "100.00", "优良中差"),
        ("0.00", "59.99", "差"),
    ],
)
def test_every_grade_between_the_worst_and_the_best_is_possible(
    low: str, high: str, expected: str
) -> None:
    assert grades_between(Decimal(low), Decimal(high), OWN) == tuple(expected)


@pytest.mark.parametrize(
    ("possible", "best", "expected"),
    [
        ("优", [], "优"),
        ("优", [None], "优"),
        ("优", ["良"], "良"),
        ("优", ["差"], "差"),
        ("优良", ["良"], "良"),
        ("优良中", ["良"], "良中"),
        ("优良中差", ["中"], "中差"),
        ("中差", ["优"], "中差"),
        ("优", ["良", "中", None], "中"),
        ("优良", ["没有这一等"], "优良"),
    ],
)
def test_a_veto_lets_no_better_grade_stand(
    possible: str, best: list[str | None], expected: str
) -> None:
    assert capped(tuple(possible), best, OWN) == tuple(expected)


def test_the_bands_in_words() -> None:
    assert explain(OWN) == "优≥90 良≥85 中≥60 差<60"
    assert explain({"合格": Decimal("59.5")}) == "合格≥59.5 差<59.5"
