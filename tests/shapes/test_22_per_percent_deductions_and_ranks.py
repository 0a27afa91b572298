"""考核细则: every percent below costs a point, ± a tolerance, ranks with ties; thirteen
counties."""

import pytest

from conftest import Run
from shapes.specimen import found, scored, scores

SHAPE = "22-per-percent-deductions-and-ranks"


@pytest.mark.parametrize(
    ("org", "expected"),
    [
        (
            "南槐",
            {
                "分工": "1.00", "备案": "3.00", "苗木": "2.00", "公园面积占比": "5.40",
                "进度和质量": "8.00", "动工率": "4.00", "成本控制率": "3.00", "居民满意": "7.00",
            },
        ),
        (
            "北桐",
            {
                "分工": "1.00", "备案": "3.00", "苗木": "2.00", "公园面积占比": "6.00",
                "进度和质量": "9.00", "动工率": "0.00", "成本控制率": "5.00", "居民满意": "5.00",
            },
        ),
        (
            "西榆",
            {
                "分工": "1.00", "备案": "0.00", "苗木": "2.00", "公园面积占比": "0.00",
                "进度和质量": "0.00", "动工率": "5.00", "成本控制率": "1.00", "居民满意": "8.00",
            },
        ),
    ],
)  # fmt: skip
def test_every_row(run: Run, org: str, expected: dict[str, str]) -> None:
    told = scores(scored(run, SHAPE, "2023", "--org", org))
    assert {name: told[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("org", "total", "rate"),
    [("南槐", "33.40", "79.52"), ("北桐", "31.00", "73.81"), ("西榆", "17.00", "40.48")],
)
def test_the_totals(run: Run, org: str, total: str, rate: str) -> None:
    told = scored(run, SHAPE, "2023", "--org", org)
    assert f"{told['full']:.2f}" == "42.00"
    assert scores(told)[org] == total
    assert f"{told['rate']['low']:.2f}" == rate


def test_nothing_is_printed_wrong(run: Run) -> None:
    assert found(run, SHAPE) == []
