"""等次: the bands of a row, worked out by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from tuanscore.grammar.target import parse
from tuanscore.methods import Case, UnreadableError
from tuanscore.methods.row_bands import NAME, Parameters, judge

SHARES = {"优": "100%", "良": "80%", "中": "60%", "差": "30%"}
LEVELS = {name: (Decimal(n), Decimal(n)) for name, n in (("优", 100), ("良", 85), ("差", 0))}


def share(bands: str, actual: str, target: str | None = None) -> Decimal:
    """Return the percentage that is earned."""
    written = {"等次": dict(zip(SHARES, bands.split("|"), strict=True)), "得分率": SHARES}
    case = Case(parse(target) if target else None, actual, {})
    outcome = judge(case, Parameters.model_validate(written))
    return outcome.numerator * 100 / outcome.denominator


def test_its_name_is_the_word_in_files() -> None:
    assert NAME == "等次"


@pytest.mark.parametrize(
    ("bands", "actual", "expected"),
    [
        ("800件|650件|400件|200件", "800件", 100),
        ("800件|650件|400件|200件", "799件", 80),
        ("800件|650件|400件|200件", "655", 80),
        ("800件|650件|400件|200件", "640件", 60),
        ("800件|650件|400件|200件", "199件", 30),  # the bound of the last bounds nothing
        ("90%|80%|60%|60%以下", "85%", 80),
        ("100%|75%-100%|55%-75%|<45%", "75%", 80),
        ("100%|75%-100%|55%-75%|<45%", "50%", 30),  # in the gap: the lower band
        ("100%|80%-90%|60%-70%|其余", "95%", 80),
        ("100%|80%-90%|60%-70%|其余", "75%", 60),
        ("0起|2起|5起|其余", "0起", 100),  # less is better: the numbers rise
        ("0起|2起|5起|其余", "1起", 80),
        ("0起|2起|5起|其余", "6起", 30),
        ("良好|好|尚可|不好", "好", 80),
        ("良好|好|尚可|不好", "不好", 30),
        ("良好|好|尚可|不好", "中", 60),  # the band by its own name
    ],
)
def test_numbers_and_words(bands: str, actual: str, expected: int) -> None:
    assert share(bands, actual) == expected


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        ("2023-12-31", 100),
        ("2023-12-01", 100),
        ("按时", 100),
        ("提前3天", 100),
        ("2024-01-10", 80),  # ten days late: 以内 includes its number
        ("2024年1月10日", 80),
        ("2024-01-11", 60),
        ("晚25天", 60),
        ("晚26天", 30),
    ],
)
def test_delays(actual: str, expected: int) -> None:
    assert share("按时|晚10天以内|晚10-25天|晚25天以上", actual, "2023年12月31日前") == expected


def test_without_shares_the_levels_say_what_a_band_is_worth() -> None:
    written = Parameters.model_validate({"等次": {"优": "5件", "良": "3件", "差": "其余"}})
    assert judge(Case(None, "4件", LEVELS), written).numerator == 85
    with pytest.raises(UnreadableError) as caught:
        judge(Case(None, "4件", {}), written)
    assert "没有说得百分之几" in caught.value.reason


@pytest.mark.parametrize("actual", ["很好", "75人"])
def test_what_no_band_asks_for_is_refused(actual: str) -> None:
    with pytest.raises(UnreadableError):
        share("800件|650件|400件|200件", actual)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ({}, "missing"),
        ({"等次": {"优": "5件"}}, "too_short"),
        ({"等次": {"优": "约5件", "差": "其余"}}, "not_target"),
        ({"等次": {"优": "5件", "差": "其余"}, "得分率": {"优": "100%"}}, "not_band"),
        ({"等次": {"优": "5件", "差": "其余"}, "得分率": {"优": "1", "良": "1"}}, "not_band"),
        (
            {"等次": {"优": "5件", "差": "其余"}, "得分率": {"优": "120%", "差": "0%"}},
            "above_hundred",
        ),
    ],
)
def test_bands_that_make_no_sense_are_refused(written: dict[str, object], kind: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Parameters.model_validate(written)
    assert [error["type"] for error in caught.value.errors()] == [kind]
