"""评分: several raters of a line, worked out by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from tuanscore.methods import Case, UnreadableError
from tuanscore.methods.raters import NAME, Parameters, judge, reachable
from tuanscore.methods.rule import RuleKeys
from tuanscore.scoring.cents import quotient

THREE = {"自评": "20%", "群众": "30%", "街道": "50%"}


def earned(marks: dict[str, str], points: str, **keys: object) -> tuple[str, str]:
    """Return what is earned of the points at worst and at best."""
    told = {rater: Decimal(mark) for rater, mark in marks.items()}
    parameters = Parameters.model_validate({"评分人": THREE, **keys})
    outcome = judge(Case(None, "", {}, Decimal(points), marks=told), parameters)
    low = outcome.numerator if outcome.floor is None else outcome.floor
    found = (quotient(Decimal(points) * n, outcome.denominator) for n in (low, outcome.numerator))
    return tuple(map(str, found))  # type: ignore[return-value]


def test_its_name_is_the_word_in_files() -> None:
    assert NAME == "评分"


def test_marks_in_the_points_of_the_line() -> None:
    # 7 × 20% + 5 × 30% + 5 × 50% = 1.4 + 1.5 + 2.5
    assert earned({"自评": "7", "群众": "5", "街道": "5"}, "7") == ("5.40", "5.40")


def test_marks_out_of_a_hundred() -> None:
    # 90 × 20% + 80 × 30% + 60 × 50% = 72 of 100
    marks = {"自评": "90", "群众": "80", "街道": "60"}
    assert earned(marks, "7", 评分满分="100") == ("5.04", "5.04")


def test_counts_weigh_as_well() -> None:
    # (92 × 30 + 80 × 10) ÷ 40 = 89
    weights = {"代表": "30", "群众": "10"}
    marks = {"代表": "92", "群众": "80"}
    assert earned(marks, "100", 评分人=weights) == ("89.00", "89.00")


def test_who_has_not_rated_may_give_nothing_or_all() -> None:
    assert earned({"自评": "5", "群众": "5"}, "5") == ("2.50", "5.00")


@pytest.mark.parametrize(
    ("marks", "reason"),
    [({}, "没有写"), ({"邻居": "5"}, "没有“邻居”"), ({"自评": "8"}, "满分是 7")],
)
def test_marks_that_mean_nothing_are_refused(marks: dict[str, str], reason: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        earned(marks, "7")
    assert reason in caught.value.reason


@pytest.mark.parametrize(
    ("rule", "points", "marks"),
    [
        ({"每次": "2"}, 7, (7, 5, 3, 1, 0)),
        ({"每次": "2"}, 8, (8, 6, 4, 2, 0)),
        ({"每次": "3"}, 7, (7, 4, 1, 0)),
        ({"差距": {"5%以内": "1", "15%以内": "3", "其余": "5"}}, 7, (7, 6, 4, 2, 0)),
        ({"每次": "1-3"}, 7, (7, 6, 5, 4, 3, 2, 1, 0)),
    ],
)
def test_marks_that_a_rule_can_give(
    rule: dict[str, object], points: int, marks: tuple[int, ...]
) -> None:
    read = RuleKeys.model_validate(rule)
    found = [n for n in range(points, -1, -1) if reachable(Decimal(n), Decimal(points), read)]
    assert tuple(found) == marks


@pytest.mark.parametrize(
    ("written", "kind"),
    [({"评分人": {"自评": "0"}}, "no_weight"), ({"评分满分": "0"}, "no_marks")],
)
def test_raters_that_make_no_sense_are_refused(written: dict[str, object], kind: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Parameters.model_validate(written)
    assert [error["type"] for error in caught.value.errors()] == [kind]
