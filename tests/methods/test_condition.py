"""What a step asks for beside a number, worked out by hand."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from scoring import measure
from tuanscore.grammar.target import parse
from tuanscore.methods import Case, UnreadableError, attainment, condition
from tuanscore.methods.steps import Parameters, judge

CONTROL = {"±8%以内": "5", "±8-12%以内": "3", "±12-16%以内": "1", "其余": "0"}


def mark(steps: dict[str, str], actual: str, target: str | None = None, **more: Any) -> Decimal:
    """Return the mark of the step that is reached."""
    case = Case(parse(target) if target else None, actual, {}, **more)
    outcome = judge(case, Parameters.model_validate({"分档": steps}))
    return outcome.numerator * max(map(Decimal, steps.values())) / outcome.denominator


@pytest.mark.parametrize(
    ("spent", "expected"),
    [
        ("400", 5),
        ("432", 5),
        ("368", 5),
        ("433", 3),
        ("356", 3),
        ("337", 1),
        ("464", 1),
        ("480", 0),
    ],
)
def test_within_so_many_percent_either_way(spent: str, expected: int) -> None:
    assert mark(CONTROL, spent, "400") == expected
    assert mark(CONTROL, spent, base="400") == expected  # 基数 of the report


@pytest.mark.parametrize(("done", "expected"), [("有", 3), ("部分有", 1), ("没有", 0)])
def test_words(done: str, expected: int) -> None:
    assert mark({"有": "3", "部分有": "1", "没有": "0"}, done) == expected


@pytest.mark.parametrize(
    ("done", "expected"),
    [("2023-12-31", 5), ("2024年1月10日", 3), ("2024-01-11", 1), ("按时", 5), ("晚3天", 3)],
)
def test_delays(done: str, expected: int) -> None:
    steps = {"按时": "5", "晚10天以内": "3", "其余": "1"}
    assert mark(steps, done, "2023年12月31日前") == expected


@pytest.mark.parametrize(
    ("done", "expected"), [("2023-06-30", 5), ("2023-07-01", 3), ("2023-10-01", 0)]
)
def test_days(done: str, expected: int) -> None:
    assert mark({"2023年6月底前": "5", "2023年9月底前": "3"}, done) == expected


def test_two_counts_are_read_exactly() -> None:
    assert mark({"≥90%": "20", "≥80%": "12", "其余": "0"}, "1124/1250") == 12  # 89.92%
    assert mark({"≥90%": "20", "≥80%": "12", "其余": "0"}, "90%") == 20


@pytest.mark.parametrize(
    ("actual", "target", "met"),
    [("93%", "100%", 1), ("108%", "100%", 1), ("91.9%", "100%", 0), ("108.1%", "100%", 0)],
)
def test_a_tolerance_of_all_or_nothing(actual: str, target: str, met: int) -> None:
    tolerant = measure({"计分": "达标", "目标": target, "容差": "8%"})
    assert isinstance(tolerant, attainment.Parameters)
    assert attainment.judge(Case(tolerant.target, actual, {}), tolerant).numerator == met


@pytest.mark.parametrize(
    ("steps", "actual", "target"),
    [
        ({"有": "3", "没有": "0"}, "好像有", None),
        (CONTROL, "356", None),  # of what?
        (CONTROL, "356", "0"),
        ({"按时": "5", "其余": "1"}, "2024-01-01", None),  # after which day?
        ({"按时": "5", "晚10天以内": "3"}, "2024年1月", "2023年12月31日前"),  # which day?
    ],
)
def test_what_cannot_be_held_against_a_step_is_refused(
    steps: dict[str, str], actual: str, target: str | None
) -> None:
    with pytest.raises(UnreadableError) as caught:
        mark(steps, actual, target)
    assert caught.value.hint


@pytest.mark.parametrize("text", ["±很多", "±8件", "晚3次", "定性", "约5件"])
def test_conditions_that_make_no_sense_are_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        Parameters.model_validate({"分档": {text: "5", "其余": "0"}})


def test_a_word_may_stand_for_itself() -> None:
    assert condition.understand("良好").kind is condition.Kind.WORD


def test_a_day_without_a_year_is_of_the_year_of_the_target() -> None:
    steps = {"9月中旬前": "10", "晚10天以内": "7", "其余": "0"}
    assert mark(steps, "9月5日", "2025年第三季度") == 10
    assert mark(steps, "9月28日", "2025年第三季度") == 7
    with pytest.raises(UnreadableError, match="没有写哪一年"):
        mark(steps, "9月5日", "≥3次")
