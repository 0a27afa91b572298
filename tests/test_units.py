"""Units: spellings of one unit, and what converts exactly, each worked out by hand."""

from decimal import Decimal

import pytest

from tuanscore.grammar.target import in_unit, parse, parse_quantity

# every spelling in a row is the same unit
ALIKE = [
    "元/人·月 元/人*月 元/人•月 元/人月 元/人/月 元/月·人 元/名·月 元/每人·月",
    "元/吨·公里 元/吨公里 元/吨*公里 元/吨/公里",
    "元/户·年 元/户•年 元/户年",
    "% ％ 百分比 百分率",
    "‰ 千分比",
    "m2 ㎡ m² 平方米 平米",
    "次/10万公顷 次/10万公顷",
    "人次/日 人次/天",
    "次/百人 次/百名",
]

# (as done, the unit that is asked for, in that; None: not to be compared)
SCALES = [
    ("640元/人·月", "元/人·年", "7680"),
    ("7680元/人·年", "元/人·月", "640"),
    ("1800元/户·半年", "元/户·年", "3600"),
    ("900元/季度", "元/年", "3600"),
    ("5吨/月", "吨/年", "60"),
    ("12次/年", "次/月", None),
    ("36人次/月", "人次/年", None),
    ("30元/天", "元/月", None),
    ("0.05次/万公顷", "次/10万公顷", "0.5"),
    ("5次/10万公顷", "次/万公顷", "0.5"),
    ("2起/万人", "起/百人", "0.02"),
    ("3元/公里", "元/米", "0.003"),
    ("0.069%", "‰", "0.69"),
    ("2个百分点", "个千分点", "20"),
    ("0.62个千分点", "个百分点", "0.062"),
    ("0.62个千分点", "‰", None),
    ("5公里", "米", "5000"),
    ("3吨", "公斤", "3000"),
    ("2公顷", "平方米", "20000"),
    ("15亩", "公顷", None),  # 1/15 of a 公顷 is no exact factor
    ("300人次", "人", None),
    ("95.0%", "%", "95"),
]

AS_PRINTED = [  # (target, unit)
    ("≥24艘次", "艘次"),
    ("﹦100%", "%"),
    ("每月310元/人", "元/人/月"),
    (">=620元/人*月", "元/人·月"),
    ("≤0.9次/10万公顷", "次/10万公顷"),
    ("≥99百分比", "%"),
    ("≥0.5个千分点", "个千分点"),
    ("≤12元/平方米", "元/平方米"),
]


@pytest.mark.parametrize("row", ALIKE)
def test_spellings_of_one_unit(row: str) -> None:
    first, *others = row.split()
    for other in others:
        assert in_unit(parse_quantity(f"3{other}"), parse(f"≥3{first}").unit) == 3, (first, other)
        assert parse(f"≥3{first}").measures_alike(parse(f"≤5{other}"))


@pytest.mark.parametrize(("done", "unit", "number"), SCALES)
def test_only_exact_factors_convert(done: str, unit: str, number: str | None) -> None:
    expected = None if number is None else Decimal(number)
    assert in_unit(parse_quantity(done), unit) == expected


@pytest.mark.parametrize(("text", "unit"), AS_PRINTED)
def test_units_as_forms_print_them(text: str, unit: str) -> None:
    assert (parse(text).unit, parse(text).text) == (unit, text)
    assert parse(parse(text).canonical).unit == unit
